/** Bytes of an export to UTF-8, and UTF-8 to lines, without holding more than a line. */

import { isUtf8 } from 'node:buffer'
import { ExportError, longest } from './export-item.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1251'

/** Which encoding the first bytes of a file show; throws `ExportError` 'encoding'. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head.filter((byte) => byte === 0).length * 100 > head.length) throw unreadable('it holds zero bytes')
  if (isUtf8(head.subarray(0, completeEnd(head)))) return 'utf-8'
  // A damaged byte in a UTF-8 file is a bad line, not another encoding.
  const lines = splitHead(head).filter((bytes) => !isAscii(bytes))
  if (lines.filter((bytes) => !isUtf8(bytes)).length * 2 < lines.length) return 'utf-8'
  if (readsAsRussian(new TextDecoder('windows-1251').decode(head))) return 'windows-1251'
  throw unreadable('it is neither UTF-8, nor UTF-16, nor Windows-1251')
}

/** The same text as UTF-8 without its byte order mark. */
export async function* toUtf8(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding !== 'utf-8') {
    const decoder = new TextDecoder(encoding)
    for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }))
    yield Buffer.from(decoder.decode())
    return
  }
  let start = true
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue
    yield start && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
    start = false
  }
}

/** One physical line without its end; `text` is null when it was too long or no UTF-8, and partial when cut off. */
export interface Line {
  number: number
  text: string | null
  fault: 'too-long' | 'not-utf8' | 'cut-off' | null
  /** False only for a last line that no line end closed. */
  ended: boolean
}

/** Told while reading that the bytes ended before their time. */
export interface Cut {
  off: boolean
}

/** Splits at LF and CRLF; a line over 1 MB is passed over, never gathered. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, cut: Cut): AsyncGenerator<Line> {
  let number = 1
  let parts: Buffer[] = []
  let size = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      size += end - from
      if (size <= longest) parts.push(chunk.subarray(from, end))
      yield line(number, parts, size, true)
      number += 1
      parts = []
      size = 0
      from = end + 1
    }
    size += chunk.length - from
    // A copy: a tail that waits must not keep its whole chunk alive.
    if (size > longest) parts = []
    else if (from < chunk.length) parts.push(Buffer.from(chunk.subarray(from)))
  }
  const tail = line(number, parts, size, false)
  if (cut.off) yield { ...tail, fault: 'cut-off' }
  else if (size > 0) yield tail
}

function line(number: number, parts: Buffer[], size: number, ended: boolean): Line {
  if (size > longest) return { number, text: null, fault: 'too-long', ended }
  const bytes = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  if (!isUtf8(bytes)) {
    const whole = bytes.subarray(0, completeEnd(bytes))
    if (ended || !isUtf8(whole)) return { number, text: null, fault: 'not-utf8', ended }
    return { number, text: whole.toString('utf8'), fault: 'cut-off', ended }
  }
  const text = bytes.toString('utf8')
  return { number, text: text.endsWith('\r') ? text.slice(0, -1) : text, fault: null, ended }
}

/** Where the last whole UTF-8 character ends: a file or a sample may be cut inside one. */
function completeEnd(bytes: Buffer): number {
  let at = bytes.length - 1
  while (at >= 0 && bytes.length - at < 4 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at -= 1
  const lead = bytes[at] ?? 0
  const needs = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1
  return bytes.length - at < needs ? at : bytes.length
}

function splitHead(head: Buffer): Buffer[] {
  const lines: Buffer[] = []
  for (let from = 0; from < head.length; ) {
    const end = head.indexOf(10, from)
    if (end < 0) break
    lines.push(head.subarray(from, end))
    from = end + 1
  }
  return lines
}

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80)
}

/** Any bytes decode as Windows-1251, so ask for words: Cyrillic letters in runs, mostly small (KOI8-R turns them over). */
function readsAsRussian(text: string): boolean {
  const beyondAscii = text.match(/[^\0-\x7f]/g)?.length ?? 0
  const inWords = (text.match(/[А-Яа-яЁё]{2,}/g) ?? []).join('')
  const small = inWords.match(/[а-яё]/g)?.length ?? 0
  return inWords.length >= beyondAscii * 0.7 && small >= inWords.length * 0.5
}

function unreadable(why: string): ExportError {
  return new ExportError(
    'encoding',
    `The file’s letters cannot be read: ${why}. Export the chat again and send the file unchanged.`,
  )
}
