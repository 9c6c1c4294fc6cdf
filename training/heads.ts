/** The heads that read a message's own words: their settings, and how each is learned. */

import { categories, type Kind, kinds } from '../src/detection/categories.ts'
import { type Features, wordFeatures } from '../src/detection/features.ts'
import {
  type AskName,
  askClasses,
  type HeadName,
  headClasses,
  headNames,
  headsOf,
  type Model,
} from '../src/detection/model.ts'
import { kindPrior } from '../src/detection/prior.ts'
import { fold } from '../src/detection/text.ts'
import { wordsKk } from '../src/detection/words-kk.ts'
import { wordsRu } from '../src/detection/words-ru.ts'
import { type Example, type Learned, learn, quantise, type Settings } from './learn.ts'
import type { Seen, SeenPhrase } from './seen.ts'

export const buckets = 1 << 17
export const askBuckets: Record<AskName, number> = { tie: 1 << 12, place: 1 << 16, also: 1 << 12, word: 1 << 16 }

type HeadSettings = Settings & { gain: number }
export const settings: Record<HeadName, HeadSettings> = {
  kind: { epochs: 10, rate: 0.06, l2: 3e-4, rarest: 2, gain: 1 },
  category: { epochs: 10, rate: 0.08, l2: 3e-4, rarest: 2, gain: 2.5 },
  urgency: { epochs: 8, rate: 0.04, l2: 1e-3, rarest: 2, gain: 1 },
  route: { epochs: 8, rate: 0.04, l2: 1e-3, rarest: 2, gain: 1 },
  lang: { epochs: 8, rate: 0.06, l2: 3e-4, rarest: 2, gain: 1 },
}
export const askSettings: Settings = { epochs: 8, rate: 0.08, l2: 1e-4, rarest: 2 }

/** Rare kinds count more, lest they be forgotten for the sake of chatter. */
export const kindWeight: Record<Kind, number> = { report: 1, follow_up: 1.2, question: 1.6, thanks: 1.5, chatter: 1 }
const entryWeight = 0.3
const phraseWeight = 0.5
/** Most phrases are of reports: each of them tells little of what is one. */
const phraseKindWeight: Record<Kind, number> = { report: 0.05, follow_up: 0, question: 0.3, thanks: 0.3, chatter: 0.3 }
/** What is said about a happening tells its category, but less than the report. */
const followWeight = 0.25

export function askOf(name: AskName, examples: readonly Example[]): Model['asks'][AskName] {
  const size = askClasses[name].length
  return { buckets: askBuckets[name], size, ...quantise(learn(examples, size, askBuckets[name], askSettings)) }
}

export function learnOwnKind(all: readonly Seen[], known: readonly SeenPhrase[]): Learned {
  return learnHead('kind', [
    ...all.map((one) => {
      const { kind } = one.one.gold
      return {
        ...exampleOf(one, 'kind', kinds.indexOf(kind), kindPrior(one.signals, one.one.heard)),
        weight: kindWeight[kind],
      }
    }),
    ...known.map(({ phrase, words, rules, signals }) => ({
      ...example(
        [words, rules],
        kinds.indexOf(phrase.kind),
        kindPrior(signals, { media: null }),
        phraseKindWeight[phrase.kind],
        settings.kind.gain,
      ),
    })),
  ])
}

export function assemble(learned: Record<HeadName, Learned>, asks: Model['asks']): Model {
  const made = Object.fromEntries(headNames.map((name) => [name, quantise(learned[name])])) as Record<
    HeadName,
    ReturnType<typeof quantise>
  >
  const heads = headsOf((name) => ({
    step: made[name].step,
    bias: made[name].bias,
    gain: settings[name].gain,
    temperature: 1,
  }))
  const width = headNames.reduce((sum, name) => sum + headClasses[name].length, 0)
  const weights = new Int8Array(buckets * width)
  for (const name of headNames) {
    const { from, size } = heads[name]
    const mine = made[name].weights
    for (let bucket = 0; bucket < buckets; bucket += 1)
      for (let c = 0; c < size; c += 1) weights[bucket * width + from + c] = mine[bucket * size + c] ?? 0
  }
  return { buckets, width, weights, heads, asks, net: null, thresholds: { emergency: 0.5, other: 0.5 } }
}

export const learnHead = (name: HeadName, examples: readonly Example[]): Learned =>
  learn(examples, headClasses[name].length, buckets, settings[name])

export function exampleOf({ words, rules }: Seen, name: HeadName, right: number, prior: Float64Array | null): Example {
  return example([words, rules], right, prior, 1, settings[name].gain)
}

export function learnCategory(all: readonly Seen[], known: readonly SeenPhrase[]): Learned {
  const examples = all.flatMap((one) => {
    const { kind, category } = one.one.gold
    if (category === null || (kind !== 'report' && kind !== 'follow_up')) return []
    const mine = exampleOf(one, 'category', categories.indexOf(category), null)
    return [kind === 'report' ? mine : { ...mine, weight: followWeight }]
  })
  const short = known.flatMap(({ phrase, words, rules }) =>
    phrase.category === null
      ? []
      : [example([words, rules], categories.indexOf(phrase.category), null, phraseWeight, settings.category.gain)],
  )
  return learnHead('category', [...examples, ...short, ...entries()])
}

/** Every entry of the word lists as a tiny message of its category: parts of its words are then known, too. */
function entries(): Example[] {
  return categories.flatMap((category, right) =>
    [wordsRu, wordsKk].flatMap((words) =>
      words[category].tells
        .split(';')
        .map((entry) =>
          example(
            [wordFeatures(fold(entry.replaceAll(/[=+]/g, ' ')))],
            right,
            null,
            entryWeight,
            settings.category.gain,
          ),
        ),
    ),
  )
}

/** `gain` multiplies the first of the parts, the words. */
export function example(
  parts: readonly Features[],
  right: number,
  prior: Float64Array | null,
  weight: number,
  gain = 1,
): Example {
  const at = parts.flatMap((part) => part.at)
  const value = parts.flatMap((part, index) =>
    index === 0 && gain !== 1 ? part.value.map((one) => one * gain) : part.value,
  )
  return { at, value, right, prior, weight }
}
