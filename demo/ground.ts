/** The drawing board of the invented district: metres on a straight plan, bent a little so that it looks grown. */

export type Spot = [x: number, y: number]
export type LonLat = [lon: number, lat: number]

const centre: LonLat = [69.5901, 42.3417]
const metresPerDegree = 111_320
const turn = (7 * Math.PI) / 180

/** Where a spot of the plan (metres east and north of the centre) lies on the earth, WGS 84, to 0.1 m. */
export function onEarth([x, y]: Spot): LonLat {
  const bulge = 85 * Math.exp(-((x / 430) ** 2)) * Math.sin(y / 450)
  const east = x + 45 * Math.sin(y / 520 + 0.4) + 16 * Math.sin(x / 300) + bulge
  const north = y + 40 * Math.sin(x / 560 - 0.7) + 12 * Math.sin(y / 260 + 1)
  const lon = centre[0] + (east * Math.cos(turn) - north * Math.sin(turn)) / (metresPerDegree * Math.cos(0.739))
  const lat = centre[1] + (east * Math.sin(turn) + north * Math.cos(turn)) / metresPerDegree
  return [round(lon), round(lat)]
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}

/** A line with spots added at least every `step` metres, so that the bend of the ground shows. */
export function dense(line: Spot[], step = 50): Spot[] {
  const out: Spot[] = []
  line.forEach((to, i) => {
    const from = line[i - 1]
    if (from) {
      const parts = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / step))
      for (let k = 1; k < parts; k += 1)
        out.push([between(from[0], to[0], k / parts), between(from[1], to[1], k / parts)])
    }
    out.push(to)
  })
  return out
}

function between(a: number, b: number, share: number): number {
  return a + (b - a) * share
}

/** A closed ring around a rectangle of the plan. */
export function box(west: number, south: number, east: number, north: number): Spot[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}

/** A closed ring of `corners` points around an ellipse of the plan. */
export function oval(x: number, y: number, rx: number, ry: number, corners = 28): Spot[] {
  return Array.from({ length: corners + 1 }, (_, k) => {
    const angle = ((k % corners) / corners) * 2 * Math.PI
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as Spot
  })
}

/** A smooth line through the spots (Catmull–Rom). */
export function smooth(spots: Spot[], parts = 6): Spot[] {
  const at = (i: number) => spots[Math.min(Math.max(i, 0), spots.length - 1)] as Spot
  const out: Spot[] = []
  for (let i = 0; i < spots.length - 1; i += 1) {
    const [p, q, r, s] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (let k = 0; k < parts; k += 1) {
      const t = k / parts
      const curve = (a: number, b: number, c: number, d: number) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
      out.push([curve(p[0], q[0], r[0], s[0]), curve(p[1], q[1], r[1], s[1])])
    }
  }
  out.push(at(spots.length - 1))
  return out
}

/** The line moved sideways by `by` metres (to the left of its way). */
export function beside(line: Spot[], by: number): Spot[] {
  return line.map(([x, y], i) => {
    const [ax, ay] = line[Math.max(i - 1, 0)] as Spot
    const [bx, by_] = line[Math.min(i + 1, line.length - 1)] as Spot
    const long = Math.hypot(bx - ax, by_ - ay)
    return [x - ((by_ - ay) / long) * by, y + ((bx - ax) / long) * by]
  })
}

/** A band of `width` metres along a line, as a closed ring. */
export function band(line: Spot[], width: number): Spot[] {
  const left = beside(line, width / 2)
  const right = beside(line, -width / 2).reverse()
  return [...left, ...right, left[0] as Spot]
}

/** How far a spot is from a line, metres. */
export function distance([x, y]: Spot, line: Spot[]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let i = 1; i < line.length; i += 1) {
    const [ax, ay] = line[i - 1] as Spot
    const [bx, by] = line[i] as Spot
    const share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    const t = Math.min(1, Math.max(0, share))
    nearest = Math.min(nearest, Math.hypot(x - between(ax, bx, t), y - between(ay, by, t)))
  }
  return nearest
}

/** Chance that is the same at every run: numbers from 0 to 1. */
export function chanceFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
