import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import { tell } from '../base/journal.ts'

/** An exported chat being read in: where it stands, and what came of it. */
export interface ChatImport {
  id: string
  departmentId: string
  chatId: string
  fileHash: string
  fileName: string
  size: number
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** A stable id of what went wrong, '' when nothing did. */
  problem: string
  read: number
  unreadable: number
  kept: number
  incidents: number
  byAccount: string | null
  createdAt: Date
  updatedAt: Date
}

const columns = `id, department_id as "departmentId", chat_id as "chatId", file_hash as "fileHash", file_name as "fileName", size, state,
  problem, read, unreadable, kept, incidents, by_account as "byAccount", created_at as "createdAt", updated_at as "updatedAt"`

/**
 * Notes a file to be imported. The same file into the same chat is the same import: one that is done stays as it is,
 * one that was broken off begins again under the new id.
 */
export async function beginImport(
  tx: Write,
  asked: Pick<ChatImport, 'id' | 'departmentId' | 'chatId' | 'fileHash' | 'fileName' | 'size' | 'byAccount'>,
  now: Date,
): Promise<ChatImport> {
  await query(
    tx,
    `insert into chat_import (id, department_id, chat_id, file_hash, file_name, size, state, by_account, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $8)
     on conflict (chat_id, file_hash) do update set id = $1, file_name = $5, state = 'waiting', problem = '', by_account = $7, updated_at = $8
       where chat_import.state <> 'done'`,
    [asked.id, asked.departmentId, asked.chatId, asked.fileHash, asked.fileName, asked.size, asked.byAccount, now],
  )
  const row = await maybeOne<ChatImport>(
    tx,
    `select ${columns} from chat_import where chat_id = $1 and file_hash = $2`,
    [asked.chatId, asked.fileHash],
  )
  if (!row) throw new Error('The import was noted and is not there: the chat was removed meanwhile.')
  return row
}

export async function findImport(db: Read, id: string): Promise<ChatImport | null> {
  return maybeOne<ChatImport>(db, `select ${columns} from chat_import where id = $1`, [id])
}

/** The import of this very file into this chat, whatever became of it. */
export async function findSameImport(db: Read, chatId: string, fileHash: string): Promise<ChatImport | null> {
  return maybeOne<ChatImport>(db, `select ${columns} from chat_import where chat_id = $1 and file_hash = $2`, [
    chatId,
    fileHash,
  ])
}

/** All imports that have not ended, in every department. */
export async function openImports(db: Read): Promise<ChatImport[]> {
  return query<ChatImport>(db, `select ${columns} from chat_import where state in ('waiting', 'running')`)
}

/** Adds the job that reads the file in; at most one is read at a time. In the transaction that notes the import. */
export async function addImportJob(tx: Write, job: Pick<ChatImport, 'id' | 'departmentId'>): Promise<void> {
  await query(
    tx,
    `select (graphile_worker.add_job('import', json_build_object('departmentId', $1::text, 'importId', $2::text),
       queue_name := 'import', job_key := 'import:' || $2::text)).id`,
    [job.departmentId, job.id],
  )
}

/** What came of these messages since the import was first asked for. `waiting` have not found their incident yet. */
export async function outcomeOf(
  db: Read,
  chatId: string,
  messageIds: readonly string[],
  since: Date,
): Promise<{ kept: number; incidents: number; waiting: number }> {
  return one(
    db,
    `select count(*)::int as kept, count(distinct incident_id)::int as incidents,
       (count(*) filter (where state = 'waiting'))::int as waiting
     from report where chat_id = $1 and external_id = any($2) and received_at >= $3`,
    [chatId, messageIds, since],
  )
}

export async function importsOf(
  db: Read,
  departmentId: string,
): Promise<(ChatImport & { chatTitle: string; slug: string | null })[]> {
  return query(
    db,
    `select i.*, c.title as "chatTitle", c.slug from (select ${columns} from chat_import where department_id = $1
       order by created_at desc limit 100) i join chat c on c.id = i."chatId" order by i."createdAt" desc`,
    [departmentId],
  )
}

/** Saves how far an import is and tells the open pages. */
export async function noteImport(
  tx: Write,
  at: Pick<ChatImport, 'id' | 'departmentId' | 'state' | 'problem' | 'read' | 'unreadable' | 'kept' | 'incidents'>,
  now: Date,
): Promise<void> {
  await run(
    tx,
    `update chat_import set state = $2, problem = $3, read = $4, unreadable = $5, kept = $6, incidents = $7, updated_at = $8
     where id = $1`,
    [at.id, at.state, at.problem, at.read, at.unreadable, at.kept, at.incidents, now],
  )
  await tell(tx, { to: 'staff', type: 'import', departmentId: at.departmentId, id: at.id })
}
