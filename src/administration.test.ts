import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { type Role, roles } from './base/access.ts'
import { inTransaction, query } from './base/database.ts'
import { addAccount, hashPassword } from './base/people.ts'
import type { Running } from './main.ts'
import { openDoor, password, type Staff, startStaff } from './staff-testing.ts'

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
const nobody = '00000000-0000-7000-8000-000000000000'
const ok = (answer: { status: number; body: unknown }, status = 200) =>
  assert.equal(answer.status, status, JSON.stringify(answer.body))

/** Each route with who may pass its door; what it answers then is for the other tests. */
const guarded: [string, string, readonly Role[], unknown?][] = [
  ['GET', '/api/accounts', ['administrator']],
  ['POST', '/api/accounts', ['administrator'], {}],
  ['PATCH', `/api/accounts/${nobody}`, ['administrator'], {}],
  ['POST', `/api/accounts/${nobody}/invite`, ['administrator']],
  ['GET', '/api/precincts', ['administrator']],
  ['POST', '/api/precincts', ['administrator'], {}],
  ['PUT', `/api/precincts/${nobody}`, ['administrator'], { number: '1', area: square() }],
  ['DELETE', `/api/precincts/${nobody}`, ['administrator']],
  ['PUT', `/api/precincts/${nobody}/inspectors`, ['administrator'], { accountIds: [] }],
  ['POST', '/api/precincts/import', ['administrator'], { type: 'FeatureCollection', features: [] }],
  ['GET', '/api/places/counts', ['administrator']],
  ['POST', '/api/places/import', ['administrator'], { type: 'FeatureCollection', features: [] }],
  ['GET', '/api/absences', ['chief', 'administrator']],
  ['DELETE', `/api/absences/${nobody}`, ['chief', 'administrator']],
  ['GET', '/api/duty', ['chief', 'administrator']],
  ['DELETE', `/api/duty/${nobody}`, ['chief', 'administrator']],
  ['GET', '/api/map', roles],
  ['GET', '/api/chats', ['chief', 'administrator']],
  ['GET', '/api/chats/codes', ['administrator']],
  ['DELETE', `/api/chats/codes/${'0'.repeat(64)}`, ['administrator']],
  ['GET', `/api/chats/${nobody}/settings`, ['administrator']],
  ['PUT', `/api/chats/${nobody}/settings`, ['administrator'], { tone: 'warm' }],
  ['GET', '/api/blocked', ['administrator']],
  ['POST', '/api/blocked', roles, { reportId: nobody, reason: 'abuse', until: null }],
  ['PATCH', '/api/blocked', ['administrator'], { channel: 'a', author: 'b', until: null }],
  ['DELETE', '/api/blocked?channel=a&author=b', ['administrator']],
  ['DELETE', `/api/blocked/${nobody}`, roles],
  ['PATCH', `/api/chats/${nobody}`, ['administrator'], {}],
  ['POST', `/api/chats/${nobody}/import`, ['chief', 'administrator']],
  ['GET', '/api/imports', ['chief', 'administrator']],
  ['GET', '/api/learning', ['chief', 'administrator']],
  ['PUT', '/api/learning', ['chief', 'administrator'], { allowed: false }],
  ['GET', '/api/law/edition', roles],
  ['GET', '/api/law/editions', roles],
  ['GET', '/api/law/articles?q=505', roles],
  ['GET', '/api/law/parts/505(1)', roles],
  ['POST', '/api/law/changes', ['administrator'], {}],
  ['POST', `/api/law/changes/${nobody}/strike`, ['administrator']],
]

test('each role passes its own doors and no other; a stranger passes none', async () => {
  for (const [method, path, allowed, body] of guarded) {
    for (const role of roles) {
      const { status } = await doors[role].ask(method, path, body)
      if (allowed.includes(role)) assert.ok(status !== 403 && status < 500, `${role} ${method} ${path}: ${status}`)
      // What a body is like is looked at before the door, so a wrong one may be answered first.
      else assert.ok(status === 403 || status === 400, `${role} ${method} ${path}: ${status}`)
    }
    const stranger = await openDoor(running.address).ask(method, path, body)
    assert.ok([400, 401, 403].includes(stranger.status), `nobody ${method} ${path}: ${stranger.status}`)
  }
})

