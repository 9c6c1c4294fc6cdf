import type { Point } from '../chat/message.ts'
import type { Found, Lack } from './gazetteer.ts'
import type { LandmarkKind } from './landmark-kinds.ts'
import { away, lineOf, meeting } from './lines.ts'
import type { Mention, PlaceWord } from './mention.ts'
import { type Group, type Landmark, type NamedAs, type PlaceIndex, type Spot, says } from './place-index.ts'

/** All places that a mention may mean, each with what the words are worth for it. */

/** How much what was said is worth before rivals: tuned on the odd mentions of `training/test/places.json`. */
const worth = {
  house: 0.97,
  houseNear: 0.9,
  /** On a street people say the street: a number alone is rarely one of those houses. */
  houseNearOnStreet: 0.6,
  neighbour: 0.65,
  crossing: 0.95,
  namedOfKind: 0.95,
  named: 0.85,
  nearStreet: 0.85,
  kind: 0.85,
  whole: 0.75,
} as const

export interface Hit {
  spot: Pick<Spot, 'point' | 'nameRu' | 'nameKk'>
  by: Found['by']
  fit: number
  missing: Lack | null
  /** Rivals are places that the same clue may mean; another clue of the message (`у магазина`) is no rival of a house. */
  clue: string
}

interface Said<Target> {
  entry: NamedAs<Target>
  words: Set<PlaceWord>
  fit: number
}

/** Every place that the words may name; their rivalry is not judged yet. */
export function hitsOf(index: PlaceIndex, mention: Mention, near: Point | null): Hit[] {
  const widestOf = widest(
    [...named(index.groups.meet, mention), ...named(index.landmarks.meet, mention), ...keyed(index, mention)],
    mention,
  )
  const groups = widestOf.filter((said): said is Said<Group> => 'houses' in said.entry.target)
  const told = widestOf.filter((said): said is Said<Landmark> => 'spot' in said.entry.target)
  const onStreets = groups.some(({ entry }) => entry.target.street)
  const hits: Hit[] = []
  for (const said of groups) {
    const doubted = onStreets && mention.street && !said.entry.target.street
    hits.push(...groupHits(said, mention).map((hit) => (doubted ? { ...hit, fit: hit.fit * 0.7 } : hit)))
  }
  hits.push(...crossings(groups, mention))
  for (const said of told) hits.push(landmarkHit(said, mention))
  const explained = new Set([...groups, ...told].flatMap(({ words }) => [...words]))
  const unknown = mention.words.filter((word) => !word.plain && word.kind === null && !explained.has(word))
  hits.push(...kindHits(index, mention, near, groups, told, unknown))
  if (near && groups.length === 0 && unknown.length === 0) hits.push(...bareHouses(index, mention, near))
  return hits
}

/** Names of which every word was said. */
function named<Target>(
  meet: (key: string) => { value: NamedAs<Target>[]; fit: number }[],
  mention: Mention,
): Said<Target>[] {
  const found: Said<Target>[] = []
  for (const said of mention.words) {
    for (const { value, fit } of meet(said.key)) {
      if (said.kind !== null && fit < 0.98) continue
      for (const entry of value) {
        const words = new Set([said])
        let kind = 0
        const whole = entry.words.every((word) => {
          if (word.key.length === 0) return true
          const one = mention.words.find((other) => says(other, word))
          if (one) words.add(one)
          else if (word.kind === null) return fit < 0.95 || entry.words.length === 1
          else kind += 1
          return true
        })
        const target = entry.target as Partial<Landmark>
        const mayLack = target.kind && !entry.words.some((w) => w.kind !== null && w.kind !== target.kind) ? 1 : 0
        const numbers = entry.numbers.every((number) => mention.allNumbers.has(number))
        if (whole && kind <= mayLack && numbers) found.push({ entry, words, fit })
      }
    }
  }
  return found
}

