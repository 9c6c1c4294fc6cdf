import type { Point } from '../chat/message.ts'
import { foldWords } from '../detection/text.ts'

/** From the words that name a place to a point of the district. */

export interface KnownPlace {
  kind: 'house' | 'street' | 'landmark' | 'microdistrict' | 'area'
  /** Folded names and aliases. */
  names: string[]
  house: string
  point: Point | null
  nameRu: string
}

export interface Found {
  point: Point
  name: string
  /** What was matched, from the surest: a house, a landmark, the middle of a street or microdistrict. */
  by: KnownPlace['kind']
}

/** "14/2", "7а", "14-2" → one form; null when the text names no house. */
export function houseOf(text: string): string | null {
  const match =
    /(?<![\p{L}\p{N}])(\d{1,4})\s*(?:[-–]?\s*(?:үй|уй|дом|д\.?)(?![\p{L}]))?\s*(?:([/-])\s*(\d{1,3}))?\s*([а-яa-z](?![\p{L}]))?/iu.exec(
      text,
    )
  if (!match?.[1]) return null
  const letter = match[4] && !/[дdкk]/i.test(match[4]) ? match[4].toLowerCase() : ''
  return `${Number(match[1])}${match[3] ? `/${Number(match[3])}` : ''}${letter}`
}

const kindOrder: KnownPlace['kind'][] = ['house', 'landmark', 'street', 'microdistrict', 'area']

export interface Gazetteer {
  find(places: readonly string[], near: Point | null): Found | null
}

/** Builds the index once; a look-up costs a few map reads a word. */
export function openGazetteer(places: readonly KnownPlace[]): Gazetteer {
  const byWord = new Map<string, KnownPlace[]>()
  const byHouse = new Map<string, KnownPlace[]>()
  for (const place of places) {
    if (place.kind === 'house') byHouse.set(place.house, [...(byHouse.get(place.house) ?? []), place])
    for (const word of new Set(place.names.flatMap((name) => name.split(' ')).filter((word) => word.length >= 3))) {
      const stem = word.slice(0, 5)
      const list = byWord.get(stem) ?? []
      list.push(place)
      byWord.set(stem, list)
    }
  }
  return {
    find(spans, near) {
      if (spans.length === 0) return null
      const text = spans.join(' ')
      const folded = ` ${foldWords(text)} `
      const house = spans.map(houseOf).find((found) => found !== null) ?? null
      const candidates = new Set<KnownPlace>()
      for (const word of folded.split(' '))
        for (const place of byWord.get(word.slice(0, 5)) ?? []) candidates.add(place)
      const scored = [...candidates].flatMap((place) => {
        const score = match(place, folded, house)
        return score > 0 && place.point
          ? [{ place, point: place.point, score: score - (near ? distance(near, place.point) : 0) }]
          : []
      })
      scored.sort((a, b) => b.score - a.score || kindOrder.indexOf(a.place.kind) - kindOrder.indexOf(b.place.kind))
      const [best] = scored
      if (best && (best.place.kind === 'house' || best.place.kind === 'landmark' || house === null || near === null))
        return found(best.place, best.point)
      // A bare "у 24 дома" means the house of that number in the chat's own neighbourhood.
      const own = house !== null && near !== null ? nearest(byHouse.get(house) ?? [], near) : null
      return own ?? (best ? found(best.place, best.point) : null)
    },
  }
}

const found = (place: KnownPlace, point: Point): Found => ({ point, name: place.nameRu, by: place.kind })

/** Some 900 metres: farther than that it is another neighbourhood's house. */
const neighbourhood = 0.012

function nearest(places: readonly KnownPlace[], near: Point): Found | null {
  let best: { place: KnownPlace; point: Point; away: number } | null = null
  for (const place of places) {
    if (!place.point) continue
    const away = Math.abs(place.point.lon - near.lon) + Math.abs(place.point.lat - near.lat)
    if (away < neighbourhood && (best === null || away < best.away)) best = { place, point: place.point, away }
  }
  return best ? found(best.place, best.point) : null
}

/** 0 … 3: how well the words fit; a house needs its number as well as its street. */
function match(place: KnownPlace, folded: string, house: string | null): number {
  const fits = place.names.some((name) => {
    const words = name.split(' ').filter((word) => word.length >= 2)
    return (
      words.length > 0 &&
      words.every((word) => folded.includes(` ${word.length > 4 ? word.slice(0, Math.max(4, word.length - 2)) : word}`))
    )
  })
  if (!fits) return 0
  if (place.kind === 'house') return house !== null && house === place.house ? 3 : 0
  return place.kind === 'landmark' ? 2.5 : place.kind === 'street' ? 1.5 : 1
}

/** A nudge towards the chat's own precinct: at most half a point over some kilometres. */
function distance(a: Point, b: Point): number {
  return Math.min(0.5, (Math.abs(a.lon - b.lon) + Math.abs(a.lat - b.lat)) * 10)
}
