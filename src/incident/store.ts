import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import type { Point } from '../chat/message.ts'
import type { Category, Lang, Route, Urgency } from '../detection/categories.ts'
import type { Outcome, Status } from './life.ts'
import type { Placed, PlaceFound } from './place.ts'

/** An incident as its stages work with it. */
export interface Incident {
  departmentId: string
  id: string
  number: number
  status: Status
  category: Category
  route: Route
  urgency: Urgency
  lang: Lang
  title: string
  precinctId: string | null
  inspectorId: string | null
  chatId: string | null
  thread: string | null
  placeText: string
  lon: number | null
  lat: number | null
  place: PlaceFound | null
  /** How its precinct was found, then how its inspector was: `place main`; `person` once somebody gave it. */
  assignedBy: string
  reports: number
  openedAt: Date
  happenedAt: Date
  answerDue: Date
  answeredAt: Date | null
  closedAt: Date | null
  outcome: Outcome | null
  outcomeText: string
  handedTo: string | null
  joinedInto: string | null
  reopened: number
  version: number
}

/** The columns of an `Incident`, for every store that reads one. */
export const incidentColumns = `department_id as "departmentId", id, number, status, category, route, urgency, lang, title,
  precinct_id as "precinctId", inspector_id as "inspectorId", chat_id as "chatId", thread, place_text as "placeText", lon, lat, place,
  assigned_by as "assignedBy", reports, opened_at as "openedAt", happened_at as "happenedAt", answer_due as "answerDue", answered_at as "answeredAt",
  closed_at as "closedAt", outcome, outcome_text as "outcomeText", handed_to as "handedTo", joined_into as "joinedInto",
  reopened, version`

