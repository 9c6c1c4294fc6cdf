import type { Both } from '../base/law.ts'
import { latin, type Plate, readPlate } from './plate.ts'
import type { VehicleDetails } from './vehicle.ts'

/** Plates of any country, parts of plates, and what a vehicle is called. */

export interface AnyPlate {
  plate: string
  form: Plate['form'] | 'other'
  region: string | null
  place: Both | null
  /** A hint only, not confirmed: two letters are said to be a legal entity's. */
  owner: Plate['owner']
}

/** A plate of Kazakhstan brought to one spelling, or one of another country as it was typed, in capitals; null for what is none. */
export function readAnyPlate(text: string): AnyPlate | null {
  const ours = readPlate(text)
  if (ours) return ours
  const plate = text.trim().replace(/\s+/g, ' ').toUpperCase()
  if (!/^[\p{L}\d][\p{L}\d -]{0,13}[\p{L}\d]$/u.test(plate) || !/\d/.test(plate)) return null
  return { plate, form: 'other', region: null, place: null, owner: null }
}

/** Part of a plate: Latin capitals, `?` for a sign that was not made out. */
export function partialOf(text: string): string | null {
  const signs = latin(text)
    .replace(/[*_.…•]/g, '?')
    .replace(/[^\p{L}\d?]/gu, '')
  return /[^?]/.test(signs) ? signs.slice(0, 15) : null
}

/** Fewer known signs than this would find half of the town. */
export const leastSigns = 3

/** What `like` looks for: `123?BC` is found anywhere in a plate. Null when too little is known. */
export function likeOf(text: string): string | null {
  const partial = partialOf(text)
  if (!partial || partial.replaceAll('?', '').length < leastSigns) return null
  return `%${partial.replaceAll('?', '_')}%`
}

/** «123ABC17», or «белая Газель, 12?AB» of one without a plate. */
export function vehicleName(plate: string, details: VehicleDetails): string {
  const { make, colour, partial, description } = details
  if (plate) return plate
  return [[colour, make].filter(Boolean).join(' '), partial, description].filter(Boolean).join(', ')
}
