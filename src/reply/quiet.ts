import { z } from 'zod'
import { addDays, instant, localDay, localTime } from '../base/calendar.ts'

/** The hours in which a chat is not woken. */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
/** Local times of a day; from an evening into the next morning when `from` is later. */
export const quietHours = z.object({ from: time, to: time })
export type QuietHours = z.infer<typeof quietHours>

/** Of messengers that ring. A page of ours rings nobody, so its rooms have none unless they are set. */
export const usualQuiet: QuietHours = { from: '22:00', to: '08:00' }

/** What a chat's settings say; `rings` is whether it is a chat of a messenger that rings. */
export function quietOf(settings: unknown, rings: boolean): QuietHours | null {
  const usual = rings ? usualQuiet : null
  const said = z.object({ quiet: quietHours.nullable().optional() }).loose().safeParse(settings)
  if (!said.success || said.data.quiet === undefined) return usual
  return said.data.quiet
}

/** When the quiet hours of this instant end, or null when it is not in them. */
export function quietUntil(quiet: QuietHours | null, now: Date): Date | null {
  if (!quiet || quiet.from === quiet.to) return null
  const [day, at] = [localDay(now), localTime(now)]
  if (quiet.from < quiet.to) return at >= quiet.from && at < quiet.to ? instant(day, quiet.to) : null
  if (at >= quiet.from) return instant(addDays(day, 1), quiet.to)
  return at < quiet.to ? instant(day, quiet.to) : null
}
