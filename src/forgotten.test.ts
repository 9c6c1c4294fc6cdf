import assert from 'node:assert/strict'
import { createWriteStream, type Dirent } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import sharp from 'sharp'
import { readChats } from '../training/corpus.ts'
import { readConfig } from './base/config.ts'
import { type Database, inTransaction, one, openDatabase, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { openLog } from './base/log.ts'
import { migrate } from './base/migrate.ts'
import { addAccount, hashPassword } from './base/people.ts'
import { type Postgres, startPostgres } from './base/postgres.ts'
import type { Chat } from './chat/chat.ts'
import { openExport } from './chat/exports.ts'
import { findImport } from './chat/import-store.ts'
import { type MemoryChannel, memoryChannel } from './chat/memory.ts'
import { addChat, getChat } from './chat/store.ts'
import { beginning, wordOf, wordsIn } from './chat/testing-words.ts'
import { zipOf } from './chat/testing-zip.ts'
import type { WebChat } from './chat/webchat.ts'
import { decideOrDoubt } from './detection/decide.ts'
import { type Heard, look, openThread, settle } from './detection/detect.ts'
import { fate } from './detection/ears.ts'
import { loadModel } from './detection/model-file.ts'
import { type Running, startUchastok } from './main.ts'

/**
 * Chatter is forgotten. A day of it goes through every door, each message with a word of its own; then every file that
 * the program and its PostgreSQL left is searched for these words. What is kept is told by the reading, not by a label.
 */

const training = fileURLToPath(new URL('../training/', import.meta.url))
const hour = 3_600_000
const password = 'a long password'
const departmentId = newId()
const roomId = newId()
const printed: string[] = []
/** Words that must be nowhere, and words that must be found. */
const forgotten = new Set<number>()
const kept = new Set<number>()
const inRoom = new Set<number>()
let made = 0
let ahead = 0
let folder: string
let dataDir: string
let postgres: Postgres
let db: Database
let running: Running
let memory: MemoryChannel
let staff: Record<string, string>
const model = await loadModel()

async function filesUnder(path: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Which of these words stand in which file of the data folder, the log included. */
async function traces(of: Set<number>): Promise<Map<string, number[]>> {
  const where = new Map<string, number[]>()
  for (const path of await filesUnder(folder)) {
    // PostgreSQL removes files while we look.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0))
    const found = [...wordsIn(bytes)].filter((n) => of.has(n))
    if (found.length > 0) where.set(path.slice(folder.length + 1), found)
  }
  return where
}

const photoOf = async (word: string) => {
  const pixels = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#887766' } })
    .jpeg()
    .toBuffer()
  return Buffer.concat([pixels, Buffer.from(word)])
}

async function newChat(channel: string, externalId: string, slug: string | null = null, id = newId()): Promise<Chat> {
  const chat = { id, departmentId, channel, externalId, title: `Chat ${externalId}`, slug, precinctId: null }
  await inTransaction(db, (tx) => addChat(tx, { ...chat, lang: 'mixed' }, new Date()))
  return getChat(db, id)
}

async function until(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let patience = 400; patience > 0; patience--) {
    if (await look()) return
    await sleep(100)
  }
  throw new Error(`Waited forty seconds in vain: ${what}.`)
}

const jobsDone = () =>
  until('the jobs are done', async () => {
    const sql = `select count(*)::int as n from graphile_worker.jobs where task_identifier in ('way', 'import')`
    return (await one<{ n: number }>(db, sql)).n === 0
  })

/** Asks as the holder of these headers; a form or JSON. */
async function ask(headers: Record<string, string>, method: string, path: string, body?: unknown) {
  const type: Record<string, string> =
    body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(running.address + path, {
    method,
    headers: { 'x-uchastok': '1', ...headers, ...type },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`)
  return answer
}

const cookieOf = (answer: Response) => ({ cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' })

/** The neighbours' chats of a messenger: some labelled chats, as they are. */
async function messengerDay(days: Heard[][]): Promise<void> {
  for (const [index, lines] of days.entries()) {
    const chat = await newChat('memory', `m${index}`)
    const last = lines.at(-1)?.at.getTime() ?? 0
    for (const [at, line] of lines.entries()) {
      const word = wordOf(++made)
      const photo = made % 40 === 0
      const author = photo ? `Сосед с камерой ${made}` : line.author
      const open = () => photoOf(word)
      await memory.say(chat.externalId, {
        ...line,
        at: new Date(Date.now() - Math.max(0, last - line.at.getTime()) + at),
        author,
        authorName: `${author} ${word}`,
        text: `${line.text} ${word}`.trim(),
        media: photo ? 'photo' : line.media,
        attachments: photo ? [{ kind: 'photo', name: `${word}.jpg`, open }] : [],
        location: null,
        direct: false,
      })
    }
  }
}

/** A room of ours: some messages through its page, with photos that are looked at, the rest straight to the channel. */
async function roomDay(lines: Heard[]): Promise<void> {
  const enter = async () =>
    cookieOf(await ask({}, 'POST', '/api/rooms/yard/enter', { nickname: 'Сосед', consent: true }))
  const room = await enter()
  for (const [index, line] of lines.slice(0, 60).entries()) {
    const word = wordOf(++made)
    const form = new FormData()
    form.set('text', `${line.text} ${word}`)
    const photo = index % 6 === 0 && new Blob([new Uint8Array(await photoOf(word))], { type: 'image/jpeg' })
    if (photo) form.set('file', photo, 'a.jpg')
    // Each picture has an author of its own, or a report of the same author soon after would rightly take it along.
    await ask(photo ? await enter() : room, 'POST', '/api/rooms/yard/messages', form)
  }
  const { messages } = (await (await ask(room, 'GET', '/api/rooms/yard')).json()) as {
    messages: { attachments: { hash: string }[] }[]
  }
  for (const { hash } of messages.flatMap(({ attachments }) => attachments))
    await ask(room, 'GET', `/api/rooms/yard/files/${hash}?w=400`)
  const webchat = running.deps.channels.get('webchat') as WebChat
  for (const line of lines.slice(60)) {
    const said = { author: line.author, authorName: line.author, text: `${line.text} ${wordOf(++made)}` }
    const rest = { media: null, attachments: [], location: null, replyTo: null, direct: false }
    await webchat.say(roomId, { id: newId(), at: running.deps.now(), ...said, ...rest }, [])
  }
}

const two = (n: number) => String(n).padStart(2, '0')
function whatsapp(lines: Heard[], photos: Map<string, Buffer> | null): string {
  return lines
    .map((line, index) => {
      const word = wordOf(++made)
      const name = photos && index % 15 === 0 ? `IMG-20260312-WA${String(index).padStart(4, '0')}.jpg` : null
      if (name) photos?.set(name, Buffer.from(word))
      const author = (name ? `Сосед с камерой ${made}` : line.author).replaceAll(':', ' ')
      const text = `${line.text.replaceAll('\n', ' ')} ${word}`
      const stamp = `12.03.2026, ${two(8 + Math.floor(index / 60))}:${two(index % 60)}`
      return `${stamp} - ${author}: ${name ? `${name} (файл добавлен)\n` : ''}${text}`
    })
    .join('\n')
}

/** Exports are sent through the page of the chief; each is read here as well, for nobody tells of their readings. */
async function importDay(exports: Record<string, Buffer | string>): Promise<void> {
  const outside = await mkdtemp(join(tmpdir(), 'uchastok-exports-'))
  for (const [name, bytes] of Object.entries(exports)) {
    const path = join(outside, name)
    await writeFile(path, bytes)
    const thread = openThread()
    const told = new Set<string>()
    for await (const item of openExport(path)) {
      assert.ok(item.ok, `${name} is read to its last line`)
      const [n = 0] = wordsIn(Buffer.from(item.message.text))
      const view = look(thread, { ...item.message, authorName: '' } as never, model)
      const reading = decideOrDoubt(view, model)
      settle(thread, view, reading)
      const kept = fate(reading, false, told) !== null
      if (kept) for (const { incident } of [reading, ...reading.also]) if (incident !== null) told.add(incident)
      judge(n, kept)
    }
    const chat = await newChat('export', name)
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(await readFile(path))]), name)
    const job = (await (await ask(staff, 'POST', `/api/chats/${chat.id}/import`, form)).json()) as { id: string }
    await until(`${name} is read in`, async () => (await findImport(db, job.id))?.state === 'done')
  }
  await rm(outside, { recursive: true })
}

function judge(n: number, isKept: boolean): void {
  if (isKept) kept.add(n)
  else forgotten.add(n)
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uchastok-forgotten-'))
  dataDir = join(folder, 'data')
  await mkdir(dataDir)
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean
    stream.write = (...args: unknown[]) => {
      printed.push(String(args[0]))
      return write(...args)
    }
  }
  const sink = createWriteStream(join(folder, 'log'))
  const log = openLog({ level: 'debug', sink: { write: (line) => void sink.write(line) } })
  postgres = await startPostgres({ dataDir, log })
  // What is written ahead is not packed here, so that a word in it can be seen.
  const client = new pg.Client({ ...postgres.connection, user: 'postgres', database: 'postgres' })
  await client.connect()
  await client.query('alter database uchastok set wal_compression = off')
  await client.end()
  db = await openDatabase(postgres.connection, { log })
  await migrate(db)
  const hash = await hashPassword(password)
  await inTransaction(db, async (tx) => {
    const sql = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`
    await query(tx, sql, [departmentId])
    const chief = { id: newId(), departmentId, login: 'chief', name: 'Chief', position: '' }
    await addAccount(tx, { ...chief, role: 'chief', locale: 'ru' }, new Date(), hash)
  })
  await newChat('webchat', roomId, 'yard', roomId)
  memory = memoryChannel()
  const config = readConfig({ PORT: '0', UCHASTOK_DATA: dataDir, NODE_ENV: 'test' })
  const now = () => new Date(Date.now() + ahead)
  running = await startUchastok({ config, db, log, channels: [memory], now })
  const { ears, channels } = running.deps
  // What a purge does at the first start is done, so that the room's file is not replaced while it is searched.
  await (channels.get('webchat') as WebChat).purge()
  running.deps.ears = {
    ...ears,
    async hear(chat, message) {
      const heard = await ears.hear(chat, message)
      const [n = 0] = wordsIn(Buffer.from(message.text))
      judge(n, heard.kept !== null)
      if (chat.id === roomId && !message.direct) inRoom.add(n)
      return heard
    },
  }
  const signedIn = await ask({}, 'POST', '/api/sign-in', { login: 'chief', password })
  staff = { ...cookieOf(signedIn), 'x-csrf': ((await signedIn.json()) as { csrf: string }).csrf }

  const days = readChats(training)
    .filter(({ single }) => !single)
    .slice(0, 60)
    .map(({ messages }) => messages)
  await messengerDay(days.slice(0, 20).map((messages) => messages.map(({ heard }) => heard)))
  const chatter = days.flat().flatMap(({ heard, gold }) => (gold.kind === 'chatter' ? [heard] : []))
  const report = { text: 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор, мешки и кирпич!' }
  const mixed = chatter.flatMap((line, at) => (at % 25 === 7 ? [{ ...line, ...report }, line] : [line]))
  await roomDay(mixed.slice(0, 240))
  const photos = new Map<string, Buffer>()
  const zipped = whatsapp(mixed.slice(500, 740), photos)
  const pictures = await Promise.all([...photos].map(async ([name, word]) => [name, await photoOf(`${word}`)] as const))
  const jsonl = mixed.slice(0, 900).map(({ at: ts, author, text, media }, index) => {
    const line = { i: index + 1, ts, author, text: `${text} ${wordOf(++made)}`, media, reply: null }
    return JSON.stringify(line)
  })
  await importDay({
    'lines.jsonl': jsonl.join('\n'),
    'whatsapp.txt': whatsapp(mixed.slice(240, 900), null),
    'whatsapp.zip': zipOf(new Map([['Чат WhatsApp.txt', Buffer.from(zipped)], ...pictures])),
  })
  await jobsDone()
})

let stopped: Promise<void> | undefined
function stop(): Promise<void> {
  const end = async () => {
    await running?.close()
    await db?.close()
    await postgres?.stop()
  }
  stopped ??= end()
  return stopped
}

after(async () => {
  await stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function asAdministrator(...statements: string[]): Promise<void> {
  const client = new pg.Client({ ...postgres.connection, user: 'postgres' })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

test('within the day, chatter is nowhere but in the room where it was said', async () => {
  assert.ok(forgotten.size >= 2000, `${forgotten.size} messages to forget`)
  assert.ok(kept.size >= 100, `${kept.size} kept`)
  assert.equal([...forgotten].filter((n) => kept.has(n)).length, 0)
  await running.deps.ears.flush()
  // Statistics of the planner hold samples of what stands in a table.
  // And a checkpoint leaves unlogged pages in memory: so the room is written out.
  await asAdministrator('analyze', 'vacuum full room_message', 'checkpoint')
  const { path, toast } = await one<{ path: string; toast: string }>(
    db,
    `select pg_relation_filepath(oid) as path, pg_relation_filepath(reltoastrelid) as toast
     from pg_class where relname = 'room_message'`,
  )
  const ofRoom = [path, toast].map((name) => `data/postgres/${name}`)
  const found = await traces(forgotten)
  const elsewhere = [...found].filter(([file]) => !ofRoom.some((name) => file.startsWith(name)))
  assert.deepEqual(
    elsewhere.filter(([file, words]) => !file.startsWith('data/files/') || words.some((n) => !inRoom.has(n))),
    [],
  )
  assert.ok(found.size > elsewhere.length, 'the search finds what the room holds')
  assert.ok(elsewhere.length > 0, 'the search finds the photos of the room')
})

test('counts are kept without words', async () => {
  const { messages } = await one<{ messages: number }>(db, 'select sum(messages)::int as messages from chat_day')
  assert.equal(messages, made)
})

test('a message that a person calls nothing leaves no word in any row', async () => {
  // Pages and the log written ahead may hold it until PostgreSQL uses their space again: it was kept, then dropped.
  const n = ++made
  const author = { author: 'r', authorName: wordOf(n), media: null, attachments: [], location: null, replyTo: null }
  const text = `Продаю детскую коляску, почти новая ${wordOf(n)}`
  const chat = await newChat('memory', 'to-the-inspector')
  await memory.say(chat.externalId, { ...author, id: 'd1', at: new Date(), text, direct: true })
  assert.ok(kept.delete(n), 'what is written to the inspector alone is kept for a person to look at')
  await asAdministrator('analyze')
  const { items } = (await (await ask(staff, 'GET', '/api/unsure')).json()) as { items: { id: string; text: string }[] }
  const mine = items.find((item) => item.text === text)
  await ask(staff, 'POST', `/api/unsure/${mine?.id}`, { decide: 'nothing' })
  assert.deepEqual(await rowsWith(wordOf(n)), [])
  const sampled = `select attname from pg_stats where tablename in ('report', 'room_message')
    and attname in ('text', 'author', 'author_name', 'reading', 'attachments')`
  assert.deepEqual(await query(db, sampled), [], 'PostgreSQL takes no samples of what people wrote')
})

/** The tables, our own and those of the jobs, that have a row with this word. */
async function rowsWith(word: string): Promise<string[]> {
  const tables = await query<{ name: string }>(
    db,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  assert.ok(tables.length > 25)
  const found: string[] = []
  for (const { name } of tables) {
    const sql = `select count(*)::int as n from ${name} t where t::text like $1`
    if ((await one<{ n: number }>(db, sql, [`%${word}%`])).n > 0) found.push(name)
  }
  return found.sort()
}

test('after a day, no file of the program or of its database holds a word of chatter', async () => {
  assert.deepEqual(await rowsWith(beginning), ['public.incident', 'public.report', 'public.room_message'])
  ahead = 25 * hour
  const webchat = running.deps.channels.get('webchat') as WebChat
  await webchat.purge()
  await running.deps.ears.flush()
  await jobsDone()
  assert.deepEqual(await rowsWith(beginning), ['public.incident', 'public.report'])
  const files = await query<{ hash: string }>(db, 'select hash from file')
  await asAdministrator('checkpoint')
  await stop()

  assert.deepEqual([...(await traces(forgotten))], [])
  const stillThere = new Set([...(await traces(kept)).values()].flat())
  assert.deepEqual(
    [...kept].filter((n) => !stillThere.has(n)),
    [],
    'the search would have found them: it finds every message that was kept',
  )
  const known = new Set(files.map(({ hash }) => hash))
  const names = (await filesUnder(join(dataDir, 'files'))).map((path) => path.split('/').at(-1) ?? '')
  const previews = (await filesUnder(join(dataDir, 'previews'))).map(
    (path) => path.split('/').at(-1)?.slice(0, 64) ?? '',
  )
  assert.deepEqual(
    [...names, ...previews].filter((name) => !known.has(name)),
    [],
    'no photo of the room is left, nor a preview of one',
  )
  assert.deepEqual(await filesUnder(join(dataDir, 'imports')), [])
  assert.deepEqual([...wordsIn(Buffer.from(printed.join('')))], [], 'nothing of it was printed')
})
