import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import type { Button } from '../chat/channel.ts'

export interface Reply {
  departmentId: string
  id: string
  incidentId: string
  chatId: string
  step: string
  text: string
  buttons: Button[][]
  replyTo: string | null
  externalId: string | null
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
}

const columns = `department_id as "departmentId", id, incident_id as "incidentId", chat_id as "chatId", step, text, buttons,
  reply_to as "replyTo", external_id as "externalId", state, attempts`

export interface NewReply {
  departmentId: string
  id: string
  incidentId: string
  chatId: string
  step: string
  lang: string
  text: string
  buttons: Button[][]
  replyTo: string | null
}

const post = `graphile_worker.add_job('post', json_build_object('departmentId', $1::uuid, 'id', $2::uuid),
  max_attempts := 12, job_key := 'post:' || $2::uuid)`

/** Lays a message out to be posted, with its job, in one statement. One an incident, chat and step: a second one changes nothing. */
export async function sayOnce(tx: Write, reply: NewReply, now: Date): Promise<boolean> {
  const { jobs } = await one<{ jobs: number }>(
    tx,
    `with said as (
       insert into reply (department_id, id, incident_id, chat_id, step, lang, text, buttons, reply_to, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (department_id, incident_id, chat_id, step) do nothing
       returning id
     ), job as (select (${post}).id from said)
     select count(*)::int as jobs from job`,
    [
      reply.departmentId,
      reply.id,
      reply.incidentId,
      reply.chatId,
      reply.step,
      reply.lang,
      reply.text,
      JSON.stringify(reply.buttons),
      reply.replyTo,
      now,
    ],
  )
  return jobs === 1
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
  textOf: (lang: string) => string,
): Promise<void> {
  const rows = await query<{ id: string; lang: string }>(
    tx,
    `select id, lang from reply where department_id = $1 and incident_id = $2 and step = $3`,
    [departmentId, incidentId, step],
  )
  for (const { id, lang } of rows) {
    await query(
      tx,
      `update reply set text = $3, state = 'waiting', attempts = 0 where department_id = $1 and id = $2`,
      [departmentId, id, textOf(lang)],
    )
    await query(tx, `select (${post}).id`, [departmentId, id])
  }
}

export async function findReply(db: Read, departmentId: string, id: string): Promise<Reply | null> {
  return maybeOne<Reply>(db, `select ${columns} from reply where department_id = $1 and id = $2`, [departmentId, id])
}

/** Which reply stands under a message of a chat: where a button was pressed, or what a resident answers. */
export async function findReplyByMessage(db: Read, chatId: string, externalId: string): Promise<Reply | null> {
  return maybeOne<Reply>(db, `select ${columns} from reply where chat_id = $1 and external_id = $2`, [
    chatId,
    externalId,
  ])
}

export async function markSent(
  tx: Write,
  departmentId: string,
  id: string,
  externalId: string,
  now: Date,
): Promise<void> {
  await query(
    tx,
    `update reply set state = 'sent', external_id = $3, sent_at = coalesce(sent_at, $4), attempts = attempts + 1, error = ''
     where department_id = $1 and id = $2`,
    [departmentId, id, externalId, now],
  )
}

export async function markFailed(
  tx: Write,
  departmentId: string,
  id: string,
  error: string,
  last: boolean,
): Promise<void> {
  await query(
    tx,
    `update reply set state = case when $4 then 'failed' else 'waiting' end, attempts = attempts + 1, error = $3
     where department_id = $1 and id = $2`,
    [departmentId, id, error, last],
  )
}

/** The chats where an incident was told openly, with the first message of each, in the order they came. */
export async function openChatsOf(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<{ chatId: string; message: string; lang: 'ru' | 'kk' | 'mixed' }[]> {
  return query(
    db,
    `select distinct on (r.chat_id) r.chat_id as "chatId", r.external_id as message, r.reading->>'lang' as lang from report r
     join chat c on c.id = r.chat_id and c.channel <> 'export'
     where r.department_id = $1 and r.incident_id = $2 and not r.direct and r.state = 'joined' and r.kind in ('report', 'follow_up')
     order by r.chat_id, r.at, r.id`,
    [departmentId, incidentId],
  )
}
