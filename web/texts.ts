import { useSyncExternalStore } from 'react'
import type { Locale } from '../src/base/access.ts'

/** What a person reads, as typed tables: a key that Kazakh or English lacks, or has too much, does not compile. */

// biome-ignore lint/suspicious/noExplicitAny: a text may take arguments of any kind; `Same` keeps them equal in every language.
type Text = string | ((...values: any[]) => string)
interface Table {
  [key: string]: Text | Table
}
type Same<T> = {
  [K in keyof T]: T[K] extends (...values: infer V) => string
    ? (...values: V) => string
    : T[K] extends string
      ? string
      : Same<T[K]>
}
export type Texts<T> = Record<Locale, Same<T>>

/** A table of texts: Russian gives the keys, the other languages must have just the same. */
export function texts<T extends Table>(table: { ru: T; kk: NoInfer<Same<T>>; en: NoInfer<Same<T>> }): Texts<T> {
  return table as unknown as Texts<T>
}

const key = 'uchastok.locale'
const listeners = new Set<() => void>()
let locale = remembered()

function remembered(): Locale {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(key)
  if (kept === 'ru' || kept === 'kk' || kept === 'en') return kept
  const asked = typeof navigator === 'undefined' ? '' : navigator.language.slice(0, 2)
  return asked === 'kk' || asked === 'en' ? asked : 'ru'
}

export const currentLocale = (): Locale => locale

/** Speaks this language from now on, and remembers it on this device. */
export function setLocale(next: Locale): void {
  locale = next
  localStorage.setItem(key, next)
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

export function useLocale(): Locale {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentLocale)
}

/** The texts of a table in the language chosen; the component speaks anew when it changes. */
export function useTexts<T>(table: Texts<T>): Same<T> {
  return table[useLocale()]
}

/** 'one', 'few' … of this count in this language. */
export function plural(
  of: Locale,
  count: number,
  forms: { one?: string; few?: string; many?: string; other: string },
): string {
  const rule = new Intl.PluralRules(of).select(count)
  const form = rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined
  return `${number(count, of)} ${form ?? forms.other}`
}

// Kazakh numbers are written as Russian ones, and more browsers know these.
const tags: Record<Locale, string> = { ru: 'ru-RU', kk: 'ru-RU', en: 'en-GB' }
const zone = 'Asia/Almaty'

export function number(value: number, of: Locale = locale): string {
  return new Intl.NumberFormat(tags[of]).format(value)
}

/** Many browsers know no Kazakh months and days and write «M11»: they are spelled here, in the order that Russian has too. */
const kazakh = {
  month: [
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
  ],
  weekday: ['жексенбі', 'дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі'],
}

function inKazakh(at: Date, how: Intl.DateTimeFormatOptions): string {
  const [year = 0, month = 1, on = 1] = dayKey(at).split('-').map(Number)
  const names = {
    month: kazakh.month[month - 1] ?? '',
    weekday: kazakh.weekday[new Date(Date.UTC(year, month - 1, on)).getUTCDay()] ?? '',
  }
  const style = (part: 'month' | 'weekday') =>
    how[part] === 'long' ? names[part] : `${names[part].slice(0, 3)}${part === 'month' ? '.' : ''}`
  return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, ...how })
    .formatToParts(at)
    .map(({ type, value }) => {
      if (type === 'month' && !/^\d/.test(value)) return style('month')
      return type === 'weekday' ? style('weekday') : value.replace(/ г\.$/, '')
    })
    .join('')
}

/** An instant as people of Shymkent read it. */
export function date(at: string | Date, how: Intl.DateTimeFormatOptions, of: Locale = locale): string {
  if (of === 'kk') return inKazakh(new Date(at), how)
  return new Intl.DateTimeFormat(tags[of], { timeZone: zone, ...how }).format(new Date(at))
}

export const time = (at: string | Date, of: Locale = locale) => date(at, { hour: '2-digit', minute: '2-digit' }, of)
export const day = (at: string | Date, of: Locale = locale) => date(at, { day: 'numeric', month: 'long' }, of)
export const dayAndTime = (at: string | Date, of: Locale = locale) =>
  date(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }, of)

/** The day in Almaty of an instant, as 2026-11-22. */
export const dayKey = (at: string | Date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(at),
  )
