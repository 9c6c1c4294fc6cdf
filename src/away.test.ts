import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Database, DatabaseAway, inTransaction, one, openDatabase, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { silent } from './base/log.ts'
import { migrate } from './base/migrate.ts'
import { startPostgres } from './base/postgres.ts'
import { processesOn } from './base/postgres-owner.ts'
import { testDatabase } from './base/testing.ts'
import type { MemoryChannel } from './chat/memory.ts'
import { addChat } from './chat/store.ts'
import { openDoor, password, startStaff } from './staff-testing.ts'

/** The database dies, the program dies, the disk is full: what was taken is kept, the rest is refused in words, and all goes on by itself. */

const root = fileURLToPath(new URL('../', import.meta.url))
const photos = join(root, 'demo/photos')

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let patience = 450; patience > 0; patience--) {
    const seen = await look().catch((error) => {
      if (error instanceof DatabaseAway) return null
      throw error
    })
    if (seen) return seen
    await sleep(100)
  }
  throw new Error(`Waited forty-five seconds in vain: ${what}.`)
}

const folders: string[] = []
// When all tests are done: what a test closes by itself must still find its folder.
after(async () => {
  for (const path of folders) {
    for (const pid of processesOn(join(path, 'postgres'))) process.kill(pid, 'SIGKILL')
    await rm(path, { recursive: true, force: true, maxRetries: 10 })
  }
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'uchastok-away-'))
  folders.push(path)
  return path
}

/** Neighbours of many yards, each with something to tell. */
const yards = 40
const told = (n: number) =>
  `В наши контейнеры во дворе дома ${n + 1} опять вываливают строительный мусор, мешки и битый кирпич!`
const message = (id: string, text: string) => {
  const from = { author: 'a', authorName: 'Соседка', media: null, attachments: [], location: null, replyTo: null }
  return { id, at: new Date(), text, direct: false, ...from }
}

async function addYards(db: Database, departmentId: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (let n = 0; n < yards; n++) {
      const chat = { id: newId(), departmentId, channel: 'memory', externalId: `yard-${n}`, title: `Yard ${n}` }
      await addChat(tx, { ...chat, slug: null, precinctId: null, lang: 'ru' }, new Date())
    }
  })
}

interface Outcome {
  reports: number
  messages: number
  open: number
  jobs: number
}

/** How many messages are kept, how many different ones, how many have no place yet, and the jobs that wait. */
const outcome = (db: Database) =>
  one<Outcome>(
    db,
    `select count(*)::int as reports, count(distinct (chat_id, external_id))::int as messages,
       (count(*) filter (where incident_id is null))::int as open,
       (select count(*)::int from graphile_worker.jobs where task_identifier = 'way') as jobs from report`,
  )

test('the database is killed and stays away for a while: requests are refused in words, then everything goes on', async (t) => {
  const dataDir = await folder()
  const postgres = await startPostgres({ dataDir, log: silent })
  const db = await openDatabase(postgres.connection)
  await migrate(db)
  const staff = await startStaff(db)
  t.after(async () => {
    await staff.close()
    await db.close()
    await postgres.stop()
  })
  await addYards(db, staff.departmentId)
  const memory = staff.running.deps.channels.get('memory') as MemoryChannel
  const { address } = staff.running
  const { chief } = staff.doors
  const page = await openPage(address, chief.cookie)
  t.after(page.end)

  // A messenger delivers again what was not taken.
  let refusals = 0
  const deliver = async (n: number, id: string) => {
    for (let patience = 450; patience > 0; patience--) {
      try {
        return await memory.say(`yard-${n}`, message(id, told(n)))
      } catch (error) {
        assert.ok(error instanceof DatabaseAway, String(error))
        refusals += 1
        await sleep(100)
      }
    }
    throw new Error(`The message ${id} was not taken within 45 seconds.`)
  }
  const delivered = Array.from({ length: yards }, async (_, n) => {
    await sleep(n * 10)
    await deliver(n, 'm1')
  })
  await until('some messages are kept', async () => (await outcome(db)).reports >= 5)
  const cluster = join(dataDir, 'postgres')
  const [postmaster = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(postmaster), 'SIGKILL')
  await rename(cluster, `${cluster}.elsewhere`)

  const refused = await until('a refusal', async () => {
    const answer = await chief.ask('GET', '/api/incidents')
    assert.ok([200, 503].includes(answer.status), JSON.stringify(answer.body))
    return answer.status === 503 && answer
  })
  assert.equal(refused.body.error, 'database-away')
  assert.match(refused.body.message, /Nothing was saved/)
  const strange = openDoor(address)
  for (const path of ['/api/health', '/api/rooms/yard', `/api/my/${'A'.repeat(43)}`]) {
    const { status, body } = await strange.ask('GET', path)
    assert.deepEqual([status, body.error], [503, 'database-away'], path)
  }
  await until('a message is refused', async () => refusals > 0)
  // Long enough for everything that tries again to have given up, if it ever does.
  await sleep(5000)
  await rename(`${cluster}.elsewhere`, cluster)

  await Promise.all(delivered)
  await until('the pages answer', async () => (await chief.ask('GET', '/api/incidents')).status === 200)
  const came = await until('every message has its incident', async () => {
    const now = await outcome(db)
    return now.open === 0 && now.jobs === 0 && now
  })
  assert.deepEqual(came, { reports: yards, messages: yards, open: 0, jobs: 0 })
  await until('the page listens again', async () => page.seen().includes('event: again'))
  const before = page.seen().length
  await deliver(0, 'm2')
  await until('the news on the open page', async () => page.seen().slice(before).includes('event: incident'))
})

