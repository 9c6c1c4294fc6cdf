import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import type { Log } from './log.ts'
import { type Binaries, findBinaries } from './postgres-binaries.ts'
import { processesCalledWith, processesOn, readOwner, socketDirOf, takeOwnership } from './postgres-owner.ts'

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

interface Place {
  dataDir: string
  cluster: string
  socketDir: string
  logFile: string
  binaries: Binaries
  durable: boolean
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
    const started = await start(place)
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
        await clear(place)
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
    if (child) await end(place, child)
    process.off('exit', interrupt)
    await release()
  }
  const stopOnce = () => {
    stopped ??= stop()
    return stopped
  }
  try {
    await giveToOwner(place)
    await clear(place)
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

/** Ends whatever a killed process left on this cluster, and takes away the lock files which then mean nothing. */
async function clear({ cluster, socketDir }: Place): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    for (let patience = 100; patience > 0; patience--) {
      const left = processesOn(cluster)
      if (left.length === 0) {
        await rm(join(cluster, 'postmaster.pid'), { force: true })
        for (const file of await readdir(socketDir)) await rm(join(socketDir, file), { force: true })
        return
      }
      // Only the postmaster understands a polite word; its children follow it.
      const postmaster = signal === 'SIGKILL' ? left : left.filter((pid) => pid === Math.min(...left))
      if (patience === 100) postmaster.forEach((pid) => void signalTo(pid, signal))
      await sleep(50)
    }
  }
  throw new Error(
    `Processes ${processesOn(cluster).join(', ')} hold ${cluster} and do not end. Stop them and start again.`,
  )
}

/** Makes the cluster beside its place and moves it there when it is whole: a half-made one is never mistaken for it. */
async function makeCluster(place: Place): Promise<void> {
  const { dataDir, cluster, binaries } = place
  for (const name of await readdir(dataDir)) {
    if (!name.startsWith('postgres.making-')) continue
    for (const pid of processesCalledWith(join(dataDir, name))) signalTo(pid, 'SIGKILL')
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  }
  if (await stat(join(cluster, 'PG_VERSION')).catch(() => null)) return await checkVersion(place)
  const making = join(dataDir, `postgres.making-${process.pid}-${Date.now()}`)
  await mkdir(making, { mode: 0o700 })
  if (binaries.as) await chown(making, binaries.as.uid, binaries.as.gid)
  const unsafe = place.durable ? [] : ['--no-sync']
  const args = [
    '-D',
    making,
    '-U',
    'postgres',
    '-A',
    'trust',
    '--locale=C.UTF-8',
    '-E',
    'UTF8',
    '-T',
    'simple',
    '--no-instructions',
    ...unsafe,
  ]
  const code = await new Promise((done, failed) => call(place, 'initdb', args).once('exit', done).once('error', failed))
  if (code !== 0) throw await failure(place, 'initdb', making)
  await rm(cluster, { recursive: true, force: true })
  await rename(making, cluster)
}

async function checkVersion({ cluster, binaries, dataDir }: Place): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  const has = await stat(join(binaries.native, 'share', 'postgresql', 'postgres.bki')).catch(() => null)
  if (made === '18' || !has) return
  throw new Error(
    `The data in ${cluster} were made by PostgreSQL ${made}; the built-in one is 18. ` +
      `Start the earlier release of Uchastok on ${dataDir}, export, and import here.`,
  )
}

async function start(place: Place): Promise<ChildProcess> {
  const settings = { ...base, ...(place.durable ? {} : careless), unix_socket_directories: place.socketDir }
  const args = ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = call(place, 'postgres', args)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  await new Promise((done, failed) => child.once('spawn', done).once('error', failed))
  for (let patience = 1200; !ended && patience > 0; patience--) {
    if (await answers({ ...connectionTo(place.socketDir), user: 'postgres', database: 'postgres' })) {
      child.unref()
      return child
    }
    await sleep(25)
  }
  if (!ended) await end(place, child)
  throw await failure(place, 'postgres', place.cluster)
}

/** Its own process group: Ctrl-C reaches us alone, and we stop the server when its users are done. */
function call(place: Place, program: string, args: string[]): ChildProcess {
  const { native, prefix, as } = place.binaries
  const [command = '', ...rest] = [...prefix, join(native, 'bin', program), ...args]
  const old = statSync(place.logFile, { throwIfNoEntry: false })
  const out = openSync(place.logFile, old && old.size > 2_000_000 ? 'w' : 'a', 0o600)
  const env = { PATH: process.env.PATH, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C.UTF-8', TZ: 'UTC' }
  const child = spawn(command, rest, { cwd: place.dataDir, detached: true, stdio: ['ignore', out, out], env, ...as })
  closeSync(out)
  return child
}

async function end(place: Place, child: ChildProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal)
    for (let patience = signal === 'SIGINT' ? 600 : 100; patience > 0; patience--) {
      if (isOver(child)) return
      await sleep(25)
    }
  }
  await clear(place)
}

/** The application is an ordinary user of its own database: a hole in a query does not reach the machine. */
async function makeDatabase(socketDir: string): Promise<void> {
  const client = new Client({ ...connectionTo(socketDir), user: 'postgres', database: 'postgres' })
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

function connectionTo(socketDir: string): PoolConfig {
  return { host: socketDir, port: 5432, user: 'uchastok', database: 'uchastok' }
}

async function answers(connection: PoolConfig): Promise<boolean> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
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

async function giveToOwner({ dataDir, cluster, socketDir, binaries }: Place): Promise<void> {
  const { owner, as } = binaries
  if (as) await chmod(dataDir, 0o711)
  if (process.getuid?.() === 0) await chown(socketDir, owner.uid, owner.gid)
  const found = await stat(cluster).catch(() => null)
  if (!found || found.uid === owner.uid) return
  if (process.getuid?.() !== 0) {
    throw new Error(
      `${cluster} belongs to user ${found.uid}, and we run as ${owner.uid}. Start as that user, or give us the folder: chown -R ${owner.uid} ${dataDir}`,
    )
  }
  await chown(cluster, owner.uid, owner.gid)
  for (const name of await readdir(cluster, { recursive: true })) await chown(join(cluster, name), owner.uid, owner.gid)
}

async function failure({ logFile }: Place, program: string, folder: string): Promise<Error> {
  const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-6).join('\n')
  const full = /No space left on device/.test(said) ? ' The disk is full: free some space and start again.' : ''
  return new Error(
    `The built-in PostgreSQL (${program}) could not start on ${folder}.${full} Its last words in ${logFile}:\n${said}`,
  )
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Small, quiet, and silent about what the rows hold: no statement and no detail of an error goes to its log. */
const base = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: 60,
  shared_buffers: '48MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '512MB',
  max_wal_size: '256MB',
  wal_compression: 'on',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_worker_processes: 2,
  max_parallel_workers_per_gather: 1,
  autovacuum_max_workers: 2,
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  random_page_cost: 1.1,
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_statement: 'none',
  log_checkpoints: 'off',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 }
