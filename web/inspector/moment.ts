import type { Locale } from '../../src/base/access.ts'
import { date, dayKey, plural, texts, time } from '../texts.ts'

/** How far off something is, said shortly. */

const words = texts({
  ru: {
    now: 'только что',
    until: (text: string) => `до ${text}`,
    tomorrow: 'завтра',
    yesterday: 'вчера',
    at: (day: string, time: string) => `${day}, ${time}`,
  },
  kk: {
    now: 'жаңа ғана',
    until: (text: string) => text,
    tomorrow: 'ертең',
    yesterday: 'кеше',
    at: (day: string, time: string) => `${day}, ${time}`,
  },
  en: {
    now: 'just now',
    until: (text: string) => `by ${text}`,
    tomorrow: 'tomorrow',
    yesterday: 'yesterday',
    at: (day: string, time: string) => `${day}, ${time}`,
  },
})

const minute = 60_000
const hour = 60 * minute

/** `5 мин`, `2 ч`, `вчера`, `14 нояб.` */
export function ago(at: string, now: number, locale: Locale): string {
  const gone = now - Date.parse(at)
  if (gone < minute) return words[locale].now
  if (gone < hour) return minutes(Math.floor(gone / minute), locale)
  if (gone < 12 * hour && dayKey(at) === dayKey(new Date(now))) return hours(Math.floor(gone / hour), locale)
  return dayWord(at, now, locale) ?? date(at, { day: 'numeric', month: 'short' }, locale)
}

/** `14:20`, `завтра, 9:00`, `24 нояб., 9:00` */
export function when(at: string, now: number, locale: Locale): string {
  if (dayKey(at) === dayKey(new Date(now))) return time(at, locale)
  const day = dayWord(at, now, locale) ?? date(at, { day: 'numeric', month: 'short' }, locale)
  return words[locale].at(day, time(at, locale))
}

export const until = (at: string, now: number, locale: Locale): string => words[locale].until(when(at, now, locale))

function dayWord(at: string, now: number, locale: Locale): string | null {
  const day = 24 * hour
  if (dayKey(at) === dayKey(new Date(now + day))) return words[locale].tomorrow
  if (dayKey(at) === dayKey(new Date(now - day))) return words[locale].yesterday
  return null
}

const minutes = (count: number, locale: Locale) => short(count, locale, { ru: 'мин', kk: 'мин', en: 'min' })
const hours = (count: number, locale: Locale) => short(count, locale, { ru: 'ч', kk: 'сағ', en: 'h' })
const short = (count: number, locale: Locale, unit: Record<Locale, string>) => `${count}\u00a0${unit[locale]}`

/** `40 мин`, `3 ч`, `2 дня`: how late or how long still. */
export function span(ms: number, locale: Locale): string {
  const size = Math.abs(ms)
  if (size < hour) return minutes(Math.max(1, Math.round(size / minute)), locale)
  if (size < 48 * hour) return hours(Math.round(size / hour), locale)
  const days = Math.round(size / (24 * hour))
  if (locale === 'kk') return `${days} күн`
  if (locale === 'en') return plural('en', days, { one: 'day', other: 'days' })
  return plural('ru', days, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })
}
