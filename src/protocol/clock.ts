import { addDays, addMonths, addWorkdays, type Calendar, endOfDay, localDay, nextWorkday } from '../base/calendar.ts'
import { type Both, type Edition, type Part, refOf, type Term } from '../base/law.ts'
import { termNameKk } from './clock-kk.ts'

/** The terms of a case, counted from what has happened: each with its article, the earliest first. */

/** What the law counts from; the names are those of `law/koap-procedure.json`. */
export const caseEvents = [
  'offenceCommitted',
  'offenceDetected',
  'circumstancesEstablished',
  'expertConclusionReceived',
  'offenderEstablished',
  'ecoDamageEstablished',
  'rightExplained',
  'protocolDrawnUp',
  'protocolReceivedByPerson',
  'shortPaymentTermExpired',
  'materialsReceived',
  'personDetained',
  'petitionFiled',
  'considerationFinished',
  'decisionAnnounced',
  'decisionCopyHanded',
  'decisionInForce',
  'representationReceived',
  'newOffenceDetected',
  'criminalCaseClosedReceived',
  'penaltyExecutionFinished',
] as const
export type CaseEvent = (typeof caseEvents)[number]
export type CaseEvents = Partial<Record<CaseEvent, Date>>

/** What narrows the list of terms; what is not said is not assumed. */
export interface CaseFacts {
  part?: Part | null
  /** Drawn up while the person was away (КоАП 803(9)). */
  absent?: boolean
  /** The offence goes on until it is found (КоАП 62(3)). */
  continuing?: boolean
  minor?: boolean | null
  entity?: boolean
  unknownOffender?: boolean
  /** The person agreed to pay half (КоАП 810). */
  shortProcedure?: boolean
  /** When a duty of the list was done, by term id. */
  done?: Partial<Record<string, Date>>
}

export interface Deadline {
  id: string
  label: Both
  /** «КоАП 806(6)» */
  rule: string
  from: string
  fromAt: Date | null
  /** Null where it cannot be counted because the day it runs from is not known. */
  doBy: Date | null
  /** The later reading, where the counting is not settled; for information only. */
  latest: Date | null
  settled: boolean
  done: Date | null
  noteRu: string | null
}

/** Terms that every case has once their event has happened. */
const always = new Set([
  ...['protocol.immediate', 'protocol.clarify', 'protocol.afterExpert', 'copy.immediate', 'copy.notReturned'],
  ...['send.decider', 'send.afterShort', 'consider.general', 'consider.detained', 'petition.decide'],
  ...['decision.announce', 'decision.copy', 'representation.answer', 'representation.appeal', 'appeal.file'],
  ...['force.sendForExecution', 'fine.pay', 'execution.limitation', 'liability.general'],
  ...['liability.afterCriminalCase', 'liability.interrupted'],
])

const longLimitation = new Set(['79', '344'])

function applies(term: Term, facts: CaseFacts): boolean {
  const { part } = facts
  if (term.appliesToArticles) return part ? term.appliesToArticles.includes(refOf(part)) : false
  const special = part ? longLimitation.has(part.article) : false
  const environment = part?.article === '344'
  switch (term.id) {
    case 'liability.general':
      return true
    case 'copy.absent':
      return facts.absent === true
    case 'send.immediate':
      return part?.flags.includes('sendToJudgeImmediately') ?? false
    case 'send.unknownOffender':
      return facts.unknownOffender === true
    case 'short.pay':
      return facts.shortProcedure === true
    case 'liability.continuing':
      return facts.continuing === true
    case 'liability.individualSpecial':
      return special && facts.entity !== true
    case 'liability.individualSpecial.fromDetection':
      return special
    case 'liability.legalPersonalData':
      return part?.article === '79' && facts.entity === true
    case 'liability.legalEnvironment':
      return environment && facts.entity === true
    case 'liability.minorHalf':
      return facts.minor === true
    case 'repeat.window':
      return facts.minor !== true
    case 'repeat.windowMinor':
      return facts.minor === true
    default:
      return always.has(term.id)
  }
}

/** The end of one term, or null where the law gives it no length. */
export function endOf(term: Term, at: Date, calendar: Calendar): { doBy: Date; latest: Date | null } | null {
  if (term.immediate) return { doBy: at, latest: null }
  const { length, unit } = term
  if (length === null || unit === null) return null
  if (unit === 'hours') return { doBy: new Date(at.getTime() + length * 3_600_000), latest: null }
  const from = localDay(at)
  const last = unit === 'days' ? addDays(from, length) : addMonths(from, length)
  const doBy = endOfDay(last)
  switch (term.nonWorkingDayRule) {
    case 'none':
      return { doBy, latest: null }
    case 'shiftToNextWorkingDay':
      return { doBy: endOfDay(nextWorkday(last, calendar)), latest: null }
    case 'unsettled': {
      const counted = unit === 'days' ? addWorkdays(from, length, calendar) : nextWorkday(last, calendar)
      const latest = endOfDay(counted)
      return { doBy, latest: latest > doBy ? latest : null }
    }
  }
}

/**
 * The terms that run, by what has happened and what is known; earliest first.
 * Where the counting is not settled `doBy` is the earlier, calendar reading (КоАП 739).
 * Limitation (КоАП 62) always stands in the list: without a known day it is counted from detection, or not counted and first.
 */
export function deadlinesOf(
  events: CaseEvents,
  edition: Edition,
  calendar: Calendar,
  facts: CaseFacts = {},
): Deadline[] {
  const known: Record<string, Date | undefined> = { ...events }
  const list: Deadline[] = []
  for (const term of edition.terms) {
    const limitation = term.id === 'liability.general'
    if (!applies(term, facts)) continue
    const ended = known[term.fromEvent]
    const fromAt = ended ?? (limitation ? (events.offenceDetected ?? null) : null)
    if (!fromAt && !limitation) continue
    const end = fromAt ? endOf(term, fromAt, calendar) : null
    if (fromAt && !end) continue
    list.push({
      id: term.id,
      label: { ru: term.labelRu, kk: termNameKk(term.id) ?? term.labelRu },
      rule: term.rule,
      from: ended || !fromAt ? term.fromEvent : 'offenceDetected',
      fromAt,
      doBy: end?.doBy ?? null,
      latest: end?.latest ?? null,
      settled: term.nonWorkingDayRule !== 'unsettled',
      done: facts.done?.[term.id] ?? null,
      noteRu:
        ended || !limitation
          ? term.noteRu
          : 'Время правонарушения не установлено: срок показан от обнаружения, он может истечь раньше.',
    })
  }
  return list.sort((a, b) => (a.doBy?.getTime() ?? 0) - (b.doBy?.getTime() ?? 0))
}

const limits = new Set([
  ...['liability.general', 'liability.continuing', 'liability.individualSpecial', 'liability.minorHalf'],
  ...['liability.individualSpecial.fromDetection', 'liability.legalPersonalData', 'liability.legalEnvironment'],
])

/** When liability ends (КоАП 62): a longer or continuing limit takes the place of the general one; null when unknown. */
export function limitationOf(events: CaseEvents, edition: Edition, calendar: Calendar, facts: CaseFacts): Date | null {
  const ends = deadlinesOf(events, edition, calendar, facts).filter((one) => limits.has(one.id) && one.doBy !== null)
  const special = ends.filter((one) => one.id !== 'liability.general')
  const counted = special.length > 0 ? special : ends
  return counted.map((one) => one.doBy).at(0) ?? null
}
