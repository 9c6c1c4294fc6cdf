/** Where an exported chat lies: a file, a folder, a zip. Finds the chat's text in it, and the media beside. */

import { constants, createReadStream } from 'node:fs'
import { open, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, posix, relative, sep } from 'node:path'
import { openArchive } from './archive.ts'
import { formatOf, headBytes, type Recognised } from './export-format.ts'
import { ExportError, type OpenOptions, safeName } from './export-item.ts'

export interface Source extends Recognised {
  /** The chat's file inside the folder or zip; empty if the path itself is the chat. */
  name: string
  /** The chat's bytes from the start; may be asked for more than once. */
  bytes(): AsyncIterable<Buffer>
  /** Puts the name of a file that lies beside the chat's text into the form that `readExportMedia` takes. */
  mediaPath(name: string): string
  close(): void
}

/** A place with several files, one of which is the chat. */
interface Place {
  names: string[]
  read(name: string): AsyncIterable<Buffer>
  close(): void
}

/** Finds the chat at the path and tells its format; throws `ExportError`. */
export async function openSource(path: string, options: OpenOptions): Promise<Source> {
  const kind = await kindOf(path)
  if (kind === 'file') {
    const read = () => createReadStream(path, { highWaterMark: headBytes })
    const known = formatOf(await headOf(read()))
    if (!known) throw unknownFormat('the file begins like neither')
    return { ...known, name: '', bytes: read, mediaPath: (name) => name, close: () => {} }
  }
  const place = kind === 'zip' ? await zipPlace(path, options) : await folderPlace(path)
  try {
    return await findChat(place)
  } catch (error) {
    place.close()
    throw error
  }
}

/** What stands at the path, by its content; throws `ExportError` 'not-found'. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'zip'> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new ExportError('not-found', `Nothing can be read at ${path}. Give the path of an exported chat.`, { cause })
  })
  if (found.isDirectory()) return 'folder'
  if (!found.isFile()) throw unknownFormat('the path is neither a file nor a folder')
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    const signature = buffer.subarray(0, bytesRead).toString('latin1')
    return signature === 'PK\x03\x04' || signature === 'PK\x05\x06' ? 'zip' : 'file'
  } finally {
    await file.close()
  }
}

/** The bytes of a file beside the chat; null if it is not there, is damaged, larger than the limit or leads out of the export. */
export async function readExportMedia(
  path: string,
  mediaFile: string,
  limitBytes: number,
  options: OpenOptions = {},
): Promise<Buffer | null> {
  const name = safeName(mediaFile)
  if (name === null) return null
  const kind = await kindOf(path)
  if (kind !== 'zip') return readBeside(kind === 'folder' ? path : dirname(path), name, limitBytes)
  const archive = await openArchive(path, options)
  try {
    const entry = archive.files.get(name)
    if (!entry || entry.uncompressedSize > limitBytes) return null
    const chunks: Buffer[] = []
    for await (const chunk of archive.read(name)) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof ExportError && error.problem === 'truncated') return null
    throw error
  } finally {
    archive.close()
  }
}

/** The file that holds the chat's text at a path: itself, or the one found in a folder. */
export async function chatFileOf(path: string): Promise<string> {
  if ((await kindOf(path)) !== 'folder') return path
  return join(path, (await findChat(await folderPlace(path))).name)
}

async function findChat(place: Place): Promise<Source> {
  const likely = place.names
    .map((name) => ({ name, rank: rankOf(name) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
  likely.sort((one, other) => one.rank - other.rank)
  let failure: ExportError | null = null
  for (const { name } of likely.slice(0, 50)) {
    const read = () => place.read(name)
    try {
      const known = formatOf(await headOf(read()))
      const folder = posix.dirname(name)
      const mediaPath = (file: string) => (folder === '.' ? file : `${folder}/${file}`)
      if (known) return { ...known, name, bytes: read, mediaPath, close: place.close }
    } catch (error) {
      if (!(error instanceof ExportError)) throw error
      failure ??= error
    }
  }
  throw failure ?? unknownFormat('no file in it begins like any of them')
}

/** Names that the exporters give come first, and those near the root; other text may be a document someone sent. */
function rankOf(name: string): number {
  const base = posix.basename(name)
  const depth = name.split('/').length - 1
  if (depth > 2 || base.startsWith('.') || name.startsWith('__MACOSX/')) return Number.POSITIVE_INFINITY
  if (/^(_chat\.txt|result\.json)$/i.test(base)) return depth
  if (/whatsapp.*\.txt$/i.test(base)) return 10 + depth
  if (/\.(jsonl|ndjson)$/i.test(base)) return 20 + depth
  return /\.(txt|json)$/i.test(base) ? 30 + depth : Number.POSITIVE_INFINITY
}

async function zipPlace(path: string, options: OpenOptions): Promise<Place> {
  const archive = await openArchive(path, options)
  return { names: [...archive.files.keys()], read: archive.read, close: archive.close }
}

async function folderPlace(path: string): Promise<Place> {
  const names: string[] = []
  const look = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const full = join(folder, entry.name)
      // Links are not followed: they may lead anywhere.
      if (entry.isFile()) names.push(relative(path, full).replaceAll(sep, '/'))
      else if (entry.isDirectory() && depth < 2) await look(full, depth + 1)
    }
  }
  await look(path, 0)
  return { names, read: (name) => createReadStream(join(path, name), { highWaterMark: headBytes }), close: () => {} }
}

async function headOf(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of chunks) {
      parts.push(chunk)
      size += chunk.length
      if (size >= headBytes) break
    }
  } catch (error) {
    // What stands before the damage may still be read.
    if (!(error instanceof ExportError && error.problem === 'truncated') || size === 0) throw error
  }
  return Buffer.concat(parts).subarray(0, headBytes)
}

async function readBeside(root: string, name: string, limitBytes: number): Promise<Buffer | null> {
  try {
    const full = await realpath(join(root, name))
    if (!full.startsWith(`${await realpath(root)}${sep}`)) return null
    const file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await file.stat()
      return found.isFile() && found.size <= limitBytes ? await file.readFile() : null
    } finally {
      await file.close()
    }
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(String(error.code))
    )
      return null
    throw error
  }
}

function unknownFormat(why: string): ExportError {
  return new ExportError(
    'unknown-format',
    `Expected a chat exported by WhatsApp (text or zip), by Telegram Desktop (machine-readable JSON) or as JSON lines; ${why}. Export the chat again in one of these forms.`,
  )
}
