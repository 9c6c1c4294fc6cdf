import type { Point } from '../chat/message.ts'
import { isLandmarkKind, type LandmarkKind } from './landmark-kinds.ts'
import { away, type Line, lineOf } from './lines.ts'
import { type PlaceWord, readMention } from './mention.ts'
import { isEnding, type NameIndex, openNameIndex } from './name-key.ts'

/** The district's places, laid out once so that a mention finds them by a few reads. */

export interface KnownPlace {
  kind: 'house' | 'street' | 'landmark' | 'microdistrict' | 'area'
  /** Folded names and aliases. */
  names: string[]
  house: string
  /** A house that is named by its street, not by its microdistrict: there a number alone says little. */
  onStreet: boolean
  /** The kind that the file gives a landmark, `school`; else its names tell. */
  landmark: string
  point: Point | null
  /** The line of a street, if the file has one. */
  line: Point[]
  nameRu: string
  nameKk: string
}

/** A place whose point is known. */
export type Spot = KnownPlace & { point: Point }

/** A street or a microdistrict: its houses, and where it runs. */
export interface Group {
  houses: Map<string, Spot[]>
  /** Streets and microdistricts of exactly these names, each with the share of it that lies within `reach` of its middle. */
  parts: { spot: Spot; share: number }[]
  /** The lines of its streets, else its houses, each a line of one point. */
  lines: Line[]
  street: boolean
}

export interface NamedAs<Target> {
  /** All of these must be said; the place's own kind may be left out. */
  words: PlaceWord[]
  numbers: string[]
  target: Target
}

export interface Landmark {
  spot: Spot
  kind: LandmarkKind | null
}

export interface PlaceIndex {
  groups: NameIndex<NamedAs<Group>[]>
  landmarks: NameIndex<NamedAs<Landmark>[]>
  /** `school#47`, `bus_stop+school`. */
  byKey: Map<string, NamedAs<Landmark>[]>
  byKind: Map<LandmarkKind, Landmark[]>
  byHouse: Map<string, Spot[]>
}

/** Metres from its middle within which a place that was only named as a whole is looked for. */
export const reach = 500

export function indexPlaces(places: readonly KnownPlace[]): PlaceIndex {
  const groups = new Map<string, Group>()
  const names = new Map<Group, string[]>()
  const landmarks: Spot[] = []
  const byHouse = new Map<string, Spot[]>()
  for (const place of places) {
    if (!place.point) continue
    const spot = place as Spot
    if (place.kind === 'landmark' || place.kind === 'area') {
      landmarks.push(spot)
      continue
    }
    const key = place.names.join('|')
    const group: Group = groups.get(key) ?? { houses: new Map(), parts: [], lines: [], street: false }
    groups.set(key, group)
    names.set(group, place.names)
    if (place.kind === 'house') {
      add(group.houses, place.house, spot)
      add(byHouse, place.house, spot)
    } else {
      group.parts.push({ spot, share: 0 })
      if (place.line.length > 0) group.lines.push(lineOf(place.line))
      group.street ||= place.kind === 'street'
    }
    group.street ||= place.onStreet
  }
  for (const group of groups.values()) finish(group)
  return { groups: nameGroups(names), ...nameLandmarks(landmarks), byHouse }
}

/** Works out where a street or microdistrict runs, how far, and what stands for it when nothing does. */
function finish(group: Group): void {
  const houses = [...group.houses.values()].flat()
  const points = houses.map(({ point }) => point)
  if (group.lines.length === 0) group.lines = points.map((point) => lineOf([point]))
  const first = houses[0]
  if (group.parts.length === 0 && first) {
    const [nameRu, nameKk] = [first.nameRu, first.nameKk].map((name) => name.replace(/,?\s*\d[^,]*$/, ''))
    const point = middle(points)
    group.parts.push({ spot: { ...first, kind: group.street ? 'street' : 'microdistrict', nameRu: nameRu ?? '', nameKk: nameKk ?? '', house: '', point }, share: 0 }) // biome-ignore format: one place
  }
  const alone = group.parts.length === 1
  for (const part of group.parts) {
    const along = part.spot.line.length > 1 ? steps(part.spot.line) : alone && points.length > 0 ? points : []
    const near = along.filter((point) => away(point, part.spot.point) <= reach).length
    part.share = along.length === 0 ? 0.8 : near / along.length
  }
}

