import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The uploads that wait to be read: each in a folder of its own, gone when it was read. */

/** The largest export that is taken, in bytes. */
export const uploadLimit = 4 * 1024 ** 3
/** What an upload must leave free on the disk, for the database lives there as well. */
const reserve = 256 * 1024 ** 2

export const importsFolder = (dataDir: string) => join(dataDir, 'imports')
export const uploadFolder = (dataDir: string, importId: string) => join(importsFolder(dataDir), importId)
/** Named by us alone: nothing of a person's file name reaches the disk. */
export const uploadPath = (dataDir: string, importId: string) => join(uploadFolder(dataDir, importId), 'export')

export type Upload = { hash: string; size: number } | { refused: 'disk-full' | 'too-large' }

/** Streams an upload to the disk, never through memory; SHA-256 and size in bytes. Refused, it leaves nothing behind. */
export async function keepUpload(
  dataDir: string,
  importId: string,
  body: Readable,
  limit = uploadLimit,
): Promise<Upload> {
  const folder = uploadFolder(dataDir, importId)
  const hash = createHash('sha256')
  let size = 0
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > limit) throw new TooLarge()
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await pipeline(body, measured, createWriteStream(uploadPath(dataDir, importId), { mode: 0o600 }))
    return { hash: hash.digest('hex'), size }
  } catch (error) {
    await dropUpload(dataDir, importId)
    if (error instanceof TooLarge) return { refused: 'too-large' }
    if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT'))
      return { refused: 'disk-full' }
    throw error
  }
}

/** Whether the disk has room for so many bytes and for the database beside them. */
export async function hasRoom(dataDir: string, bytes: number): Promise<boolean> {
  await mkdir(importsFolder(dataDir), { recursive: true, mode: 0o700 })
  const { bavail, bsize } = await statfs(importsFolder(dataDir))
  return bavail * bsize > bytes + reserve
}

export async function hasUpload(dataDir: string, importId: string): Promise<boolean> {
  return stat(uploadPath(dataDir, importId)).then(
    (found) => found.isFile(),
    () => false,
  )
}

export async function dropUpload(dataDir: string, importId: string): Promise<void> {
  await rm(uploadFolder(dataDir, importId), { recursive: true, force: true })
}

/** The ids of the imports whose uploads lie on the disk. */
export async function uploadsKept(dataDir: string): Promise<string[]> {
  return readdir(importsFolder(dataDir)).catch(() => [])
}

class TooLarge extends Error {}
