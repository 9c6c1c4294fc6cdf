import { setTimeout as sleep } from 'node:timers/promises'
import pg, { type Pool, type PoolClient, type PoolConfig, type QueryConfig, type QueryResult } from 'pg'
import { getTypeParser } from './database-types.ts'
import { type Log, silent } from './log.ts'

/** Something that may be asked: the database, or a transaction on it. */
export interface Read {
  readonly [reads]: true
}

/** A transaction: only within one may anything be written, together with its journal row. */
export interface Write extends Read {
  readonly [writes]: true
}

export interface Database extends Read {
  /** For libraries that bring queries of their own (graphile-worker). */
  readonly pool: Pool
  readonly connection: PoolConfig
  readonly log: Log
  close(): Promise<void>
}

declare const reads: unique symbol
declare const writes: unique symbol

export type Params = readonly unknown[]

export interface OpenOptions {
  /** The most connections held at once; ten unless given. */
  max?: number
  log?: Log
}

/** The conditions of PostgreSQL (SQLSTATE) that we know how to answer. */
export const sqlState = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  checkViolation: '23514',
  notNullViolation: '23502',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  diskFull: '53100',
} as const

/** The database cannot be reached, or the connection broke; after it the fate of a running commit is unknown. */
export class DatabaseAway extends Error {
  override name = 'DatabaseAway'
  readonly code = 'DATABASE_AWAY'
}

/** Opens the pool; throws `DatabaseAway` if the database does not answer. */
export async function openDatabase(connection: PoolConfig, options: OpenOptions = {}): Promise<Database> {
  const log = options.log ?? silent
  const settings: PoolConfig = {
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: 'uchastok',
    ...connection,
    max: options.max ?? connection.max ?? 10,
    types: { getTypeParser },
  }
  const pool = new pg.Pool(settings)
  // A lost idle connection is not a fault of ours: the pool opens another one.
  pool.on('error', (error) => log.fault('database.connection-lost', error))
  pool.on('connect', (client) => client.on('error', (error) => log.fault('database.connection-lost', error)))
  const database = { pool, connection: settings, log, close: () => pool.end() } as Database
  doors.set(database, { ask: (text, params) => pool.query(prepared(text, params)), mayWrite: false })
  try {
    await query(database, 'select 1')
  } catch (error) {
    await pool.end()
    throw error
  }
  return database
}

/** Runs one statement and gives its rows: int8 and numeric as numbers, timestamptz as Date, date as "YYYY-MM-DD". */
export async function query<T extends object>(db: Read, sql: string, params: Params = []): Promise<T[]> {
  return (await ask(db, sql, params)).rows as T[]
}

/** The same, planned for these very parameters: for figures, where a plan for any parameters is far slower. */
export async function queryAnew<T extends object>(db: Read, sql: string, params: Params = []): Promise<T[]> {
  return (await ask(db, `${plannedAnew}${sql}`, params)).rows as T[]
}

/** The one row there is; throws when there is none or more. */
export async function one<T extends object>(db: Read, sql: string, params: Params = []): Promise<T> {
  return only(await query<T>(db, sql, params), sql)
}

/** The one row there is, planned for these very parameters. */
export async function oneAnew<T extends object>(db: Read, sql: string, params: Params = []): Promise<T> {
  return only(await queryAnew<T>(db, sql, params), sql)
}

function only<T>(rows: T[], sql: string): T {
  if (rows.length === 1 && rows[0]) return rows[0]
  throw new Error(`Expected one row, got ${rows.length}, from: ${shorten(sql)}`)
}

/** The row, or null when there is none; throws when there is more than one. */
export async function maybeOne<T extends object>(db: Read, sql: string, params: Params = []): Promise<T | null> {
  const rows = await query<T>(db, sql, params)
  if (rows.length < 2) return rows[0] ?? null
  throw new Error(`Expected at most one row, got ${rows.length}, from: ${shorten(sql)}`)
}

/** Runs a statement that changes rows and tells how many. */
export async function run(tx: Write, sql: string, params: Params = []): Promise<number> {
  return (await ask(tx, sql, params)).rowCount ?? 0
}

/**
 * Runs `fn` in a transaction and commits; rolls back when it throws. Begins again, up to three times in all, when
 * PostgreSQL gave this transaction up for another one: so `fn` must touch nothing but the database.
 */
