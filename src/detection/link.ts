import type { Category } from './categories.ts'
import { type Signals, strongest } from './signals.ts'
import type { Happening, Heard, Remembered, Thread } from './thread.ts'
import { samePlace, sameWords, type Trace } from './trace.ts'

/** To which happening of the chat a message most likely belongs, and why. */
export interface Link {
  happening: Happening | null
  score: number
  /** What spoke for it: reply, author, recent, category, place, words. */
  reasons: string[]
  /** The message answers something of this happening. */
  reply: boolean
  /** Its author told of it. */
  own: boolean
  /** Minutes since the happening was last spoken of. */
  minutes: number
  /** 1 same place, −1 another. */
  place: number
  /** 1 the words tell of its category, −1 of another. */
  category: number
  words: number
}

const none: Link = {
  happening: null,
  score: -9,
  reasons: [],
  reply: false,
  own: false,
  minutes: 1e6,
  place: 0,
  category: 0,
  words: 0,
}

/** Looks back, never ahead, for the happening that a message belongs to. */
export function findLink(thread: Thread, heard: Heard, signals: Signals, trace: Trace): Link {
  const answered = heard.replyTo === null ? undefined : thread.byId.get(heard.replyTo)
  const [category, strength] = strongest(signals)
  let latest: Happening | null = null
  for (const happening of thread.happenings.values())
    if (latest === null || happening.lastAt >= latest.lastAt) latest = happening
  let best = none
  for (const happening of thread.happenings.values()) {
    const link = weigh(happening, heard, trace, answered, category, strength, signals.strength, happening === latest)
    if (link.score > best.score || (link.score === best.score && happening.lastAt >= (best.happening?.lastAt ?? 0)))
      best = link
  }
  return best
}

function weigh(
  happening: Happening,
  heard: Heard,
  trace: Trace,
  answered: Remembered | undefined,
  category: Category | null,
  strength: number,
  strengths: ReadonlyMap<Category, number>,
  latest: boolean,
): Link {
  const minutes = Math.max(0, (heard.at.getTime() - happening.lastAt) / 60_000)
  const reasons: string[] = []
  let score = 0
  const reply = answered !== undefined && (answered.incident ?? answered.about) === happening.incident
  if (reply) {
    score += answered?.incident === null ? 2.5 : 4
    reasons.push('reply')
  } else if (answered !== undefined && (answered.incident ?? answered.about) !== null) score -= 2
  const own = happening.reporter === heard.author
  if (own || happening.authors.has(heard.author)) {
    score += own ? 1 : 0.6
    reasons.push('author')
  }
  score +=
    minutes < 5 ? 1.5 : minutes < 20 ? 1.2 : minutes < 60 ? 0.8 : minutes < 360 ? 0.2 : minutes < 1440 ? -0.4 : -1.2
  if (latest) score += 0.8
  if (minutes < 60) reasons.push('recent')
  const mine = strengths.get(happening.category) ?? 0
  let fits = 0
  if (mine >= 0.8) {
    fits = 1
    score += mine >= strength - 0.1 ? 1.4 : 0.9
    reasons.push('category')
  } else if (category !== null && strength >= 1.2 && mine === 0) {
    fits = -1
    score -= 1.2
  }
  const place = samePlace(trace.places, happening.trace.places)
  if (place > 0) {
    score += place
    reasons.push('place')
  } else if (place < 0) score -= 1
  const words = sameWords(trace.words, happening.trace.words)
  score += Math.min(1.5, words * 2.5)
  if (words > 0.3) reasons.push('words')
  if (happening.over) score -= minutes > 30 ? 1 : 0.2
  return { happening, score, reasons, reply, own, minutes, place, category: fits, words }
}
