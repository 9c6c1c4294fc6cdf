import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { localDay } from '../../src/base/calendar.ts'
import { periodOf } from '../../src/statistics/operation.ts'
import type { Chosen } from './data.ts'
import type { PeriodSearch } from './period-search.ts'

/** The period and the precincts that the address says; this month where it says none. */
export function useChosen(page: '/campaign' | '/form-1ad' = '/campaign'): {
  chosen: Chosen
  change: (next: Partial<Chosen>) => void
} {
  const search = useSearch({ strict: false }) as PeriodSearch
  const navigate = useNavigate()
  const today = localDay(new Date())
  const { from, to, precinct } = search
  const chosen = useMemo(() => {
    const period = from && to ? { from, to } : periodOf('month', today)
    return { ...period, precinct: precinct ?? [] }
  }, [from, to, precinct, today])
  const change = (next: Partial<Chosen>) => {
    const { precinct: ids, ...period } = { ...chosen, ...next }
    void navigate({
      to: page,
      search: { ...period, ...(ids.length > 0 ? { precinct: ids } : {}) },
      replace: true,
    })
  }
  return { chosen, change }
}
