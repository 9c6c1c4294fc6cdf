/** A message as the search for places reads it: words, what part each may play, and what stands between them. */

import type { PlaceClass } from './place-words.ts'
import type { Token } from './text.ts'

export interface Reader {
  raw: string
  tokens: readonly Token[]
  classes: PlaceClass[]
  /** Capital letters mean something: the message has small ones as well. */
  capitals: boolean
}

export function word(reader: Reader, at: number): string {
  return reader.tokens[at]?.text ?? ''
}

export function is(reader: Reader, at: number, name: PlaceClass): boolean {
  return reader.classes[at] === name
}

/** Only spaces, commas, dots, dashes, quotes or № stand between two words of a name. */
export function beside(reader: Reader, at: number): boolean {
  const here = reader.tokens[at]
  const next = reader.tokens[at + 1]
  if (here === undefined || next === undefined || next.start - here.end > 4) return false
  for (let i = here.end; i < next.start; i += 1) {
    if (!' \u00a0,.-–—/№#«»"„“”\':'.includes(reader.raw[i] ?? 'x')) return false
  }
  return true
}

/** Only a space, a quote or a dash stands between two words. */
export function touching(reader: Reader, at: number): boolean {
  const between = reader.raw.slice(reader.tokens[at]?.end, reader.tokens[at + 1]?.start)
  return between.length <= 3 && beside(reader, at) && !/[,–—]/.test(between)
}

/** A house number as written: `14`, `14а`, `14/2`, `5го`, `3-ші`; returns its last word. */
export function numberAt(reader: Reader, at: number): number | undefined {
  const token = reader.tokens[at]
  if (token === undefined) return undefined
  if (!token.digits) {
    // `блок Б2`
    if (isLetter(token) && reader.tokens[at + 1]?.digits && reader.tokens[at + 1]?.glued) return at + 1
    return is(reader, at, 'ordinal') ? lastOrdinal(reader, at) : undefined
  }
  if (token.text.length > 3) return undefined
  let last = at
  const next = reader.tokens[at + 1]
  if (next !== undefined && next.start - token.end <= 1 && beside(reader, at)) {
    const between = reader.raw.slice(token.end, next.start)
    if (next.digits && (between === '/' || between === '-') && next.text.length <= 3) last = at + 1
    else if (!next.digits && between !== ' ' && (is(reader, at + 1, 'suffix') || isLetter(next))) last = at + 1
  }
  return last
}

function lastOrdinal(reader: Reader, at: number): number {
  return is(reader, at + 1, 'ordinal') && beside(reader, at) ? at + 1 : at
}

function isLetter(token: Token): boolean {
  return token.text.length === 1 && token.end - token.start <= 2
}

export function timeWord(reader: Reader, at: number): boolean {
  return /^(?:час|мин|утр|вечер|ноч|числ|лет|год|раз|чел|тенге|тг|т$|руб|дня|дней|дн|кг|сагат|кун|рет|адам|жаст|жыл|январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр)/.test(
    word(reader, at),
  )
}

export function numberAfter(reader: Reader, at: number): number {
  if (!beside(reader, at)) return at
  const last = numberAt(reader, at + 1)
  return last === undefined || timeWord(reader, last + 1) ? at : last
}

export function capital(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  if (token === undefined || token.digits) return false
  const first = reader.raw[token.start] ?? ''
  return first !== first.toLowerCase()
}

export function quoted(reader: Reader, at: number): boolean {
  const token = reader.tokens[at]
  return token !== undefined && '«"„“'.includes(reader.raw[token.start - 1] ?? ' ')
}
