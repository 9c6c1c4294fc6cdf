import type { Span } from './categories.ts'
import { askScores } from './classify.ts'
import { coded, type Features, names, put } from './features.ts'
import type { Ask } from './model.ts'
import { classCode, type PlaceClass, placeClass } from './place-words.ts'
import { type Folded, perWord, type Token } from './text.ts'
import { hash } from './trace.ts'

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

const tagged = names('%', [
  'word', 'begins', 'ends', 'before', 'after', 'kind', 'kinds before', 'kinds after', 'three before', 'three after', 'three', 'tag', 'tag kind', 'tag word', 'rules', 'rules tag', 'rule kind',
  'rule begins', 'rule ends', 'capital', 'glued', 'mark', 'mark kind', 'next ends', 'before ends',
]) // biome-ignore format: a table

interface Shape {
  whole: number
  begins: number
  ends: number
  ending: number
}

const shapeOf = perWord(({ digits, text }): Shape => {
  const shown = digits ? '0'.repeat(Math.min(4, text.length)) : text
  return {
    whole: hash(shown),
    begins: hash(shown.slice(0, 4)),
    ends: hash(shown.slice(-3)),
    ending: hash(shown.slice(-2)),
  }
})
const nowhere: Shape = { whole: 1, begins: 1, ends: 1, ending: 1 }

/** What is known of one word when its tag is asked for; `ruled` are the tags of the written rules. */
export function tagFeatures(text: Folded, at: number, ruled: readonly Tag[], before: Tag): Features {
  const features: Features = { at: [], value: [] }
  const { tokens, raw } = text
  const token = tokens[at] as Token
  const shape = (i: number): Shape => (tokens[i] === undefined ? nowhere : shapeOf((tokens[i] as Token).word))
  const kind = (i: number): number =>
    tokens[i] === undefined ? 30 : (tokens[i] as Token).digits ? 31 : classCode(classOf((tokens[i] as Token).word))
  const mine = shape(at)
  const [k2, k1, k, n1, n2] = [kind(at - 2), kind(at - 1), kind(at), kind(at + 1), kind(at + 2)] as const
  const [previous, next] = [shape(at - 1), shape(at + 1)]
  const [r, rBefore, rNext] = [ruled[at] ?? 0, ruled[at - 1] ?? 0, ruled[at + 1] ?? 0]
  put(features, coded(tagged.word, mine.whole))
  put(features, coded(tagged.begins, mine.begins))
  put(features, coded(tagged.ends, mine.ends))
  put(features, coded(tagged.before, previous.whole))
  put(features, coded(tagged.after, next.whole))
  put(features, coded(tagged['before ends'], previous.ending, mine.ending))
  put(features, coded(tagged['next ends'], next.ends, before))
  put(features, coded(tagged.kind, k))
  put(features, coded(tagged['kinds before'], k1, k))
  put(features, coded(tagged['kinds after'], k, n1))
  put(features, coded(tagged['three before'], k2, k1, k))
  put(features, coded(tagged['three after'], k, n1, n2))
  put(features, coded(tagged.three, k1, k, n1))
  put(features, coded(tagged.tag, before))
  put(features, coded(tagged['tag kind'], before, k))
  put(features, coded(tagged['tag word'], before, mine.whole))
  put(features, coded(tagged.rules, r, rNext))
  put(features, coded(tagged['rules tag'], r * 9 + rBefore * 3 + rNext, before))
  put(features, coded(tagged['rule kind'], r, k, before))
  put(features, coded(tagged['rule begins'], r, mine.begins))
  put(features, coded(tagged['rule ends'], r, mine.ending))
  const first = raw[token.start] ?? ''
  if (first !== first.toLowerCase() && text.capitals < 0.5)
    put(features, coded(tagged.capital, at === 0 || token.cut ? 1 : 0, before))
  if (token.glued) put(features, coded(tagged.glued, before))
  const gap = raw.slice(tokens[at - 1]?.end ?? 0, token.start)
  const mark = /[.!?\n;]/.test(gap) ? 1 : /[,:()]/.test(gap) ? 2 : /[-–—/]/.test(gap) ? 3 : /[«»"]/.test(gap) ? 4 : 0
  if (mark !== 0) {
    put(features, coded(tagged.mark, mark, before))
    put(features, coded(tagged['mark kind'], mark * 4 + r, k, before))
  }
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
