import type { ChildProcess } from 'node:child_process'
import { mkdir, open, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import type { Log } from './log.ts'
import { findBinaries } from './postgres-binaries.ts'
import {
  answers,
  asAdministrator,
  clearCluster,
  connectionTo,
  endServer,
  giveToOwner,
  isOver,
  makeCluster,
  type Place,
  startServer,
} from './postgres-cluster.ts'
import { readOwner, socketDirOf, takeOwnership } from './postgres-owner.ts'

export interface PostgresOptions {
  /** The folder of all our data; the cluster lives in its `postgres`. */
  dataDir: string
  log: Log
  /** When another process already runs PostgreSQL on this folder: use that one (the default) or refuse to start. */
  ifOwned?: 'share' | 'refuse'
  /** False gives up safety against power loss for speed: for tests alone. */
  durable?: boolean
  /** Told when the server dies unasked; it is being started again. */
  onExit?: (end: { code: number | null; signal: string | null }) => void
}

export interface Postgres {
  connection: PoolConfig
  /** True for the process that started the server and will stop it. */
  owner: boolean
  /** Stops the server if it is ours; a shared one is left running. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came from npm, on a Unix socket in a private folder, and restarts it if it dies. The
 * first start makes the cluster; a server left behind by a killed process is stopped and started anew. Throws with
 * what to do when the machine or the folder does not allow it.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const dataDir = resolve(options.dataDir)
  await makeFolder(dataDir)
  const binaries = await findBinaries(join(dataDir, 'runtime'), dataDir)
  const socketDir = socketDirOf(dataDir, binaries.owner.uid)
  for (let patience = 600; patience > 0; patience--) {
    const release = await takeOwnership(dataDir, socketDir)
    if (release) {
      const cluster = join(dataDir, 'postgres')
      const place = {
        dataDir,
        cluster,
        socketDir,
        logFile: join(dataDir, 'postgres.log'),
        binaries,
        durable: options.durable ?? true,
      }
      return await own(place, options, release)
    }
    if (options.ifOwned === 'refuse') {
      throw new Error(
        `Process ${readOwner(dataDir)?.pid ?? '?'} already works with the data folder ${dataDir}. ` +
          'Stop it first, or give this one a folder of its own in UCHASTOK_DATA.',
      )
    }
    const connection = connectionTo(readOwner(dataDir)?.socketDir ?? socketDir)
    if (await answers(connection)) return { connection, owner: false, stop: async () => {} }
    await sleep(100)
  }
  throw new Error(
    `Process ${readOwner(dataDir)?.pid ?? '?'} works with the data folder ${dataDir}, but its PostgreSQL does not answer. ` +
      `Stop that process and start again; ${join(dataDir, 'postgres.log')} says more.`,
  )
}

async function own(place: Place, options: PostgresOptions, release: () => Promise<void>): Promise<Postgres> {
  let child: ChildProcess | null = null
  let reviving: Promise<void> | null = null
  let stopped: Promise<void> | null = null
  const stopping = new AbortController()
  const interrupt = () => void child?.kill('SIGINT')
  const launch = async () => {
    const started = await startServer(place)
    const began = Date.now()
    const onEnd = (code: number | null, signal: string | null) => {
      child = null
      if (stopping.signal.aborted) return
      options.log.error('postgres.died', { code, after_s: Math.round((Date.now() - began) / 1000) })
      options.onExit?.({ code, signal })
      reviving = revive()
    }
    child = started
    if (isOver(started)) onEnd(started.exitCode, started.signalCode)
    else started.once('exit', onEnd)
  }
  const revive = async () => {
    for (let wait = 200; !stopping.signal.aborted; wait = Math.min(wait * 2, 30_000)) {
      try {
        await sleep(wait, undefined, { ref: false, signal: stopping.signal })
        await clearCluster(place)
        await launch()
        return options.log.warn('postgres.revived')
      } catch (error) {
        if (!stopping.signal.aborted) options.log.fault('postgres.revival-failed', error)
      }
    }
  }
  const stop = async () => {
    stopping.abort()
    // A server that is just coming up again is ours to stop as well.
    await reviving
    if (child) await endServer(place, child)
    process.off('exit', interrupt)
    await release()
  }
  const stopOnce = () => {
    stopped ??= stop()
    return stopped
  }
  try {
    await giveToOwner(place)
    await clearCluster(place)
    await makeCluster(place)
    await launch()
    process.once('exit', interrupt)
    await makeDatabase(place.socketDir)
    return { connection: connectionTo(place.socketDir), owner: true, stop: stopOnce }
  } catch (error) {
    await stopOnce()
    throw error
  }
}

/** The application is an ordinary user of its own database: a hole in a query does not reach the machine. */
async function makeDatabase(socketDir: string): Promise<void> {
  const client = new Client(asAdministrator(socketDir))
  await client.connect()
  try {
    const { rows } = await client.query(
      `select (select count(*)::int from pg_roles where rolname = 'uchastok') as roles,
              (select count(*)::int from pg_database where datname = 'uchastok') as databases`,
    )
    if (rows[0].roles === 0) await client.query('create role uchastok login')
    if (rows[0].databases === 0) await client.query('create database uchastok owner uchastok')
  } finally {
    await client.end()
  }
}

async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const probe = await open(join(dataDir, `.writable-${process.pid}`), 'w')
    await probe.writeFile('x')
    await probe.close()
    await rm(join(dataDir, `.writable-${process.pid}`), { force: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const why =
      code === 'ENOSPC' ? 'the disk is full: free some space' : 'it cannot be written: give this user the folder'
    throw new Error(`The data folder ${dataDir} is of no use (${code}): ${why}, or name another one in UCHASTOK_DATA.`)
  }
}
