import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startTelegram } from '../emulators/telegram.ts'
import { readConfig } from './base/config.ts'
import { DatabaseAway, one, openDatabase, query } from './base/database.ts'
import { silent } from './base/log.ts'
import { migrate } from './base/migrate.ts'
import { startPostgres } from './base/postgres.ts'
import { processesOn } from './base/postgres-owner.ts'
import { makeTelegramTown } from './telegram-testing.ts'

/**
 * Neighbours write while the program is killed again and again: nothing is lost, no happening has two incidents, and
 * what is said twice is counted, from the messenger's side: by each call that it took, not by what we noted. Group after
 * group tells of its one happening, so that answers go out all the while; every second kill falls on the moment when the
 * messenger has just taken one. TELEGRAM_MESSAGES=10000 TELEGRAM_KILLS=20 for the whole of it.
 */

const messages = Number(process.env.TELEGRAM_MESSAGES ?? 300)
const kills = Number(process.env.TELEGRAM_KILLS ?? 2)
const neighbours = 25
const root = fileURLToPath(new URL('../', import.meta.url))

const life = `
  const { startUchastok, openOwnDatabase } = await import('./src/main.ts')
  const { readConfig } = await import('./src/base/config.ts')
  const { silent } = await import('./src/base/log.ts')
  const { inTransaction, query } = await import('./src/base/database.ts')
  const config = readConfig(process.env)
  const { db } = await openOwnDatabase(config, silent)
  await inTransaction(db, (tx) => query(tx, 'update channel_account set lease_by = null, lease_until = null', []))
  await startUchastok({ config, db, log: silent, channels: [] })
  console.log('It runs.')`

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let patience = 1800; patience > 0; patience--) {
    const seen = await look().catch((error) => {
      if (error instanceof DatabaseAway) return null
      throw error
    })
    if (seen) return seen
    await sleep(50)
  }
  throw new Error(`Waited ninety seconds in vain: ${what}.`)
}

