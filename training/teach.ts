/** From labelled chats to a model: looks at each message as detection will, and learns the three heads. */

import { categories, type Kind, kinds, type Reading, urgencies } from '../src/detection/categories.ts'
import { decide, look, openThread, settle, type View } from '../src/detection/detect.ts'
import { type Features, wordFeatures } from '../src/detection/features.ts'
import type { Model } from '../src/detection/model.ts'
import { categoryPrior, kindPrior, urgencyPrior } from '../src/detection/prior.ts'
import { readSignals } from '../src/detection/signals.ts'
import { wordsKk } from '../src/detection/words-kk.ts'
import { wordsRu } from '../src/detection/words-ru.ts'
import type { Chat } from './corpus.ts'
import { type Example, learn, type Settings } from './learn.ts'
import type { Phrase } from './phrases.ts'

export const buckets = 1 << 17

export const settings: Record<'kind' | 'category' | 'urgency', Settings> = {
  kind: { epochs: 10, rate: 0.06, l2: 3e-4, rarest: 2, gain: 1 },
  category: { epochs: 10, rate: 0.08, l2: 3e-4, rarest: 2, gain: 2.5 },
  urgency: { epochs: 8, rate: 0.04, l2: 1e-3, rarest: 2, gain: 1 },
}

/** Rare kinds count more, lest they be forgotten for the sake of chatter. */
const kindWeight: Record<Kind, number> = { report: 1, follow_up: 1.3, question: 2.5, thanks: 1.7, chatter: 1 }
const phraseWeight = 1
const phraseKindWeight = 0.3
const entryWeight = 0.3

export interface Seen {
  view: View
  gold: Reading
}

/** What detection sees of every message, with the past as people labelled it or, given a model, as that model reads it. */
export function see(chats: readonly Chat[], past: Model | null): Seen[] {
  const seen: Seen[] = []
  for (const chat of chats) {
    const thread = openThread()
    for (const { heard, gold } of chat.messages) {
      const view = look(thread, heard, buckets)
      seen.push({ view, gold })
      settle(thread, view, past === null ? gold : decide(view, past))
    }
  }
  return seen
}

/** Learns all heads from what was seen and from single phrases. */
export function teach(seen: readonly Seen[], phrases: readonly Phrase[]): Model {
  const alone = phrases.map((phrase) => ({ phrase, view: alike(phrase) }))
  const told = seen.filter(({ gold }) => gold.kind === 'report' && gold.category !== null)
  return {
    buckets,
    kind: learn(
      [
        ...seen.map(({ view, gold }) =>
          example(
            [...view.own, view.context],
            kinds.indexOf(gold.kind),
            kindPrior(view.signals, view.heard, view.link),
            kindWeight[gold.kind],
          ),
        ),
        ...alone.map(({ view, phrase }) =>
          example(
            view.own,
            kinds.indexOf(phrase.kind),
            kindPrior(view.signals, view.heard, view.link),
            phraseKindWeight,
          ),
        ),
      ],
      kinds,
      buckets,
      settings.kind,
    ),
    category: learn(
      [
        ...told.map(({ view, gold }) =>
          example(
            view.own,
            categories.indexOf(gold.category ?? 'other'),
            categoryPrior(view.signals),
            1,
            settings.category.gain,
          ),
        ),
        ...alone.flatMap(({ view, phrase }) =>
          phrase.category === null
            ? []
            : [
                example(
                  view.own,
                  categories.indexOf(phrase.category),
                  categoryPrior(view.signals),
                  phraseWeight,
                  settings.category.gain,
                ),
              ],
        ),
        ...entries(),
      ],
      categories,
      buckets,
      settings.category,
    ),
    urgency: learn(
      told.flatMap(({ view, gold }) =>
        gold.urgency === null
          ? []
          : [
              example(
                view.own,
                urgencies.indexOf(gold.urgency),
                urgencyPrior(view.signals, gold.category ?? 'other'),
                1,
              ),
            ],
      ),
      urgencies,
      buckets,
      settings.urgency,
    ),
  }
}

function alike({ text }: Phrase): View {
  const noon = new Date('2026-09-01T07:00:00Z')
  return look(
    openThread(),
    { id: '1', at: noon, author: '', text, media: null, replyTo: null, location: null },
    buckets,
  )
}

/** Every entry of the word lists as a tiny message of its category: parts of its words are then known, too. */
function entries(): Example[] {
  return categories.flatMap((category, right) =>
    [wordsRu, wordsKk].flatMap((words) =>
      words[category].tells.split(';').map((entry) => {
        const part = wordFeatures(readSignals(entry.replaceAll(/[=+]/g, ' ')), buckets)
        return example([part], right, new Float64Array(categories.length), entryWeight, settings.category.gain)
      }),
    ),
  )
}

function example(parts: readonly Features[], right: number, prior: Float64Array, weight: number, gain = 1): Example {
  const at = Int32Array.from(parts.flatMap((part) => part.at))
  const value = Float32Array.from(
    parts.flatMap((part, index) => (index === 0 ? part.value.map((one) => one * gain) : part.value)),
  )
  return { at, value, right, prior, weight }
}
