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

/** Metres between two points (haversine, mean radius 6,371,008.8 m). */
export function metres(a: Point, b: Point): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
