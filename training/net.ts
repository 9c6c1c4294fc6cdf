/** Learns a net of one hidden layer by Adam; the same rows in the same order give the same net. */

import type { Net } from '../src/detection/conversation.ts'
import { randomly } from './learn.ts'

export interface Row {
  inputs: Float32Array
  /** Scores to which the net's are added. */
  base: Float64Array
  right: number
  weight: number
}

export interface NetSettings {
  hidden: number
  epochs: number
  rate: number
  l2: number
  /** Share of hidden units left out at each step. */
  dropped: number
  seed: number
}

export function learnNet(rows: readonly Row[], outputs: number, settings: NetSettings): Net {
  const { hidden } = settings
  const inputs = rows[0]?.inputs.length ?? 0
  const net = {
    inputs,
    hidden,
    outputs,
    ...spread(rows, inputs),
    first: new Float32Array(hidden * (inputs + 1)),
    second: new Float32Array(outputs * (hidden + 1)),
  }
  const chance = randomly(settings.seed)
  for (let i = 0; i < hidden * inputs; i += 1) net.first[i] = (chance() - 0.5) * (2 / Math.sqrt(inputs))
  for (let i = 0; i < outputs * hidden; i += 1) net.second[i] = (chance() - 0.5) * (0.5 / Math.sqrt(hidden))
  const firstAdam = adam(net.first)
  const secondAdam = adam(net.second)
  const order = rows.map((_, index) => index)
  const x = new Float32Array(inputs)
  const active = new Float64Array(hidden)
  const scores = new Float64Array(outputs)
  const firstPull = new Float64Array(net.first.length)
  const secondPull = new Float64Array(net.second.length)
  const batch = 16
  let step = 0
  for (let epoch = 0; epoch < settings.epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = Math.floor(chance() * (at + 1))
      ;[order[at], order[other]] = [order[other] as number, order[at] as number]
    }
    const rate = settings.rate * (1 - (0.9 * epoch) / settings.epochs)
    for (let from = 0; from < order.length; from += batch) {
      firstPull.fill(0)
      secondPull.fill(0)
      const until = Math.min(order.length, from + batch)
      for (let at = from; at < until; at += 1) {
        const { inputs: raw, base, right, weight } = rows[order[at] as number] as Row
        for (let i = 0; i < inputs; i += 1)
          x[i] = ((raw[i] as number) - (net.mean[i] as number)) * (net.scale[i] as number)
        for (let o = 0; o < outputs; o += 1)
          scores[o] = (base[o] as number) + (net.second[outputs * hidden + o] as number)
        for (let h = 0; h < hidden; h += 1) {
          if (chance() < settings.dropped) {
            active[h] = 0
            continue
          }
          let sum = net.first[hidden * inputs + h] as number
          for (let i = 0; i < inputs; i += 1) sum += (net.first[h * inputs + i] as number) * (x[i] as number)
          active[h] = Math.tanh(sum)
          const value = (active[h] as number) / (1 - settings.dropped)
          for (let o = 0; o < outputs; o += 1)
            scores[o] = (scores[o] as number) + value * (net.second[o * hidden + h] as number)
        }
        pull(scores, right, weight)
        for (let o = 0; o < outputs; o += 1)
          secondPull[outputs * hidden + o] = (secondPull[outputs * hidden + o] as number) + (scores[o] as number)
        for (let h = 0; h < hidden; h += 1) {
          const value = active[h] as number
          if (value === 0) continue
          let back = 0
          for (let o = 0; o < outputs; o += 1) {
            secondPull[o * hidden + h] =
              (secondPull[o * hidden + h] as number) + ((scores[o] as number) * value) / (1 - settings.dropped)
            back += (scores[o] as number) * (net.second[o * hidden + h] as number)
          }
          back *= (1 - value * value) / (1 - settings.dropped)
          firstPull[hidden * inputs + h] = (firstPull[hidden * inputs + h] as number) + back
          for (let i = 0; i < inputs; i += 1)
            firstPull[h * inputs + i] = (firstPull[h * inputs + i] as number) + back * (x[i] as number)
        }
      }
      step += 1
      firstAdam(firstPull, until - from, rate, settings.l2, step)
      secondAdam(secondPull, until - from, rate, settings.l2, step)
    }
  }
  return net
}

function pull(scores: Float64Array, right: number, weight: number): void {
  let top = Number.NEGATIVE_INFINITY
  for (const score of scores) top = Math.max(top, score)
  let sum = 0
  for (let o = 0; o < scores.length; o += 1) {
    scores[o] = Math.exp((scores[o] as number) - top)
    sum += scores[o] as number
  }
  for (let o = 0; o < scores.length; o += 1) scores[o] = ((scores[o] as number) / sum - (o === right ? 1 : 0)) * weight
}

/** Adam (Kingma and Ba 2015) with weight decay. */
function adam(
  values: Float32Array,
): (pulls: Float64Array, count: number, rate: number, l2: number, step: number) => void {
  const means = new Float64Array(values.length)
  const squares = new Float64Array(values.length)
  return (pulls, count, rate, l2, step) => {
    const first = 1 - 0.9 ** step
    const second = 1 - 0.999 ** step
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] as number
      const slope = (pulls[i] as number) / count + l2 * value
      means[i] = 0.9 * (means[i] as number) + 0.1 * slope
      squares[i] = 0.999 * (squares[i] as number) + 0.001 * slope * slope
      values[i] = value - (rate * ((means[i] as number) / first)) / (Math.sqrt((squares[i] as number) / second) + 1e-8)
    }
  }
}

/** Mean and one over the standard deviation of each input. */
function spread(rows: readonly Row[], inputs: number): { mean: number[]; scale: number[] } {
  const mean = new Array<number>(inputs).fill(0)
  const scale = new Array<number>(inputs).fill(1)
  for (let i = 0; i < inputs; i += 1) {
    let sum = 0
    let squares = 0
    for (const row of rows) {
      sum += row.inputs[i] as number
      squares += (row.inputs[i] as number) ** 2
    }
    const middle = sum / Math.max(1, rows.length)
    const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, rows.length) - middle ** 2))
    mean[i] = Math.round(middle * 1e5) / 1e5
    scale[i] = deviation < 1e-3 ? 0 : Math.round(1e5 / deviation) / 1e5
  }
  return { mean, scale }
}
