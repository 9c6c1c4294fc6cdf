import { queryOptions } from '@tanstack/react-query'
import type { Field, Protocol } from '../../src/protocol/protocol.ts'
import type { Candidate } from '../../src/protocol/qualify.ts'
import type { Question } from '../../src/protocol/qualify-rule.ts'
import { get, withQuery } from '../api.ts'

/** What the pages of the protocol ask of the server. */

export interface Candidates {
  questions: Question[]
  candidates: Candidate[]
}

export const candidatesQuery = (incidentId: string, answers: Record<string, string>) =>
  queryOptions({
    queryKey: ['candidates', incidentId, answers],
    queryFn: ({ signal }) =>
      get<Candidates>(
        withQuery(`/api/incidents/${incidentId}/candidates`, { answers: JSON.stringify(answers) }),
        signal,
      ),
    placeholderData: (before) => before,
    retry: false,
  })

export interface ProtocolView
  extends Pick<Protocol, 'lang' | 'article' | 'part' | 'fields' | 'missing' | 'editionNote'> {
  id: string
  incidentId: string
  incidentNumber: number
  number: string
  status: 'draft' | 'signed' | 'cancelled'
  version: number
  updatedAt: string
  signedAt: string | null
}

export const protocolQuery = (id: string) =>
  queryOptions({
    queryKey: ['protocol', id],
    queryFn: ({ signal }) => get<ProtocolView>(`/api/protocols/${id}`, signal),
  })

export interface DraftView {
  version: number
  at: string
  byName: string
  fields: Field[]
}
export const draftsQuery = (id: string) =>
  queryOptions({
    queryKey: ['protocol', id, 'drafts'],
    queryFn: ({ signal }) => get<{ items: DraftView[] }>(`/api/protocols/${id}/drafts`, signal),
  })

/** «505(1)» */
export const refOf = (one: { article: string; part: string | null }) =>
  one.part ? `${one.article}(${one.part})` : one.article
