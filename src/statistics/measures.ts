/**
 * What is counted. A measure counts things of one kind; each thing belongs to an incident, so that every figure opens
 * the list of incidents behind it. Where the thing is not the incident itself, a row of the list says how many of them
 * it brings, and these add up to the figure.
 */

export type Unit = 'incident' | 'message' | 'protocol' | 'order' | 'rating' | 'post'

/** One number each. Incidents are those opened in the period, duplicates aside, unless said otherwise. */
export const figureUnits = {
  opened: 'incident',
  joined: 'incident', // duplicates that went into another incident
  ended: 'incident', // closed or handed over since
  closedIn: 'incident', // closed on a day of the period, whenever opened
  answered: 'incident',
  inTime: 'incident', // first answer before it was due
  late: 'incident',
  unanswered: 'incident', // not yet answered, and not yet late
  reopened: 'incident',
  repeat: 'incident', // whose offender has another incident within a year
  messages: 'message', // kept: reports and what belongs to them
  protocols: 'protocol', // by the day of signing
  orders: 'order',
  accepted: 'order',
  byPhoto: 'order', // accepted with a photo of the state after
  waived: 'order', // accepted without one, for a written reason
  overdue: 'order', // not done, term passed, incident still open
  rated: 'incident', // ended, and at least one resident said something
  ratings: 'rating',
  thanks: 'rating',
  notDone: 'rating',
  told: 'post', // outcomes posted back to a chat
} as const satisfies Record<string, Unit>
export type Figure = keyof typeof figureUnits
export const figureIds = Object.keys(figureUnits) as [Figure, ...Figure[]]

/** One number for each value. */
export const breakdownUnits = {
  category: 'incident',
  status: 'incident',
  outcome: 'incident',
  precinct: 'incident', // 'none' where there is none
  channel: 'incident', // the messenger it came from, or 'none'
  speed: 'incident', // how soon it was answered, see `speeds`
  openedOn: 'incident', // a day
  closedOn: 'incident', // a day, whenever opened
  cell: 'incident', // a square of ground: 'east,north' in thousandths of a degree
  score: 'rating', // 1 … 5
  article: 'protocol', // '434-2/1': article / part
  penalty: 'protocol',
  sanction: 'protocol', // '434-2/1/fine': article / part / penalty
} as const satisfies Record<string, Unit>
export type Breakdown = keyof typeof breakdownUnits
export const breakdownIds = Object.keys(breakdownUnits) as [Breakdown, ...Breakdown[]]

/** What stands open at this moment, whatever the period. */
export const presentIds = [
  'openNow',
  'newNow',
  'lateNow',
  'workingNow',
  'waitingNow',
  'submittedNow',
  'overdueNow',
  'reopenedNow',
  'emergencyNow',
] as const
export type Present = (typeof presentIds)[number]

export type Measure = Figure | Breakdown | Present
export const measureIds = [...figureIds, ...breakdownIds, ...presentIds] as [Measure, ...Measure[]]

export const isBreakdown = (measure: Measure): measure is Breakdown => Object.hasOwn(breakdownUnits, measure)
export const isPresent = (measure: Measure): measure is Present => (presentIds as readonly string[]).includes(measure)

/** What the measure counts. */
export function unitOf(measure: Measure): Unit {
  if (isPresent(measure)) return 'incident'
  return isBreakdown(measure) ? breakdownUnits[measure] : figureUnits[measure]
}

/** How soon the first answer came: the upper ends in seconds; slower than all is the last one. */
export const speeds = [
  { id: 'to5m', below: 300 },
  { id: 'to15m', below: 900 },
  { id: 'to1h', below: 3600 },
  { id: 'to4h', below: 14_400 },
  { id: 'to24h', below: 86_400 },
] as const
export const speedIds = ['to5m', 'to15m', 'to1h', 'to4h', 'to24h', 'over24h'] as const

/** What share `part` is of `whole`, or null of nothing. */
export function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}

/** How a figure moved against the period before, as a share of that; null where there was nothing to compare with. */
export function change(now: number, before: number): number | null {
  return before > 0 ? (now - before) / before : null
}
