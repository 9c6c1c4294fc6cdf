/** Compares what the program made of messages with what people said of them: counts by chat, figures, intervals. */

import { categories, type Kind, kinds } from '../src/detection/categories.ts'
import { randomly } from './learn.ts'
import type { Read } from './read.ts'

/** Sums by name; figures are made of sums, so chats can be drawn again and again. */
export type Counts = Record<string, number>

/** Every figure is a share 0 … 1, but `falseAlarms`, which is a number in a thousand non-reports. */
export type Figures = Record<string, number>

/** What one chat adds to the sums. */
export function count(reads: readonly Read[]): Counts {
  const sums: Counts = {}
  const add = (name: string, value = 1): void => {
    sums[name] = (sums[name] ?? 0) + value
  }
  for (const read of reads) {
    const { gold, made } = read
    add('messages')
    add(`kind gold ${gold.kind}`)
    add(`kind made ${made.kind}`)
    if (gold.kind === made.kind) add(`kind right ${gold.kind}`)
    if (gold.kind !== 'report') add('non-reports')
    if (read.text.trim() !== '') {
      add('texts')
      if (gold.lang === made.lang) add('lang right')
    }
    bin(add, 'report', read.kinds[0] ?? 0, gold.kind === 'report')
    if (gold.kind === 'report') countReport(read, add)
    else if (made.kind === 'report' && made.route === 'emergency') add('emergency false')
    if (gold.kind === 'report' || gold.kind === 'follow_up') countPlaces(read, add)
  }
  countPairs(reads, add)
  return sums
}

type Add = (name: string, value?: number) => void

function countReport({ gold, made, categories: likely }: Read, add: Add): void {
  const order = likely.map((_, at) => at).sort((a, b) => (likely[b] ?? 0) - (likely[a] ?? 0))
  const [top = 0] = order
  const right = categories.indexOf(gold.category ?? 'other')
  const found = made.kind === 'report'
  const said = found && made.category !== null ? categories.indexOf(made.category) : top
  add(`category gold ${right}`)
  add(`category made ${said}`)
  if (said === right) add(`category right ${right}`)
  if (order.slice(0, 3).includes(right) || said === right) add('category top three')
  bin(add, 'category', likely[top] ?? 0, top === right)
  if (found && made.route === gold.route) add('route right')
  if (found && made.urgency === gold.urgency) add('urgency right')
  if (gold.route === 'emergency') {
    add('emergency gold')
    if (found) add('emergency found')
    if (found && made.route === 'emergency') add('emergency right')
  } else if (found && made.route === 'emergency') add('emergency false')
  if (gold.also.length > 0) add('also gold')
  if (made.also.length > 0) add('also made')
  if (gold.also.length > 0 && made.also.length > 0) add('also right')
}

const bins = 10

function bin(add: Add, name: string, likelihood: number, right: boolean): void {
  const at = Math.min(bins - 1, Math.floor(likelihood * bins))
  add(`bin ${name} ${at} sure`, likelihood)
  if (right) add(`bin ${name} ${at} right`)
  add(`bin ${name} count`)
}

/** A span counts as found when it overlaps one that a person marked. */
function countPlaces({ gold, made }: Read, add: Add): void {
  const said = made.kind === 'report' || made.kind === 'follow_up' ? made.places : []
  add('places gold', gold.places.length)
  add('places made', said.length)
  for (const span of said) {
    if (gold.places.some((other) => other.start < span.end && span.start < other.end)) add('places right')
    if (gold.places.some((other) => other.start === span.start && other.end === span.end)) add('places to the letter')
  }
  for (const span of gold.places)
    if (said.some((other) => other.start < span.end && span.start < other.end)) add('places found')
}

/** Pairs of messages of one chat that are, and are said to be, of one happening. */
function countPairs(reads: readonly Read[], add: Add): void {
  for (const [at, a] of reads.entries()) {
    for (const b of reads.slice(at + 1)) {
      const together = a.gold.incident !== null && a.gold.incident === b.gold.incident
      const said = a.made.incident !== null && a.made.incident === b.made.incident
      if (together) add('pairs gold')
      if (said) add('pairs made')
      if (together && said) add('pairs right')
    }
  }
}

export function sum(all: readonly Counts[]): Counts {
  const sums: Counts = {}
  for (const one of all) for (const [name, value] of Object.entries(one)) sums[name] = (sums[name] ?? 0) + value
  return sums
}

