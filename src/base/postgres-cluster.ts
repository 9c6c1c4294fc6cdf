import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, statSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type PoolConfig } from 'pg'
import type { Binaries } from './postgres-binaries.ts'
import { processesCalledWith, processesOn } from './postgres-owner.ts'

/** One cluster: its folders, and how the programs are called on it. */
export interface Place {
  dataDir: string
  cluster: string
  socketDir: string
  logFile: string
  binaries: Binaries
  durable: boolean
}

/** Ends whatever a killed process left on this cluster, and takes away the lock files which then mean nothing. */
export async function clearCluster({ cluster, socketDir }: Place): Promise<void> {
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
export async function makeCluster(place: Place): Promise<void> {
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

async function checkVersion({ cluster, dataDir }: Place): Promise<void> {
  const made = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
  if (made === '18') return
  throw new Error(
    `The data in ${cluster} were made by PostgreSQL ${made}; the built-in one is 18. ` +
      `Start the release of Uchastok that made ${dataDir}, or load a backup into a folder of its own.`,
  )
}

/** Starts the server and waits until it answers; throws with its last words if it does not come up. */
export async function startServer(place: Place): Promise<ChildProcess> {
  const settings = { ...base, ...(place.durable ? {} : careless), unix_socket_directories: place.socketDir }
  const args = ['-D', place.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = call(place, 'postgres', args)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  await new Promise((done, failed) => child.once('spawn', done).once('error', failed))
  for (let patience = 1200; !ended && patience > 0; patience--) {
    if (await answers(asAdministrator(place.socketDir))) {
      child.unref()
      return child
    }
    await sleep(25)
  }
  if (!ended) await endServer(place, child)
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

/** Stops the server: politely, then less so. */
export async function endServer(place: Place, child: ChildProcess): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    child.kill(signal)
    for (let patience = signal === 'SIGINT' ? 600 : 100; patience > 0; patience--) {
      if (isOver(child)) return
      await sleep(25)
    }
  }
  await clearCluster(place)
}

/** Sees to it that the files belong to the user PostgreSQL will run as. */
export async function giveToOwner({ dataDir, cluster, socketDir, binaries }: Place): Promise<void> {
  const { owner } = binaries
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

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself in the meantime.
  }
}

export function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Where the application finds its database. */
export function connectionTo(socketDir: string): PoolConfig {
  return { host: socketDir, port: 5432, user: 'uchastok', database: 'uchastok' }
}

/** Whether a server answers there at this moment. */
export async function answers(connection: PoolConfig): Promise<boolean> {
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

/** The same server as its administrator, for what the application may not do. */
export function asAdministrator(socketDir: string): PoolConfig {
  return { ...connectionTo(socketDir), user: 'postgres', database: 'postgres' }
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
