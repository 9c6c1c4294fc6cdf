import { addMonths, type Day } from '../base/calendar.ts'
import { type Both, type Edition, findPart, type Part, refOf } from '../base/law.ts'
import { ageAt } from '../person/person.ts'
import { type ReasonId, reasonText, type Told } from './repeat-words.ts'

/** Whether an earlier penalty makes an offence a repeated one (КоАП 61, 72). It suggests; the inspector decides. */

export const penaltyKinds = ['warning', 'fine', 'works', 'arrest', 'rightLoss', 'expulsion', 'other'] as const
export type PenaltyKind = (typeof penaltyKinds)[number]

/** An earlier case of the person, from wherever it is known. */
export interface EarlierPenalty {
  id: string
  article: string
  part: string | null
  /** Null: nothing was imposed, or it is not known what. */
  penalty: PenaltyKind | null
  fineMrp: number | null
  /** `undecided`: a protocol without a decision; `elsewhere`: sent on to another body or under another part. */
  outcome: 'imposed' | 'undecided' | 'terminated' | 'remark' | 'cancelled' | 'elsewhere'
  decidedOn: Day | null
  inForceOn: Day | null
  /** The last day of execution: paid, served, delivered. */
  executedOn: Day | null
  /** `expired`: it may no longer be executed (КоАП 890). */
  execution: 'done' | 'pending' | 'expired' | 'unknown'
  appealed: boolean
  /** Half of the fine was paid in time (КоАП 811). */
  shortPaid: boolean
  source: 'system' | 'entered' | 'register'
  /** How a person finds it again: the number of the paper, who decided, where it was read. */
  ref: string
}

/** Whose repeat is weighed; null where it is not known. */
export interface Repeater {
  birth: Day | null
  entity: boolean
  size: 'small' | 'medium' | 'large' | 'nonprofit' | null
}

export interface RepeatInput {
  penalties: readonly EarlierPenalty[]
  article: string
  part: string | null
  edition: Edition
  offenceOn: Day
  who: Repeater
}

export type Verdict = 'counts' | 'not' | 'unknown'

export interface RepeatLine {
  penalty: EarlierPenalty
  verdict: Verdict
  /** Which rule decided, for tests and statistics; the words are in `reasons`. */
  reason: ReasonId
  /** The days on which the person is deemed punished; `last` is null while execution has not ended. */
  window: { from: Day; last: Day | null; months: number; assumed: boolean } | null
  reasons: Both[]
  /** Parts for a repeated offence that would then fit, «505(2)». */
  fits: string[]
}

/** Conduct of other articles which a part for a repeated offence also names (КоАП 436(4)). */
const alsoNamed: Readonly<Record<string, readonly string[]>> = { '436(4)': ['437'] }
/** A large business is deemed punished for three years under these (КоАП 61). */
const environment = new Set(['344'])
const threeYears = 36
/** How long a decision may be executed, in months (КоАП 890(1)); the edition's own term goes before. */
const limitation = 12

/** Each earlier penalty with whether it counts against an offence of that day, the newest decision first. */
export function weighRepeat(input: RepeatInput): RepeatLine[] {
  return [...input.penalties]
    .sort((a, b) => (b.decidedOn ?? '9').localeCompare(a.decidedOn ?? '9') || a.id.localeCompare(b.id))
    .map((penalty) => weigh(penalty, input))
}

function weigh(penalty: EarlierPenalty, input: RepeatInput): RepeatLine {
  const same = conductOf(penalty, input)
  const told: Told = { penalty, offenceOn: input.offenceOn, ref: refOf(penalty), last: null, other: null, months: null }
  const line = (verdict: Verdict, reason: ReasonId, more: Partial<RepeatLine> = {}): RepeatLine => ({
    ...{ penalty, verdict, reason, window: null, reasons: [reasonText(reason, told)] },
    ...{ fits: verdict === 'not' ? [] : same.fits, ...more },
  })
  if (same.is === 'other') return line('not', 'other-part')
  if (penalty.outcome === 'elsewhere') return line('unknown', 'decided-elsewhere')
  if (penalty.outcome !== 'imposed') return line('not', penalty.outcome)
  const timed = inTime(penalty, input)
  const words: Told = { ...told, ...timed.told }
  const reasons = [reasonText(timed.reason, words)]
  const more = { window: timed.window, reasons }
  if (timed.verdict === 'not') return line('not', timed.reason, more)
  if (timed.assumed) reasons.push(reasonText(timed.assumed, words))
  if (penalty.shortPaid) reasons.push(reasonText('short-paid', words))
  const doubt = same.is === 'same' ? (penalty.appealed ? 'appealed' : null) : same.is
  if (doubt) {
    reasons.push(reasonText(doubt, words))
    return line('unknown', timed.verdict === 'unknown' ? timed.reason : doubt, more)
  }
  if (timed.verdict === 'counts' && same.fits.length === 0) reasons.push(reasonText('no-repeat-part', words))
  return line(timed.verdict, timed.reason, more)
}

