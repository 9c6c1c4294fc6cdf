import { query, type Read, type Write } from '../base/database.ts'
import type { LookLine, LooksQuery } from './view.ts'

/** Every look at a person's, a vehicle's or a register's data, with its reason. Nothing here is ever changed or removed. */

export interface Asked {
  departmentId: string
  accountId: string
  incidentId: string | null
  reason: string
  now: Date
  newId(): string
}

export interface Look {
  what: LookLine['what']
  found: number
  subjectId?: string | null
  vehicleId?: string | null
  register?: string
}

export async function noteLook(tx: Write, asked: Asked, look: Look): Promise<void> {
  await query(
    tx,
    `insert into look (department_id, id, account_id, subject_id, vehicle_id, register, incident_id, what, reason, found, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[asked.departmentId, asked.newId(), asked.accountId, look.subjectId ?? null, look.vehicleId ?? null],
      ...[look.register ?? null, asked.incidentId, look.what, asked.reason, look.found, asked.now],
    ],
  )
}

export type LooksWanted = Pick<LooksQuery, 'accountId' | 'subjectId' | 'what'>

/** Looks that were asked for, newest first. */
export async function looksOf(
  db: Read,
  departmentId: string,
  page: { before: { at: string; id: string } | null; limit: number } & LooksWanted,
): Promise<LookLine[]> {
  const rows = await query<Omit<LookLine, 'at'> & { at: Date }>(
    db,
    `select l.id, l.at, l.account_id as "accountId", a.name as "byName", l.what, l.reason, l.found, l.subject_id as "subjectId",
       s.name as "subjectName", l.incident_id as "incidentId", i.number as "incidentNumber", l.register, l.vehicle_id as "vehicleId",
       coalesce(nullif(v.plate, ''), v.details->>'partial', v.details->>'description') as "vehicleName"
     from (select * from look where department_id = $1
         and ($2::timestamptz is null or at <= $2) and ($2::timestamptz is null or (at, id) < ($2, $3::uuid))
         and ($5::uuid is null or account_id = $5) and ($6::uuid is null or subject_id = $6) and ($7::text is null or what = $7)
       order by at desc, id desc limit $4) l
     join account a on a.id = l.account_id
     left join subject s on s.department_id = $1 and s.id = l.subject_id
     left join vehicle v on v.department_id = $1 and v.id = l.vehicle_id
     left join incident i on i.department_id = $1 and i.id = l.incident_id
     order by l.at desc, l.id desc`,
    [
      ...[departmentId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
      ...[page.accountId ?? null, page.subjectId ?? null, page.what ?? null],
    ],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** Who has looked at anything, for choosing among them. */
export async function lookers(db: Read, departmentId: string): Promise<{ id: string; name: string }[]> {
  return query(
    db,
    `select a.id, a.name from account a where a.department_id = $1
       and exists (select from look l where l.department_id = $1 and l.account_id = a.id) order by a.name`,
    [departmentId],
  )
}
