import type { Locale } from '../../src/base/access.ts'

// Kazakh numbers are written as Russian ones, and more browsers know these.
const tag = { ru: 'ru-RU', kk: 'ru-RU', en: 'en-GB' } as const

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
  return new Intl.NumberFormat(tag[locale], {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share)
}

/** A mean mark, `4,0`. */
export function mark(score: number, locale: Locale): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  return new Intl.NumberFormat(tag[locale], digits).format(score)
}
