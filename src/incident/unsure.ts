import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { forgottenId } from '../chat/chat.ts'
import type { Category, Reading, Route } from '../detection/categories.ts'

/** What people decided instead of the program, and the files of an incident. */

/** Keeps a person's decision beside what was suggested. */
export async function keepCorrection(
  tx: Write,
  correction: {
    id: string
    departmentId: string
    reportId: string
    suggested: Reading
    decided: Partial<Reading>
    byAccount: string
  },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into correction (department_id, id, report_id, suggested, decided, by_account, at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      correction.departmentId,
      correction.id,
      correction.reportId,
      JSON.stringify(correction.suggested),
      JSON.stringify(correction.decided),
      correction.byAccount,
      now,
    ],
  )
}

/** Takes a message out of the queue of the unsure as a report of this category; false when it is there no more. */
export async function decideReport(
  tx: Write,
  departmentId: string,
  id: string,
  decided: { category: Category; route: Route },
): Promise<boolean> {
  const changed = await run(
    tx,
    `update report set state = 'waiting', kind = 'report', incident_id = null,
       reading = reading || jsonb_build_object('kind', 'report', 'category', $3::text, 'route', $4::text,
         'urgency', coalesce(reading->>'urgency', 'normal'))
     where department_id = $1 and id = $2 and state = 'unsure'`,
    [departmentId, id, decided.category, decided.route],
  )
  return changed === 1
}

/** Takes a message out of the queue as belonging to an incident. */
export async function decideJoin(tx: Write, departmentId: string, id: string, incidentId: string): Promise<boolean> {
  const changed = await run(
    tx,
    `update report set state = 'waiting', kind = 'follow_up', incident_id = $3,
       reading = reading || jsonb_build_object('kind', 'follow_up') where department_id = $1 and id = $2 and state = 'unsure'`,
    [departmentId, id, incidentId],
  )
  return changed === 1
}

const emptied = `state = 'dropped', text = '', author = '', author_name = '', location = null, thread = null,
  origin = null, external_id = ${forgottenId}, answer_to = null,
  reading = reading || '{"places": [], "times": [], "why": []}'::jsonb`

/** It is no report: its text, author and place are forgotten; the hashes of its files are returned for removal. */
export async function dropReport(tx: Write, departmentId: string, id: string): Promise<{ files: string[] } | null> {
  const changed = await run(
    tx,
    `update report set ${emptied} where department_id = $1 and id = $2 and state in ('unsure', 'waiting')`,
    [departmentId, id],
  )
  return changed === 0 ? null : { files: await dropFiles(tx, departmentId, [id]) }
}

/** What waited for a report that was none is forgotten with it. */
export async function dropFollowers(
  tx: Write,
  departmentId: string,
  chatId: string,
  thread: string,
): Promise<{ files: string[] }> {
  const rows = await query<{ id: string }>(
    tx,
    `update report set ${emptied} where chat_id = $1 and thread = $2 and state = 'following' returning id`,
    [chatId, thread],
  )
  return {
    files: await dropFiles(
      tx,
      departmentId,
      rows.map(({ id }) => id),
    ),
  }
}

async function dropFiles(tx: Write, departmentId: string, reportIds: string[]): Promise<string[]> {
  const files = await query<{ hash: string }>(
    tx,
    'delete from attachment where department_id = $1 and report_id = any($2::uuid[]) returning file_hash as hash',
    [departmentId, reportIds],
  )
  return files.map(({ hash }) => hash)
}

/** Which of these files nothing points at any more; their rows are removed. */
export async function orphanFiles(tx: Write, hashes: string[]): Promise<string[]> {
  const rows = await query<{ hash: string }>(
    tx,
    `delete from file f where f.hash = any($1) and not exists (select 1 from attachment a where a.file_hash = f.hash) returning f.hash`,
    [hashes],
  )
  return rows.map(({ hash }) => hash)
}

/** The first report of an incident: what the program read in it. */
export async function firstReport(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<{ id: string; reading: Reading } | null> {
  return maybeOne(
    db,
    'select id, reading from report where department_id = $1 and incident_id = $2 order by at, id limit 1',
    [departmentId, incidentId],
  )
}

export interface NewAttachment {
  id: string
  departmentId: string
  incidentId: string
  hash: string
  size: number
  mime: string
  width: number | null
  height: number | null
  purpose: string
  kind: string
  caption: string
  byAccount: string
}

export async function addAttachment(tx: Write, file: NewAttachment, now: Date): Promise<void> {
  await query(
    tx,
    `insert into file (hash, size, mime, width, height, created_at) values ($1, $2, $3, $4, $5, $6) on conflict (hash) do nothing`,
    [file.hash, file.size, file.mime, file.width, file.height, now],
  )
  await query(
    tx,
    `insert into attachment (department_id, id, incident_id, file_hash, purpose, kind, caption, at, by_account)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      file.departmentId,
      file.id,
      file.incidentId,
      file.hash,
      file.purpose,
      file.kind,
      file.caption,
      now,
      file.byAccount,
    ],
  )
}

/** The file's type, if it belongs to an incident or a report of this department. */
export async function fileOf(
  db: Read,
  departmentId: string,
  hash: string,
): Promise<{ mime: string; size: number; incidentId: string | null } | null> {
  return maybeOne(
    db,
    `select f.mime, f.size, a.incident_id as "incidentId" from file f join attachment a on a.file_hash = f.hash
     where f.hash = $2 and a.department_id = $1 order by a.incident_id nulls last limit 1`,
    [departmentId, hash],
  )
}
