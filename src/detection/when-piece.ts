/** What one piece of a time may say, and the days that words of a week mean. */

import type { Reader } from './when-clock.ts'
import type { Part, Repeats } from './when-words.ts'

export interface Piece {
  /** The first word after it. */
  next: number
  /** Local days since 1970, `[from, to)`. */
  days?: [number, number]
  part?: Part
  /** The days were named as a day of the week or as days off: they come round again. */
  weekday?: true
  /** Minutes after midnight; `to` null where only the beginning was said. */
  clock?: { from: number; to: number | null; rough: boolean }
  /** Local milliseconds. */
  moment?: [number, number]
  /** It has lasted from there until the message. */
  since?: true
  /** The hour is an end: «до 3 ночи»; or a beginning: «после 23». */
  bound?: 'until' | 'after'
  repeats?: Repeats
  future?: true
  /** Too little to be a time by itself: «в 3». */
  weak?: true
  likelihood: number
}

export interface Now extends Reader {
  /** Local milliseconds and local day of the message. */
  local: number
  day: number
}

export const minute = 60_000
export const hour = 60 * minute
export const dayLength = 24 * hour

export type Read = (now: Now, at: number) => Piece | null

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1
export function lastWeekday(now: Now, weekday: number): [number, number] {
  const day = now.day - ((weekdayOf(now.day) - weekday + 7) % 7)
  return [day, day + 1]
}

export function lastWeekend(now: Now): [number, number] {
  const saturday = now.day - ((weekdayOf(now.day) + 1) % 7)
  return [saturday, saturday + 2]
}
