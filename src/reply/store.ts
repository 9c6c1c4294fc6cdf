import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import type { Button } from '../chat/channel.ts'
import { priorities } from './priority.ts'
import { quietOf, quietUntil } from './quiet.ts'
import type { ReplyState } from './reply-state.ts'

export interface Reply {
  departmentId: string
  id: string
  /** Null for what is said without an incident. */
  incidentId: string | null
  chatId: string
  /** The person's own chat, where it is not said to the whole chat. */
  recipient: string | null
  step: string
  text: string
  buttons: Button[][]
  replyTo: string | null
  externalId: string | null
  state: ReplyState
  attempts: number
}

const columns = `department_id as "departmentId", id, incident_id as "incidentId", chat_id as "chatId", recipient, step, text, buttons,
  reply_to as "replyTo", external_id as "externalId", state, attempts`

export interface NewReply {
  departmentId: string
  id: string
  incidentId: string | null
  chatId: string
  recipient?: string | null
  step: string
  lang: string
  text: string
  buttons: Button[][]
  replyTo: string | null
  priority?: number
  notBefore?: Date | null
  photoHash?: string | null
  /** Of a digest: the incidents that it acknowledges. */
  numbers?: number[]
}

/** Heard by the process that speaks for the channel. */
export const outboxChannel = 'uchastok_outbox'

/** Lays a message out to be posted. One an incident, chat, person and step: a second one changes nothing and gives false. */
export async function sayOnce(tx: Write, reply: NewReply, now: Date): Promise<boolean> {
  const { said } = await one<{ said: number }>(
    tx,
    `with said as (
       insert into reply (department_id, id, incident_id, chat_id, recipient, step, lang, text, buttons, reply_to, priority,
         not_before, photo_hash, numbers, created_at, waiting_since)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)
       on conflict (department_id, incident_id, chat_id, step, recipient) do nothing returning id
     ), told as (select pg_notify('${outboxChannel}', '') from said)
     select count(*)::int as said from told`,
    [
      reply.departmentId,
      reply.id,
      reply.incidentId,
      reply.chatId,
      reply.recipient ?? null,
      reply.step,
      reply.lang,
      reply.text,
      JSON.stringify(reply.buttons),
      reply.replyTo,
      reply.priority ?? priorities.other,
      reply.notBefore ?? null,
      reply.photoHash ?? null,
      reply.numbers ?? [],
      now,
    ],
  )
  return said === 1
}

/** What is said with or without an incident: onboarding, answers to commands, talk with staff, reminders. */
export interface Saying extends Omit<NewReply, 'incidentId' | 'buttons' | 'replyTo'> {
  incidentId?: string | null
  buttons?: Button[][]
  replyTo?: string | null
  /** In the chat's quiet hours it waits for the morning (so unless told), or goes at once without a sound; an emergency rings. */
  quiet?: 'wait' | 'now'
}

/** Lays it out to be posted; `step` is its key in this chat (of this person): said twice under it, the second changes nothing. */
export async function say(tx: Write, saying: Saying, now: Date): Promise<boolean> {
  const { quiet = 'wait', ...rest } = saying
  const reply = { incidentId: null, buttons: [], replyTo: null, ...rest }
  const mayWait = quiet === 'wait' && (reply.priority ?? priorities.other) !== priorities.emergency
  const until = mayWait ? quietUntil(await quietHoursOf(tx, saying.chatId), now) : null
  const asked = reply.notBefore ?? null
  const notBefore = until && (!asked || until > asked) ? until : asked
  return sayOnce(tx, { ...reply, notBefore }, now)
}

async function quietHoursOf(db: Read, chatId: string) {
  const { settings, rings } = await one<{ settings: unknown; rings: boolean }>(
    db,
    'select settings, account_id is not null as rings from chat where id = $1',
    [chatId],
  )
  return quietOf(settings, rings)
}

/**
 * Changes the words under a key of `say`; the message is edited where it stands. False when nothing was said under this
 * key, or it says the same already.
 */
export async function reviseSaid(
  tx: Write,
  of: { departmentId: string; chatId: string; step: string; recipient?: string | null },
  words: { text: string; buttons?: Button[][] },
  now: Date,
): Promise<boolean> {
  const row = await maybeOne<{ id: string }>(
    tx,
    `select id from reply where department_id = $1 and chat_id = $2 and step = $3 and incident_id is null
       and recipient is not distinct from $4`,
    [of.departmentId, of.chatId, of.step, of.recipient ?? null],
  )
  return row !== null && rewrite(tx, of.departmentId, row.id, words, now)
}

