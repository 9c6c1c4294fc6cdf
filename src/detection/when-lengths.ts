/** Lengths of time: how long ago, how long already, in how long. */

import { gapBefore, hourAt, is, lengthAt, numeralAt, word } from './when-clock.ts'
import { dayLength, hour, minute, type Now, type Piece, type Read } from './when-piece.ts'
import type { Unit } from './when-words.ts'

const lead = (now: Now, at: number) => (/^(?:на|за|по|об?)$/.test(word(now, at)) ? word(now, at) : null)

/** «10 минут назад», «уже месяц», «третий день», «үш күннен бері», «через час». */
export const lengthOf: Read = (now, at) => {
  const through = is(now, at, 'through') !== undefined
  const already = is(now, at, 'already') !== undefined
  const ahead = lead(now, at)
  let from = through || already || ahead !== null ? at + 1 : at
  if (already && is(now, from, 'already') !== undefined) from += 1
  if (from > at && gapBefore(now, from) === null) return null
  const ordinal = ordinalAt(now, from)
  const unit = ordinal === null ? undefined : (is(now, ordinal.next, 'unit') as Unit | undefined)
  if (
    ordinal !== null &&
    unit !== undefined &&
    unit !== 'minute' &&
    unit !== 'year' &&
    gapBefore(now, ordinal.next) !== null
  ) {
    if (ahead === 'на' || through) return null
    const back = unit === 'hour' || unit === 'day' || unit === 'night' ? ordinal.value - 1 : ordinal.value
    return {
      next: ordinal.next + 1,
      ...lasting(now, Math.max(back, unit === 'hour' ? 1 : 0), unit),
      ...(unit === 'night' && { part: 'night' as const, repeats: 'night' as const }),
      likelihood: 0.85,
    }
  }
  if (/^(?:коптен|баягыдан)$/.test(word(now, at)) && is(now, at + 1, 'since') !== undefined)
    return { next: at + 2, ...lasting(now, 1, 'month'), likelihood: 0.4 }
  // «уже 2 ночи» is an hour.
  if (already && hourAt(now, from, false)?.sure) return null
  const said = lengthAt(now, from)
  if (said === null) return null
  if (said.bare && now.tokens[from - 1]?.digits) return null
  const { next, value } = said
  const near = gapBefore(now, next) !== null
  if (through) return { next, moment: toCome(now, value, said.unit), future: true, likelihood: 0.85 }
  if (near && is(now, next, 'ago') !== undefined) {
    const tail = word(now, next) === 'тому' && word(now, next + 1) === 'назад' ? 2 : 1
    return { next: next + tail, ...wasAgo(now, value, said.unit), likelihood: 0.95 }
  }
  if (near && word(now, next) === 'как' && (said.unit === 'minute' || said.unit === 'hour'))
    return { next: next + 1, ...wasAgo(now, value, said.unit), likelihood: 0.85 }
  if (near && is(now, next, 'since') !== undefined)
    return { next: next + 1, ...lasting(now, value, said.unit), likelihood: 0.95 }
  if (
    near &&
    is(now, next, 'after') !== undefined &&
    word(now, next) !== 'после' &&
    /[дтн][ае]н$/.test(word(now, next - 1))
  )
    return { next: next + 1, moment: toCome(now, value, said.unit), future: true, likelihood: 0.7 }
  if (ahead === 'на' || ahead === 'по' || ahead?.startsWith('о')) return null
  const lasts = already || /^(?:подряд|бойы|уже|болды|как|катарынан|болып)$/.test(near ? word(now, next) : '')
  if (lasts) {
    if (word(now, at - 1) === 'еще') return null
    const more = /^(?:подряд|бойы|катарынан|болды|уже)$/.test(word(now, next)) && near ? 1 : 0
    return { next: next + more, ...lasting(now, value, said.unit), likelihood: 0.85 }
  }
  if (/^(?:в|раз|раза|рет|еще|от|до|с|к|на|лет|свыше|каждые|ар)$/.test(word(now, at - 1))) return null
  if (
    said.unit === 'year' ||
    said.unit === 'minute' ||
    (value === 24 && said.unit === 'hour') ||
    (value === 15 && said.unit === 'day')
  )
    return null
  if (is(now, next, 'other') !== undefined && gapBefore(now, next) === ' ') return null
  if (ahead !== null && /^раза?$/.test(word(now, at - 1))) return null
  if (said.bare) return word(now, from) === 'неделю' ? { next, ...lasting(now, 1, 'week'), likelihood: 0.5 } : null
  return { next, ...lasting(now, value, said.unit), likelihood: ahead === 'за' ? 0.6 : 0.5 }
}

function ordinalAt(now: Now, at: number): { value: number; next: number } | null {
  const spelt = is(now, at, 'ordinal')
  if (spelt !== undefined) return { value: Number(spelt), next: at + 1 }
  const numeral = numeralAt(now, at)
  return numeral !== null && numeral.ending === 'й' ? { value: numeral.value, next: numeral.next } : null
}

const lengths: Record<Unit, number> = {
  minute, hour, day: dayLength, night: dayLength, week: 7 * dayLength, month: 30 * dayLength, year: 365 * dayLength,
} // biome-ignore format: a table

export function lasting(now: Now, value: number, unit: Unit): Pick<Piece, 'moment' | 'since'> {
  const from = now.local - value * lengths[unit]
  const start = unit === 'minute' || unit === 'hour' ? from : Math.floor(from / dayLength) * dayLength
  return { moment: [start, now.local], since: true }
}

/** As exactly as people say it: minutes to five, hours to half an hour, days to the day, weeks to five days. */
function wasAgo(now: Now, value: number, unit: Unit): Pick<Piece, 'moment' | 'days'> {
  const from = now.local - value * lengths[unit]
  if (unit === 'minute') return { moment: [from, from + 5 * minute] }
  if (unit === 'hour') return { moment: [from, from + (value < 1 ? 15 : 30) * minute] }
  const day = Math.floor(from / dayLength)
  const about = unit === 'day' || unit === 'night' ? 0 : unit === 'week' ? 2 : unit === 'month' ? 7 : 30
  return { days: [day - about, day + about + 1] }
}

function toCome(now: Now, value: number, unit: Unit): [number, number] {
  const from = now.local + value * lengths[unit]
  return [from, from + (lengths[unit] < dayLength ? hour : dayLength)]
}
