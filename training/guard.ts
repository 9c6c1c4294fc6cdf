/** Whether a new model may take the place of the one that ships: both read the same messages of hands that neither learned from. */

import { langs } from '../src/detection/categories.ts'
import { count, type Figures, figures, sum } from './measure.ts'
import type { Read } from './read.ts'

/** Figures that may not fall, and by how much of chance alone they move: a message or two of the test. */
const guarded: readonly (readonly [keyof Figures, number])[] = [
  ['reportPrecision', 0.01],
  ['reportRecall', 0.01],
  ['emergencyRecall', 0.02],
  ['categoryMacroF1', 0.01],
  ['route', 0.01],
  ['language', 0.005],
  ['placesF1', 0.01],
  ['incidentPairsF1', 0.02],
]
const falseAlarmsMore = 1

/** The guarded figures of a model on all of the test, its chats with many reports and its ordinary ones, and each language. */
export function guardedFigures(reads: readonly Read[]): Record<string, number> {
  const of = (list: readonly Read[]): Figures =>
    figures(sum([...Map.groupBy(list, ({ chat }) => chat).values()].map(count)))
  const all = of(reads)
  return {
    ...Object.fromEntries(guarded.map(([name]) => [name, all[name] ?? 0])),
    ...Object.fromEntries(
      langs.map((lang) => [`reportRecall ${lang}`, of(reads.filter((read) => read.lang === lang)).reportRecall ?? 0]),
    ),
    falseAlarms: all.falseAlarms ?? 0,
  }
}

/** One line for each guarded figure that fell; empty when the new model may take its place. */
export function fallen(now: readonly Read[], was: readonly Read[]): string[] {
  const mine = guardedFigures(now)
  const theirs = guardedFigures(was)
  const slack = new Map<string, number>(guarded.map(([name, by]) => [String(name), by]))
  return Object.entries(mine).flatMap(([name, value]) => {
    const before = theirs[name] ?? 0
    const fell = name === 'falseAlarms' ? value > before + falseAlarmsMore : value < before - (slack.get(name) ?? 0.02)
    return fell ? [`  ${name}: ${before.toFixed(3)} → ${value.toFixed(3)}`] : []
  })
}

export function printFigures(now: readonly Read[], was: readonly Read[] | null): void {
  const mine = guardedFigures(now)
  const theirs = was === null ? {} : guardedFigures(was)
  for (const [name, value] of Object.entries(mine)) {
    const before = theirs[name]
    process.stderr.write(
      `  ${name.padEnd(20)} ${value.toFixed(3)}${before === undefined ? '' : `   (in place: ${before.toFixed(3)})`}\n`,
    )
  }
}
