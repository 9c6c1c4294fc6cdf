import type { PaperLang } from '../base/law.ts'
import type { Deadline } from './clock.ts'
import { missedAt } from './deadline.ts'

/** The terms of a person as a calendar that phones can read (RFC 5545): numbers and articles, nobody's name and no place. */

export interface FeedEntry
  extends Pick<Deadline, 'id' | 'label' | 'rule' | 'fromAt' | 'doBy' | 'immediate' | 'latest'> {
  incidentId: string
  number: number
  paperId: string | null
}

const words = {
  ru: {
    name: 'Участок: сроки',
    incident: (number: number) => `№ ${number}`,
    latest: 'Порядок счёта не установлен: показан ранний день.',
  },
  kk: {
    name: 'Учаске: мерзімдер',
    incident: (number: number) => `№ ${number}`,
    latest: 'Есептеу тәртібі анықталмаған: ерте күні көрсетілген.',
  },
}

const hour = 3_600_000

/** The calendar as text; the same entries give the same bytes. Each entry is the hour before the end of its term. */
export function feed(entries: readonly FeedEntry[], lang: PaperLang, host: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Uchastok//Terms//RU',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(words[lang].name)}`,
    `X-WR-CALNAME:${escaped(words[lang].name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.flatMap((entry) => event(entry, lang, host)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function event(entry: FeedEntry, lang: PaperLang, host: string): string[] {
  const end = missedAt(entry)
  if (!end) return []
  const title = `${words[lang].incident(entry.number)}: ${entry.label[lang]}`
  const notes = [
    lang === 'kk' ? entry.rule.replaceAll('КоАП', 'ӘҚБтК') : entry.rule,
    entry.latest ? words[lang].latest : '',
  ]
    .filter(Boolean)
    .join('\n')
  return [
    'BEGIN:VEVENT',
    `UID:${entry.incidentId}.${entry.paperId ?? 'incident'}.${entry.id}@${host}`,
    // When the entry last changed: terms run from their event, so the text changes only when that does.
    `DTSTAMP:${utc(entry.fromAt ?? end)}`,
    `DTSTART:${utc(new Date(end.getTime() - hour))}`,
    `DTEND:${utc(end)}`,
    `SUMMARY:${escaped(title)}`,
    ...(notes ? [`DESCRIPTION:${escaped(notes)}`] : []),
    'TRANSP:TRANSPARENT',
    'CLASS:PRIVATE',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    'TRIGGER:-PT14H',
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** An instant in UTC, `20261123T190000Z`. */
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

/** RFC 5545 §3.3.11: backslash, semicolon, comma and the end of a line; other control characters have no place in a text. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, ' ')
}

/** RFC 5545 §3.1: lines of 75 octets at most, no letter is cut in two. */
function fold(line: string): string {
  let folded = ''
  let octets = 0
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length
    if (octets + size > 75) {
      folded += '\r\n '
      octets = 1
    }
    folded += letter
    octets += size
  }
  return folded
}
