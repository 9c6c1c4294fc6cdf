import {
  addDays,
  addMonths,
  addWorkdays,
  type Calendar,
  type Day,
  endOfDay,
  localDay,
  nextWorkday,
} from '../base/calendar.ts'
import type { Both, Edition, Part, Term } from '../base/law.ts'
import type { CaseEvent } from './clock-events.ts'
import { termNameKk, termNoteKk } from './clock-kk.ts'
import { applies, isLimit, isWatched, type Whose, whoseTerm } from './clock-terms.ts'

export { type CaseEvent, caseEvents } from './clock-events.ts'

/** The terms of a case, counted from what has happened: each with its article, the earliest first. */

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
  /** Considering was prolonged by a ruling (КоАП 817(2)). */
  prolonged?: boolean
  /** Whom the case was sent to: a code of `considersBy`. */
  sentTo?: string | null
  /** The limitation stands still while a court or a body has the case (КоАП 62): `now`, or it did before. */
  suspended?: 'now' | 'before' | null
  /** When a duty of the list was done, by term id. */
  done?: Partial<Record<string, Date>>
}

export interface Deadline {
  id: string
  label: Both
  /** «КоАП 806(6)» */
  rule: string
  from: CaseEvent
  fromAt: Date | null
  /** Null where it cannot be counted because the day it runs from is not known. */
  doBy: Date | null
  /** The later reading, where the counting is not settled; for information only. */
  latest: Date | null
  settled: boolean
  /** «Незамедлительно»: `doBy` is the moment of the event itself. */
  immediate: boolean
  whose: Whose
  /** One of the ends of liability (КоАП 62). */
  limitation: boolean
  /** The limitation stands still, so its day is not the last word. */
  suspended: boolean
  /** Of others, but when it passes the inspector has something to do. */
  watched: boolean
  done: Date | null
  noteRu: string | null
  noteKk: string | null
}

/** The end of one term, or null where the law gives it no length. */
export function endOf(term: Term, at: Date, calendar: Calendar): End | null {
  if (term.immediate) return { doBy: at, latest: null }
  const { length, unit } = term
  if (length === null || unit === null) return null
  if (unit === 'hours') return { doBy: new Date(at.getTime() + length * 3_600_000), latest: null }
  const from = localDay(at)
  const known = remembered(calendar)
  const key = `${from} ${length} ${unit} ${term.nonWorkingDayRule}`
  const end = known.get(key) ?? countDays(from, length, unit, term.nonWorkingDayRule, calendar)
  known.set(key, end)
  return end
}

interface End {
  doBy: Date
  latest: Date | null
}

/** Thousands of incidents share a few days: what was counted once by a calendar is not counted again. */
const counted = new WeakMap<Calendar, Map<string, End>>()
function remembered(calendar: Calendar): Map<string, End> {
  const known = counted.get(calendar)
  if (known && known.size < 20_000) return known
  const anew = new Map<string, End>()
  counted.set(calendar, anew)
  return anew
}

