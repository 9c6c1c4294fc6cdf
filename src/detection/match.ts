/** Finds the entries of word lists in a folded message: one pass, time linear in the number of words. */

import { foldWords, type Token } from './text.ts'

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
  stems: string[]
  /** `+`: near each other in any order; otherwise in this order with at most one word between. */
  free: boolean
}

export interface Matcher {
  entries: Entry[]
  /** Stem → entries it stands in. Whole words end in `=`. */
  byStem: Map<string, number[]>
  shortest: number
  longest: number
}

/** How many words apart the parts of a free entry may stand. */
const near = 6

/** Builds a matcher from lists written in the notation of words-ru.ts. */
export function compile(lists: Iterable<[list: string, text: string]>): Matcher {
  const matcher: Matcher = { entries: [], byStem: new Map(), shortest: 99, longest: 1 }
  const seen = new Set<string>()
  for (const [list, text] of lists) {
    for (const part of text.split(';')) {
      const shown = part.trim().replace(/\s+/g, ' ')
      const free = shown.includes('+')
      const stems = shown
        .split(free ? '+' : ' ')
        .flatMap((stem) => foldStem(stem))
        .filter((stem) => stem !== '')
      const key = `${list}|${free}|${stems.join(' ')}`
      if (stems.length === 0 || seen.has(key)) continue
      seen.add(key)
      const at = matcher.entries.push({ list, shown: shown.replaceAll('=', ''), stems, free }) - 1
      for (const stem of new Set(stems)) {
        const known = matcher.byStem.get(stem)
        if (known === undefined) matcher.byStem.set(stem, [at])
        else known.push(at)
        const length = stem.endsWith('=') ? stem.length - 1 : stem.length
        matcher.shortest = Math.min(matcher.shortest, length)
        matcher.longest = Math.max(matcher.longest, length)
      }
    }
  }
  return matcher
}

function foldStem(stem: string): string[] {
  return stem.split(' ').flatMap((word) => {
    const exact = word.endsWith('=')
    const folded = foldWords(word).split(' ')
    return folded.map((piece) => (exact && piece !== '' ? `${piece}=` : piece))
  })
}

/** Every entry found in the words, in the order in which their last words stand; each entry once. */
export function match(matcher: Matcher, tokens: readonly Token[]): Hit[] {
  const hits: Hit[] = []
  const done = new Set<number>()
  const lastSeen = new Map<string, number>()
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]?.text ?? ''
    const top = Math.min(word.length, matcher.longest)
    for (let size = matcher.shortest; size <= top; size += 1) {
      meet(matcher, word.slice(0, size), at, lastSeen, done, hits)
    }
    meet(matcher, `${word}=`, at, lastSeen, done, hits)
  }
  return hits
}

function meet(
  matcher: Matcher,
  stem: string,
  at: number,
  lastSeen: Map<string, number>,
  done: Set<number>,
  hits: Hit[],
): void {
  const entries = matcher.byStem.get(stem)
  if (entries === undefined) return
  lastSeen.set(stem, at)
  for (const index of entries) {
    const entry = matcher.entries[index]
    if (entry === undefined || done.has(index)) continue
    const first =
      entry.stems.length === 1 ? at : entry.free ? freely(entry, at, lastSeen) : inOrder(entry, at, lastSeen)
    if (first === undefined) continue
    done.add(index)
    hits.push({ list: entry.list, entry: entry.shown, size: entry.stems.length, first, last: at })
  }
}

function freely(entry: Entry, at: number, lastSeen: Map<string, number>): number | undefined {
  let first = at
  for (const stem of entry.stems) {
    const seen = lastSeen.get(stem)
    if (seen === undefined || at - seen > near) return undefined
    first = Math.min(first, seen)
  }
  return first
}

function inOrder(entry: Entry, at: number, lastSeen: Map<string, number>): number | undefined {
  let next = at
  if (lastSeen.get(entry.stems.at(-1) ?? '') !== at) return undefined
  for (let index = entry.stems.length - 2; index >= 0; index -= 1) {
    const seen = lastSeen.get(entry.stems[index] ?? '')
    if (seen === undefined || seen >= next || next - seen > 2) return undefined
    next = seen
  }
  return next
}
