import { addDays, addWorkdays, type Calendar, endOfDay, localDay } from '../base/calendar.ts'
import type { Both } from '../base/law.ts'
import type { CaseAct, Decision } from './case-act.ts'
import type { CaseLaw } from './case-law.ts'
import { decisionIn, outcomeOf, tengeOf } from './case-outcome.ts'
import { halfUntil } from './life.ts'

/** What an act is held against before it is written down: days that cannot be are refused, the rest is only warned of. */

export const actRefusals = ['in-future', 'before-paper', 'before-last', 'not-short', 'no-fine'] as const
export type ActRefusal = (typeof actRefusals)[number]

export const refusalWords: Record<ActRefusal, { reason: Both; rule: string }> = {
  'in-future': {
    reason: {
      ru: 'Этот день ещё не наступил. Запишите действие, когда оно произойдёт.',
      kk: 'Бұл күн әлі келген жоқ. Әрекетті ол болған соң жазыңыз.',
    },
    rule: 'КоАП 739',
  },
  'before-paper': {
    reason: {
      ru: 'Раньше, чем подписан документ. Проверьте дату.',
      kk: 'Құжатқа қол қойылғаннан бұрын. Күнін тексеріңіз.',
    },
    rule: 'КоАП 806, 808',
  },
  'before-last': {
    reason: {
      ru: 'Раньше предыдущего действия по делу. Проверьте дату или вычеркните ошибочную запись.',
      kk: 'Іс бойынша алдыңғы әрекеттен бұрын. Күнін тексеріңіз немесе қате жазбаны сызып тастаңыз.',
    },
    rule: 'КоАП 739',
  },
  'not-short': {
    reason: {
      ru: 'По этой части сокращённого производства нет: половину штрафа уплатить нельзя.',
      kk: 'Бұл бөлік бойынша қысқартылған іс жүргізу жоқ: айыппұлдың жартысын төлеуге болмайды.',
    },
    rule: 'КоАП 810(2)(1)',
  },
  'no-fine': {
    reason: {
      ru: 'По делу назначен не штраф: платить нечего.',
      kk: 'Іс бойынша айыппұл салынбаған: төлейтін ештеңе жоқ.',
    },
    rule: 'КоАП 893',
  },
}

const minute = 60_000
/** Clocks of people and machines differ; a form knows minutes only. */
const clocks = 2 * minute

/** The day of an act as it is kept, or why it cannot be: not in the future, not before the paper, not before the act before. */
export function settleDay(
  at: Date,
  { signedAt, last, now }: { signedAt: Date; last: Date | null; now: Date },
): Date | { refused: ActRefusal } {
  if (at.getTime() > now.getTime() + clocks) return { refused: 'in-future' }
  const after = last ?? signedAt
  if (at >= after) return at
  if (after.getTime() - at.getTime() < minute) return after
  return { refused: last && at >= signedAt ? 'before-last' : 'before-paper' }
}

/** Why the law shuts the act out for this part, or null. */
export function refusedByLaw(law: CaseLaw, before: readonly CaseAct[], act: CaseAct['act']): ActRefusal | null {
  if ((act === 'agreeShort' || act === 'payHalf') && law.shortProcedure === false) return 'not-short'
  if (act === 'pay' && decisionIn(before) !== 'fine') return 'no-fine'
  return null
}

export const actWarnings = [
  'over-maximum',
  'under-floor',
  'warning-first',
  'not-in-part',
  'hours-outside',
  'days-outside',
  'minor',
  'court-only',
  'short-late',
  'short-unsettled',
  'short-unknown',
  'half-sum',
  'pay-less',
  'force-early',
  'appeal-late',
  'reconciliation-only',
] as const
export type ActWarning = (typeof actWarnings)[number]

/** Where the law says what is warned of. */
export const warningRules: Record<ActWarning, string> = {
  'over-maximum': 'КоАП 44, 66(1)',
  'under-floor': 'КоАП 819(2)',
  'warning-first': 'КоАП 43(2), 57',
  'not-in-part': 'КоАП 42, 821',
  'hours-outside': 'КоАП 49-1',
  'days-outside': 'КоАП 50',
  minor: 'КоАП 66(3)',
  'court-only': 'КоАП 683(3), 684',
  'short-late': 'КоАП 811(1), (3)',
  'short-unsettled': 'КоАП 811(1), 739',
  'short-unknown': 'КоАП 810',
  'half-sum': 'КоАП 810, 811(1)',
  'pay-less': 'КоАП 893',
  'force-early': 'КоАП 883, 826-2(2)',
  'appeal-late': 'КоАП 826-2(2)',
  'reconciliation-only': 'КоАП 64(1)',
}

