import { endOfDay, instant, localDay } from '../base/calendar.ts'
import { assignment, type Roster } from '../inspection/assign.ts'
import { burns, type Line, missedAt } from './deadline.ts'

/** Whom to remind of which term, and when. Pure; `now` is given. */

export const reminderSteps = ['soon', 'today', 'late'] as const
export type ReminderStep = (typeof reminderSteps)[number]

export interface Reminder {
  incidentId: string
  paperId: string | null
  term: string
  dueAt: Date
  step: ReminderStep
  accountId: string
}

const hour = 3_600_000
const day = 24 * hour

/**
 * The step at which a term is now; null while it is far, done, or missed more than a week ago.
 * `soon` begins 24 hours before the end, or at half of a shorter term, of a limitation a week before; `today` at nine in
 * the morning of the last day, of a term in hours two hours before, of an immediate one at once; `late` when it is missed.
 */
export function stepOf(line: Line, now: Date): ReminderStep | null {
  const end = missedAt(line)?.getTime()
  if (end === undefined || !burns(line, now)) return null
  const at = now.getTime()
  if (at >= end) return at < end + 7 * day ? 'late' : null
  if (at >= todayFrom(line, end)) return 'today'
  const length = end - (line.fromAt?.getTime() ?? end)
  return at >= end - (line.limitation ? 7 * day : Math.min(day, length / 2)) ? 'soon' : null
}

function todayFrom({ immediate, fromAt }: Line, end: number): number {
  if (immediate) return fromAt?.getTime() ?? end
  const last = localDay(new Date(end - 1))
  const whole = endOfDay(last).getTime() === end
  return whole ? instant(last, '09:00').getTime() : end - 2 * hour
}

export interface Responsible {
  id: string
  inspectorId: string | null
  precinctId: string | null
}

/** What is to be told now, and to whom: the inspector or who stands in for him, the chiefs of what is missed and of a limitation that ends. */
export function remindersOf(incident: Responsible, lines: readonly Line[], roster: Roster, now: Date): Reminder[] {
  const inspector = inspectorNow(roster, incident, now)
  const chiefs = chiefsNow(roster, now)
  const reminders = lines.flatMap((line) => {
    const step = stepOf(line, now)
    const dueAt = missedAt(line)
    // Whoever does not look at a report in time is reminded by the escalation of the incident.
    if (!step || !dueAt || line.id === 'incident.answer') return []
    const police = line.whose === 'inspector' || line.whose === 'chief'
    const toChiefs =
      line.whose === 'chief' ||
      (step === 'late' && (police || line.limitation)) ||
      (step === 'today' && line.limitation)
    const to = new Set([...(line.whose === 'chief' || !inspector ? [] : [inspector]), ...(toChiefs ? chiefs : [])])
    const { paperId, id: term } = line
    return [...to].map((accountId) => ({ incidentId: incident.id, paperId, term, dueAt, step, accountId }))
  })
  return [...new Map(reminders.map((one) => [keyOf(one), one])).values()]
}

/** What makes a reminder the same one: it is told once. */
export const keyOf = ({ incidentId, term, dueAt, step, accountId }: Omit<Reminder, 'paperId'>): string =>
  `${incidentId} ${term} ${dueAt.getTime()} ${step} ${accountId}`

const isAway = (roster: Roster, accountId: string, now: Date) =>
  roster.absences.find((one) => one.accountId === accountId && one.startsAt <= now && now < one.endsAt)

/** Who answers for the incident at this moment: its inspector, his deputy, else whoever would be given it. */
export function inspectorNow(roster: Roster, { inspectorId, precinctId }: Responsible, now: Date): string | null {
  const absence = inspectorId ? isAway(roster, inspectorId, now) : undefined
  if (inspectorId && !absence) return inspectorId
  const deputy = absence?.deputyId
  if (deputy && !isAway(roster, deputy, now)) return deputy
  return assignment(roster, null, precinctId, now).inspectorId
}

function chiefsNow({ chiefs, ...roster }: Roster, now: Date): string[] {
  const present = chiefs.filter((id) => !isAway({ chiefs, ...roster }, id, now))
  return present.length > 0 ? present : chiefs
}
