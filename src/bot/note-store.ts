import { maybeOne, query, type Read, type Write } from '../base/database.ts'

/** What an officer wrote of an incident in words, as an answer to its card. */

export interface Note {
  id: string
  incidentId: string
  text: string
  byAccount: string
}

export async function addNote(tx: Write, departmentId: string, note: Note, now: Date): Promise<void> {
  await query(
    tx,
    `insert into incident_note (department_id, id, incident_id, text, at, by_account) values ($1, $2, $3, $4, $5, $6)`,
    [departmentId, note.id, note.incidentId, note.text, now, note.byAccount],
  )
}

export async function findNote(db: Read, departmentId: string, id: string): Promise<Note | null> {
  return maybeOne<Note>(
    db,
    `select id, incident_id as "incidentId", text, by_account as "byAccount" from incident_note
     where department_id = $1 and id = $2`,
    [departmentId, id],
  )
}

export interface NoteLine {
  id: string
  text: string
  at: Date
  byName: string
}

/** All of an incident, and of those that were joined into it, the oldest first. */
export async function notesOf(db: Read, departmentId: string, incidentId: string): Promise<NoteLine[]> {
  return query<NoteLine>(
    db,
    `select n.id, n.text, n.at, a.name as "byName" from incident_note n join account a on a.id = n.by_account
     join incident i on i.department_id = n.department_id and i.id = n.incident_id
     where n.department_id = $1 and $2 in (i.id, i.joined_into) order by n.at, n.id`,
    [departmentId, incidentId],
  )
}
