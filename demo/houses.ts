/** The houses of the invented district: rows of private houses along the streets, blocks of flats round their yards. */

import { type Cell, cells, names, type Precinct } from './flats-plan.ts'
import { box, chanceFrom, distance, type Spot } from './ground.ts'
import { grounds, type LandmarkKind } from './places.ts'
import { canal, type Street } from './street-plan.ts'

export interface House {
  id: string
  /** Null where people give only the microdistrict and the number of the house. */
  street: string | null
  number: string
  microdistrict_ru: string
  microdistrict_kk: string
  precinct: number
  use: 'private' | 'flats'
  floors: number
  ring: Spot[]
}

type Mark = [LandmarkKind, Spot, string, string, string]
/** All houses with the landmarks and trees of their yards; the same at every call. */
export function houses(streets: Street[]): { houses: House[]; landmarks: Mark[]; trees: Spot[] } {
  const chance = chanceFrom(2026)
  const out: House[] = []
  const landmarks: Mark[] = []
  const trees: Spot[] = []
  const add = (precinct: Precinct, street: string | null, number: string, floors: number, ring: Spot[]) => {
    const [microdistrict_ru, microdistrict_kk] = names[precinct]
    const use = street === null ? 'flats' : 'private'
    const id = `house-${String(out.length + 1).padStart(3, '0')}`
    out.push({ id, street, number, microdistrict_ru, microdistrict_kk, precinct, use, floors, ring })
  }

  for (const cell of cells) yard(cell)
  const crossings = streets.filter((s) => s.line.length === 2 && s.line[0]?.[0] === s.line[1]?.[0])
  for (const street of streets.filter((s) => rowsOfPrivateHouses.has(s.name_ru))) row(street)
  return { houses: out, landmarks, trees }

  /** A quarter of flats: slabs round one or two yards, numbered one after another, with containers and a playground. */
  function yard({ precinct, west, south, slabs, floors, first, containers, play }: Cell): void {
    slabs.forEach(([x, y, dx, dy], i) => {
      const ring = box(west + x, south + y, west + x + dx, south + y + dy)
      if (isFree(ring, 2)) add(precinct, null, flatsNumber(first, i), floors, ring)
    })
    const [ru, kk] = names[precinct]
    const [inX, inY] = containers ?? [165, 128]
    const spot: Spot = [west + inX, south + inY]
    const [from, to] = [first, flatsNumber(first, slabs.length - 1)]
    const [inRu, inKk] = [`дворе ${ru} ${from}–${to}`, `${kk} ${from}–${to} ауласы`]
    landmarks.push([
      'containers',
      spot,
      `контейнерная площадка во ${inRu}`,
      `${inKk}ндағы контейнер алаңы`,
      `контейнеры у дома ${nearest(spot)}, мусорка`,
    ])
    const [playX, playY] = play ?? [150, 205]
    landmarks.push([
      'playground',
      [west + playX, south + playY],
      `детская площадка во ${inRu}`,
      `${inKk}ндағы балалар алаңы`,
      'детская площадка, балалар алаңы, площадка',
    ])
    for (let n = 0; n < 16; n += 1) {
      const tree: Spot = [west + 70 + chance() * 190, south + 70 + chance() * 190]
      if (out.every((house) => distance(tree, house.ring) > 5)) trees.push(tree)
    }
  }

  function nearest(spot: Spot): string {
    const flats = out.filter((house) => house.use === 'flats')
    const far = (house: House) => distance(spot, house.ring)
    return flats.reduce((best, house) => (far(house) < far(best) ? house : best)).number
  }

  /** A fruit tree behind a house, where there is room. */
  function garden(tree: Spot): void {
    const isInside = Math.abs(tree[0]) < 985 && tree[1] > -985
    const isClear =
      distance(tree, canal) > 30 &&
      crossings.every((s) => Math.abs((s.line[0]?.[0] ?? 0) - tree[0]) > 9 || !touches(s, tree[1]))
    if (isInside && isClear && grounds.every((g) => apart([tree], g.ring, 3))) trees.push(tree)
  }

  /** Private houses on both sides of a street: odd numbers to the north, even to the south, gaps at crossings. */
  function row(street: Street): void {
    const [[west, y] = [0, 0], [east] = [0, 0]] = street.line
    const kind = street.class === 'lane' ? 'lane' : 'street'
    for (const side of sides(street.name_ru)) {
      let number = side === 1 ? 1 : 2
      let x = Math.max(west, -1000) + 20
      while (x < Math.min(east, 1000) - 30) {
        const front = 24 + chance() * 13
        const [wide, deep] = [13 + chance() * 6, 11 + chance() * 6]
        const back = (kind === 'lane' ? 8 : 14) + chance() * 7
        const [near, far] = [y + side * back, y + side * (back + deep)]
        const left = x + (front - wide) / 2
        const ring = shape(left, Math.min(near, far), left + wide, Math.max(near, far), chance())
        const isAtCrossing = crossings.some(
          (s) => Math.abs((s.line[0]?.[0] ?? 0) - (left + wide / 2)) < 17 && touches(s, y),
        )
        x += front
        for (const far of [30, 44, 58])
          if (chance() < 0.6) garden([left + chance() * 24 - 6, y + side * (far + chance() * 9)])
        if (isAtCrossing || !isFree(ring, 5)) continue
        const extra = chance()
        const wish = extra < 0.05 ? 'а' : extra < 0.09 ? '/1' : extra < 0.13 ? '/2' : ''
        const isTaken = out.some((house) => house.street === street.id && house.number === `${number}${wish}`)
        const tail = isTaken ? '/3' : wish
        add(
          ((y + side > 0 ? 11 : 13) + (left >= 0 ? 1 : 0)) as Precinct,
          street.id,
          `${number}${tail}`,
          chance() < 0.18 ? 2 : 1,
          ring,
        )
        if (tail === '' || chance() < 0.5) number += 2
      }
    }
  }
}

