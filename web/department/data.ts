import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { LookLine } from '../../src/person/view.ts'
import type { Campaign, ListPage } from '../../src/statistics/campaign.ts'
import type { Overview } from '../../src/statistics/overview-store.ts'
import type { ReadingCardAnswer } from '../../src/statistics/reading-card.ts'
import { get, withQuery } from '../api.ts'

/** What the chiefs' pages ask of the server. */

export interface Chosen {
  from: string
  to: string
  precinct: string[]
}

/** The chosen period and precincts, and whatever else, as an address. */
export function addressOf(
  path: string,
  { from, to, precinct }: Chosen,
  more: Record<string, string | undefined> = {},
): string {
  const query = new URLSearchParams({ from, to })
  for (const id of precinct) query.append('precinct', id)
  for (const [name, value] of Object.entries(more)) if (value !== undefined) query.set(name, value)
  return `${path}?${query}`
}

export const campaignQuery = (chosen: Chosen) =>
  queryOptions({
    queryKey: ['campaign', chosen],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<Campaign>(addressOf('/api/campaign', chosen), signal),
  })

export const listQuery = (
  chosen: Chosen,
  wanted: { measure: string; value?: string | undefined; inspector?: string | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['campaign', 'list', chosen, wanted],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<ListPage>(addressOf('/api/campaign/list', chosen, { ...wanted, before: pageParam || undefined }), signal),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const overviewQuery = queryOptions({
  queryKey: ['incidents', 'overview'],
  queryFn: ({ signal }) => get<Overview>('/api/department', signal),
})

export interface LooksChosen {
  accountId?: string | undefined
  subjectId?: string | undefined
  what?: LookLine['what'] | undefined
}

export const looksQuery = (chosen: LooksChosen = {}) =>
  infiniteQueryOptions({
    queryKey: ['looks', chosen],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      get<{ items: LookLine[]; next: string | null }>(
        withQuery('/api/looks', { ...chosen, before: pageParam }),
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const lookersQuery = queryOptions({
  queryKey: ['looks', 'people'],
  queryFn: ({ signal }) => get<{ items: { id: string; name: string }[] }>('/api/looks/people', signal),
})

export const readingCardQuery = queryOptions({
  queryKey: ['reading', 'card'],
  queryFn: ({ signal }) => get<ReadingCardAnswer>('/api/reading/card', signal),
})
