import { type Category, categories, type Span } from './categories.ts'
import { type Cue, cues } from './cues.ts'
import { countVotes, type Votes } from './language.ts'
import { compile, type Hit, match } from './match.ts'
import { findPlaces } from './places.ts'
import { type Danger, dangerLists, findDanger } from './safety.ts'
import { type Folded, fold } from './text.ts'
import { wordsKk } from './words-kk.ts'
import { wordsRu } from './words-ru.ts'

/** What the written rules see in one message, before any learned weight. */
export interface Signals {
  text: Folded
  votes: Votes
  places: Span[]
  /** How strongly the words tell of each category, 0 … 4; only those above 0. */
  strength: Map<Category, number>
  /** How many words name only the subject of a category. */
  topics: Map<Category, number>
  cues: Map<Cue, number>
  /** Words found, for `why`. */
  hits: Hit[]
  danger: Danger | null
}

const lists: [string, string][] = []
for (const category of categories) {
  for (const words of [wordsRu, wordsKk]) {
    lists.push([category, words[category].tells], [`${category}?`, words[category].topic])
  }
}
for (const [cue, text] of Object.entries(cues)) lists.push([`#${cue}`, text])
lists.push(...dangerLists)
const matcher = compile(lists)

/** Reads the words of a message with the word lists; pure and linear in its length. */
export function readSignals(raw: string): Signals {
  return signalsIn(fold(raw))
}

/** The same of a text that is folded already, or of some words of it. */
export function signalsIn(text: Folded): Signals {
  const hits = match(matcher, text.tokens)
  const strength = new Map<Category, number>()
  const topics = new Map<Category, number>()
  const found = new Map<Cue, number>()
  const counted = new Set<string>()
  for (const hit of hits) {
    if (hit.list.startsWith('!')) continue
    if (hit.list.startsWith('#')) {
      const cue = hit.list.slice(1) as Cue
      found.set(cue, (found.get(cue) ?? 0) + 1)
      continue
    }
    const topic = hit.list.endsWith('?')
    const category = (topic ? hit.list.slice(0, -1) : hit.list) as Category
    // One word counts once for a category, however many entries it is in.
    const key = `${category} ${hit.last} ${hit.first} ${topic}`
    if (counted.has(key)) continue
    counted.add(key)
    if (topic) topics.set(category, (topics.get(category) ?? 0) + 1)
    const gain = topic ? 0.2 : hit.size > 1 ? 1.2 : 0.8
    strength.set(category, Math.min(4, (strength.get(category) ?? 0) + gain))
  }
  return {
    text,
    votes: countVotes(text),
    places: findPlaces(text),
    strength,
    topics,
    cues: found,
    hits,
    danger: findDanger(text.tokens, hits),
  }
}

/** The category that the words tell most of, and how strongly. */
export function strongest(signals: Signals): [category: Category | null, strength: number] {
  let best: Category | null = null
  let most = 0
  for (const [category, strength] of signals.strength) {
    if (strength > most) {
      best = category
      most = strength
    }
  }
  return [best, most]
}
