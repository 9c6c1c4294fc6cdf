import type { Locale } from '../../src/base/access.ts'

/** How long something took, in the units that fit: `40 с`, `12 мин`, `3 ч 20 мин`, `2 дн 4 ч`. */
export function duration(seconds: number, locale: Locale): string {
  const unit = { ru: ['с', 'мин', 'ч', 'дн'], kk: ['с', 'мин', 'сағ', 'күн'], en: ['s', 'min', 'h', 'd'] }[locale]
  const say = (count: number, index: number) => `${count}\u00a0${unit[index]}`
  const pair = (whole: number, rest: number, index: number) =>
    rest > 0 ? `${say(whole, index)} ${say(rest, index - 1)}` : say(whole, index)
  if (seconds < 60) return say(Math.round(seconds), 0)
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return say(minutes, 1)
  if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), minutes % 60, 2)
  const hours = Math.round(minutes / 60)
  return pair(Math.floor(hours / 24), hours % 24, 3)
}

/** `48 %`; a dash where there is no whole. */
export function percent(share: number | null, locale: Locale): string {
  if (share === null) return '—'
  return new Intl.NumberFormat({ ru: 'ru-RU', kk: 'kk-KZ', en: 'en-GB' }[locale], {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share)
}

/** `1–22 ноября 2026 г.` */
export function days(from: string, to: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat({ ru: 'ru-RU', kk: 'kk-KZ', en: 'en-GB' }[locale], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return from === to ? format.format(new Date(from)) : format.formatRange(new Date(from), new Date(to))
}
