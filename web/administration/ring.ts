import type { Area } from '../../src/inspection/precinct.ts'

/** The border of a precinct while it is drawn: its points in order, not closed. Pure. */
export type Ring = readonly (readonly [number, number])[]

/** The points of an area that can be edited by hand; null when it has several parts or holes. */
export function ringOf(area: Area): Ring | null {
  const parts = area.type === 'Polygon' ? [area.coordinates] : area.coordinates
  const [part] = parts
  if (parts.length !== 1 || part?.length !== 1 || !part[0]) return null
  return part[0].slice(0, -1).map(([lon, lat]) => [lon, lat] as const)
}

export function areaOf(ring: Ring): Area {
  const points = ring.map(([lon, lat]): [number, number] => [lon, lat])
  const [first] = points
  return { type: 'Polygon', coordinates: [first ? [...points, first] : points] }
}

export const moved = (ring: Ring, at: number, to: readonly [number, number]): Ring =>
  ring.map((point, index) => (index === at ? to : point))
export const without = (ring: Ring, at: number): Ring => ring.filter((_, index) => index !== at)
export const inserted = (ring: Ring, after: number, point: readonly [number, number]): Ring => [
  ...ring.slice(0, after + 1),
  point,
  ...ring.slice(after + 1),
]

/** The middle of each side, the last one closing the border. */
export function middles(ring: Ring): Ring {
  return ring.map(([lon, lat], at) => {
    const [nextLon, nextLat] = ring[(at + 1) % ring.length] ?? [lon, lat]
    return [(lon + nextLon) / 2, (lat + nextLat) / 2] as const
  })
}

export const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
