import type { Locale } from '../../src/base/access.ts'

/** `22 ноября`, `22 нояб.` */
export function dayWord(day: string, locale: Locale, month: 'short' | 'long'): string {
  const at = new Date(day)
  if (Number.isNaN(at.getTime())) return day
  return new Intl.DateTimeFormat({ ru: 'ru-RU', kk: 'kk-KZ', en: 'en-GB' }[locale], {
    day: 'numeric',
    month,
    timeZone: 'UTC',
  }).format(at)
}