/** Server-sent events, as an open page gets them. */
async function openPage(address: string, cookie: string) {
  const ending = new AbortController()
  const answer = await fetch(`${address}/api/live`, { headers: { cookie }, signal: ending.signal })
  let text = ''
  const read = async () => {
    for await (const bytes of answer.body ?? []) text += Buffer.from(bytes).toString()
  }
  void read().catch(() => {})
  return { seen: () => text, end: () => ending.abort() }
}

/** A process of its own that runs this code, or `npm start`. */
function launch(t: TestContext, args: string[], env: Record<string, string>, before: string[] = []): Child {
  const [command = '', ...rest] = [...before, process.execPath, ...args]
  const all = { PATH: process.env.PATH, PORT: '0', NODE_ENV: 'test', LOG_LEVEL: 'error', ...env }
  const child = spawn(command, rest, { cwd: root, env: all, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      said += bytes
    })
  t.after(() => child.kill('SIGKILL'))
  return { child, said: () => said }
}

interface Child {
  child: ChildProcess
  said(): string
}

const writing = `
  const { startUchastok, openOwnDatabase } = await import('./src/main.ts')
  const { readConfig } = await import('./src/base/config.ts')
  const { silent } = await import('./src/base/log.ts')
  const { memoryChannel } = await import('./src/chat/memory.ts')
  const config = readConfig(process.env)
  const { db } = await openOwnDatabase(config, silent)
  const memory = memoryChannel()
  await startUchastok({ config, db, log: silent, channels: [memory] })
  const from = { author: 'a', authorName: 'A', media: null, attachments: [], location: null, replyTo: null, direct: false }
  await Promise.all(JSON.parse(process.env.TOLD).map(async (text, n) => {
    await memory.say('yard-' + n, { id: 'm1', at: new Date(), text, ...from })
    console.log('taken yard-' + n + '.')
  }))`