/** The avenue and the edge of the district have private houses on one side only. */
function sides(name: string): number[] {
  return name === 'проспект Кокжиек' ? [-1] : name === 'улица Онтустик' ? [1] : [1, -1]
}

const rowsOfPrivateHouses = new Set([
  'проспект Кокжиек',
  'улица Онтустик',
  'улица Шапагат',
  'улица Мерей',
  'улица Акжелкен',
  'улица Таншолпан',
  'улица Булбул',
  'улица Карлыгаш',
  'улица Акбулак',
  'улица Базар жолы',
  'улица Кызгалдак',
  'улица Наурызгуль',
  'улица Сункар',
  'улица Бидайык',
  'переулок Шие',
  'переулок Раушан',
  'переулок Тут',
])

/** Numbers of flats: one after another, some a fraction or with a letter, as where houses were added later. */
function flatsNumber(first: number, index: number): string {
  if (index === 2) return `${first + 1}/2`
  if (index === 7) return `${first + 6}а`
  return String(first + index)
}

/** A house's outline: plain, or with a wing. */
function shape(west: number, south: number, east: number, north: number, kind: number): Spot[] {
  if (kind < 0.6) return box(west, south, east, north)
  const [x, y] = [west + (east - west) * 0.55, south + (north - south) * 0.55]
  if (kind < 0.8)
    return [
      [west, south],
      [east, south],
      [east, y],
      [x, y],
      [x, north],
      [west, north],
      [west, south],
    ]
  return [
    [west, south],
    [x, south],
    [x, south + (north - south) * 0.4],
    [east, south + (north - south) * 0.4],
    [east, north],
    [west, north],
    [west, south],
  ]
}

function touches(street: Street, y: number): boolean {
  const [a, b] = street.line
  return a !== undefined && b !== undefined && y >= a[1] - 30 && y <= b[1] + 30
}

/** Whether nothing else takes this ground: no park, yard, canal, nor a street of the grid. */
function isFree(ring: Spot[], margin: number): boolean {
  const clearOfCanal = ring.every((spot) => distance(spot, canal) > 32)
  return clearOfCanal && grounds.every((g) => apart(ring, g.ring, margin))
}

function apart(a: Spot[], b: Spot[], margin: number): boolean {
  const span = (ring: Spot[], axis: 0 | 1) =>
    [Math.min(...ring.map((s) => s[axis])), Math.max(...ring.map((s) => s[axis]))] as const
  return ([0, 1] as const).some((axis) => {
    const [lowA, highA] = span(a, axis)
    const [lowB, highB] = span(b, axis)
    return highA + margin < lowB || highB + margin < lowA
  })
}