export async function inTransaction<T>(
  db: Database,
  fn: (tx: Write) => Promise<T>,
  options: { isolation?: 'read committed' | 'repeatable read' | 'serializable' } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(db, fn, options.isolation ?? 'read committed')
    } catch (error) {
      const lost = isState(error, 'serializationFailure') || isState(error, 'deadlockDetected')
      if (!lost || attempt === 3) throw error
      await sleep(attempt * 10 + (process.hrtime()[1] % 20))
    }
  }
}

/** Writing that is one statement commits by itself: saves the way there and back of `begin` and `commit`. A second one throws. */
export async function inOneStatement<T>(db: Database, fn: (tx: Write) => Promise<T>): Promise<T> {
  const tx = {} as Write
  let said = 0
  const askOnce: Door['ask'] = (text, params) => {
    said += 1
    if (said > 1) throw new Error(`One statement was promised, this is another: ${shorten(text)}`)
    return db.pool.query(prepared(text, params))
  }
  doors.set(tx, { ask: askOnce, mayWrite: true })
  return fn(tx).finally(() => doors.delete(tx))
}

/** Whether an error is this condition of PostgreSQL, and, if a name is given, of this constraint. */
export function isState(error: unknown, state: keyof typeof sqlState, constraint?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== sqlState[state]) return false
  return constraint === undefined || ('constraint' in error && error.constraint === constraint)
}

interface Door {
  ask(sql: string, params: unknown[]): Promise<QueryResult>
  mayWrite: boolean
}

const doors = new WeakMap<Read, Door>()

async function attemptTransaction<T>(db: Database, fn: (tx: Write) => Promise<T>, isolation: string): Promise<T> {
  const client = await db.pool.connect().catch((error) => {
    throw named(error)
  })
  const tx = {} as Write
  doors.set(tx, { ask: (text, params) => client.query(prepared(text, params)), mayWrite: true })
  let broken: Error | undefined
  try {
    await ask(tx, `begin isolation level ${isolation}`)
    const result = await fn(tx)
    const { command } = await ask(tx, 'commit')
    // A statement failed and `fn` swallowed its error: PostgreSQL then rolls back when told to commit.
    if (command !== 'COMMIT')
      throw new Error('The transaction was rolled back: an error inside it was caught and passed over.')
    return result
  } catch (error) {
    if (error instanceof DatabaseAway) broken = error
    else broken = await rollback(client)
    throw error
  } finally {
    doors.delete(tx)
    client.release(broken)
  }
}

const plannedAnew = '/* planned anew */ '
const names = new Map<string, string>()
const mostNames = 400

/** A statement with parameters is planned once a connection, not each time; the few that are made up anew stay unnamed. */
function prepared(text: string, values: unknown[]): QueryConfig {
  if (values.length === 0) return { text }
  if (text.startsWith(plannedAnew)) return { text, values }
  const known = names.get(text)
  if (known) return { name: known, text, values }
  if (names.size >= mostNames) return { text, values }
  const name = `s${names.size + 1}`
  names.set(text, name)
  return { name, text, values }
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (error) {
    return named(error)
  }
}

async function ask(db: Read, sql: string, params: Params = []): Promise<QueryResult> {
  const door = doors.get(db)
  if (!door) throw new Error(`This transaction is over, or the database closed: ${shorten(sql)}`)
  if (!door.mayWrite && /^\s*(insert|update|delete|merge|truncate)\b/i.test(sql)) {
    throw new Error(`Writing needs a transaction (inTransaction): ${shorten(sql)}`)
  }
  try {
    return await door.ask(sql, [...params])
  } catch (error) {
    throw named(error)
  }
}

/** Gives errors of the connection their name; leaves what the statement itself did wrong. */
export function named(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const code = 'code' in error ? String(error.code) : ''
  const away =
    /^(08|57P0|53300)/.test(code) ||
    /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|EACCES)/.test(code) ||
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
      error.message,
    )
  if (!away) return error
  return new DatabaseAway(
    `The database does not answer (${code || error.message}). Is it running, and is DATABASE_URL right?`,
    {
      cause: error,
    },
  )
}

function shorten(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim()
  return line.length > 120 ? `${line.slice(0, 120)}…` : line
}