test('the program is killed again and again while people write: nothing is lost, nothing is opened twice', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-kill-'))
  const telegram = await startTelegram()
  const config = readConfig({ PORT: '0', UCHASTOK_DATA: dataDir, NODE_ENV: 'test' })
  const first = await startPostgres({ dataDir, log: silent })
  const prepared = await openDatabase(first.connection)
  await migrate(prepared)
  const { groups } = await makeTelegramTown(prepared, config, telegram, Math.ceil(messages / neighbours))
  await prepared.close()
  await first.stop()

  let child: ChildProcess | null = null
  let said = ''
  const killedAt: number[] = []
  const start = async () => {
    said = ''
    const env = { PATH: process.env.PATH, PORT: '0', NODE_ENV: 'test', UCHASTOK_DATA: dataDir }
    const now = spawn(process.execPath, ['--input-type=module', '--eval', life], { cwd: root, env })
    child = now
    for (const stream of [now.stdout, now.stderr]) stream.on('data', (bytes) => (said += bytes))
    await until('it runs', async () => {
      assert.equal(now.exitCode, null, said)
      return said.includes('It runs.')
    })
  }
  const kill = async () => {
    const now = child
    killedAt.push(Date.now())
    now?.kill('SIGKILL')
    await until('it is dead', async () => now?.signalCode !== null)
  }
  t.after(async () => {
    child?.kill('SIGKILL')
    for (const pid of processesOn(join(dataDir, 'postgres'))) process.kill(pid, 'SIGKILL')
    await telegram.close()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 })
  })

  let written = 0
  const writtenIds: string[] = []
  const writing = (async () => {
    for (; written < messages; written++) {
      const turn = Math.floor(written / neighbours)
      const group = groups[turn] ?? 0
      const house = turn + 1
      const text = `В контейнеры во дворе дома ${house} опять вываливают строительный мусор и битый кирпич!`
      writtenIds.push(`${group}/${telegram.say(group, telegram.person(`Сосед ${written}`), text).id}`)
      if (written % 25 === 0) await sleep(40)
    }
  })()
  const began = Date.now()
  const calls = () => telegram.sentLog.filter(({ method }) => method.startsWith('send'))
  /** Resolves in the very turn in which the messenger takes the next word of ours, or after a while without one. */
  const nextCall = async () => {
    const before = telegram.sentLog.length
    for (const since = Date.now(); telegram.sentLog.length === before && Date.now() - since < 2000; )
      await new Promise((done) => setImmediate(done))
  }
  for (let n = 1; n <= kills; n++) {
    await start()
    const enough = Math.floor((messages * n) / (kills + 1))
    await until(`${enough} messages are taken`, async () => written - telegram.waiting() >= enough)
    if (n % 2 === 1) await nextCall()
    await kill()
  }
  await start()
  await writing
  await until('everything is taken', async () => telegram.waiting() === 0)
  const db = await openDatabase(first.connection)
  t.after(() => db.close())
  const look = () =>
    one<{ reports: number; messages: number; incidents: number; open: number; jobs: number; replies: number }>(
      db,
      `select (select count(*)::int from report where external_id not like '%+') as reports,
         (select count(distinct (chat_id, external_id))::int from report where external_id not like '%+') as messages,
         (select count(*)::int from incident) as incidents,
         (select count(*)::int from report where incident_id is null) as open,
         (select count(*)::int from graphile_worker.jobs where task_identifier in ('way', 'post')) as jobs,
         (select count(*)::int from reply where state in ('waiting', 'sending')) as replies`,
    )
  const taken = await look()
  const done = await until('everything is done', async () => {
    const now = await look()
    return now.open === 0 && now.jobs === 0 && now.replies === 0 && now
  }).catch(async (error) => {
    const jobs = await query(
      db,
      'select task_identifier, attempts, left(last_error, 200) as error, count(*)::int from graphile_worker.jobs group by 1, 2, 3',
      [],
    )
    throw new Error(`${error} ${JSON.stringify({ taken, now: await look(), jobs })}`)
  })
  const seconds = Math.round((Date.now() - began) / 1000)
  /** Each group is answered once: what the messenger took beyond it was said twice, with the number of the kill before it. */
  const twice = groups.flatMap((group) => {
    const taken = calls().filter(({ chat }) => chat === group)
    return taken.slice(1).map(({ message, at }) => ({
      text: telegram.shown(group).find(({ id }) => id === message)?.text ?? '',
      kill: killedAt.filter((then) => then < at).length,
    }))
  })
  const most = Math.max(0, ...killedAt.map((_, n) => twice.filter((one) => one.kill === n + 1).length))
  const noted = await one<{ count: number }>(
    db,
    `select count(*)::int as count from journal where kind = 'reply.sent' and data->>'maybe' = 'true'`,
  )
  t.diagnostic(
    `${messages} messages, ${kills} kills, ${seconds} s: ${done.messages} kept, ${done.incidents} incidents of ${groups.length}, said ${calls().length}, twice ${twice.length} (${noted.count} noted as perhaps)`,
  )
  for (const { text, kill } of twice) t.diagnostic(`after kill ${kill}: ${text}`)
  assert.deepEqual([done.reports, done.messages, done.incidents], [messages, messages, groups.length])
  const wrong = await query<{ chat: string; incidents: number; reports: number; lost: number }>(
    db,
    `select c.external_id as chat, (select count(*)::int from incident i where i.chat_id = c.id) as incidents,
       (select count(distinct r.incident_id)::int from report r where r.chat_id = c.id) as reports,
       (select count(*)::int from unnest($2::text[]) m
        where m like c.external_id || '/%' and not exists
          (select 1 from report r where r.chat_id = c.id and c.external_id || '/' || r.external_id = m)) as lost
     from chat c where c.external_id = any($1)`,
    [groups.map(String), writtenIds],
  )
  assert.deepEqual(
    wrong.filter(({ incidents, reports, lost }) => incidents !== 1 || reports !== 1 || lost > 0),
    [],
    'each group has its one incident, and every message that was written there',
  )
  assert.ok(twice.length <= noted.count, 'what was said twice is written down as perhaps said twice')
  assert.ok(most <= 1, `${most} messages were said twice after one kill`)
  assert.ok(
    groups.every((group) => calls().some(({ chat }) => chat === group)),
    'a chat was not answered',
  )
  await kill()
})