test('the whole program is killed with work in hand; the next start does the rest', async (t) => {
  const dataDir = await folder()
  const first = await startPostgres({ dataDir, log: silent })
  const prepared = await openDatabase(first.connection)
  await migrate(prepared)
  const departmentId = newId()
  const sql = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`
  await inTransaction(prepared, (tx) => query(tx, sql, [departmentId]))
  await addYards(prepared, departmentId)
  await prepared.close()
  await first.stop()

  const texts = JSON.stringify(Array.from({ length: yards }, (_, n) => told(n)))
  const env = { UCHASTOK_DATA: dataDir }
  const killed = launch(t, ['--input-type=module', '--eval', writing], { ...env, TOLD: texts })
  await until('some messages are taken', async () => {
    assert.equal(killed.child.exitCode, null, killed.said())
    return killed.said().split('taken').length > 6
  })
  killed.child.kill('SIGKILL')
  await until('it is dead', async () => killed.child.signalCode !== null)
  const taken = [...killed.said().matchAll(/taken (yard-\d+)\./g)].map(([, chat = '']) => chat)

  const again = launch(t, ['start.mjs', 'start'], env)
  await until('it runs again', async () => {
    assert.equal(again.child.exitCode, null, again.said())
    return again.said().includes('Uchastok: http')
  })
  const db = await openDatabase(first.connection)
  t.after(() => db.close())
  const done = await until('what waited is done', async () => {
    const now = await outcome(db)
    const inHand = await one<{ n: number }>(
      db,
      `select count(*)::int as n from graphile_worker.jobs where task_identifier = 'way'`,
    )
    return now.open === 0 && inHand.n === 0 && now
  })
  assert.equal(done.reports, done.messages)
  const kept = await query<{ chat: string }>(
    db,
    'select c.external_id as chat from report r join chat c on c.id = r.chat_id',
  )
  assert.deepEqual(
    taken.filter((chat) => !kept.some((one) => one.chat === chat)),
    [],
    'what was taken is kept',
  )
  again.child.kill('SIGTERM')
  await until('it ends', async () => again.child.exitCode === 0)
})

test('the disk is full: a photo is refused in words and leaves nothing; everything else works', async (t) => {
  const mayMount = await new Promise((done) =>
    spawn('unshare', ['--mount', 'true'], { stdio: 'ignore' })
      .once('exit', (code) => done(code === 0))
      .once('error', () => done(false)),
  )
  if (!mayMount) return t.skip('no file system may be mounted here (unshare --mount), so none can be filled')
  const database = await testDatabase()
  const staff = await startStaff(database.db)
  await inTransaction(database.db, (tx) => {
    const chat = { id: newId(), departmentId: staff.departmentId, channel: 'webchat', title: 'Yard', slug: 'yard' }
    return addChat(tx, { ...chat, externalId: chat.id, precinctId: null, lang: 'ru' }, new Date())
  })
  await staff.running.close()
  t.after(() => database.close())
  const data = await folder()
  const small = ['unshare', '--mount', 'sh', '-c', `mount -t tmpfs -o size=1m tmpfs ${data} && exec "$@"`, 'sh']
  const full = launch(t, ['start.mjs', 'start'], { UCHASTOK_DATA: data, DATABASE_URL: database.url }, small)
  const address = await until('it runs', async () => {
    assert.equal(full.child.exitCode, null, full.said())
    return /^Uchastok: (http\S+)$/m.exec(full.said())?.[1]
  })
  const ask = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const json = !(body instanceof FormData)
    const answer = await fetch(address + path, {
      method: 'POST',
      headers: { 'x-uchastok': '1', ...headers, ...(json ? { 'content-type': 'application/json' } : {}) },
      body: json ? JSON.stringify(body) : body,
    })
    return {
      status: answer.status,
      body: await answer.json(),
      cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
    }
  }
  const picture = await readFile(join(photos, 'debris-before.jpg'))
  const photo = (bytes: number) => {
    const form = new FormData()
    const whole = Buffer.concat([
      picture.subarray(0, Math.min(bytes, picture.length)),
      Buffer.alloc(Math.max(0, bytes - picture.length)),
    ])
    form.set('file', new Blob([whole], { type: 'image/jpeg' }), 'a.jpg')
    return form
  }
  const { cookie } = await ask('/api/rooms/yard/enter', { nickname: 'Сосед', consent: true })
  const room = '/api/rooms/yard/messages'
  const refused = await ask(room, photo(3_000_000), { cookie })
  assert.deepEqual([refused.status, refused.body.error], [507, 'no-space'])
  assert.match(refused.body.message, /disk of the server is full: nothing was saved/)
  assert.equal((await ask(room, { text: told(1) }, { cookie })).status, 200)
  const signedIn = await ask('/api/sign-in', { login: 'chief', password })
  const headers = { cookie: signedIn.cookie, 'x-csrf': signedIn.body.csrf }
  const { id } = await until('the incident', async () => {
    const sql = `select i.id from incident i where i.assigned_by <> ''`
    return (await query<{ id: string }>(database.db, sql))[0]
  })
  assert.equal((await ask(`/api/incidents/${id}/files`, photo(3_000_000), headers)).status, 507)
  const files = join(`/proc/${full.child.pid}/root${data}`, 'files')
  assert.deepEqual(await readdir(join(files, 'arriving')), [])
  assert.deepEqual(await readdir(files), ['arriving'])
  const little = await ask(`/api/incidents/${id}/files`, photo(20_000), headers)
  assert.equal(little.status, 200, JSON.stringify(little.body))
})
