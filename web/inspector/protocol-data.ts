import { queryOptions } from '@tanstack/react-query'
import type { DeadlinesView } from '../../src/protocol/deadline-view.ts'
import type { CandidatesView } from '../../src/protocol/qualify-view.ts'
import { get, withQuery } from '../api.ts'

/** What the pages of the law ask of the server about an incident. */

export const candidatesQuery = (
  incidentId: string,
  answers: Record<string, string>,
  subject: string | null = null,
  extra: string | null = null,
) =>
  queryOptions({
    queryKey: ['candidates', incidentId, answers, subject, extra],
    queryFn: ({ signal }) =>
      get<CandidatesView>(
        withQuery(`/api/incidents/${incidentId}/candidates`, { answers: JSON.stringify(answers), subject, extra }),
        signal,
      ),
    placeholderData: (before) => before,
    retry: false,
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
