import { queryOptions } from '@tanstack/react-query'
import type { EditionsPage } from '../../src/base/law-routes.ts'
import type { ArticlesPage, PartView } from '../../src/base/law-view.ts'
import { get, withQuery } from '../api.ts'

/** What the pages of the law ask of the server; kept long, for a yard without a line. */

const long = 24 * 60 * 60_000

export const articlesQuery = (q: string, edition?: string) =>
  queryOptions({
    queryKey: ['law', 'articles', q, edition ?? ''],
    staleTime: 5 * 60_000,
    gcTime: long,
    queryFn: ({ signal }) => get<ArticlesPage>(withQuery('/api/law/articles', { q, edition }), signal),
  })

export const partQuery = (ref: string, edition?: string) =>
  queryOptions({
    queryKey: ['law', 'part', ref, edition ?? ''],
    staleTime: 5 * 60_000,
    gcTime: long,
    queryFn: ({ signal }) => get<PartView>(withQuery(`/api/law/parts/${encodeURIComponent(ref)}`, { edition }), signal),
  })

export const editionsQuery = queryOptions({
  queryKey: ['law', 'editions'],
  queryFn: ({ signal }) => get<EditionsPage>('/api/law/editions', signal),
})

/** «505(1)» of the address /law/505/1. */
export const refOfAddress = (article: string, part?: string) => (part ? `${article}(${part})` : article)
