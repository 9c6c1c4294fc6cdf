/** Learning and reading with one thing taken away, so that each shows what it is worth. */

import type { Model } from '../src/detection/model.ts'
import { readSignals, type Signals, signalsIn } from '../src/detection/signals.ts'
import { fold } from '../src/detection/text.ts'
import type { Chat } from './corpus.ts'
import type { Phrase } from './phrases.ts'
import { type Eyes, type Read, readAll } from './read.ts'
import { see, teach } from './teach.ts'

/** Each learns anew when it is read: a minute or two. */
export function ablations(
  chats: readonly Chat[],
  phrases: readonly Phrase[],
  test: readonly Chat[],
  shipped: Model,
): { name: string; read: () => Read[] }[] {
  const with_ = (eyes: Eyes): Read[] => {
    const model = teach(
      see(
        chats.map((chat) => ({ ...chat, single: chat.single || !eyes.remembers })),
        eyes,
      ),
      phrases,
      eyes,
    )
    for (const name of ['kind', 'category', 'route'] as const)
      model.heads[name].temperature = shipped.heads[name].temperature
    return readAll(test, { ...model, thresholds: shipped.thresholds }, eyes)
  }
  return [
    { name: 'without the conversation', read: () => with_({ signals: readSignals, remembers: false }) },
    { name: 'without folding of spellings', read: () => with_({ signals: asSpelt, remembers: true }) },
    { name: 'without word lists and rules', read: () => with_({ signals: unruled, remembers: true }) },
  ]
}

/** Words in small letters, and nothing else of folding. */
function asSpelt(raw: string): Signals {
  const text = fold(raw)
  const tokens = text.tokens.map((token) => {
    const spelt = raw.slice(token.start, token.end).toLowerCase()
    return { ...token, text: spelt, word: { ...token.word, text: spelt, known: [] } }
  })
  return signalsIn({ ...text, tokens })
}

function unruled(raw: string): Signals {
  const signals = readSignals(raw)
  return { ...signals, places: [], strength: new Map(), topics: new Map(), cues: new Map(), hits: [], danger: null }
}