interface Timed {
  verdict: Verdict
  reason: ReasonId
  window: RepeatLine['window']
  assumed?: ReasonId
  told?: Partial<Told>
}

/** Whether the person was deemed punished on the day of the offence: from the decision until the window after execution ends. */
function inTime(penalty: EarlierPenalty, { edition, offenceOn, who }: RepeatInput): Timed {
  const { decidedOn, executedOn } = penalty
  const nothing = { window: null }
  if (!decidedOn) return { verdict: 'unknown', reason: 'decision-day-unknown', ...nothing }
  if (executedOn && executedOn < decidedOn) return { verdict: 'unknown', reason: 'dates-disagree', ...nothing }
  if (offenceOn < decidedOn) return { verdict: 'not', reason: 'before-decision', ...nothing }
  if (offenceOn === decidedOn) return { verdict: 'unknown', reason: 'same-day', ...nothing }
  const [months, longer] = monthsOf(penalty, edition, who)
  const span = (end: Day | null, assumed = false, of = months) => ({
    window: { from: decidedOn, last: end && addMonths(end, of), months: of, assumed },
    told: { last: end && addMonths(end, of), other: end && longer ? addMonths(end, longer) : null, months: of },
  })
  if (executedOn) {
    const inside = offenceOn <= addMonths(executedOn, months)
    const maybe = longer !== null && offenceOn <= addMonths(executedOn, longer)
    const assumed = penalty.penalty === 'warning' ? { assumed: 'warning-delivered' as const } : {}
    if (inside && offenceOn < executedOn)
      return { verdict: 'counts', reason: 'not-executed-then', ...span(executedOn), ...assumed }
    if (inside) return { verdict: 'counts', reason: 'in-window', ...span(executedOn), ...assumed }
    if (maybe) return { verdict: 'unknown', reason: who.entity ? 'size-unknown' : 'age-unknown', ...span(executedOn) }
    return { verdict: 'not', reason: 'window-over', ...span(executedOn, false, longer ?? months) }
  }
  if (penalty.execution === 'expired') return { verdict: 'unknown', reason: 'execution-expired', ...span(null) }
  if (penalty.execution === 'pending') {
    const still = addMonths(penalty.inForceOn ?? decidedOn, lengthOf(edition, 'execution.limitation') ?? limitation)
    const told = { last: still, months }
    return offenceOn <= still
      ? { verdict: 'counts', reason: 'not-executed', ...span(null), told }
      : { verdict: 'unknown', reason: 'execution-limitation', ...span(null), told }
  }
  const assumed = span(decidedOn, true)
  if (penalty.penalty !== 'warning') return { verdict: 'unknown', reason: 'end-unknown', ...assumed }
  const inside = offenceOn <= addMonths(decidedOn, months)
  return inside
    ? { verdict: 'counts', reason: 'in-window', assumed: 'warning-assumed', ...assumed }
    : { verdict: 'unknown', reason: 'warning-day-unknown', ...assumed }
}

const lengthOf = (edition: Edition, id: string): number | null => {
  const term = edition.terms.find((one) => one.id === id)
  return term?.unit === 'months' ? term.length : null
}

/** The months of the window, and the longer reading where age or size leaves two. Minor is who was minor when penalised (КоАП 72). */
function monthsOf(penalty: EarlierPenalty, edition: Edition, who: Repeater): [number, number | null] {
  const year = lengthOf(edition, 'repeat.window')
  const half = lengthOf(edition, 'repeat.windowMinor')
  if (year === null || half === null)
    throw new Error(
      `Expected the terms repeat.window and repeat.windowMinor in months in ${edition.id}. Add them to its procedure file.`,
    )
  if (who.entity) {
    if (!environment.has(penalty.article) || (who.size !== null && who.size !== 'large')) return [year, null]
    return who.size === 'large' ? [threeYears, null] : [year, threeYears]
  }
  if (who.birth === null) return [half, year]
  return [penalty.decidedOn && ageAt(who.birth, penalty.decidedOn) < 18 ? half : year, null]
}

