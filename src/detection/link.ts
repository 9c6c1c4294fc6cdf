import type { Likely } from './categories.ts'
import type { Signals } from './signals.ts'
import type { Happening, Heard, Remembered, Thread } from './thread.ts'
import { type Tie, tieFeatures } from './tie.ts'
import { samePlace, sameWords, type Trace } from './trace.ts'

/** A happening of the chat that a message may belong to. */
export interface Candidate extends Tie {
  happening: Happening
}

/** To which happening of the chat a message most likely belongs, and why. */
export interface Link {
  happening: Happening | null
  /** Log odds that the message belongs to it. */
  score: number
  /** What speaks for it: reply, author, recent, category, place, words. */
  reasons: string[]
  /** The message answers something of this happening. */
  reply: boolean
  /** Its author told of it first. */
  own: boolean
  /** Minutes since the happening was last spoken of. */
  minutes: number
  /** 1 same place, −1 another. */
  place: number
  /** 1 the words tell of its category, −1 of another. */
  category: number
  words: number
  /** How much likelier than the next candidate. */
  margin: number
  /** How likely the words tell of its category, 0 … 1. */
  fit: number
  /** The author has spoken of it before. */
  joined: boolean
  rank: number
  last: boolean
  since: number
  replyTo: Tie['reply']
}

export const noLink: Link = {
  happening: null,
  score: -9,
  reasons: [],
  reply: false,
  own: false,
  minutes: 1e6,
  place: 0,
  category: 0,
  words: 0,
  margin: 0,
  fit: 0,
  joined: false,
  rank: 6,
  last: false,
  since: 12,
  replyTo: 'none',
}

const candidatesAtMost = 24

/** The happenings spoken of lately as candidates, the last one first; looks back, never ahead. */
export function candidates(thread: Thread, heard: Heard, trace: Trace): Candidate[] {
  const answered = heard.replyTo === null ? undefined : thread.byId.get(heard.replyTo)
  const answeredOf = answered === undefined ? null : (answered.incident ?? answered.about)
  const happenings = [...thread.happenings.values()]
    .sort((a, b) => b.lastCount - a.lastCount)
    .slice(0, candidatesAtMost)
  return happenings.map((happening, rank) => ({
    happening,
    minutes: Math.max(0, (heard.at.getTime() - happening.lastAt) / 60_000),
    answered,
    reply: replyOf(happening, answered, answeredOf),
    rank,
    last: thread.heard.at(-1) !== undefined && aboutOf(thread.heard.at(-1)) === happening.incident,
    since: thread.count - happening.lastCount,
    place: samePlace(trace.places, happening.trace.places),
    words: sameWords(trace.words, happening.trace.words),
  }))
}

const aboutOf = (one: Remembered | undefined): string | null => one?.incident ?? one?.about ?? null

function replyOf(happening: Happening, answered: Remembered | undefined, of: string | null): Tie['reply'] {
  if (answered === undefined || of === null) return 'none'
  if (of !== happening.incident) return 'another'
  return answered.incident === null ? 'about' : 'it'
}

/** The likeliest candidate; `score` gives the log odds of what the features of a tie say. */
export function findLink(
  found: readonly Candidate[],
  signals: Signals,
  heard: Heard,
  likely: readonly Likely[],
  score: (features: ReturnType<typeof tieFeatures>) => number,
): Link {
  let best: Candidate | null = null
  let top = -20
  let second = -20
  for (const candidate of found) {
    const odds = score(tieFeatures(candidate, signals, heard, likely))
    if (odds > top || best === null) {
      second = top
      best = candidate
      top = odds
    } else if (odds > second) second = odds
  }
  return best === null ? noLink : { ...linkOf(best, top, heard, likely), margin: Math.min(9, top - second) }
}

function linkOf(tie: Candidate, score: number, heard: Heard, likely: readonly Likely[]): Omit<Link, 'margin'> {
  const { happening, minutes, place, words, rank, last, since } = tie
  const told = likely.find(({ category }) => category === happening.category)?.likelihood ?? 0
  const rival = (likely[0]?.likelihood ?? 0) > 0.5 && likely[0]?.category !== happening.category
  const reply = tie.reply === 'it' || tie.reply === 'about'
  const own = happening.reporter === heard.author
  const reasons = [
    reply ? 'reply' : '',
    own || happening.authors.has(heard.author) ? 'author' : '',
    minutes < 60 ? 'recent' : '',
    told > 0.15 ? 'category' : '',
    place > 0 ? 'place' : '',
    words > 0.3 ? 'words' : '',
  ].filter((reason) => reason !== '')
  const category = told > 0.15 ? 1 : rival ? -1 : 0
  const joined = happening.authors.has(heard.author)
  return {
    happening,
    score,
    reasons,
    reply,
    own,
    minutes,
    place,
    category,
    words,
    fit: told,
    joined,
    rank,
    last,
    since,
    replyTo: tie.reply,
  }
}
