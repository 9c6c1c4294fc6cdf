/** Exported chats, read message by message: JSON lines, WhatsApp, Telegram Desktop; a file, a folder or a zip. */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { ExportError, type ExportItem, type OpenOptions } from './export-item.ts'
import { readJsonl } from './export-jsonl.ts'
import { chatFileOf, openSource, type Source } from './export-source.ts'
import { readTelegram, telegramGroups } from './export-telegram.ts'
import { type Cut, linesOf, toUtf8 } from './export-text.ts'
import { daysFirst, readWhatsapp } from './export-whatsapp.ts'

export {
  ExportError,
  type ExportFault,
  type ExportItem,
  type ExportMessage,
  type ExportProblem,
  exportFaults,
  type OpenOptions,
} from './export-item.ts'
export { readExportMedia } from './export-source.ts'

/** UTC+5, all of Kazakhstan since 1 March 2024. */
const kazakhstan = 300

/** Reads an exported chat as a stream; throws `ExportError` on the first step if it cannot be read at all. */
export async function* openExport(path: string, options: OpenOptions = {}): AsyncGenerator<ExportItem> {
  const source = await openSource(path, options)
  try {
    yield* read(source, options)
  } finally {
    source.close()
  }
}

/** The size in bytes and the SHA-256 of an export (of the chat's text, if it is a folder), to know it again. */
export async function fingerprint(path: string): Promise<{ size: number; hash: string }> {
  const file = await chatFileOf(path)
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, hash: hash.digest('hex') }
}

async function* read(source: Source, options: OpenOptions): AsyncGenerator<ExportItem> {
  const utcOffsetMinutes = options.utcOffsetMinutes ?? kazakhstan
  const cut: Cut = { off: false }
  const bytes = () => toUtf8(untilDamage(source.bytes(), cut), source.encoding)
  switch (source.format) {
    case 'jsonl':
      yield* readJsonl(linesOf(bytes(), cut), utcOffsetMinutes)
      return
    case 'whatsapp': {
      const dayFirst = await daysFirst(linesOf(bytes(), cut))
      cut.off = false
      yield* readWhatsapp(linesOf(bytes(), cut), { dayFirst, utcOffsetMinutes, mediaPath: source.mediaPath })
      return
    }
    case 'telegram': {
      const { chat } = options
      const severalChats = (await telegramGroups(bytes(), chat)).length > 1
      yield* readTelegram(bytes(), { utcOffsetMinutes, chat, severalChats, mediaPath: source.mediaPath })
    }
  }
}

/** Ends quietly where an archive is damaged: all before it is read, and the readers tell where they were cut off. */
async function* untilDamage(chunks: AsyncIterable<Buffer>, cut: Cut): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (error) {
    if (!(error instanceof ExportError && error.problem === 'truncated')) throw error
    cut.off = true
  }
}
