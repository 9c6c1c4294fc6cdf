import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { FeatureCollection } from 'geojson'
import type { Category } from '../../src/detection/categories.ts'
import type { IncidentPage, IncidentRow, ReportView, Tab } from '../../src/incident/incident.ts'
import type { Status } from '../../src/incident/life.ts'
import { get, withQuery } from '../api.ts'

/** What the inspector's pages ask of the server. */

export interface Wanted {
  tab: Tab
  q?: string | undefined
  category?: Category | undefined
  precinct?: string | undefined
}

export const queueQuery = (wanted: Wanted) =>
  infiniteQueryOptions({
    queryKey: ['incidents', 'list', wanted],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<{ items: IncidentRow[]; next: string | null }>(
        withQuery('/api/incidents', { ...wanted, before: pageParam, limit: 40 }),
        signal,
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  })

export interface Counts {
  mine: number
  new: number
  working: number
  waiting: number
  unsure: number
}
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: ({ signal }) => get<Counts>('/api/incidents/counts', signal),
})

export interface MapPoint {
  id: string
  number: number
  category: Category
  status: Status
  lon: number
  lat: number
}
export const pointsQuery = (tab: Tab) =>
  queryOptions({
    queryKey: ['incidents', 'map', tab],
    queryFn: ({ signal }) => get<MapPoint[]>(withQuery('/api/incidents/map', { tab }), signal),
  })

export interface Ground {
  precincts: FeatureCollection
  base: FeatureCollection
}
export const groundQuery = queryOptions({
  queryKey: ['map'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: ({ signal }) => get<Ground>('/api/map', signal),
})

/** By number, as people say it and addresses show it. */
export const incidentQuery = (number: string) =>
  queryOptions({
    queryKey: ['incident', number],
    queryFn: ({ signal }) => get<IncidentPage>(`/api/incidents/${encodeURIComponent(number)}`, signal),
  })

export const unsureQuery = queryOptions({
  queryKey: ['unsure'],
  queryFn: ({ signal }) => get<{ items: ReportView[] }>('/api/unsure', signal),
})
