import { remember } from './bounded.ts'

/** Forwards of one person that come no further apart belong to one report, in milliseconds. */
export const forwardsApart = 90_000

/** Gives the forwards that a person sends in one go one album: by whom, when, and the message's id. */
export function openForwards(): (by: string, at: Date, id: string) => string {
  const last = new Map<string, { album: string; at: number }>()
  return (by, at, id) => {
    const near = last.get(by)
    // They may come in disorder, so the distance counts, not the order.
    const joins = near !== undefined && Math.abs(at.getTime() - near.at) <= forwardsApart
    const is = { album: joins ? near.album : `forward:${id}`, at: Math.max(at.getTime(), joins ? near.at : 0) }
    return remember(last, by, is).album
  }
}
