import { categories, type Likely } from './categories.ts'
import { eachWord, type Features, partsOf, wordValues } from './features.ts'
import type { Ask, HeadName, Model } from './model.ts'
import { type Folded, perWord, type Word } from './text.ts'

/** What the words of a message say to each head: sums of learned weights, all heads in a row. */
export type WordScores = Float64Array

const readers = new WeakMap<Model, (word: Word) => Float32Array>()

/** The learned weights of a word and its parts, summed once for each word. */
function vectorOf(model: Model): (word: Word) => Float32Array {
  const known = readers.get(model)
  if (known !== undefined) return known
  const { width, weights } = model
  const mask = model.buckets - 1
  const fresh = perWord((word: Word): Float32Array => {
    const sums = new Float32Array(width)
    const { whole, pieces } = partsOf(word)
    // Parts all have one value: whole steps are summed, and multiplied once.
    for (let i = 0; i < pieces.length; i += 1) {
      const row = ((pieces[i] as number) & mask) * width
      for (let c = 0; c < width; c += 1) sums[c] = (sums[c] as number) + (weights[row + c] as number)
    }
    const row = (whole & mask) * width
    for (let c = 0; c < width; c += 1)
      sums[c] = (sums[c] as number) * wordValues.part + (weights[row + c] as number) * wordValues.whole
    return sums
  })
  readers.set(model, fresh)
  return fresh
}

function addRow(
  sums: Float32Array | Float64Array,
  weights: Int8Array,
  row: number,
  value: number,
  width: number,
): void {
  for (let c = 0; c < width; c += 1) sums[c] = (sums[c] as number) + value * (weights[row + c] as number)
}

/** Reads the words of a message for all heads at once. */
export function readWords(model: Model, text: Folded): WordScores {
  const { width, weights } = model
  const mask = model.buckets - 1
  const vector = vectorOf(model)
  const sums = new Float64Array(width)
  const scale = eachWord(
    text,
    (_, word) => {
      const mine = vector(word)
      for (let c = 0; c < width; c += 1) sums[c] = (sums[c] as number) + (mine[c] as number)
    },
    (at, value) => addRow(sums, weights, (at & mask) * width, value, width),
  )
  for (let c = 0; c < width; c += 1) sums[c] = (sums[c] as number) * scale
  return sums
}

/** The scores of one head: its words, what the rules saw, and where the rules alone would stand. */
export function scoresOf(
  model: Model,
  name: HeadName,
  words: WordScores,
  more: readonly Features[],
  prior: Float64Array | null,
): Float64Array {
  const head = model.heads[name]
  const { from, size, step, gain, bias } = head
  const { width, weights } = model
  const mask = model.buckets - 1
  const sums = new Float64Array(size)
  for (let c = 0; c < size; c += 1) sums[c] = (words[from + c] as number) * gain
  for (const { at, value } of more) {
    for (let i = 0; i < at.length; i += 1) {
      const row = ((at[i] as number) & mask) * width + from
      const amount = value[i] as number
      for (let c = 0; c < size; c += 1) sums[c] = (sums[c] as number) + amount * (weights[row + c] as number)
    }
  }
  for (let c = 0; c < size; c += 1) sums[c] = (sums[c] as number) * step + (bias[c] ?? 0) + (prior?.[c] ?? 0)
  return sums
}

/** The summed weights of one word for one head, in steps. */
export function wordWeights(model: Model, name: HeadName, word: Word): Float32Array {
  const { from, size } = model.heads[name]
  return vectorOf(model)(word).subarray(from, from + size)
}

/** Log odds of the last class of an ask over its first, or the scores of all its classes. */
export function askScores(ask: Ask, { at, value }: Features): Float64Array {
  const { size, weights, step, bias } = ask
  const mask = ask.buckets - 1
  const sums = new Float64Array(size)
  for (let i = 0; i < at.length; i += 1) {
    const row = ((at[i] as number) & mask) * size
    const amount = value[i] as number
    for (let c = 0; c < size; c += 1) sums[c] = (sums[c] as number) + amount * (weights[row + c] as number)
  }
  for (let c = 0; c < size; c += 1) sums[c] = (sums[c] as number) * step + (bias[c] ?? 0)
  return sums
}

/** Scores as likelihoods that sum to 1; a higher temperature makes them less sure. */
export function softmax(scored: Float64Array, temperature = 1): Float64Array {
  const out = new Float64Array(scored.length)
  let top = Number.NEGATIVE_INFINITY
  for (let i = 0; i < scored.length; i += 1) if ((scored[i] as number) > top) top = scored[i] as number
  let sum = 0
  for (let i = 0; i < scored.length; i += 1) {
    const share = Math.exp(((scored[i] as number) - top) / temperature)
    out[i] = share
    sum += share
  }
  for (let i = 0; i < scored.length; i += 1) out[i] = (out[i] as number) / sum
  return out
}

/** The likeliest categories, best first; of two alike the one named first. */
export function likeliest(likely: Float64Array, most: number): Likely[] {
  const taken: Likely[] = []
  const left = Float64Array.from(likely)
  while (taken.length < Math.min(most, left.length)) {
    let best = 0
    for (let i = 1; i < left.length; i += 1) if ((left[i] as number) > (left[best] as number)) best = i
    taken.push({ category: categories[best] ?? 'other', likelihood: Math.round((likely[best] ?? 0) * 1000) / 1000 })
    left[best] = -1
  }
  return taken
}

/** The word or pair of words whose learned weights spoke most for a class of a head, with its share; null when none did. */
export function reason(
  model: Model,
  name: HeadName,
  text: Folded,
  chosen: number,
): [name: string, amount: number] | null {
  const { from, size, step, gain } = model.heads[name]
  const vector = vectorOf(model)
  let best: [string, number] | null = null
  const scale = eachWord(
    text,
    () => {},
    () => {},
  )
  for (const { word, start, end } of text.tokens.slice(0, 100)) {
    const mine = vector(word)
    let mean = 0
    for (let c = 0; c < size; c += 1) mean += (mine[from + c] as number) / size
    const amount = ((mine[from + chosen] as number) - mean) * step * gain * scale
    if (amount > 0.05 && (best === null || amount > best[1]))
      best = [text.raw.slice(start, Math.min(end, start + 60)), amount]
  }
  return best
}