test('who may not write is refused with a whole body, too', async () => {
  const bodies: [string, string, unknown][] = [
    ['POST', '/api/accounts', { login: 'new.one', name: 'New', role: 'inspector' }],
    ['POST', '/api/precincts', { number: '99', area: square() }],
    ['POST', '/api/chats', { title: 'Room', channel: 'webchat' }],
  ]
  for (const [method, path, body] of bodies)
    for (const role of ['inspector', 'chief'] as const)
      assert.equal((await doors[role].ask(method, path, body)).status, 403)
  const span = { accountId: ids.inspector, startsAt: '2030-01-01T00:00:00Z', endsAt: '2030-01-02T00:00:00Z' }
  assert.equal((await doors.inspector.ask('POST', '/api/duty', span)).status, 403)
  assert.equal((await doors.inspector.ask('POST', '/api/absences', span)).status, 403)
})

test('a new person signs in by a link that works once', async () => {
  const { administrator } = doors
  const added = await administrator.ask('POST', '/api/accounts', {
    login: ' Aigul.S ',
    name: 'Aigul',
    role: 'inspector',
  })
  ok(added, 201)
  assert.equal(added.body.login, 'aigul.s')
  assert.equal(added.body.hasPassword, false)
  const first = await administrator.ask('POST', `/api/accounts/${added.body.id}/invite`)
  const second = await administrator.ask('POST', `/api/accounts/${added.body.id}/invite`)
  ok(second)
  assert.match(second.body.link, /^http:\/\/127\.0\.0\.1:\d+\/invite\/[\w-]{40,}$/)
  const use = (link: string) =>
    fetch(link.replace('/invite/', '/api/invites/'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-uchastok': '1' },
      body: JSON.stringify({ password }),
    })
  // A newer link makes the older one void.
  assert.equal((await use(first.body.link)).status, 404)
  assert.equal((await use(second.body.link)).status, 200)
  assert.equal((await use(second.body.link)).status, 404)
  const person = (await administrator.ask('GET', '/api/accounts')).body.items.find(
    (one: { id: string }) => one.id === added.body.id,
  )
  assert.deepEqual([person.hasPassword, person.inviteExpiresAt], [true, null])
  const kinds = await query<{ what: string }>(
    staff.db,
    `select data->>'what' as what from journal where kind = 'account.changed' and data->>'accountId' = $1 order by id`,
    [added.body.id],
  )
  assert.deepEqual(
    kinds.map(({ what }) => what),
    ['added', 'invited', 'invited'],
  )
})

test('a login belongs to one person, whatever its case', async () => {
  const { administrator } = doors
  ok(await administrator.ask('POST', '/api/accounts', { login: 'bolat', name: 'Bolat', role: 'inspector' }), 201)
  const again = await administrator.ask('POST', '/api/accounts', { login: 'BOLAT', name: 'Other', role: 'inspector' })
  assert.deepEqual([again.status, again.body.error, again.body.field], [409, 'taken', 'login'])
  const odd = await administrator.ask('POST', '/api/accounts', { login: 'имя', name: 'x', role: 'inspector' })
  assert.deepEqual([odd.status, odd.body.field], [400, 'login'])
  const patch = await administrator.ask('PATCH', `/api/accounts/${ids.chief}`, { login: 'bolat' })
  assert.equal(patch.status, 409)
})

test('who is switched off is out at once, and the last administrator stays', async () => {
  const { administrator } = doors
  const hash = await hashPassword(password)
  const leaver = running.deps.newId()
  await inTransaction(staff.db, (tx) =>
    addAccount(
      tx,
      { id: leaver, departmentId, login: 'leaver', name: 'L', position: '', role: 'administrator', locale: 'ru' },
      new Date(),
      hash,
    ),
  )
  const theirs = await staff.signIn('leaver')
  ok(await theirs.ask('GET', '/api/me'))
  ok(await administrator.ask('PATCH', `/api/accounts/${leaver}`, { active: false }))
  assert.equal((await theirs.ask('GET', '/api/me')).status, 401)
  assert.equal((await administrator.ask('POST', `/api/accounts/${leaver}/invite`)).status, 409)
  for (const change of [{ active: false }, { role: 'chief' }]) {
    const refused = await administrator.ask('PATCH', `/api/accounts/${ids.administrator}`, change)
    assert.deepEqual([refused.status, refused.body.refused], [409, 'last-administrator'])
  }
  ok(await administrator.ask('PATCH', `/api/accounts/${ids.administrator}`, { position: 'Head of it' }))
  ok(await administrator.ask('GET', '/api/me'))
})

