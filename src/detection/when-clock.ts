/** Numbers of a time as people write them: an hour, a length. Numbers of houses, floors, prices and phones are none. */

import type { Token } from './text.ts'
import { hourEndings, type Part, type TimeClass, timeWord, type Unit } from './when-words.ts'

export interface Reader {
  raw: string
  tokens: readonly Token[]
}

/** What a word is under this name, if it is that at all: `unit` → `week`. */
export function is(reader: Reader, at: number, kind: TimeClass[0]): string | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  for (const [name, value] of timeWord(token.word)) if (name === kind) return value
  return undefined
}

export function word(reader: Reader, at: number): string {
  return reader.tokens[at]?.text ?? ''
}

/** What stands between a word and the one before it, or null when they are too far apart to belong together. */
export function gapBefore(reader: Reader, at: number): string | null {
  const before = reader.tokens[at - 1]
  const here = reader.tokens[at]
  if (before === undefined || here === undefined || here.start - before.end > 4) return null
  const gap = reader.raw.slice(before.end, here.start)
  return /[\n!?;]/.test(gap) ? null : gap
}

export interface Numeral {
  /** The larger of `2-3`. */
  value: number
  least: number
  next: number
  digits: boolean
  /** `3-те`, `үште`, `23-тен`: an ending of Kazakh, as an hour has it. */
  ending: string | null
}

