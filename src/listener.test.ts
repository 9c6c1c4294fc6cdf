import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { inTransaction, maybeOne, one, query } from './base/database.ts'
import { seal } from './base/seal.ts'
import * as accounts from './chat/account-store.ts'
import { block } from './chat/blocked-store.ts'
import { type Listener, unlimited } from './chat/channel.ts'
import type { Kinds } from './chat/kinds.ts'
import type { Attachment, Message } from './chat/message.ts'
import { addChat } from './chat/store.ts'
import { type Staff, startStaff } from './staff-testing.ts'

/** What a messenger tells goes through the whole program: the group and the own chats of one account of Telegram. */

const day = 24 * 3_600_000
let staff: Staff
let hears: Listener
const limit = 20 * 2 ** 20
let accountId: string
let channel: string
let ahead = 0
let made = 0

const kinds: Kinds = {
  telegram: {
    calls: () => false,
    open: ({ name }) => ({
      ...{
        name,
        can: { ...unlimited, fileLimit: limit },
        post: async () => `bot-${++made}`,
        edit: async () => {},
        close: async () => {},
      },
      async listen(on) {
        hears = on
      },
    }),
  },
}
const now = () => new Date(Date.now() + ahead)

const debris = 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор, мешки и кирпич!'
const says = (text: string, over: Partial<Message> = {}): Message => ({
  ...{ id: String(++made), at: now(), author: 'a', authorName: 'Асель', text, media: null, attachments: [] },
  ...{ location: null, replyTo: null, direct: false },
  ...over,
})

async function group(title: string): Promise<string> {
  const { newId } = staff.running.deps
  const [id, externalId] = [newId(), `-${++made}`]
  await inTransaction(staff.db, async (tx) => {
    const chat = { id, departmentId: staff.departmentId, channel, externalId, title, slug: null, precinctId: null }
    await addChat(tx, { ...chat, lang: 'ru' }, now())
    await query(tx, 'update chat set account_id = $2 where id = $1', [id, accountId])
  })
  return externalId
}

interface Row {
  id: string
  text: string
  state: string
  incidentId: string | null
  authorName: string
  editedAt: Date | null
  deletedAt: Date | null
  answerTo: string | null
  externalId: string
}
const columns = `r.id, text, r.state, incident_id as "incidentId", author_name as "authorName", edited_at as "editedAt",
  deleted_at as "deletedAt", answer_to as "answerTo", r.external_id as "externalId"`
const kept = (chat: string) =>
  query<Row>(
    staff.db,
    `select ${columns} from report r join chat c on c.id = r.chat_id
     where c.channel = $1 and c.external_id = $2 order by received_at, r.id`,
    [channel, chat],
  )

async function opened(chat: string, at = 0): Promise<Row & { incidentId: string }> {
  for (let patience = 200; patience > 0; patience--) {
    const row = (await kept(chat))[at]
    if (row?.incidentId) return { ...row, incidentId: row.incidentId }
    await sleep(50)
  }
  throw new Error('Waited ten seconds in vain for an incident.')
}

/** The tables that have a row with this word. */
async function rowsWith(word: string): Promise<string[]> {
  const tables = await query<{ name: string }>(
    staff.db,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const sql = `select count(*)::int as n from ${name} t where t::text like $1`
    if ((await one<{ n: number }>(staff.db, sql, [`%${word}%`])).n > 0) found.push(name)
  }
  return found
}

const journal = (incidentId: string, kind: string) =>
  maybeOne<{ data: Record<string, unknown> }>(
    staff.db,
    'select data from journal where incident_id = $1 and kind = $2',
    [incidentId, kind],
  )

async function photo(): Promise<Attachment> {
  const background = { r: ++made % 255, g: Math.floor(made / 255), b: 120 }
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { kind: 'photo', name: null, open: async () => bytes }
}