/** Whether a chat has had the first answer about this incident. */
export async function wasAnswered(db: Read, departmentId: string, incidentId: string): Promise<boolean> {
  const { answered } = await one<{ answered: boolean }>(
    db,
    `select exists(select from reply where department_id = $1 and incident_id = $2 and step = 'acknowledged') as answered`,
    [departmentId, incidentId],
  )
  return answered
}

/** Changes what was said at a step, in every chat where it was said; the messages are edited in place. */
export async function revise(
  tx: Write,
  departmentId: string,
  incidentId: string,
  step: string,
  textOf: (lang: string, settings: unknown) => string,
  now: Date,
): Promise<void> {
  const rows = await query<{ id: string; lang: string; settings: unknown }>(
    tx,
    `select r.id, r.lang, c.settings from reply r join chat c on c.id = r.chat_id
     where r.department_id = $1 and r.incident_id = $2 and r.step = $3`,
    [departmentId, incidentId, step],
  )
  for (const { id, lang, settings } of rows) await rewrite(tx, departmentId, id, { text: textOf(lang, settings) }, now)
}

/** What stands in the messenger as it should needs no call; what is on its way is sent again when it has arrived. */
export async function rewrite(
  tx: Write,
  departmentId: string,
  id: string,
  words: { text: string; buttons?: Button[][]; numbers?: number[]; lang?: string; notBefore?: Date },
  now: Date,
): Promise<boolean> {
  const { changed } = await one<{ changed: number }>(
    tx,
    `with changed as (
       update reply set text = $3, buttons = coalesce($4, buttons), numbers = coalesce($5, numbers), lang = coalesce($7, lang), attempts = 0,
         error = '', code = '', outside = false, next_at = $8, waiting_since = $6, priority = case when external_id is null then priority else greatest(priority, 5) end,
         state = case when state in ('sending', 'dropped') then state
           when external_id is not null and posted_text = $3 and posted_buttons = coalesce($4, buttons) then 'sent' else 'waiting' end
       where department_id = $1 and id = $2 and (text <> $3 or buttons <> coalesce($4, buttons) or state = 'failed') returning state
     ), told as (select pg_notify('${outboxChannel}', '') from changed where state = 'waiting')
     select (select count(*)::int from changed) as changed, (select count(*) from told) as told`,
    [
      departmentId,
      id,
      words.text,
      words.buttons ? JSON.stringify(words.buttons) : null,
      words.numbers ?? null,
      now,
      words.lang ?? null,
      words.notBefore ?? null,
    ],
  )
  return changed === 1
}

export async function findReply(db: Read, departmentId: string, id: string): Promise<Reply | null> {
  return maybeOne<Reply>(db, `select ${columns} from reply where department_id = $1 and id = $2`, [departmentId, id])
}

/** Which reply stands under a message of a chat; in a line, where ids of messages repeat, first the one of this person. */
export async function findReplyByMessage(
  db: Read,
  chatId: string,
  externalId: string,
  person: string | null = null,
): Promise<Reply | null> {
  return maybeOne<Reply>(
    db,
    `select ${columns} from reply where chat_id = $1 and external_id = $2
     order by (recipient is not distinct from $3) desc, created_at desc limit 1`,
    [chatId, externalId, person],
  )
}

/** Where the outcome of an incident is told: a chat, or within a line one person. */
export interface Told {
  chatId: string
  message: string
  lang: 'ru' | 'kk' | 'mixed'
  recipient: string | null
  /** What quiet hours follow from. */
  settings: unknown
  rings: boolean
}

/** The chats where an incident was told openly, and who told it to a line, with the first message of each, in the order they came. */
export async function openChatsOf(db: Read, departmentId: string, incidentId: string): Promise<Told[]> {
  return query<Told>(
    db,
    `select distinct on (r.chat_id, recipient) r.chat_id as "chatId", r.external_id as message, r.reading->>'lang' as lang,
       case when c.kind = 'line' then coalesce(r.answer_to, r.author) end as recipient, c.settings,
       c.account_id is not null as rings
     from report r join chat c on c.id = r.chat_id and c.channel <> 'export'
     where r.department_id = $1 and r.incident_id = $2 and (not r.direct or c.kind = 'line') and r.state = 'joined'
       and r.kind in ('report', 'follow_up')
     order by r.chat_id, recipient, r.at, r.id`,
    [departmentId, incidentId],
  )
}
