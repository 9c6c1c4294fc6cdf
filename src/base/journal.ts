import type { Act } from '../incident/life.ts'
import type { Write } from './database.ts'
import { one } from './database.ts'

/** What can happen, and what is told of it. Ids, statuses and counts only: never a text, a name or a number of a person. */
export interface Events {
  'report.kept': { reportId: string }
  'report.unsure': { reportId: string }
  'report.decided': { reportId: string; decided: 'report' | 'join' | 'nothing' }
  'report.added': { reportId: string }
  'report.edited': { reportId: string }
  /** `evidence`: its words stay, for the incident was taken up already. */
  'report.deleted': { reportId: string; evidence: boolean }
  /** One of several files of a report; `evidence`: it stays, marked. */
  'file.takenBack': { reportId: string; evidence: boolean }
  'incident.opened': { reportId: string }
  'incident.followed': { reportId: string }
  'incident.assigned': { inspectorId: string | null; precinctId: string | null; why: string }
  'incident.late': { due: string }
  /** Told of by many who are new in their chats, all at once. */
  'incident.flagged': { authors: number }
  'incident.acted': { act: Act; from: string; to: string; detail?: Record<string, unknown> }
  'file.added': { attachmentId: string; purpose: string }
  'note.added': { noteId: string }
  'subject.named': { subjectId: string; role: string }
  'subject.removed': { subjectId: string; role: string }
  'subject.merged': { subjectId: string; goneId: string; mergeId: string; undone?: true }
  'paper.drafted': { paperId: string; kind: string; article: string | null; part: string | null }
  'paper.changed': { paperId: string; kind: string; version: number }
  'paper.signed': { paperId: string; kind: string; article: string | null; part: string | null }
  'paper.cancelled': { paperId: string; kind: string }
  'case.acted': { paperId: string; actId: string; act: string; struck?: true }
  'signature.added': { paperId: string; signatureId: string; way: string; state: string }
  'penalty.noted': { subjectId: string; penaltyId: string; struck?: true }
  'vehicle.named': { vehicleId: string; removed?: true }
  'register.changed': { register: string; fileId: string; rows: number; removed?: true }
  'law.changed': { changeId: string; what: string }
  'papers.changed': { what: string }
  'deadline.near': { term: string; due: string; step: string; accountId: string }
  /** `maybe`: an earlier call for it ended unknown, so it may stand there twice. */
  'reply.sent': { replyId: string; step: string; maybe?: true }
  'reply.failed': { replyId: string; step: string; why: string; code?: string }
  'reply.changed': { replyId: string; step: string; what: 'again' | 'drop' }
  /** Thanks put under an outcome no longer stand there. */
  'satisfaction.withdrawn': { satisfactionId: string }
  'satisfaction.given': { satisfactionId: string; score: number | null; thanks: boolean; notDone: boolean }
  'account.changed': { accountId: string; what: string }
  /** Who wrote this report is not read until then (null: for good), or is read again. */
  'author.blocked': { reportId: string; until: string | null }
  'author.heard': { reportId: string }
  'chat.changed': { chatId: string; what: string }
  /** An account with a messenger. */
  'channel.changed': { channelId: string; what: string }
  'precinct.changed': { precinctId: string; what: string }
  'learning.changed': { allowed: boolean; forgotten: number }
  'import.ended': { importId: string; kept: number; incidents: number }
}
export type EventKind = keyof Events

/** The kinds that set a step off; `way.ts` may wire only these, and each job is added with its row. */
export const forwarded = [
  'report.kept',
  'incident.opened',
  'incident.followed',
  'incident.acted',
  'satisfaction.given',
] as const satisfies readonly EventKind[]
export type Forwarded = (typeof forwarded)[number]

export interface JournalEvent<K extends EventKind = EventKind> {
  departmentId: string
  id: number
  kind: K
  incidentId: string | null
  accountId: string | null
  at: string
  data: Events[K]
}

/** What open pages are told at once; ids only, the page then asks for what it may see. */
export type LiveNews =
  | {
      to: 'staff'
      type: 'incident'
      departmentId: string
      id: string
      number?: number
      status?: string
      precinctId?: string | null
      inspectorId?: string | null
      urgency?: string
      kind: EventKind
    }
  | { to: 'staff'; type: 'unsure'; departmentId: string }
  | { to: 'staff'; type: 'law'; departmentId: string }
  | { to: 'staff'; type: 'import'; departmentId: string; id: string }
  | { to: 'room'; type: 'message' | 'edited' | 'purged'; chatId: string; id: string }

export interface Happening<K extends EventKind> {
  departmentId: string
  kind: K
  at: Date
  incidentId?: string | null
  accountId?: string | null
  data: Events[K]
  live?: LiveNews
}

export const liveChannel = 'uchastok_live'

/** Adds the row, the job that takes it to its step, and the news for open pages, all in the caller's transaction. Returns the row's id. */
export async function record<K extends EventKind>(tx: Write, happening: Happening<K>): Promise<number> {
  const { departmentId, kind, at, incidentId = null, accountId = null, data, live } = happening
  const moves = (forwarded as readonly EventKind[]).includes(kind)
  const { id } = await one<{ id: number }>(
    tx,
    `with entry as (
       insert into journal (department_id, at, kind, incident_id, account_id, data)
       values ($1, $2, $3, $4, $5, $6) returning *
     ), job as (
       select (graphile_worker.add_job('way', json_build_object(
         'departmentId', entry.department_id, 'id', entry.id, 'kind', entry.kind, 'incidentId', entry.incident_id,
         'accountId', entry.account_id, 'at', $2::timestamptz, 'data', entry.data),
         queue_name := entry.incident_id::text)).id as job_id
       from entry where $7
     ), news as (
       select pg_notify('${liveChannel}', $8) where $8 is not null
     )
     select entry.id, (select count(*) from job) as jobs, (select count(*) from news) as told from entry`,
    [departmentId, at, kind, incidentId, accountId, JSON.stringify(data), moves, live ? JSON.stringify(live) : null],
  )
  return id
}

/** Tells open pages something that is no entry of the journal. */
export async function tell(tx: Write, live: LiveNews): Promise<void> {
  await one(tx, 'select pg_notify($1, $2)', [liveChannel, JSON.stringify(live)])
}
