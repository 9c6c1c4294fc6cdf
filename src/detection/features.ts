import type { Category } from './categories.ts'
import type { Cue } from './cues.ts'
import type { Leaning } from './lean.ts'
import { type Signals, strongest } from './signals.ts'
import { type Folded, perWord, type Word } from './text.ts'
import type { Heard } from './thread.ts'
import { hash } from './trace.ts'

/** A message as numbers: hashes of what is in it, and the value of each. */
export interface Features {
  at: number[]
  value: number[]
}

const wordsAtMost = 100
const wholeValue = 1
const partValue = 0.5
const pairValue = 0.8
/** So that words weigh as much as what the rules saw. */
const norm = 2

/** A word, and its parts of three to five letters, hashed. */
export interface Parts {
  whole: number
  pieces: Int32Array
  /** The sum of the squares of their values. */
  square: number
}

export const partsOf = perWord((word: Word): Parts => {
  const text = word.digits ? '0'.repeat(Math.min(4, word.text.length)) : word.text
  const pieces: number[] = []
  if (!word.digits) {
    const framed = `^${text}$`
    for (let size = 3; size <= 5; size += 1)
      for (let at = 0; at + size <= framed.length; at += 1) pieces.push(hash(framed.slice(at, at + size)))
  }
  const square = wholeValue ** 2 + pieces.length * partValue ** 2
  return { whole: hash(`w ${text}`), pieces: Int32Array.from(pieces), square }
})

/** Calls back for every word, part and pair, in the order of the text; returns the factor that makes long and short messages weigh alike. */
export function eachWord(
  text: Folded,
  word: (parts: Parts, word: Word) => void,
  pair: (at: number, value: number) => void,
): number {
  const { tokens } = text
  const count = Math.min(tokens.length, wordsAtMost)
  let square = 0
  let before: Parts | null = null
  for (let i = 0; i < count; i += 1) {
    const token = tokens[i]
    if (token === undefined) break
    const parts = partsOf(token.word)
    if (before !== null && !token.cut) {
      pair(Math.imul(before.whole, 0x9e3779b1) ^ Math.imul(parts.whole, 0x85ebca6b), pairValue)
      square += pairValue ** 2
    }
    word(parts, token.word)
    square += parts.square
    before = parts
  }
  return square === 0 ? 0 : norm / Math.sqrt(square)
}

/** Words, parts of words and pairs as a list; what the learner sees. */
export function wordFeatures(text: Folded): Features {
  const features: Features = { at: [], value: [] }
  const push = (at: number, value: number): void => {
    features.at.push(at)
    features.value.push(value)
  }
  const scale = eachWord(
    text,
    (parts) => {
      push(parts.whole, wholeValue)
      for (const piece of parts.pieces) push(piece, partValue)
    },
    push,
  )
  for (let i = 0; i < features.value.length; i += 1) features.value[i] = (features.value[i] ?? 0) * scale
  return features
}

/** The values by which a word's whole and its parts are multiplied. */
export const wordValues = { whole: wholeValue, part: partValue } as const

const hashes = new Map<string, number>()
/** The hash of a feature's name; names come from a list that is short. */
export function named(name: string): number {
  const known = hashes.get(name)
  if (known !== undefined) return known
  const fresh = hash(name)
  if (hashes.size < 5000) hashes.set(name, fresh)
  return fresh
}

/** What the written rules saw, as features with names of their own. */
export function ruleFeatures(signals: Signals, heard: Pick<Heard, 'media' | 'at'>): Features {
  const features: Features = { at: [], value: [] }
  const add = (name: string, value = 1): void => push(features, `# ${name}`, value)
  for (const [cue, count] of signals.cues) add(`cue ${cue satisfies Cue}`, Math.min(1, 0.5 + count * 0.25))
  const [best, strength] = strongest(signals)
  for (const [category, told] of signals.strength) if (told >= 0.8) add(`tells ${category}`, Math.min(1.5, told / 1.5))
  for (const [category, topic] of signals.topics) add(`topic ${category}`, Math.min(1, topic / 2))
  if (best !== null) {
    add(`best ${best satisfies Category}`)
    add(`strength ${Math.min(4, Math.floor(strength))}`)
    add('strength', Math.min(2, strength / 2))
  } else add('no subject')
  if (signals.danger) {
    add('danger')
    add(`danger ${signals.danger.category}`)
  }
  const words = signals.text.tokens.length
  add(`length ${sized(words)}`)
  if (signals.places.length > 0) add('place')
  const covered = signals.places.reduce((sum, place) => sum + place.text.length, 0)
  if (covered > 0 && covered > signals.text.raw.trim().length * 0.7) add('only place')
  if (heard.media !== null) add(`media ${heard.media}`)
  if (heard.media !== null && words === 0) add('bare media')
  if (signals.text.questionMarks > 0) add('question mark')
  if (signals.text.exclamations > 0) add('exclamation')
  if (signals.text.capitals > 0.7 && words > 2) add('capitals')
  if (signals.text.links > 0) add('link')
  if (signals.text.emojis > 2) add('emojis')
  if (signals.text.emojis > 0) add('emoji')
  if (/[)(]{2}|\)\s*$/.test(signals.text.raw.slice(-40))) add('smile')
  const hour = (heard.at.getUTCHours() + 5) % 24
  add(hour < 6 || hour >= 23 ? 'night' : hour < 9 ? 'morning' : hour < 18 ? 'day' : 'evening')
  return features
}

/** What tells in which language a message is, beside its words: how many speak for each. */
export function languageFeatures(leaning: Leaning, signals: Signals): Features {
  const features: Features = { at: [], value: [] }
  const add = (name: string, value = 1): void => push(features, `& ${name}`, value)
  const { votes } = signals
  const { kk, ru } = leaning
  add(`votes ${Math.min(votes.kk, 4)} to ${Math.min(votes.ru, 4)}`)
  add(`runs ${Math.min(leaning.longestKk, 5)} to ${Math.min(leaning.longestRu, 5)}`)
  add(`both ${Math.min(votes.both, 3)} ${Math.min(ru, 2)}`)
  add(`${Math.min(kk, 6)} to ${Math.min(ru, 6)}`)
  add(`kk ${Math.min(kk, 6)}`)
  add(`ru ${Math.min(ru, 6)}`)
  add(`${Math.min(kk, 4)} to ${Math.min(ru, 4)}`)
  const share = kk + ru === 0 ? -1 : Math.round((8 * kk) / (kk + ru))
  add(`share ${share}`)
  add(`less ${Math.min(5, Math.min(kk, ru))} of ${sized(kk + ru)}`)
  if (signals.text.kazakhWords > 0) add(`letters ${Math.min(3, signals.text.kazakhWords)}`)
  return features
}

/** Adds a feature by its name. */
export function push(features: Features, name: string, value: number): void {
  features.at.push(named(name))
  features.value.push(value)
}

const sized = (words: number): number =>
  words === 0 ? 0 : words < 3 ? 1 : words < 6 ? 2 : words < 12 ? 3 : words < 25 ? 4 : words < 50 ? 5 : 6
