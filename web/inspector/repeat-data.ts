import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { penaltyInput, RepeatView } from '../../src/protocol/repeat-view.ts'
import { get, post, queries, withQuery } from '../api.ts'
import { date } from '../texts.ts'

/** Earlier penalties as the server weighs them. Each question is a look that is journalled, so none is asked by itself. */

export interface RepeatAsked {
  incidentId: string
  subjectId: string
  article: string
  part: string | null
}

export const repeatQuery = ({ incidentId, subjectId, article, part }: RepeatAsked, reason: string) =>
  queryOptions({
    queryKey: ['repeat', incidentId, subjectId, article, part],
    queryFn: ({ signal }) =>
      get<RepeatView>(
        withQuery(`/api/incidents/${incidentId}/repeat`, { subject: subjectId, article, part, reason }),
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })

export type PenaltyBody = z.input<typeof penaltyInput>

export async function enterPenalty(subjectId: string, body: PenaltyBody): Promise<void> {
  await post(`/api/subjects/${subjectId}/penalties`, body)
  await queries.invalidateQueries({ queryKey: ['repeat', body.incidentId, subjectId] })
}

export async function strikePenalty(asked: RepeatAsked, id: string, reason: string): Promise<void> {
  const { incidentId, subjectId } = asked
  await post(`/api/subjects/${subjectId}/penalties/${id}/strike`, { incidentId, reason })
  await queries.invalidateQueries({ queryKey: ['repeat', incidentId, subjectId] })
}

/** A day of the law, as people write it in numbers. */
export const dayNumbers = (day: string) =>
  date(`${day}T12:00:00+05:00`, { day: '2-digit', month: '2-digit', year: 'numeric' })
