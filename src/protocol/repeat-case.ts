import { localDay } from '../base/calendar.ts'
import type { CaseAct, Decision } from './case-act.ts'
import { complained, outcomeOf } from './case-outcome.ts'
import { actsOfPaper } from './life.ts'
import type { EarlierPenalty } from './repeat.ts'

/** A signed paper of ours with what became of it. */
export interface EarlierCase {
  id: string
  kind: string
  article: string
  part: string | null
  number: string
  signedAt: Date
  /** In the order in which they happened, struck ones left out. */
  acts: readonly CaseAct[]
}

/** A case of this system as an earlier penalty: what stands decided, and when its execution ended. */
export function penaltyOfCase({ id, kind, number, signedAt, ...paper }: EarlierCase): EarlierPenalty {
  const acts = actsOfPaper(kind, signedAt, paper.acts)
  const outcome = outcomeOf(acts)
  const moved = acts.findLast(({ data }) => data.article !== undefined)?.data
  const { decision } = outcome
  const expired = acts.some(({ act }) => act === 'expire')
  return {
    ...{ id, article: moved?.article ?? paper.article, part: moved ? (moved.part ?? null) : paper.part, ref: number },
    ...{ penalty: penaltyOf(decision), fineMrp: outcome.fineMrp, source: 'system' },
    outcome: outcomeName(decision, outcome.cancelled, expired),
    decidedOn: outcome.decided && localDay(outcome.decided),
    inForceOn: outcome.inForce && localDay(outcome.inForce),
    executedOn: outcome.executed && localDay(outcome.executed),
    execution: outcome.executed ? 'done' : expired ? 'expired' : 'pending',
    appealed: complained(acts),
    shortPaid: outcome.paid === 'half',
  }
}

function penaltyOf(decision: Decision | null): EarlierPenalty['penalty'] {
  switch (decision) {
    case 'warning':
    case 'fine':
    case 'works':
    case 'arrest':
    case 'expulsion':
      return decision
    case 'remark':
    case 'terminated':
    case 'requalified':
    case 'transferred':
    case null:
      return null
  }
}

function outcomeName(decision: Decision | null, cancelled: boolean, expired: boolean): EarlierPenalty['outcome'] {
  switch (decision) {
    case 'warning':
    case 'fine':
    case 'works':
    case 'arrest':
    case 'expulsion':
      return 'imposed'
    case 'remark':
    case 'terminated':
      return decision
    case 'transferred':
      return 'elsewhere'
    case 'requalified':
      return 'undecided'
    case null:
      // Without a decision the term of liability ran out (КоАП 62): the case came to nothing.
      return expired ? 'terminated' : cancelled ? 'cancelled' : 'undecided'
  }
}
