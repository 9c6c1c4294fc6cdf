import { z } from 'zod'
import type { Point } from '../chat/message.ts'

/** What is known of an incident's place beside the words: what they were taken for, and how sure that is. */

export const placeFound = z.object({
  name: z.string(),
  nameKk: z.string(),
  /** What it is, or who told it: `pin` is a location sent from a phone, `person` somebody of the staff, `none` nothing. */
  by: z.enum(['house', 'crossing', 'landmark', 'street', 'microdistrict', 'area', 'pin', 'person', 'none']),
  /** 0 … 1, see inspection/gazetteer. */
  likelihood: z.number(),
  /** What the reporter may be asked for. */
  missing: z.enum(['house', 'street', 'place']).nullable(),
})
export type PlaceFound = z.infer<typeof placeFound>

export interface Placed {
  text: string
  point: Point | null
  found: PlaceFound
}

const told = { name: '', nameKk: '', likelihood: 1, missing: null }
export const byPin: PlaceFound = { ...told, by: 'pin' }
export const byPerson: PlaceFound = { ...told, by: 'person' }
export const notFound = (missing: PlaceFound['missing']): PlaceFound => ({
  ...told,
  by: 'none',
  likelihood: 0,
  missing,
})

/** From here on a place decides more than the chat does: whose precinct it is. */
export const likelyEnough = 0.5

/** A place told later takes over when it is surer by a tenth at least; never what somebody of the staff set. */
export function isSurer(now: PlaceFound, before: PlaceFound | null): boolean {
  if (before?.by === 'person') return false
  return now.likelihood >= (before?.likelihood ?? 0) + 0.1
}

/** While nothing was found for the words of a place, further words are set beside them for the inspector. */
export function adds(words: string, before: { placeText: string; place: PlaceFound | null }): boolean {
  const open = before.place?.by === 'none' && before.placeText.length < 200
  return open && words !== '' && !before.placeText.includes(words)
}

/** The point, if it is one yard rather than a whole street: only of such may it be said that two are the same. */
export function exactPoint(point: Point | null, found: PlaceFound | null): Point | null {
  if (!found) return point
  const wide = found.by === 'street' || found.by === 'microdistrict' || found.by === 'area'
  return wide || found.likelihood < likelyEnough ? null : point
}
