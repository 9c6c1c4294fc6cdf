/** Zip archives from people: listed and read without trusting a word of their headers; nothing is put on disk. */

import { isUtf8 } from 'node:buffer'
import { stat } from 'node:fs/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { ExportError, type OpenOptions, safeName } from './export-item.ts'

export interface Archive {
  /** Files by their full name, in the archive's order; folders are left out. */
  files: Map<string, Entry>
  /** The inflated bytes of one file; breaking off early stops the inflating. */
  read(name: string): AsyncIterable<Buffer>
  close(): void
}

/** Below this much output the ratio says nothing: short repetitive texts pack very well. */
const ratioFrom = 16 * 1024 * 1024

/** The directory read last: media are fetched one by one from the same archive. */
let last: { key: string; files: Map<string, Entry> } | null = null

/** Opens a zip and checks every name, size and flag in its directory; throws `ExportError`. */
export async function openArchive(path: string, options: OpenOptions = {}): Promise<Archive> {
  const maxBytes = options.maxBytes ?? 4 * 1024 ** 3
  const maxRatio = options.maxRatio ?? 200
  const maxEntries = options.maxEntries ?? 100_000
  const { ino, mtimeMs, size } = await stat(path)
  const key = [path, ino, mtimeMs, size, maxBytes, maxRatio, maxEntries].join('|')
  const zip = await open(path)
  try {
    const files = last?.key === key ? last.files : await list(zip, maxEntries, maxBytes, maxRatio)
    last = { key, files }
    const read = (name: string) => inflate(zip, files, name, maxBytes, maxRatio)
    return { files, read, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function open(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false })
  } catch (cause) {
    throw new ExportError(
      'truncated',
      'The archive has no readable directory at its end, so it was cut off or damaged. Copy or export it again.',
      { cause },
    )
  }
}

async function list(zip: ZipFile, maxEntries: number, maxBytes: number, maxRatio: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > maxEntries) {
    throw new ExportError(
      'too-large',
      `The archive says it holds ${zip.entryCount} files; at most ${maxEntries} are read.`,
    )
  }
  const files = new Map<string, Entry>()
  let total = 0
  for await (const entry of entries(zip)) {
    const name = checkedName(entry)
    if (name.endsWith('/')) continue
    if (files.has(name)) throw unsafe('two files have the same name')
    total += entry.uncompressedSize
    if (total > maxBytes) throw tooLarge(maxBytes)
    if (isBomb(entry.uncompressedSize, entry.compressedSize, maxRatio)) throw bomb(maxRatio)
    // Names and extra fields hold on to buffers; a hundred thousand of them add up.
    entry.extraFields = []
    entry.extraFieldRaw = entry.fileNameRaw = entry.fileCommentRaw = Buffer.alloc(0)
    entry.fileName = entry.fileComment = entry.comment = ''
    files.set(name, entry)
  }
  return files
}

async function* entries(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry()
  } catch (cause) {
    if (cause instanceof ExportError) throw cause
    if (cause instanceof Error && cause.message.includes('encryption')) throw encrypted()
    throw new ExportError('truncated', 'The archive’s directory is damaged. Copy or export it again.', { cause })
  }
}

function checkedName(entry: Entry): string {
  const raw = entry.fileNameRaw
  // Phones write UTF-8 with or without the flag that says so; older Windows programs write code page 866.
  const name = new TextDecoder(isUtf8(raw) ? 'utf-8' : 'ibm866').decode(raw)
  const safe = safeName(name)
  if (safe === null) throw unsafe('a file name leads out of the archive')
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) throw unsafe('it holds a link or a device, not only files')
  if (entry.isEncrypted()) throw encrypted()
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) {
    throw unsafe('a stored file has two different sizes')
  }
  return safe
}

async function* inflate(
  zip: ZipFile,
  files: Map<string, Entry>,
  name: string,
  maxBytes: number,
  maxRatio: number,
): AsyncGenerator<Buffer> {
  const entry = files.get(name)
  if (!entry) return
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new ExportError(
      'unknown-format',
      'The archive is packed in an unusual way. Export the chat again as a plain zip.',
    )
  }
  const raw = await openRaw(zip, entry)
  const inflater = entry.compressionMethod === 0 ? null : createInflateRaw({ chunkSize: 64 * 1024 })
  const stream = inflater ? raw.pipe(inflater) : raw
  if (inflater) raw.on('error', (error) => inflater.destroy(error))
  let size = 0
  let sum = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      if (inflater && isBomb(size, inflater.bytesWritten, maxRatio)) throw bomb(maxRatio)
      if (size > entry.uncompressedSize) throw unsafe('a file is larger than the archive says')
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (cause) {
    if (cause instanceof ExportError) throw cause
    throw damaged(cause)
  } finally {
    raw.destroy()
    stream.destroy()
  }
  if (size < entry.uncompressedSize || sum !== entry.crc32) throw damaged()
}

async function openRaw(zip: ZipFile, entry: Entry) {
  try {
    return await zip.openReadStreamPromise(entry, { decodeFileData: false })
  } catch (cause) {
    throw damaged(cause)
  }
}

function damaged(cause?: unknown): ExportError {
  return new ExportError('truncated', 'A file in the archive is damaged or cut off. Copy or export it again.', {
    cause,
  })
}

function isBomb(size: number, packed: number, maxRatio: number): boolean {
  return size > ratioFrom && size > packed * maxRatio
}

function bomb(maxRatio: number): ExportError {
  return new ExportError(
    'too-large',
    `The archive inflates more than ${maxRatio} times, as no chat does. It is refused.`,
  )
}

function unsafe(why: string): ExportError {
  return new ExportError(
    'unsafe-archive',
    `The archive is refused: ${why}. Export the chat again and send that file itself.`,
  )
}

function encrypted(): ExportError {
  return unsafe('it is locked with a password')
}

function tooLarge(maxBytes: number): ExportError {
  return new ExportError(
    'too-large',
    `The archive inflates to more than ${Math.floor(maxBytes / 1024 ** 2)} MB. Export the chat without media, or in parts.`,
  )
}
