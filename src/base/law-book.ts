import { type Calendar, kazakhstan } from './calendar.ts'
import type { Edition } from './law.ts'

/** The law and the days off as each department has them: what came with the program, and what its administrator laid over it. */
export interface LawBook {
  editions(departmentId: string): readonly Edition[]
  calendar(departmentId: string): Calendar
}

/** The book as it comes with the program. */
export function plainBook(editions: readonly Edition[], calendar: Calendar = kazakhstan): LawBook {
  return { editions: () => editions, calendar: () => calendar }
}
