/** Which program exported a chat, told from its first bytes and never from its name. */

import { isJsonlRecord } from './export-jsonl.ts'
import { type Encoding, encodingOf } from './export-text.ts'
import { parseWhatsappLine } from './export-whatsapp-line.ts'

export type ExportFormat = 'jsonl' | 'whatsapp' | 'telegram'

export interface Recognised {
  format: ExportFormat
  encoding: Encoding
}

/** How many bytes from the start of a file are looked at. */
export const headBytes = 256 * 1024

/** The format of a file that begins so; null for none that is known; throws `ExportError` 'encoding'. */
export function formatOf(head: Buffer): Recognised | null {
  if (head.length === 0) return null
  const encoding = encodingOf(head)
  const text = new TextDecoder(encoding).decode(head)
  const lines = text.split('\n', 200).map((line) => line.slice(0, 64 * 1024))
  const opensObject = /^[\s\ufeff]*\{/.test(text)
  // A damaged first line must not hide what the rest is, nor a glued-on file be taken for the first.
  for (const line of lines) {
    if (line.trim() === '') continue
    if (isJsonlRecord(line)) return { format: 'jsonl', encoding }
    if (opensObject && isTelegram(text)) return { format: 'telegram', encoding }
    if (parseWhatsappLine(line)) return { format: 'whatsapp', encoding }
  }
  return looksLikeJsonl(lines) ? { format: 'jsonl', encoding } : null
}

function isTelegram(text: string): boolean {
  const start = text.slice(0, 4096)
  return (
    /"(messages|chats|personal_information|contacts)"\s*:/.test(start) && /"(about|name|type|id|list)"\s*:/.test(start)
  )
}

/** Nothing but bad lines, yet with our keys: worth telling which lines are bad. */
function looksLikeJsonl(lines: string[]): boolean {
  return lines.some((line) => /^\s*\{/.test(line) && ['"ts"', '"author"', '"text"'].every((key) => line.includes(key)))
}
