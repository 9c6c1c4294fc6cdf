import { addDays, endOfDay, localDay } from '../base/calendar.ts'
import { actRules, type CaseAct, type CaseActName, caseActs } from './case-act.ts'
import { complained, decisionIn, executionEnd, forceSince, withoutPenalty } from './case-outcome.ts'
import type { CaseEvents, CaseFacts } from './clock.ts'

/** The life of a case after its paper was signed: which act is open at which stage, to whom, and where it leads. */

export const stages = [
  'drawnUp',
  'sent',
  'returned',
  'received',
  'decided',
  'appealed',
  'inForce',
  /** A warning given on the spot: decided when it is signed (КоАП 807). */
  'warned',
  'executed',
  'sentToEnforcement',
  'expired',
  'terminated',
] as const
export type Stage = (typeof stages)[number]

/** Who writes an act down. */
export type CaseActor = 'inspector' | 'chief'
type Step = readonly [to: Stage, ...by: CaseActor[]]
type CaseLife = Record<Stage, Partial<Record<CaseActName, Step>>>

const officer = ['inspector', 'chief'] as const
const expire = { expire: ['expired', 'chief'] } as const

/** Stage × act → where it leads as a rule; what the act says may turn it (`stageAfter`). */
export const caseLife: CaseLife = {
  drawnUp: {
    send: ['sent', ...officer],
    receive: ['received', ...officer],
    decide: ['decided', ...officer],
    handCopy: ['drawnUp', ...officer],
    agreeShort: ['drawnUp', ...officer],
    payHalf: ['executed', ...officer],
    ...expire,
  },
  sent: {
    receive: ['received', ...officer],
    return: ['returned', ...officer],
    decide: ['decided', ...officer],
    payHalf: ['executed', ...officer],
    ...expire,
  },
  returned: { redraw: ['drawnUp', ...officer], send: ['sent', ...officer], ...expire },
  received: {
    prolong: ['received', ...officer],
    return: ['returned', ...officer],
    decide: ['decided', ...officer],
    ...expire,
  },
  decided: {
    handCopy: ['decided', ...officer],
    appeal: ['appealed', ...officer],
    inForce: ['inForce', ...officer],
    pay: ['decided', ...officer],
    execute: ['decided', ...officer],
  },
  appealed: { appealDecided: ['inForce', ...officer] },
  inForce: {
    handCopy: ['inForce', ...officer],
    appeal: ['appealed', ...officer],
    pay: ['executed', ...officer],
    execute: ['executed', ...officer],
    sendToEnforcement: ['sentToEnforcement', ...officer],
    ...expire,
  },
  warned: { handCopy: ['warned', ...officer], appeal: ['appealed', ...officer] },
  executed: {},
  sentToEnforcement: {
    pay: ['executed', ...officer],
    execute: ['executed', ...officer],
    appeal: ['appealed', ...officer],
    ...expire,
  },
  expired: {},
  terminated: { handCopy: ['terminated', ...officer], appeal: ['appealed', ...officer] },
}

/** Why an act is not written down, with the article of the act. */
export interface CaseRefusal {
  refused: 'not-now' | 'not-yours'
  rule: string
}

/** Where the act leads as a rule, or why it may not be written down now or by this person. */
export function nextStage(stage: Stage, act: CaseActName, by: CaseActor): { to: Stage } | CaseRefusal {
  const step = caseLife[stage][act]
  if (!step) return { refused: 'not-now', rule: actRules[act] }
  const [to, ...allowed] = step
  return allowed.includes(by) ? { to } : { refused: 'not-yours', rule: actRules[act] }
}

/** The acts that a button may offer. */
export function actsOpenTo(by: CaseActor, stage: Stage): CaseActName[] {
  return caseActs.filter((act) => caseLife[stage][act]?.slice(1).includes(by) ?? false)
}

/** The stage at which the case of a signed paper begins; null for a paper that opens none. */
export function firstStage(kind: string): Stage | null {
  if (kind === 'protocol') return 'drawnUp'
  return kind === 'warning' ? 'warned' : null
}

/** The acts with the decision that signing an on-the-spot warning is (КоАП 807); other papers bring none. */
export function actsOfPaper(kind: string, signedAt: Date, acts: readonly CaseAct[]): CaseAct[] {
  if (kind !== 'warning') return [...acts]
  return [{ act: 'decide', happenedAt: signedAt, data: { decision: 'warning' } }, ...acts]
}

/** Where the act leads with what it says; `before` are the acts up to it. Throws where the table does not have it. */
export function stageAfter(stage: Stage, before: readonly CaseAct[], one: CaseAct): Stage {
  const step = caseLife[stage][one.act]
  if (!step)
    throw new Error(`Expected an act open at "${stage}", got "${one.act}". Ask nextStage before an act is kept.`)
  const { act, data } = one
  const decided = decisionIn([...before, one])
  if (act === 'decide' && data.decision === 'requalified') return 'received'
  if (act === 'decide' && withoutPenalty.includes(decided)) return 'terminated'
  if (act === 'payHalf' && data.late) return stage
  if (act === 'pay' && data.full === false) return stage
  if (act === 'appealDecided' && data.result === 'cancelled') return data.anew ? 'received' : 'terminated'
  if (act === 'appealDecided' && withoutPenalty.includes(decided)) return 'terminated'
  // A warning has nothing left to execute, and an arrest is served before it is in force (КоАП 884(3)).
  const over = executionEnd([...before, one]) !== null
  if ((act === 'inForce' || act === 'appealDecided') && over) return 'executed'
  return step[0]
}

