import { maybeOne, query, type Read, type Write } from '../base/database.ts'
import type { Rights } from './channel.ts'
import type { ChatSettings } from './chat-settings.ts'

/** What stands beside a chat: how the bot fares in it, and what was set for it. */
export interface ChatBeside {
  problem: string
  rights: Rights | null
  lastMessageAt: Date | null
  accountTitle: string | null
  accountKind: string | null
  accountState: string | null
}

export async function findBeside(db: Read, departmentId: string, id: string): Promise<ChatBeside | null> {
  return maybeOne<ChatBeside>(
    db,
    `select c.problem, c.rights, c.last_message_at as "lastMessageAt", a.title as "accountTitle", a.kind as "accountKind",
       a.state as "accountState"
     from chat c left join channel_account a on a.id = c.account_id where c.department_id = $1 and c.id = $2`,
    [departmentId, id],
  )
}

/** Who brought the bot into a chat, or its code, the latest first. */
export interface Host {
  author: string
  name: string
  how: 'added' | 'code'
  at: Date
  /** Has written to the bot alone, so can be told alone. */
  reached: boolean
}

export async function hostsOf(db: Read, chatId: string): Promise<Host[]> {
  return query<Host>(
    db,
    'select author, name, how, at, own is not null as reached from chat_host where chat_id = $1 order by at desc limit 20',
    [chatId],
  )
}

/** Whether an inspector or chief of the department is meant, who works there. */
export async function isOfficerOf(db: Read, departmentId: string, accountId: string): Promise<boolean> {
  const sql = `select 1 as one from account where department_id = $1 and id = $2 and active and role in ('inspector', 'chief')`
  return (await maybeOne(db, sql, [departmentId, accountId])) !== null
}

/** Puts what is set in the place of what was set before; what others keep there stays. */
export async function setSettings(tx: Write, id: string, settings: ChatSettings): Promise<void> {
  await query(
    tx,
    `update chat set settings = (settings - '{quiet,sureFrom,tone,inspectorId,chairman}'::text[]) || $2::jsonb where id = $1`,
    [id, JSON.stringify(settings)],
  )
}

/** The bot has left: what it was told stays, nothing more is heard. */
export async function leftChat(tx: Write, id: string): Promise<void> {
  await query(tx, `update chat set state = 'left', problem = '', rights = null where id = $1`, [id])
}
