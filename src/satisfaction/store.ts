import { one, query, type Read, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import { type Incident, news } from '../incident/store.ts'

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
    `insert into satisfaction (department_id, id, incident_id, chat_id, rater, score, thanks, not_done, text, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (department_id, incident_id, rater) do update set
       score = coalesce(excluded.score, satisfaction.score), thanks = satisfaction.thanks or excluded.thanks,
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
