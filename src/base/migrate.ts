import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { type Database, named, query, type Write } from './database.ts'

interface Migration {
  name: string
  sql: string
  hash: string
}

export const migrationsDir = fileURLToPath(new URL('../../migrations/', import.meta.url))

/**
 * Brings the schema up to date: the job queue's own migrations, then ours in order, each in its transaction. Returns
 * the names of those applied. Refuses a database made by edited or newer files. Two processes wait for each other.
 */
export async function migrate(db: Database, folder: string = migrationsDir): Promise<string[]> {
  const files = await readMigrations(folder)
  const client = new pg.Client({ ...db.connection, application_name: 'uchastok-migrate' })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(`select pg_advisory_lock(hashtext('uchastok-migrate'))`)
    await runMigrations({ pgPool: db.pool, schema: 'graphile_worker', logger: undefined })
    await client.query(
      'create table if not exists migration (name text primary key, hash text not null, at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from migration order by name',
    )
    const due = outstanding(files, rows)
    for (const migration of due) await apply(client, migration)
    return due.map(({ name }) => name)
  } catch (error) {
    throw named(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/** The migrations of a folder in order; throws on a name out of line. */
export async function readMigrations(folder: string = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && name !== 'schema.sql').sort()
  return await Promise.all(
    names.map(async (name, index) => {
      if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name) || Number(name.slice(0, 4)) !== index + 1) {
        throw new Error(
          `Migrations are numbered one after the other, like 0001-first.sql; found ${name} where ${String(index + 1).padStart(4, '0')}-….sql is next.`,
        )
      }
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** What is still to be applied; throws when the database and the files tell different pasts. */
export function outstanding(files: Migration[], applied: { name: string; hash: string }[]): Migration[] {
  for (const [index, { name, hash }] of applied.entries()) {
    const file = files[index]
    if (file?.name !== name) {
      throw new Error(
        `The database has had the migration ${name}, which this copy of Uchastok does not have${file ? ` (it has ${file.name} there)` : ''}. Start the newer release that made it.`,
      )
    }
    if (file.hash !== hash) {
      throw new Error(
        `The migration ${name} was edited after it had been applied to this database. Put the file back as it was, and write the change as ${String(files.length + 1).padStart(4, '0')}-….sql.`,
      )
    }
  }
  return files.slice(applied.length)
}

async function apply(client: pg.Client, { name, sql, hash }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
    await client.query(sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    const where = error instanceof Error && 'position' in error ? ` at line ${lineAt(sql, Number(error.position))}` : ''
    throw new Error(
      `Migration ${name} failed${where} and left no trace: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    )
  }
}

function lineAt(sql: string, position: number): number {
  return sql.slice(0, position).split('\n').length
}

/**
 * Takes back the jobs that nobody does any more: those that a runner held but for some, or, right after a start of our own
 * PostgreSQL, all that a killed process held.
 */
export async function freeJobs(tx: Write, of: { heldBy: string; but: readonly string[] } | null = null): Promise<void> {
  const params = [of?.heldBy ?? null, of?.but ?? []]
  await query(
    tx,
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = least(run_at, now())
     where locked_by is not null and ($1::text is null or locked_by = $1) and id <> all($2::bigint[])`,
    params,
  )
  await query(
    tx,
    `update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
     where locked_by is not null and ($1::text is null or locked_by = $1)
       and not exists (select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.id = any($2::bigint[]))`,
    params,
  )
}
