/** Days as people in Shymkent count them: UTC+5 all year since 2024, no summer time. */

import file from '../../law/calendar.json' with { type: 'json' }

/** A local day, `YYYY-MM-DD`. */
export type Day = string

export const offsetHours = 5
const hour = 3_600_000
const dayLength = 24 * hour

/** The days off of one year, as published; days moved by the rule of weekends follow from them, `note` says what is not certain. */
export interface YearOff {
  /** State and national holidays: one that falls on a weekend gives the next working day off (Закон о праздниках, 5). */
  holidays: Day[]
  /** Days off without that rule: 7 January and the first day of Kurban Ait. */
  religious: Day[]
  /** Working days that the government made days off. */
  off?: Day[]
  /** Days of a weekend that were made working days instead. */
  worked?: Day[]
  note: string
}

export type Calendar = Readonly<Record<number, YearOff>>

/** Days off in Kazakhstan as they come with the program (`law/calendar.json`); a department may lay its own over them. */
export const kazakhstan: Calendar = file.years

/** The local day of an instant. */
export function localDay(at: Date): Day {
  return new Date(at.getTime() + offsetHours * hour).toISOString().slice(0, 10)
}

/** The local time of an instant, `HH:MM`. */
export function localTime(at: Date): string {
  return new Date(at.getTime() + offsetHours * hour).toISOString().slice(11, 16)
}

/** The instant of a local day and time; throws on a day that does not exist. */
export function instant(day: Day, time = '00:00'): Date {
  const at = new Date(`${day}T${time}:00.000Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day)
    throw new Error(
      `Expected a day YYYY-MM-DD and a time HH:MM, got "${day} ${time}". Check the date before it is counted with.`,
    )
  return new Date(at.getTime() - offsetHours * hour)
}

/** Whether the text is a day that exists. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = new Date(`${text}T00:00:00.000Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text
}

/** 24:00 of the local day, where a term in сутки ends (КоАП 739(4)). */
export function endOfDay(day: Day): Date {
  return new Date(instant(day).getTime() + dayLength)
}

/** The day `days` later, or earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return localDay(new Date(instant(day).getTime() + days * dayLength))
}

/** The same date `months` later, or the last day of a shorter month (КоАП 739(5)). */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Whether the holidays of that day's year are known; otherwise only weekends count as days off. */
export function isYearKnown(day: Day, calendar: Calendar = kazakhstan): boolean {
  return calendar[Number(day.slice(0, 4))] !== undefined
}

/** Whether offices work on that day of a five-day week. */
export function isWorkday(day: Day, calendar: Calendar = kazakhstan): boolean {
  const year = calendar[Number(day.slice(0, 4))]
  if (year?.worked?.includes(day)) return true
  if (weekday(day) > 5) return false
  return !year || !(isNamed(year, day) || movedDays(year).includes(day))
}

/** The day itself, or the next working one. */
export function nextWorkday(day: Day, calendar: Calendar = kazakhstan): Day {
  let next = day
  while (!isWorkday(next, calendar)) next = addDays(next, 1)
  return next
}

/** The day after `days` working days. */
export function addWorkdays(day: Day, days: number, calendar: Calendar = kazakhstan): Day {
  let next = day
  for (let left = days; left > 0; ) {
    next = addDays(next, 1)
    if (isWorkday(next, calendar)) left -= 1
  }
  return next
}

/** Working days given for holidays that fell on a weekend, one for each. */
export function movedDays(year: YearOff): Day[] {
  const moved: Day[] = []
  const off = (day: Day) =>
    (weekday(day) > 5 && !year.worked?.includes(day)) || isNamed(year, day) || moved.includes(day)
  for (const holiday of year.holidays) {
    if (weekday(holiday) <= 5) continue
    let day = holiday
    while (off(day)) day = addDays(day, 1)
    moved.push(day)
  }
  return moved
}

const isNamed = ({ holidays, religious, off = [] }: YearOff, day: Day): boolean =>
  holidays.includes(day) || religious.includes(day) || off.includes(day)

const monthsRu = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const monthsKk = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')

/** A day in words: «23 ноября 2026 г.», «2026 жылғы 23 қараша». */
export function formatDay(day: Day, lang: 'ru' | 'kk'): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return lang === 'ru' ? `${date} ${monthsRu[month - 1]} ${year} г.` : `${year} жылғы ${date} ${monthsKk[month - 1]}`
}

/** A day and a time in words: «23 ноября 2026 г., 21:40», «2026 жылғы 23 қараша, сағат 21:40». */
export function formatInstant(at: Date, lang: 'ru' | 'kk'): string {
  return `${formatDay(localDay(at), lang)}, ${lang === 'kk' ? 'сағат ' : ''}${localTime(at)}`
}

/** The end of a term: 24:00 is said of the day that ends, not of the next one. */
export function formatEnd(at: Date, lang: 'ru' | 'kk'): string {
  if (localTime(at) !== '00:00') return formatInstant(at, lang)
  const day = formatDay(localDay(new Date(at.getTime() - 1)), lang)
  return lang === 'ru' ? `${day}, 24:00` : `${day}, сағат 24:00`
}
