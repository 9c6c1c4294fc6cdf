import { type Category, categories } from './categories.ts'
import type { Cue } from './cues.ts'
import type { Link } from './link.ts'
import { type Signals, strongest } from './signals.ts'
import { fold } from './text.ts'
import type { Heard, Remembered } from './thread.ts'
import { hash } from './trace.ts'

/** A message as numbers: indices of buckets and the value of each. */
export interface Features {
  at: number[]
  value: number[]
  /** The name of each, for `why`; empty for parts of words. */
  name: string[]
}

/** How the message stands in its chat. */
export interface Context {
  link: Link
  before: Remembered | undefined
  answered: Remembered | undefined
  /** How often the author spoke before as an official does. */
  official: number
}

const charactersAtMost = 600
const wordsAtMost = 120

/** Words, pairs and parts of words, hashed, scaled so that long and short messages weigh alike. */
export function wordFeatures(signals: Signals, buckets: number): Features {
  const features: Features = { at: [], value: [], name: [] }
  const mask = buckets - 1
  let characters = 0
  const { tokens } = signals.text
  const count = Math.min(tokens.length, wordsAtMost)
  for (let i = 0; i < count; i += 1) {
    const token = tokens[i]
    if (token === undefined) continue
    const word = token.digits ? '0'.repeat(Math.min(4, token.text.length)) : token.text
    push(features, hash(`w ${word}`) & mask, 1, word)
    const next = tokens[i + 1]
    if (next !== undefined && !next.cut)
      push(features, hash(`p ${word} ${next.digits ? '0' : next.text}`) & mask, 0.8, `${word} ${next.text}`)
    if (token.digits || characters > charactersAtMost) continue
    const framed = `^${word}$`
    characters += framed.length
    for (let size = 3; size <= 5; size += 1) {
      for (let at = 0; at + size <= framed.length; at += 1)
        push(features, hash(framed.slice(at, at + size)) & mask, 0.5, '')
    }
  }
  let sum = 0
  for (const value of features.value) sum += value * value
  const scale = sum === 0 ? 0 : 2 / Math.sqrt(sum)
  for (let i = 0; i < features.value.length; i += 1) features.value[i] = (features.value[i] ?? 0) * scale
  return features
}

/** What the written rules saw, as features with names of their own. */
export function ruleFeatures(signals: Signals, heard: Heard, buckets: number): Features {
  const features: Features = { at: [], value: [], name: [] }
  const add = (name: string, value = 1): void => push(features, hash(`# ${name}`) & (buckets - 1), value, name)
  for (const [cue, count] of signals.cues) {
    add(`cue ${cue satisfies Cue}`, Math.min(1, 0.5 + count * 0.25))
  }
  const [best, strength] = strongest(signals)
  for (const category of categories) {
    const told = signals.strength.get(category) ?? 0
    if (told >= 0.8) add(`tells ${category}`, Math.min(1.5, told / 1.5))
    const topic = signals.topics.get(category) ?? 0
    if (topic > 0) add(`topic ${category}`, Math.min(1, topic / 2))
  }
  if (best !== null) {
    add(`best ${best satisfies Category}`)
    add(`strength ${Math.min(4, Math.floor(strength))}`)
    add('strength', Math.min(2, strength / 2))
  } else add('no subject')
  if (signals.danger) {
    add('danger')
    add(`danger ${signals.danger.category}`)
  }
  const words = signals.text.tokens.length
  add(
    `length ${words === 0 ? 0 : words < 3 ? 1 : words < 6 ? 2 : words < 12 ? 3 : words < 25 ? 4 : words < 50 ? 5 : 6}`,
  )
  if (signals.places.length > 0) add('place')
  const covered = signals.places.reduce((sum, place) => sum + place.text.length, 0)
  if (covered > 0 && covered > signals.text.raw.trim().length * 0.7) add('only place')
  if (heard.media !== null) add(`media ${heard.media}`)
  if (heard.media !== null && words === 0) add('bare media')
  if (signals.text.questionMarks > 0) add('question mark')
  if (signals.text.exclamations > 0) add('exclamation')
  if (signals.text.capitals > 0.7 && words > 2) add('capitals')
  if (signals.text.links > 0) add('link')
  if (signals.text.emojis > 2) add('emojis')
  if (/[)(]{2}|\)\s*$/.test(signals.text.raw.slice(-40))) add('smile')
  const hour = (heard.at.getUTCHours() + 5) % 24
  add(hour < 6 || hour >= 23 ? 'night' : hour < 9 ? 'morning' : hour < 18 ? 'day' : 'evening')
  add(`lang ${signals.lang}`)
  return features
}

/** How the message stands to what was said before it. */
export function contextFeatures(context: Context, signals: Signals, heard: Heard, buckets: number): Features {
  const features: Features = { at: [], value: [], name: [] }
  const add = (name: string, value = 1): void => push(features, hash(`@ ${name}`) & (buckets - 1), value, name)
  const { link, before, answered, official } = context
  if (isOffice(heard.author)) add('an office writes')
  if (official > 0) add(official > 1 ? 'official author' : 'perhaps official author')
  if (link.happening !== null) {
    add('link', Math.max(-1, Math.min(2, link.score / 4)))
    add(`link ${Math.max(-2, Math.min(8, Math.floor(link.score)))}`)
    add(`last spoken of ${span(link.minutes)}`)
    if (link.reply) add('answers it')
    if (link.own) add(`same author ${span(link.minutes)}`)
    add(`category ${link.category}`)
    add(`place ${Math.sign(link.place)}`)
    if (link.words > 0.3) add('same words')
    if (link.happening.over) add('it is over')
    const short = signals.text.tokens.length < 8 ? 'short' : 'long'
    add(`${short} ${span(link.minutes)}`)
    if (signals.places.length > 0) add(`place told ${span(link.minutes)}`)
    if (heard.media !== null) add(`media ${link.own ? 'own' : 'other'} ${span(link.minutes)}`)
    for (const cue of ['joins', 'retract', 'thanks', 'asks', 'official', 'handled'] as const) {
      if (signals.cues.has(cue)) add(`${cue} ${span(link.minutes)}`)
    }
  }
  if (answered !== undefined) add(`answers ${answered.kind}`)
  else if (heard.replyTo !== null) add('answers something older')
  if (before !== undefined) {
    const minutes = (heard.at.getTime() - before.at) / 60_000
    add(`after ${before.kind} ${span(minutes)}`)
    if (before.author === heard.author) add(`after own ${before.kind} ${span(minutes)}`)
    if (before.about !== null && before.incident === null) add(`after answer ${span(minutes)}`)
  }
  return features
}

const offices =
  /^(?:участков|инспектор|уип|учаскел|полиц|оси$|кск$|пик$|мжк$|ксж$|админ|председ|торага|управдом|акимат|акимдик|консьерж|диспетч)/

/** The name shown is that of an office: «Участковый Нурсат», «ОСИ 14». */
function isOffice(author: string): boolean {
  return fold(author.slice(0, 60)).tokens.some((token) => offices.test(token.text))
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

function push(features: Features, at: number, value: number, name: string): void {
  features.at.push(at)
  features.value.push(value)
  features.name.push(name)
}
