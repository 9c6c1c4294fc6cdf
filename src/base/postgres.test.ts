import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import { DatabaseAway, openDatabase, query } from './database.ts'
import { silent } from './log.ts'
import { startPostgres } from './postgres.ts'
import { processesOn } from './postgres-owner.ts'

const options = { log: silent, durable: false }

test('the first start makes a database, on a private socket alone, for a user who is no administrator', async (t) => {
  const dataDir = folder(t)
  const postgres = await startPostgres({ ...options, dataDir })
  const [row] = await rows(
    postgres.connection,
    "select current_user::text as who, lower('ӘҒҚҢ') as small, usesuper from pg_user where usename = current_user",
  )
  assert.deepEqual(row, { who: 'uchastok', small: 'әғқң', usesuper: false })
  assert.deepEqual(await rows(postgres.connection, 'show listen_addresses'), [{ listen_addresses: '' }])
  assert.deepEqual(await rows(postgres.connection, 'show jit'), [{ jit: 'off' }])
  await postgres.stop()
  assert.deepEqual(processesOn(join(dataDir, 'postgres')), [])
  await assert.rejects(openDatabase(postgres.connection), DatabaseAway)
})

test('Kazakh letters stand where they belong in the alphabet', async (t) => {
  const postgres = await startPostgres({ ...options, dataDir: folder(t) })
  const sql = `select string_agg(letter, '' order by letter collate "kk-x-icu") as sorted from unnest(array['қ','б','ә','а','і','к']) letter`
  assert.deepEqual(await rows(postgres.connection, sql), [{ sorted: 'аәбкқі' }])
  await postgres.stop()
})

test('what was committed survives kill -9 of our process, and the next start takes over from the server left behind', async (t) => {
  const dataDir = folder(t)
  const killed = await helper(dataDir, 'await go("create table kept as select 7 as n"); say("ready")', {
    durable: true,
  })
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const cluster = join(dataDir, 'postgres')
  const left = processesOn(cluster)
  assert.notEqual(left.length, 0)
  const postgres = await startPostgres({ ...options, dataDir })
  assert.equal(postgres.owner, true)
  assert.deepEqual(await rows(postgres.connection, 'select n from kept'), [{ n: 7 }])
  assert.deepEqual(
    processesOn(cluster).filter((pid) => left.includes(pid)),
    [],
  )
  await postgres.stop()
})

test('a second process shares the server and leaves it running, or refuses and says who has it', async (t) => {
  const dataDir = folder(t)
  const owner = await startPostgres({ ...options, dataDir })
  await rows(owner.connection, 'create table shared as select 1 as n')
  const guest = await helper(
    dataDir,
    'await go("insert into shared values (2)"); say(postgres.owner ? "owner" : "guest"); await postgres.stop()',
  )
  assert.equal(said.get(guest), 'guest')
  await ended(guest)
  const refused = await helper(dataDir, '', { ifOwned: 'refuse' })
  assert.match(said.get(refused) ?? '', new RegExp(`Process ${process.pid} already works with the data folder`))
  assert.deepEqual(await rows(owner.connection, 'select count(*)::int as n from shared'), [{ n: 2 }])
  await owner.stop()
})

test('two processes that begin at the same moment agree on one owner', async (t) => {
  const dataDir = folder(t)
  const both = await Promise.all(
    [1, 2, 3].map(() =>
      helper(dataDir, 'await go("select 1"); say(postgres.owner ? "owner" : "guest"); setInterval(() => {}, 1000)'),
    ),
  )
  assert.deepEqual(both.map((child) => said.get(child)).sort(), ['guest', 'guest', 'owner'])
})

test('a first start that was killed half-way is done again', async (t) => {
  const dataDir = folder(t)
  const making = () => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('postgres.making-'))
  const child = begin(dataDir, 'say("started")', {})
  while (!making()) await sleep(2)
  await sleep(100)
  child.kill('SIGKILL')
  await ended(child)
  assert.equal(existsSync(join(dataDir, 'postgres')), false)
  const postgres = await startPostgres({ ...options, dataDir })
  assert.deepEqual(await rows(postgres.connection, 'select 1 as n'), [{ n: 1 }])
  assert.equal(making(), false)
  await postgres.stop()
})

