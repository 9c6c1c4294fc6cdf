import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { Point } from '../chat/message.ts'
import type { Category, Lang, Route, Urgency } from '../detection/categories.ts'
import { type Act, type Actor, next, type Outcome, type Refusal, type Status } from './life.ts'

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

const columns = `department_id as "departmentId", id, number, status, category, route, urgency, lang, title,
  precinct_id as "precinctId", inspector_id as "inspectorId", chat_id as "chatId", thread, place_text as "placeText", lon, lat,
  reports, opened_at as "openedAt", happened_at as "happenedAt", answer_due as "answerDue", answered_at as "answeredAt",
  closed_at as "closedAt", outcome, outcome_text as "outcomeText", handed_to as "handedTo", joined_into as "joinedInto",
  reopened, version`

export async function findIncident(db: Read, departmentId: string, id: string): Promise<Incident | null> {
  return maybeOne<Incident>(db, `select ${columns} from incident where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

export async function getIncident(db: Read, departmentId: string, id: string): Promise<Incident> {
  return one<Incident>(db, `select ${columns} from incident where department_id = $1 and id = $2`, [departmentId, id])
}

export async function findIncidentByNumber(db: Read, departmentId: string, number: number): Promise<Incident | null> {
  return maybeOne<Incident>(db, `select ${columns} from incident where number = $2 and department_id = $1`, [
    departmentId,
    number,
  ])
}

/** The incident that a happening of this chat became, following joins. */
export async function findByThread(db: Read, chatId: string, thread: string): Promise<Incident | null> {
  return maybeOne<Incident>(
    db,
    `select ${columns} from incident where (department_id, id) = (
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
    `select ${columns} from incident
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
  openedAt: Date
  happenedAt: Date
  answerDue: Date
}

/** Opens the file of a happening; `new`, with nobody assigned yet. Returns its number. */
export async function addIncident(tx: Write, incident: NewIncident): Promise<number> {
  const { number } = await one<{ number: number }>(
    tx,
    `insert into incident (department_id, id, status, category, route, urgency, suggested, lang, title, chat_id, thread,
       place_text, lon, lat, opened_at, happened_at, answer_due)
     values ($1, $2, 'new', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) returning number`,
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
    ],
  )
  return number
}

/** Ties a kept report, and the files that came with it, to an incident. */
export async function joinReport(tx: Write, departmentId: string, reportId: string, incidentId: string): Promise<void> {
  await query(tx, `update report set incident_id = $3, state = 'joined' where department_id = $1 and id = $2`, [
    departmentId,
    reportId,
    incidentId,
  ])
  await query(tx, 'update attachment set incident_id = $3 where department_id = $1 and report_id = $2', [
    departmentId,
    reportId,
    incidentId,
  ])
}

/** Puts a kept message into the queue of the unsure. */
export async function leaveUnsure(tx: Write, departmentId: string, reportId: string): Promise<void> {
  await query(tx, `update report set state = 'unsure' where department_id = $1 and id = $2`, [departmentId, reportId])
}

/** Notes one more message on the incident; a place or point that was missing is filled in, never replaced. */
export async function noteFollowUp(
  tx: Write,
  incident: Pick<Incident, 'departmentId' | 'id'>,
  place: { text: string; point: Point | null },
): Promise<void> {
  await query(
    tx,
    `update incident set reports = (select count(*) from report r where r.department_id = $1 and r.incident_id = $2),
       place_text = case when place_text = '' then $3 else place_text end,
       lon = coalesce(lon, $4), lat = coalesce(lat, $5), version = version + 1
     where department_id = $1 and id = $2`,
    [incident.departmentId, incident.id, place.text, place.point?.lon ?? null, place.point?.lat ?? null],
  )
}

/** Columns that an act may set together with the status. */
export interface Change {
  inspectorId?: string
  precinctId?: string
  category?: Category
  route?: Route
  urgency?: Urgency
  placeText?: string
  point?: Point | null
  outcome?: Outcome
  outcomeText?: string
  handedTo?: string
  joinedInto?: string
  happenedAt?: Date
}

export interface Acting {
  departmentId: string
  id: string
  /** The version that the person saw; null for the program's own clock and for residents. */
  version: number | null
  act: Act
  by: Actor
  accountId: string | null
  now: Date
  change?: Change
  /** Ids and codes for the journal; never texts. */
  detail?: Record<string, unknown>
}

const ends: readonly Status[] = ['closed', 'dismissed', 'handed_over', 'crime', 'joined']

/**
 * Does an act: the only function that changes a status. Locks the row, asks the one table of `life`, saves the change
 * and its journal row. Refuses by value; `changed-meanwhile` when the person saw an older version.
 */
export async function act(tx: Write, acting: Acting): Promise<{ refused: Refusal } | { incident: Incident }> {
  const { departmentId, id, now, change = {} } = acting
  const before = await maybeOne<Incident>(
    tx,
    `select ${columns} from incident where department_id = $1 and id = $2 for update`,
    [departmentId, id],
  )
  if (!before) return { refused: 'not-now' }
  if (acting.version !== null && acting.version !== before.version) return { refused: 'changed-meanwhile' }
  const step = next(before.status, acting.act, acting.by)
  if ('refused' in step) return step
  const ended = ends.includes(step.to)
  const reopens = acting.act === 'reopen'
  const incident = await one<Incident>(
    tx,
    `update incident set status = $3, version = version + 1,
       inspector_id = coalesce($4, inspector_id), precinct_id = coalesce($5, precinct_id),
       category = coalesce($6, category), route = coalesce($7, route), urgency = coalesce($8, urgency),
       place_text = coalesce($9, place_text),
       lon = case when $10 then $11 else lon end, lat = case when $10 then $12 else lat end,
       outcome = case when $13 then null else coalesce($14, outcome) end,
       outcome_text = case when $13 then '' else coalesce($15, outcome_text) end,
       handed_to = coalesce($16, handed_to), joined_into = coalesce($17::uuid, joined_into),
       happened_at = coalesce($18, happened_at),
       answered_at = case when $19 and answered_at is null then $20 else answered_at end,
       closed_at = case when $21 then $20 when $13 then null else closed_at end,
       reopened = reopened + case when $13 then 1 else 0 end
     where department_id = $1 and id = $2 returning ${columns}`,
    [
      departmentId,
      id,
      step.to,
      change.inspectorId ?? null,
      change.precinctId ?? null,
      change.category ?? null,
      change.route ?? null,
      change.urgency ?? null,
      change.placeText ?? null,
      change.point !== undefined,
      change.point?.lon ?? null,
      change.point?.lat ?? null,
      reopens,
      change.outcome ?? null,
      change.outcomeText ?? null,
      change.handedTo ?? null,
      change.joinedInto ?? null,
      change.happenedAt ?? null,
      acting.accountId !== null && acting.act !== 'assign',
      now,
      ended,
    ],
  )
  await record(tx, {
    departmentId,
    kind: 'incident.acted',
    at: now,
    incidentId: id,
    accountId: acting.accountId,
    data: { act: acting.act, from: before.status, to: step.to, ...(acting.detail ? { detail: acting.detail } : {}) },
    live: news(incident, 'incident.acted'),
  })
  return { incident }
}

/** What open pages of staff are told of an incident. */
export function news(
  incident: Incident,
  kind:
    | 'incident.acted'
    | 'incident.assigned'
    | 'incident.followed'
    | 'incident.late'
    | 'protocol.signed'
    | 'satisfaction.given'
    | 'reply.sent'
    | 'file.added'
    | 'subject.named'
    | 'protocol.drafted',
) {
  return {
    to: 'staff',
    type: 'incident',
    departmentId: incident.departmentId,
    id: incident.id,
    number: incident.number,
    status: incident.status,
    precinctId: incident.precinctId,
    inspectorId: incident.inspectorId,
    urgency: incident.urgency,
    kind,
  } as const
}

/** Gives the incident to a precinct and an inspector; no act of a person, so the status stays. */
export async function assign(
  tx: Write,
  incident: Pick<Incident, 'departmentId' | 'id'>,
  to: { precinctId: string | null; inspectorId: string | null; why: string },
  now: Date,
): Promise<Incident> {
  const changed = await one<Incident>(
    tx,
    `update incident set precinct_id = $3, inspector_id = $4, assigned_by = $5, version = version + 1
     where department_id = $1 and id = $2 returning ${columns}`,
    [incident.departmentId, incident.id, to.precinctId, to.inspectorId, to.why],
  )
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'incident.assigned',
    at: now,
    incidentId: incident.id,
    data: to,
    live: news(changed, 'incident.assigned'),
  })
  return changed
}

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
  return moved
}

/** Marks overdue incidents and returns them; each is marked once. */
export async function markLate(tx: Write, now: Date): Promise<Incident[]> {
  return query<Incident>(
    tx,
    `update incident set escalated_at = $1, version = version + 1 where (department_id, id) in (
       select department_id, id from incident
       where answered_at is null and escalated_at is null and answer_due < $1 and status in ('new', 'reopened')
       order by answer_due limit 500 for update skip locked)
     returning ${columns}`,
    [now],
  )
}
