import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
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
  byAccount: string | null
  createdAt: Date
  updatedAt: Date
}

const columns = `id, department_id as "departmentId", chat_id as "chatId", file_hash as "fileHash", file_name as "fileName", size, state,
  problem, read, unreadable, kept, by_account as "byAccount", created_at as "createdAt", updated_at as "updatedAt"`

/** Notes a file to be imported. The same file into the same chat is the same import: done ones stay done, others go on. */
export async function beginImport(
  tx: Write,
  asked: Pick<ChatImport, 'id' | 'departmentId' | 'chatId' | 'fileHash' | 'fileName' | 'size' | 'byAccount'>,
  now: Date,
): Promise<ChatImport> {
  await query(
    tx,
    `insert into chat_import (id, department_id, chat_id, file_hash, file_name, size, state, by_account, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $8)
     on conflict (chat_id, file_hash) do update set
       state = case when chat_import.state = 'done' then 'done' else 'waiting' end, problem = '', updated_at = $8`,
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

export async function importsOf(db: Read, departmentId: string): Promise<(ChatImport & { chatTitle: string })[]> {
  return query(
    db,
    `select ${columns.replaceAll(/(^|, )([a-z_]+)/g, '$1i.$2')}, c.title as "chatTitle" from chat_import i join chat c on c.id = i.chat_id
     where i.department_id = $1 order by i.created_at desc limit 100`,
    [departmentId],
  )
}

/** Saves how far an import is and tells the open pages. */
export async function noteImport(
  tx: Write,
  at: Pick<ChatImport, 'id' | 'departmentId' | 'state' | 'problem' | 'read' | 'unreadable' | 'kept'>,
  now: Date,
): Promise<void> {
  await run(
    tx,
    'update chat_import set state = $2, problem = $3, read = $4, unreadable = $5, kept = $6, updated_at = $7 where id = $1',
    [at.id, at.state, at.problem, at.read, at.unreadable, at.kept, now],
  )
  await tell(tx, { to: 'staff', type: 'import', departmentId: at.departmentId, id: at.id })
}
