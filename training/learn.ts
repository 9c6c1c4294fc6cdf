/** Multinomial logistic regression on sparse features, by AdaGrad; the same input gives the same weights. */

import type { Head } from '../src/detection/model.ts'

export interface Example {
  at: Int32Array
  value: Float32Array
  /** The index of the right class. */
  right: number
  /** Scores of the written rules, to which learned weights are added. */
  prior: Float64Array
  weight: number
}

export interface Settings {
  epochs: number
  rate: number
  /** Pull of weights towards nothing, per example. */
  l2: number
  /** Features seen in fewer examples are not learned. */
  rarest: number
  /** By how much words weigh more than what the rules saw. */
  gain: number
}

/** Learns one head; `buckets` is how many features there may be. */
export function learn<Class extends string>(
  examples: readonly Example[],
  classes: readonly Class[],
  buckets: number,
  settings: Settings,
): Head<Class> {
  const size = classes.length
  const weights = new Float32Array(buckets * size)
  const squares = new Float32Array(buckets * size).fill(1e-2)
  const bias = new Float64Array(size)
  const frequent = often(examples, buckets, settings.rarest)
  const order = examples.map((_, index) => index)
  const chance = randomly(20260901)
  const scores = new Float64Array(size)
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    shuffle(order, chance)
    for (const index of order) {
      const example = examples[index]
      if (example === undefined) continue
      score(example, weights, bias, frequent, scores)
      for (let c = 0; c < size; c += 1) scores[c] = ((scores[c] ?? 0) - (c === example.right ? 1 : 0)) * example.weight
      for (let c = 0; c < size; c += 1) bias[c] = (bias[c] ?? 0) - 0.01 * (scores[c] ?? 0)
      for (let f = 0; f < example.at.length; f += 1) {
        const bucket = example.at[f] ?? 0
        if (frequent[bucket] === 0) continue
        const value = example.value[f] ?? 0
        const row = bucket * size
        for (let c = 0; c < size; c += 1) {
          const weight = weights[row + c] ?? 0
          const gradient = (scores[c] ?? 0) * value + settings.l2 * weight
          const square = (squares[row + c] ?? 0) + gradient * gradient
          squares[row + c] = square
          weights[row + c] = weight - (settings.rate * gradient) / Math.sqrt(square)
        }
      }
    }
  }
  return { ...quantise(classes, weights, bias), gain: settings.gain }
}

function score(
  example: Example,
  weights: Float32Array,
  bias: Float64Array,
  frequent: Uint8Array,
  out: Float64Array,
): void {
  const size = out.length
  for (let c = 0; c < size; c += 1) out[c] = (bias[c] ?? 0) + (example.prior[c] ?? 0)
  for (let f = 0; f < example.at.length; f += 1) {
    const bucket = example.at[f] ?? 0
    if (frequent[bucket] === 0) continue
    const row = bucket * size
    const value = example.value[f] ?? 0
    for (let c = 0; c < size; c += 1) out[c] = (out[c] ?? 0) + value * (weights[row + c] ?? 0)
  }
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < size; c += 1) top = Math.max(top, out[c] ?? 0)
  let sum = 0
  for (let c = 0; c < size; c += 1) {
    out[c] = Math.exp((out[c] ?? 0) - top)
    sum += out[c] ?? 0
  }
  for (let c = 0; c < size; c += 1) out[c] = (out[c] ?? 0) / sum
}

function often(examples: readonly Example[], buckets: number, rarest: number): Uint8Array {
  const counts = new Uint32Array(buckets)
  for (const example of examples) for (const bucket of new Set(example.at)) counts[bucket] = (counts[bucket] ?? 0) + 1
  return Uint8Array.from(counts, (count) => (count >= rarest ? 1 : 0))
}

/** Whole steps of one size, at most 127 of them: what the model file holds. */
function quantise<Class extends string>(
  classes: readonly Class[],
  weights: Float32Array,
  bias: Float64Array,
): Omit<Head<Class>, 'gain'> {
  let top = 0
  for (const weight of weights) top = Math.max(top, Math.abs(weight))
  const step = top === 0 ? 1 : top / 127
  return {
    classes,
    weights: Int8Array.from(weights, (weight) => Math.round(weight / step)),
    step,
    bias: Array.from(bias, (one) => Math.round(one * 1e4) / 1e4),
  }
}

function shuffle(order: number[], chance: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1))
    const mine = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = mine
  }
}

/** Mulberry32: the same numbers for the same seed, 0 … 1. */
function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
