import type { Locale } from '../../src/base/access.ts'
import { number } from '../texts.ts'

/** A likelihood 0 … 1 as people say it; the program is never quite certain, nor is anything quite impossible. */
export function percentWords(likelihood: number, locale: Locale): string {
  const space = locale === 'en' ? '' : '\u00a0'
  const whole = Math.round(likelihood * 100)
  if (whole > 99) return `>\u00a0${number(99, locale)}${space}%`
  return whole < 1 ? `<\u00a0${number(1, locale)}${space}%` : `${number(whole, locale)}${space}%`
}
