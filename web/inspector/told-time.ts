import type { Locale } from '../../src/base/access.ts'
import type { ReportView } from '../../src/incident/incident.ts'
import { date, dayAndTime, dayKey, texts, time } from '../texts.ts'

/** A time told in the messages, offered to a person and never filled in by itself. */

type Told = ReportView['reading']['times'][number]

const words = texts({
  ru: {
    said: (told: string, interval: string) => `В сообщении «${told}»: ${interval}`,
    last: (interval: string) => `последний раз ${interval}`,
  },
  kk: {
    said: (told: string, interval: string) => `Хабарламада «${told}» делінген: ${interval}`,
    last: (interval: string) => `соңғы рет ${interval}`,
  },
  en: {
    said: (told: string, interval: string) => `The message says “${told}”: ${interval}`,
    last: (interval: string) => `the last time ${interval}`,
  },
})

const minute = 60_000
const dayLength = 24 * 60 * minute

/** The first time told in these messages, in their order, that is not in the future at `now` (milliseconds since 1970). */
export function firstTold(messages: readonly { reading: { times: Told[] } }[], now: number): Told | null {
  const all = messages.flatMap(({ reading }) => reading.times)
  return all.find((told) => !told.future && Date.parse(told.from) <= now) ?? null
}

/** `В сообщении «кеше түнде»: 21 нояб., 21:00–06:00`; of a habit the last time it was. */
export function toldWords(told: Told, locale: Locale): string {
  const t = words[locale]
  const interval = intervalWords(told.from, told.to, locale)
  const short = Date.parse(told.to) - Date.parse(told.from) <= dayLength
  const habit = told.repeats !== null && (short || told.repeats === 'weekend')
  return t.said(told.text, habit ? t.last(interval) : interval)
}

/** An interval as short as it can be said: `21 нояб.`, `21 нояб., 22:30`, `21 нояб., 21:00–06:00`, `16 нояб. – 18 нояб., 10:00`. */
export function intervalWords(from: string, to: string, locale: Locale): string {
  const length = Date.parse(to) - Date.parse(from)
  const day = (at: string | Date) => date(at, { day: 'numeric', month: 'short' }, locale)
  const begins = isMidnight(from) ? day(from) : dayAndTime(from, locale)
  if (length <= 15 * minute) return dayAndTime(from, locale)
  const last = new Date(Date.parse(to) - 1)
  if (isMidnight(from) && isMidnight(to)) return length <= dayLength ? day(from) : `${day(from)} – ${day(last)}`
  if (length <= dayLength) return `${dayAndTime(from, locale)}–${time(to, locale)}`
  return `${begins} – ${isMidnight(to) ? day(last) : dayAndTime(to, locale)}`
}

const isMidnight = (at: string): boolean => dayKey(at) !== dayKey(new Date(Date.parse(at) - 1))
