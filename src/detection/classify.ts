import type { Features } from './features.ts'
import type { Head } from './model.ts'

/** The sum of learned weights for every class of a head; the first part holds the words. */
export function scores<Class extends string>(head: Head<Class>, parts: readonly Features[]): Float64Array {
  const size = head.classes.length
  const { weights } = head
  const sums = new Float64Array(size)
  for (let part = 0; part < parts.length; part += 1) {
    const { at, value } = parts[part] as Features
    const gain = part === 0 ? head.gain : 1
    for (let i = 0; i < at.length; i += 1) {
      const row = (at[i] as number) * size
      const amount = (value[i] as number) * gain
      for (let c = 0; c < size; c += 1) sums[c] = (sums[c] as number) + amount * (weights[row + c] as number)
    }
  }
  for (let c = 0; c < size; c += 1) sums[c] = (sums[c] ?? 0) * head.step + (head.bias[c] ?? 0)
  return sums
}

/** Scores as likelihoods that sum to 1. */
export function softmax(scored: Float64Array): Float64Array {
  const top = Math.max(...scored)
  const out = scored.map((score) => Math.exp(score - top))
  const sum = out.reduce((a, b) => a + b, 0)
  return out.map((score) => score / sum)
}

/** The feature that spoke most for a class, with its share; null when none did. */
export function reason<Class extends string>(
  head: Head<Class>,
  parts: readonly Features[],
  chosen: number,
): [name: string, amount: number] | null {
  const size = head.classes.length
  let best: [string, number] | null = null
  for (const { at, value, name } of parts) {
    for (let i = 0; i < at.length; i += 1) {
      const shown = name[i] ?? ''
      if (shown === '') continue
      const row = (at[i] ?? 0) * size
      let mean = 0
      for (let c = 0; c < size; c += 1) mean += (head.weights[row + c] ?? 0) / size
      const amount = (value[i] ?? 0) * ((head.weights[row + chosen] ?? 0) - mean) * head.step
      if (amount > 0.05 && (best === null || amount > best[1])) best = [shown, amount]
    }
  }
  return best
}
