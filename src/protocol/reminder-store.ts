import { query, type Read, run, type Write } from '../base/database.ts'
import { keyOf, type Reminder, type ReminderStep } from './remind.ts'

/** Reminders of terms: each is told once to each person, and goes when it is seen or the term is met. */

export interface KeptReminder extends Reminder {
  id: string
  seen: boolean
}

/** What was told already of these incidents. */
export async function remindersKept(
  db: Read,
  departmentId: string,
  incidentIds: readonly string[],
): Promise<KeptReminder[]> {
  return query<KeptReminder>(
    db,
    `select id, incident_id as "incidentId", paper_id as "paperId", term, due_at as "dueAt", step, account_id as "accountId",
       seen_at is not null as seen from reminder where department_id = $1 and incident_id = any($2::uuid[])`,
    [departmentId, incidentIds],
  )
}

/** Incidents of which somebody was reminded and has not looked. */
export async function incidentsReminded(db: Read, departmentId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `select distinct incident_id as id from reminder where department_id = $1 and seen_at is null`,
    [departmentId],
  )
  return rows.map(({ id }) => id)
}

/** Keeps reminders and returns those that nobody kept before: another process may do the same at this moment. */
export async function addReminders(
  tx: Write,
  departmentId: string,
  reminders: readonly (Reminder & { id: string })[],
  now: Date,
): Promise<Reminder[]> {
  const rows = await query<Omit<Reminder, 'paperId'>>(
    tx,
    `insert into reminder (department_id, id, incident_id, paper_id, term, due_at, step, account_id, at)
     select $1, r.id, r.incident_id, r.paper_id, r.term, r.due_at, r.step, r.account_id, $3
     from json_to_recordset($2) as r (id uuid, incident_id uuid, paper_id uuid, term text, due_at timestamptz, step text, account_id uuid)
     join account a on a.id = r.account_id and a.active
     on conflict (department_id, incident_id, term, due_at, step, account_id) do nothing
     returning incident_id as "incidentId", term, due_at as "dueAt", step, account_id as "accountId"`,
    [
      departmentId,
      JSON.stringify(
        reminders.map((one) => ({
          ...{ id: one.id, incident_id: one.incidentId, paper_id: one.paperId, term: one.term, due_at: one.dueAt },
          ...{ step: one.step, account_id: one.accountId },
        })),
      ),
      now,
    ],
  )
  const added = new Set(rows.map(keyOf))
  return reminders.filter((one) => added.has(keyOf(one)))
}

/** Puts reminders away; with an account given, only that person's own. */
export async function seeReminders(
  tx: Write,
  departmentId: string,
  ids: readonly string[],
  now: Date,
  accountId: string | null = null,
): Promise<number> {
  return run(
    tx,
    `update reminder set seen_at = $3 where department_id = $1 and id = any($2::uuid[]) and seen_at is null
       and ($4::uuid is null or account_id = $4)`,
    [departmentId, ids, now, accountId],
  )
}

export interface ReminderRow {
  id: string
  incidentId: string
  number: number
  term: string
  dueAt: Date
  step: ReminderStep
  at: Date
}

/** What this person was reminded of and has not put away, of each term the latest step; the newest fifty. */
export async function remindersFor(db: Read, departmentId: string, accountId: string): Promise<ReminderRow[]> {
  return query<ReminderRow>(
    db,
    `select * from (
       select distinct on (r.incident_id, r.term, r.due_at) r.id, r.incident_id as "incidentId", i.number, r.term,
         r.due_at as "dueAt", r.step, r.at
       from reminder r join incident i on i.department_id = r.department_id and i.id = r.incident_id
       where r.account_id = $2 and r.department_id = $1 and r.seen_at is null
       order by r.incident_id, r.term, r.due_at, r.at desc
     ) latest order by at desc, id desc limit 50`,
    [departmentId, accountId],
  )
}

/** The other steps of the same terms, so that putting one away puts all of them away. */
export async function stepsBeside(db: Read, accountId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `select b.id from reminder r join reminder b on b.department_id = r.department_id and b.incident_id = r.incident_id
       and b.term = r.term and b.due_at = r.due_at and b.account_id = r.account_id
     where r.id = any($2::uuid[]) and r.account_id = $1`,
    [accountId, ids],
  )
  return rows.map(({ id }) => id)
}

export async function departmentIds(db: Read): Promise<string[]> {
  return (await query<{ id: string }>(db, 'select id from department')).map(({ id }) => id)
}
