import { isDay } from '../../src/base/calendar.ts'

/** The period and the precincts of an address, as far as they are sound. */
export interface PeriodSearch {
  from?: string
  to?: string
  precinct?: string[]
}

export function periodSearch(search: Record<string, unknown>): PeriodSearch {
  const wanted: PeriodSearch = {}
  const { from, to, precinct } = search
  if (typeof from === 'string' && typeof to === 'string' && isDay(from) && isDay(to) && from <= to) {
    wanted.from = from
    wanted.to = to
  }
  if (Array.isArray(precinct)) {
    const ids = precinct.filter((id): id is string => typeof id === 'string')
    if (ids.length > 0) wanted.precinct = ids
  }
  return wanted
}
