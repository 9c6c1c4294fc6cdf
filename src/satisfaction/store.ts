import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { ownPagePrefix } from '../chat/room-store.ts'
import type { KeptReport } from '../detection/store.ts'
import { news } from '../incident/act-store.ts'
import type { Act } from '../incident/life.ts'
import type { Incident } from '../incident/store.ts'

export interface Given {
  /** The messenger's id of the rater, or `report:<id>` for who came by the link of a report. One voice an incident. */
  rater: string
  chatId: string | null
  score?: number
  thanks?: boolean
  notDone?: boolean
  text?: string
}

/** Keeps a voice; a second one of the same rater adds to or changes the first. */
export async function give(tx: Write, incident: Incident, given: Given, id: string, now: Date): Promise<void> {
  const kept = await one<{ id: string; score: number | null; thanks: boolean; notDone: boolean }>(
    tx,
    `insert into satisfaction (department_id, id, incident_id, chat_id, rater, score, thanked, not_done, text, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (department_id, incident_id, rater) do update set
       score = coalesce(excluded.score, satisfaction.score), thanked = satisfaction.thanked or excluded.thanked,
       not_done = excluded.not_done, at = excluded.at,
       text = case when excluded.text = '' then satisfaction.text else excluded.text end
     returning id, score, thanks, not_done as "notDone"`,
    [
      incident.departmentId,
      id,
      incident.id,
      given.chatId,
      given.rater,
      given.score ?? null,
      given.thanks ?? false,
      given.notDone ?? false,
      given.text ?? '',
      now,
    ],
  )
  await record(tx, {
    departmentId: incident.departmentId,
    kind: 'satisfaction.given',
    at: now,
    incidentId: incident.id,
    data: {
      satisfactionId: kept.id,
      score: given.score ?? null,
      thanks: given.thanks ?? false,
      notDone: given.notDone ?? false,
    },
    live: news(incident, 'satisfaction.given'),
  })
}

export interface Put {
  rater: string
  chatId: string
  /** The messenger's id of the bot's message. */
  message: string
}

/** Thanks put under a message about the outcome; what stands there already changes nothing. */
export async function putThanks(tx: Write, incident: Incident, put: Put, id: string, now: Date): Promise<void> {
  const kept = await maybeOne<{ id: string; score: number | null; notDone: boolean }>(
    tx,
    `insert into satisfaction (department_id, id, incident_id, chat_id, rater, reactions, at)
     values ($1, $2, $3, $4, $5, array[$6], $7)
     on conflict (department_id, incident_id, rater) do update
       set reactions = array_append(satisfaction.reactions, $6), at = excluded.at
       where not $6 = any(satisfaction.reactions)
     returning id, score, not_done as "notDone"`,
    [incident.departmentId, id, incident.id, put.chatId, put.rater, placeOf(put), now],
  )
  if (!kept) return
  await record(tx, {
    ...{ departmentId: incident.departmentId, kind: 'satisfaction.given', at: now, incidentId: incident.id },
    data: { satisfactionId: kept.id, score: null, thanks: true, notDone: false },
    live: news(incident, 'satisfaction.given'),
  })
}

/** Thanks put under a message stand there no more; a voice that said nothing else is none. */
export async function takeThanksBack(tx: Write, incident: Incident, put: Put, now: Date): Promise<void> {
  const { departmentId } = incident
  const kept = await maybeOne<{ id: string }>(
    tx,
    `update satisfaction set reactions = array_remove(reactions, $4)
     where department_id = $1 and incident_id = $2 and rater = $3 and $4 = any(reactions) returning id`,
    [departmentId, incident.id, put.rater, placeOf(put)],
  )
  if (!kept) return
  await run(
    tx,
    `delete from satisfaction
     where department_id = $1 and id = $2 and not thanks and not not_done and score is null and text = ''`,
    [departmentId, kept.id],
  )
  await record(tx, {
    ...{ departmentId, kind: 'satisfaction.withdrawn', at: now, incidentId: incident.id },
    data: { satisfactionId: kept.id },
    live: news(incident, 'satisfaction.withdrawn'),
  })
}

const placeOf = ({ chatId, message }: Put) => `${chatId} ${message}`

export interface Rating {
  score: number | null
  thanks: boolean
  notDone: boolean
  text: string
  at: Date
}

export async function ratingsOf(db: Read, departmentId: string, incidentId: string): Promise<Rating[]> {
  return query(
    db,
    `select score, thanks, not_done as "notDone", text, at from satisfaction
     where department_id = $1 and incident_id = $2 order by at`,
    [departmentId, incidentId],
  )
}

/** The voice of one rater on an incident, if given. */
export async function findVoice(
  db: Read,
  departmentId: string,
  incidentId: string,
  rater: string,
): Promise<Pick<Rating, 'score' | 'thanks' | 'notDone'> | null> {
  return maybeOne(
    db,
    `select score, thanks, not_done as "notDone" from satisfaction
     where department_id = $1 and incident_id = $2 and rater = $3`,
    [departmentId, incidentId, rater],
  )
}

/** Which report a secret of a reporter's own page opens. */
export async function findBySecret(db: Read, secret: string): Promise<{ departmentId: string; id: string } | null> {
  return maybeOne(db, 'select department_id as "departmentId", id from report where secret = $1', [secret])
}

export interface OwnFile {
  hash: string
  kind: string
  mime: string
}

export interface OwnWords {
  id: string
  at: Date
  text: string
  photos: OwnFile[]
}

/** The report itself and what was added to it on its own page, oldest first, each with its files. */
export async function ownWords(db: Read, report: KeptReport): Promise<OwnWords[]> {
  return query(
    db,
    `select r.id, r.at, r.text, coalesce((
       select jsonb_agg(jsonb_build_object('hash', f.hash, 'kind', t.kind, 'mime', f.mime) order by t.at, t.id)
       from attachment t join file f on f.hash = t.file_hash
       where t.department_id = r.department_id and t.report_id = r.id), '[]') as photos
     from report r where r.department_id = $1 and (r.id = $2 or r.id in (
       select a.id from report a where a.department_id = $1 and a.incident_id = $3 and starts_with(a.external_id, $4)
       union all
       select a.id from report a where a.department_id = $1 and a.state = 'unsure' and starts_with(a.external_id, $4)))
     order by r.id = $2 desc, r.at, r.id`,
    [report.departmentId, report.id, report.incidentId, prefixOf(report.id)],
  )
}

const prefixOf = (reportId: string) => `${ownPagePrefix}${reportId}-`

/** The id, in its chat, of what is added on the page of a report. */
export const addedId = (reportId: string, id: string) => prefixOf(reportId) + id

/** Ties what was added to the incident of the report, before its step runs. */
export async function tieToIncident(tx: Write, departmentId: string, id: string, incidentId: string): Promise<void> {
  await run(tx, 'update report set incident_id = $3 where department_id = $1 and id = $2', [
    departmentId,
    id,
    incidentId,
  ])
}

/** When an inspector first got the incident, and what was done since, oldest first. */
export async function pastOf(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<{ seenAt: Date | null; acts: { act: Act; at: Date }[] }> {
  const rows = await query<{ kind: string; at: Date; act: Act }>(
    db,
    `select kind, at, data->>'act' as act from journal
     where department_id = $1 and incident_id = $2 and kind in ('incident.assigned', 'incident.acted') order by id`,
    [departmentId, incidentId],
  )
  const seen = rows.find(({ kind }) => kind === 'incident.assigned')
  return { seenAt: seen?.at ?? null, acts: rows.filter(({ kind }) => kind === 'incident.acted') }
}
