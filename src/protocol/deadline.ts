import { type Calendar, endOfDay, localDay } from '../base/calendar.ts'
import { type Both, type Edition, editionAt, findPart, type Part, refOf } from '../base/law.ts'
import type { Category } from '../detection/categories.ts'
import { isKnown, isMinor, type Somebody } from '../person/person.ts'
import type { CaseAct } from './case-act.ts'
import { type CaseEvents, type CaseFacts, type Deadline, deadlinesOf } from './clock.ts'
import { termNameKk } from './clock-kk.ts'
import { limits } from './clock-terms.ts'
import { doneOfActs, eventsOfActs } from './life.ts'
import { qualifies } from './qualify.ts'

/** The terms of an incident: of each protocol its own, and of the incident while there is none. */

export interface TermPaper {
  id: string
  kind: 'protocol' | 'warning' | 'representation'
  subjectId: string | null
  subjectName: string | null
  article: string | null
  part: string | null
  signedAt: Date | null
  /** Drawn up while the person was away (КоАП 803(9)). */
  absent: boolean
  /** When a receipt for the copy was signed (КоАП 803(8)). */
  copyAt: Date | null
  /** Those that were not struck out, in the order of their days. */
  acts: CaseAct[]
}

/** What the terms rest on; no text of anybody is among it. */
export interface TermRows {
  category: Category
  /** Not ended: neither closed nor handed over. */
  open: boolean
  openedAt: Date
  happenedAt: Date
  /** The latest finding that confirms the violation. */
  finding: { happenedAt: Date | null; at: Date } | null
  offenders: { id: string; person: Somebody; at: Date }[]
  /** Those that are not cancelled. */
  papers: TermPaper[]
  /** Until when somebody must look at it; null once somebody did. */
  answerDue: Date | null
  /** The order to put it right, while it waits to be done. */
  remediation: { orderedAt: Date; dueAt: Date; submittedAt: Date | null } | null
}

export interface Line extends Deadline {
  /** The paper whose term it is; null for a term of the incident. */
  paperId: string | null
}

/** The terms of an incident, the earliest first; nothing before the earliest edition of the law. */
export function termsOf(rows: TermRows, editions: readonly Edition[], calendar: Calendar): Line[] {
  const day = localDay(rows.finding?.happenedAt ?? rows.happenedAt)
  const edition = editionAt(editions, day)
  const own = rows.open ? ownTerms(rows) : []
  if (!edition) return own
  const count = (paper: TermPaper | null) =>
    deadlinesOf(eventsOf(rows, paper), edition, calendar, factsOf(rows, paper, edition)).map((one): Line => {
      return { ...one, paperId: paper?.id ?? null }
    })
  const papers = rows.papers.flatMap((paper) =>
    paper.kind === 'representation' ? answerOf(paper, edition, calendar) : count(paper),
  )
  // A lamp that does not burn has no case, so no term of one; nor has what ended without a paper.
  const alone = rows.open && qualifies(rows.category) && rows.papers.every(({ kind }) => kind === 'representation')
  return [...own, ...(alone ? count(null) : []), ...papers].sort((a, b) => time(a) - time(b))
}

const time = ({ doBy }: Deadline) => doBy?.getTime() ?? 0

/** What has happened in the case of a paper, or in the incident while there is none. */
export function eventsOf({ openedAt, finding, offenders }: TermRows, paper: TermPaper | null): CaseEvents {
  // A protocol on the fact is sent once somebody was named whom it did not name (КоАП 808).
  const known = offenders
    .filter(({ id, person }) => isKnown(person) && (!paper?.subjectId || id === paper.subjectId))
    .map(({ at }) => at.getTime())
  return {
    offenceDetected: openedAt,
    ...(finding?.happenedAt && { offenceCommitted: finding.happenedAt }),
    ...(finding && { circumstancesEstablished: finding.at }),
    ...(known.length > 0 && { offenderEstablished: new Date(Math.min(...known)) }),
    // A warning on the spot is no protocol and is sent nowhere (КоАП 807).
    ...(paper?.signedAt && paper.kind === 'protocol' && { protocolDrawnUp: paper.signedAt }),
    ...(paper && eventsOfActs(actsOf(paper))),
  }
}

const actsOf = ({ kind, signedAt, acts }: TermPaper): CaseAct[] =>
  kind === 'warning' && signedAt
    ? [{ act: 'decide', happenedAt: signedAt, data: { decision: 'warning' } }, ...acts]
    : acts

/** Whom the paper is about; of the incident while there is none. */
const meant = ({ offenders }: TermRows, paper: TermPaper | null) =>
  paper ? offenders.filter(({ id }) => id === paper.subjectId) : offenders

const drawn = [
  'immediate',
  'afterInspection',
  'clarify',
  'clarifyListed',
  'afterExpert',
  'ecoDamage',
  'unpaid897',
  'unknownOffender',
]

/** What narrows the terms: the part, who is meant, how the paper goes, and what is done. */
export function factsOf(rows: TermRows, paper: TermPaper | null, edition: Edition): CaseFacts {
  const offender = meant(rows, paper)[0]
  const day = localDay(rows.finding?.happenedAt ?? rows.happenedAt)
  const facts: CaseFacts = {
    part: paper?.article ? findPart(edition, paper.article, paper.part) : null,
    minor: offender && isKnown(offender.person) ? isMinor(offender.person, day) : null,
    entity: offender?.person.kind === 'entity',
    absent: paper?.absent ?? false,
    unknownOffender: paper?.kind === 'protocol' && (!offender || !isKnown(offender.person)),
  }
  return paper ? { ...facts, ...lifeOf(paper) } : facts
}

