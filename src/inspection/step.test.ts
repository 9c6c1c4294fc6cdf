import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, one, query } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { addChat } from '../chat/store.ts'
import { type Category, type Lang, type Reading, usualRoute } from '../detection/categories.ts'
import { keepReport } from '../detection/store.ts'
import type { PlaceFound } from '../incident/place.ts'
import { type Staff, startStaff } from '../staff-testing.ts'

/** What becomes of the words of a place: a point, a precinct, a question, and a better place told later. */

let staff: Staff
/** Of precinct 11. */
let chatId: string

before(async () => {
  staff = await startStaff()
  const { administrator } = staff.doors
  const district = JSON.parse(readFileSync(new URL('../../demo/district.geojson', import.meta.url), 'utf8'))
  assert.equal((await administrator.ask('POST', '/api/precincts/import', district)).status, 200)
  assert.equal((await administrator.ask('POST', '/api/places/import', district)).status, 200)
  chatId = await room('Самалды')
})

after(() => staff?.close())

async function room(title: string): Promise<string> {
  const { departmentId, running, db } = staff
  const id = running.deps.newId()
  const { id: precinctId } = await one<{ id: string }>(
    db,
    `select id from precinct where department_id = $1 and number = '11'`,
    [departmentId],
  )
  const chat = {
    id,
    departmentId,
    channel: 'webchat',
    externalId: id,
    title,
    slug: null,
    precinctId,
    lang: 'ru' as const,
  }
  await inTransaction(db, (tx) => addChat(tx, chat, running.deps.now()))
  return id
}

interface Told {
  kind?: Reading['kind']
  category?: Category
  lang?: Lang
  thread?: string
  chat?: string
  location?: { lon: number; lat: number }
}

/** Keeps a message as detection would have read it, and lets the steps run. */
async function tell(places: string[], told: Told = {}): Promise<{ thread: string; message: string }> {
  const { deps } = running()
  const { kind = 'report', category = 'waste', lang = 'ru' } = told
  const [id, message] = [deps.newId(), deps.newId()]
  const thread = told.thread ?? message
  const reading: Partial<Reading> & { times: [] } = {
    ...{ kind, category, route: usualRoute[category], urgency: 'normal', lang, incident: thread, likelihood: 0.9 },
    ...{ categories: [], also: [], why: [], times: [] },
    places: places.map((text) => ({ start: 0, end: text.length, text })),
  }
  const chat = await deps.book.get(told.chat ?? chatId)
  await inTransaction(staff.db, async (tx) => {
    await keepReport(
      tx,
      chat,
      {
        ...{ id: message, at: deps.now(), author: 'resident', authorName: 'Житель', text: places.join(' ') || 'мусор' },
        ...{ media: null, attachments: [], location: told.location ?? null, replyTo: null, direct: false },
      },
      reading as Reading,
      { id, secret: deps.newSecret(), state: 'waiting', now: deps.now() },
    )
    await record(tx, { departmentId: staff.departmentId, kind: 'report.kept', at: deps.now(), data: { reportId: id } })
  })
  return { thread, message }
}

const running = () => staff.running

interface Row {
  id: string
  number: number
  version: number
  placeText: string
  precinct: string | null
  assignedBy: string
  place: PlaceFound
}

const rowSql = `select i.id, i.number, i.version, i.place_text as "placeText", p.number as precinct, i.assigned_by as "assignedBy", i.place
  from incident i left join precinct p on p.id = i.precinct_id where i.thread = $1`

/** Waits until the incident of this thread is as it should be; what it was last is told if it never is. */
async function until(thread: string, is: (row: Row) => boolean): Promise<Row> {
  let last: Row | undefined
  for (let tries = 0; tries < 200; tries += 1) {
    ;[last] = await query<Row>(staff.db, rowSql, [thread])
    if (last && is(last)) return last
    await sleep(50)
  }
  throw new Error(`The incident never became so: ${JSON.stringify(last)}`)
}

