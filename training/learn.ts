/** Multinomial logistic regression on sparse features, by AdaGrad; the same input gives the same weights. */

export interface Example {
  /** Hashes of features; buckets are their lowest bits. */
  at: readonly number[]
  value: readonly number[]
  /** The index of the right class. */
  right: number
  /** Scores of the written rules, to which learned weights are added; null where there are none. */
  prior: Float64Array | null
  weight: number
}

export interface Settings {
  epochs: number
  rate: number
  /** Pull of weights towards nothing, per example. */
  l2: number
  /** Features seen in fewer examples are not learned. */
  rarest: number
}

export interface Learned {
  /** `weights[bucket * size + class]`. */
  weights: Float32Array
  bias: Float64Array
}

/** Learns `size` classes; `buckets` is how many features there may be, a power of two. */
export function learn(examples: readonly Example[], size: number, buckets: number, settings: Settings): Learned {
  const weights = new Float32Array(buckets * size)
  const squares = new Float32Array(buckets * size).fill(1e-2)
  const sums = new Float64Array(size)
  const bias = new Float64Array(size)
  const lists = usable(examples, buckets, settings.rarest)
  const order = examples.map((_, index) => index)
  const chance = randomly(20260901)
  const scores = new Float64Array(size)
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    const rate = settings.rate * (1 - (0.7 * epoch) / settings.epochs)
    shuffle(order, chance)
    for (const index of order) {
      const { right, prior, weight } = examples[index] as Example
      const { at, value } = lists[index] as List
      for (let c = 0; c < size; c += 1) scores[c] = (bias[c] as number) + (prior === null ? 0 : (prior[c] as number))
      for (let f = 0; f < at.length; f += 1) {
        const row = (at[f] as number) * size
        const amount = value[f] as number
        for (let c = 0; c < size; c += 1) scores[c] = (scores[c] as number) + amount * (weights[row + c] as number)
      }
      toGradient(scores, right, weight)
      for (let c = 0; c < size; c += 1) {
        sums[c] = (sums[c] as number) + (scores[c] as number) ** 2
        bias[c] = (bias[c] as number) - (0.02 * (scores[c] as number)) / Math.sqrt(1 + (sums[c] as number))
      }
      for (let f = 0; f < at.length; f += 1) {
        const row = (at[f] as number) * size
        const amount = value[f] as number
        for (let c = 0; c < size; c += 1) {
          const held = weights[row + c] as number
          const gradient = (scores[c] as number) * amount + settings.l2 * held
          const square = (squares[row + c] as number) + gradient * gradient
          squares[row + c] = square
          weights[row + c] = held - (rate * gradient) / Math.sqrt(square)
        }
      }
    }
  }
  return { weights, bias }
}

/** Several things of which one, or none, is the right one. */
export interface Choice {
  among: readonly { at: readonly number[]; value: readonly number[] }[]
  /** The index of the right one; −1 for none of them. */
  right: number
  weight: number
}

/** Learns one score, by the softmax over each choice's scores and 0 for none of them; `weights[bucket]`. */
export function learnChoices(choices: readonly Choice[], buckets: number, settings: Settings): Float32Array {
  const weights = new Float32Array(buckets)
  const squares = new Float32Array(buckets).fill(1e-2)
  const mask = buckets - 1
  const order = choices.map((_, index) => index)
  const chance = randomly(20260902)
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    const rate = settings.rate * (1 - (0.7 * epoch) / settings.epochs)
    shuffle(order, chance)
    for (const index of order) {
      const { among, right, weight } = choices[index] as Choice
      const scores = new Float64Array(among.length + 1)
      for (const [i, { at, value }] of among.entries())
        for (let f = 0; f < at.length; f += 1)
          scores[i] = (scores[i] as number) + (value[f] as number) * (weights[(at[f] as number) & mask] as number)
      toGradient(scores, right < 0 ? among.length : right, weight)
      for (const [i, { at, value }] of among.entries()) {
        const pulled = scores[i] as number
        if (Math.abs(pulled) < 1e-4) continue
        for (let f = 0; f < at.length; f += 1) {
          const bucket = (at[f] as number) & mask
          const held = weights[bucket] as number
          const gradient = pulled * (value[f] as number) + settings.l2 * held
          squares[bucket] = (squares[bucket] as number) + gradient * gradient
          weights[bucket] = held - (rate * gradient) / Math.sqrt(squares[bucket] as number)
        }
      }
    }
  }
  return weights
}

/** Turns scores into what the loss pulls at: the likelihood of each class, less 1 for the right one. */
function toGradient(scores: Float64Array, right: number, weight: number): void {
  let top = Number.NEGATIVE_INFINITY
  for (let c = 0; c < scores.length; c += 1) top = Math.max(top, scores[c] as number)
  let sum = 0
  for (let c = 0; c < scores.length; c += 1) {
    scores[c] = Math.exp((scores[c] as number) - top)
    sum += scores[c] as number
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = ((scores[c] as number) / sum - (c === right ? 1 : 0)) * weight
}

interface List {
  at: Int32Array
  value: Float32Array
}

/** The features that enough examples have, as buckets. */
function usable(examples: readonly Example[], buckets: number, rarest: number): List[] {
  const mask = buckets - 1
  const counts = new Uint32Array(buckets)
  for (const { at } of examples)
    for (const bucket of new Set(at.map((one) => one & mask))) counts[bucket] = (counts[bucket] as number) + 1
  return examples.map(({ at, value }) => {
    const kept = at.flatMap((one, i) => ((counts[one & mask] as number) >= rarest ? [i] : []))
    return {
      at: Int32Array.from(kept, (i) => (at[i] as number) & mask),
      value: Float32Array.from(kept, (i) => value[i] as number),
    }
  })
}

/** Whole steps of one size, at most 127 of them: what the model file holds. */
export function quantise({ weights, bias }: { weights: Float32Array; bias: Float64Array }): {
  weights: Int8Array
  step: number
  bias: number[]
} {
  let top = 0
  for (const weight of weights) top = Math.max(top, Math.abs(weight))
  const step = top === 0 ? 1 : top / 127
  return {
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
export function randomly(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