function lifeOf(paper: TermPaper): CaseFacts {
  const acts = actsOf(paper)
  const last = (...names: CaseAct['act'][]) => acts.findLast(({ act }) => names.includes(act))
  const decided = last('decide', 'payHalf', 'expire')?.happenedAt
  const away = last('send', 'receive', 'return')
  const cancelled = acts.some(({ act, data }) => act === 'appealDecided' && data.result === 'cancelled' && data.anew)
  const over = decided && !cancelled ? decided : undefined
  const { signedAt, copyAt } = paper
  return {
    shortProcedure: acts.some(({ act }) => act === 'agreeShort'),
    prolonged: acts.some(({ act }) => act === 'prolong'),
    sentTo: last('send')?.data.to ?? null,
    suspended: over || !away ? null : away.act === 'return' ? 'before' : 'now',
    done: {
      ...(signedAt && Object.fromEntries(drawn.map((id) => [`protocol.${id}`, signedAt]))),
      ...(copyAt && { 'copy.immediate': copyAt, 'copy.absent': copyAt }),
      ...doneOfActs(acts),
      // A case that was decided in time has no limitation left to watch (КоАП 62).
      ...(over && Object.fromEntries(limits.map((id) => [id, over]))),
    },
  }
}

/** A representation is to be answered (КоАП 826(2)); when it was received is not recorded. */
function answerOf(paper: TermPaper, edition: Edition, calendar: Calendar): Line[] {
  if (!paper.signedAt) return []
  return deadlinesOf({ representationReceived: paper.signedAt }, edition, calendar)
    .filter(({ limitation }) => !limitation)
    .map((one) => ({
      ...one,
      paperId: paper.id,
      noteRu: 'День получения не записан: срок показан от подписания, на деле он истекает позже.',
      noteKk: 'Алынған күні жазылмаған: мерзім қол қойылған күннен көрсетілген, шын мәнінде кейінірек өтеді.',
    }))
}

const ours = {
  rule: '',
  from: 'offenceDetected',
  latest: null,
  ...{ settled: true, immediate: false, limitation: false, suspended: false, watched: false },
  whose: 'inspector',
  done: null,
  noteRu: null,
  noteKk: null,
  paperId: null,
} as const

const ownNames: Record<string, Both> = {
  'incident.answer': { ru: 'Принять и посмотреть', kk: 'Қабылдап, қарап шығу' },
  'remediation.due': { ru: 'Проверить, устранено ли', kk: 'Жойылғанын тексеру' },
}

/** Terms that the inspector or the program set, not the law: to look at a report, to see that it was put right. */
function ownTerms({ openedAt, answerDue, remediation }: TermRows): Line[] {
  const answer = answerDue && {
    ...ours,
    id: 'incident.answer',
    label: nameOf('incident.answer', []).label,
    ...{ fromAt: openedAt, doBy: answerDue },
  }
  const put = remediation && {
    ...ours,
    id: 'remediation.due',
    label: nameOf('remediation.due', []).label,
    ...{ fromAt: remediation.orderedAt, doBy: remediation.dueAt, done: remediation.submittedAt },
  }
  return [answer, put].flatMap((one) => one ?? [])
}

/** A term by its id as the newest edition names it. */
export function nameOf(id: string, editions: readonly Edition[]): { label: Both; rule: string } {
  const terms = editions.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1)).flatMap((edition) => edition.terms)
  const term = terms.find((one) => one.id === id)
  if (term) return { label: { ru: term.labelRu, kk: termNameKk(id) ?? term.labelRu }, rule: term.rule }
  return { label: ownNames[id] ?? { ru: id, kk: id }, rule: '' }
}

/** «505(1)», what a paper is about; null where it names no article. */
export function aboutOf({ article, part }: Pick<TermPaper, 'article' | 'part'>): string | null {
  return article === null ? null : refOf({ article, part } satisfies Pick<Part, 'article' | 'part'>)
}

export type Urgency = 'late' | 'today' | 'soon' | 'later'

/** When a term is missed: an immediate duty with the end of its day, any other at its end. */
export function missedAt({ immediate, fromAt, doBy }: Pick<Deadline, 'immediate' | 'fromAt' | 'doBy'>): Date | null {
  return immediate && fromAt ? endOfDay(localDay(fromAt)) : doBy
}

/** Whether somebody of the police must still do something about it. */
export function burns(line: Line, now: Date): boolean {
  const end = missedAt(line)
  if (!end || line.done) return false
  if (line.limitation) return !line.suspended
  // Until something was found there is nothing to draw up (КоАП 802).
  if (line.id === 'protocol.immediate') return false
  if (line.whose === 'inspector' || line.whose === 'chief') return true
  return line.watched && end <= now
}

/** How near the end is: by the local day, whole weeks of seven days. */
export function urgencyOf(line: Line, now: Date): Urgency {
  const end = missedAt(line)?.getTime() ?? Number.POSITIVE_INFINITY
  if (end <= now.getTime()) return 'late'
  const today = endOfDay(localDay(now)).getTime()
  if (end <= today) return 'today'
  return end <= today + 7 * 86_400_000 ? 'soon' : 'later'
}
