import { kinds } from './categories.ts'
import type { Cue } from './cues.ts'
import { smiles } from './features.ts'
import type { Link } from './link.ts'
import type { Signals } from './signals.ts'
import { strongest } from './signals.ts'
import { fold } from './text.ts'
import type { Heard, Remembered } from './thread.ts'

/** How the message stands in its chat. */
export interface Standing {
  link: Link
  before: Remembered | undefined
  beforeThat: Remembered | undefined
  answered: Remembered | undefined
  /** How often the author spoke before as an official does. */
  official: number
}

const weighed: readonly Cue[] = ['ask', 'now', 'again', 'lately', 'past', 'asks', 'thanks', 'handled', 'advert', 'notice', 'news', 'joke', 'official', 'greeting', 'joins', 'retract', 'general'] // biome-ignore format: a row of words

/** A message and its chat as a row of numbers, each about −3 … 3; `own` are the scores of its kinds by its words alone. */
export function conversation(
  own: Float64Array,
  likely: Float64Array,
  standing: Standing,
  signals: Signals,
  heard: Heard,
): Float32Array {
  const { link, before, beforeThat, answered, official } = standing
  const row: number[] = []
  const add = (...values: number[]): void => {
    for (let i = 0; i < values.length; i += 1) row.push(values[i] as number)
  }
  const yes = (value: boolean): number => (value ? 1 : 0)
  const one = <Name>(names: readonly Name[], name: Name | undefined): void => {
    for (let i = 0; i < names.length; i += 1) row.push(names[i] === name ? 1 : 0)
  }
  const mean = own.reduce((sum, score) => sum + score, 0) / own.length
  for (const score of own) add(clamp((score - mean) / 2))
  const top = Math.max(...likely)
  add(top, clamp(link.score / 3), clamp(link.margin / 3), yes(link.happening !== null), link.fit)
  add(
    spanned(link.minutes),
    yes(link.own),
    yes(link.joined),
    link.place,
    link.words,
    yes(link.happening?.over === true),
  )
  add(Math.min(link.rank, 6) / 3, yes(link.last), Math.min(link.since, 12) / 6, link.category)
  one(['it', 'about', 'another', 'none'], link.replyTo)
  one(kinds, before?.kind)
  one(kinds, beforeThat?.kind)
  one(kinds, answered?.kind)
  add(yes(heard.replyTo !== null), yes(heard.replyTo !== null && answered === undefined))
  add(
    before === undefined ? 2 : spanned((heard.at.getTime() - before.at) / 60_000),
    yes(before?.author === heard.author),
  )
  add(yes(before !== undefined && before.author === heard.author && before.bare && before.media))
  add(yes(before !== undefined && before.about !== null && before.about === link.happening?.incident))
  add(
    yes(answered?.author === heard.author),
    yes(answered !== undefined && answered.author === link.happening?.reporter),
  )
  add(Math.min(official, 3) / 2, yes(isOffice(heard.author)))
  for (const cue of weighed) add(Math.min(2, signals.cues.get(cue) ?? 0))
  const words = signals.text.tokens.length
  const [, strength] = strongest(signals)
  const covered = signals.places.reduce((sum, place) => sum + place.text.length, 0)
  const places = signals.places.length
  add(Math.log1p(words) / 2, yes(words === 0), yes(words > 0 && words < 4), Math.min(strength, 3) / 2)
  add(
    yes(heard.media !== null),
    yes(heard.media !== null && words === 0),
    Math.min(places, 2),
    yes(covered > signals.text.raw.trim().length * 0.6 && covered > 0),
  )
  add(
    yes(signals.text.questionMarks > 0),
    yes(signals.text.exclamations > 0),
    yes(signals.text.emojis > 0),
    yes(signals.danger !== null),
  )
  add(
    yes(signals.text.capitals > 0.7),
    yes(signals.text.links > 0),
    yes(/\d{2,}/.test(signals.text.raw)),
    yes(smiles(signals.text.raw)),
  )
  return Float32Array.from(row)
}

const clamp = (value: number): number => Math.max(-3, Math.min(3, value))

/** Minutes on a scale of about −1 (just now) to 2 (a week). */
function spanned(minutes: number): number {
  return Math.min(2.5, Math.log10(Math.max(0.5, minutes)) - 1)
}

const offices =
  /^(?:участков|инспектор|уип|учаскел|полиц|оси$|кск$|пик$|мжк$|ксж$|админ|председ|торага|управдом|акимат|акимдик|консьерж|диспетч)/

/** The name shown is that of an office: «Участковый Нурсат», «ОСИ 14». */
function isOffice(author: string): boolean {
  return fold(author.slice(0, 60)).tokens.some((token) => offices.test(token.text))
}

/** A small learned net of one hidden layer. */
export interface Net {
  inputs: number
  hidden: number
  outputs: number
  /** What is subtracted from each input, and what it is multiplied by. */
  mean: readonly number[]
  scale: readonly number[]
  /** `[hidden][inputs]`, then `[hidden]` biases. */
  first: Float32Array
  /** `[outputs][hidden]`, then `[outputs]` biases. */
  second: Float32Array
}

/** What the net adds to the scores of the kinds. */
export function askNet(net: Net, row: Float32Array): Float64Array {
  const { inputs, hidden, outputs, first, second, mean, scale } = net
  const out = new Float64Array(outputs)
  const x = new Float64Array(inputs)
  for (let i = 0; i < inputs; i += 1) x[i] = ((row[i] as number) - (mean[i] as number)) * (scale[i] as number)
  for (let o = 0; o < outputs; o += 1) out[o] = second[outputs * hidden + o] as number
  for (let h = 0; h < hidden; h += 1) {
    let sum = first[hidden * inputs + h] as number
    const from = h * inputs
    for (let i = 0; i < inputs; i += 1) sum += (first[from + i] as number) * (x[i] as number)
    const active = Math.tanh(sum)
    for (let o = 0; o < outputs; o += 1) out[o] = (out[o] as number) + active * (second[o * hidden + h] as number)
  }
  return out
}
