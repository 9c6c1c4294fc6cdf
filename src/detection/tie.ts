import type { Category, Likely } from './categories.ts'
import type { Cue } from './cues.ts'
import { coded, type Features, names, put } from './features.ts'
import type { Signals } from './signals.ts'
import type { Heard, Remembered } from './thread.ts'

const tie = names('~', [
  'when', 'who', 'who when', 'rank', 'rank when', 'fit length', 'fit when', 'fit', 'rival', 'reply', 'no reply', 'place', 'place fit', 'words', 'shared', 'over', 'last', 'since',
  'media', 'danger', 'cue rank', 'cue when', 'cue fit',
]) // biome-ignore format: a table
const weighed: readonly Cue[] = ['joins', 'retract', 'thanks', 'again', 'handled', 'official', 'asks', 'ask', 'now']

/** How a message stands to one happening of its chat; `likely` are the categories its words tell of. */
export function tieFeatures(one: Tie, signals: Signals, heard: Heard, likely: readonly Likely[]): Features {
  const features: Features = { at: [], value: [] }
  const { happening, answered } = one
  const when = span(one.minutes)
  const words = signals.text.tokens.length
  const length = words === 0 ? 0 : words < 4 ? 1 : words < 10 ? 2 : 3
  const who = happening.reporter === heard.author ? 0 : happening.authors.has(heard.author) ? 1 : 2
  let told = 0
  for (const { category, likelihood } of likely) if (category === happening.category) told = likelihood
  const fit = told > 0.5 ? 0 : told > 0.15 ? 1 : told > 0.04 ? 2 : 3
  const best = likely[0]
  const rank = Math.min(3, one.rank)
  put(features, coded(tie.when, when))
  put(features, coded(tie.who, who))
  put(features, coded(tie['who when'], who, when))
  put(features, coded(tie.rank, Math.min(5, one.rank)))
  put(features, coded(tie['rank when'], rank, when, length))
  put(features, coded(tie['fit length'], fit, length))
  put(features, coded(tie['fit when'], fit, when))
  put(features, tie.fit, told)
  if (best !== undefined && best.category !== happening.category && best.likelihood > 0.5)
    put(features, coded(tie.rival, length))
  if (one.reply !== 'none') put(features, coded(tie.reply, replies.indexOf(one.reply)))
  else {
    if (answered !== undefined) put(features, coded(tie.reply, replies.length))
    put(features, coded(tie['no reply'], rank, who))
  }
  put(features, coded(tie.place, Math.sign(one.place) + 1))
  if (one.place !== 0) put(features, coded(tie['place fit'], Math.sign(one.place) + 1, fit))
  put(features, coded(tie.words, one.words > 0.45 ? 0 : one.words > 0.25 ? 1 : one.words > 0 ? 2 : 3))
  put(features, tie.shared, one.words)
  put(features, coded(tie.over, happening.over ? when : 9))
  if (one.last) put(features, coded(tie.last, length, when))
  if (one.since < 4) put(features, coded(tie.since, one.since))
  if (heard.media !== null) put(features, coded(tie.media, who, when, length === 0 ? 1 : 0))
  for (let at = 0; at < weighed.length; at += 1) {
    if (!signals.cues.has(weighed[at] as Cue)) continue
    put(features, coded(tie['cue rank'], at, rank))
    put(features, coded(tie['cue when'], at, when))
    put(features, coded(tie['cue fit'], at, fit))
  }
  if (signals.danger !== null) put(features, coded(tie.danger, signals.danger.category === happening.category ? 1 : 0))
  return features
}

const replies: readonly Tie['reply'][] = ['it', 'about', 'another']

/** What is weighed between a message and a happening. */
export interface Tie {
  happening: { category: Category; reporter: string; authors: ReadonlySet<string>; over: boolean }
  /** Minutes since it was last spoken of. */
  minutes: number
  answered: Remembered | undefined
  /** `it`: the message answers one of its messages; `about`: one that spoke about it; `another`: one of another happening. */
  reply: 'it' | 'about' | 'another' | 'none'
  /** 0 the happening spoken of last, 1 the one before. */
  rank: number
  /** The message just before was about it. */
  last: boolean
  /** Messages since it was last spoken of. */
  since: number
  /** 1 same place, −1 another, 0 not known. */
  place: number
  /** Share of words in common, 0 … 1. */
  words: number
}

/** From just now, 0, to days ago, 5. */
function span(minutes: number): number {
  return minutes < 3 ? 0 : minutes < 15 ? 1 : minutes < 60 ? 2 : minutes < 360 ? 3 : minutes < 1440 ? 4 : 5
}
