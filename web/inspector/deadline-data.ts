import { queryOptions } from '@tanstack/react-query'
import type { BurningView, RemindersView } from '../../src/protocol/deadline-view.ts'
import { get, withQuery } from '../api.ts'

/** What the pages of terms ask of the server. */

export type BurningScope = 'mine' | 'all'

export const burningQuery = (scope: BurningScope) =>
  queryOptions({
    queryKey: ['burning', scope],
    queryFn: ({ signal }) => get<BurningView>(withQuery('/api/deadlines', { scope }), signal),
    staleTime: 30_000,
    refetchInterval: 120_000,
  })

/** A chief answers for everybody's terms, an inspector for his own. */
export const usualScope = (role: string | undefined): BurningScope => (role === 'chief' ? 'all' : 'mine')

export const remindersQuery = queryOptions({
  queryKey: ['reminders'],
  queryFn: ({ signal }) => get<RemindersView>('/api/reminders', signal),
  staleTime: 30_000,
  refetchInterval: 120_000,
})

export const feedQuery = queryOptions({
  queryKey: ['feed'],
  queryFn: ({ signal }) => get<{ on: boolean }>('/api/deadlines/feed', signal),
})