function countDays(
  from: Day,
  length: number,
  unit: 'days' | 'months',
  rule: Term['nonWorkingDayRule'],
  calendar: Calendar,
): End {
  const last = unit === 'days' ? addDays(from, length) : addMonths(from, length)
  const doBy = endOfDay(last)
  switch (rule) {
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
  const known: Readonly<Record<string, Date | undefined>> = withDerived(events, edition, calendar, facts)
  const list: Deadline[] = []
  for (const term of edition.terms) {
    const general = term.id === 'liability.general'
    if (!applies(term, facts, events)) continue
    const counted = like(term, edition, events)
    const happened = known[counted.fromEvent]
    const fromAt = happened ?? (general ? (events.offenceDetected ?? null) : null)
    if (!fromAt && !general) continue
    const end = fromAt ? endOf(counted, fromAt, calendar) : null
    if (fromAt && !end) continue
    list.push({
      id: term.id,
      label: { ru: term.labelRu, kk: termNameKk(term.id) ?? term.labelRu },
      rule: term.rule,
      from: (happened || !fromAt ? counted.fromEvent : 'offenceDetected') as CaseEvent,
      fromAt,
      doBy: end?.doBy ?? null,
      latest: end?.latest ?? null,
      settled: counted.nonWorkingDayRule !== 'unsettled',
      immediate: counted.immediate,
      whose: whoseTerm(term.id, facts),
      limitation: isLimit(term.id),
      suspended: isLimit(term.id) && facts.suspended === 'now',
      watched: isWatched(term.id),
      done: facts.done?.[term.id] ?? null,
      ...notesOf(term, general && !happened, facts),
    })
  }
  return withoutGeneral(list).sort((a, b) => (a.doBy?.getTime() ?? 0) - (b.doBy?.getTime() ?? 0))
}

/** A protocol on the fact has no length of its own: «в те же сроки» (КоАП 806(9)). */
function like(term: Term, edition: Edition, events: CaseEvents): Term {
  if (term.id !== 'protocol.unknownOffender') return term
  const id = events.circumstancesEstablished ? 'protocol.clarify' : 'protocol.immediate'
  return edition.terms.find((one) => one.id === id) ?? term
}

/** Events that are themselves ends of terms; the day on which a term ran out is the one that 24:00 closes. */
function withDerived(events: CaseEvents, edition: Edition, calendar: Calendar, facts: CaseFacts): CaseEvents {
  const passed = (id: string, at: Date | undefined) => {
    const term = edition.terms.find((one) => one.id === id)
    const end = term && at ? endOf(term, at, calendar) : null
    return end ? new Date(end.doBy.getTime() - 1) : undefined
  }
  const { offenceDetected, offenderEstablished } = events
  const short =
    facts.shortProcedure && !facts.done?.['short.pay'] ? passed('short.pay', events.rightExplained) : undefined
  const considered = facts.prolonged ? passed('consider.general', events.materialsReceived) : undefined
  const found = offenderEstablished ?? offenceDetected
  return {
    ...(found && { offenceOrOffenderDetected: found }),
    ...events,
    ...(short && { shortPaymentTermExpired: short }),
    ...(considered && { considerTermExpired: considered }),
  }
}

const unknownDay: Both = {
  ru: 'Время правонарушения не установлено: срок показан от обнаружения, он может истечь раньше.',
  kk: 'Құқық бұзушылық уақыты анықталмаған: мерзім анықталған күннен көрсетілген, ол ертерек өтуі мүмкін.',
}
const suspension: Record<'now' | 'before', Both> = {
  now: {
    ru: 'Пока дело в суде или органе, срок приостановлен (КоАП 62); показан день без учёта приостановления.',
    kk: 'Іс сотта не органда болғанда мерзім тоқтатыла тұрады (ӘҚБтК 62); көрсетілген күнге ол қосылмаған.',
  },
  before: {
    ru: 'Срок приостанавливался, пока дело было в суде или органе (КоАП 62); показан день без учёта приостановления.',
    kk: 'Іс сотта не органда болған кезде мерзім тоқтатыла тұрған (ӘҚБтК 62); көрсетілген күнге ол қосылмаған.',
  },
}

function notesOf(term: Term, guessed: boolean, facts: CaseFacts): Pick<Deadline, 'noteRu' | 'noteKk'> {
  const own = guessed ? unknownDay : term.noteRu && { ru: term.noteRu, kk: termNoteKk(term.id) ?? term.noteRu }
  const stood = isLimit(term.id) && facts.suspended ? suspension[facts.suspended] : null
  const notes = [own, stood].flatMap((one) => (one ? [one] : []))
  const join = (lang: keyof Both) => notes.map((one) => one[lang].replace(/[^.!?]$/, '$&.')).join(' ') || null
  return { noteRu: join('ru'), noteKk: join('kk') }
}

/** A longer, a continuing or a restarted limit takes the place of the general one (КоАП 62(2), (3), (6), (7)). */
function withoutGeneral(list: Deadline[]): Deadline[] {
  const restarted = list.filter(({ id }) => id === 'liability.interrupted' || id === 'liability.afterCriminalCase')
  const special =
    restarted.length > 0 ? restarted : list.filter(({ id, limitation }) => limitation && id !== 'liability.general')
  return special.length > 0 ? list.filter((one) => !one.limitation || special.includes(one)) : list
}

/** When liability ends (КоАП 62): the earliest of the limits that stand; null when unknown. */
export function limitationOf(events: CaseEvents, edition: Edition, calendar: Calendar, facts: CaseFacts): Date | null {
  return deadlinesOf(events, edition, calendar, facts).find((one) => one.limitation && one.doBy !== null)?.doBy ?? null
}