test('an account of another department is not there', async () => {
  const [other, stranger] = [running.deps.newId(), running.deps.newId()]
  await inTransaction(staff.db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'x', 'x', now())`, [other])
    await addAccount(
      tx,
      {
        id: stranger,
        departmentId: other,
        login: 'stranger',
        name: 'S',
        position: '',
        role: 'inspector',
        locale: 'ru',
      },
      new Date(),
    )
  })
  const { administrator } = doors
  assert.equal((await administrator.ask('PATCH', `/api/accounts/${stranger}`, { name: 'Mine' })).status, 404)
  assert.equal((await administrator.ask('POST', `/api/accounts/${stranger}/invite`)).status, 404)
  const made = await administrator.ask('POST', '/api/precincts', { number: '70', area: square(70.5) })
  const named = await administrator.ask('PUT', `/api/precincts/${made.body.id}/inspectors`, { accountIds: [stranger] })
  assert.deepEqual([named.status, named.body.field], [400, 'accountIds'])
})

test('rooms get addresses of their own, and counts of the last week', async () => {
  const { administrator } = doors
  const first = await administrator.ask('POST', '/api/chats', { title: 'ЖК Көктоғай', channel: 'webchat', lang: 'kk' })
  const second = await administrator.ask('POST', '/api/chats', { title: 'ЖК Көктоғай', channel: 'webchat' })
  assert.deepEqual([first.body.slug, second.body.slug], ['zhk-koktogai', 'zhk-koktogai-2'])
  assert.equal(first.body.link, `${running.address}/room/zhk-koktogai`)
  const taken = await administrator.ask('PATCH', `/api/chats/${second.body.id}`, { slug: 'zhk-koktogai' })
  assert.deepEqual([taken.status, taken.body.field], [409, 'slug'])
  const odd = await administrator.ask('PATCH', `/api/chats/${second.body.id}`, { slug: '../admin' })
  assert.deepEqual([odd.status, odd.body.field], [400, 'slug'])
  ok(await administrator.ask('PATCH', `/api/chats/${second.body.id}`, { slug: 'Dvor', paused: true, title: 'Двор' }))
  await inTransaction(staff.db, (tx) =>
    query(
      tx,
      `insert into chat_day (chat_id, day, messages, reports) values ($1, (now() at time zone 'Asia/Almaty')::date, 7, 2), ($1, '2020-01-01', 100, 1)`,
      [second.body.id],
    ),
  )
  const chat = (await administrator.ask('GET', '/api/chats')).body.items.find(
    (one: { id: string }) => one.id === second.body.id,
  )
  assert.deepEqual([chat.slug, chat.paused, chat.title, chat.days.length, chat.reports], ['dvor', true, 'Двор', 7, 3])
  assert.deepEqual(chat.days.at(-1).messages, 7)
  assert.deepEqual(
    chat.days.slice(0, 6).every((day: { messages: number }) => day.messages === 0),
    true,
  )
  const history = await administrator.ask('POST', '/api/chats', { title: 'Старый чат', channel: 'export' })
  assert.deepEqual([history.body.slug, history.body.link], [null, null])
  const foreign = await administrator.ask('POST', '/api/chats', { title: 'x', channel: 'webchat', precinctId: nobody })
  assert.deepEqual([foreign.status, foreign.body.field], [400, 'precinctId'])
})

test('the edition of the law is told with what is not sure in it', async () => {
  const { body } = await doors.inspector.ask('GET', '/api/law/edition')
  assert.equal(body.validFrom, '2026-03-02')
  assert.ok(body.caveat.length > 50 && body.unconfirmed.length >= 3 && body.parts > 150)
})
