import { localDay, localTime } from '../base/calendar.ts'
import { burns, type Line, missedAt, urgencyOf } from '../protocol/deadline.ts'
import type { StaffLang } from './card.ts'
import { morningWords } from './staff-texts.ts'

/** The terms of the day, told once each morning: numbers, names of terms and times; nobody's name and no place. */

const at = '08:30'
/** Who was without a messenger in the morning is not told in the night. */
const until = '12:00'
const most = 15

export interface DayTerm {
  number: number
  line: Line
}

/** Whether the morning's terms are to be told now; `toldOn` is the local day when they were told last. */
export function isMorning(now: Date, toldOn: string | null): boolean {
  const time = localTime(now)
  return time >= at && time < until && toldOn !== localDay(now)
}

/** The terms that were missed or end today, the earliest first. */
export function termsOfDay(terms: readonly DayTerm[], now: Date): DayTerm[] {
  const end = ({ line }: DayTerm) => missedAt(line)?.getTime() ?? 0
  const month = now.getTime() - 30 * 86_400_000
  return terms
    .filter((one) => burns(one.line, now) && ['late', 'today'].includes(urgencyOf(one.line, now)) && end(one) > month)
    .sort((a, b) => end(a) - end(b))
}

/** The words of them. */
export function morningText(terms: readonly DayTerm[], lang: StaffLang, now: Date): string {
  if (terms.length === 0) return morningWords.none[lang]
  const lines = terms.slice(0, most).map(({ number, line }) => {
    const end = missedAt(line)
    const when =
      urgencyOf(line, now) === 'late'
        ? morningWords.late[lang]
        : `${morningWords.until[lang]} ${end ? timeOf(end) : ''}`
    return `№ ${number}: ${line.label[lang]}, ${when}`
  })
  const left = terms.length - lines.length
  return [`${morningWords.head[lang]}:`, ...lines, ...(left > 0 ? [`${morningWords.more[lang]} ${left}`] : [])].join(
    '\n',
  )
}

/** The day is said above; its end is 24:00 and not the beginning of the next one. */
const timeOf = (end: Date) => (localTime(end) === '00:00' ? '24:00' : localTime(end))
