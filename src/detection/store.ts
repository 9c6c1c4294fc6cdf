import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { type Chat, idOfForgotten } from '../chat/chat.ts'
import type { MediaKind, Message } from '../chat/message.ts'
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
  /** The own chat of who wrote to a line, where the answer goes. */
  answerTo: string | null
  editedAt: Date | null
  deletedAt: Date | null
}

/** A file that came with a message and was not kept. */
export interface Unfetched {
  kind: MediaKind
  /** `cut`: the messenger has it, and it could not be fetched. */
  why: 'gone' | 'cut' | 'too-many' | 'too-large' | 'wrong-type' | 'no-space'
  seconds?: number
  bytes?: number
  /** The messenger's id of the message that it came with, where that is not the report's own. */
  message?: string
}

const columns = `id, department_id as "departmentId", chat_id as "chatId", external_id as "externalId",
  incident_id as "incidentId", state, kind, at, received_at as "receivedAt", author, author_name as "authorName", text,
  media, location, reply_to as "replyTo", direct, reading, thread, secret, answer_to as "answerTo", edited_at as "editedAt", deleted_at as "deletedAt"`

/** Keeps a message with what was read in it. False when this chat's message is kept already: a second delivery. */
export async function keepReport(
  tx: Write,
  chat: Pick<Chat, 'id' | 'departmentId'>,
  message: Message,
  reading: Reading,
  kept: {
    id: string
    secret: string
    state: 'waiting' | 'unsure'
    now: Date
    newcomer?: boolean
    unfetched?: Unfetched[]
  },
): Promise<boolean> {
  const rows = await run(
    tx,
    `insert into report (department_id, id, chat_id, external_id, state, kind, at, received_at, author, author_name, text,
       media, location, reply_to, direct, reading, thread, secret, origin, album, answer_to, newcomer, unfetched)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23
     where not exists (select 1 from report gone where gone.chat_id = $3 and gone.external_id = $24)
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
      message.origin ? JSON.stringify(message.origin) : null,
      message.album ?? null,
      message.answerTo ?? null,
      kept.newcomer ?? false,
      JSON.stringify(kept.unfetched ?? []),
      idOfForgotten(message.id),
    ],
  )
  return rows === 1
}

/** Notes the file and ties it to the report, and so to its incident. */
export async function attachToReport(
  tx: Write,
  file: { hash: string; size: number; mime: string; width: number | null; height: number | null },
  attachment: { id: string; departmentId: string; reportId: string; kind: string; at: Date; message?: string },
): Promise<void> {
  await query(
    tx,
    `insert into file (hash, size, mime, width, height, created_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (hash) do nothing`,
    [file.hash, file.size, file.mime, file.width, file.height, attachment.at],
  )
  await query(
    tx,
    `insert into attachment (department_id, id, report_id, incident_id, file_hash, purpose, kind, at, message)
     values ($1, $2, $3, (select incident_id from report where department_id = $1 and id = $3 for share), $4, 'report', $5, $6, $7)`,
    [
      ...[attachment.departmentId, attachment.id, attachment.reportId, file.hash, attachment.kind, attachment.at],
      attachment.message ?? null,
    ],
  )
}

/** Adds to what of a report is not here; the files of one message once, however often it is delivered. */
export async function addUnfetched(
  tx: Write,
  of: { departmentId: string; reportId: string; message: string },
  unfetched: readonly Unfetched[],
): Promise<void> {
  if (unfetched.length === 0) return
  await run(
    tx,
    `update report set unfetched = unfetched || $4 where department_id = $1 and id = $2
       and not exists (select 1 from jsonb_array_elements(unfetched) u where u->>'message' = $3)`,
    [
      of.departmentId,
      of.reportId,
      of.message,
      JSON.stringify(unfetched.map((one) => ({ ...one, message: of.message }))),
    ],
  )
}

export async function findReport(db: Read, departmentId: string, id: string): Promise<KeptReport | null> {
  return maybeOne<KeptReport>(db, `select ${columns} from report where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

/** The report that this message of a chat was kept as, or null. */
export async function findKept(db: Read, chatId: string, externalId: string): Promise<KeptReport | null> {
  return maybeOne<KeptReport>(db, `select ${columns} from report where chat_id = $1 and external_id in ($2, $3)`, [
    chatId,
    externalId,
    idOfForgotten(externalId),
  ])
}

/** The report that pictures sent at once belong to, unless it was dropped. */
export async function findAlbum(db: Read, chatId: string, album: string): Promise<string | null> {
  const found = await maybeOne<{ id: string }>(
    db,
    `select id from report where chat_id = $1 and album = $2 and state <> 'dropped' order by at, id limit 1`,
    [chatId, album],
  )
  return found?.id ?? null
}

/** The hashes of the files that came with a report. */
export async function filesOfReport(db: Read, departmentId: string, reportId: string): Promise<Set<string>> {
  const rows = await query<{ hash: string }>(
    db,
    'select file_hash as hash from attachment where department_id = $1 and report_id = $2',
    [departmentId, reportId],
  )
  return new Set(rows.map(({ hash }) => hash))
}

/**
 * The author changed a kept message: its words stand as they are now, also as the line of an incident that they were
 * the line of; what an officer took up stays beside them. False when it was dropped or taken back meanwhile.
 */
export async function reviseReport(
  tx: Write,
  kept: KeptReport,
  message: Pick<Message, 'text' | 'location'>,
  reading: Reading,
  state: KeptReport['state'],
  /** Null: words were added, nothing was changed. */
  editedAt: Date | null,
): Promise<boolean> {
  const rows = await run(
    tx,
    `update report set text = $3, location = coalesce($4, location), reading = $5, edited_at = coalesce($6, edited_at), state = $7,
       earlier = coalesce(earlier, (select report.text from incident i
         where i.department_id = $1 and i.id = report.incident_id and i.status <> 'new'))
     where department_id = $1 and id = $2 and state <> 'dropped' and deleted_at is null`,
    [
      kept.departmentId,
      kept.id,
      message.text,
      message.location ? JSON.stringify(message.location) : null,
      JSON.stringify(reading),
      editedAt,
      state,
    ],
  )
  if (rows === 0) return false
  await run(tx, 'update incident set title = $3 where department_id = $1 and id = $2 and title = $4', [
    kept.departmentId,
    kept.incidentId,
    lineOf(message.text),
    lineOf(kept.text),
  ])
  return true
}

/** A text as one line of a list. */
export const lineOf = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 140)

/** Whether this chat's message was kept before. */
export async function isKept(db: Read, chatId: string, externalId: string): Promise<boolean> {
  return (
    (await maybeOne(db, 'select 1 as kept from report where chat_id = $1 and external_id in ($2, $3)', [
      chatId,
      externalId,
      idOfForgotten(externalId),
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
