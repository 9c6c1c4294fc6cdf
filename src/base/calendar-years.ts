import { z } from 'zod'
import { type Day, isDay, weekday } from './calendar.ts'

/** What the days off of a year must look like, in `law/calendar.json` and where an administrator writes them. */

const day = z.string().refine(isDay)
const days = z.array(day).max(40)

export const yearOff = z.strictObject({
  holidays: days,
  religious: days,
  off: days.default([]),
  worked: days.default([]),
  note: z.string().max(500),
})

export const calendarFile = z.strictObject({
  source: z.strictObject({
    document: z.string(),
    addresses: z.array(z.url()),
    readOn: day,
    caveat: z.string(),
  }),
  years: z.record(z.string().regex(/^\d{4}$/), yearOff),
})

/** What of a year's days does not fit together: a day of another year, twice, or a weekday that is "worked". */
export function wrongDays(year: number, { holidays, religious, off, worked }: z.infer<typeof yearOff>): Day[] {
  const all = [...holidays, ...religious, ...off, ...worked]
  return [
    ...all.filter((one, at) => Number(one.slice(0, 4)) !== year || all.indexOf(one) !== at),
    ...worked.filter((one) => weekday(one) <= 5),
  ]
}
