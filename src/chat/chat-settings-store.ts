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
  /** Sets of many new writers about one thing, in the last thirty days. */
  flagged: number
}

export async function findBeside(db: Read, departmentId: string, id: string, since: Date): Promise<ChatBeside | null> {
  return maybeOne<ChatBeside>(
    db,
    `select c.problem, c.rights, c.last_message_at as "lastMessageAt", a.title as "accountTitle", a.kind as "accountKind",
       a.state as "accountState",
       (select count(*)::int from journal j join incident i on i.department_id = j.department_id and i.id = j.incident_id
         where j.department_id = c.department_id and j.kind = 'incident.flagged' and j.at > $3 and i.chat_id = c.id) as flagged
     from chat c left join channel_account a on a.id = c.account_id where c.department_id = $1 and c.id = $2`,
    [departmentId, id, since],
  )
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
