import { z } from 'zod'
import type { Point } from '../chat/message.ts'
import { foldWords } from '../detection/text.ts'
import { houseOf } from './mention.ts'
import type { KnownPlace } from './place-index.ts'

/** A GeoJSON file of a district, read into places: houses, streets, landmarks to find by name, and shapes for the base map. */

const geometry = z.looseObject({ type: z.string(), coordinates: z.array(z.unknown()) })
const text = z.union([z.string(), z.number().transform(String)])
const feature = z.object({
  type: z.literal('Feature'),
  geometry,
  properties: z.looseObject({
    id: text.optional(),
    kind: z.string(),
    name_ru: z.string().nullish(),
    name_kk: z.string().nullish(),
    aliases: z.array(z.string()).nullish(),
    old_names: z.array(z.string()).nullish(),
    street: z.string().nullable().optional(),
    number: text.optional(),
    microdistrict_ru: z.string().optional(),
    microdistrict_kk: z.string().optional(),
  }),
})
export const placesFile = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature).max(200_000) })
export type PlacesFile = z.infer<typeof placesFile>

export interface NewPlace {
  kind: KnownPlace['kind']
  nameRu: string
  nameKk: string
  folded: string
  house: string
  point: Point | null
  shape: unknown
  properties: Record<string, unknown>
}

/** Every feature but the precincts, which are a thing of their own; of these the microdistrict, if it is named, is a place. */
export function placesOf(file: PlacesFile): NewPlace[] {
  const streets = new Map(
    file.features
      .filter(({ properties }) => properties.kind === 'street')
      .map((street) => [street.properties.id, street.properties]),
  )
  const microdistricts = file.features
    .filter(({ properties }) => properties.kind === 'precinct' && properties.microdistrict_ru)
    .map(
      ({ geometry: shape, properties: { microdistrict_ru: ru = '', microdistrict_kk: kk = '' } }): NewPlace => ({
        ...{ kind: 'microdistrict', nameRu: ru, nameKk: kk, folded: foldedNames([ru, kk]), house: '' },
        ...{ point: middleOf(shape.coordinates), shape: null, properties: {} },
      }),
    )
  return file.features
    .filter(({ properties }) => properties.kind !== 'precinct')
    .map(({ geometry: shape, properties }): NewPlace => {
      const street = properties.street ? streets.get(properties.street) : undefined
      const named = properties.kind === 'house' ? (street ?? {}) : properties
      const microdistrict =
        properties.kind === 'house' && !street ? [properties.microdistrict_ru, properties.microdistrict_kk] : []
      const names = [...namesOf(named), ...microdistrict].filter((name) => name !== undefined && name !== null)
      const house = properties.number === undefined ? '' : (houseOf(properties.number) ?? properties.number)
      const label = (own: string | null | undefined, of: string | null | undefined, area: string | undefined) =>
        own ?? [of ?? area, properties.number].filter(Boolean).join(', ')
      return {
        kind: kindOf(properties.kind),
        nameRu: label(properties.name_ru, street?.name_ru, properties.microdistrict_ru),
        nameKk: label(properties.name_kk, street?.name_kk, properties.microdistrict_kk),
        folded: foldedNames(names),
        house: properties.kind === 'house' ? house : '',
        point: middleOf(shape.coordinates),
        shape,
        properties: { ...properties, ...(street ? { street_ru: street.name_ru, street_kk: street.name_kk } : {}) },
      }
    })
    .concat(microdistricts)
}

/** A place as it is looked for, from a place as it is kept. */
export function knownPlace(place: Omit<NewPlace, 'properties'> & { onStreet: boolean; landmark: string }): KnownPlace {
  const { kind, nameRu, nameKk, folded, house, point, onStreet, landmark } = place
  const line = kind === 'street' ? lineOf(place.shape) : []
  return { kind, names: folded.split('|'), house, onStreet, landmark, point, line, nameRu, nameKk }
}

const position = z.tuple([z.number(), z.number()]).rest(z.number())
const lines = z.union([
  z.object({ type: z.literal('LineString'), coordinates: z.array(position) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position)) }),
])

function lineOf(shape: unknown): Point[] {
  const read = lines.safeParse(shape)
  if (!read.success) return []
  const { type, coordinates } = read.data
  const flat = type === 'LineString' ? coordinates : coordinates.flat()
  return flat.map(([lon, lat]) => ({ lon, lat }))
}

/** Names as they are kept for finding: each folded, without the word for a street, parted by `|`. */
export const foldedNames = (names: readonly string[]): string =>
  [...new Set(names.map((name) => foldWords(bareName(name))).filter((name) => name !== ''))].join('|')

function namesOf(properties: {
  name_ru?: string | null | undefined
  name_kk?: string | null | undefined
  aliases?: string[] | null | undefined
  old_names?: string[] | null | undefined
}) {
  return [properties.name_ru, properties.name_kk, ...(properties.aliases ?? []), ...(properties.old_names ?? [])]
}

const generic =
  /(?<![\p{L}])(?:улица|ул|проспект|пр|переулок|пер|бульвар|мкр|микрорайон|ж\s*\.?\s*м|жилой массив|көшесі|көше|даңғылы|даңғыл|бульвары|шағын ауданы|шағын аудан|тұрғын алабы|ы\.?\s*а)(?![\p{L}])\.?/giu

/** "улица Теректи" → "Теректи": people rarely write the word for a street, or write it in either language. */
export function bareName(name: string): string {
  const short = name.replace(generic, ' ').replaceAll(/[«»"]/g, ' ').trim()
  return short === '' ? name : short
}

function kindOf(kind: string): KnownPlace['kind'] {
  switch (kind) {
    case 'house':
    case 'street':
    case 'landmark':
    case 'microdistrict':
      return kind
    default:
      return 'area'
  }
}

/** The mean of all positions: good enough to stand for a house, a street, a park. */
function middleOf(coordinates: unknown): Point | null {
  let [lon, lat, n] = [0, 0, 0]
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return
    if (typeof value[0] === 'number' && typeof value[1] === 'number') {
      lon += value[0]
      lat += value[1]
      n += 1
    } else for (const part of value) walk(part)
  }
  walk(coordinates)
  return n === 0 ? null : { lon: lon / n, lat: lat / n }
}
