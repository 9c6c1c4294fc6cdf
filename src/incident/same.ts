import type { Point } from '../chat/message.ts'

/** Whether two incidents are the same happening, told in two chats of one district. */

export interface Comparable {
  point: Point | null
  placeText: string
  happenedAt: Date
}

/** Neighbours' chats tell of one yard; farther than this it is another one. */
const sameYard = 80
const sameEvening = 12 * 3_600_000

/** True only when both places are known and near, and the times are near: of anything less a person decides. */
export function sameHappening(a: Comparable, b: Comparable): boolean {
  if (Math.abs(a.happenedAt.getTime() - b.happenedAt.getTime()) > sameEvening) return false
  return a.point !== null && b.point !== null && metres(a.point, b.point) <= sameYard
}

/**
 * The squares of a grid that a happening of this place may have a part in: two that are near enough to be the same have
 * one in common. Wider than the yard as far north as 55.5°.
 */
export function squaresOf({ lat, lon }: Point): string[] {
  const around = (at: number, reach: number, side: number) => [
    ...new Set([Math.floor((at - reach) / side), Math.floor((at + reach) / side)]),
  ]
  const columns = around(lon, 0.0013, 0.003)
  return around(lat, 0.0008, 0.002).flatMap((row) => columns.map((column) => `${row}:${column}`))
}

/** Metres between two points (haversine, mean radius 6,371,008.8 m). */
export function metres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
