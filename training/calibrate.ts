/** Makes likelihoods as sure as they are right, and sets from where a report is said to be one; on hands left out of learning. */

import { categories, kinds, routes } from '../src/detection/categories.ts'
import type { Model } from '../src/detection/model.ts'
import type { Read } from './read.ts'

export interface Calibration {
  temperature: { kind: number; category: number; route: number }
  thresholds: Model['thresholds']
}

/** `reads` with temperatures of 1, by models that did not learn from their hands; messages of whole chats set the thresholds. */
export function calibrate(reads: readonly Read[]): Calibration {
  const told = reads.filter(({ gold }) => gold.kind === 'report')
  const temperature = {
    kind: bestTemperature(reads.map((read) => [read.kinds, kinds.indexOf(read.gold.kind)])),
    category: bestTemperature(told.map((read) => [read.categories, categories.indexOf(read.gold.category ?? 'other')])),
    route: bestTemperature(told.map((read) => [read.routes, routes.indexOf(read.gold.route ?? 'check')])),
  }
  const live = reads.filter(({ single }) => !single).map((read) => ({ read, ...likely(read, temperature) }))
  return { temperature, thresholds: bestThresholds(live) }
}

interface Live {
  read: Read
  report: number
  emergency: number
}

function likely(read: Read, temperature: Calibration['temperature']): Omit<Live, 'read'> {
  const report = heated(read.kinds, temperature.kind)[kinds.indexOf('report')] ?? 0
  return { report, emergency: report * (heated(read.routes, temperature.route)[routes.indexOf('emergency')] ?? 0) }
}

/** What a miss costs beside a false alarm: an emergency missed may be somebody beaten; of other reports the doubtful ones go to the queue of the unsure. */
const missedEmergency = 12
const missedReport = 0.5

function bestThresholds(live: readonly Live[]): Model['thresholds'] {
  const emergencies = live.filter(({ read }) => read.gold.kind === 'report' && read.gold.route === 'emergency')
  const others = live.filter((one) => !emergencies.includes(one))
  const emergency = calmest(
    steps(0.04, 0.5),
    (at) => missedEmergency * below(emergencies, 'emergency', at) + above(others, 'emergency', at),
  )
  const told = live.filter(({ read, emergency: now }) => read.gold.kind === 'report' && now < emergency)
  const chatter = live.filter(({ read, emergency: now }) => read.gold.kind !== 'report' && now < emergency)
  const other = calmest(
    steps(0.3, 0.8),
    (at) => missedReport * below(told, 'report', at) + above(chatter, 'report', at),
  )
  return { emergency, other }
}

const below = (live: readonly Live[], name: 'report' | 'emergency', at: number): number =>
  live.filter((one) => one[name] < at).length
const above = (live: readonly Live[], name: 'report' | 'emergency', at: number): number =>
  live.length - below(live, name, at)
const steps = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) / 0.02) + 1 }, (_, at) => Math.round((from + at * 0.02) * 100) / 100)

/** Where the cost is flat to a hundredth, the value that alarms least: the last one. */
function calmest(values: readonly number[], cost: (value: number) => number): number {
  const flat = cost(least(values, cost)) * 1.01
  return values.findLast((value) => cost(value) <= flat) ?? 0
}

function least(values: readonly number[], cost: (value: number) => number): number {
  return values.reduce((best, value) => (cost(value) < cost(best) ? value : best))
}

/** The temperature at which the right answers are likeliest (Guo et al. 2017), 0.5 … 3. */
function bestTemperature(answers: readonly (readonly [number[], number])[]): number {
  const loss = (temperature: number): number =>
    answers.reduce(
      (total, [shares, right]) => total - Math.log(Math.max(1e-9, heated(shares, temperature)[right] ?? 0)),
      0,
    )
  return least(
    Array.from({ length: 51 }, (_, at) => Math.round((0.5 + at * 0.05) * 100) / 100),
    loss,
  )
}

/** Likelihoods as another temperature would have made them. */
function heated(shares: readonly number[], temperature: number): number[] {
  const powers = shares.map((share) => Math.max(1e-9, share) ** (1 / temperature))
  const total = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / total)
}