async function answers(incidentId: string, n: number): Promise<string[]> {
  for (let tries = 0; tries < 200; tries += 1) {
    const rows = await query<{ text: string }>(
      staff.db,
      `select text from reply where incident_id = $1 and step = 'acknowledged' order by created_at`,
      [incidentId],
    )
    if (rows.length >= n) return rows.map(({ text }) => text)
    await sleep(50)
  }
  throw new Error('There was no answer.')
}

test('a sure place decides the precinct, also against the chat, and nothing is asked', async () => {
  const { thread } = await tell(['на Мерей 13'])
  const row = await until(thread, ({ assignedBy }) => assignedBy !== '')
  assert.deepEqual([row.precinct, row.assignedBy.split(' ')[0]], ['13', 'place'])
  assert.deepEqual(row.place, {
    ...{ name: 'улица Мерей, 13', nameKk: 'Мерей көшесі, 13', by: 'house', likelihood: 0.97, missing: null },
  })
  assert.equal((await answers(row.id, 1))[0], `Принято, № ${row.number}. Участковый видит сообщение.`)
  const page = await staff.doors.chief.ask('GET', `/api/incidents/${row.id}`)
  assert.deepEqual(page.body.place, row.place, JSON.stringify(page.body).slice(0, 300))
})

test('an unsure place leaves the incident with the precinct of the chat', async () => {
  const { thread } = await tell(['на Кокжиек'])
  const row = await until(thread, ({ assignedBy }) => assignedBy !== '')
  assert.deepEqual([row.precinct, row.assignedBy.split(' ')[0]], ['11', 'chat'])
  assert.ok(row.place.likelihood < 0.5)
})

test('exactly what is missing is asked, in the language of the message', async () => {
  const cases: [string[], Lang, RegExp[]][] = [
    [[], 'ru', [/адрес или ориентир/]],
    [['3 подъезд'], 'kk', [/мекенжайын немесе/]],
    [['на Карлыгаш'], 'ru', [/номер дома/]],
    [['Қарлығаш көшесінде'], 'mixed', [/үйдің нөмірін/, /номер дома/]],
  ]
  for (const [places, lang, expected] of cases) {
    const { thread } = await tell(places, { lang })
    const { id } = await until(thread, () => true)
    const [text = ''] = await answers(id, 1)
    for (const words of expected) assert.match(text, words)
  }
})

test('in an emergency the first words are whom to call, and nothing is asked', async () => {
  const { thread } = await tell([], { category: 'fire_gas' })
  const { id } = await until(thread, () => true)
  const [text = ''] = await answers(id, 1)
  assert.match(text, /^Сейчас же позвоните 101/)
  assert.doesNotMatch(text, /адрес|дом/)
})

test('it is asked once an incident: another chat that joins is only answered', async () => {
  // In a chat of its own: the seventh answer within ten minutes would go into a digest.
  const { thread } = await tell(['на Булбул'], { chat: await room('Самалды, первый двор') })
  const { id } = await until(thread, () => true)
  await answers(id, 1)
  const other = await room('Самалды, соседний двор')
  const second = await tell([], { chat: other })
  await until(second.thread, ({ assignedBy }) => assignedBy !== '')
  await answers((await until(second.thread, () => true)).id, 1)
  // The second chat's next word belongs to the first chat's incident.
  await inTransaction(staff.db, async (tx) => {
    await query(tx, 'update report set incident_id = $1 where thread = $2', [id, second.thread])
    const { reportId } = await one<{ reportId: string }>(tx, 'select id as "reportId" from report where thread = $1', [
      second.thread,
    ])
    const { departmentId } = staff
    const at = running().deps.now()
    await record(tx, { departmentId, kind: 'incident.followed', at, incidentId: id, data: { reportId } })
  })
  const [first = '', next = ''] = await answers(id, 2)
  assert.match(first, /номер дома/)
  assert.doesNotMatch(next, /номер дома/)
})