test('a lock file of a server long gone, its number now given to a stranger, does not keep us out', async (t) => {
  const dataDir = folder(t)
  await (await startPostgres({ ...options, dataDir })).stop()
  writeFileSync(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${process.ppid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n\n\n`,
  )
  writeFileSync(join(dataDir, 'run', '.s.PGSQL.5432.lock'), `${process.ppid}\n`)
  writeFileSync(
    join(dataDir, 'postgres.owner'),
    JSON.stringify({ pid: process.ppid, began: '1', socketDir: '/nowhere' }),
  )
  const postgres = await startPostgres({ ...options, dataDir })
  assert.equal(postgres.owner, true)
  await postgres.stop()
})

test('a server that somebody kills is told of and started again, and the pool finds it', async (t) => {
  const dataDir = folder(t)
  const ends: unknown[] = []
  const postgres = await startPostgres({ ...options, dataDir, onExit: (end) => ends.push(end) })
  const db = await openDatabase(postgres.connection)
  const postmaster = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
  process.kill(postmaster, 'SIGKILL')
  let away = 0
  for (;;) {
    try {
      if (ends.length > 0 && (await query(db, 'select 1')).length === 1) break
    } catch (error) {
      assert.ok(error instanceof DatabaseAway, String(error))
      away++
    }
    await sleep(20)
  }
  assert.notEqual(away, 0)
  assert.deepEqual(ends, [{ code: null, signal: 'SIGKILL' }])
  await db.close()
  await postgres.stop()
  assert.deepEqual(processesOn(join(dataDir, 'postgres')), [])
})

test('Ctrl-C reaches our process alone, which may still use the server before it stops it', async (t) => {
  const dataDir = folder(t)
  const code = `process.once("SIGINT", async () => { await go("create table last as select 1 as n"); await postgres.stop(); process.exit(7) })
    say("ready"); setInterval(() => {}, 1000)`
  const child = await helper(dataDir, code)
  // To the whole group, as a terminal does.
  process.kill(-(child.pid ?? 0), 'SIGINT')
  assert.equal(await ended(child), 7)
  const postgres = await startPostgres({ ...options, dataDir })
  assert.deepEqual(await rows(postgres.connection, 'select n from last'), [{ n: 1 }])
  await postgres.stop()
})

test('a process that dies of its own error takes the server with it', async (t) => {
  const dataDir = folder(t)
  const child = await helper(dataDir, 'say("ready"); setTimeout(() => { throw new Error("fault") }, 10)')
  await ended(child)
  while (processesOn(join(dataDir, 'postgres')).length > 0) await sleep(20)
  assert.equal(existsSync(join(dataDir, 'postgres', 'postmaster.pid')), false)
})

test('a path too long for a socket is no hindrance', async (t) => {
  const dataDir = join(folder(t), 'long'.repeat(20), 'longer'.repeat(10))
  const postgres = await startPostgres({ ...options, dataDir })
  assert.ok(Buffer.byteLength(`${postgres.connection.host}/.s.PGSQL.5432`) <= 107)
  assert.deepEqual(await rows(postgres.connection, 'select 1 as n'), [{ n: 1 }])
  await postgres.stop()
  rmSync(String(postgres.connection.host), { recursive: true, force: true })
})

test('a data folder that cannot be is refused with what to do', async (t) => {
  const file = join(folder(t), 'file')
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, '')
  await assert.rejects(
    startPostgres({ ...options, dataDir: join(file, 'data') }),
    /is of no use \(ENOTDIR\).*UCHASTOK_DATA/,
  )
})

test('a start that fails says what PostgreSQL said last, and leaves the folder free', async (t) => {
  const dataDir = folder(t)
  await (await startPostgres({ ...options, dataDir })).stop()
  writeFileSync(join(dataDir, 'postgres', 'postgresql.auto.conf'), 'no_such_setting = 1\n')
  await assert.rejects(startPostgres({ ...options, dataDir }), /could not start on .*no_such_setting/s)
  writeFileSync(join(dataDir, 'postgres', 'postgresql.auto.conf'), '')
  await (await startPostgres({ ...options, dataDir })).stop()
})

test('neither a statement nor the row it tripped over is written to the log of PostgreSQL', async (t) => {
  const dataDir = folder(t)
  const postgres = await startPostgres({ ...options, dataDir })
  await rows(postgres.connection, 'create table subject (phone text primary key)')
  await rows(postgres.connection, "insert into subject values ('+77010000001')")
  await assert.rejects(rows(postgres.connection, "insert into subject values ('+77010000001')"))
  await assert.rejects(rows(postgres.connection, "select 'Опять мусор' + 1 from nowhere"))
  await postgres.stop()
  const log = readFileSync(join(dataDir, 'postgres.log'), 'utf8')
  assert.match(log, /ready to accept connections/)
  assert.doesNotMatch(log, /7701|мусор|insert into/)
})

test('root without user namespaces runs it as nobody', { skip: process.getuid?.() !== 0 }, async (t) => {
  const dataDir = folder(t)
  chmodSync(join(dataDir, '..'), 0o755)
  const child = await helper(
    dataDir,
    'await go("create table one as select 1 as n"); say("ready"); await postgres.stop()',
    {},
    { UCHASTOK_NO_UNSHARE: '1' },
  )
  assert.equal(said.get(child), 'ready')
  await ended(child)
  // And back: the files change hands.
  const postgres = await startPostgres({ ...options, dataDir })
  assert.deepEqual(await rows(postgres.connection, 'select n from one'), [{ n: 1 }])
  await postgres.stop()
})

const said = new WeakMap<ChildProcess, string>()
const helpers: ChildProcess[] = []

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), 'uchastok-pg-'))
  t.after(async () => {
    for (const child of helpers.splice(0)) {
      child.kill('SIGKILL')
      await ended(child)
    }
    for (const pid of processesOn(join(path, 'data', 'postgres'))) process.kill(pid, 'SIGKILL')
    rmSync(path, { recursive: true, force: true, maxRetries: 10 })
  })
  return join(path, 'data')
}

/** Starts PostgreSQL in a process of its own, runs the code there, and waits for what it says. */
async function helper(dataDir: string, code: string, more: object = {}, env: object = {}): Promise<ChildProcess> {
  const child = begin(dataDir, code, more, env)
  helpers.push(child)
  assert.ok(child.stdout)
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  said.set(child, first.toString().trim())
  return child
}

function begin(dataDir: string, code: string, more: object, env: object = {}): ChildProcess {
  const script = `
    import pg from 'pg'
    import { silent } from './log.ts'
    import { startPostgres } from './postgres.ts'
    const say = (text) => process.stdout.write(text + '\\n')
    try {
      const postgres = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: silent, durable: false, ...${JSON.stringify(more)} })
      const go = async (sql) => { const c = new pg.Client(postgres.connection); await c.connect(); await c.query(sql); await c.end() }
      ${code}
    } catch (error) { say(error.message) }`
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: import.meta.dirname,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_TEST_CONTEXT: '', ...env },
  })
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

async function rows(connection: PoolConfig, sql: string): Promise<unknown[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
