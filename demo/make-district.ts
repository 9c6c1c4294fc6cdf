/** Draws the invented district and writes it to `district.geojson`: the same bytes at every run. */

import { writeFileSync } from 'node:fs'
import type { Feature, Geometry } from 'geojson'
import { band, beside, box, chanceFrom, dense, distance, onEarth, oval, type Spot } from './ground.ts'
import { houses } from './houses.ts'
import { buildings, grounds, landmarks } from './places.ts'
import { canal, type Street, streets } from './street-plan.ts'

type Properties = Record<string, unknown>
const all: Feature<Geometry, Properties>[] = []

function put(id: string, kind: string, geometry: Geometry, properties: Properties): void {
  all.push({ type: 'Feature', id, properties: { id, kind, ...properties }, geometry })
}
const line = (spots: Spot[], step = 50): Geometry => ({
  type: 'LineString',
  coordinates: dense(spots, step).map(onEarth),
})
const area = (ring: Spot[], step = 50): Geometry => ({ type: 'Polygon', coordinates: [dense(ring, step).map(onEarth)] })
const points = (spots: Spot[]): Geometry => ({ type: 'MultiPoint', coordinates: spots.map(onEarth) })

const plan = streets()
const wide = { boulevard: 16, avenue: 14, street: 8, lane: 5 } as const
const quarters = [
  { number: 11, box: [-1000, 0, 0, 1000], ru: 'мкр Самалды', kk: 'Самалды шағын ауданы' },
  { number: 12, box: [0, 0, 1000, 1000], ru: 'мкр Балауса', kk: 'Балауса шағын ауданы' },
  { number: 13, box: [-1000, -1000, 0, 0], ru: 'ж. м. Коктогай', kk: 'Көктоғай тұрғын алабы' },
  { number: 14, box: [0, -1000, 1000, 0], ru: 'ж. м. Акбулак', kk: 'Ақбұлақ тұрғын алабы' },
] as const

put('land', 'land', area(box(-1075, -1075, 1075, 1075)), { invented: true })
for (const q of quarters) {
  const [west, south, east, north] = q.box
  put(`precinct-${q.number}`, 'precinct', area(box(west, south, east, north), 25), {
    number: q.number,
    name_ru: `Участок № ${q.number}`,
    name_kk: `№ ${q.number} учаске`,
    microdistrict_ru: q.ru,
    microdistrict_kk: q.kk,
    invented: true,
  })
}
quartersBetweenStreets().forEach(([ring, use], i) => {
  put(`quarter-${i + 1}`, 'quarter', area(ring), { use })
})
grounds.forEach((g, i) => {
  put(`ground-${i + 1}`, 'ground', area(g.ring), { use: g.use, name_ru: g.name_ru, name_kk: g.name_kk })
})
put('canal-bank', 'ground', area(band(canal, 34), 200), { use: 'green', name_ru: null, name_kk: null })
put('canal', 'water', area(band(canal, 11), 200), { name_ru: 'арык Карасу', name_kk: 'Қарасу арығы' })
paths().forEach((path, i) => {
  put(`path-${i + 1}`, 'path', line(path), {})
})
for (const s of plan) {
  const { line: way, ...named } = s
  put(s.id, 'street', line(way), { ...named, width: wide[s.class], invented: true })
}
const built = houses(plan)
for (const h of built.houses) {
  const { ring, id, ...rest } = h
  put(id, 'house', area(ring, 500), rest)
}
buildings.forEach(([ring, name_ru, name_kk, floors], i) => {
  put(`building-${i + 1}`, 'building', area(ring, 500), { name_ru, name_kk, floors })
})
const marks = [...landmarks, ...built.landmarks]
marks.forEach(([kind, spot, name_ru, name_kk, aliases], i) => {
  put(
    `landmark-${String(i + 1).padStart(2, '0')}`,
    'landmark',
    { type: 'Point', coordinates: onEarth(spot) },
    {
      landmark: kind,
      name_ru,
      name_kk,
      aliases: aliases.split(', '),
      precinct: (spot[1] >= 0 ? 11 : 13) + (spot[0] >= 0 ? 1 : 0),
      invented: true,
    },
  )
})
put('trees', 'trees', points(trees()), {})

