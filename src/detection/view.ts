import { type Lang, langs, type Reading } from './categories.ts'
import { askScores, likeliest, readWords, scoresOf, softmax, type WordScores } from './classify.ts'
import { conversation } from './conversation.ts'
import { type Features, ruleFeatures } from './features.ts'
import { candidates, findLink, type Link } from './link.ts'
import type { Model } from './model.ts'
import { kindPrior } from './prior.ts'
import { readSignals, type Signals } from './signals.ts'
import { type Heard, noteOfficial, remember, type Thread } from './thread.ts'
import { type Trace, trace } from './trace.ts'

/** A message as it stands in its chat, before anything is decided. */
export interface View {
  heard: Heard
  signals: Signals
  trace: Trace
  words: WordScores
  rules: Features
  /** Likelihood of each category, were it a report. */
  likely: Float64Array
  link: Link
  /** The language most spoken in the chat so far. */
  spoken: Lang | null
  /** Scores of the kinds by the words alone, and the row of numbers that the conversation adds. */
  own: Float64Array
  row: Float32Array
}

/** What can be seen of a message in its chat. */
export function look(thread: Thread, heard: Heard, model: Model, signals = readSignals(heard.text)): View {
  const words = readWords(model, signals.text)
  const rules = ruleFeatures(signals, heard)
  const likely = softmax(scoresOf(model, 'category', words, [rules], null), model.heads.category.temperature)
  const own = scoresOf(model, 'kind', words, [rules], kindPrior(signals, heard))
  const spoken = thread.count === 0 ? null : langs.reduce((a, b) => (thread.langs[b] > thread.langs[a] ? b : a))
  return { heard, signals, words, rules, likely, own, spoken, ...stand(thread, heard, signals, own, likely, model) }
}

/** How a message stands to what was said before it. */
export function stand(
  thread: Thread,
  heard: Heard,
  signals: Signals,
  own: Float64Array,
  likely: Float64Array,
  model: Model,
): Pick<View, 'trace' | 'link' | 'row'> {
  const mine = trace(
    signals.text,
    signals.places.map((place) => place.text),
  )
  const link = findLink(
    candidates(thread, heard, mine),
    signals,
    heard,
    likeliest(likely, 5),
    (features) => askScores(model.asks.tie, features)[0] ?? 0,
  )
  const standing = {
    link,
    before: thread.heard.at(-1),
    beforeThat: thread.heard.at(-2),
    answered: heard.replyTo === null ? undefined : thread.byId.get(heard.replyTo),
    official: thread.officials.get(heard.author) ?? 0,
  }
  return { trace: mine, link, row: conversation(own, likely, standing, signals, heard) }
}

/** Puts a message that was read into the window. */
export function settle(
  thread: Thread,
  view: Pick<View, 'heard' | 'signals' | 'trace' | 'link'>,
  reading: Reading,
): void {
  const { link, signals } = view
  const about = reading.incident ?? (link.happening !== null && link.minutes < 60 ? link.happening.incident : null)
  const over = reading.kind !== 'report' && (signals.cues.has('retract') || reading.kind === 'thanks')
  if (reading.kind === 'chatter' && signals.cues.has('official')) noteOfficial(thread, view.heard.author)
  remember(thread, view.heard, reading, view.trace, about, over)
}
