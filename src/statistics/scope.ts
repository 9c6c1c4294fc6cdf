import { addDays, instant } from '../base/calendar.ts'
import { speedIds, speeds } from './measures.ts'
import type { Period } from './operation.ts'

/** Which incidents are counted, and the words of SQL that figures and lists share. Parameters: $1 … $4 of `scopeParams`. */

export interface Scope {
  departmentId: string
  /** The precincts counted; null for the whole department. */
  precinctIds: string[] | null
  period: Period
}

/** $1 department, $2 precincts or null, $3 the first instant, $4 the first instant after. */
export function scopeParams({ departmentId, precinctIds, period }: Scope): unknown[] {
  return [departmentId, precinctIds, instant(period.from), instant(addDays(period.to, 1))]
}

/** Of the department and the precincts asked for. */
export const seen = 'i.department_id = $1 and ($2::uuid[] is null or i.precinct_id = any($2))'
export const within = (column: string) => `${column} >= $3 and ${column} < $4`
/** Opened in the period, duplicates aside. */
export const cohort = `${seen} and ${within('i.opened_at')} and i.status <> 'joined'`

/** The local day of an instant (UTC+5 since 2024). */
export const dayOf = (column: string) => `((${column} at time zone 'utc') + interval '5 hours')::date`

/** Who ended it without a word before has thereby answered. */
export const answeredAt = 'coalesce(i.answered_at, i.closed_at)'
export const answerSeconds = 'extract(epoch from i.answered_at - i.opened_at)'
export const speed = `case when i.answered_at is null then null ${speeds
  .map(({ id, below }) => `when i.answered_at < i.opened_at + interval '${below} seconds' then '${id}'`)
  .join(' ')} else '${speedIds.at(-1)}' end`

/** A square of 0.001° (here about 110 m by 80 m), in thousandths of a degree: whole numbers are grouped fastest. */
export const east = 'round(i.lon * 1000)::int'
export const north = 'round(i.lat * 1000)::int'

export const article = `p.article || '/' || coalesce(p.part, '')`
export const penalty = `coalesce(p.penalty, 'none')`

/** Whether the offender `s` of an incident has another one, in the year that ends with the period. */
export const offendedAgain = `exists (select from incident_subject o
  join incident e on e.department_id = o.department_id and e.id = o.incident_id
  where o.department_id = $1 and o.subject_id = s.subject_id and o.role = 'offender' and o.incident_id <> s.incident_id
    and e.status <> 'joined' and e.opened_at >= $4::timestamptz - interval '1 year' and e.opened_at < $4)`

/** An order whose term has passed while its incident is still open; `now` is a parameter. */
export const overdue = (now: string) =>
  `r.status in ('ordered', 'refused') and r.due_at < ${now} and i.closed_at is null`
