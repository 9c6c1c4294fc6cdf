import type { Locale } from '../../src/base/access.ts'
import { date, dayAndTime, dayKey, time } from '../texts.ts'

/** Many browsers know no Kazakh months and write «M11»: they are spelled here. */
const monthsKk = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
]

/** «22 ноября», «22 қараша». */
export function dayIn(at: string, locale: Locale): string {
  if (locale !== 'kk') return date(at, { day: 'numeric', month: 'long' }, locale)
  const [, month, day] = dayKey(at).split('-').map(Number)
  return `${day} ${monthsKk[(month ?? 1) - 1]}`
}

/** «22 нояб., 18:05», «22 қараша, 18:05». */
export function momentIn(at: string, locale: Locale): string {
  return locale === 'kk' ? `${dayIn(at, locale)}, ${time(at, 'ru')}` : dayAndTime(at, locale)
}

/** «18:05», whatever the browser knows. */
export const timeIn = (at: string, locale: Locale): string => time(at, locale === 'kk' ? 'ru' : locale)
