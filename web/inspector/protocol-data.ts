import { queryOptions } from '@tanstack/react-query'
import type { CandidatesView, DeadlinesView, DraftsView, ProtocolView } from '../../src/protocol/view.ts'
import { get, withQuery } from '../api.ts'

/** What the pages of the protocol ask of the server. */

export const candidatesQuery = (incidentId: string, answers: Record<string, string>, subject: string | null = null) =>
  queryOptions({
    queryKey: ['candidates', incidentId, answers, subject],
    queryFn: ({ signal }) =>
      get<CandidatesView>(
        withQuery(`/api/incidents/${incidentId}/candidates`, { answers: JSON.stringify(answers), subject }),
        signal,
      ),
    placeholderData: (before) => before,
    retry: false,
  })

export const protocolQuery = (id: string) =>
  queryOptions({
    queryKey: ['protocol', id],
    queryFn: ({ signal }) => get<ProtocolView>(`/api/protocols/${id}`, signal),
  })

export const draftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['protocol', id, 'drafts'],
    queryFn: ({ signal }) => get<DraftsView>(`/api/protocols/${id}/drafts`, signal),
  })

export const deadlinesQuery = (incidentId: string, version: number) =>
  queryOptions({
    queryKey: ['deadlines', incidentId, version],
    queryFn: ({ signal }) => get<DeadlinesView>(`/api/incidents/${incidentId}/deadlines`, signal),
    placeholderData: (before) => before,
  })

/** «505(1)» */
export const refOf = (one: { article: string; part: string | null }) =>
  one.part ? `${one.article}(${one.part})` : one.article