/** A point every 50 metres, so that a long stretch weighs as much as it is long. */
function steps(line: readonly Point[]): Point[] {
  return line.slice(1).flatMap((to, at) => {
    const from = line[at] as Point
    const n = Math.min(200, Math.max(1, Math.round(away(from, to) / 50)))
    return Array.from({ length: n }, (_, i) => ({
      lon: from.lon + ((to.lon - from.lon) * (i + 0.5)) / n,
      lat: from.lat + ((to.lat - from.lat) * (i + 0.5)) / n,
    }))
  })
}

function middle(points: readonly Point[]): Point {
  const sum = points.reduce((total, { lon, lat }) => ({ lon: total.lon + lon, lat: total.lat + lat }), {
    lon: 0,
    lat: 0,
  })
  return { lon: sum.lon / points.length, lat: sum.lat / points.length }
}

function nameGroups(names: ReadonlyMap<Group, string[]>): NameIndex<NamedAs<Group>[]> {
  const byWord = new Map<string, NamedAs<Group>[]>()
  for (const [target, spellings] of names) {
    const seen = new Set<string>()
    for (const name of spellings) {
      const { words, allNumbers } = readMention([name])
      const numbers = [...allNumbers]
      const key = [...words.map((word) => word.key), ...numbers].join(' ')
      const anchor = longest(words)
      if (!anchor || seen.has(key)) continue
      seen.add(key)
      add(byWord, anchor.key, { words, numbers, target })
    }
  }
  return openNameIndex(byWord)
}

function nameLandmarks(spots: readonly Spot[]): Pick<PlaceIndex, 'landmarks' | 'byKey' | 'byKind'> {
  const byWord = new Map<string, NamedAs<Landmark>[]>()
  const byKey = new Map<string, NamedAs<Landmark>[]>()
  const byKind = new Map<LandmarkKind, Landmark[]>()
  for (const spot of spots) {
    const spoken = spot.names.map((name) => readMention([name]))
    const named = spoken[0]?.words.find((word) => word.kind !== null)?.kind ?? null
    const kind = isLandmarkKind(spot.landmark) ? spot.landmark : named
    const target: Landmark = { spot, kind }
    if (kind && spot.kind === 'landmark') add(byKind, kind, target)
    const seen = new Set<string>()
    for (const { words: all, allNumbers } of spoken) {
      const telling = all.filter((word) => word.kind !== null || !word.plain)
      const words = telling.length > 0 ? telling : all
      const numbers = [...allNumbers]
      const key = [...words.map((word) => word.key), ...numbers].join(' ')
      if (seen.has(key)) continue
      seen.add(key)
      const entry = { words, numbers, target }
      const own = longest(words.filter((word) => word.kind === null))
      const kinds = [...new Set(words.flatMap((word) => word.kind ?? []))].sort()
      if (kinds.length === 0 && kind) kinds.push(kind)
      if (own) add(byWord, own.key, entry)
      else if (kinds.length > 1) add(byKey, kinds.join('+'), entry)
      else if (kinds[0] && numbers[0]) add(byKey, `${kinds[0]}#${numbers[0]}`, entry)
    }
  }
  return { landmarks: openNameIndex(byWord), byKey, byKind }
}

const longest = (words: readonly PlaceWord[]): PlaceWord | undefined =>
  words.reduce<PlaceWord | undefined>(
    (best, word) => (best && best.key.length >= word.key.length ? best : word),
    undefined,
  )

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Whether a word that was said is this word of a name, in whatever case; or of the same kind, where names have one. */
export function says(said: PlaceWord, word: PlaceWord): boolean {
  if (word.kind !== null && said.kind === word.kind) return true
  if (said.key === word.key) return true
  if (word.key.length < 3) return false
  const stem = word.key.length >= 5 && /[аеиоу]$/.test(word.key) ? word.key.slice(0, -1) : word.key
  return (
    (said.key.startsWith(word.key) && isEnding(said.key.slice(word.key.length))) ||
    (said.key.startsWith(stem) && isEnding(said.key.slice(stem.length)))
  )
}