/** The stage that these acts lead to, from the first one on. */
export function stageOf(kind: string, acts: readonly CaseAct[]): Stage | null {
  let stage = firstStage(kind)
  const given = actsOfPaper(kind, new Date(0), [])
  acts.forEach((one, at) => {
    if (stage) stage = stageAfter(stage, [...given, ...acts.slice(0, at)], one)
  })
  return stage
}

/** The end of execution, from which a repeat is counted (КоАП 61); null where there is none, or it is not in force. */
export function executedOn(acts: readonly CaseAct[]): Date | null {
  return complained(acts) ? null : executionEnd(acts)
}

/** The last moment of the seven days for half of the fine, by the earlier reading (КоАП 811(1), 739). */
export function halfUntil(explained: Date): Date {
  return endOfDay(addDays(localDay(explained), 7))
}

/** What the terms are counted from; when the paper was drawn up is known from its signing. */
export function eventsOfActs(acts: readonly CaseAct[]): CaseEvents {
  const events: CaseEvents = {}
  for (const { act, happenedAt, data } of acts) {
    if (act === 'receive') events.materialsReceived = happenedAt
    if (act === 'return') delete events.materialsReceived
    if (act === 'handCopy')
      events[events.decisionAnnounced ? 'decisionCopyHanded' : 'protocolReceivedByPerson'] ??= happenedAt
    if (act === 'agreeShort') events.rightExplained = happenedAt
    if ((act === 'decide' && data.decision !== 'requalified') || (act === 'payHalf' && !data.late)) {
      events.considerationFinished = happenedAt
      events.decisionAnnounced = happenedAt
    }
    if (act === 'appealDecided' && data.result === 'cancelled') {
      delete events.considerationFinished
      delete events.decisionAnnounced
      delete events.decisionCopyHanded
      if (data.anew) events.materialsReceived = happenedAt
    }
  }
  const force = forceSince(acts)
  const executed = executedOn(acts)
  if (force) events.decisionInForce = force
  if (executed) events.penaltyExecutionFinished = executed
  return events
}

const dutyOf: Partial<Record<CaseActName, readonly string[]>> = {
  send: ['send.decider', 'send.immediate', 'send.afterShort', 'send.unknownOffender'],
  payHalf: ['short.pay'],
  decide: ['consider.general', 'consider.detained', 'decision.announce'],
  appeal: ['appeal.file'],
  sendToEnforcement: ['force.sendForExecution'],
}

/** Which terms were met and when, by the ids of `law/koap-procedure.json`; a return opens the sending again. */
export function doneOfActs(acts: readonly CaseAct[]): Partial<Record<string, Date>> {
  const done: Partial<Record<string, Date>> = {}
  let decided = false
  for (const { act, happenedAt, data } of acts) {
    if (act === 'return') for (const term of dutyOf.send ?? []) delete done[term]
    const requalified = act === 'decide' && data.decision === 'requalified'
    if (!requalified && !data.late) for (const term of dutyOf[act] ?? []) done[term] ??= happenedAt
    if (act === 'decide' && !requalified) decided = true
    if (act === 'handCopy')
      for (const term of decided ? ['decision.copy'] : ['copy.immediate', 'copy.absent']) done[term] ??= happenedAt
    // The body has it, so it was sent (КоАП 808); the case is decided, so the limitation is kept (КоАП 62).
    if (act === 'receive' || act === 'decide' || act === 'payHalf')
      for (const term of dutyOf.send ?? []) done[term] ??= happenedAt
  }
  const executed = executedOn(acts)
  if (executed && decisionIn(acts) === 'fine') done['fine.pay'] = executed
  if (executed) done['execution.limitation'] = executed
  return done
}

/** What the acts say of the case beside their days, for the clock. */
export function factsOfActs(
  acts: readonly CaseAct[],
): Required<Pick<CaseFacts, 'shortProcedure' | 'prolonged' | 'sentTo' | 'suspended' | 'done'>> {
  const last = acts.findLast(
    ({ act }) => act === 'send' || act === 'receive' || act === 'return' || act === 'decide',
  )?.act
  const away = last === 'send' || last === 'receive'
  return {
    shortProcedure: acts.some(({ act }) => act === 'agreeShort'),
    prolonged: acts.some(({ act }) => act === 'prolong'),
    sentTo: acts.findLast(({ act }) => act === 'send')?.data.to ?? null,
    suspended: away ? 'now' : last === 'return' ? 'before' : null,
    done: doneOfActs(acts),
  }
}
