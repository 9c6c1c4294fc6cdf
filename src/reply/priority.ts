/** Whose turn it is: what is urgent first, what waits long before what has just come. */

/** 0 goes first. */
export const priorities = { emergency: 0, asked: 2, acknowledged: 3, outcome: 4, other: 5, digest: 8 } as const

/** By so many milliseconds each step of priority lets others go ahead: so nothing waits for ever. */
export const stepAhead = 20_000

/** The order in which messages go: a smaller number first. An emergency is before all others, whenever they came. */
export function turn(priority: number, waitingSince: number): number {
  return priority === priorities.emergency ? waitingSince - 1e15 : waitingSince + priority * stepAhead
}
