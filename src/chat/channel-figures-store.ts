import { query, type Read } from '../base/database.ts'

/** How many chats of an account are read, wait for their code, and lack a right. */
export interface ChannelChats {
  bound: number
  asked: number
  /** The bot sees only commands there. */
  deaf: number
  /** The bot may not write there. */
  mute: number
}

export async function chatsOfAccounts(db: Read, departmentId: string): Promise<Map<string, ChannelChats>> {
  const rows = await query<ChannelChats & { id: string }>(
    db,
    `select account_id as id, count(*) filter (where state = 'bound')::int as bound,
       count(*) filter (where state = 'asked')::int as asked,
       count(*) filter (where state in ('bound', 'asked') and problem = 'no-reading')::int as deaf,
       count(*) filter (where state in ('bound', 'asked') and problem = 'no-posting')::int as mute
     from chat where department_id = $1 and account_id is not null and kind = 'group' group by account_id`,
    [departmentId],
  )
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}