/** Landmarks without a name of their own: by kind and number, or by two kinds (`остановка у школы`). */
function keyed(index: PlaceIndex, mention: Mention): Said<Landmark>[] {
  const kinds = [...new Set(mention.words.flatMap((word) => word.kind ?? []))].sort()
  const keys = [
    ...kinds.flatMap((one, at) => kinds.slice(at + 1).map((other) => `${one}+${other}`)),
    ...kinds.flatMap((kind) => [...mention.allNumbers].map((number) => `${kind}#${number}`)),
  ]
  return keys.flatMap((key) =>
    (index.byKey.get(key) ?? []).flatMap((entry) => {
      if (!entry.numbers.every((number) => mention.allNumbers.has(number))) return []
      const of = new Set([entry.target.kind, ...entry.words.map(({ kind }) => kind)])
      const words = mention.words.filter(({ kind }) => kind !== null && of.has(kind))
      return [{ entry, words: new Set(words), fit: 1 }]
    }),
  )
}

/** Of the names that fit the same words only those that explain the most: `Базар жолы` is not the market. */
function widest(found: readonly Said<Group | Landmark>[], mention: Mention): Said<Group | Landmark>[] {
  const size = ({ entry, words }: Said<Group | Landmark>) => {
    const { target, numbers } = entry
    const house = 'houses' in target && mention.houses.some((one) => !numbers.includes(one) && target.houses.has(one))
    return words.size + numbers.length + (house ? 1 : 0)
  }
  const best = new Map<PlaceWord, number>()
  for (const said of found)
    for (const word of said.words) best.set(word, Math.max(best.get(word) ?? 0, size(said) + said.fit))
  const kept = new Map<Group | Landmark, Said<Group | Landmark>>()
  for (const said of found) {
    const own = size(said) + said.fit
    if (![...said.words].some((word) => (best.get(word) ?? 0) - own < 0.5)) continue
    const other = kept.get(said.entry.target)
    if (!other || size(other) + other.fit < own) kept.set(said.entry.target, said)
  }
  return [...kept.values()]
}

function groupHits({ entry, fit }: Said<Group>, mention: Mention): Hit[] {
  const clue = 'name'
  const { houses, parts } = entry.target
  const asked = mention.houses.filter((number) => !entry.numbers.includes(number))
  for (const number of asked) {
    const own = houses.get(number)
    if (own) return own.map((spot) => ({ spot, by: 'house', fit: worth.house * fit, missing: null, clue }))
  }
  const beside = asked[0] ? nextTo(houses, asked[0]) : []
  if (beside.length > 0)
    return beside.map((spot) => ({ spot, by: 'house', fit: worth.neighbour * fit, missing: 'house', clue }))
  return parts.map(({ spot, share }) => ({
    spot,
    by: spot.kind,
    fit: worth.whole * share * fit,
    missing: 'house',
    clue,
  }))
}

/** The house before or after one that the gazetteer does not know: `23/1`, `25` for `23`. */
function nextTo(houses: ReadonlyMap<string, Spot[]>, number: string): Spot[] {
  const base = Number.parseInt(number, 10)
  const tries = [
    `${base}`,
    `${base}/1`,
    `${base}/2`,
    `${base}а`,
    `${base - 2}`,
    `${base + 2}`,
    `${base - 1}`,
    `${base + 1}`,
  ]
  for (const one of tries) {
    const found = houses.get(one)
    if (found) return found
  }
  return []
}

/** Where two streets that were named meet, or nearly do; once for each pair of the streets so named. */
function crossings(groups: readonly Said<Group>[], mention: Mention): Hit[] {
  const [one, other] = groups.filter(({ entry }) => entry.target.street)
  if (!one || !other || (mention.houses.length > 0 && !mention.crossing)) return []
  if ([...one.words].every((word) => other.words.has(word))) return []
  const joined = (name: 'nameRu' | 'nameKk') =>
    [one, other].map(({ entry }) => entry.target.parts[0]?.spot[name] ?? '').join(' × ')
  const names = { nameRu: joined('nameRu'), nameKk: joined('nameKk') }
  const told = worth.crossing * Math.min(one.fit, other.fit) * (mention.crossing ? 1 : 0.9)
  const hits: Hit[] = []
  for (const a of one.entry.target.lines) {
    for (const b of other.entry.target.lines) {
      const met = meeting(a, b, nearlyMeet)
      if (!met || hits.length >= 2 * rivalsAtMost) continue
      const fit = told * (met.apart < 40 ? 1 : 0.8)
      hits.push({ spot: { ...names, point: met.point }, by: 'crossing', fit, missing: null, clue: 'crossing' })
    }
  }
  return hits
}

/** Metres; a street may end before the one that people say it crosses. */
const nearlyMeet = 120

