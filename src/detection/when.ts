/** When it was, by the words of a message: the times told in it, as intervals of the local time of Shymkent (UTC+5). */

import { offsetHours } from '../base/calendar.ts'
import type { Folded } from './text.ts'
import { gapBefore, is } from './when-clock.ts'
import { dayLength, hour, lastWeekend, minute, type Now, type Piece } from './when-piece.ts'
import { byPart, pieceAt } from './when-pieces.ts'
import { hoursOf, type Repeats } from './when-words.ts'

/** A time told in a message. */
export interface Time {
  /** `[start, end)` in UTF-16 code units of the original text. */
  start: number
  end: number
  text: string
  /** The interval meant; what is not said of minutes stands for the whole hour. Of a habit: the last time it was. */
  from: Date
  to: Date
  repeats: Repeats | null
  /** It speaks of what is to come: a report speaks of what was. */
  future: boolean
  /** 0 … 1: how surely these words are that time. */
  likelihood: number
}

const timesAtMost = 8
const fillersAtMost = 2

/** The times told in a message written at `at`: at most eight, in their order, none overlapping; linear in its length. */
export function findTimes(text: Folded, at: Date): Time[] {
  const local = at.getTime() + offsetHours * hour
  const now: Now = { raw: text.raw, tokens: text.tokens, local, day: Math.floor(local / dayLength) }
  const times: Time[] = []
  for (let i = 0; i < now.tokens.length && times.length < timesAtMost; ) {
    const first = pieceAt(now, i)
    if (first === null) {
      i += 1
      continue
    }
    const told = joined(now, first)
    const start = now.tokens[i]?.start ?? 0
    const end = now.tokens[told.next - 1]?.end ?? start
    if (told.weak) {
      i += 1
      continue
    }
    const span = resolve(now, told, isToCome(now, i, told))
    times.push({
      start,
      end,
      text: text.raw.slice(start, end),
      from: new Date(span.from - offsetHours * hour),
      to: new Date(span.to - offsetHours * hour),
      repeats: told.repeats ?? null,
      future: span.future,
      likelihood: told.likelihood,
    })
    i = told.next
  }
  return times
}

/** Pieces that stand side by side make one time: «вчера, примерно в 2 ночи». */
function joined(now: Now, first: Piece): Piece {
  let told = first
  for (;;) {
    let at = told.next
    for (
      let fillers = 0;
      fillers < fillersAtMost && is(now, at, 'hush') !== undefined && gapBefore(now, at) !== null;
      fillers += 1
    ) {
      if (pieceAt(now, at) !== null) break
      at += 1
    }
    if (is(now, told.next, 'since') !== undefined && gapBefore(now, told.next) !== null) {
      told = { ...told, since: true, next: told.next + 1 }
      continue
    }
    const next = gapBefore(now, at) === null ? null : pieceAt(now, at)
    const both = next === null ? null : merge(told, next)
    if (both === null) return told
    told = both
  }
}

/** Two pieces as one, or null where both say the same sort of thing. */
function merge(one: Piece, two: Piece): Piece | null {
  if ((one.days && two.days) || (one.clock && two.clock) || (one.moment && two.moment) || (one.repeats && two.repeats))
    return null
  if (one.part && two.part && one.part !== two.part) {
    if (one.clock || two.clock === undefined) return null
  }
  // «сейчас вечером», «10 минут назад в пятницу» are two times; «уже месяц по ночам» is one.
  const moment = one.moment ?? two.moment
  if (moment && (one.days ?? two.days ?? one.clock ?? two.clock)) return null
  if (moment && (one.part ?? two.part) && !(one.repeats ?? two.repeats)) return null
  if (one.since && two.since && moment === undefined) return null
  const { weak: _one, ...first } = one
  const { weak: _two, ...second } = two
  const weak = one.weak && two.weak
  return {
    ...first,
    ...second,
    ...(two.part === undefined && one.part && { part: one.part }),
    ...(weak && { weak }),
    likelihood: Math.min(0.98, Math.max(one.likelihood, two.likelihood) + 0.03),
  }
}

/** «будет», «состоится», «өтеді» within the same sentence, a few words before or after. */
function isToCome(now: Now, first: number, told: Piece): boolean {
  if (told.future) return true
  if (told.since || told.moment || told.repeats) return false
  if (told.days && !told.weekday && told.days[0] < now.day) return false
  for (let i = told.next; i < told.next + 4 && now.tokens[i] !== undefined && now.tokens[i]?.cut === false; i += 1)
    if (is(now, i, 'future') !== undefined) return true
  for (let i = first; i > first - 4 && i > 0 && now.tokens[i]?.cut === false; i -= 1)
    if (is(now, i - 1, 'future') !== undefined) return true
  return false
}

interface Interval {
  from: number
  to: number
  future: boolean
}

function resolve(now: Now, told: Piece, toCome: boolean): Interval {
  let { from, to } = told.moment ? { from: told.moment[0], to: told.moment[1] } : interval(now, told, toCome)
  if (told.since && from <= now.local && (told.moment || !told.repeats)) to = now.local
  const future = from > now.local || toCome
  if (!future && to > now.local) to = now.local
  if (to < from) to = from
  return { from, to, future }
}

/** Minutes of the day, or of the days after it, that the piece covers. */
function hoursTold({ clock, part, bound, repeats, since }: Piece): [number, number] | null {
  if (clock) {
    const from = part && clock.to === null ? byPart(clock.from, part) : clock.from % 1440
    if (clock.to !== null) return [from, clock.to <= from ? clock.to + 1440 : clock.to]
    if (bound === 'until') return [from < 720 ? -120 : from - 240, from]
    if (bound === 'after' || (repeats && since))
      return [from, from < 6 * 60 ? 6 * 60 : from >= 18 * 60 ? 30 * 60 : 24 * 60]
    return [from, from + (clock.rough ? 60 : 15)]
  }
  if (!part) return null
  const [from, to] = hoursOf[part]
  return [from * 60, to * 60]
}

function interval(now: Now, told: Piece, toCome: boolean): { from: number; to: number } {
  const hours = hoursTold(told)
  const days = told.days ?? (told.repeats === 'weekend' ? lastWeekend(now) : null)
  if (days && (days[1] - days[0] > 1 || hours === null)) {
    const ahead = toCome && told.weekday && days[1] <= now.day ? 7 : 0
    return { from: (days[0] + ahead) * dayLength, to: (days[1] + ahead) * dayLength }
  }
  if (hours === null)
    return told.repeats === 'weekly'
      ? { from: now.local - 7 * dayLength, to: now.local }
      : { from: now.day * dayLength, to: now.local }
  const [start, end] = hours
  const of = (day: number) => ({ from: day * dayLength + start * minute, to: day * dayLength + end * minute })
  if (days) {
    const day = days[0]
    if (day === now.day && told.part === 'night' && !told.clock && !toCome && of(day).from > now.local)
      return of(day - 1)
    return of(toCome && told.weekday && day < now.day ? day + 7 : day)
  }
  if (toCome) return of(now.day).from > now.local ? of(now.day) : of(now.day + 1)
  // «в 2 часа» without a part of the day: whichever was last.
  if (told.clock?.rough && told.part === undefined && told.clock.to === null && start >= 60 && start < 720) {
    const later = { from: of(now.day).from + dayLength / 2, to: of(now.day).to + dayLength / 2 }
    if (later.from <= now.local) return later
    if (of(now.day).from > now.local) return { from: later.from - dayLength, to: later.to - dayLength }
  }
  const today = of(now.day)
  return today.from <= now.local + 5 * minute ? today : of(now.day - 1)
}
