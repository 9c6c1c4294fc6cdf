import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who runs the PostgreSQL of a data folder: the process, the tick of the kernel's clock it began at, the socket. */
export interface Owner {
  pid: number
  began: string
  socketDir: string
}

/**
 * Takes the ownership of a data folder, or returns null while another process has it. An abstract socket holds it,
 * which the kernel frees when its holder dies, however it dies; the file beside tells others who that is.
 */
export async function takeOwnership(dataDir: string, socketDir: string): Promise<(() => Promise<void>) | null> {
  const holder = createServer().unref()
  const taken = await new Promise<boolean>((resolve, reject) => {
    holder.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
    holder.listen(`\0uchastok-${digest(realpathSync(dataDir))}`, () => resolve(true))
  })
  if (!taken) return null
  const file = ownerFile(dataDir)
  const owner: Owner = { pid: process.pid, began: beginning(process.pid) ?? '', socketDir }
  const before = readOwner(dataDir)
  if (before && isAlive(before) && before.pid !== process.pid) {
    // Another network namespace does not see our socket, but the process is there.
    holder.close()
    return null
  }
  await writeFile(`${file}.new`, JSON.stringify(owner), { mode: 0o600 })
  await rename(`${file}.new`, file)
  return async () => {
    await rm(file, { force: true })
    await new Promise((done) => holder.close(done))
  }
}

/** The owner that the data folder names, dead or alive; null if it names none. */
export function readOwner(dataDir: string): Owner | null {
  try {
    return JSON.parse(readFileSync(ownerFile(dataDir), 'utf8')) as Owner
  } catch {
    return null
  }
}

/** Whether that very process is still running (a pid alone is given away again). */
export function isAlive(owner: Owner): boolean {
  return beginning(owner.pid) === owner.began
}

/** The processes that have the cluster as their working folder: its postmaster and its children, and nobody else. */
export function processesOn(cluster: string): number[] {
  return allProcesses().filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster
    } catch {
      return false
    }
  })
}

/** The processes that were called with this path among their arguments. */
export function processesCalledWith(path: string): number[] {
  return allProcesses().filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(path)
    } catch {
      return false
    }
  })
}

/**
 * The folder of the Unix socket: inside the data folder, or, where its path is too long for a socket (107 bytes), a
 * private one among the temporary files.
 */
export function socketDirOf(dataDir: string, uid: number): string {
  const near = join(dataDir, 'run')
  const fits = Buffer.byteLength(`${near}/.s.PGSQL.5432`) <= 107
  const name = `uchastok-${process.getuid?.() ?? 0}-${digest(dataDir)}`
  const far = join(Buffer.byteLength(tmpdir()) < 50 ? tmpdir() : '/tmp', name)
  const folder = fits ? near : far
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const we = process.getuid?.()
  // Root takes over a folder of the data whoever had it, and one in /tmp that it used itself as "nobody".
  const ours = [we, uid].includes(found.uid) || (we === 0 && (fits || found.uid === 65534))
  if (!found.isDirectory() || !ours || (found.mode & 0o077) !== 0) {
    throw new Error(
      `${folder} is to hold the socket of PostgreSQL and must be a folder of ours alone (mode 700); it belongs to user ${found.uid} ` +
        'with other rights. Start as that user, or remove it.',
    )
  }
  return folder
}

function ownerFile(dataDir: string): string {
  return join(dataDir, 'postgres.owner')
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

/** Field 22 of /proc/pid/stat, counted after the name in brackets, which may hold anything. */
function beginning(pid: number): string | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? null : (rest[18] ?? null)
  } catch {
    return null
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
