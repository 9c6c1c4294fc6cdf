/** Days as people name them: a date, a day of the week, «вчера», «на прошлой неделе», «түнде». */

import { gapBefore, is, word } from './when-clock.ts'
import {
  dayLength,
  lastWeekday,
  lastWeekend,
  minute,
  type Now,
  type Piece,
  type Read,
  weekdayOf,
} from './when-piece.ts'
import { hoursOf, type Part, type Unit } from './when-words.ts'

/** «вчера», «в пятницу», «на прошлой неделе», «ночью», «сейчас», «летом», «кеше», «жұма күні». */
export const dayAt: Read = (now, at) => {
  const led = ['from', 'until', 'after', 'in'].find(
    (kind) => is(now, at, kind) !== undefined && !/^(?:час|сагат)/.test(word(now, at)),
  )
  const other = /^(?:на|к|под|за|об?)$/.test(word(now, at))
  const i = led !== undefined || other ? at + 1 : at
  if (i > at && gapBefore(now, i) === null) return null
  const piece =
    nightBetween(now, i) ??
    momentAt(now, i) ??
    namedAt(now, i) ??
    relativeAt(now, i, led) ??
    partAt(now, i, led ?? (/^(?:к|под)$/.test(word(now, at)) ? 'near' : null))
  if (piece === null) return null
  return led === 'from' && piece.bound === undefined && piece.clock === undefined ? { ...piece, since: true } : piece
}

function momentAt(now: Now, at: number): Piece | null {
  const two = `${word(now, at)} ${word(now, at + 1)}`
  if (is(now, at, 'now') !== undefined) return { next: at + 1, moment: [now.local, now.local], likelihood: 0.75 }
  if (two === 'только что' || two === 'жана гана' || two === 'жана ана')
    return { next: at + 2, moment: [now.local - 10 * minute, now.local], likelihood: 0.85 }
  if (two === 'данный момент' || two === 'эту минуту' || two === 'ету минуту')
    return { next: at + 2, moment: [now.local, now.local], likelihood: 0.85 }
  if (is(now, at, 'just') !== undefined)
    return { next: at + 1, moment: [now.local - 30 * minute, now.local], likelihood: 0.7 }
  if (
    is(now, at, 'lately') !== undefined ||
    two === 'на днях' ||
    (word(now, at) === 'днях' && word(now, at - 1) === 'на')
  )
    return { next: at + (two === 'на днях' ? 2 : 1), days: [now.day - 4, now.day + 1], likelihood: 0.5 }
  if (is(now, at, 'lastYear') !== undefined) return { next: at + 1, days: yearOf(now, -1), likelihood: 0.7 }
  return null
}

/** «ночь с пятницы на субботу», «жұмадан сенбіге қараған түні»: the night that begins on the first. */
function nightBetween(now: Now, at: number): Piece | null {
  const russian = word(now, at) === 'ночь' && /^со?$/.test(word(now, at + 1)) && word(now, at + 3) === 'на'
  const kazakh = /^караган$/.test(word(now, at + 2)) && /^тун/.test(word(now, at + 3))
  const weekday = russian ? is(now, at + 2, 'weekday') : kazakh ? is(now, at, 'weekday') : undefined
  if (weekday === undefined) return null
  const last = russian ? at + 4 : at + 3
  if (russian && is(now, last, 'weekday') === undefined) return null
  return { next: last + 1, days: lastWeekday(now, Number(weekday)), weekday: true, part: 'night', likelihood: 0.95 }
}

function namedAt(now: Now, at: number): Piece | null {
  const tail = (next: number) => (/^(?:дня|куни|кунги|кун|куннен)$/.test(word(now, next)) ? next + 1 : next)
  if (/^(?:алдынгы|бурнагы|аргы)$/.test(word(now, at)) && /^кун/.test(word(now, at + 1)))
    return { next: at + 2, days: [now.day - 2, now.day - 1], likelihood: 0.85 }
  const shift = is(now, at, 'day')
  if (shift !== undefined) {
    const day = now.day + Number(shift)
    return {
      next: tail(at + 1),
      days: [day, day + 1],
      ...(Number(shift) > 0 && { future: true as const }),
      likelihood: 0.9,
    }
  }
  const weekday = is(now, at, 'weekday')
  if (weekday !== undefined) {
    if (/^(?:мубарак|намаз|обитан)/.test(word(now, at + 1))) return null
    const next = tail(at + 1)
    const sure = next > at + 1 || at > 0
    return { next, days: lastWeekday(now, Number(weekday)), weekday: true, likelihood: sure ? 0.8 : 0.6 }
  }
  if (is(now, at, 'weekend') !== undefined && /^выходны[ех]$/.test(word(now, at)))
    return { next: at + 1, days: lastWeekend(now), weekday: true, likelihood: 0.7 }
  if (is(now, at, 'rest') === undefined) return null
  if (/^(?:куни|кундери)$/.test(word(now, at + 1)))
    return { next: at + 2, days: lastWeekend(now), weekday: true, likelihood: 0.7 }
  return word(now, at) === 'демалыста' ? { next: at + 1, days: lastWeekend(now), likelihood: 0.5 } : null
}

