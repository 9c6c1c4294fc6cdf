import { queryOptions } from '@tanstack/react-query'
import type { PaperKind } from '../../src/paper/kinds.ts'
import type { DraftsView, PaperView } from '../../src/paper/view.ts'
import type { PaperSettings } from '../../src/protocol/paper-settings.ts'
import { ApiError, get, queries, withQuery } from '../api.ts'

/** What the pages of a paper ask of the server. */

export const paperQuery = (id: string) =>
  queryOptions({
    queryKey: ['paper', id],
    queryFn: ({ signal }) => get<PaperView>(`/api/papers/${id}`, signal),
  })

export const papersQuery = (incidentId: string, version: number) =>
  queryOptions({
    queryKey: ['papers', incidentId, version],
    queryFn: ({ signal }) => get<{ items: PaperView[] }>(`/api/incidents/${incidentId}/papers`, signal),
    placeholderData: (before) => before,
  })

export const draftsQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: ['paper', id, 'drafts', version],
    queryFn: ({ signal }) => get<DraftsView>(`/api/papers/${id}/drafts`, signal),
    placeholderData: (before) => before,
  })

export const nextNumberQuery = (kind: PaperKind) =>
  queryOptions({
    queryKey: ['paper-number', kind],
    queryFn: async ({ signal }) =>
      (await get<{ next: number }>(withQuery('/api/papers/next-number', { kind }), signal)).next,
    staleTime: 0,
    retry: false,
  })

/** What the department writes into every paper; null where nothing of it was set. */
export const paperSettingsQuery = queryOptions({
  queryKey: ['paper-settings'],
  staleTime: 10 * 60_000,
  queryFn: async ({ signal }): Promise<PaperSettings | null> => {
    try {
      return await get<PaperSettings>('/api/paper-settings', signal)
    } catch (error) {
      if (error instanceof ApiError && (error.status === 404 || error.status === 403)) return null
      throw error
    }
  },
})

/** A paper that the server has just given is the newest there is; what stands on other pages is read anew. */
export function keepPaper(paper: PaperView): void {
  queries.setQueryData(paperQuery(paper.id).queryKey, paper)
  void queries.invalidateQueries({ queryKey: ['incident', String(paper.incidentNumber)] })
  void queries.invalidateQueries({ queryKey: ['papers', paper.incidentId] })
}

/** «505(1)», or nothing of a paper that is of no article. */
export const refOf = (one: { article: string | null; part: string | null }): string =>
  one.article === null ? '' : one.part ? `${one.article}(${one.part})` : one.article

export const pdfOf = (id: string, lang?: string) => withQuery(`/api/papers/${id}/pdf`, { lang })
