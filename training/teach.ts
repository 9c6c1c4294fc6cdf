/** From labelled chats to a model: looks at each message as detection will, and learns every head. */

import { kinds, langs, routes, urgencies } from '../src/detection/categories.ts'
import { languageFeatures } from '../src/detection/features.ts'
import { leanFeatures, leaning } from '../src/detection/lean.ts'
import { emptyModel, type HeadName, type Model } from '../src/detection/model.ts'
import { tagFeatures, tagsOf } from '../src/detection/place-tags.ts'
import { languagePrior, urgencyPrior } from '../src/detection/prior.ts'
import { routePrior } from '../src/detection/route.ts'
import type { Division } from '../src/detection/subjects.ts'
import { fold, type Word } from '../src/detection/text.ts'
import {
  askBuckets,
  askOf,
  askSettings,
  assemble,
  example,
  exampleOf,
  learnCategory,
  learnHead,
  learnOwnKind,
  settings,
} from './heads.ts'
import { type Example, type Learned, learnChoices, quantise } from './learn.ts'
import { learnNet, type NetSettings } from './net.ts'
import { type Phrase, wordList } from './phrases.ts'
import { programEyes } from './read.ts'
import { type Seen, type SeenChat, seePhrase } from './seen.ts'
import { isReport, of, readUnseen } from './unseen.ts'
import { netRows, tieChoices, ways } from './walk.ts'

export { see } from './seen.ts'

const netSettings: NetSettings = { hidden: 24, epochs: 16, rate: 2e-3, l2: 1e-4, dropped: 0.2, seed: 20261122 }
/** Learns all heads; `seen` are whole hands, `phrases` belong to none. */
export function teach(seen: readonly SeenChat[], phrases: readonly Phrase[], eyes = programEyes): Model {
  const known = phrases.map((phrase) => seePhrase(phrase, eyes))
  const all = seen.flatMap(({ messages }) => messages)
  const told = all.filter(isReport)
  const unseen = readUnseen(seen, known)
  const word = askOf('word', wordExamples(all))
  const withWords = { ...emptyModel(), asks: { ...emptyModel().asks, word } }
  const heads: Record<HeadName, Learned> = {
    kind: learnOwnKind(all, known),
    category: learnCategory(all, known),
    urgency: learnHead(
      'urgency',
      told.map((one) =>
        exampleOf(
          one,
          'urgency',
          urgencies.indexOf(one.one.gold.urgency ?? 'today'),
          urgencyPrior(one.signals, one.one.gold.category ?? 'other'),
        ),
      ),
    ),
    route: learnHead(
      'route',
      told.map((one) =>
        exampleOf(
          one,
          'route',
          routes.indexOf(one.one.gold.route ?? 'check'),
          routePrior(of(unseen, one).likely, one.signals),
        ),
      ),
    ),
    lang: learnHead(
      'lang',
      all.map(({ one, signals, words }) =>
        example(
          [words, languageFeatures(leaning(withWords, signals.text), signals)],
          langs.indexOf(one.gold.lang),
          languagePrior(signals),
          1,
          settings.lang.gain,
        ),
      ),
    ),
  }
  const asks = emptyModel().asks
  asks.word = word
  const ties = learnChoices(
    seen.flatMap((one) => tieChoices(one, unseen)),
    askBuckets.tie,
    askSettings,
  )
  asks.tie = { buckets: askBuckets.tie, size: 1, ...quantise({ weights: ties, bias: new Float64Array(1) }) }
  asks.also = askOf(
    'also',
    told.flatMap((one) => alsoExamples(one, of(unseen, one).division)),
  )
  asks.place = askOf('place', all.flatMap(placeExamples))
  // A place missed sends an inspector nowhere; one too many is seen at once.
  asks.place.bias = asks.place.bias.map((bias, tag) => (tag === 0 ? bias - placeLean : bias))
  const model = { ...emptyModel(), asks }
  const rows = seen.flatMap((one) => ways.flatMap((way) => netRows(one, unseen, model, way)))
  return { ...assemble(heads, asks), net: learnNet(rows, kinds.length, netSettings) }
}

/** Words of one language: of messages labelled with it, and of the two lists in training/words. */
function wordExamples(all: readonly Seen[]): Example[] {
  const counts = new Map<string, { word: Word; ru: number; kk: number }>()
  const count = (word: Word, lang: 'ru' | 'kk', times: number): void => {
    if (word.digits || word.letters === 0) return
    const key = `${word.text} ${word.kazakh}`
    const mine = counts.get(key) ?? { word, ru: 0, kk: 0 }
    mine[lang] += times
    counts.set(key, mine)
  }
  for (const { one, signals } of all)
    if (one.gold.lang !== 'mixed') for (const { word } of signals.text.tokens) count(word, one.gold.lang, 1)
  for (const lang of ['ru', 'kk'] as const)
    for (const line of wordList(lang)) for (const { word } of fold(line).tokens) count(word, lang, 1)
  return [...counts.values()].flatMap(({ word, ...times }) =>
    (['ru', 'kk'] as const).flatMap((lang, right) =>
      times[lang] === 0 ? [] : [example([leanFeatures(word)], right, null, Math.log1p(times[lang]))],
    ),
  )
}

/** Whether the two subjects that a report falls into are two happenings. */
function alsoExamples({ one }: Seen, division: Division | null): Example[] {
  if (division === null) return []
  return [example([division.features], one.gold.also.length > 0 ? 1 : 0, null, 1)]
}

/** Words of a place count more: there are few among many. */
const placeWeight = 1.6
const placeLean = 0.5

function placeExamples({ one, signals }: Seen): Example[] {
  const { gold } = one
  if (gold.kind !== 'report' && gold.kind !== 'follow_up') return []
  const right = tagsOf(signals.text, gold.places)
  const rules = tagsOf(signals.text, signals.places)
  return signals.text.tokens.map((_, at) =>
    example(
      [tagFeatures(signals.text, at, rules, at === 0 ? 0 : (right[at - 1] ?? 0))],
      right[at] ?? 0,
      null,
      right[at] === 0 ? 1 : placeWeight,
    ),
  )
}
