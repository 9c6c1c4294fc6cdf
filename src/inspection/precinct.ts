import pointInPolygon from 'point-in-polygon-hao'
import { z } from 'zod'
import type { Point } from '../chat/message.ts'

/** A precinct and its area on the map. */

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const ring = z.array(position).min(4, 'a ring needs at least four points, the last equal to the first')
export const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) })
export const area = z.union([
  polygon,
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
])
export type Area = z.infer<typeof area>

export interface Precinct {
  id: string
  number: string
  nameRu: string
  nameKk: string
  area: Area
}

type Ring = [number, number][]

/** Whether the point lies in the area or on its border. */
export function contains(where: Area, point: Point): boolean {
  const parts = where.type === 'Polygon' ? [where.coordinates] : where.coordinates
  // The library answers 0 on the border, which belongs to the precinct as well.
  return parts.some((part) => pointInPolygon([point.lon, point.lat], part as unknown as Ring[]) !== false)
}

/** The first precinct, in the order given, whose area holds the point. */
export function precinctAt<P extends Pick<Precinct, 'area'>>(precincts: readonly P[], point: Point): P | null {
  return precincts.find((precinct) => contains(precinct.area, point)) ?? null
}
