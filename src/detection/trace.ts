import { placeClass } from './place-words.ts'
import { type Folded, fold, perWord, type Token } from './text.ts'

/** What is kept of a text to know its like again: hashes of words and names of places, never the words. */
export interface Trace {
  words: Set<number>
  /** `h14`, `e3`, `n-samal`: a house, an entrance, a named place, hashed. */
  places: Set<string>
}

const wordsAtMost = 40
const stems: [start: string, kind: string][] = [
  ['дом', 'h'], ['уй', 'h'], ['подь', 'e'], ['подез', 'e'], ['кире', 'e'], ['парадн', 'e'], ['етаж', 'f'], ['кабат', 'f'],
  ['кв', 'k'], ['патер', 'k'], ['школ', 's'], ['шк', 's'], ['мектеп', 's'], ['сад', 's'], ['балабак', 's'],
] // biome-ignore format: a table
/** One thing under its Russian and its Kazakh name. */
const same: [start: string, name: string][] = [
  ['мектеп', 'школ'], ['балабак', 'садик'], ['дукен', 'магаз'], ['маркет', 'магаз'], ['миним', 'магаз'], ['базар', 'базар'], ['рынок', 'базар'],
  ['рынк', 'базар'], ['аялдам', 'остан'], ['дарихан', 'аптек'], ['алан', 'площа'], ['мешит', 'мечет'], ['кошес', 'улица'], ['коше', 'улица'],
] // biome-ignore format: a table

/** The first letters of a word, hashed; null for what is too short to tell anything. */
const stemOf = perWord((word) => (word.digits || word.text.length < 4 ? null : hash(word.text.slice(0, 5))))

export function traceOf(text: string, places: readonly string[]): Trace {
  return trace(fold(text), places)
}

export function trace(text: Folded, places: readonly string[]): Trace {
  const words = new Set<number>()
  for (const token of text.tokens) {
    if (words.size >= wordsAtMost) break
    const stem = stemOf(token.word)
    if (stem !== null) words.add(stem)
  }
  const keys = new Set<string>()
  for (const place of places) for (const key of placeKeys(place)) if (keys.size < 20) keys.add(key)
  return { words, places: keys }
}

/** The parts of a place's name in a form that can be compared: numbers with what they number, names by their stem. */
export function placeKeys(place: string): string[] {
  const { tokens } = fold(place)
  const keys: string[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) continue
    if (token.digits) {
      const kind = unitAt(tokens[at + 1]) ?? unitAt(tokens[at + 2]) ?? unitAt(tokens[at - 1]) ?? 'h'
      keys.push(`${kind}${token.text}`)
    } else {
      const name = nameOf(token.word)
      if (name !== null) keys.push(name)
    }
  }
  return keys
}

const unitAt = (token: Token | undefined): string | null => (token === undefined ? null : unitOf(token.word))

const unitOf = perWord(({ text }): string | null => stems.find(([start]) => text.startsWith(start))?.[1] ?? null)

/** The key of a word that may name a place. */
const nameOf = perWord((word): string | null => {
  const { text } = word
  if (text.length < 4 || unitOf(word) !== null) return null
  const part = placeClass(text)
  if (part === 'relation' || part === 'preposition' || part === 'suffix' || part === 'adjective') return null
  return `n${hash(same.find(([start]) => text.startsWith(start))?.[1] ?? text.slice(0, 5))}`
})

/** How alike two sets of place keys are: 1 shares a sure part, 0 nothing to compare, −1 they contradict. */
export function samePlace(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const key of a) if (b.has(key)) shared += key.startsWith('n') || key.startsWith('h') ? 1 : 0.5
  const houses = (keys: ReadonlySet<string>): string[] => [...keys].filter((key) => key.startsWith('h'))
  const mine = houses(a)
  const theirs = houses(b)
  if (mine.length > 0 && theirs.length > 0 && !mine.some((key) => b.has(key))) return -1
  return Math.min(1, shared)
}

/** Share of the fewer words that both have, 0 … 1. */
export function sameWords(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  if (few.size === 0) return 0
  let shared = 0
  for (const word of few) if (many.has(word)) shared += 1
  return shared / Math.max(3, few.size)
}

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hash(text: string): number {
  let sum = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  return sum >>> 0
}
