/** Compares what the program made of messages with what people said of them. */

import { type Kind, kinds, type Reading } from '../src/detection/categories.ts'

export interface Pair {
  chat: string
  gold: Reading
  made: Reading
  text: string
}

export interface Figures {
  messages: number
  kind: number
  kinds: Record<Kind, Score>
  /** Of true reports that were found: share with the right category, route, urgency. */
  category: number
  route: number
  urgency: number
  /** Of all true reports: found and of the right category. */
  reportAndCategory: number
  places: Score
  placesExact: number
  lang: number
  incidents: Score
}

export interface Score {
  precision: number
  recall: number
  f1: number
  count: number
}

export function measure(pairs: readonly Pair[]): Figures {
  const reports = pairs.filter(({ gold }) => gold.kind === 'report')
  const found = reports.filter(({ made }) => made.kind === 'report')
  const share = (list: readonly Pair[], right: (pair: Pair) => boolean): number =>
    ratio(list.filter(right).length, list.length)
  return {
    messages: pairs.length,
    kind: share(pairs, ({ gold, made }) => gold.kind === made.kind),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, ofKind(pairs, kind)])) as Record<Kind, Score>,
    category: share(found, ({ gold, made }) => gold.category === made.category),
    route: share(found, ({ gold, made }) => gold.route === made.route),
    urgency: share(found, ({ gold, made }) => gold.urgency === made.urgency),
    reportAndCategory: share(reports, ({ gold, made }) => made.kind === 'report' && gold.category === made.category),
    ...ofPlaces(pairs),
    lang: share(pairs, ({ gold, made }) => gold.lang === made.lang),
    incidents: ofIncidents(pairs),
  }
}

function ofKind(pairs: readonly Pair[], kind: Kind): Score {
  const right = pairs.filter(({ gold, made }) => gold.kind === kind && made.kind === kind).length
  return score(
    right,
    pairs.filter(({ made }) => made.kind === kind).length,
    pairs.filter(({ gold }) => gold.kind === kind).length,
  )
}

/** A span counts as found when it overlaps one that a person marked. */
function ofPlaces(pairs: readonly Pair[]): { places: Score; placesExact: number } {
  let right = 0
  let exact = 0
  let made = 0
  let gold = 0
  for (const pair of pairs) {
    gold += pair.gold.places.length
    made += pair.made.places.length
    for (const span of pair.made.places) {
      if (pair.gold.places.some((other) => other.start < span.end && span.start < other.end)) right += 1
      if (pair.gold.places.some((other) => other.start === span.start && other.end === span.end)) exact += 1
    }
  }
  return { places: score(right, made, gold), placesExact: ratio(2 * exact, made + gold) }
}

/** Pairs of messages of one chat that are, and are said to be, of one happening. */
function ofIncidents(pairs: readonly Pair[]): Score {
  const chats = Map.groupBy(pairs, ({ chat }) => chat)
  let right = 0
  let made = 0
  let gold = 0
  for (const list of chats.values()) {
    for (const [index, a] of list.entries()) {
      for (const b of list.slice(index + 1)) {
        const together = a.gold.incident !== null && a.gold.incident === b.gold.incident
        const said = a.made.incident !== null && a.made.incident === b.made.incident
        if (together) gold += 1
        if (said) made += 1
        if (together && said) right += 1
      }
    }
  }
  return score(right, made, gold)
}

function score(right: number, made: number, count: number): Score {
  const precision = ratio(right, made)
  const recall = ratio(right, count)
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : ratio(2 * precision * recall, precision + recall),
    count,
  }
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000
}