export function figures(sums: Counts): Figures {
  const of = (name: string): number => sums[name] ?? 0
  const reports = of('kind gold report')
  const kind = (name: Kind): number => f1(of(`kind right ${name}`), of(`kind made ${name}`), of(`kind gold ${name}`))
  const byCategory = categories.map((_, at) =>
    f1(of(`category right ${at}`), of(`category made ${at}`), of(`category gold ${at}`)),
  )
  const present = byCategory.filter((_, at) => of(`category gold ${at}`) > 0)
  const falsely = of('kind made report') - of('kind right report')
  return {
    kind: ratio(
      kinds.reduce((total, name) => total + of(`kind right ${name}`), 0),
      of('messages'),
    ),
    reportPrecision: ratio(of('kind right report'), of('kind made report')),
    reportRecall: ratio(of('kind right report'), reports),
    ...Object.fromEntries(kinds.map((name) => [`${name}F1`, kind(name)])),
    falseAlarms: ratio(1000 * falsely, of('non-reports')),
    categoryMacroF1: ratio(
      present.reduce((a, b) => a + b, 0),
      present.length,
    ),
    category: ratio(
      categories.reduce((total, _, at) => total + of(`category right ${at}`), 0),
      reports,
    ),
    categoryTopThree: ratio(of('category top three'), reports),
    route: ratio(of('route right'), of('kind right report')),
    emergencyRecall: ratio(of('emergency right'), of('emergency gold')),
    emergencyFound: ratio(of('emergency found'), of('emergency gold')),
    emergencyPrecision: ratio(of('emergency right'), of('emergency right') + of('emergency false')),
    urgency: ratio(of('urgency right'), of('kind right report')),
    language: ratio(of('lang right'), of('texts')),
    placesPrecision: ratio(of('places right'), of('places made')),
    placesRecall: ratio(of('places found'), of('places gold')),
    placesF1: harmonic(ratio(of('places right'), of('places made')), ratio(of('places found'), of('places gold'))),
    placesToTheLetterF1: f1(of('places to the letter'), of('places made'), of('places gold')),
    incidentPairsF1: f1(of('pairs right'), of('pairs made'), of('pairs gold')),
    alsoPrecision: ratio(of('also right'), of('also made')),
    alsoRecall: ratio(of('also right'), of('also gold')),
    reportECE: ece(sums, 'report'),
    categoryECE: ece(sums, 'category'),
  }
}

/** Expected calibration error over ten bins: how far likelihoods are from how often they are right. */
function ece(sums: Counts, name: string): number {
  let apart = 0
  for (let at = 0; at < bins; at += 1)
    apart += Math.abs((sums[`bin ${name} ${at} sure`] ?? 0) - (sums[`bin ${name} ${at} right`] ?? 0))
  return ratio(apart, sums[`bin ${name} count`] ?? 0)
}

export interface Interval {
  value: number
  low: number
  high: number
}

/** Figures with 95 % intervals: chats are drawn with replacement (percentile bootstrap, Efron 1979). */
export function measured(reads: readonly Read[], draws = 400): Record<string, Interval> {
  const chats = [...Map.groupBy(reads, ({ chat }) => chat).values()].map(count)
  const values = figures(sum(chats))
  const chance = randomly(20261122)
  const drawn = Array.from({ length: chats.length > 1 ? draws : 0 }, () =>
    figures(sum(chats.map(() => chats[Math.floor(chance() * chats.length)] ?? {}))),
  )
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const sorted = drawn.map((one) => one[name] ?? 0).sort((a, b) => a - b)
      const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? value
      return [name, { value: round(value), low: round(at(0.025)), high: round(at(0.975)) }]
    }),
  )
}

/** Rows: what people said; columns: what the program made. */
export function confusion(reads: readonly Read[]): Record<Kind, Record<Kind, number>> {
  const row = (gold: Kind): Record<Kind, number> =>
    Object.fromEntries(
      kinds.map((made) => [made, reads.filter((read) => read.gold.kind === gold && read.made.kind === made).length]),
    ) as Record<Kind, number>
  return Object.fromEntries(kinds.map((gold) => [gold, row(gold)])) as Record<Kind, Record<Kind, number>>
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000
const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
const harmonic = (a: number, b: number): number => (a + b === 0 ? 0 : (2 * a * b) / (a + b))
const f1 = (right: number, made: number, gold: number): number => ratio(2 * right, made + gold)
