/** What the written rules alone would say, as scores; learned weights are added to them. */

import { type Category, type Kind, kinds, langs, type Urgency, urgencies } from './categories.ts'
import type { Cue } from './cues.ts'
import { languageOf } from './language.ts'
import { type Signals, strongest } from './signals.ts'
import type { Heard } from './thread.ts'

/** Scores of the kinds, in the order of `kinds`. */
export function kindPrior(signals: Signals, heard: Pick<Heard, 'media'>): Float64Array {
  const cue = (name: Cue): number => Math.min(1, (signals.cues.get(name) ?? 0) * 0.5)
  const [, strength] = strongest(signals)
  const words = signals.text.tokens.length
  const asked = signals.text.questionMarks > 0 ? 1 : 0
  const noise = cue('advert') + cue('notice') + 0.8 * cue('news') + 0.8 * cue('joke') + 0.7 * cue('official')
  const onlyPlace = signals.places.length > 0 && words < 8 && strength < 1
  const score: Record<Kind, number> = {
    report:
      -0.8 + 0.8 * Math.min(strength, 2.5) + 0.5 * cue('ask') + 0.5 * cue('now') + 0.4 * cue('again') + 0.2 * cue('lately') +
      (signals.places.length > 0 ? 0.4 : 0) + (heard.media !== null && words > 2 ? 0.4 : 0) + (signals.danger ? 2 : 0) -
      noise - 0.5 * cue('past') - 0.6 * cue('thanks') - 0.6 * cue('retract') - (asked && signals.cues.has('asks') ? 0.6 : 0),
    follow_up: -1 + 0.5 * cue('joins') + 0.6 * cue('retract') + (onlyPlace ? 0.8 : 0) + (heard.media !== null && words === 0 ? 2 : 0) - 0.6 * noise,
    question: -1.6 + 1.2 * cue('asks') + 0.9 * asked - 0.3 * strength - 0.5 * cue('advert'),
    thanks: -2 + 2.4 * cue('thanks') + 0.6 * cue('handled') - 0.3 * strength,
    chatter: 0.5 + 0.6 * noise + 0.4 * cue('greeting') + 0.2 * cue('general') + (strength < 0.7 ? 0.5 : 0) + 0.3 * cue('past'),
  } // biome-ignore format: sums read better in lines of like things
  return Float64Array.from(kinds, (kind) => score[kind])
}

const burning: ReadonlySet<Category> = new Set(['domestic', 'violence', 'fire_gas', 'missing'])
const passing: ReadonlySet<Category> = new Set([
  'noise',
  'drinking',
  'hooliganism',
  'fireworks',
  'parking',
  'minors',
  'animal_cruelty',
])
const lasting: ReadonlySet<Category> = new Set([
  'abandoned_car',
  'tenants',
  'street_trade',
  'waste',
  'vandalism',
  'gambling',
  'other',
])

/** Scores of the urgencies, in the order of `urgencies`. */
export function urgencyPrior(signals: Signals, category: Category): Float64Array {
  const now = Math.min(1, (signals.cues.get('now') ?? 0) * 0.6)
  const again = Math.min(1, (signals.cues.get('again') ?? 0) * 0.6)
  const lately = Math.min(1, (signals.cues.get('lately') ?? 0) * 0.5)
  const score: Record<Urgency, number> = {
    now: (burning.has(category) ? 4 : passing.has(category) ? 0.9 : 0) + 0.9 * now + (signals.danger ? 1 : 0),
    today: 0.6 + 0.4 * lately,
    normal: (lasting.has(category) ? 0.9 : 0.1) + 0.5 * again - 0.5 * now,
  }
  return Float64Array.from(urgencies, (urgency) => score[urgency])
}

/** Scores of the languages by the votes of words alone, in the order of `langs`. */
export function languagePrior(signals: Signals): Float64Array {
  const told = languageOf(signals.text, signals.votes)
  return Float64Array.from(langs, (lang) => (lang === told ? 1 : 0))
}
