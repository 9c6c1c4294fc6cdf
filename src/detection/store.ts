import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import type { Chat } from '../chat/chat.ts'
import type { Message } from '../chat/message.ts'
import type { Category, Reading } from './categories.ts'

/** A message that is kept, because it is a report or belongs to one. */
export interface KeptReport {
  id: string
  departmentId: string
  chatId: string
  externalId: string
  incidentId: string | null
  state: 'waiting' | 'following' | 'joined' | 'unsure' | 'dropped'
  kind: Reading['kind']
  at: Date
  receivedAt: Date
  author: string
  authorName: string
  text: string
  media: Message['media']
  location: Message['location']
  replyTo: string | null
  direct: boolean
  reading: Reading
  thread: string | null
  secret: string
}

const columns = `id, department_id as "departmentId", chat_id as "chatId", external_id as "externalId",
  incident_id as "incidentId", state, kind, at, received_at as "receivedAt", author, author_name as "authorName", text,
  media, location, reply_to as "replyTo", direct, reading, thread, secret`

/** Keeps a message with what was read in it. False when this chat's message is kept already: a second delivery. */
export async function keepReport(
  tx: Write,
  chat: Chat,
  message: Message,
  reading: Reading,
  kept: { id: string; secret: string; state: 'waiting' | 'unsure'; now: Date },
): Promise<boolean> {
  const rows = await run(
    tx,
    `insert into report (department_id, id, chat_id, external_id, state, kind, at, received_at, author, author_name, text,
       media, location, reply_to, direct, reading, thread, secret)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     on conflict (chat_id, external_id) do nothing`,
    [
      chat.departmentId,
      kept.id,
      chat.id,
      message.id,
      kept.state,
      reading.kind,
      message.at,
      kept.now,
      message.author,
      message.authorName,
      message.text,
      message.media,
      message.location ? JSON.stringify(message.location) : null,
      message.replyTo,
      message.direct,
      JSON.stringify(reading),
      reading.incident,
      kept.secret,
    ],
  )
  return rows === 1
}

/** Notes the file and ties it to the report (and so, later, to its incident). */
export async function attachToReport(
  tx: Write,
  file: { hash: string; size: number; mime: string; width: number | null; height: number | null },
  attachment: { id: string; departmentId: string; reportId: string; kind: string; at: Date },
): Promise<void> {
  await query(
    tx,
    `insert into file (hash, size, mime, width, height, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (hash) do nothing`,
    [file.hash, file.size, file.mime, file.width, file.height, attachment.at],
  )
  await query(
    tx,
    `insert into attachment (department_id, id, report_id, file_hash, purpose, kind, at)
     values ($1, $2, $3, $4, 'report', $5, $6)`,
    [attachment.departmentId, attachment.id, attachment.reportId, file.hash, attachment.kind, attachment.at],
  )
}

export async function findReport(db: Read, departmentId: string, id: string): Promise<KeptReport | null> {
  return maybeOne<KeptReport>(db, `select ${columns} from report where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

/** Whether this chat's message was kept before. */
export async function isKept(db: Read, chatId: string, externalId: string): Promise<boolean> {
  return (
    (await maybeOne(db, 'select 1 as kept from report where chat_id = $1 and external_id = $2', [
      chatId,
      externalId,
    ])) !== null
  )
}

export interface Remembered {
  incident: string
  category: Category
  at: Date
  text: string
  author: string
  places: string[]
}

/** The reports of the last days in a chat, oldest first: what detection needs to go on after a restart. */
export async function rememberedReports(db: Read, chatId: string, since: Date): Promise<Remembered[]> {
  const rows = await query<{ thread: string; at: Date; text: string; author: string; reading: Reading }>(
    db,
    `select thread, at, text, author, reading from report
     where chat_id = $1 and at > $2 and thread is not null and state <> 'dropped' order by at desc limit 50`,
    [chatId, since],
  )
  return rows.reverse().flatMap(({ thread, at, text, author, reading }) =>
    reading.category
      ? [
          {
            incident: thread,
            category: reading.category,
            at,
            text,
            author,
            places: reading.places.map((place) => place.text),
          },
        ]
      : [],
  )
}
