/** Habits and whole spans: «каждую ночь», «по пятницам», «күн сайын», «всю ночь», «түні бойы». */

import { gapBefore, is, word } from './when-clock.ts'
import { lasting } from './when-lengths.ts'
import { lastWeekday, lastWeekend, type Now, type Piece, type Read } from './when-piece.ts'
import type { Part, Unit } from './when-words.ts'

/** «каждую ночь», «по ночам», «күн сайын», «ежедневно», «всю ночь». */
export const habitAt: Read = (now, at) => {
  if (is(now, at, 'daily') !== undefined) return { next: at + 1, repeats: 'daily', likelihood: 0.9 }
  if (is(now, at, 'nightly') !== undefined) return { next: at + 1, part: 'night', repeats: 'night', likelihood: 0.9 }
  if (is(now, at, 'weekly') !== undefined) return { next: at + 1, repeats: 'weekly', likelihood: 0.8 }
  if (
    /^(?:куни туни|днем и|кундиз туни|кун тун)$/.test(`${word(now, at)} ${word(now, at + 1)}`) &&
    (word(now, at + 1) !== 'и' || is(now, at + 2, 'part') === 'night')
  )
    return { next: at + (word(now, at + 1) === 'и' ? 3 : 2), repeats: 'daily', likelihood: 0.8 }
  if (is(now, at, 'every') !== undefined) {
    const further = word(now, at + 1) === 'божий' ? at + 2 : at + 1
    return habitOf(now, further, false)
  }
  if (is(now, at + 1, 'each') !== undefined && gapBefore(now, at + 1) !== null) return habitOf(now, at, true)
  if (word(now, at) === 'демалыс' && /^кундери/.test(word(now, at + 1)))
    return { next: at + 2, repeats: 'weekend', likelihood: 0.8 }
  if (word(now, at) === 'кешке' && is(now, at + 1, 'each') !== undefined) return habitOf(now, at, true)
  const many = is(now, at, 'plural') as Part | undefined
  if (many !== undefined)
    return { next: at + 1, part: many, repeats: many === 'night' ? 'night' : 'daily', likelihood: 0.85 }
  if (word(now, at) === 'по') {
    const plural = is(now, at + 1, 'plural')
    if (plural !== undefined) return habitAt(now, at + 1)
    if (/^выходным$/.test(word(now, at + 1))) return { next: at + 2, repeats: 'weekend', likelihood: 0.9 }
    const weekday = is(now, at + 1, 'weekday')
    if (weekday !== undefined && /[ая]м$/.test(word(now, at + 1)))
      return { next: at + 2, repeats: 'weekly', days: lastWeekday(now, Number(weekday)), likelihood: 0.9 }
  }
  return wholeAt(now, at)
}

/** «всю ночь», «весь день», «все выходные», «түні бойы». */
function wholeAt(now: Now, at: number): Piece | null {
  const led = is(now, at, 'whole') !== undefined && !/^вс[ие]$/.test(word(now, at))
  const all = word(now, at) === 'все' && is(now, at + 1, 'weekend') !== undefined
  const of = led || all ? at + 1 : is(now, at + 1, 'further') !== undefined ? at : -1
  if (of < 0 || gapBefore(now, at + 1) !== ' ') return null
  const next = at + 2
  const part = is(now, of, 'part') as Part | undefined
  const unit = is(now, of, 'unit') as Unit | undefined
  if (part === 'night' || unit === 'night' || word(now, of) === 'туни') return { next, part: 'night', likelihood: 0.9 }
  if (part !== undefined && part !== 'noon') return { next, part, likelihood: 0.9 }
  if (unit === 'day' && /^(?:день|кун|куни)$/.test(word(now, of)))
    return { next, days: [now.day, now.day + 1], likelihood: 0.85 }
  if ((unit === 'week' || unit === 'month') && led) return { next, ...lasting(now, 1, unit), likelihood: 0.8 }
  if (is(now, of, 'weekend') !== undefined || is(now, of, 'rest') !== undefined)
    return { next, days: lastWeekend(now), likelihood: 0.8 }
  return null
}

function habitOf(now: Now, at: number, after: boolean): Piece | null {
  const next = after ? at + 2 : at + 1
  if (gapBefore(now, at + (after ? 1 : 0)) === null) return null
  const weekday = is(now, at, 'weekday')
  if (weekday !== undefined)
    return { next, repeats: 'weekly', days: lastWeekday(now, Number(weekday)), likelihood: 0.9 }
  if (is(now, at, 'weekend') !== undefined || is(now, at, 'rest') !== undefined)
    return { next, repeats: 'weekend', likelihood: 0.9 }
  const part = is(now, at, 'part') as Part | undefined
  const unit = is(now, at, 'unit') as Unit | undefined
  if (unit === 'night' || part === 'night') return { next, part: 'night', repeats: 'night', likelihood: 0.95 }
  if (part !== undefined) return { next, part, repeats: 'daily', likelihood: 0.95 }
  if (word(now, at) === 'кеш') return { next, part: 'evening', repeats: 'daily', likelihood: 0.9 }
  if (word(now, at) === 'тан') return { next, part: 'morning', repeats: 'daily', likelihood: 0.9 }
  if (unit === 'day') return { next, repeats: 'daily', likelihood: 0.95 }
  if (unit === 'hour') return { next, repeats: 'daily', likelihood: 0.6 }
  return unit === 'week' ? { next, repeats: 'weekly', likelihood: 0.9 } : null
}
