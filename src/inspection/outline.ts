import pointInPolygon from 'point-in-polygon-hao'
import type { Area } from './precinct.ts'

/** Whether an area is drawn well: closed, not crossing itself, not lying on its neighbours. Pure. */

type Position = readonly number[]
type Ring = readonly Position[]
type Polygon = readonly Ring[]

const partsOf = (area: Area): Polygon[] => (area.type === 'Polygon' ? [area.coordinates] : area.coordinates)

/** The same area with every ring ending where it begins and no point given twice in a row. */
export function closed<A extends Area>(area: A): A {
  const tidy = (ring: Ring): Ring => {
    const points = ring.filter((point, at) => at === 0 || !same(point, ring[at - 1]))
    const [first] = points
    return first && !same(first, points.at(-1)) ? [...points, first] : points
  }
  const coordinates =
    area.type === 'Polygon' ? area.coordinates.map(tidy) : area.coordinates.map((part) => part.map(tidy))
  return { ...area, coordinates } as A
}

/** Whether a border crosses itself: such an area has no clear inside. */
export function crossesItself(area: Area): boolean {
  return partsOf(area).some((part) => part.some(ringCrosses))
}

/** Whether every position lies where Kazakhstan may lie: degrees swapped or in metres do not. */
export function inKazakhstan(area: Area): boolean {
  return partsOf(area).every((part) =>
    part.every((ring) => ring.every(([lon = 0, lat = 0]) => lon > 46 && lon < 88 && lat > 40 && lat < 56)),
  )
}

/** Neighbours that are sloppily drawn along their common border share less than this of the smaller one. */
const sharedFrom = 0.005
const samples = 64

/** Whether two areas share more than a sliver along their border. */
export function overlap(one: Area, other: Area): boolean {
  const [a, b] = [boxOf(one), boxOf(other)]
  const [west, south, east, north] = [
    Math.max(a[0], b[0]),
    Math.max(a[1], b[1]),
    Math.min(a[2], b[2]),
    Math.min(a[3], b[3]),
  ]
  if (west >= east || south >= north) return false
  let both = 0
  for (let x = 0; x < samples; x++) {
    for (let y = 0; y < samples; y++) {
      const point: [number, number] = [
        west + ((x + 0.5) / samples) * (east - west),
        south + ((y + 0.5) / samples) * (north - south),
      ]
      if (within(one, point) && within(other, point)) both += 1
    }
  }
  const shared = (both / samples ** 2) * (east - west) * (north - south)
  return shared > sharedFrom * Math.min(sizeOf(one), sizeOf(other))
}

const within = (area: Area, point: [number, number]) =>
  partsOf(area).some((part) => pointInPolygon(point, part as unknown as [number, number][][]) === true)

function boxOf(area: Area): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90]
  for (const [lon = 0, lat = 0] of partsOf(area).flat(2)) {
    box[0] = Math.min(box[0], lon)
    box[1] = Math.min(box[1], lat)
    box[2] = Math.max(box[2], lon)
    box[3] = Math.max(box[3], lat)
  }
  return box
}

/** In square degrees: good enough to compare neighbours. */
function sizeOf(area: Area): number {
  const ringSize = (ring: Ring) =>
    Math.abs(
      ring.reduce((sum, [x = 0, y = 0], at) => {
        const [nextX = 0, nextY = 0] = ring[(at + 1) % ring.length] ?? []
        return sum + x * nextY - nextX * y
      }, 0),
    ) / 2
  return partsOf(area).reduce(
    (sum, [outer = [], ...holes]) => sum + ringSize(outer) - holes.reduce((all, hole) => all + ringSize(hole), 0),
    0,
  )
}

function ringCrosses(ring: Ring): boolean {
  const last = ring.length - 2
  for (let i = 0; i <= last; i++) {
    for (let j = i + 2; j <= last; j++) {
      if (i === 0 && j === last) continue
      if (cross(ring[i], ring[i + 1], ring[j], ring[j + 1])) return true
    }
  }
  return false
}

function cross(a?: Position, b?: Position, c?: Position, d?: Position): boolean {
  if (!a || !b || !c || !d) return false
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

/** On which side of the line from `a` to `b` the point lies: -1, 0 or 1. */
function side([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [px = 0, py = 0]: Position): number {
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
}

const same = (a: Position, b: Position | undefined) => b !== undefined && a[0] === b[0] && a[1] === b[1]
