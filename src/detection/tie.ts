import type { Category, Likely } from './categories.ts'
import { type Features, push } from './features.ts'
import type { Signals } from './signals.ts'
import type { Heard, Remembered } from './thread.ts'

/** How a message stands to one happening of its chat; `likely` are the categories its words tell of. */
export function tieFeatures(tie: Tie, signals: Signals, heard: Heard, likely: readonly Likely[]): Features {
  const features: Features = { at: [], value: [] }
  const add = (name: string, value = 1): void => push(features, `~ ${name}`, value)
  const { happening, minutes, answered, rank } = tie
  const when = span(minutes)
  const words = signals.text.tokens.length
  const short = words === 0 ? 'bare' : words < 4 ? 'few' : words < 10 ? 'short' : 'long'
  const mine = happening.reporter === heard.author
  const who = mine ? 'reporter' : happening.authors.has(heard.author) ? 'joined' : 'other'
  const told = likely.find(({ category }) => category === happening.category)?.likelihood ?? 0
  const fit = told > 0.5 ? 'sure' : told > 0.15 ? 'maybe' : told > 0.04 ? 'hardly' : 'no'
  const best = likely[0]
  const rival = best !== undefined && best.category !== happening.category && best.likelihood > 0.5
  add(`when ${when}`)
  add(`who ${who}`)
  add(`who ${who} ${when}`)
  add(`rank ${Math.min(5, rank)}`)
  add(`rank ${Math.min(3, rank)} ${when} ${short}`)
  add(`fit ${fit} ${short}`)
  add(`fit ${fit} ${when}`)
  add('fit', told)
  if (rival) add(`rival ${short}`)
  if (tie.reply !== 'none') add(`reply ${tie.reply}`)
  else if (answered !== undefined) add('answers nothing told')
  if (tie.reply === 'none') add(`no reply rank ${Math.min(3, rank)} ${who}`)
  add(`place ${tie.place > 0 ? 'same' : tie.place < 0 ? 'other' : 'unknown'}`)
  if (tie.place !== 0) add(`place ${Math.sign(tie.place)} fit ${fit}`)
  add(`words ${tie.words > 0.45 ? 'many' : tie.words > 0.25 ? 'some' : tie.words > 0 ? 'few' : 'none'}`)
  add('words', tie.words)
  add(happening.over ? `over ${when}` : 'open')
  if (tie.last) add(`last spoken ${short} ${when}`)
  if (tie.since < 4) add(`since ${tie.since}`)
  if (heard.media !== null) add(`media ${who} ${when} ${short === 'bare'}`)
  for (const cue of ['joins', 'retract', 'thanks', 'again', 'handled', 'official', 'asks', 'ask', 'now'] as const) {
    if (!signals.cues.has(cue)) continue
    add(`${cue} rank ${Math.min(3, rank)}`)
    add(`${cue} ${when}`)
    add(`${cue} fit ${fit}`)
  }
  if (signals.danger !== null) add(`danger ${signals.danger.category === happening.category}`)
  return features
}

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

function span(minutes: number): string {
  return minutes < 3
    ? 'just'
    : minutes < 15
      ? 'now'
      : minutes < 60
        ? 'hour'
        : minutes < 360
          ? 'hours'
          : minutes < 1440
            ? 'day'
            : 'days'
}
