import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg, { type PoolConfig } from 'pg'
import { type Database, DatabaseAway, named, openDatabase } from './database.ts'
import { silent } from './log.ts'
import { migrate, readMigrations } from './migrate.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { isAlive, readOwner } from './postgres-owner.ts'

export interface TestDatabase {
  db: Database
  connection: PoolConfig
  /** The same as an address, for another process's DATABASE_URL. */
  url: string
  close(): Promise<void>
}

const root = fileURLToPath(new URL('../../', import.meta.url))
const dataDir =
  process.env.UCHASTOK_TEST_DATA ?? join(tmpdir(), `uchastok-test-${process.getuid?.() ?? 0}-${digest(root)}`)
const idleSeconds = 30
let made = 0

/**
 * A database of this test file's own, migrated, on the one PostgreSQL that all test processes share. The first to ask
 * starts that server; it ends by itself when nobody has used it for half a minute.
 */
export async function testDatabase(): Promise<TestDatabase> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await clone(await server())
    } catch (error) {
      if (!(error instanceof DatabaseAway) || attempt === 5) throw error
      await sleep(200 * attempt)
    }
  }
}

async function clone(connection: PoolConfig): Promise<TestDatabase> {
  const name = `test_${process.pid}_${Date.now() % 1e6}_${++made}`
  await withAdministrator(connection, async (client) => {
    const source = await template(client, connection)
    await client.query(`create database ${name} owner ${connection.user} template ${source} strategy file_copy`)
  })
  const own = { ...connection, database: name }
  const db = await openDatabase(own, { max: 6 })
  const close = async () => {
    await db.close()
    await withAdministrator(connection, (client) => client.query(`drop database if exists ${name} with (force)`))
  }
  const url = `postgres://${own.user}@/${name}?host=${encodeURIComponent(String(own.host))}`
  return { db, connection: own, url, close }
}

/** One migrated database for each state of the migrations, made once and then copied. */
async function template(client: pg.Client, connection: PoolConfig): Promise<string> {
  const state = (await readMigrations()).map(({ name, hash }) => `${name} ${hash}`).join('\n')
  const name = `template_${digest(state)}`
  const exists = async () => (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1
  if (await exists()) return name
  await client.query(`select pg_advisory_lock(hashtext('uchastok-template'))`)
  try {
    if (await exists()) return name
    await client.query('drop database if exists template_making with (force)')
    await client.query(`create database template_making owner ${connection.user}`)
    const db = await openDatabase({ ...connection, database: 'template_making' }, { max: 3 })
    await migrate(db).finally(() => db.close())
    await client.query(`alter database template_making rename to ${name}`)
    return name
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext('uchastok-template'))`)
  }
}

async function withAdministrator<T>(connection: PoolConfig, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, user: 'postgres', database: 'postgres', connectionTimeoutMillis: 5000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await fn(client)
  } catch (error) {
    throw named(error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function server(): Promise<PoolConfig> {
  for (let patience = 300; patience > 0; patience--) {
    const owner = readOwner(dataDir)
    // A server whose keeper was killed would never end: the next keeper takes it over.
    const host = owner && isAlive(owner) ? owner.socketDir : undefined
    const connection = { host, port: 5432, user: 'uchastok', database: 'uchastok' }
    if (host && (await withAdministrator(connection, (client) => client.query('select 1')).catch(() => null))) {
      return connection
    }
    if (patience % 50 === 0) keeper()
    await sleep(100)
  }
  throw new Error(
    `The PostgreSQL for tests did not start within 30 seconds; ${join(dataDir, 'postgres.log')} says why.`,
  )
}

/** A process of its own, for no test file may take the server away from the others when it ends. */
function keeper(): void {
  const script = `import { keepServer } from ${JSON.stringify(import.meta.url)}; await keepServer()`
  spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
  }).unref()
}

/** Runs the shared server until nobody has used it for a while, then removes it; the work of `keeper`. */
export async function keepServer(): Promise<void> {
  const postgres = await startFresh()
  if (!postgres?.owner) return
  for (let idle = 0; idle < idleSeconds; idle += 2) {
    await sleep(2000)
    if (await inUse(postgres.connection)) idle = 0
  }
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function startFresh(): Promise<Postgres | null> {
  const options = { dataDir, log: silent, durable: false }
  try {
    return await startPostgres(options)
  } catch {
    // Without fsync a cluster may not outlive a crash: its databases were for tests alone.
    await rm(dataDir, { recursive: true, force: true })
    return await startPostgres(options).catch(() => null)
  }
}

/** Drops the databases of test processes that died, and tells whether any is at work. */
async function inUse(connection: PoolConfig): Promise<boolean> {
  try {
    return await withAdministrator(connection, async (client) => {
      const { rows } = await client.query<{ datname: string; used: boolean }>(
        `select datname, exists (select from pg_stat_activity a where a.datname = d.datname) as used
         from pg_database d where datname like 'test\\_%'`,
      )
      for (const { datname, used } of rows) {
        if (!used && !isRunning(Number(datname.split('_')[1]))) await client.query(`drop database if exists ${datname}`)
      }
      const { rowCount } = await client.query(
        `select from pg_stat_activity where datname is not null and pid <> pg_backend_pid()`,
      )
      return rows.some(({ used }) => used) || (rowCount ?? 0) > 0
    })
  } catch {
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
