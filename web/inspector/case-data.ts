import { queryOptions } from '@tanstack/react-query'
import { kazakhstan } from '../../src/base/calendar.ts'
import type { ActData, CaseAct, CaseActName } from '../../src/protocol/case-act.ts'
import type { ActedView, CaseView } from '../../src/protocol/case-act-view.ts'
import { type ActRefusal, type ActWarning, refusedByLaw, settleDay, warningsOf } from '../../src/protocol/case-check.ts'
import { actsOfPaper } from '../../src/protocol/life.ts'
import { ApiError, get, post, queries } from '../api.ts'
import { currentLocale } from '../texts.ts'
import { caseRefusalWords } from './case-words.ts'
import { problemOf } from './use-act.ts'

/** What the card of a case asks of the server, and how an act is looked at before it is sent. */

/** The paper as the card needs it: what `GET /api/papers/:id` gives. */
export interface CasePaperShown {
  id: string
  version: number
  stage: string | null
  kind: string
  article: string | null
  part: string | null
  status: string
  incidentNumber: number
}

export const caseQuery = (paperId: string) =>
  queryOptions({
    queryKey: ['paper', paperId, 'acts'],
    queryFn: ({ signal }) => get<CaseView>(`/api/papers/${paperId}/acts`, signal),
  })

/** The paper, the incident and the terms all hang on the case. */
async function changed(paper: CasePaperShown, next: CaseView): Promise<void> {
  queries.setQueryData(caseQuery(paper.id).queryKey, next)
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['paper', paper.id], exact: true }),
    queries.invalidateQueries({ queryKey: ['incident', String(paper.incidentNumber)] }),
    queries.invalidateQueries({ queryKey: ['deadlines'] }),
  ])
}

export interface FilledAct {
  act: CaseActName
  happenedAt: string
  data: ActData
}

/** Sends an act; on "changed meanwhile" the case is read anew, and what was typed stays. */
export async function sendCaseAct(paper: CasePaperShown, version: number, filled: FilledAct): Promise<ActedView> {
  try {
    const next = await post<ActedView>(`/api/papers/${paper.id}/acts`, { version, ...filled })
    await changed(paper, next)
    return next
  } catch (error) {
    if (error instanceof ApiError && error.status === 409)
      void queries.invalidateQueries({ queryKey: ['paper', paper.id] })
    throw error
  }
}

export async function strikeCaseAct(
  paper: CasePaperShown,
  version: number,
  actId: string,
  reason: string,
): Promise<void> {
  const next = await post<CaseView>(`/api/papers/${paper.id}/acts/${actId}/strike`, { version, reason })
  await changed(paper, next)
}

/** Why an act was not written down, in the language of the page. */
export function caseProblemOf(error: unknown): string {
  const words: Partial<Record<string, string>> = caseRefusalWords[currentLocale()]
  return (error instanceof ApiError && error.refused && words[error.refused]) || problemOf(error)
}

/** The acts that count, as the rules of the case read them. */
export function actsOf(view: CaseView): CaseAct[] {
  const own = view.acts
    .filter(({ struckAt }) => struckAt === null)
    .map(({ act, happenedAt, data }) => ({ act, happenedAt: new Date(happenedAt), data: data as ActData }))
  return actsOfPaper(view.kind, new Date(view.signedAt), own)
}

/** What the server would say of the act: why not, or what to look at again. */
export function weigh(
  view: CaseView,
  filled: FilledAct,
  now: Date,
): { refused: ActRefusal } | { warnings: ActWarning[] } {
  const before = actsOf(view)
  const signedAt = new Date(view.signedAt)
  const last = view.acts.findLast(({ struckAt }) => struckAt === null)
  const shut = refusedByLaw(view.law, before, filled.act)
  if (shut) return { refused: shut }
  const day = settleDay(new Date(filled.happenedAt), {
    ...{ signedAt, now },
    last: last ? new Date(last.happenedAt) : null,
  })
  if ('refused' in day) return day
  const one = { act: filled.act, happenedAt: day, data: filled.data }
  return { warnings: warningsOf({ law: view.law, before, one, signedAt, calendar: kazakhstan }) }
}
