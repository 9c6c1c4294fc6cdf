import { maybeOne, one, type Read, type Write } from '../base/database.ts'
import { toneOf } from '../chat/chat-settings.ts'
import type { Lang } from '../detection/categories.ts'
import { priorities } from './priority.ts'
import { quietOf, quietUntil } from './quiet.ts'
import { rewrite, sayOnce } from './store.ts'
import { digestText } from './texts.ts'

/** When a chat floods, its acknowledgements are gathered into one message that grows. */

/** How long acknowledgements count together, in milliseconds, and how many there may be, said or waiting. */
export const digestWindow = 10 * 60_000
export const mostAcknowledged = 6
export const mostWaiting = 10
/** A digest waits a little, so that it says more at once. */
const gathersFor = 20_000
const mostNumbers = 100

/** How the chat of a report stands to an incident. */
export interface Listening {
  channel: string
  settings: unknown
  /** Who wrote to a line, and is answered alone. */
  recipient: string | null
  /** It was answered about this incident, in a message of its own or in a digest. */
  acknowledged: boolean
  /** Acknowledgements that are no emergencies since the window began, and answers that wait. */
  recent: number
  waiting: number
}

/** What is decided of a chat after this is decided by one at a time, until the transaction ends. */
export async function lockChat(tx: Write, chatId: string): Promise<{ settings: unknown; rings: boolean }> {
  return one(tx, 'select settings, account_id is not null as rings from chat where id = $1 for no key update', [chatId])
}

/** Reads it in one statement. */
export async function listenerState(
  db: Read,
  report: { departmentId: string; id: string; chatId: string },
  incident: { id: string; number: number },
  since: Date,
): Promise<Listening> {
  return one<Listening>(
    db,
    `with who as (
       select c.channel, c.settings, case when c.kind = 'line' then coalesce(r.answer_to, r.author) end as recipient
       from chat c join report r on r.chat_id = c.id where r.department_id = $1 and r.id = $2 and c.id = $3
     )
     select channel, settings, recipient,
       exists(select from reply x where x.department_id = $1 and x.incident_id = $4 and x.chat_id = $3
         and x.step = 'acknowledged' and x.recipient is not distinct from who.recipient)
       or exists(select from reply x where x.chat_id = $3 and x.created_at > $6::timestamptz - interval '2 days'
         and x.numbers @> array[$5::int]) as acknowledged,
       (select count(*)::int from reply x where x.chat_id = $3 and x.created_at > $6 and x.step = 'acknowledged'
         and x.priority > ${priorities.emergency}) as recent,
       (select count(*)::int from reply x where x.chat_id = $3 and x.state = 'waiting'
         and (x.not_before is null or x.not_before <= $6::timestamptz + interval '${digestWindow} milliseconds')) as waiting
     from who`,
    [report.departmentId, report.id, report.chatId, incident.id, incident.number, since],
  )
}

/** Whether another acknowledgement of its own is not too much for the chat. */
export const mayAcknowledge = ({ recent, waiting }: Pick<Listening, 'recent' | 'waiting'>): boolean =>
  recent < mostAcknowledged && waiting < mostWaiting

/** Adds an incident to the chat's digest, or begins one; the same number twice changes nothing. */
export async function addToDigest(
  tx: Write,
  add: { departmentId: string; chatId: string; number: number; lang: Lang; edits: boolean },
  id: string,
  now: Date,
): Promise<void> {
  const { departmentId, chatId, number } = add
  // Two incidents at once make one digest.
  const chat = await lockChat(tx, chatId)
  const tone = toneOf(chat.settings)
  const since = new Date(now.getTime() - digestWindow)
  const open = await maybeOne<{ id: string; numbers: number[]; lang: Lang }>(
    tx,
    `select id, numbers, lang from reply where chat_id = $1 and incident_id is null and step like 'digest-%' and created_at > $2
       and state in ('waiting', 'sending', 'sent') and cardinality(numbers) < ${mostNumbers} and ($3 or external_id is null)
     order by created_at desc, id desc limit 1`,
    [chatId, since, add.edits],
  )
  if (open?.numbers.includes(number)) return
  if (open) {
    const numbers = [...open.numbers, number]
    const lang = open.lang === add.lang ? open.lang : 'mixed'
    const notBefore = new Date(now.getTime() + gathersFor)
    await rewrite(tx, departmentId, open.id, { text: digestText(numbers, lang, tone), numbers, lang, notBefore }, now)
    return
  }
  // What cannot be changed afterwards waits until it is whole.
  const whole = new Date(now.getTime() + (add.edits ? gathersFor : digestWindow))
  const morning = quietUntil(quietOf(chat.settings, chat.rings), now)
  const digest = {
    ...{ departmentId, id, incidentId: null, chatId, step: `digest-${number}`, lang: add.lang, buttons: [], replyTo: null },
    ...{ text: digestText([number], add.lang, tone), numbers: [number], priority: priorities.digest },
    notBefore: morning && morning > whole ? morning : whole,
  } // biome-ignore format: one message
  await sayOnce(tx, digest, now)
}
