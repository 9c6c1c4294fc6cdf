import { addDays, type Day, weekday } from '../base/calendar.ts'

/** The days that figures are asked for: ОПМ «Участок» runs from 1 September to 1 November. */

export interface Period {
  from: Day
  /** The last day, inclusive. */
  to: Day
}

export const presets = ['week', 'month', 'campaign', 'year'] as const
export type Preset = (typeof presets)[number]

/** The longest period that may be asked for, in days: two years. */
export const longest = 731

const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** The campaign of a year: 1 September – 1 November, both inclusive. */
export function campaignOf(year: number): Period {
  return { from: `${year}-09-01`, to: `${year}-11-01` }
}

/** A named period as of `today`; one that is still running ends today, the campaign is the latest that has begun. */
export function periodOf(preset: Preset, today: Day): Period {
  const year = Number(today.slice(0, 4))
  switch (preset) {
    case 'week':
      return { from: addDays(today, 1 - weekday(today)), to: today }
    case 'month':
      return { from: `${today.slice(0, 8)}01`, to: today }
    case 'campaign': {
      const { from, to } = campaignOf(today >= `${year}-09-01` ? year : year - 1)
      return { from, to: earlier(to, today) }
    }
    case 'year':
      return { from: `${year}-01-01`, to: today }
  }
}

/** How many days the period has. */
export function daysIn({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1
}

/** The period of the same length that ends on the day before. */
export function periodBefore(period: Period): Period {
  const to = addDays(period.from, -1)
  return { from: addDays(to, 1 - daysIn(period)), to }
}

/** Each day of the period, in order. */
export function daysOf(period: Period): Day[] {
  return Array.from({ length: daysIn(period) }, (_, index) => addDays(period.from, index))
}