const file = new URL('district.geojson', import.meta.url)
const lines = all.map((feature) => JSON.stringify(feature)).join(',\n')
writeFileSync(file, `{"type":"FeatureCollection","features":[\n${lines}\n]}\n`)
console.log(
  `${all.length} features, ${built.houses.length} houses, ${plan.length} streets, ${Math.round(lines.length / 1024)} KB`,
)

/** The ground between the streets: what is left of the whole when every street has taken its width. */
function quartersBetweenStreets(): [Spot[], string][] {
  const out: [Spot[], string][] = []
  for (const q of quarters) {
    const [west, south, east, north] = q.box
    const cuts = (isAcross: boolean) => {
      const [low, high] = isAcross ? [south, north] : [west, east]
      const inside = plan
        .filter((s) => runs(s, isAcross) && s.class !== 'lane' && meets(s, q.box, isAcross))
        .map((s) => s.line[0]?.[isAcross ? 1 : 0] ?? 0)
      return [...new Set([low, high, ...inside.filter((at) => at >= low && at <= high)])].sort((a, b) => a - b)
    }
    const ys = cuts(true)
    const xs = cuts(false)
    for (let j = 1; j < ys.length; j += 1) {
      for (let i = 1; i < xs.length; i += 1) {
        const ring = box((xs[i - 1] ?? 0) + 9, (ys[j - 1] ?? 0) + 9, (xs[i] ?? 0) - 9, (ys[j] ?? 0) - 9)
        out.push([ring, q.number === 11 || q.number === 12 ? 'flats' : 'private'])
      }
    }
  }
  return out
}

function runs(street: Street, isAcross: boolean): boolean {
  const [a, b] = street.line
  return street.line.length === 2 && a !== undefined && b !== undefined && (isAcross ? a[1] === b[1] : a[0] === b[0])
}

function meets(
  street: Street,
  [west, south, east, north]: readonly [number, number, number, number],
  isAcross: boolean,
): boolean {
  const along = street.line.map((spot) => spot[isAcross ? 0 : 1])
  const [low, high] = isAcross ? [west, east] : [south, north]
  return Math.max(...along) > low + 50 && Math.min(...along) < high - 50
}

function paths(): Spot[][] {
  return [
    [
      [16, 16],
      [78, 78],
      [318, 318],
    ],
    [
      [78, 78],
      [318, 40],
    ],
    [
      [78, 78],
      [40, 318],
    ],
    oval(205, 190, 78, 60),
    [
      [342, 160],
      [470, 160],
    ],
    [
      [400, 16],
      [400, 318],
    ],
    [
      [810, 30],
      [984, 240],
    ],
    [
      [810, 240],
      [984, 30],
    ],
    [
      [-984, 690],
      [-676, 805],
    ],
    [
      [-984, 805],
      [-676, 690],
    ],
    [
      [-488, -350],
      [-262, -350],
    ],
    oval(-375, -350, 46, 30),
    beside(canal, 15),
  ]
}

/** Trees: along the boulevard, the avenue and the canal, in parks and in yards. */
function trees(): Spot[] {
  const chance = chanceFrom(47)
  const out: Spot[] = []
  for (let at = -980; at <= 980; at += 20) {
    if (Math.abs(at) > 14) out.push([-12, at], [12, at], [at, 11], [at, -11])
  }
  for (const spot of dense(beside(canal, -13), 24)) out.push(spot)
  for (const g of grounds.filter((ground) =>
    ['park', 'green', 'school_yard', 'kindergarten_yard', 'mosque_yard'].includes(ground.use),
  )) {
    const xs = g.ring.map(([x]) => x)
    const ys = g.ring.map(([, y]) => y)
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    for (let n = Math.round(((east - west) * (north - south)) / 700); n > 0; n -= 1) {
      const spot: Spot = [west + 6 + chance() * (east - west - 12), south + 6 + chance() * (north - south - 12)]
      const onWater = Math.hypot((spot[0] - 205) / 68, (spot[1] - 190) / 50) < 1
      const onStadium = Math.hypot((spot[0] - 430) / 66, (spot[1] - 560) / 50) < 1
      const onSquare = Math.hypot(spot[0] - 78, spot[1] - 78) < 38
      const inHouse = buildings.some(([ring]) => distance(spot, ring) < 8)
      if (!(onWater || onStadium || onSquare || inHouse) && distance(spot, canal) > 10) out.push(spot)
    }
  }
  return [...out, ...built.trees]
}
