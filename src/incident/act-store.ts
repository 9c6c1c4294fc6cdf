import { maybeOne, one, query, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { Point } from '../chat/message.ts'
import type { Category, Route, Urgency } from '../detection/categories.ts'
import { type Act, type Actor, next, type Outcome, type Refusal, type Status } from './life.ts'
import { byPerson } from './place.ts'
import { type Incident, incidentColumns } from './store.ts'

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
    `select ${incidentColumns} from incident where department_id = $1 and id = $2 for update`,
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
       place_text = coalesce($9, place_text), place = case when $10 or $9 is not null then $22::jsonb else place end,
       assigned_by = case when $23 then 'person' else assigned_by end,
       lon = case when $10 then $11 else lon end, lat = case when $10 then $12 else lat end,
       outcome = case when $13 then null else coalesce($14, outcome) end,
       outcome_text = case when $13 then '' else coalesce($15, outcome_text) end,
       handed_to = coalesce($16, handed_to), joined_into = coalesce($17::uuid, joined_into),
       happened_at = coalesce($18, happened_at),
       answered_at = case when $19 and answered_at is null then $20 else answered_at end,
       closed_at = case when $21 then $20 when $13 then null else closed_at end,
       reopened = reopened + case when $13 then 1 else 0 end
     where department_id = $1 and id = $2 returning ${incidentColumns}`,
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
      JSON.stringify(byPerson),
      acting.act === 'assign',
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
    | 'paper.signed'
    | 'paper.changed'
    | 'paper.cancelled'
    | 'case.acted'
    | 'signature.added'
    | 'vehicle.named'
    | 'penalty.noted'
    | 'satisfaction.given'
    | 'satisfaction.withdrawn'
    | 'reply.sent'
    | 'reply.failed'
    | 'reply.changed'
    | 'file.added'
    | 'note.added'
    | 'author.blocked'
    | 'author.heard'
    | 'subject.named'
    | 'paper.drafted',
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
     where department_id = $1 and id = $2 returning ${incidentColumns}`,
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

/** Marks overdue incidents and returns them; each is marked once. */
export async function markLate(tx: Write, now: Date): Promise<Incident[]> {
  return query<Incident>(
    tx,
    `update incident set escalated_at = $1, version = version + 1 where (department_id, id) in (
       select department_id, id from incident
       where answered_at is null and escalated_at is null and answer_due < $1 and status in ('new', 'reopened')
       order by answer_due limit 500 for update skip locked)
     returning ${incidentColumns}`,
    [now],
  )
}
