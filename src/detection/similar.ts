import type { Category } from './categories.ts'
import { placeKeys, samePlace, sameWords, traceOf } from './trace.ts'

/** What two chats told of a happening. */
export interface Told {
  category: Category
  text: string
  places: readonly string[]
  at: Date
}

const hour = 3_600_000

/** How likely two chats of one district tell of one happening, 0 … 1: category, place, words, time. A person decides. */
export function similar(a: Told, b: Told): number {
  const apart = Math.abs(a.at.getTime() - b.at.getTime())
  if (a.category !== b.category || apart > 24 * hour) return 0
  const place = samePlace(new Set(a.places.flatMap(placeKeys)), new Set(b.places.flatMap(placeKeys)))
  if (place < 0) return 0
  const words = Math.min(1, sameWords(traceOf(a.text, []).words, traceOf(b.text, []).words) * 1.5)
  const time = 1 - apart / (24 * hour)
  return Math.round((0.55 * place + 0.25 * words + 0.2 * time) * 1000) / 1000
}
