import { queryOptions } from '@tanstack/react-query'
import type { CandidatesView, PartsView } from '../../src/protocol/qualify-view.ts'
import { get, withQuery } from '../api.ts'

/** What the page of the choice asks of the server. */

export type Candidate = CandidatesView['candidates'][number]
export type Refusal = Candidate['refusals'][number]
export type Consequences = NonNullable<Candidate['consequences']>

/** Any part of the edition, by number or words. */
export const partsQuery = (incidentId: string, words: string) =>
  queryOptions({
    queryKey: ['parts', incidentId, words],
    queryFn: ({ signal }) => get<PartsView>(withQuery(`/api/incidents/${incidentId}/parts`, { words }), signal),
    placeholderData: (before) => before,
    enabled: words !== '',
    retry: false,
  })

/** 10812.5 → «10 812,5 ₸». */
export function money(tenge: number): string {
  return `${tenge.toLocaleString('ru-RU', { maximumFractionDigits: 2 })}\u00a0₸`
}

/** One line for all where the sanction names nobody in particular. */
export function distinctFines(fines: Consequences['fines']): Consequences['fines'] {
  const all = fines.length > 1 && fines.every((one) => one.payer === 'any')
  return all ? fines.slice(0, 1) : fines
}

/** Where the text of the part stands. */
export const lawPage = ({ article, part }: { article: string; part: string | null }) =>
  `/law/${article}${part === null ? '' : `/${part}`}`

/** Brings the question into sight with its first answer ready for the keyboard. */
export function showQuestion(id: string): void {
  const field = document.getElementById(questionId(id))
  field?.scrollIntoView({ block: 'center' })
  field?.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true })
}

export const questionId = (id: string) => `question-${id}`
