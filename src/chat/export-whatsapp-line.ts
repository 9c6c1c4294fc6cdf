/** The line that opens a message in a WhatsApp export: its date, time, author. Phones write it in many ways. */

/** The numbers of a header line as written; which of a and b is the day is for the whole file to say. */
export interface Header {
  /** Year first: a is the month, b the day. */
  yearFirst: boolean
  year: number
  a: number
  b: number
  hour: number
  minute: number
  second: number
  /** A twelve-hour clock and an unpadded month: how American English writes. */
  american: boolean
  /** What follows the date: `Author: text`, or a line of the program itself. */
  rest: string
}

/** Marks of writing direction and the byte order mark that the exporter puts at the start of lines. */
const leadingMarks = /^[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/

const gap = String.raw`[\s\u200e\u200f]{0,4}`
const date = String.raw`(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:${gap}(?:ж|г)\.?)?`
const time = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?`
const period = String.raw`(?:\p{L}[\p{L}.]{0,15}(?:${gap}\p{L}[\p{L}.]{0,15})?)`
const stamp = `${date},?${gap}(?:(${period})${gap})?${time}(?:${gap}(${period}))?`
const headers = [
  new RegExp(String.raw`^\[${gap}${stamp}${gap}\]${gap}`, 'u'),
  new RegExp(String.raw`^${stamp}\s{1,3}[-–—]\s`, 'u'),
]
/** Only so much of a line is matched, which bounds the work a hostile line can cause. */
const longestStamp = 100

/** Takes the exporter's direction marks off the start of a line. */
export function withoutMarks(text: string): string {
  return text.replace(leadingMarks, '')
}

/** The header a line opens with; null for a line that goes on with the message before it. */
export function parseWhatsappLine(line: string): Header | null {
  const text = withoutMarks(line)
  // Nearly all lines that open no message stop here.
  if (!/^\[?\s?\d{1,4}[./-]\d/.test(text)) return null
  for (const header of headers) {
    const match = header.exec(text.slice(0, longestStamp))
    if (match) return read(match, text.slice(match[0].length))
  }
  return null
}

/** Whether a line that no line end closed may be the beginning of a header. */
export function isHalfHeader(line: string): boolean {
  return (
    line.length < 40 &&
    /^\[?\d{1,4}(?:[./-]\d{0,2}(?:[./-]\d{0,4}(?:,?\s?[\d:.]*\s?\p{L}{0,5}\]?\s?-?)?)?)?$/u.test(withoutMarks(line))
  )
}

/** The instant of a header, the day and month being told apart; null for a day that no month has. */
export function instantOf(header: Header, dayFirst: boolean, utcOffsetMinutes: number): Date | null {
  const [day, month] = dayFirst && !header.yearFirst ? [header.a, header.b] : [header.b, header.a]
  if (month < 1 || month > 12 || day < 1) return null
  const local = new Date(Date.UTC(header.year, month - 1, day, header.hour, header.minute, header.second))
  local.setUTCFullYear(header.year)
  if (local.getUTCDate() !== day) return null
  return new Date(local.getTime() - utcOffsetMinutes * 60_000)
}

function read(match: RegExpExecArray, rest: string): Header | null {
  const [first = '', , middle = '', last = '', before, hours = '', minutes = '', seconds, after] = match.slice(1)
  const yearFirst = first.length === 4
  const yearText = yearFirst ? first : last
  if (first.length === 3 || (yearFirst ? last.length > 2 : last.length !== 2 && last.length !== 4)) return null
  const hour = hourOf(Number(hours), before ?? after)
  const minute = Number(minutes)
  const second = Number(seconds ?? 0)
  if (hour === null || minute > 59 || second > 59) return null
  return {
    yearFirst,
    year: yearText.length === 2 ? 2000 + Number(yearText) : Number(yearText),
    a: Number(yearFirst ? middle : first),
    b: Number(yearFirst ? last : middle),
    hour,
    minute,
    second,
    american: Boolean(after) && !first.startsWith('0') && yearText.length === 2 && match[2] === '/',
    rest,
  }
}

/** Twelve-hour words of Kazakh, Russian and English phones. */
function hourOf(hour: number, written: string | undefined): number | null {
  if (hour > 23) return null
  if (!written) return hour
  const word = written.toLowerCase().replace(/[\s.\u200e\u200f]+/g, '')
  const half = halfOfDay(word, hour)
  if (half === null) return null
  if (hour > 12) return hour
  return (hour % 12) + (half === 'pm' ? 12 : 0)
}

function halfOfDay(word: string, hour: number): 'am' | 'pm' | null {
  if (/^(am|a|td|тд|дп|утра|түскедейін|таңғы|таңертең|таңертеңгі)$/.test(word)) return 'am'
  if (/^(pm|p|tk|тк|пп|дня|вечера|түстенкейін|түстенкейінгі|түскі|күндізгі|кешкі)$/.test(word)) return 'pm'
  // Night reaches over both halves of the day.
  if (/^(ночи|түнгі)$/.test(word)) return hour >= 9 && hour < 12 ? 'pm' : 'am'
  return null
}
