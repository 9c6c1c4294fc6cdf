/** JSON lines: one message a line with `i, ts, author, text, media, reply`. */

import { z } from 'zod'
import type { ExportFault, ExportItem } from './export-item.ts'
import type { Line } from './export-text.ts'
import { parseWhatsappLine } from './export-whatsapp-line.ts'
import { mediaKinds } from './message.ts'

const record = z.object({
  i: z.int(),
  ts: z.string(),
  author: z.string(),
  text: z.string(),
  media: z.enum(mediaKinds).nullish(),
  reply: z.int().nullish(),
})

/** Reads each line by itself: a bad one is told of and the reading goes on. */
export async function* readJsonl(lines: AsyncIterable<Line>, utcOffsetMinutes: number): AsyncGenerator<ExportItem> {
  for await (const line of lines) {
    if (line.fault || line.text === null) yield { ok: false, line: line.number, reason: line.fault ?? 'not-utf8' }
    else if (line.text.trim() !== '') yield readLine(line, line.text, utcOffsetMinutes)
  }
}

/** Whether the line is one message in this form; its time is not looked at. */
export function isJsonlRecord(text: string): boolean {
  return record.safeParse(parsed(text)).success
}

/** The instant of an ISO 8601 time, local to the offset if it names no zone; null for none or an impossible one. */
export function isoInstant(text: string, utcOffsetMinutes: number): Date | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?$/i.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Six
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milliseconds(match[7])))
  local.setUTCFullYear(year)
  if (local.getUTCDate() !== day) return null
  return new Date(local.getTime() - zoneMinutes(match[8], utcOffsetMinutes) * 60_000)
}

type Six = [number, number, number, number, number, number]

function readLine(line: Line, text: string, utcOffsetMinutes: number): ExportItem {
  const fault = (reason: ExportFault): ExportItem => ({ ok: false, line: line.number, reason })
  const value = parsed(text)
  if (value === undefined) {
    if (!line.ended) return fault('cut-off')
    return fault(parseWhatsappLine(text) ? 'other-format' : 'not-json')
  }
  const read = record.safeParse(value)
  if (!read.success) return fault('wrong-keys')
  const { i, ts, author, media, reply } = read.data
  const at = isoInstant(ts.trim(), utcOffsetMinutes)
  if (!at) return fault('impossible-date')
  const replyTo = reply === null || reply === undefined ? null : String(reply)
  const message = {
    id: String(i),
    at,
    author,
    text: read.data.text,
    media: media ?? null,
    mediaFile: null,
    location: null,
    replyTo,
  }
  return { ok: true, i, message }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch {
    return undefined
  }
}

function milliseconds(fraction: string | undefined): number {
  return fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0
}

function zoneMinutes(zone: string | undefined, otherwise: number): number {
  if (!zone) return otherwise
  if (zone === 'Z' || zone === 'z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''))
  return zone.startsWith('-') ? -minutes : minutes
}