/** Articles that end in reconciliation (КоАП 64(1), (1-1)), as «article» or «article(part)». */
const reconciled = new Set(['73', '73-3', '79(1)', '127-2', '146', '185', '186', '190(5)', '190(6)', '220', '229(2)'])

export interface Weighing {
  law: CaseLaw
  /** With the decision that signing a warning is (`actsOfPaper`). */
  before: readonly CaseAct[]
  one: CaseAct
  signedAt: Date
  calendar: Calendar
}

/** When half could be paid to the last: the earlier reading, and the later one where working days alone count. */
export function shortTerm(
  before: readonly CaseAct[],
  signedAt: Date,
  calendar: Calendar,
): { until: Date; latest: Date } {
  const explained = before.find(({ act }) => act === 'agreeShort')?.happenedAt ?? signedAt
  const until = halfUntil(explained)
  const latest = endOfDay(addWorkdays(localDay(explained), 7, calendar))
  return { until, latest: latest > until ? latest : until }
}

/** What to look at again before the act is written down; it never blocks. */
export function warningsOf({ law, before, one, signedAt, calendar }: Weighing): ActWarning[] {
  const { act, data, happenedAt } = one
  const found: ActWarning[] = []
  const say = (warning: ActWarning, holds: boolean) => holds && found.push(warning)
  if (act === 'decide' || (act === 'appealDecided' && data.result === 'changed')) {
    found.push(...ofDecision(law, one))
    say(
      'court-only',
      act === 'decide' && law.courtOnly && !before.some((each) => each.act === 'send' || each.act === 'receive'),
    )
  }
  if (act === 'agreeShort' || act === 'payHalf') say('short-unknown', law.shortProcedure === null)
  if (act === 'payHalf') {
    const { until, latest } = shortTerm(before, signedAt, calendar)
    say('short-late', happenedAt >= latest)
    say('short-unsettled', happenedAt >= until && happenedAt < latest)
    if (law.mrp !== null && data.fineMrp !== undefined && data.amount !== undefined)
      say('half-sum', Math.abs(data.amount - tengeOf(data.fineMrp, law.mrp) / 2) >= 1)
    say('over-maximum', law.fineMax !== null && (data.fineMrp ?? 0) > law.fineMax)
  }
  if (act === 'pay' && data.full !== false) {
    const { fineTenge, paidTenge } = outcomeOf([...before, one], law.mrp)
    say('pay-less', fineTenge !== null && paidTenge < fineTenge - 1)
  }
  const copied = before.slice(decidedIndex(before)).find(({ act }) => act === 'handCopy')
  const appealUntil = copied ? endOfDay(addDays(localDay(copied.happenedAt), 10)) : null
  if (act === 'inForce') say('force-early', !appealUntil || happenedAt < appealUntil)
  if (act === 'appeal') say('appeal-late', appealUntil !== null && happenedAt >= appealUntil)
  return found
}

/** Where the last decision stands, past the end where there is none: a copy before it was one of the protocol. */
function decidedIndex(before: readonly CaseAct[]): number {
  const at = before.findLastIndex(({ act }) => act === 'decide')
  return at < 0 ? before.length : at
}

const penalties: readonly (Decision | undefined)[] = ['warning', 'fine', 'works', 'arrest', 'expulsion']

function ofDecision(law: CaseLaw, { data }: CaseAct): ActWarning[] {
  const { decision, fineMrp = 0, hours = 0, days = 0, ground } = data
  const found: ActWarning[] = []
  const say = (warning: ActWarning, holds: boolean) => holds && found.push(warning)
  const known = law.kinds.length > 0 && decision !== undefined && penalties.includes(decision)
  say('not-in-part', known && !law.kinds.includes(decision))
  if (decision === 'fine') {
    say('over-maximum', law.fineMax !== null && fineMrp > law.fineMax)
    say('under-floor', law.fineMin !== null && fineMrp < law.fineMin * 0.7 - 1e-9)
    say('warning-first', law.warningFirst)
  }
  if (decision === 'works') say('hours-outside', law.hours !== null && (hours < law.hours[0] || hours > law.hours[1]))
  if (decision === 'arrest') say('days-outside', law.days !== null && (days < law.days[0] || days > law.days[1]))
  say('minor', law.minor === true && (decision === 'works' || decision === 'arrest'))
  if (ground === 'reconciliation')
    say('reconciliation-only', !reconciled.has(law.article) && !reconciled.has(`${law.article}(${law.part})`))
  return found
}
