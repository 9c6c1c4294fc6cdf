/** Finds the entries of word lists in a folded message: one pass, time linear in the number of words. */

import { foldWords, perWord, type Token, type Word } from './text.ts'

/** An entry found: which list, what it says, and the first and last word it covers. */
export interface Hit {
  list: string
  entry: string
  /** How many words must meet for it: the more, the surer. */
  size: number
  first: number
  last: number
}

interface Entry {
  list: string
  shown: string
  stems: number[]
  /** `+`: near each other in any order; otherwise in this order with at most one word between. */
  free: boolean
}

/** A letter tree of stems. */
interface Node {
  next: Map<number, Node>
  /** The stem that ends here, of any word that begins so; −1 for none. */
  stem: number
  /** The stem that is this whole word; −1 for none. */
  whole: number
}

export interface Matcher {
  entries: Entry[]
  root: Node
  /** Stem → entries of which it is the rarest: only they need be looked at where it is met. */
  uses: number[][]
  /** The stems with which a word begins. */
  stemsOf: (word: Word) => readonly number[]
}

/** How many words apart the parts of a free entry may stand. */
const near = 6
/** So that a message of one word a thousand times costs no more than others. */
const placesAtMost = 8

/** Builds a matcher from lists written in the notation of words-ru.ts. */
export function compile(lists: Iterable<[list: string, text: string]>): Matcher {
  const root = leaf()
  const matcher: Matcher = { entries: [], root, uses: [], stemsOf: perWord((word) => stemsIn(root, word.text)) }
  const seen = new Set<string>()
  const uses: number[] = []
  for (const [list, text] of lists) {
    for (const part of text.split(';')) {
      const shown = part.trim().replace(/\s+/g, ' ')
      const free = shown.includes('+')
      const parts = shown.split(free ? '+' : ' ').filter((word) => word !== '')
      const stems = parts.flatMap((word, place) => foldStem(word, parts.length > 1, !free && place > 0))
      const key = `${list}|${free}|${stems.join(' ')}`
      if (stems.length === 0 || seen.has(key)) continue
      seen.add(key)
      const ids = stems.map((stem) => plant(matcher, stem))
      matcher.entries.push({ list, shown: shown.replaceAll('=', ''), stems: ids, free })
      for (const stem of ids) uses[stem] = (uses[stem] ?? 0) + 1
    }
  }
  for (const [index, { stems }] of matcher.entries.entries()) {
    const rarest = stems.reduce((a, b) => ((uses[b] ?? 0) < (uses[a] ?? 0) ? b : a))
    matcher.uses[rarest]?.push(index)
  }
  return matcher
}

function leaf(): Node {
  return { next: new Map(), stem: -1, whole: -1 }
}

/** Kazakh stems of two letters that are worth their mistakes: dog, beat, drink. */
const shortStems = new Set(['ит', 'ур', 'иш'])

/** Folded stems of one part of an entry; whole words end in `=`, and so does all that is too short to be a stem. */
function foldStem(part: string, joined: boolean, follows: boolean): string[] {
  return part.split(' ').flatMap((word) => {
    const exact = word.endsWith('=')
    const pieces = foldWords(word).split(' ')
    return pieces.flatMap((piece) => {
      const stem = piece.length > 2 || (piece.length === 2 && (follows || (joined && shortStems.has(piece))))
      return piece === '' ? [] : [exact || !stem ? `${piece}=` : piece]
    })
  })
}

function plant(matcher: Matcher, stem: string): number {
  const whole = stem.endsWith('=')
  let node = matcher.root
  for (const letter of whole ? stem.slice(0, -1) : stem) {
    const code = letter.charCodeAt(0)
    const next = node.next.get(code) ?? leaf()
    node.next.set(code, next)
    node = next
  }
  const known = whole ? node.whole : node.stem
  if (known >= 0) return known
  const fresh = matcher.uses.push([]) - 1
  if (whole) node.whole = fresh
  else node.stem = fresh
  return fresh
}

/** Every entry found in the words, by the place of its first word; each entry once, each stem in its first few places. */
export function match(matcher: Matcher, tokens: readonly Token[]): Hit[] {
  const seen = new Map<number, number[]>()
  const hits: Hit[] = []
  for (let at = 0; at < tokens.length; at += 1) {
    const stems = matcher.stemsOf((tokens[at] as Token).word)
    for (let i = 0; i < stems.length; i += 1) meet(seen, stems[i] as number, at)
  }
  for (const [stem, places] of seen) {
    const uses = matcher.uses[stem] as number[]
    for (let i = 0; i < uses.length; i += 1) {
      const entry = matcher.entries[uses[i] as number] as Entry
      const { list, shown, stems, free } = entry
      if (stems.length === 1) {
        const first = places[0] as number
        hits.push({ list, entry: shown, size: 1, first, last: first })
        continue
      }
      const found = free ? freely(entry, stem, seen) : inOrder(entry, seen)
      if (found !== null) hits.push({ list, entry: shown, size: stems.length, first: found[0], last: found[1] })
    }
  }
  return hits.sort((a, b) => a.first - b.first || a.last - b.last)
}

function stemsIn(root: Node, word: string): number[] {
  const stems: number[] = []
  let node: Node | undefined = root
  for (let i = 0; i < word.length; i += 1) {
    node = node.next.get(word.charCodeAt(i))
    if (node === undefined) return stems
    if (node.stem >= 0) stems.push(node.stem)
  }
  if (node.whole >= 0) stems.push(node.whole)
  return stems
}

function meet(seen: Map<number, number[]>, stem: number, at: number): void {
  const places = seen.get(stem)
  if (places === undefined) seen.set(stem, [at])
  else if (places.length < placesAtMost) places.push(at)
}

/** All stems within a few words of one place of the rarest. */
function freely(entry: Entry, key: number, seen: ReadonlyMap<number, number[]>): [number, number] | null {
  for (const stem of entry.stems) if (!seen.has(stem)) return null
  for (const place of seen.get(key) ?? []) {
    let first = place
    let last = place
    let all = true
    for (const stem of entry.stems) {
      const others = seen.get(stem)
      if (others === undefined) return null
      let nearest = others[0] ?? 0
      for (const other of others) if (Math.abs(other - place) < Math.abs(nearest - place)) nearest = other
      first = Math.min(first, nearest)
      last = Math.max(last, nearest)
      all &&= last - first <= near
    }
    if (all) return [first, last]
  }
  return null
}

/** Each stem after the one before it, at most one word between. */
function inOrder(entry: Entry, seen: ReadonlyMap<number, number[]>): [number, number] | null {
  for (const first of seen.get(entry.stems[0] ?? -1) ?? []) {
    let last = first
    let all = true
    for (let i = 1; i < entry.stems.length && all; i += 1) {
      const next = seen.get(entry.stems[i] ?? -1)?.find((place) => place > last && place - last <= 2)
      all = next !== undefined
      last = next ?? last
    }
    if (all) return [first, last]
  }
  return null
}