test('a house told later completes the street, and takes the incident to its precinct', async () => {
  const { thread } = await tell(['на Онтустик'])
  const before = await until(thread, ({ assignedBy }) => assignedBy !== '')
  assert.deepEqual([before.precinct, before.place.missing], ['11', 'house'])
  await tell(['дом 83'], { kind: 'follow_up', thread })
  const row = await until(thread, ({ precinct }) => precinct !== '11')
  assert.deepEqual([row.precinct, row.place.name, row.placeText], ['14', 'улица Онтустик, 83', 'на Онтустик, дом 83'])
})

test('while nothing was found for the words, further words stand beside them', async () => {
  const { thread } = await tell(['кирпичная Светлана'])
  const before = await until(thread, ({ assignedBy }) => assignedBy !== '')
  assert.equal(before.place.by, 'none')
  await tell(['Нурсат 31'], { kind: 'follow_up', thread })
  await until(thread, ({ placeText }) => placeText === 'кирпичная Светлана, Нурсат 31')
})

test('a less sure place changes nothing, a location from a phone does, and nothing changes what a person set', async () => {
  const { thread } = await tell(['Мерей 15'], { category: 'parking' })
  const sure = await until(thread, ({ assignedBy }) => assignedBy !== '')
  await tell(['где-то на Карлыгаш'], { kind: 'follow_up', thread })
  const same = await until(thread, ({ version }) => version > sure.version)
  assert.deepEqual([same.place, same.placeText], [sure.place, 'Мерей 15'])

  const vague = await tell(['на Шапагат'], { category: 'noise' })
  await until(vague.thread, ({ assignedBy }) => assignedBy !== '')
  await tell([], { kind: 'follow_up', thread: vague.thread, location: { lon: 69.596, lat: 42.3468 } })
  const pinned = await until(vague.thread, ({ precinct }) => precinct === '12')
  assert.equal(pinned.place.by, 'pin')

  const amended = await staff.doors.chief.ask('POST', `/api/incidents/${pinned.id}/acts`, {
    ...{ act: 'amend', version: pinned.version, placeText: 'двор дома 12', point: { lon: 69.5928, lat: 42.346 } },
  })
  assert.equal(amended.status, 200, JSON.stringify(amended.body))
  const set = await until(vague.thread, ({ place }) => place.by === 'person')
  await tell(['Мерей 13'], { kind: 'follow_up', thread: vague.thread })
  const kept = await until(vague.thread, ({ version }) => version > set.version)
  assert.deepEqual([kept.place.by, kept.placeText, kept.precinct], ['person', 'двор дома 12', '12'])
})

test('who is named for a chat gets what is told there, unless the place is of another precinct, or they work no more', async () => {
  const { doors, ids, db } = staff
  const chat = await room('Самалды, с участковым')
  const set = (inspectorId: string) => doors.administrator.ask('PUT', `/api/chats/${chat}/settings`, { inspectorId })
  assert.equal((await set(ids.administrator)).status, 400)
  assert.equal((await set(ids.inspector)).status, 200)
  const whose = async (id: string) =>
    (await one<{ name: string }>(db, 'select inspector_id as name from incident where id = $1', [id])).name
  const nowhere = await until((await tell([], { chat })).thread, ({ assignedBy }) => assignedBy !== '')
  assert.deepEqual([nowhere.precinct, nowhere.assignedBy, await whose(nowhere.id)], ['11', 'chat own', ids.inspector])
  const elsewhere = await until(
    (await tell(['на Мерей 13'], { chat, category: 'noise' })).thread,
    ({ assignedBy }) => assignedBy !== '',
  )
  assert.deepEqual([elsewhere.precinct, elsewhere.assignedBy], ['13', 'place chief'])
  await inTransaction(db, (tx) => query(tx, 'update account set active = false where id = $1', [ids.inspector]))
  const later = await until(
    (await tell([], { chat, category: 'parking' })).thread,
    ({ assignedBy }) => assignedBy !== '',
  )
  assert.equal(later.assignedBy, 'chat chief')
  assert.equal((await set(ids.inspector)).status, 200, 'other settings may be saved, though the one named is gone')
  await inTransaction(db, (tx) => query(tx, 'update account set active = true where id = $1', [ids.inspector]))
})
