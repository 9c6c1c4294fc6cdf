import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { Button } from '../chat/channel.ts'
import { news } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import type { Head } from './choose.ts'
import { priorities, stepAhead } from './priority.ts'
import { staleAfter, type Why } from './retry.ts'

/** What the outbox asks and notes: which message is next, that its call begins, how it ended. */

/** The next message of a destination, and what it needs. */
export interface Due extends Head {
  departmentId: string
  id: string
  /** What quiet hours follow from. */
  settings: unknown
  rings: boolean
}

const since = (of: string) => `greatest(coalesce(${of}.waiting_since, ${of}.created_at), ${of}.not_before)`
const inTurn = (of: string) =>
  `${of}.priority > ${priorities.emergency}, ${since(of)} + ${of}.priority * interval '${stepAhead} milliseconds', ${of}.id`
const mostHeads = 400

/** The next message of every destination of a channel that is due, in the order of their turn; `busy` destinations have none. */
export async function dueHeads(db: Read, channel: string, busy: readonly string[], now: Date): Promise<Due[]> {
  return query<Due>(
    db,
    `select "departmentId", id, chat, "group", priority, edit, settings, rings from (
       select distinct on (x.chat_id, x.recipient) x.*, x.department_id as "departmentId",
         coalesce(x.recipient, c.external_id) as chat, c.kind = 'group' and x.recipient is null as "group",
         x.external_id is not null as edit, c.settings, c.account_id is not null as rings
       from reply x join chat c on c.id = x.chat_id
       where c.channel = $1 and x.state = 'waiting' and (x.not_before is null or x.not_before <= $2)
         and (x.next_at is null or x.next_at <= $2) and ${since('x')} > $3 and coalesce(x.recipient, c.external_id) <> all($4)
       order by x.chat_id, x.recipient, ${inTurn('x')}
     ) y order by ${inTurn('y')} limit ${mostHeads}`,
    [channel, now, new Date(now.getTime() - staleAfter), busy],
  )
}

/** When the next message of a channel that waits for its time is due, or null. */
export async function nextDue(db: Read, channel: string, now: Date): Promise<Date | null> {
  const row = await maybeOne<{ at: Date | null }>(
    db,
    `select min(greatest(x.not_before, x.next_at)) as at from reply x join chat c on c.id = x.chat_id
     where c.channel = $1 and x.state = 'waiting' and greatest(x.not_before, x.next_at) > $2`,
    [channel, now],
  )
  return row?.at ?? null
}

/** A message as its call begins. */
export interface Taken {
  incidentId: string | null
  chatId: string
  recipient: string | null
  step: string
  text: string
  buttons: Button[][]
  replyTo: string | null
  externalId: string | null
  attempts: number
  maybe: boolean
  photoHash: string | null
  /** How often it had to be said anew; a template alone goes. */
  round: number
  outside: boolean
  postedText: string | null
  postedButtons: Button[][] | null
}

/** Notes that its call begins, and gives it as it is now; null when it is no longer to be sent. */
export async function takeUp(tx: Write, departmentId: string, id: string, now: Date): Promise<Taken | null> {
  return maybeOne<Taken>(
    tx,
    `update reply set state = 'sending', tried_at = $3, late = null, maybe = maybe and external_id is null where department_id = $1 and id = $2 and state = 'waiting'
     returning incident_id as "incidentId", chat_id as "chatId", recipient, step, text, buttons, reply_to as "replyTo",
       external_id as "externalId", attempts, maybe, photo_hash as "photoHash", round, outside, posted_text as "postedText",
       posted_buttons as "postedButtons"`,
    [departmentId, id, now],
  )
}

/** Notes that these words stand in the messenger; if others were written meanwhile, they wait for their turn. */
export async function markSent(
  tx: Write,
  departmentId: string,
  id: string,
  sent: { externalId: string; text: string; buttons: Button[][]; edited: boolean },
  now: Date,
): Promise<void> {
  const buttons = JSON.stringify(sent.buttons)
  await run(
    tx,
    `update reply set state = case when text = $4 and buttons = $5 then 'sent' when state = 'dropped' then state else 'waiting' end,
       external_id = $3, sent_at = coalesce(sent_at, $7), tried_at = $7, attempts = attempts + 1, error = '', code = '', next_at = null,
       maybe = false, posted_text = case when $6 then $4 else posted_text end,
       posted_buttons = case when $6 then $5 else posted_buttons end
     where department_id = $1 and id = $2`,
    [departmentId, id, sent.externalId, sent.text, buttons, sent.edited, now],
  )
}

