import { maybeOne, query, type Read, type Write } from '../base/database.ts'

/** Who is away, who stands in, and who is on duty for the whole department. */

export interface AbsenceRow {
  id: string
  accountId: string
  name: string
  deputyId: string | null
  deputyName: string | null
  startsAt: Date
  endsAt: Date
}

export interface DutyRow {
  id: string
  accountId: string
  name: string
  startsAt: Date
  endsAt: Date
}

/** Absences that last or are to come. */
export async function absencesOf(db: Read, departmentId: string, now: Date): Promise<AbsenceRow[]> {
  return query<AbsenceRow>(
    db,
    `select b.id, b.account_id as "accountId", a.name, b.deputy_id as "deputyId", d.name as "deputyName",
       b.starts_at as "startsAt", b.ends_at as "endsAt"
     from absence b join account a on a.id = b.account_id left join account d on d.id = b.deputy_id
     where a.department_id = $1 and b.ends_at > $2 order by b.starts_at, a.name`,
    [departmentId, now],
  )
}

/** Duties that last or are to come. */
export async function dutiesOf(db: Read, departmentId: string, now: Date): Promise<DutyRow[]> {
  return query<DutyRow>(
    db,
    `select d.id, d.account_id as "accountId", a.name, d.starts_at as "startsAt", d.ends_at as "endsAt"
     from duty d join account a on a.id = d.account_id where d.department_id = $1 and d.ends_at > $2 order by d.starts_at, a.name`,
    [departmentId, now],
  )
}

interface Span {
  id: string
  accountId: string
  startsAt: Date
  endsAt: Date
}

export async function addAbsence(tx: Write, absence: Span & { deputyId: string | null }): Promise<void> {
  const { id, accountId, deputyId, startsAt, endsAt } = absence
  await query(tx, 'insert into absence (id, account_id, deputy_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)', [
    id,
    accountId,
    deputyId,
    startsAt,
    endsAt,
  ])
}

export async function addDuty(tx: Write, departmentId: string, duty: Span): Promise<void> {
  await query(tx, 'insert into duty (id, department_id, account_id, starts_at, ends_at) values ($1, $2, $3, $4, $5)', [
    duty.id,
    departmentId,
    duty.accountId,
    duty.startsAt,
    duty.endsAt,
  ])
}

/** Whether the person has another absence in this time. */
export async function isAway(db: Read, accountId: string, startsAt: Date, endsAt: Date): Promise<boolean> {
  const found = await maybeOne(
    db,
    'select 1 as away where exists (select from absence where account_id = $1 and starts_at < $3 and ends_at > $2)',
    [accountId, startsAt, endsAt],
  )
  return found !== null
}

/** Returns whose absence was taken back, or null. */
export async function removeAbsence(tx: Write, departmentId: string, id: string): Promise<string | null> {
  const gone = await maybeOne<{ accountId: string }>(
    tx,
    `delete from absence b using account a where b.id = $2 and a.id = b.account_id and a.department_id = $1
     returning b.account_id as "accountId"`,
    [departmentId, id],
  )
  return gone?.accountId ?? null
}

/** Returns whose duty was taken back, or null. */
export async function removeDuty(tx: Write, departmentId: string, id: string): Promise<string | null> {
  const gone = await maybeOne<{ accountId: string }>(
    tx,
    'delete from duty where department_id = $1 and id = $2 returning account_id as "accountId"',
    [departmentId, id],
  )
  return gone?.accountId ?? null
}
