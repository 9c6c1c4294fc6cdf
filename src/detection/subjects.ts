import { type Category, categories, usualRoute } from './categories.ts'
import { readWords, scoresOf, softmax, wordWeights } from './classify.ts'
import { coded, codeOf, type Features, names, partsOf, put } from './features.ts'
import type { Model } from './model.ts'
import { kindPrior } from './prior.ts'
import { type Signals, signalsIn } from './signals.ts'
import { foldWords, type Token } from './text.ts'
import { hash } from './trace.ts'

/** A message cut into what may be two happenings. */
export interface Division {
  first: Half
  second: Half
  /** What tells whether it is two. */
  features: Features
}

export interface Half {
  signals: Signals
  category: Category
  /** 0 … 1. */
  likelihood: number
  /** How likely the half is a report by its words alone. */
  report: number
}

const joiners = new Set(
  'и а ал еще тагы плюс также кроме сосын соны сонымен да ари тагыда заодно ещё вдобавок оган сондай кстати жане рядом касында'
    .split(' ')
    .map(foldWords),
)
const wordsAtLeast = 8
const halfAtLeast = 3
const wordsAtMost = 100
const cutsAtMost = 24

/** The place where a message falls best into two subjects, or null where it has none. */
export function divide(model: Model, signals: Signals, whole: Float64Array): Division | null {
  const { tokens, raw } = signals.text
  if (tokens.length < wordsAtLeast || tokens.length > wordsAtMost) return null
  const cuts: number[] = []
  for (let at = halfAtLeast; at <= tokens.length - halfAtLeast && cuts.length < cutsAtMost; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    if (token.cut || joiners.has(token.text) || /[,.;:—–\n]/.test(raw.slice(tokens[at - 1]?.end, token.start)))
      cuts.push(at)
  }
  const best = bestCut(model, signals, cuts)
  if (best === null) return null
  const first = halfOf(model, signals, 0, best)
  const second = halfOf(model, signals, best, tokens.length)
  if (first.category === second.category) return null
  return { first, second, features: divisionFeatures(signals, whole, first, second, best) }
}

/** By the words' learned weights alone: where the less sure half is surest. */
function bestCut(model: Model, { text }: Signals, cuts: readonly number[]): number | null {
  if (cuts.length === 0) return null
  const { tokens } = text
  const { size, step, gain, bias } = model.heads.category
  // Sums of all words before each word, so that any part is a difference of two.
  const sums = new Float64Array((tokens.length + 1) * size)
  const squares = new Float64Array(tokens.length + 1)
  for (let at = 0; at < tokens.length; at += 1) {
    const { word } = tokens[at] as Token
    const mine = wordWeights(model, 'category', word)
    for (let c = 0; c < size; c += 1) sums[(at + 1) * size + c] = (sums[at * size + c] as number) + (mine[c] as number)
    squares[at + 1] = (squares[at] as number) + partsOf(word).square
  }
  const scores = new Float64Array(size)
  const part = (from: number, to: number): { top: number; share: number } => {
    const scale = (2 * step * gain) / Math.sqrt(Math.max(1, (squares[to] as number) - (squares[from] as number)))
    let top = 0
    for (let c = 0; c < size; c += 1) {
      scores[c] = ((sums[to * size + c] as number) - (sums[from * size + c] as number)) * scale + (bias[c] ?? 0)
      if ((scores[c] as number) > (scores[top] as number)) top = c
    }
    let sum = 0
    for (let c = 0; c < size; c += 1) sum += Math.exp((scores[c] as number) - (scores[top] as number))
    return { top, share: 1 / sum }
  }
  let best: number | null = null
  let most = 0.12
  for (const cut of cuts) {
    const left = part(0, cut)
    const right = part(cut, tokens.length)
    const worth = Math.min(left.share, right.share)
    if (left.top !== right.top && worth > most) {
      best = cut
      most = worth
    }
  }
  return best
}

function halfOf(model: Model, { text }: Signals, from: number, to: number): Half {
  const tokens = text.tokens.slice(from, to)
  const raw = text.raw
  const signals = signalsIn({ ...text, raw, tokens, questionMarks: 0, exclamations: 0 })
  const words = readWords(model, signals.text)
  const likely = softmax(scoresOf(model, 'category', words, [], null))
  const likelihood = Math.max(...likely)
  const kinds = softmax(scoresOf(model, 'kind', words, [], kindPrior(signals, { media: null })))
  return { signals, category: categories[likely.indexOf(likelihood)] ?? 'other', likelihood, report: kinds[0] ?? 0 }
}

function divisionFeatures({ text }: Signals, whole: Float64Array, first: Half, second: Half, cut: number): Features {
  const features: Features = { at: [], value: [] }
  const fifth = (value: number): number => Math.floor(value * 5)
  const share = (category: Category): number => whole[categories.indexOf(category)] ?? 0
  const less = Math.min(first.likelihood, second.likelihood)
  const report = Math.min(first.report, second.report)
  put(features, coded(two.less, fifth(less)))
  put(features, two.least, less)
  put(features, coded(two.report, fifth(report)))
  put(features, coded(two['second report'], fifth(second.report)))
  put(features, coded(two['first report'], fifth(first.report)))
  put(features, coded(two['less report'], fifth(less), fifth(report)))
  put(features, two.product, first.likelihood * second.likelihood * report)
  put(features, coded(two.both, fifth(Math.min(share(first.category), share(second.category)) * 2)))
  const token = text.tokens[cut]
  put(features, coded(two.cut, token?.cut ? 1 : joiners.has(token?.text ?? '') ? hash(token?.text ?? '') : 0))
  for (const near of text.tokens.slice(cut, cut + 4))
    if (joiners.has(near.text)) put(features, coded(two.near, hash(near.text)))
  put(features, coded(two.route, usualRoute[first.category] === usualRoute[second.category] ? 1 : 0))
  const [low, high] = [codeOf(first.category), codeOf(second.category)].sort((a, b) => a - b)
  put(features, coded(two.pair, low, high))
  put(features, coded(two.second, codeOf(second.category)))
  put(features, coded(two.places, Math.min(1, first.signals.places.length), Math.min(1, second.signals.places.length)))
  put(features, coded(two.length, Math.min(6, Math.floor(text.tokens.length / 8))))
  const known = ({ signals, category }: Half): number => (signals.strength.has(category) ? 1 : 0)
  put(features, coded(two.known, known(first), known(second)))
  return features
}

const two = names('/', [
  'less', 'least', 'report', 'second report', 'first report', 'less report', 'product', 'both', 'cut', 'near', 'route', 'pair', 'second', 'places', 'length', 'known',
]) // biome-ignore format: a table