export async function findIncident(db: Read, departmentId: string, id: string): Promise<Incident | null> {
  return maybeOne<Incident>(db, `select ${incidentColumns} from incident where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

export async function getIncident(db: Read, departmentId: string, id: string): Promise<Incident> {
  return one<Incident>(db, `select ${incidentColumns} from incident where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

export async function findIncidentByNumber(db: Read, departmentId: string, number: number): Promise<Incident | null> {
  return maybeOne<Incident>(db, `select ${incidentColumns} from incident where number = $2 and department_id = $1`, [
    departmentId,
    number,
  ])
}

/** The incident that a happening of this chat became, following joins. */
export async function findByThread(db: Read, chatId: string, thread: string): Promise<Incident | null> {
  return maybeOne<Incident>(
    db,
    `select ${incidentColumns} from incident where (department_id, id) = (
       select i.department_id, coalesce(i.joined_into, i.id) from incident i
       where i.chat_id = $1 and i.thread = $2
       union all
       select r.department_id, coalesce(j.joined_into, j.id) from report r
       join incident j on j.department_id = r.department_id and j.id = r.incident_id
       where r.chat_id = $1 and r.thread = $2
       limit 1)`,
    [chatId, thread],
  )
}

/** Open incidents of the same category opened since: what a new report may be the same as. */
export async function recentOfCategory(
  db: Read,
  departmentId: string,
  category: Category,
  since: Date,
): Promise<Incident[]> {
  return query<Incident>(
    db,
    `select ${incidentColumns} from incident
     where department_id = $1 and opened_at > $3 and category = $2
       and status in ('new', 'reopened', 'accepted', 'confirmed', 'ordered')
     order by opened_at desc limit 50`,
    [departmentId, category, since],
  )
}

export interface NewIncident {
  departmentId: string
  id: string
  category: Category
  route: Route
  urgency: Urgency
  suggested: { category: Category; route: Route; urgency: Urgency; place: string }
  lang: Lang
  title: string
  chatId: string
  thread: string | null
  placeText: string
  point: Point | null
  place?: PlaceFound | null
  openedAt: Date
  happenedAt: Date
  answerDue: Date
}

/** Opens the file of a happening; `new`, with nobody assigned yet. Returns its number. */
export async function addIncident(tx: Write, incident: NewIncident): Promise<number> {
  const { number } = await one<{ number: number }>(
    tx,
    `insert into incident (department_id, id, status, category, route, urgency, suggested, lang, title, chat_id, thread,
       place_text, lon, lat, opened_at, happened_at, answer_due, place)
     values ($1, $2, 'new', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning number`,
    [
      incident.departmentId,
      incident.id,
      incident.category,
      incident.route,
      incident.urgency,
      JSON.stringify(incident.suggested),
      incident.lang,
      incident.title,
      incident.chatId,
      incident.thread,
      incident.placeText,
      incident.point?.lon ?? null,
      incident.point?.lat ?? null,
      incident.openedAt,
      incident.happenedAt,
      incident.answerDue,
      incident.place ? JSON.stringify(incident.place) : null,
    ],
  )
  return number
}

/** Until the transaction ends nobody else opens or joins what these name. */
export async function lockHappening(tx: Write, names: readonly string[]): Promise<void> {
  // In one order everywhere, or two could wait for each other.
  const key = 'hashtextextended(name, 0)'
  await query(tx, `select pg_advisory_xact_lock(${key}) from unnest($1::text[]) name`, [names.toSorted()])
}

/** Ties a kept report, and the files that came with it, to an incident. */
export async function joinReport(tx: Write, departmentId: string, reportId: string, incidentId: string): Promise<void> {
  const to = [departmentId, reportId, incidentId]
  await query(tx, `update report set incident_id = $3, state = 'joined' where department_id = $1 and id = $2`, to)
  // Not in the same statement: a picture of its album may be coming in, which waits for this row or has been waited for.
  await query(tx, 'update attachment set incident_id = $3 where department_id = $1 and report_id = $2', to)
}

/** Lets a follow-up wait until it is known what becomes of the report it follows. */
export async function letFollow(tx: Write, departmentId: string, reportId: string): Promise<void> {
  await query(tx, `update report set state = 'following' where department_id = $1 and id = $2`, [
    departmentId,
    reportId,
  ])
}

/** The follow-ups that waited for this happening's report, each to take its step now. */
export async function wakeFollowers(tx: Write, chatId: string, thread: string): Promise<string[]> {
  const rows = await query<{ id: string }>(
    tx,
    `update report set state = 'waiting' where chat_id = $1 and thread = $2 and state = 'following' returning id`,
    [chatId, thread],
  )
  return rows.map(({ id }) => id)
}

/** Whether the report of a happening still waits for its step or for a person; waits for a step that is just being done. */
export async function reportIsOpen(tx: Write, chatId: string, thread: string): Promise<boolean> {
  const rows = await query(
    tx,
    `select 1 from report where chat_id = $1 and thread = $2 and kind = 'report' and state in ('waiting', 'unsure') limit 1 for update`,
    [chatId, thread],
  )
  return rows.length > 0
}

/** Puts a kept message into the queue of the unsure. */
export async function leaveUnsure(tx: Write, departmentId: string, reportId: string): Promise<void> {
  await query(tx, `update report set state = 'unsure' where department_id = $1 and id = $2`, [departmentId, reportId])
}

/** Notes one more message on the incident. A better place takes over, unless a person has set it meanwhile; words that were missing are filled in. */
export async function noteFollowUp(
  tx: Write,
  incident: Pick<Incident, 'departmentId' | 'id'>,
  place: Placed,
  better: boolean,
): Promise<void> {
  await query(
    tx,
    `update incident set reports = (select count(*) from report r where r.department_id = $1 and r.incident_id = $2),
       place_text = case when place_text = '' or ($7 and ${notByPerson}) then $3 else place_text end,
       lon = case when $7 and ${notByPerson} then $4 else lon end, lat = case when $7 and ${notByPerson} then $5 else lat end,
       place = case when $7 and ${notByPerson} then $6::jsonb else place end, version = version + 1
     where department_id = $1 and id = $2`,
    [
      incident.departmentId,
      incident.id,
      place.text,
      place.point?.lon ?? null,
      place.point?.lat ?? null,
      JSON.stringify(place.found),
      better,
    ],
  )
}

const notByPerson = `coalesce(place->>'by', '') <> 'person'`

/** Moves reports, with their files, to another incident; returns how many. */
export async function moveReports(
  tx: Write,
  departmentId: string,
  from: string,
  to: string,
  only: string[] | null,
): Promise<number> {
  const moved = await run(
    tx,
    `update report set incident_id = $3 where department_id = $1 and incident_id = $2 and ($4::uuid[] is null or id = any($4))`,
    [departmentId, from, to, only],
  )
  await query(
    tx,
    `update attachment a set incident_id = $3 from report r
     where a.department_id = $1 and r.department_id = $1 and a.report_id = r.id and r.incident_id = $3 and a.incident_id = $2`,
    [departmentId, from, to],
  )
  await query(
    tx,
    `update incident i set reports = (select count(*) from report r where r.department_id = $1 and r.incident_id = i.id)
     where i.department_id = $1 and i.id = any($2::uuid[])`,
    [departmentId, [from, to]],
  )
  return moved
}
