import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { makePreview, type PreviewWidth } from './media.ts'

/** Keeps bytes under the SHA-256 of themselves; shaped so that an S3 bucket can stand behind it. */
export interface FileStore {
  /** Keeps the bytes while they come in; the same bytes twice are kept once. */
  put(source: Readable | Buffer, options: { limit: number }): Promise<Kept | PutRefusal>
  /** The bytes, or those from `start` to `end` (both counted in) when a part is asked for. */
  get(hash: string, part?: { start: number; end: number }): Promise<Readable | null>
  read(hash: string): Promise<Buffer | null>
  /** Size in bytes, or null when there is no such file. */
  size(hash: string): Promise<number | null>
  has(hash: string): Promise<boolean>
  /** Removes the file and its previews; false when there was none. */
  delete(hash: string): Promise<boolean>
  /** The picture as a JPEG without EXIF and position, its longer side at most so wide; null when there is no such file. */
  preview(hash: string, width: PreviewWidth): Promise<Buffer | { refused: 'no-preview' } | null>
}

export interface Kept {
  /** SHA-256 of the bytes, lower-case hex. */
  hash: string
  size: number
}

export type PutRefusal = { refused: 'too-large'; limit: number } | { refused: 'no-space' }

/** Opens the store in the data folder: originals below `files`, previews (which may be made anew) below `previews`. */
export async function openFileStore(dataDir: string): Promise<FileStore> {
  const files = resolve(dataDir, 'files')
  const previews = resolve(dataDir, 'previews')
  const arriving = join(files, 'arriving')
  await mkdir(arriving, { recursive: true, mode: 0o700 })
  await mkdir(previews, { recursive: true, mode: 0o700 })
  await sweep(arriving)

  const originalOf = (hash: string) => join(files, ...shelf(hash), hash)
  const previewOf = (hash: string, width: number) => join(previews, ...shelf(hash), `${hash}-${width}.jpg`)

  return {
    put: (source, { limit }) => put(source, limit, arriving, originalOf),
    get: async (hash, part) => (isHash(hash) ? await stream(originalOf(hash), part) : null),
    read: async (hash) => (isHash(hash) ? await orNull(readFile(originalOf(hash))) : null),
    size: async (hash) => (isHash(hash) ? ((await orNull(stat(originalOf(hash))))?.size ?? null) : null),
    has: async (hash) => isHash(hash) && (await orNull(stat(originalOf(hash)))) !== null,
    delete: async (hash) => {
      if (!isHash(hash) || !(await orNull(stat(originalOf(hash))))) return false
      for (const width of [400, 1600]) await rm(previewOf(hash, width), { force: true })
      await rm(originalOf(hash), { force: true })
      return true
    },
    preview: async (hash, width) => {
      if (!isHash(hash)) return null
      const made = await orNull(readFile(previewOf(hash, width)))
      if (made) return made
      if (!(await orNull(stat(originalOf(hash))))) return null
      const picture = await makePreview(originalOf(hash), width)
      if (Buffer.isBuffer(picture)) await keepPreview(previewOf(hash, width), picture)
      return picture
    },
  }
}

/** Whether this is the name of a file in the store: nothing else ever becomes a path. */
export function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}

function shelf(hash: string): [string, string] {
  return [hash.slice(0, 2), hash.slice(2, 4)]
}

async function put(
  source: Readable | Buffer,
  limit: number,
  arriving: string,
  placeOf: (hash: string) => string,
): Promise<Kept | PutRefusal> {
  const temporary = join(arriving, randomUUID())
  const sum = createHash('sha256')
  let size = 0
  let file: FileHandle | null = null
  try {
    file = await open(temporary, 'wx', 0o600)
    for await (const piece of Buffer.isBuffer(source) ? [source] : source) {
      const bytes = Buffer.from(piece)
      size += bytes.length
      if (size > limit) return { refused: 'too-large', limit }
      sum.update(bytes)
      await writeAll(file, bytes)
    }
    await file.sync()
    await file.close()
    file = null
    const hash = sum.digest('hex')
    const place = placeOf(hash)
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(temporary, place)
    await syncFolder(dirname(place))
    return { hash, size }
  } catch (error) {
    if (isFull(error)) return { refused: 'no-space' }
    throw error
  } finally {
    await file?.close().catch(() => {})
    await rm(temporary, { force: true })
    if (!Buffer.isBuffer(source) && !source.readableEnded) source.destroy()
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length; ) done += (await file.write(bytes, done)).bytesWritten
}

/** The name of a file is kept when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

async function keepPreview(place: string, bytes: Buffer): Promise<void> {
  const temporary = `${place}.${randomUUID()}`
  try {
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    const file = await open(temporary, 'wx', 0o600)
    await file.writeFile(bytes).finally(() => file.close())
    await rename(temporary, place)
  } catch (error) {
    await rm(temporary, { force: true })
    if (!isFull(error)) throw error
  }
}

async function stream(path: string, part?: { start: number; end: number }): Promise<Readable | null> {
  const file = await orNull(open(path, 'r'))
  return file ? file.createReadStream(part) : null
}

/** Removes what a killed process left half-written; younger ones may still be arriving in another process. */
async function sweep(arriving: string): Promise<void> {
  for (const name of await readdir(arriving)) {
    const found = await orNull(stat(join(arriving, name)))
    if (found && Date.now() - found.mtimeMs > 3_600_000) await rm(join(arriving, name), { force: true })
  }
}

async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** No space, no quota, or past the largest file allowed here. */
function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))
}
