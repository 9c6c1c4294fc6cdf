import type { Point } from '../chat/message.ts'
import { away } from './lines.ts'
import { readMention } from './mention.ts'
import { type Hit, hitsOf } from './place-hits.ts'
import { indexPlaces, type KnownPlace, reach } from './place-index.ts'

/** From the words that name a place to a point of the district, and how sure that point is. */

export const lacks = ['house', 'street', 'place'] as const
/** What would make a place sure: its house, its street, or any address or landmark at all. */
export type Lack = (typeof lacks)[number]

export interface Found {
  point: Point
  name: string
  nameKk: string
  by: KnownPlace['kind'] | 'crossing'
  /**
   * 0 … 1, how likely it is that the happening is there (a street or microdistrict alone: within half a kilometre of
   * its middle). It is the worth of what was said (`worth` in `place-hits.ts`) times the share that this place has among its rivals:
   * the places that the same words fit about as well. A rival weighs the less the farther it is from the chat (half at
   * 400 m, a fifth at 800 m; for a house number alone at 250 and 500 m); rivals within 150 m are the same place and do not lower it. A street or microdistrict
   * without a house is lowered further by the share of it that lies farther than 500 m from its middle.
   */
  likelihood: number
  missing: Lack | null
}

export interface Gazetteer {
  /** Nothing is known of this district: what residents write cannot be judged. */
  empty: boolean
  /** The likeliest place that these words name, told in a chat that is at `near`; null when they name none. */
  find(places: readonly string[], near: Point | null): Found | null
  /** What to ask back: of a place found what it lacks; of words that name none, what a person would need. */
  lacking(places: readonly string[], found: Pick<Found, 'missing'> | null): Lack | null
}

/** Builds the index once; a look-up costs a few map reads a word and a walk over the rivals. */
export function openGazetteer(places: readonly KnownPlace[]): Gazetteer {
  const index = indexPlaces(places)
  return {
    empty: places.length === 0,
    find(spans, near) {
      if (spans.length === 0) return null
      return judged(hitsOf(index, readMention(spans), near), near)
    },
    lacking(spans, found) {
      if (found) return found.missing
      const mention = readMention(spans)
      const named = mention.words.some((word) => !word.plain || word.kind !== null)
      if (mention.street && mention.houses.length === 0) return 'house'
      if (named) return null
      return mention.houses.length > 0 ? 'street' : 'place'
    },
  }
}

const samePlace = 150
const halfWeight = 400
/** A bare number is said among those who live there. */
const halfOfNumber = 250
const comparable = 0.15
const kindOrder: Found['by'][] = ['house', 'crossing', 'landmark', 'microdistrict', 'street', 'area']

/** «12 дом, возле школы»: the house is where it happened, the school tells the way. */
const rank = ({ hit, likelihood }: { hit: Hit; likelihood: number }) => likelihood + (hit.by === 'house' ? 0.1 : 0)

/** Chooses among the hits: worth × share among rivals; the more exact kind of place and then the nearer one if two are as sure. */
function judged(hits: readonly Hit[], near: Point | null): Found | null {
  const weighed = hits.map((hit) => ({
    hit,
    weight:
      hit.fit /
      (1 + ((near ? away(near, hit.spot.point) : 0) / (hit.clue === 'number' ? halfOfNumber : halfWeight)) ** 2),
  }))
  const scored = weighed.map(({ hit, weight }) => {
    const same = hit.by === 'street' || hit.by === 'microdistrict' ? reach : samePlace
    let [mine, all] = [0, 0]
    for (const rival of weighed) {
      if (rival.hit.clue !== hit.clue || rival.hit.fit < hit.fit - comparable) continue
      all += rival.weight
      if (away(hit.spot.point, rival.hit.spot.point) <= same) mine += rival.weight
    }
    return { hit, weight, likelihood: Math.round(100 * hit.fit * (mine / all)) / 100 }
  })
  scored.sort(
    (a, b) => rank(b) - rank(a) || kindOrder.indexOf(a.hit.by) - kindOrder.indexOf(b.hit.by) || b.weight - a.weight,
  )
  const [best] = scored
  if (!best) return null
  const { by, spot, missing } = best.hit
  const lack = missing ?? (best.likelihood >= 0.6 ? null : by === 'house' ? 'street' : 'place')
  return { point: spot.point, name: spot.nameRu, nameKk: spot.nameKk, by, likelihood: best.likelihood, missing: lack }
}