/** «прошлой ночью», «на этой неделе», «келесі жұма», «в октябре», «өткен қыста». */
function relativeAt(now: Now, at: number, led: string | undefined): Piece | null {
  const shift =
    is(now, at, 'last') !== undefined
      ? -1
      : is(now, at, 'next') !== undefined
        ? 1
        : is(now, at, 'this') !== undefined
          ? 0
          : null
  const of = shift === null ? at : at + 1
  if (shift !== null && gapBefore(now, of) === null) return null
  const future = shift === 1 ? { future: true as const } : {}
  const next = of + 1
  const month = is(now, of, 'month')
  if (
    month !== undefined &&
    (shift !== null ||
      (led === 'in' && /е$/.test(word(now, of))) ||
      (led === 'from' && /[ая]$/.test(word(now, of))) ||
      /(?:да|де|те|нан|нен|дан|ден)$/.test(word(now, of)))
  )
    return { next, ...future, days: lastMonths(now, Number(month), 1, shift ?? 0), likelihood: 0.6 }
  const season = is(now, of, 'season')
  if (season !== undefined)
    return { next, ...future, days: lastMonths(now, seasons[season] ?? 1, 3, 0), likelihood: 0.5 }
  if (shift === null) return null
  const weekday = is(now, of, 'weekday')
  if (weekday !== undefined) {
    const [last] = lastWeekday(now, Number(weekday))
    const day = shift === 1 ? last + 7 : shift === -1 && last === now.day ? last - 7 : last
    return { next: /^куни$/.test(word(now, next)) ? next + 1 : next, ...future, days: [day, day + 1], likelihood: 0.9 }
  }
  if (is(now, of, 'weekend') !== undefined || is(now, of, 'rest') !== undefined) {
    const [from, to] = lastWeekend(now)
    const far = shift === 1 ? 7 : shift === -1 && to > now.day ? -7 : 0
    return {
      next: /^кун/.test(word(now, next)) ? next + 1 : next,
      ...future,
      days: [from + far, to + far],
      likelihood: 0.85,
    }
  }
  const part = is(now, of, 'part') as Part | undefined
  const unit = is(now, of, 'unit') as Unit | undefined
  if (part === 'night' || unit === 'night') {
    const day = now.day + (shift === 0 ? 0 : shift)
    return {
      next,
      ...future,
      part: 'night',
      ...(shift !== 0 && { days: [day, day + 1] as [number, number] }),
      likelihood: 0.9,
    }
  }
  if (unit === 'week') {
    const monday = now.day - weekdayOf(now.day) + 1 + shift * 7
    return { next, ...future, days: [monday, monday + 7], likelihood: 0.85 }
  }
  if (unit === 'month') return { next, ...future, days: monthOf(now, shift), likelihood: 0.8 }
  if (unit === 'year' && /^(?:году|жылы|год|года)$/.test(word(now, of)))
    return { next, ...future, days: yearOf(now, shift), likelihood: 0.7 }
  return null
}

/** «ночью», «с утра», «до утра», «после обеда», «с утра до вечера». */
function partAt(now: Now, at: number, led: string | null): Piece | null {
  const part = is(now, at, 'part') as Part | undefined
  if (part === undefined || /^(?:добр|спокойн|кайырлы|доброй|сладк)/.test(word(now, at - 1))) return null
  const shown = word(now, at)
  if (part === 'noon' && (led === 'after' || (shown === 'тустен' && is(now, at + 1, 'after') !== undefined)))
    return { next: led === 'after' ? at + 1 : at + 2, part: 'afternoon', likelihood: 0.8 }
  if (part === 'noon' && led === 'until') return { next: at + 1, part: 'morning', likelihood: 0.7 }
  if (led === 'from' && is(now, at + 1, 'until') !== undefined) {
    const last = is(now, at + 2, 'part') as Part | undefined
    if (last !== undefined)
      return {
        next: at + 3,
        clock: { from: hoursOf[part][0] * 60, to: (hoursOf[last][0] % 24) * 60, rough: false },
        likelihood: 0.8,
      }
  }
  if (led === 'until')
    return part === 'morning' || part === 'night'
      ? { next: at + 1, part: part === 'morning' ? 'night' : 'evening', likelihood: 0.7 }
      : null
  if (shown === 'тан' && /^(?:ата|ат[кы]|сари)/.test(word(now, at + 1)))
    return { next: at + 2, part: 'morning', likelihood: 0.75 }
  if (shown === 'тун' && is(now, at + 1, 'middle') !== undefined)
    return { next: at + 2, part: 'night', likelihood: 0.85 }
  const nominative = /^(?:ночь|ночи|утро|утра|вечер|вечера|обед|обеда|тан|танда)$/.test(shown)
  return {
    next: at + 1,
    part,
    ...(nominative && led === null && { weak: true as const }),
    likelihood: nominative || shown === 'кешке' ? 0.6 : 0.75,
  }
}

const seasons: Record<string, number> = { winter: 12, spring: 3, summer: 6, autumn: 9 }

function utcDay(year: number, month: number): number {
  return Math.floor(Date.UTC(year, month, 1) / dayLength)
}

function monthOf(now: Now, shift: number): [number, number] {
  const today = new Date(now.local)
  return [
    utcDay(today.getUTCFullYear(), today.getUTCMonth() + shift),
    utcDay(today.getUTCFullYear(), today.getUTCMonth() + shift + 1),
  ]
}

function yearOf(now: Now, shift: number): [number, number] {
  const year = new Date(now.local).getUTCFullYear() + shift
  return [utcDay(year, 0), utcDay(year + 1, 0)]
}

/** The latest run of months that has begun, or the next one. */
function lastMonths(now: Now, month: number, count: number, shift: number): [number, number] {
  let year = new Date(now.local).getUTCFullYear()
  if (utcDay(year, month - 1) > now.day) year -= 1
  if (shift > 0) year += 1
  return [utcDay(year, month - 1), utcDay(year, month - 1 + count)]
}
