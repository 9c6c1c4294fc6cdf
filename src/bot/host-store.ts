import { maybeOne, query, type Read, type Write } from '../base/database.ts'

/** Who brought the bot into a chat, or its code: suggested to the administrator as the chairman, and told alone of trouble. */

/**
 * Notes who did it; the same person again changes only the name and how. Who wrote to the bot before is known by a
 * report to it alone, or, where a person's own chat has the person's id, by what they were answered there.
 */
export async function addHost(
  tx: Write,
  chatId: string,
  host: { author: string; name: string; how: 'added' | 'code' },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into chat_host as h (chat_id, author, name, how, at, own)
     select $1, $2, $3, $4, $5, coalesce(
       (select r.answer_to from report r where r.chat_id = line.id and r.author = $2 and r.answer_to is not null limit 1),
       (select x.recipient from reply x where x.chat_id = line.id and x.recipient = $2 and x.state = 'sent'
         and c.channel ~ '^(telegram|whatsapp):' limit 1))
     from chat c left join chat line on line.account_id = c.account_id and line.kind = 'line' where c.id = $1
     on conflict (chat_id, author) do update set name = $3, how = $4, at = $5, own = coalesce(h.own, excluded.own)`,
    [chatId, host.author, host.name, host.how, now],
  )
}

/** Nobody is host of a chat that was never bound. */
export async function forgetHosts(tx: Write, chatId: string): Promise<void> {
  await query(tx, 'delete from chat_host where chat_id = $1', [chatId])
}

/** A person wrote to the bot alone: from now on a host among the chats of this channel can be told alone. */
export async function noteOwnChat(tx: Write, channel: string, author: string, own: string): Promise<void> {
  await query(
    tx,
    `update chat_host h set own = $3 from chat c
     where c.id = h.chat_id and c.channel = $1 and h.author = $2 and h.own is distinct from $3`,
    [channel, author, own],
  )
}

/** The same of who wrote a report to the bot alone. */
export async function noteOwnOfReport(
  tx: Write,
  channel: string,
  departmentId: string,
  reportId: string,
): Promise<void> {
  await query(
    tx,
    `update chat_host h set own = r.answer_to from chat c, report r
     where r.department_id = $2 and r.id = $3 and r.answer_to is not null and r.author = h.author
       and c.id = h.chat_id and c.channel = $1 and h.own is distinct from r.answer_to`,
    [channel, departmentId, reportId],
  )
}

/** The chat's title and its chairman's own chat with the bot; null where none was chosen, or who was has never written to it. */
export async function findChairman(
  db: Read,
  chatId: string,
): Promise<{ author: string; own: string; title: string } | null> {
  return maybeOne(
    db,
    `select h.author, h.own, c.title from chat c
     join chat_host h on h.chat_id = c.id and h.author = c.settings->'chairman'->>'author' and h.own is not null
     where c.id = $1`,
    [chatId],
  )
}
