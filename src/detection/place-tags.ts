import type { Span } from './categories.ts'
import { askScores } from './classify.ts'
import { type Features, push } from './features.ts'
import type { Ask } from './model.ts'
import { type PlaceClass, placeClass } from './place-words.ts'
import { type Folded, perWord, type Token } from './text.ts'

/** Whether a word is outside a place's name, its first word, or further inside. */
export type Tag = 0 | 1 | 2

const classOf = perWord((word): PlaceClass => (word.digits ? 'nothing' : placeClass(word.text)))
const wordsAtMost = 300

/** The tags that spans give to the words of a text. */
export function tagsOf(text: Folded, spans: readonly Span[]): Tag[] {
  return text.tokens.map((token) => {
    const span = spans.find(({ start, end }) => token.start < end && start < token.end)
    if (span === undefined) return 0
    const first = text.tokens.find((one) => one.start < span.end && span.start < one.end)
    return first === token ? 1 : 2
  })
}

/** What is known of one word when its tag is asked for; `ruled` are the tags of the written rules. */
export function tagFeatures(text: Folded, at: number, ruled: readonly Tag[], before: Tag): Features {
  const features: Features = { at: [], value: [] }
  const add = (name: string): void => push(features, `% ${name}`, 1)
  const token = text.tokens[at] as Token
  const shown = (i: number): string => {
    const one = text.tokens[i]
    return one === undefined ? '|' : one.digits ? '0'.repeat(Math.min(4, one.text.length)) : one.text
  }
  const kind = (i: number): string => {
    const one = text.tokens[i]
    return one === undefined ? '|' : one.digits ? 'number' : classOf(one.word)
  }
  const mine = shown(at)
  add(`w ${mine}`)
  add(`b ${mine.slice(0, 4)}`)
  add(`e ${mine.slice(-3)}`)
  add(`w-1 ${shown(at - 1)}`)
  add(`w+1 ${shown(at + 1)}`)
  add(`k ${kind(at)}`)
  add(`k-1 ${kind(at - 1)} ${kind(at)}`)
  add(`k+1 ${kind(at)} ${kind(at + 1)}`)
  add(`k-2 ${kind(at - 2)} ${kind(at - 1)} ${kind(at)}`)
  add(`k+2 ${kind(at)} ${kind(at + 1)} ${kind(at + 2)}`)
  add(`k-1+1 ${kind(at - 1)} ${kind(at)} ${kind(at + 1)}`)
  add(`before ${before}`)
  add(`before ${before} ${kind(at)}`)
  add(`before ${before} w ${mine}`)
  const rule = ruled[at] ?? 0
  const next = ruled[at + 1] ?? 0
  add(`rule ${rule} ${next}`)
  add(`rule ${ruled[at - 1] ?? 0} ${rule} ${next} before ${before}`)
  add(`rule ${rule} ${kind(at)} before ${before}`)
  add(`rule ${rule} ${mine.slice(0, 4)}`)
  add(`rule ${rule} ${mine.slice(-2)}`)
  const raw = text.raw[token.start] ?? ''
  const capital = raw !== raw.toLowerCase() && text.capitals < 0.5
  if (capital) add(`capital ${at === 0 || token.cut} ${before}`)
  if (token.glued) add(`glued ${before}`)
  const gap = text.raw.slice(text.tokens[at - 1]?.end ?? 0, token.start)
  const mark = /[.!?\n;]/.test(gap)
    ? 'stop'
    : /[,:()]/.test(gap)
      ? 'comma'
      : /[-–—/]/.test(gap)
        ? 'dash'
        : /[«»"]/.test(gap)
          ? 'quote'
          : ''
  if (mark !== '') add(`${mark} before ${before}`)
  if (mark !== '') add(`${mark} ${kind(at)} rule ${rule} before ${before}`)
  return features
}

/** The spans of places as the learned weights cut them, with the written rules as their main witness. */
export function tagPlaces(ask: Ask, text: Folded, ruled: readonly Span[]): Span[] {
  if (text.tokens.length > wordsAtMost) return [...ruled]
  const rules = tagsOf(text, ruled)
  const spans: Span[] = []
  let before: Tag = 0
  for (let at = 0; at < text.tokens.length; at += 1) {
    const token = text.tokens[at] as Token
    const [outside = 0, first = 0, inside = 0] = askScores(ask, tagFeatures(text, at, rules, before))
    const tag: Tag =
      before !== 0 && inside > outside && inside > first
        ? 2
        : Math.max(first, before === 0 ? inside : first) > outside
          ? 1
          : 0
    if (tag === 1) spans.push({ start: token.start, end: token.end, text: '' })
    const span = spans.at(-1)
    if (tag === 2 && span !== undefined) span.end = token.end
    before = tag
  }
  return spans.map(({ start, end }) => trimmed(text.raw, start, end))
}

/** Takes in the quotation marks that a name opened or closed. */
function trimmed(raw: string, start: number, end: number): Span {
  const inside = raw.slice(start, end)
  const open =
    '«"„“№'.includes(raw[start - 1] ?? ' ') && (raw[start - 1] === '№' || /[»"”]/.test(`${inside}${raw[end] ?? ''}`))
      ? 1
      : 0
  const close = '»"”'.includes(raw[end] ?? ' ') && (open === 1 || /[«"„“]/.test(inside)) ? 1 : 0
  return { start: start - open, end: end + close, text: raw.slice(start - open, end + close) }
}
