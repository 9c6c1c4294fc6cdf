import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test, { after, before } from 'node:test'
import type { Running } from '../main.ts'
import { type Staff, startStaff } from '../staff-testing.ts'

let staff: Staff
let running: Running
let doors: Staff['doors']
let ids: Staff['ids']
let departmentId: string

before(async () => {
  staff = await startStaff()
  ;({ running, doors, ids, departmentId } = staff)
})

after(() => staff?.close())

const square = (lon = 69.5, size = 0.1) => ({
  type: 'Polygon',
  coordinates: [[[lon, 42.3], [lon + size, 42.3], [lon + size, 42.4], [lon, 42.4], [lon, 42.3]]], // biome-ignore format: a shape
})
const ok = (answer: { status: number; body: unknown }, status = 200) =>
  assert.equal(answer.status, status, JSON.stringify(answer.body))

test('a drawn precinct is kept with its oddities told, changed, and taken out of use', async () => {
  const { administrator } = doors
  const first = await administrator.ask('POST', '/api/precincts', { number: '21', area: square(69.5) })
  ok(first, 201)
  assert.deepEqual(first.body.warnings, { crosses: false, overlaps: [] })
  const second = await administrator.ask('POST', '/api/precincts', {
    number: '22',
    nameRu: 'Базар',
    area: square(69.58),
  })
  assert.deepEqual(second.body.warnings.overlaps, ['21'])
  const taken = await administrator.ask('POST', '/api/precincts', { number: '22', area: square(69.9) })
  assert.deepEqual([taken.status, taken.body.field], [409, 'number'])
  const renumbered = await administrator.ask('PUT', `/api/precincts/${second.body.id}`, {
    number: '21',
    area: square(69.9),
  })
  assert.deepEqual([renumbered.status, renumbered.body.field], [409, 'number'])
  const moved = await administrator.ask('PUT', `/api/precincts/${second.body.id}`, { number: '23', area: square(69.6) })
  assert.deepEqual(moved.body.warnings.overlaps, [])
  ok(
    await administrator.ask('PUT', `/api/precincts/${second.body.id}/inspectors`, {
      accountIds: [ids.inspector, ids.chief],
    }),
  )
  const room = await administrator.ask('POST', '/api/chats', {
    title: 'Двор 23',
    channel: 'webchat',
    precinctId: second.body.id,
  })
  ok(room, 201)
  const listed = (await administrator.ask('GET', '/api/precincts')).body.items.find(
    (one: { number: string }) => one.number === '23',
  )
  assert.deepEqual(
    [listed.nameRu, listed.nameKk, listed.chats, listed.inspectors.map((one: { id: string }) => one.id)],
    ['Участок № 23', '№ 23 учаске', 1, [ids.inspector, ids.chief]],
  )
  assert.ok((await running.deps.atlas.sheet(departmentId)).roster.precincts.some(({ number }) => number === '23'))
  ok(await administrator.ask('DELETE', `/api/precincts/${second.body.id}`))
  assert.equal((await administrator.ask('DELETE', `/api/precincts/${second.body.id}`)).status, 404)
  const { precinctId } = (await administrator.ask('GET', '/api/chats')).body.items.find(
    (one: { id: string }) => one.id === room.body.id,
  )
  assert.equal(precinctId, null)
  assert.equal(
    (await running.deps.atlas.sheet(departmentId)).roster.precincts.some(({ number }) => number === '23'),
    false,
  )
})