/** Notes that it was not taken: it waits for its next try, or a person decides. */
export async function markMissed(
  tx: Write,
  departmentId: string,
  id: string,
  missed: { why: Why; code: string; nextAt: Date | null; counts: boolean; maybe: boolean },
  now: Date,
): Promise<void> {
  await run(
    tx,
    `update reply set state = case when state = 'dropped' then state when $4::timestamptz is null then 'failed' else 'waiting' end,
       error = $3, code = $8, next_at = $4, attempts = attempts + $5, maybe = maybe or $6, tried_at = $7,
       outside = outside or $3 = 'window'
     where department_id = $1 and id = $2`,
    [departmentId, id, missed.why, missed.nextAt, missed.counts ? 1 : 0, missed.maybe, now, missed.code],
  )
}

/** The messenger gave the chat another id; a unique violation when that one is bound already. */
export async function moveChat(
  tx: Write,
  of: { departmentId: string; id: string; chatId: string; recipient: string | null },
  to: string,
  now: Date,
): Promise<void> {
  if (of.recipient !== null) {
    await run(tx, `update reply set recipient = $3 where department_id = $1 and id = $2`, [of.departmentId, of.id, to])
    return
  }
  await run(tx, 'update chat set external_id = $2 where id = $1', [of.chatId, to])
  const data = { chatId: of.chatId, what: 'moved' }
  await record(tx, { departmentId: of.departmentId, kind: 'chat.changed', at: now, data })
}

/**
 * Takes over a channel: what a process that ended was sending is sent again, and noted as perhaps standing there twice,
 * if it was a new message. Gives how many those are.
 */
export async function takeOver(tx: Write, channel: string, but: readonly string[]): Promise<number> {
  const rows = await query<{ maybe: boolean }>(
    tx,
    `update reply x set state = 'waiting', maybe = x.external_id is null from chat c
     where c.id = x.chat_id and c.channel = $1 and x.state = 'sending' and x.id <> all($2) returning x.maybe`,
    [channel, but],
  )
  return rows.filter(({ maybe }) => maybe).length
}

/** When the calls of the last while were, so that what the messenger allows is kept over a restart: posts, and the last changes of what was posted. */
export async function callsSince(
  db: Read,
  channel: string,
  from: Date,
): Promise<{ chat: string; group: boolean; at: Date }[]> {
  return query(
    db,
    `select coalesce(x.recipient, c.external_id) as chat, c.kind = 'group' and x.recipient is null as "group", calls.at
     from reply x join chat c on c.id = x.chat_id,
       lateral (values (x.tried_at), (case when x.sent_at < x.tried_at then x.sent_at end)) calls (at)
     where x.tried_at > $2 and calls.at > $2 and c.channel = $1 order by calls.at`,
    [channel, from],
  )
}

/** The account has a new token: what waited for it goes on. */
export async function goOnAfterToken(tx: Write, channel: string): Promise<void> {
  await run(
    tx,
    `update reply x set next_at = null from chat c
     where c.id = x.chat_id and c.channel = $1 and x.state = 'waiting' and x.error = 'revoked'`,
    [channel],
  )
}

/** No call takes so long, in milliseconds: how it ended could not be written down. */
const callIsOver = 10 * 60_000

/** What nobody took for a day is left to a person; gives how many. What seems to be on its way for long is sent again. */
export async function failStale(tx: Write, now: Date): Promise<number> {
  await run(
    tx,
    `update reply set state = 'waiting', maybe = maybe or external_id is null where state = 'sending' and tried_at < $1`,
    [new Date(now.getTime() - callIsOver)],
  )
  const rows = await query<{ departmentId: string; id: string; incidentId: string | null; step: string }>(
    tx,
    `update reply x set state = 'failed', error = case when x.error = '' then 'stale' else x.error end, next_at = null
     where x.state = 'waiting' and ${since('x')} <= $1
     returning x.department_id as "departmentId", x.id, x.incident_id as "incidentId", x.step`,
    [new Date(now.getTime() - staleAfter)],
  )
  for (const { departmentId, id, incidentId, step } of rows) {
    const incident = incidentId ? await findIncident(tx, departmentId, incidentId) : null
    await record(tx, {
      ...{ departmentId, incidentId, kind: 'reply.failed', at: now, data: { replyId: id, step, why: 'stale' } },
      ...(incident ? { live: news(incident, 'reply.failed') } : {}),
    })
  }
  return rows.length
}