interface Conduct {
  is: 'same' | 'other' | 'part-unknown' | 'as-repeat' | 'not-in-edition'
  fits: string[]
}

/** Whether the earlier penalty was for the conduct that the chosen part, or its part for a repeat, speaks of. */
function conductOf(penalty: EarlierPenalty, { article, part, edition }: RepeatInput): Conduct {
  const targets = repeatParts(edition, article, part)
  const also = targets.filter((one) => alsoNamed[refOf(one)]?.includes(penalty.article))
  if (also.length > 0) return { is: 'same', fits: also.map(refOf) }
  if (penalty.article !== article) return { is: 'other', fits: [] }
  const fits = targets.map(refOf)
  const parted = edition.parts.some((one) => one.article === article && one.part !== null)
  if (penalty.part === null && parted) return { is: 'part-unknown', fits }
  if (!findPart(edition, article, penalty.part)) return { is: 'not-in-edition', fits }
  const named = targets.filter((one) => penalty.part !== null && one.repeatOfAll.includes(penalty.part))
  if (named.length > 0) return { is: 'same', fits: named.map(refOf) }
  const heavier = targets.filter((one) => one.part === penalty.part || softened(edition, one, penalty.part))
  if (heavier.length > 0) return { is: 'as-repeat', fits: heavier.map(refOf) }
  return { is: targets.length === 0 && penalty.part === part ? 'same' : 'other', fits: [] }
}

const softened = (edition: Edition, target: Part, part: string | null) =>
  target.part !== null &&
  edition.parts.some(
    (one) => one.article === target.article && one.part === part && one.nonArrestableOf.includes(`${target.part}`),
  )

/** The parts for a repeated offence that belong to a part: its own when it is one, or is in place of arrest for one. */
export function repeatParts(edition: Edition, article: string, part: string | null): Part[] {
  const own = findPart(edition, article, part)
  if (!own) return []
  const meant = new Set([own.part, ...own.nonArrestableOf])
  return edition.parts.filter(
    (one) =>
      one.article === article &&
      one.repeatOfAll.length > 0 &&
      (meant.has(one.part) || (own.part !== null && one.repeatOfAll.includes(own.part))),
  )
}

export interface RepeatSuggestion {
  answer: 'yes' | 'no' | 'unknown'
  because: Both
}

/**
 * What the lines suggest for the question `repeat`. «No» only where a register as of the offence day or later was read:
 * what this system does not know it cannot deny.
 */
export function suggestRepeat(lines: readonly RepeatLine[], offenceOn: Day, registerOn: Day | null): RepeatSuggestion {
  const counting = lines.filter((one) => one.verdict === 'counts')
  const counts =
    counting.find((one) => one.penalty.executedOn !== null) ??
    counting.find((one) => !one.window?.assumed) ??
    counting[0]
  const text = (id: ReasonId, line?: RepeatLine) =>
    reasonText(id, {
      penalty: line?.penalty ?? null,
      ...{ offenceOn, ref: line ? refOf(line.penalty) : '', last: line?.window?.last ?? registerOn },
      ...{ other: null, months: line?.window?.months ?? null },
    })
  // The answer «yes» says that the end of execution is known: what was only assumed does not carry it.
  if (counts?.window?.assumed) return { answer: 'unknown', because: text('suggest-assumed', counts) }
  if (counts) return { answer: 'yes', because: text('suggest-yes', counts) }
  const doubtful = lines.find((one) => one.verdict === 'unknown')
  if (doubtful) return { answer: 'unknown', because: text('suggest-unsure', doubtful) }
  if (registerOn !== null && registerOn >= offenceOn) return { answer: 'no', because: text('suggest-no') }
  return { answer: 'unknown', because: text(lines.length > 0 ? 'suggest-none-counts' : 'suggest-nothing') }
}

/** What was suggested, short enough to be kept beside the inspector's answer with the draft. */
export function repeatSuggested(lines: readonly RepeatLine[], suggestion: RepeatSuggestion) {
  return {
    answer: suggestion.answer,
    lines: lines.map(({ penalty, verdict, reason, window, fits }) => ({
      ...{ id: penalty.id, source: penalty.source, ref: refOf(penalty), verdict, reason },
      ...{ decidedOn: penalty.decidedOn, executedOn: penalty.executedOn, last: window?.last ?? null, fits },
    })),
  }
}
