import type { CaseAct, Ground } from '../protocol/case-act.ts'
import { type CaseOutcome, outcomeOf } from '../protocol/case-outcome.ts'
import { actsOfPaper, stageOf } from '../protocol/life.ts'

/**
 * Форма 1-АД: what became of the cases drawn up in a period, by article and measure, as it stands now.
 * The official layout was seen second-hand only: UNCONFIRMED.
 */

export const formMeasures = [
  'drawnUp',
  'onSpot',
  'sent',
  'considered',
  'warning',
  'fine',
  'works',
  'arrest',
  'expulsion',
  'remark',
  'terminated',
  'transferred',
  'appealed',
  'cancelled',
  'paidFull',
  'paidHalf',
  'unpaid',
  'ended',
  'open',
] as const
export type FormMeasure = (typeof formMeasures)[number]

/** The measures into exactly one of which every case falls. */
export const endings = [
  ...(['warning', 'fine', 'works', 'arrest', 'expulsion', 'remark', 'terminated', 'transferred'] as const),
  ...(['ended', 'open'] as const),
] as const satisfies readonly FormMeasure[]

/** A signed protocol or warning with the acts that count, in their order. */
export interface FormCase {
  id: string
  incidentId: string
  kind: string
  article: string
  part: string | null
  signedAt: Date
  acts: CaseAct[]
}

export interface Counted {
  holds: ReadonlySet<FormMeasure>
  ground: Ground | null
  outcome: CaseOutcome
}

/** МРП in tenge by year; a case counts in that of the year in which it was drawn up (КоАП 44(1), 802(4)). */
export type MrpOfYear = (year: number) => number | null

const yearOf = (at: Date) => Number(new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 4))

/** Which figures a case belongs to. */
export function countCase(one: FormCase, mrpOf: MrpOfYear): Counted {
  const outcome = outcomeOf(actsOfPaper(one.kind, one.signedAt, one.acts), mrpOf(yearOf(one.signedAt)))
  const stage = stageOf(one.kind, one.acts)
  const { decision, paid, inForce } = outcome
  const holds = new Set<FormMeasure>(['drawnUp'])
  const say = (measure: FormMeasure, really: boolean) => really && holds.add(measure)
  say('onSpot', one.kind === 'warning')
  say(
    'sent',
    one.acts.some(({ act }) => act === 'send' || act === 'receive'),
  )
  say('considered', decision !== null)
  if (decision !== null && decision !== 'requalified') holds.add(decision)
  else holds.add(stage === 'expired' || stage === 'terminated' ? 'ended' : 'open')
  say('appealed', outcome.appealed)
  say('cancelled', outcome.cancelled)
  if (decision === 'fine') {
    say('paidFull', paid === 'full')
    say('paidHalf', paid === 'half')
    say('unpaid', paid === 'none' && inForce !== null)
  }
  return { holds, ground: decision === 'terminated' ? outcome.ground : null, outcome }
}

export interface FormRow {
  article: string
  part: string | null
  figures: Record<FormMeasure, number>
  grounds: Partial<Record<Ground, number>>
  fineMrp: number
  /** Fines as decided; those of a year whose МРП is not known are not in it but in `withoutMrp`. */
  fineTenge: number
  paidTenge: number
  withoutMrp: number
}

export const emptyRow = (article: string, part: string | null): FormRow => ({
  ...{ article, part, grounds: {}, fineMrp: 0, fineTenge: 0, paidTenge: 0, withoutMrp: 0 },
  figures: Object.fromEntries(formMeasures.map((measure) => [measure, 0])) as Record<FormMeasure, number>,
})

function add(row: FormRow, { holds, ground, outcome }: Counted): void {
  for (const measure of holds) row.figures[measure] += 1
  if (ground) row.grounds[ground] = (row.grounds[ground] ?? 0) + 1
  row.paidTenge = cents(row.paidTenge + outcome.paidTenge)
  if (outcome.decision !== 'fine') return
  row.fineMrp = cents(row.fineMrp + (outcome.fineMrp ?? 0))
  if (outcome.fineTenge === null) row.withoutMrp += 1
  else row.fineTenge = cents(row.fineTenge + outcome.fineTenge)
}

const cents = (sum: number) => Math.round(sum * 100) / 100

/** Adds cases to the rows, one row for each part of an article. */
export function addCases(rows: Map<string, FormRow>, cases: readonly FormCase[], mrpOf: MrpOfYear): void {
  for (const one of cases) {
    const key = keyOf(one)
    const row = rows.get(key) ?? emptyRow(one.article, one.part)
    rows.set(key, row)
    add(row, countCase(one, mrpOf))
  }
}

/** «505/1»: a part of an article as an address names it. */
export const keyOf = (one: { article: string; part: string | null }) => `${one.article}/${one.part ?? ''}`

/** The rows by number of article, 434 before 434-2, and the sum of them all. */
export function formOf(rows: Iterable<FormRow>): { rows: FormRow[]; total: FormRow } {
  const total = emptyRow('', null)
  const sorted = [...rows].sort(byNumber)
  for (const row of sorted) {
    for (const measure of formMeasures) total.figures[measure] += row.figures[measure]
    for (const [ground, count] of Object.entries(row.grounds) as [Ground, number][])
      total.grounds[ground] = (total.grounds[ground] ?? 0) + count
    total.fineMrp = cents(total.fineMrp + row.fineMrp)
    total.fineTenge = cents(total.fineTenge + row.fineTenge)
    total.paidTenge = cents(total.paidTenge + row.paidTenge)
    total.withoutMrp += row.withoutMrp
  }
  return { rows: sorted, total }
}

const numbers = new Intl.Collator('ru', { numeric: true })

/** 434 before 434-2 before 435, parts in their order. */
function byNumber(a: FormRow, b: FormRow): number {
  const [one, two] = [a, b].map(({ article }) => article.split('-')) as [string[], string[]]
  for (let at = 0; at < Math.max(one.length, two.length); at += 1) {
    const order = numbers.compare(one[at] ?? '', two[at] ?? '')
    if (order !== 0) return order
  }
  return numbers.compare(a.part ?? '', b.part ?? '')
}
