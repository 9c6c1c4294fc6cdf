import { type Features, partsOf, wordValues } from './features.ts'
import type { Ask, Model } from './model.ts'
import { type Folded, foldWords, perWord, type Word } from './text.ts'

/** How the words of a message lean to the two languages. */
export interface Leaning {
  kk: number
  ru: number
  /** The longest run of words of each language. */
  longestKk: number
  longestRu: number
}

/** House words that both languages of a chat use alike. */
const borrowed = new Set(
  `подъезд подьезд подъезде подъездде этаж лифт подвал домофон чат кск оси участковый участковыйға полиция полицияға видео админ админге фото номер адрес код
  штраф протокол инспектор бизнес дом кв квартира микрорайон мкр парковка паркинг газон камера шлагбаум аптека магазин базар школа садик ватсап каспи`
    .split(/\s+/)
    .map(foldWords),
)

/** A word as the question for its language is asked. */
export function leanFeatures(word: Word): Features {
  const { whole, pieces, square } = partsOf(word)
  const scale = 2 / Math.sqrt(square)
  return {
    at: [whole, ...pieces],
    value: [wordValues.whole * scale, ...Array.from(pieces, () => wordValues.part * scale)],
  }
}

const readers = new WeakMap<Model, (word: Word) => number>()

/** Log odds that a word is Kazakh rather than Russian, −6 … 6; 0 for numbers and for what both use. */
export function leanOf(model: Model): (word: Word) => number {
  const known = readers.get(model)
  if (known !== undefined) return known
  const fresh = perWord((word: Word): number => {
    if (word.digits || word.letters === 0 || borrowed.has(word.text)) return 0
    if (word.kazakh) return 6
    return Math.max(-6, Math.min(6, oddsOf(model.asks.word, word)))
  })
  readers.set(model, fresh)
  return fresh
}

/** The same as asking with `leanFeatures`, without making them. */
function oddsOf({ buckets, weights, step, bias }: Ask, word: Word): number {
  const { whole, pieces, square } = partsOf(word)
  const mask = buckets - 1
  const lean = (at: number): number => (weights[(at & mask) * 2 + 1] as number) - (weights[(at & mask) * 2] as number)
  let sum = wordValues.whole * lean(whole)
  for (let i = 0; i < pieces.length; i += 1) sum += wordValues.part * lean(pieces[i] as number)
  return (sum * 2 * step) / Math.sqrt(square) + (bias[1] ?? 0) - (bias[0] ?? 0)
}

const sure = 1

export function leaning(model: Model, text: Folded): Leaning {
  const lean = leanOf(model)
  const made: Leaning = { kk: 0, ru: 0, longestKk: 0, longestRu: 0 }
  let runKk = 0
  let runRu = 0
  for (const { word } of text.tokens.slice(0, 200)) {
    const odds = lean(word)
    if (odds > sure) {
      made.kk += 1
      runKk += 1
      runRu = 0
    } else if (odds < -sure) {
      made.ru += 1
      runRu += 1
      runKk = 0
    }
    made.longestKk = Math.max(made.longestKk, runKk)
    made.longestRu = Math.max(made.longestRu, runRu)
  }
  return made
}