test('a file of the district fills precincts, gazetteer and map, and a wrong one changes nothing', async () => {
  const { administrator, inspector } = doors
  const district = JSON.parse(readFileSync(new URL('../../demo/district.geojson', import.meta.url), 'utf8'))
  const precincts = await administrator.ask('POST', '/api/precincts/import', district)
  ok(precincts)
  assert.deepEqual([precincts.body.added, precincts.body.changed, precincts.body.fields.nameKk], [4, 0, 'name_kk'])
  assert.deepEqual((await administrator.ask('POST', '/api/precincts/import', district)).body.changed, 4)
  const broken = structuredClone(
    district.features.filter((one: { properties: { kind: string } }) => one.properties.kind === 'precinct'),
  )
  broken[2].geometry = { type: 'Point', coordinates: [69, 42] }
  broken[0].properties.name_ru = 'Must not be kept'
  const refused = await administrator.ask('POST', '/api/precincts/import', {
    type: 'FeatureCollection',
    features: broken,
  })
  assert.deepEqual([refused.status, refused.body.error, refused.body.field], [400, 'feature-no-area', 'features.2'])
  const places = await administrator.ask('POST', '/api/places/import', district)
  ok(places)
  assert.equal(places.body.items.find((one: { kind: string }) => one.kind === 'house').count, 802)

  const map = await inspector.ask('GET', '/api/map')
  ok(map)
  const numbers = map.body.precincts.features.map((one: { properties: { number: string } }) => one.properties.number)
  assert.ok(
    ['11', '12', '13', '14'].every((number) => numbers.includes(number)),
    String(numbers),
  )
  assert.ok(!JSON.stringify(map.body.precincts).includes('Must not be kept'))
  const of = (value: string) =>
    map.body.base.features.find(({ properties }: { properties: { kind: string; class?: string } }) =>
      [properties.kind, properties.class].includes(value),
    ).properties
  assert.deepEqual(of('avenue'), {
    kind: 'street',
    nameRu: 'проспект Кокжиек',
    nameKk: 'Көкжиек даңғылы',
    class: 'avenue',
    width: 14,
  })
  assert.match(of('house').house, /^\d+/)
  assert.equal(of('ground').use, 'park')

  const etag = map.headers.get('etag') ?? ''
  const { cookie } = inspector
  const get = (headers: Record<string, string>) =>
    fetch(`${running.address}/api/map`, { headers: { cookie, ...headers } })
  assert.equal((await get({ 'if-none-match': etag })).status, 304)
  assert.equal((await get({ 'accept-encoding': 'identity' })).headers.get('content-encoding'), null)
  const packed = await get({ 'accept-encoding': 'gzip' })
  assert.equal(packed.headers.get('content-encoding'), 'gzip')
  ok(await administrator.ask('POST', '/api/precincts', { number: '31', area: square(69.2) }), 201)
  assert.equal((await get({ 'if-none-match': etag })).status, 200)
})

test('a table of places comes through the same door, and a wrong one is told by line and column', async () => {
  const { administrator, chief } = doors
  const before = (await administrator.ask('GET', '/api/places/counts')).body.items
  const table = (lat: string) =>
    `kind;name_ru;street;number;lat;lon\nулица;улица Мерей;;;42,338;69,584\nдом;;улица Мерей;13;${lat};69,581\n`
  const refused = await administrator.ask('POST', '/api/places/import', { type: 'csv', text: table('north') })
  assert.deepEqual([refused.status, refused.body.error, refused.body.field], [400, 'csv-value', 'lines.3.lat'])
  assert.deepEqual((await administrator.ask('GET', '/api/places/counts')).body.items, before)
  assert.equal((await chief.ask('POST', '/api/places/import', { type: 'csv', text: table('42,338') })).status, 403)
  ok(await administrator.ask('POST', '/api/places/import', { type: 'csv', text: table('42,338') }))
  const { gazetteer } = await running.deps.atlas.sheet(departmentId)
  assert.equal(gazetteer.find(['Мерейдің 13-үйі'], null)?.name, 'улица Мерей, 13')
})

test('a chief writes down absences and duties; impossible ones are refused by field', async () => {
  const { chief } = doors
  const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const duty = await chief.ask('POST', '/api/duty', { accountId: ids.inspector, startsAt: soon(1), endsAt: soon(2) })
  ok(duty, 201)
  const away = { accountId: ids.inspector, deputyId: ids.chief, startsAt: soon(3), endsAt: soon(9) }
  const absence = await chief.ask('POST', '/api/absences', away)
  ok(absence, 201)
  assert.equal((await chief.ask('GET', '/api/absences')).body.items[0].deputyName, 'Person chief')
  const wrong: [unknown, string, number][] = [
    [{ ...away, startsAt: soon(5), endsAt: soon(4) }, 'endsAt', 400],
    [{ ...away, startsAt: soon(20), endsAt: soon(21), deputyId: ids.inspector }, 'deputyId', 400],
    [{ ...away, startsAt: soon(20), endsAt: soon(21), accountId: ids.administrator }, 'accountId', 400],
    [{ ...away, startsAt: soon(8), endsAt: soon(12) }, 'startsAt', 409],
  ]
  for (const [body, field, status] of wrong) {
    const refused = await chief.ask('POST', '/api/absences', body)
    assert.deepEqual([refused.status, refused.body.field], [status, field])
  }
  assert.equal((await running.deps.atlas.sheet(departmentId)).roster.absences.length, 1)
  ok(await chief.ask('DELETE', `/api/absences/${absence.body.id}`))
  ok(await chief.ask('DELETE', `/api/duty/${duty.body.id}`))
  assert.equal((await running.deps.atlas.sheet(departmentId)).roster.absences.length, 0)
  assert.equal((await chief.ask('DELETE', `/api/duty/${duty.body.id}`)).status, 404)
})
