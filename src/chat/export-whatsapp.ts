/** WhatsApp's text export, of Android and of iOS, read line by line. */

import { createHash } from 'node:crypto'
import { type ExportFault, type ExportItem, longest } from './export-item.ts'
import { isJsonlRecord } from './export-jsonl.ts'
import type { Line } from './export-text.ts'
import { whatsappBody } from './export-whatsapp-body.ts'
import { type Header, instantOf, isHalfHeader, parseWhatsappLine, withoutMarks } from './export-whatsapp-line.ts'

/**
 * Whether days stand before months, told from the whole file: by days over twelve, else by the order of time,
 * else by the look of it (the phones of Kazakhstan write the day first unless they are set to American English).
 */
export async function daysFirst(lines: AsyncIterable<Line>): Promise<boolean> {
  let dayVotes = 0
  let monthVotes = 0
  let american = 0
  let seen = 0
  const back = [backsteps(true), backsteps(false)] as const
  for await (const line of lines) {
    const header = line.text === null ? null : parseWhatsappLine(line.text)
    if (!header || header.yearFirst) continue
    seen += 1
    if (header.a > 12 && header.b <= 12) dayVotes += 1
    if (header.b > 12 && header.a <= 12) monthVotes += 1
    if (header.american) american += 1
    for (const order of back) order.see(header)
  }
  if (dayVotes !== monthVotes) return dayVotes > monthVotes
  if (back[0].count !== back[1].count) return back[0].count < back[1].count
  return american * 2 <= seen
}

/** Counts how often time would go back if days (or months) came first. */
function backsteps(dayFirst: boolean) {
  const steps = { count: 0, see }
  let last = Number.NEGATIVE_INFINITY
  function see(header: Header): void {
    const at = instantOf(header, dayFirst, 0)?.getTime() ?? last
    if (at < last) steps.count += 1
    last = at
  }
  return steps
}

interface Open {
  line: number
  at: Date
  author: string
  lines: string[]
  size: number
}

export interface WhatsappReading {
  dayFirst: boolean
  utcOffsetMinutes: number
  /** Puts a file's name below the folder where the chat's text lies. */
  mediaPath: (name: string) => string
}

/**
 * The messages of the export; lines that the program wrote itself are left out.
 * @NOTE A person may write a line that looks like a header into a message of their own; the format cannot tell.
 */
export async function* readWhatsapp(lines: AsyncIterable<Line>, reading: WhatsappReading): AsyncGenerator<ExportItem> {
  const idOf = steadyIds()
  let open: Open | null = null
  let inNotice = false
  let i = 0
  const close = (message: Open | null): ExportItem | null => {
    if (!message) return null
    if (message.size > longest) return { ok: false, line: message.line, reason: 'too-long' }
    const body = whatsappBody(message.lines.join('\n'))
    if (!body || (body.text === '' && body.media === null)) return null
    const { at, author } = message
    const mediaFile = body.mediaFile === null ? null : reading.mediaPath(body.mediaFile)
    const item: ExportItem = {
      ok: true,
      i,
      message: { id: idOf(at, author, body.text), at, author, ...body, mediaFile, replyTo: null },
    }
    i += 1
    return item
  }
  for await (const line of lines) {
    const fault = faultOf(line, open !== null || inNotice)
    // A message that lost its end would come with another id from the whole file: better not at all.
    if (fault === 'cut-off' && !opensMessage(line)) open = null
    const header = fault || line.text === null ? null : parseWhatsappLine(line.text)
    const at = header && instantOf(header, reading.dayFirst, reading.utcOffsetMinutes)
    if (fault || (header && at)) {
      const item = close(open)
      if (item) yield item
      open = null
      inNotice = false
    }
    if (fault) {
      yield { ok: false, line: line.number, reason: fault }
    } else if (header && at) {
      const [author, text] = authorOf(header.rest)
      if (author === null) inNotice = true
      else open = { line: line.number, at, author, lines: [text], size: text.length }
      if (author === null && !line.ended && header.rest.length < 20)
        yield { ok: false, line: line.number, reason: 'cut-off' }
    } else if (open && line.text !== null) {
      open.size += line.text.length + 1
      if (open.size <= longest) open.lines.push(withoutMarks(line.text))
    } else if (!inNotice && line.text?.trim()) {
      yield { ok: false, line: line.number, reason: header ? 'impossible-date' : 'no-header' }
    }
  }
  const last = close(open)
  if (last) yield last
}

function faultOf(line: Line, afterHeader: boolean): ExportFault | null {
  if (line.fault || line.text === null) return line.fault
  if (!line.ended && afterHeader && isHalfHeader(line.text) && !parseWhatsappLine(line.text)) return 'cut-off'
  return line.text.startsWith('{') && isJsonlRecord(line.text) ? 'other-format' : null
}

function opensMessage(line: Line): boolean {
  return line.text !== null && (parseWhatsappLine(line.text) !== null || isHalfHeader(line.text))
}

/** The author and the first line of the text; no author for a line of the program itself. */
function authorOf(rest: string): [string | null, string] {
  const line = withoutMarks(rest)
  const colon = line.indexOf(': ')
  const end = colon < 0 && line.endsWith(':') ? line.length - 1 : colon
  if (end < 1 || end > 150) return [null, '']
  const author = line
    .slice(0, end)
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s/g, ' ')
    .trim()
  // "… changed the subject to “Yard: news”" has its colon inside a quotation.
  if (author === '' || (/[«“"„]/.test(author) && /(измени|создал|өзгерт|құрды|жасады|changed|created)/i.test(author)))
    return [null, '']
  return [author, line.slice(end + 2)]
}

/**
 * Ids from what was said, by whom, when, and the how-manieth time within the minute, so that a second or a longer
 * export of the same chat gives the same ids. The attachment is left out: exports with and without media agree.
 */
function steadyIds(): (at: Date, author: string, text: string) => string {
  const minutes = new Map<number, Map<string, number>>()
  return (at, author, text) => {
    const minute = Math.floor(at.getTime() / 60_000)
    let seen = minutes.get(minute)
    if (!seen) {
      seen = new Map()
      minutes.set(minute, seen)
      // Phones write down a late message a little out of order, never by days.
      const oldest = minutes.size > 100 ? minutes.keys().next().value : undefined
      if (oldest !== undefined) minutes.delete(oldest)
    }
    const said = `${at.toISOString()}|${author}|${text}`
    const key = createHash('sha256').update(said).digest('base64')
    const times = (seen.get(key) ?? 0) + 1
    if (seen.size < 2000) seen.set(key, times)
    return createHash('sha256').update(`${said}|${times}`).digest('hex').slice(0, 32)
  }
}