const filesLeft = async () =>
  (await readdir(join(staff.dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    .length

before(async () => {
  staff = await startStaff(undefined, { kinds, now })
  const { newId, newSecret, sealKey, hub } = staff.running.deps
  accountId = newId()
  channel = `telegram:${accountId}`
  const sealed = seal(sealKey, JSON.stringify({ token: '1:token' }))
  const base = { id: accountId, departmentId: staff.departmentId, kind: 'telegram' as const, title: 'Бот', address: '' }
  await inTransaction(staff.db, (tx) =>
    accounts.addAccount(tx, { ...base, sealed, settings: {}, hook: newSecret() }, now()),
  )
  await hub.follow()
  assert.ok(hears)
})
after(() => staff?.close())

test('a bound group is read; one that nobody bound, other bots, and what was written before, are not', async () => {
  await hears.message('-stranger', says(debris))
  const chat = await group('Двор')
  await hears.message(chat, says(debris, { byBot: true }))
  await hears.message(chat, says(debris, { at: new Date(now().getTime() - day) }))
  await hears.edited(chat, says(debris, { at: new Date(now().getTime() - day) }))
  assert.deepEqual(await kept(chat), [])
  await hears.message(chat, says(debris, { authorName: '\u200b\u200d' }))
  const row = await opened(chat)
  assert.equal(row.authorName, 'без имени')
  assert.deepEqual(await kept('-stranger'), [])
})

test('who is blocked is not read until the block ends; who writes too much is counted, and others are read', async () => {
  const chat = await group('Двор')
  const { departmentId, running } = staff
  const until = new Date(now().getTime() + day)
  const blocked = { channel, author: 'spammer', reason: 'реклама', until, byAccount: null }
  await inTransaction(staff.db, (tx) => block(tx, departmentId, blocked, now()))
  running.deps.book.forget()
  await hears.message(chat, says(debris, { author: 'spammer' }))
  assert.deepEqual(await kept(chat), [])

  const flood = Array.from({ length: 200 }, (_, n) => says(`Привет всем ${n}`, { author: 'flooder' }))
  await Promise.all(flood.map((one) => hears.message(chat, one)))
  await hears.message(chat, says(debris, { author: 'flooder' }))
  assert.deepEqual(await kept(chat), [], 'not read until it is calm')
  await hears.message(chat, says(debris, { author: 'neighbour' }))
  await opened(chat)
  await running.deps.ears.flush()
  const { messages } = await one<{ messages: number }>(
    staff.db,
    'select messages from chat_day d join chat c on c.id = d.chat_id where c.external_id = $1',
    [chat],
  )
  assert.equal(messages, 202)
})

test('a changed report is read anew; chatter that became a report is kept; what stays chatter is nowhere', async () => {
  const chat = await group('Двор')
  const first = says(`${debris} ПРЕЖНЕЕ`)
  await hears.message(chat, first)
  const { incidentId } = await opened(chat)
  await hears.edited(chat, { ...first, text: `${debris} НЫНЕШНЕЕ` })
  const [row] = await kept(chat)
  assert.ok(row?.text.endsWith('НЫНЕШНЕЕ') && row.editedAt)
  assert.deepEqual(await rowsWith('ПРЕЖНЕЕ'), [], 'nor is the line of the incident the old one')
  assert.ok(await journal(incidentId, 'report.edited'))
  assert.equal((await kept(chat)).length, 1)

  const chatter = says('Всем доброе утро ЗАБЫТОЕ', { author: 'b' })
  await hears.message(chat, chatter)
  await hears.edited(chat, { ...chatter, text: 'Всем доброго дня ЗАБЫТОЕ' })
  assert.deepEqual(await rowsWith('ЗАБЫТОЕ'), [])
  const other = await group('Другой двор')
  await hears.message(other, chatter)
  await hears.edited(other, { ...chatter, text: debris })
  assert.equal((await opened(other)).text, debris)
})

test('a report taken back while nobody took it up leaves no word and no file; the incident stays and says so', async () => {
  const chat = await group('Двор')
  const before = await filesLeft()
  const told = says(`${debris} ВОЗВРАТ`, { authorName: 'ВОЗВРАТ', media: 'photo', attachments: [await photo()] })
  await hears.message(chat, told)
  const { incidentId } = await opened(chat)
  assert.equal(await filesLeft(), before + 1)
  await hears.deleted(chat, [told.id])
  assert.deepEqual(await rowsWith('ВОЗВРАТ'), [])
  assert.equal(await filesLeft(), before)
  const [row] = await kept(chat)
  assert.deepEqual([row?.state, row?.text, row?.authorName], ['dropped', '', ''])
  assert.ok(row?.deletedAt)
  const { status } = await one<{ status: string }>(staff.db, 'select status from incident where id = $1', [incidentId])
  assert.equal(status, 'new', 'people decide what becomes of it')
  assert.equal((await journal(incidentId, 'report.deleted'))?.data.evidence, false)

  await hears.edited(chat, { ...told, text: `${debris} ВОЗВРАТ` })
  await hears.message(chat, told)
  assert.deepEqual(await rowsWith('ВОЗВРАТ'), [], 'nor does it come back')
})

test('one of two reports taken back: the incident is told by the other alone', async () => {
  const chat = await group('Двор')
  const first = says(`${debris} ПЕРВЫЙ`)
  await hears.message(chat, first)
  const { incidentId } = await opened(chat)
  await hears.message(chat, says(`${debris} ВТОРОЙ`, { author: 'b', replyTo: first.id }))
  assert.equal((await opened(chat, 1)).incidentId, incidentId)
  await hears.deleted(chat, [first.id])
  assert.deepEqual(await rowsWith('ПЕРВЫЙ'), [])
  const { title } = await one<{ title: string }>(staff.db, 'select title from incident where id = $1', [incidentId])
  assert.ok(title.includes('ВТОРОЙ'), title)
})

test('what an officer took up is evidence: taken back it stays, marked', async () => {
  const chat = await group('Двор')
  const told = says(debris)
  await hears.message(chat, told)
  const { incidentId } = await opened(chat)
  await inTransaction(staff.db, (tx) =>
    query(tx, `update incident set status = 'accepted' where id = $1`, [incidentId]),
  )
  await hears.deleted(chat, [told.id])
  const [row] = await kept(chat)
  assert.deepEqual([row?.state, row?.text], ['joined', debris])
  assert.ok(row?.deletedAt)
  assert.equal((await journal(incidentId, 'report.deleted'))?.data.evidence, true)
  const page = (await staff.doors.chief.ask('GET', `/api/incidents/${incidentId}`)).body as {
    messages: { deletedAt: string | null }[]
  }
  assert.ok(page.messages[0]?.deletedAt)
})

test('what an officer took up and its author changed stays beside the new words', async () => {
  const chat = await group('Двор')
  const told = says(debris)
  await hears.message(chat, told)
  const { id, incidentId } = await opened(chat)
  await inTransaction(staff.db, (tx) =>
    query(tx, `update incident set status = 'accepted' where id = $1`, [incidentId]),
  )
  await hears.edited(chat, { ...told, text: 'Ничего не было' })
  await hears.edited(chat, { ...told, text: 'Совсем ничего' })
  const row = await one(staff.db, 'select text, earlier from report where id = $1', [id])
  assert.deepEqual(row, { text: 'Совсем ничего', earlier: debris })
})

test('what comes out of order: taken back or changed before it came', async () => {
  const chat = await group('Двор')
  const gone = says(`${debris} РАНЬШЕ`)
  await hears.deleted(chat, [gone.id])
  await hears.message(chat, gone)
  assert.deepEqual(await rowsWith('РАНЬШЕ'), [])
  const changed = says('Спасибо, нашёл ключи')
  await hears.edited(chat, changed)
  await hears.message(chat, { ...changed, text: debris })
  assert.deepEqual(await kept(chat), [], 'the later word holds')
})

test('the own chats of two people meet in the line: equal ids are two messages, each with where to answer', async () => {
  const told = { direct: true, id: '7' }
  await hears.message('501', says(debris, { ...told, author: '501' }))
  await hears.message('502', says('Сосед с пятого этажа сверлит ночью', { ...told, author: '502' }))
  await hears.message('502', says('Сосед с пятого этажа сверлит ночью', { ...told, author: '502' }))
  const rows = await kept('line')
  assert.deepEqual(
    rows.map(({ externalId, answerTo }) => [externalId, answerTo]),
    [
      ['501/7', '501'],
      ['502/7', '502'],
    ],
  )
  await hears.deleted('502', ['7'])
  await hears.message('502', says('Сосед с пятого этажа сверлит ночью', { ...told, author: '502' }))
  await hears.edited('502', says('Сосед с шестого этажа сверлит ночью', { ...told, author: '502' }))
  const [, gone] = await kept('line')
  assert.ok(!JSON.stringify(gone).includes('502'), 'nor is it told whose chat it was')
  assert.deepEqual(
    (await kept('line')).map(({ state }) => state === 'dropped'),
    [false, true],
  )
})

test('a hundred photos of an album: ten are fetched, into one report, whichever part has the words', async () => {
  const chat = await group('Двор')
  let fetched = 0
  const part = async (text: string, over: Partial<Message> = {}) => {
    const one = await photo()
    const open = () => {
      fetched += 1
      return one.open()
    }
    return says(text, { media: 'photo', album: 'al', attachments: [{ ...one, open }], ...over })
  }
  for (let n = 0; n < 3; n++) await hears.message(chat, await part(''))
  assert.equal(fetched, 0, 'nothing is fetched before it is known to be a report')
  await hears.message(chat, await part(debris))
  for (let n = 0; n < 96; n++) await hears.message(chat, await part('', { at: new Date(now().getTime() + n * 3000) }))
  const rows = await kept(chat)
  assert.equal(rows.length, 1)
  const { n } = await one<{ n: number }>(staff.db, 'select count(*)::int as n from attachment where report_id = $1', [
    rows[0]?.id,
  ])
  assert.deepEqual([n, fetched], [10, 10])
  const [noted] = await query<{ unfetched: { why: string }[] }>(
    staff.db,
    'select unfetched from report where id = $1',
    [rows[0]?.id],
  )
  // What one person writes too much of is counted alone.
  assert.ok((noted?.unfetched.length ?? 0) >= 20)
  assert.ok(noted?.unfetched.every(({ why }) => why === 'too-many'))
})

test('a file that the messenger does not give is asked for again, and at last its message is kept without it', async () => {
  const chat = await group('Двор')
  const never = { kind: 'voice' as const, name: null, open: () => Promise.reject(new Error('cut')) }
  const told = says(debris, { media: 'voice', attachments: [never] })
  await assert.rejects(hears.message(chat, told))
  await assert.rejects(hears.message(chat, told))
  assert.deepEqual(await kept(chat), [])
  await hears.message(chat, told)
  const tooLong = says(debris, { author: 'b', media: 'voice', attachments: [{ ...never, open: async () => null }] })
  await hears.message(chat, tooLong)
  const rows = await query<{ unfetched: unknown }>(staff.db, 'select unfetched from report where id = any($1)', [
    (await kept(chat)).map(({ id }) => id),
  ])
  assert.deepEqual(
    rows.map(({ unfetched }) => unfetched).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    [[{ kind: 'voice', why: 'cut' }], [{ kind: 'voice', why: 'gone' }]],
  )
})

test('a voice note of an hour that the messenger does not give is kept as what it was: how long, how large, and why', async () => {
  const chat = await group('Двор')
  const open = () => Promise.reject(new Error('it must not be asked for'))
  const voice = { kind: 'voice' as const, name: null, seconds: 3660, bytes: 2 * limit, open }
  await hears.message(chat, says(debris, { media: 'voice', attachments: [voice] }))
  const { incidentId } = await opened(chat)
  const page = (await staff.doors.chief.ask('GET', `/api/incidents/${incidentId}`)).body as {
    messages: { unfetched: object[] }[]
  }
  assert.deepEqual(page.messages[0]?.unfetched, [{ kind: 'voice', why: 'too-large', seconds: 3660, bytes: 2 * limit }])
})

test('one photo of an album is taken back: it goes alone; where it is evidence it stays, marked', async () => {
  const chat = await group('Двор')
  const part = async (text: string) => says(text, { media: 'photo', album: 'al-2', attachments: [await photo()] })
  const [before, words, one, two] = [await part(''), await part(debris), await part(''), await part('')]
  for (const message of [before, words, one, two]) await hears.message(chat, message)
  const { incidentId } = await opened(chat)
  const files = await filesLeft()
  const photos = async () => {
    const { body } = await staff.doors.chief.ask('GET', `/api/incidents/${incidentId}`)
    return (body as { attachments: { deletedAt: string | null }[] }).attachments.map(
      ({ deletedAt }) => deletedAt !== null,
    )
  }
  assert.deepEqual(await photos(), [false, false, false, false])
  await hears.deleted(chat, [one.id])
  assert.deepEqual([await photos(), await filesLeft()], [[false, false, false], files - 1])
  // It comes once more, late.
  await hears.message(chat, one)
  assert.equal((await photos()).length, 3)
  await hears.deleted(chat, [before.id])
  assert.equal((await photos()).length, 2)
  const [row] = await kept(chat)
  assert.deepEqual([row?.state, row?.text, row?.deletedAt], ['joined', debris, null])
  await inTransaction(staff.db, (tx) =>
    query(tx, `update incident set status = 'accepted' where id = $1`, [incidentId]),
  )
  await hears.deleted(chat, [two.id])
  assert.deepEqual([(await photos()).toSorted(), await filesLeft()], [[false, true], files - 2])
  const told = await query<{ evidence: boolean }>(
    staff.db,
    `select (data->>'evidence')::boolean as evidence from journal where incident_id = $1 and kind = 'file.takenBack' order by id`,
    [incidentId],
  )
  assert.deepEqual(
    told.map(({ evidence }) => evidence),
    [false, false, true],
  )
  await hears.deleted(chat, [words.id])
  assert.ok((await kept(chat))[0]?.deletedAt)
  assert.equal((await photos()).length, 2)
})

test('many newcomers who tell of one thing within an hour are shown to staff, and each is kept', async (t) => {
  t.after(() => {
    ahead = 0
  })
  const chat = await group('Двор')
  await hears.message(chat, says('Доброе утро', { author: 'old' }))
  ahead = 2 * day
  const first = says(debris, { author: 'new0' })
  await hears.message(chat, first)
  const { incidentId } = await opened(chat)
  for (let n = 1; n <= 6; n++)
    await hears.message(chat, says(`${debris} ${n}`, { author: `new${n}`, replyTo: first.id }))
  for (let patience = 100; patience > 0 && !(await journal(incidentId, 'incident.flagged')); patience--) await sleep(50)
  assert.ok(await journal(incidentId, 'incident.flagged'))
  assert.equal((await kept(chat)).length, 7)
})