/** A number below 1,000 in digits or words; null for the number of a house, for a decimal and for a part of a longer one. */
export function numeralAt(reader: Reader, at: number): Numeral | null {
  const token = reader.tokens[at]
  if (token === undefined) return null
  if (!token.digits) return spelt(reader, at)
  if (token.text.length > 3 || !/^\d+$/.test(token.text) || token.glued) return null
  const value = Number(token.text)
  const after = gapBefore(reader, at + 1)
  const next = reader.tokens[at + 1]
  if (after === null || next === undefined) return { value, least: value, next: at + 1, digits: true, ending: null }
  if (after === '/' || (next.digits && /^[.,:]$/.test(after))) return null
  if (!next.digits && /^['’]?[-–]?$/.test(after)) {
    if (hourEndings.has(next.text)) return { value, least: value, next: at + 2, digits: true, ending: next.text }
    if (/^(?:го|ти|х|ми|й|ый|ой|ую|ю|ая|я|и|ши|шы)$/.test(next.text))
      return {
        value,
        least: value,
        next: at + 2,
        digits: true,
        ending: /^(?:го|й|ый|ой|ую|ю|ая|я|ши|шы)$/.test(next.text) ? 'й' : null,
      }
    if (is(reader, at + 1, 'unit') === undefined && next.text !== 'ч' && is(reader, at + 1, 'part') === undefined)
      return null
  }
  if (
    next.digits &&
    /^[-–—]$/.test(after) &&
    next.text.length <= 2 &&
    Number(next.text) > value &&
    !(gapBefore(reader, at + 2) ?? ' ').startsWith('-')
  )
    return { value: Number(next.text), least: value, next: at + 2, digits: true, ending: null }
  return { value, least: value, next: at + 1, digits: true, ending: null }
}

function spelt(reader: Reader, at: number): Numeral | null {
  const first = is(reader, at, 'number')
  if (first === undefined) {
    const hour = is(reader, at, 'hour')
    return hour === undefined
      ? null
      : { value: Number(hour), least: Number(hour), next: at + 1, digits: false, ending: 'де' }
  }
  const value = Number(first)
  const gap = gapBefore(reader, at + 1)
  const second = Number(is(reader, at + 1, 'number') ?? is(reader, at + 1, 'hour') ?? Number.NaN)
  const ending = is(reader, at + 1, 'hour') === undefined ? null : 'де'
  // «он бір», «двадцать пять»; «екі-үш», «два-три».
  if (gap === ' ' && value >= 10 && value % 10 === 0 && second < 10)
    return { value: value + second, least: value + second, next: at + 2, digits: false, ending }
  if (gap === '-' && second > value) return { value: second, least: value, next: at + 2, digits: false, ending }
  return { value, least: value, next: at + 1, digits: false, ending: null }
}

export interface Hour {
  /** Minutes after midnight, as said: «в 11 вечера» is 660 and `part` evening. */
  minutes: number
  /** A whole hour was said, no minutes. */
  rough: boolean
  /** The words themselves say that it is an hour: `22:30`, «3 ночи», «5 часов». */
  sure: boolean
  part: Part | null
  ending: string | null
  next: number
}

const genitive: Record<string, Part> = { ночи: 'night', утра: 'morning', вечера: 'evening', дня: 'midday' }

/** An hour of the day; `led` when a word before it («в», «с», «сағат») makes `22.30` and «3 дня» an hour. */
export function hourAt(reader: Reader, at: number, led: boolean): Hour | null {
  if (is(reader, at, 'midnight') !== undefined) return exact(0, at + 1, 'night')
  if (word(reader, at) === 'тун' && is(reader, at + 1, 'middle') !== undefined) return exact(0, at + 2, 'night')
  if (word(reader, at) === 'час' && genitive[word(reader, at + 1)] !== undefined)
    return { ...exact(60, at + 2, genitive[word(reader, at + 1)] ?? null), rough: true }
  const half = /^половин/.test(word(reader, at)) ? is(reader, at + 1, 'ordinal') : is(reader, at, 'halfTo')
  if (half !== undefined)
    return withPart(
      reader,
      { ...exact(Number(half) * 60 - 30, at + (word(reader, at).startsWith('половин') ? 2 : 1), null) },
      led,
    )
  const token = reader.tokens[at]
  if (token?.digits && token.text.length <= 2 && !token.glued) {
    const minutes = reader.tokens[at + 1]
    const gap = gapBefore(reader, at + 1)
    const before = reader.raw[token.start - 1] ?? ' '
    if (
      minutes?.digits &&
      minutes.text.length === 2 &&
      gap !== null &&
      !(led ? /[\d:.,/]/ : /[\d:.,/-]/).test(before)
    ) {
      const value = Number(token.text) * 60 + Number(minutes.text)
      const led5 = led && Number(minutes.text) % 5 === 0
      const fits = Number(token.text) <= 24 && Number(minutes.text) < 60
      const further = reader.raw.slice(minutes.end, minutes.end + 2)
      if (
        fits &&
        !/^[:.,/]\d/.test(further) &&
        (gap === ':' || (led5 && /^[.-]$/.test(gap)) || (led && gap === ' ' && /^[03]0$/.test(minutes.text)))
      ) {
        const ending = /^-?\p{L}/u.test(further) && hourEndings.has(word(reader, at + 2)) ? word(reader, at + 2) : null
        return withPart(reader, { ...exact(value, at + (ending === null ? 2 : 3), null), ending }, led)
      }
    }
  }
  const numeral = numeralAt(reader, at)
  if (numeral === null || numeral.least > 24 || numeral.ending === 'й') return null
  const hour: Hour = {
    minutes: numeral.least * 60,
    rough: true,
    sure: false,
    part: null,
    ending: numeral.ending,
    next: numeral.next,
  }
  if (/^жарым/.test(word(reader, hour.next)))
    return { ...hour, minutes: hour.minutes + 30, rough: false, ending: 'да', next: hour.next + 1 }
  return withPart(reader, hour, led)
}

const exact = (minutes: number, next: number, part: Part | null): Hour => ({
  minutes,
  rough: false,
  sure: true,
  part,
  ending: null,
  next,
})

/** «5 часов», «3 часа ночи», «11 вечера»; «3 дня» is a length unless a word before it says otherwise. */
function withPart(reader: Reader, hour: Hour, led: boolean): Hour {
  let { next, sure, part } = hour
  if (hour.rough && is(reader, next, 'unit') === 'hour' && /^(?:ч|час)/.test(word(reader, next))) {
    const said = genitive[word(reader, next + 1)]
    if (said === undefined && !led) return hour
    next += 1
    sure = true
  }
  const said = genitive[word(reader, next)]
  if (said !== undefined && gapBefore(reader, next) !== null && (said !== 'midday' || led || sure)) {
    part = said
    sure = true
    next += 1
  }
  return { ...hour, next, sure, part }
}

export interface Length {
  value: number
  unit: Unit
  /** No number was said: «неделю», «час». */
  bare: boolean
  next: number
}

/** A length of time: «полчаса», «2-3 дня», «минут 20», «бір аптадан», «неделю». */
export function lengthAt(reader: Reader, at: number): Length | null {
  if (is(reader, at, 'half') !== undefined) return { value: 0.5, unit: 'hour', bare: false, next: at + 1 }
  if (/^полтор[аы]$/.test(word(reader, at))) return measured(reader, at + 1, 1.5)
  if (/^полгода$/.test(word(reader, at))) return { value: 6, unit: 'month', bare: false, next: at + 1 }
  if (is(reader, at, 'halfSpan') !== undefined) return measured(reader, at + 1, 0.5)
  if (is(reader, at, 'pair') !== undefined) return measured(reader, at + 1, 2)
  if (is(reader, at, 'several') !== undefined) return measured(reader, at + 1, 3)
  const unit = is(reader, at, 'unit') as Unit | undefined
  if (unit !== undefined) {
    const after = gapBefore(reader, at + 1) === ' ' ? numeralAt(reader, at + 1) : null
    if (
      after !== null &&
      after.ending === null &&
      /^(?:минут|час(?:а|ов|ика)|дня|дней|недел[иь]|месяца|лет|года)$/.test(word(reader, at)) &&
      is(reader, after.next, 'other') === undefined
    )
      return { value: after.value, unit, bare: false, next: after.next }
    return { value: 1, unit, bare: true, next: at + 1 }
  }
  const numeral = numeralAt(reader, at)
  if (numeral === null || numeral.ending !== null) return null
  return measured(reader, numeral.next, numeral.value)
}

function measured(reader: Reader, at: number, value: number): Length | null {
  const unit = is(reader, at, 'unit') as Unit | undefined
  const gap = gapBefore(reader, at)
  return unit === undefined || gap === null || !/^[ \u00a0-]{0,2}$/.test(gap)
    ? null
    : { value, unit, bare: false, next: at + 1 }
}
