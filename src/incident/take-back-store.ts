import { inTransaction, maybeOne, query, run, type Write } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { type Chat, forgottenId, secondOf } from '../chat/chat.ts'
import { unusedFiles } from '../chat/room-store.ts'
import { lineOf } from '../detection/store.ts'
import { orphanFiles } from './unsure.ts'

interface Kept {
  id: string
  departmentId: string
  incidentId: string | null
  state: string
  status: string | null
}

/**
 * An author took messages back. What nobody took up yet is forgotten, words, files and all; what is evidence already
 * stays and is marked; of several pictures only the one that was taken back. The incident stays in all cases: people decide what becomes of it.
 */
export async function takeBack(
  deps: Pick<Deps, 'db' | 'files' | 'now'>,
  chat: Pick<Chat, 'id'>,
  externalIds: readonly string[],
): Promise<void> {
  const ids = externalIds.flatMap((id) => [id, secondOf(id)])
  const forgotten = await inTransaction(deps.db, async (tx) => {
    const hashes: string[] = []
    for (const report of await keptOf(tx, chat.id, ids)) hashes.push(...(await takeBackOne(tx, report, deps.now())))
    hashes.push(...(await takeBackFiles(tx, chat.id, externalIds, deps.now())))
    return hashes.length === 0 ? [] : unusedFiles(tx, await orphanFiles(tx, hashes))
  })
  for (const hash of forgotten) await deps.files.delete(hash)
}

/** The incident is locked first, so that nobody accepts it while its words go. */
async function keptOf(tx: Write, chatId: string, externalIds: string[]): Promise<Kept[]> {
  await query(
    tx,
    `select i.id from incident i join report r on r.department_id = i.department_id and r.incident_id = i.id
     where r.chat_id = $1 and (r.external_id = any($2) or exists (select 1 from attachment a
       where a.department_id = r.department_id and a.report_id = r.id and a.message = any($2))) for update of i`,
    [chatId, externalIds],
  )
  return query<Kept>(
    tx,
    `select r.id, r.department_id as "departmentId", r.incident_id as "incidentId", r.state, i.status
     from report r left join incident i on i.department_id = r.department_id and i.id = r.incident_id
     where r.chat_id = $1 and r.external_id = any($2) and r.deleted_at is null and r.state <> 'dropped' for update of r`,
    [chatId, externalIds],
  )
}

/** Of several pictures one was taken back: it alone goes, or is marked where it is evidence; its report stays. */
async function takeBackFiles(tx: Write, chatId: string, messages: readonly string[], now: Date): Promise<string[]> {
  const files = await query<Kept & { reportId: string; hash: string }>(
    tx,
    `select a.id, a.department_id as "departmentId", a.file_hash as hash, r.id as "reportId", r.incident_id as "incidentId",
       r.state, i.status
     from attachment a join report r on r.department_id = a.department_id and r.id = a.report_id
     left join incident i on i.department_id = r.department_id and i.id = r.incident_id
     where r.chat_id = $1 and a.message = any($2) and a.deleted_at is null and r.deleted_at is null for update of a`,
    [chatId, messages],
  )
  const gone = files.filter((file) => !isEvidence(file))
  const of = (some: typeof files) => some.map(({ id }) => id)
  await run(tx, 'update attachment set deleted_at = $2 where id = any($1)', [of(files.filter(isEvidence)), now])
  await run(tx, 'delete from attachment where id = any($1)', [of(gone)])
  for (const [reportId, [one]] of Map.groupBy(files, (file) => file.reportId)) {
    if (!one) continue
    const { departmentId, incidentId } = one
    const data = { reportId, evidence: isEvidence(one) }
    await record(tx, {
      departmentId,
      kind: 'file.takenBack',
      at: now,
      incidentId,
      data,
      live: liveOf(one, 'file.takenBack'),
    })
  }
  return gone.map(({ hash }) => hash)
}

const isEvidence = ({ status }: Kept): boolean => status !== null && status !== 'new'

const liveOf = ({ departmentId, incidentId }: Kept, kind: 'report.deleted' | 'file.takenBack') =>
  incidentId
    ? ({ to: 'staff', type: 'incident', departmentId, id: incidentId, kind } as const)
    : ({ to: 'staff', type: 'unsure', departmentId } as const)

async function takeBackOne(tx: Write, report: Kept, now: Date): Promise<string[]> {
  const { id, departmentId, incidentId } = report
  const evidence = isEvidence(report)
  await record(tx, {
    departmentId,
    kind: 'report.deleted',
    at: now,
    incidentId,
    data: { reportId: id, evidence },
    live: liveOf(report, 'report.deleted'),
  })
  if (evidence) {
    await run(tx, 'update report set deleted_at = $3 where department_id = $1 and id = $2', [departmentId, id, now])
    return []
  }
  await empty(tx, departmentId, id, now)
  if (incidentId) await forgetIn(tx, departmentId, incidentId)
  const files = await query<{ hash: string }>(
    tx,
    'delete from attachment where department_id = $1 and report_id = $2 returning file_hash as hash',
    [departmentId, id],
  )
  return files.map(({ hash }) => hash)
}

async function empty(tx: Write, departmentId: string, id: string, now: Date): Promise<void> {
  await run(
    tx,
    `with bare as (
       update correction set suggested = suggested || '{"places": [], "times": [], "why": []}'
       where department_id = $1 and report_id = $2)
     update report set state = 'dropped', deleted_at = $3, text = '', author = '', author_name = '', location = null,
       origin = null, external_id = ${forgottenId}, answer_to = null, reading = reading || '{"places": [], "times": [], "why": []}'
     where department_id = $1 and id = $2`,
    [departmentId, id, now],
  )
}

/** What the incident had of the words goes with them: its line and place are of those who still say it. */
async function forgetIn(tx: Write, departmentId: string, incidentId: string): Promise<void> {
  const left = await maybeOne<{ text: string; places: string; lon: number | null }>(
    tx,
    `select (array_agg(text order by at, id))[1] as text,
       coalesce(string_agg((select string_agg(p->>'text', ', ') from jsonb_array_elements(reading->'places') p), ', '
         order by at, id), '') as places
     from report where department_id = $1 and incident_id = $2 and state <> 'dropped' having count(*) > 0`,
    [departmentId, incidentId],
  )
  await run(
    tx,
    `update incident set title = $3, place_text = $4, suggested = suggested || jsonb_build_object('place', $4::text),
       lon = case when $5 then lon end, lat = case when $5 then lat end, place = case when $5 then place end,
       reports = greatest(0, reports - 1), version = version + 1
     where department_id = $1 and id = $2`,
    [departmentId, incidentId, lineOf(left?.text ?? ''), (left?.places ?? '').slice(0, 500), left !== null],
  )
}
