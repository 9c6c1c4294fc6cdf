import { mediaKinds } from '../chat/message.ts'
import { type Category, categories } from './categories.ts'
import { type Cue, cues } from './cues.ts'
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
    for (let from = 0; from + 3 <= framed.length; from += 1) {
      // FNV-1a of framed.slice(from, from + 3 … 5), without cutting the slices.
      let sum = 0x811c9dc5
      for (let at = from; at < framed.length && at < from + 5; at += 1) {
        sum = Math.imul(sum ^ framed.charCodeAt(at), 0x01000193)
        if (at >= from + 2) pieces.push(sum >>> 0)
      }
    }
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

/** The hash of a feature's name with up to three small numbers or other hashes: no words are made at run time. */
export function coded(name: number, a = 0, b = 0, c = 0): number {
  let mixed = Math.imul(name ^ (a + 1), 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ (b + 1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13) ^ (c + 1), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** A group of features, as hashes by name. */
export function names<Name extends string>(group: string, list: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(list.map((name) => [name, hash(`${group} ${name}`)])) as Record<Name, number>
}

export function put(features: Features, at: number, value = 1): void {
  features.at.push(at)
  features.value.push(value)
}

const categoryCode = Object.fromEntries(categories.map((category, at) => [category, at])) as Record<Category, number>
export const codeOf = (category: Category): number => categoryCode[category]
const cueCode = new Map(Object.keys(cues).map((cue, at) => [cue as Cue, at]))
const rule = names('#', [
  'cue', 'tells', 'topic', 'best', 'strength', 'strong', 'no subject', 'danger', 'danger of', 'length', 'place', 'only place', 'media', 'bare media', 'question mark',
  'exclamation', 'capitals', 'link', 'emojis', 'emoji', 'smile', 'hour',
]) // biome-ignore format: a table

/** What the written rules saw, as features of their own. */
export function ruleFeatures(signals: Signals, heard: Pick<Heard, 'media'> & { at: Date | null }): Features {
  const features: Features = { at: [], value: [] }
  const { text, places } = signals
  for (const [cue, count] of signals.cues)
    put(features, coded(rule.cue, cueCode.get(cue) ?? 99), Math.min(1, 0.5 + count * 0.25))
  const [best, strength] = strongest(signals)
  for (const [category, told] of signals.strength)
    if (told >= 0.8) put(features, coded(rule.tells, codeOf(category)), Math.min(1.5, told / 1.5))
  for (const [category, topic] of signals.topics)
    put(features, coded(rule.topic, codeOf(category)), Math.min(1, topic / 2))
  if (best === null) put(features, rule['no subject'])
  else {
    put(features, coded(rule.best, codeOf(best)))
    put(features, coded(rule.strength, Math.min(4, Math.floor(strength))))
    put(features, rule.strong, Math.min(2, strength / 2))
  }
  if (signals.danger) {
    put(features, rule.danger)
    put(features, coded(rule['danger of'], codeOf(signals.danger.category)))
  }
  const words = text.tokens.length
  put(features, coded(rule.length, sized(words)))
  if (places.length > 0) put(features, rule.place)
  let covered = 0
  for (const place of places) covered += place.text.length
  if (covered > 0 && covered > text.raw.length * 0.7) put(features, rule['only place'])
  if (heard.media !== null) put(features, coded(rule.media, mediaKinds.indexOf(heard.media)))
  if (heard.media !== null && words === 0) put(features, rule['bare media'])
  if (text.questionMarks > 0) put(features, rule['question mark'])
  if (text.exclamations > 0) put(features, rule.exclamation)
  if (text.capitals > 0.7 && words > 2) put(features, rule.capitals)
  if (text.links > 0) put(features, rule.link)
  if (text.emojis > 2) put(features, rule.emojis)
  if (text.emojis > 0) put(features, rule.emoji)
  if (smiles(text.raw)) put(features, rule.smile)
  if (heard.at !== null) {
    const hour = (heard.at.getUTCHours() + 5) % 24
    put(features, coded(rule.hour, hour < 6 || hour >= 23 ? 0 : hour < 9 ? 1 : hour < 18 ? 2 : 3))
  }
  return features
}

/** «))», or a bracket at the end, as people smile here. */
export function smiles(raw: string): boolean {
  for (let at = raw.length - 1, seen = 0; at >= 0 && seen < 40; at -= 1, seen += 1) {
    const sign = raw[at]
    if ((sign === ')' || sign === '(') && (raw[at - 1] === ')' || raw[at - 1] === '(' || at === raw.length - 1))
      return true
  }
  return false
}

/** What tells in which language a message is, beside its words: how many speak for each. */
export function languageFeatures(leaning: Leaning, signals: Signals): Features {
  const features: Features = { at: [], value: [] }
  const { votes } = signals
  const { kk, ru } = leaning
  put(features, coded(tongue.votes, Math.min(votes.kk, 4), Math.min(votes.ru, 4)))
  put(features, coded(tongue.runs, Math.min(leaning.longestKk, 5), Math.min(leaning.longestRu, 5)))
  put(features, coded(tongue.both, Math.min(votes.both, 3), Math.min(ru, 2)))
  put(features, coded(tongue.words, Math.min(kk, 6), Math.min(ru, 6)))
  put(features, coded(tongue.kk, Math.min(kk, 6)))
  put(features, coded(tongue.ru, Math.min(ru, 6)))
  put(features, coded(tongue.few, Math.min(kk, 4), Math.min(ru, 4)))
  put(features, coded(tongue.share, kk + ru === 0 ? 9 : Math.round((8 * kk) / (kk + ru))))
  put(features, coded(tongue.less, Math.min(5, Math.min(kk, ru)), sized(kk + ru)))
  if (signals.text.kazakhWords > 0) put(features, coded(tongue.letters, Math.min(3, signals.text.kazakhWords)))
  return features
}

const tongue = names('&', ['votes', 'runs', 'both', 'words', 'kk', 'ru', 'few', 'share', 'less', 'letters'])

const sized = (words: number): number =>
  words === 0 ? 0 : words < 3 ? 1 : words < 6 ? 2 : words < 12 ? 3 : words < 25 ? 4 : words < 50 ? 5 : 6
