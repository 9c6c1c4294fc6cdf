import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readChat } from '../training/corpus.ts'
import { roles } from './base/access.ts'
import { inTransaction, one, query } from './base/database.ts'
import { type TestDatabase, testDatabase } from './base/testing.ts'
import type { Chat } from './chat/chat.ts'
import { addChat, getChat } from './chat/store.ts'
import type { Reading } from './detection/categories.ts'
import { keepReport } from './detection/store.ts'
import { findIncident } from './incident/store.ts'
import { findPlates } from './person/plate.ts'
import { openDoor, type Staff, startStaff } from './staff-testing.ts'

const start = fileURLToPath(new URL('../start.mjs', import.meta.url))
let database: TestDatabase
let staff: Staff
let chat: Chat
let folder: string
let said = 0

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uchastok-learning-'))
  database = await testDatabase()
  staff = await startStaff(database.db)
  const id = staff.running.deps.newId()
  const { departmentId } = staff
  const yard = { id, departmentId, channel: 'memory', externalId: id, title: 'Двор', slug: null, precinctId: null }
  await inTransaction(staff.db, (tx) => addChat(tx, { ...yard, lang: 'mixed' }, new Date()))
  chat = await getChat(staff.db, id)
})
after(async () => {
  await staff?.close()
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

const guess: Reading = {
  kind: 'report',
  category: 'noise',
  categories: [],
  times: [],
  route: 'offence',
  urgency: 'today',
  places: [],
  lang: 'ru',
  incident: null,
  also: [],
  likelihood: 0.4,
  why: [],
}

/** A message that waits for a person. */
async function unsure(text: string, reading: Partial<Reading> = {}): Promise<string> {
  const { newId, newSecret } = staff.running.deps
  const [id, now] = [newId(), new Date()]
  const message = {
    id: `m${++said}`,
    at: now,
    author: 'a',
    authorName: 'Серик Ахметов',
    text,
    media: null,
    attachments: [],
    location: null,
    replyTo: null,
    direct: false,
  }
  await inTransaction(staff.db, (tx) =>
    keepReport(tx, chat, message, { ...guess, ...reading }, { id, secret: newSecret(), state: 'unsure', now }),
  )
  return id
}

/** The incident that the way of a message makes of a report. */
async function incidentOf(reportId: string): Promise<string> {
  for (let patience = 200; patience > 0; patience--) {
    const sql = 'select incident_id as id from report where id = $1'
    const { id } = await one<{ id: string | null }>(staff.db, sql, [reportId])
    if (id) return id
    await sleep(100)
  }
  throw new Error('Waited twenty seconds in vain for the incident of a report.')
}

async function decide(id: string, decision: object): Promise<void> {
  const answer = await staff.doors.inspector.ask('POST', `/api/unsure/${id}`, decision)
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

async function doAct(id: string, input: object): Promise<void> {
  const version = (await findIncident(staff.db, staff.departmentId, id))?.version
  const answer = await staff.doors.chief.ask('POST', `/api/incidents/${id}/acts`, { ...input, version })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
}

interface Row {
  text: string
  label: { kind: string; category: string | null; route: string | null; places: { text: string }[] }
  reportId: string | null
}
const lessons = () =>
  query<Row>(staff.db, 'select text, label, report_id as "reportId" from lesson order by day, text collate "C"')
const allow = async (allowed: boolean, by: 'chief' | 'administrator' = 'chief') =>
  (await staff.doors[by].ask('PUT', '/api/learning', { allowed })).body

function exported(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, UCHASTOK_DATA: join(folder, 'data'), DATABASE_URL: database.url }
  return new Promise((done) => {
    const child = execFile(process.execPath, [start, 'corrections', ...args], { env }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

test('the chief and the administrator allow it, nobody else; whatever else is sent is refused', async () => {
  for (const role of roles) {
    const [read, written] = [
      await staff.doors[role].ask('GET', '/api/learning'),
      await staff.doors[role].ask('PUT', '/api/learning', { allowed: false }),
    ]
    assert.deepEqual([read.status, written.status], role === 'inspector' ? [403, 403] : [200, 200], role)
  }
  const stranger = openDoor(staff.running.address)
  assert.ok([401, 403].includes((await stranger.ask('PUT', '/api/learning', { allowed: true })).status))
  for (const body of [{}, { allowed: 'yes' }, []])
    assert.equal((await staff.doors.chief.ask('PUT', '/api/learning', body)).status, 400)
})

test('by default nothing is kept and nothing is written', async () => {
  const { body } = await staff.doors.chief.ask('GET', '/api/learning')
  assert.deepEqual(body, { allowed: false, since: null, byName: null, lessons: 0 })
  await decide(await unsure('кто-нибудь потерял кота серый такой'), { decide: 'nothing' })
  await decide(await unsure('у дома 14 орут'), { decide: 'report', category: 'noise' })
  assert.deepEqual(await lessons(), [])
  const done = await exported(join(folder, 'off'))
  assert.equal(done.code, 0, done.stderr)
  assert.match(done.stdout, /0 messages of 0 departments.*1 of 1 departments do not allow it.*Nothing to learn/s)
  assert.deepEqual(await readdir(join(folder, 'off')), [])
})

test('who allowed it and when stands in the journal, once', async () => {
  const seen = await allow(true)
  assert.deepEqual([seen.allowed, seen.byName, seen.lessons], [true, 'Person chief', 0])
  await allow(true, 'administrator')
  const entries = await query<{ accountId: string; data: object }>(
    staff.db,
    `select account_id as "accountId", data from journal where kind = 'learning.changed'`,
  )
  assert.deepEqual(entries, [{ accountId: staff.ids.chief, data: { allowed: true, forgotten: 0 } }])
  const { settings } = await one<{ settings: object }>(staff.db, 'select settings from department where id = $1', [
    staff.departmentId,
  ])
  assert.deepEqual(settings, { learning: true })
})

test('a decision in the queue is kept as a lesson without the people; what was no report leaves nothing else', async () => {
  const word = 'плюшеваямедведица'
  await decide(await unsure(`Продаю, ${word}, 87011234567, спросить Серика, кв 12`), { decide: 'nothing' })
  const places = [{ start: 24, end: 33, text: 'у дома 14' }]
  const heard = 'Звоните +77011234567 !! у дома 14 собаки без намордника'
  assert.equal(heard.slice(24, 33), 'у дома 14')
  const report = await unsure(heard, { places })
  await decide(report, { decide: 'report', category: 'dogs' })
  const into = await incidentOf(report)
  const join = await unsure('да и у нас тоже слышно')
  await decide(join, { decide: 'join', incidentId: into })
  await decide(await unsure('87011234567'), { decide: 'nothing' })

  const kept = await lessons()
  assert.deepEqual(
    kept.map(({ text, label, reportId }) => [text, label.kind, label.category, label.route, reportId]),
    [
      ['Звоните ••• !! у дома 14 собаки без намордника', 'report', 'dogs', 'offence', report],
      [`Продаю, ${word}, •••, спросить •••, •••`, 'chatter', null, null, null],
      ['да и у нас тоже слышно', 'follow_up', 'dogs', null, join],
    ],
  )
  assert.deepEqual(kept[0]?.label.places, [{ start: 15, end: 24, text: 'у дома 14' }])
  const tables = await query<{ name: string }>(
    staff.db,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  const holding: string[] = []
  for (const { name } of tables) {
    const sql = `select count(*)::int as n from ${name} t where t::text like $1`
    if ((await one<{ n: number }>(staff.db, sql, [`%${word}%`])).n > 0) holding.push(name)
  }
  assert.deepEqual(holding, ['public.lesson'])
})

test('what is decided later on the incident takes the place of what was decided before', async () => {
  const text = 'во дворе дома 20 что-то сильно гремит'
  const report = await unsure(text)
  const label = async () => (await lessons()).filter((row) => row.text === text).map((row) => row.label)
  await decide(report, { decide: 'report', category: 'noise' })
  const id = await incidentOf(report)
  await doAct(id, { act: 'amend', placeText: 'у дома 20' })
  assert.deepEqual(
    (await label()).map(({ category }) => category),
    ['noise'],
  )
  await doAct(id, { act: 'amend', category: 'fireworks' })
  await doAct(id, { act: 'amend', route: 'crime' })
  assert.deepEqual(
    (await label()).map(({ category, route }) => [category, route]),
    [['fireworks', 'crime']],
  )
  await doAct(id, { act: 'dismiss' })
  assert.deepEqual(
    (await label()).map(({ kind, category }) => [kind, category]),
    [['chatter', null]],
  )
  await doAct(id, { act: 'reopen', text: 'всё же гремит' })
  assert.deepEqual(
    (await label()).map(({ kind, category }) => [kind, category]),
    [['report', 'fireworks']],
  )
  const decided = await query<{ decided: object }>(
    staff.db,
    'select decided from correction where report_id = $1 order by at, id',
    [report],
  )
  assert.equal(decided.length, 5)
  // The same words, decided otherwise of another message: one label, the later.
  await decide(await unsure(text), { decide: 'nothing' })
  assert.deepEqual(
    (await label()).map(({ kind }) => kind),
    ['chatter'],
  )
})

test('what a person did not get done teaches nothing', async () => {
  const report = await unsure('у школы 9 снова мусор')
  await decide(report, { decide: 'report', category: 'waste' })
  const id = await incidentOf(report)
  const before = await lessons()
  const again = await staff.doors.inspector.ask('POST', `/api/unsure/${report}`, { decide: 'nothing' })
  assert.equal(again.status, 409)
  const stale = { act: 'dismiss', version: 99 }
  assert.equal((await staff.doors.chief.ask('POST', `/api/incidents/${id}/acts`, stale)).status, 409)
  assert.deepEqual(await lessons(), before)
})

test('one command writes what the training reads, always the same, without numbers, plates and authors', async () => {
  await decide(await unsure('Белая камри 282 ERT 17 на газоне, ИИН 900101 300123, карта 4400 4301 2345 6789'), {
    decide: 'report',
    category: 'parking',
  })
  const out = join(folder, 'out')
  const done = await exported(out)
  assert.equal(done.code, 0, done.stderr)
  const kept = await lessons()
  assert.match(done.stdout, new RegExp(`${kept.length} messages of 1 departments`))
  assert.match(done.stdout, /report +\d+ +0 +0\n.*follow_up.*\n.*chatter/)
  assert.match(done.stdout, /2 messages decided before it was allowed are not used; the text of 1 of them is forgotten/)
  assert.match(done.stdout, /training\/corrections.*npm run train/)
  const file = join(out, `${staff.departmentId}.jsonl`)
  assert.deepEqual(await readdir(out), [`${staff.departmentId}.jsonl`])
  const raw = await readFile(file, 'utf8')
  assert.doesNotMatch(raw.replaceAll(/"ts":"[^"]*"/g, ''), /\d(?:[\s().-]*\d){9}/)
  assert.deepEqual(findPlates(raw), [])
  assert.doesNotMatch(raw, /Серик|Ахметов/)
  const { messages } = readChat(file, true)
  assert.deepEqual(
    messages.map(({ heard, gold }) => [heard.text, gold.kind, gold.category]),
    kept.map(({ text, label }) => [text, label.kind, label.category]),
  )
  assert.equal((await exported(out)).code, 0)
  assert.equal(await readFile(file, 'utf8'), raw)
  assert.equal((await exported('--all')).code, 2)
})

test('withdrawn, every lesson is deleted at once and the file goes with the next run; another department keeps its own', async () => {
  const other = staff.running.deps.newId()
  await inTransaction(staff.db, async (tx) => {
    await query(
      tx,
      `insert into department (id, name_ru, name_kk, settings, created_at) values ($1, 'x', 'x', '{"learning": true}', now())`,
      [other],
    )
    await query(
      tx,
      `insert into lesson (department_id, text_hash, day, text, label) values ($1, 'x', now(), 'шум', '{"kind":"report","category":"noise","route":"offence","urgency":"now","places":[],"lang":"ru","also":[]}')`,
      [other],
    )
  })
  const out = join(folder, 'out')
  await writeFile(join(out, 'by-hand.jsonl'), '')
  const count = (await lessons()).length - 1
  const seen = await allow(false, 'administrator')
  assert.deepEqual([seen.allowed, seen.byName, seen.lessons], [false, 'Person administrator', 0])
  assert.deepEqual(
    (await lessons()).map(({ text }) => text),
    ['шум'],
  )
  const { data } = await one<{ data: object }>(
    staff.db,
    `select data from journal where kind = 'learning.changed' order by id desc limit 1`,
  )
  assert.deepEqual(data, { allowed: false, forgotten: count })
  await decide(await unsure('после отзыва ничего не остаётся'), { decide: 'nothing' })
  assert.equal((await lessons()).length, 1)
  assert.equal((await exported(out)).code, 0)
  assert.deepEqual(await readdir(out), [`${other}.jsonl`, 'by-hand.jsonl'].sort())
})