function landmarkHit({ entry, words, fit }: Said<Landmark>, mention: Mention): Hit {
  const { spot, kind } = entry.target
  const kinds = mention.words.flatMap((word) => word.kind ?? [])
  const agrees = kind !== null && kinds.includes(kind)
  let value: number = agrees || words.size + entry.numbers.length > 1 ? worth.namedOfKind : worth.named
  const alone = words.size === 1 && !agrees
  // `аптека Айгуль` is not the shop; `улица Таншолпан, 21` is not the bus stop.
  if (alone && kinds.length > 0) value *= 0.35
  else if (alone && (mention.street || mention.houses.length > 0)) value *= 0.55
  if (spot.kind === 'area') value *= 0.97
  return { spot, by: spot.kind, fit: value * fit, missing: value < 0.6 ? 'place' : null, clue: 'name' }
}

/** «У школы»: the landmark of that kind on the street that was named, else the nearest to the chat. */
function kindHits(
  index: PlaceIndex,
  mention: Mention,
  near: Point | null,
  groups: readonly Said<Group>[],
  told: readonly Said<Landmark>[],
  unknown: readonly PlaceWord[],
): Hit[] {
  const inNames = new Set(
    [...groups, ...told.filter(({ words }) => words.size > 1)].flatMap(({ words }) => [...words].map(({ key }) => key)),
  )
  const met = new Set(told.flatMap(({ entry }) => entry.target.kind ?? []))
  const hits: Hit[] = []
  const asked = new Set<LandmarkKind>()
  for (const { kind, span, ...word } of mention.words) {
    if (kind === null || asked.has(kind) || met.has(kind)) continue
    if (inNames.has(word.key)) continue
    asked.add(kind)
    // A number or a name that no landmark of this kind has: it is another one.
    if (mention.numbers.some((one) => one.kind === kind) || unknown.some((one) => one.span === span)) continue
    const all = index.byKind.get(kind) ?? []
    const by = 'landmark' as const
    const spots = all.map(({ spot }) => spot)
    const there =
      mention.houses.length > 0 ? [] : spots.filter(({ point }) => groups.some((one) => besides(one, point)))
    const fit = there.length > 0 ? worth.nearStreet : worth.kind
    hits.push(
      ...nearest(there.length > 0 ? there : spots, near).map((spot) => ({ spot, by, fit, missing: null, clue: kind })),
    )
  }
  return hits
}

const besides = ({ entry }: Said<Group>, point: Point) => {
  const here = lineOf([point])
  return entry.target.lines.some((line) => meeting(line, here, nearlyMeet) !== null)
}

/** A number alone is the house of that number in the chat's own neighbourhood. */
function bareHouses(index: PlaceIndex, mention: Mention, near: Point): Hit[] {
  for (const number of mention.houses) {
    const here = nearest(index.byHouse.get(number) ?? [], near, neighbourhood)
    const inDistrict = here.filter(({ onStreet }) => !onStreet)
    const fit = inDistrict.length > 0 ? worth.houseNear : worth.houseNearOnStreet
    const rivals = inDistrict.length > 0 ? inDistrict : here
    if (rivals.length > 0) return rivals.map((spot) => ({ spot, by: 'house', fit, missing: null, clue: 'number' }))
  }
  return []
}

/** Farther than this, in metres, it is another neighbourhood's house. */
const neighbourhood = 1200
const rivalsAtMost = 12

/** The nearest few, in no order. */
function nearest(spots: readonly Spot[], near: Point | null, within = Number.POSITIVE_INFINITY): Spot[] {
  if (!near) return spots.slice(0, 2 * rivalsAtMost)
  const kept: { spot: Spot; far: number }[] = []
  const degrees = within / 80_000
  let farthest = 0
  for (const spot of spots) {
    if (Math.abs(spot.point.lat - near.lat) > degrees || Math.abs(spot.point.lon - near.lon) > degrees) continue
    const far = away(near, spot.point)
    if (far > within) continue
    if (kept.length < rivalsAtMost) kept.push({ spot, far })
    else if (far < (kept[farthest]?.far ?? 0)) kept[farthest] = { spot, far }
    else continue
    farthest = kept.reduce((most, one, at) => (one.far > (kept[most]?.far ?? 0) ? at : most), 0)
  }
  return kept.map(({ spot }) => spot)
}
