import type { ActData, CaseAct, CaseActName, Decision, Ground } from './case-act.ts'

/** What was decided on a case and what came of it, read off its acts. */

export const withoutPenalty: readonly (Decision | null)[] = ['terminated', 'remark', 'transferred']

/** The acts of the decision that stands: what came before a cancelled one is over. */
function standing(acts: readonly CaseAct[]): readonly CaseAct[] {
  const cancelled = acts.findLastIndex(({ act, data }) => act === 'appealDecided' && data.result === 'cancelled')
  return acts.slice(cancelled + 1)
}

/** The act by which something was decided: a decision, half paid in time, or a decision changed on appeal. */
function deciding(acts: readonly CaseAct[]): CaseAct | undefined {
  return standing(acts).findLast(
    ({ act, data }) =>
      (act === 'decide' && data.decision !== 'requalified') ||
      (act === 'payHalf' && !data.late) ||
      (act === 'appealDecided' && data.result === 'changed' && data.decision !== undefined),
  )
}

/** What stands decided, or null. */
export function decisionIn(acts: readonly CaseAct[]): Decision | null {
  const one = deciding(acts)
  if (!one) return null
  return one.act === 'payHalf' ? 'fine' : (one.data.decision ?? null)
}

/** When what was decided had been carried out, whether it is in force or not. */
export function executionEnd(acts: readonly CaseAct[]): Date | null {
  const here = standing(acts)
  const last = (name: CaseActName, fits: (data: ActData) => boolean = () => true) =>
    here.findLast(({ act, data }) => act === name && fits(data))?.happenedAt ?? null
  switch (decisionIn(acts)) {
    case 'fine':
      return last('payHalf', ({ late }) => !late) ?? last('pay', ({ full }) => full !== false) ?? last('execute')
    case 'works':
    case 'arrest':
    case 'expulsion':
      return last('execute')
    case 'warning': {
      // UNCONFIRMED: the code does not say when a warning is executed; the day it was handed over, else decided.
      const at = here.findLastIndex(({ data }) => data.decision === 'warning')
      const handed = here.slice(at).find(({ act }) => act === 'handCopy')
      return handed?.happenedAt ?? here[at]?.happenedAt ?? null
    }
    case 'remark':
    case 'terminated':
    case 'requalified':
    case 'transferred':
    case null:
      return null
  }
}

/** Whether a complaint waits for its answer: execution stands still meanwhile (КоАП 826-2(4)). */
export function complained(acts: readonly CaseAct[]): boolean {
  return acts.findLast(({ act }) => act === 'appeal' || act === 'appealDecided')?.act === 'appeal'
}

/** When the decision came into force (КоАП 883; by half paid in time 811(2)); null while it has not. */
export function forceSince(acts: readonly CaseAct[]): Date | null {
  if (complained(acts) || withoutPenalty.includes(decisionIn(acts)) || !decisionIn(acts)) return null
  const from = standing(acts).find(
    ({ act, data }) => act === 'inForce' || act === 'appealDecided' || (act === 'payHalf' && !data.late),
  )
  return from?.happenedAt ?? null
}

export interface CaseOutcome {
  decision: Decision | null
  ground: Ground | null
  /** When it was decided; half paid in time is a decision too (КоАП 811(2)). */
  decided: Date | null
  fineMrp: number | null
  /** The whole fine in tenge by the given МРП, or null where it is not known. */
  fineTenge: number | null
  paid: 'full' | 'half' | 'none'
  paidTenge: number
  hours: number | null
  days: number | null
  appealed: boolean
  cancelled: boolean
  inForce: Date | null
  executed: Date | null
}

/** What was decided and what came of it; `mrp` is the tenge of one МРП in the year the case was opened (КоАП 44(1)). */
export function outcomeOf(acts: readonly CaseAct[], mrp: number | null = null): CaseOutcome {
  const one = deciding(acts)
  const decision = decisionIn(acts)
  const here = standing(acts)
  const fineMrp = decision === 'fine' ? (one?.data.fineMrp ?? null) : null
  const payments = here.filter(({ act }) => act === 'pay' || act === 'payHalf')
  const half = payments.some(({ act, data }) => act === 'payHalf' && !data.late)
  const full = decision === 'fine' && !half && executionEnd(acts) !== null
  return {
    decision,
    ground: one?.data.ground ?? null,
    decided: one?.happenedAt ?? null,
    fineMrp,
    fineTenge: fineMrp === null || mrp === null ? null : tengeOf(fineMrp, mrp),
    paid: half ? 'half' : full ? 'full' : 'none',
    paidTenge: payments.reduce((sum, { data }) => sum + (data.amount ?? 0), 0),
    hours: one?.data.hours ?? null,
    days: one?.data.days ?? null,
    appealed: acts.some(({ act }) => act === 'appeal'),
    cancelled: acts.some(({ act, data }) => act === 'appealDecided' && data.result === 'cancelled'),
    inForce: forceSince(acts),
    executed: complained(acts) ? null : executionEnd(acts),
  }
}

/** Tenge of so many МРП; what half a tenge is rounded to is UNCONFIRMED, so tiyn are kept. */
export function tengeOf(fineMrp: number, mrp: number): number {
  return Math.round(fineMrp * mrp * 100) / 100
}
