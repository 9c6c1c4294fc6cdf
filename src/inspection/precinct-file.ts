import { z } from 'zod'
import { closed, crossesItself, inKazakhstan } from './outline.ts'
import { type Area, area } from './precinct.ts'

/** A GeoJSON file of precincts, from whatever program made it. */

export const precinctsFile = z.object({
  type: z.literal('FeatureCollection', { error: 'expected a GeoJSON FeatureCollection' }),
  features: z
    .array(
      z.object({
        type: z.literal('Feature'),
        geometry: z.looseObject({ type: z.string() }).nullable(),
        properties: z.record(z.string(), z.unknown()).nullable(),
      }),
    )
    .max(200_000),
})
export type PrecinctsFile = z.infer<typeof precinctsFile>

export interface FilePrecinct {
  number: string
  nameRu: string
  nameKk: string
  area: Area
}

/** Names under which the number and the two names are looked for, first come first. */
const names = {
  number: ['number', 'num', 'no', 'precinct', 'номер', '№', 'нөмірі'],
  nameRu: ['name_ru', 'nameRu', 'name', 'название', 'наименование'],
  nameKk: ['name_kk', 'nameKk', 'name_kz', 'атауы', 'name'],
} as const

export const precinctFileProblems = [
  'file-empty',
  'feature-no-number',
  'feature-no-area',
  'feature-crossing',
  'feature-outside',
  'feature-same-number',
] as const
export type PrecinctFileProblem = (typeof precinctFileProblems)[number]

export type ReadPrecincts =
  | {
      precincts: FilePrecinct[]
      /** Under which name in the file each value was found; '' when it was not. */
      fields: { number: string; nameRu: string; nameKk: string }
      skipped: number
    }
  /** `feature` counts from 1, as people do. */
  | { problem: PrecinctFileProblem; feature: number; message: string }

/** Reads all precincts or none: the first feature that is wrong is named. A file of the whole district gives those of kind "precinct". */
export function precinctsOf(file: PrecinctsFile): ReadPrecincts {
  const marked = file.features.some(({ properties }) => properties?.kind === 'precinct')
  const precincts: FilePrecinct[] = []
  const fields = { number: '', nameRu: '', nameKk: '' }
  for (const [at, { geometry, properties }] of file.features.entries()) {
    if (marked && properties?.kind !== 'precinct') continue
    const wrong = (problem: PrecinctFileProblem, message: string) => ({
      problem,
      feature: at + 1,
      message: `Feature ${at + 1}: ${message}`,
    })
    const number = found(properties, names.number, 20)
    if (!number) return wrong('feature-no-number', `has no number. Looked for ${names.number.join(', ')}.`)
    const read = area.safeParse(geometry)
    if (!read.success)
      return wrong('feature-no-area', `№ ${number.value} is no Polygon or MultiPolygon in degrees (WGS 84).`)
    const drawn = closed(read.data)
    if (!inKazakhstan(drawn))
      return wrong(
        'feature-outside',
        `№ ${number.value} lies outside Kazakhstan: are longitude and latitude swapped, or are these metres?`,
      )
    if (crossesItself(drawn)) return wrong('feature-crossing', `the border of № ${number.value} crosses itself.`)
    if (precincts.some((known) => known.number === number.value))
      return wrong('feature-same-number', `№ ${number.value} is there twice.`)
    const nameRu = found(properties, names.nameRu, 200)
    const nameKk = found(properties, names.nameKk, 200)
    fields.number ||= number.field
    fields.nameRu ||= nameRu?.field ?? ''
    fields.nameKk ||= nameKk?.field ?? ''
    precincts.push({
      number: number.value,
      nameRu: nameRu?.value ?? `Участок № ${number.value}`,
      nameKk: nameKk?.value ?? `№ ${number.value} учаске`,
      area: drawn,
    })
  }
  if (precincts.length === 0) return { problem: 'file-empty', feature: 0, message: 'The file holds no precincts.' }
  return { precincts, fields, skipped: file.features.length - precincts.length }
}

function found(
  properties: Record<string, unknown> | null,
  fields: readonly string[],
  most: number,
): { field: string; value: string } | null {
  for (const field of fields) {
    const value = properties?.[field]
    const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim().slice(0, most) : ''
    if (text !== '') return { field, value: text }
  }
  return null
}
