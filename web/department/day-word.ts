import type { Locale } from '../../src/base/access.ts'

/** Days in words. Many browsers know no Kazakh months, so these are said by ourselves. */

const long = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')
const short = 'қаң. ақп. нау. сәу. мам. мау. шіл. там. қыр. қаз. қар. жел.'.split(' ')
const tag = { ru: 'ru-RU', en: 'en-GB' }

/** `22 ноября`, `22 нояб.` */
export function dayWord(day: string, locale: Locale, month: 'short' | 'long'): string {
  const at = new Date(day)
  if (Number.isNaN(at.getTime())) return day
  if (locale === 'kk') return `${at.getUTCDate()} ${(month === 'long' ? long : short)[at.getUTCMonth()]}`
  return new Intl.DateTimeFormat(tag[locale], { day: 'numeric', month, timeZone: 'UTC' }).format(at)
}

/** `1–22 ноября 2026 г.`, `2026 жылғы 1–22 қараша` */
export function days(from: string, to: string, locale: Locale): string {
  if (locale !== 'kk') {
    const format = new Intl.DateTimeFormat(tag[locale], {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    })
    return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to))
  }
  const whole = (day: string) => `${day.slice(0, 4)} жылғы ${dayWord(day, 'kk', 'long')}`
  if (from === to) return whole(to)
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${whole(from)} – ${whole(to)}`
  if (from.slice(0, 7) !== to.slice(0, 7)) return `${whole(from)} – ${dayWord(to, 'kk', 'long')}`
  return `${to.slice(0, 4)} жылғы ${Number(from.slice(8))}–${dayWord(to, 'kk', 'long')}`
}
