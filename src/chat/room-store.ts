import { type Database, maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import { tell } from '../base/journal.ts'
import type { Button } from './channel.ts'
import type { MediaKind, Point } from './message.ts'

/** A room's last hours, for its members: unlogged, purged, outside backups, read by nothing else. */

export interface RoomFile {
  hash: string
  kind: MediaKind
  mime: string
}

export interface RoomMessage {
  id: string
  at: Date
  author: string
  authorName: string
  byBot: boolean
  text: string
  media: MediaKind | null
  attachments: RoomFile[]
  location: Point | null
  replyTo: string | null
  buttons: Button[][]
  editedAt: Date | null
}

const columns = `id, at, author, author_name as "authorName", by_bot as "byBot", text, media, attachments, location,
  reply_to as "replyTo", buttons, edited_at as "editedAt"`

/** The newest messages of a room, oldest first. */
export async function roomMessages(db: Read, chatId: string, most: number): Promise<RoomMessage[]> {
  const rows = await query<RoomMessage>(
    db,
    `select ${columns} from room_message where chat_id = $1 order by at desc, id desc limit $2`,
    [chatId, most],
  )
  return rows.reverse()
}

export async function findRoomMessage(db: Read, chatId: string, id: string): Promise<RoomMessage | null> {
  return maybeOne<RoomMessage>(db, `select ${columns} from room_message where chat_id = $1 and id = $2`, [chatId, id])
}

/** Adds a message and tells the open pages; the same id twice appears once. */
export async function addRoomMessage(tx: Write, chatId: string, message: RoomMessage): Promise<boolean> {
  const added = await run(
    tx,
    `insert into room_message (chat_id, id, at, author, author_name, by_bot, text, media, attachments, location, reply_to, buttons)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      chatId,
      message.id,
      message.at,
      message.author,
      message.authorName,
      message.byBot,
      message.text,
      message.media,
      JSON.stringify(message.attachments),
      message.location ? JSON.stringify(message.location) : null,
      message.replyTo,
      JSON.stringify(message.buttons),
    ],
  )
  if (added === 1) {
    const hashes = message.attachments.map(({ hash }) => hash)
    if (hashes.length > 0) await holdFiles(tx, hashes, message.at)
    await tell(tx, { to: 'room', type: 'message', chatId, id: message.id })
  }
  return added === 1
}

async function holdFiles(tx: Write, hashes: string[], at: Date): Promise<void> {
  await query(
    tx,
    `insert into room_file (hash, at) select distinct h, $2::timestamptz from unnest($1::text[]) h
     on conflict (hash) do update set at = greatest(room_file.at, excluded.at)`,
    [hashes, at],
  )
}

/** Changes an own message of the bot; false when the room has forgotten it. */
export async function editRoomMessage(
  tx: Write,
  chatId: string,
  id: string,
  text: string,
  buttons: Button[][],
  now: Date,
): Promise<boolean> {
  const changed = await run(
    tx,
    'update room_message set text = $3, buttons = $4, edited_at = $5 where chat_id = $1 and id = $2 and by_bot',
    [chatId, id, text, JSON.stringify(buttons), now],
  )
  if (changed === 1) await tell(tx, { to: 'room', type: 'edited', chatId, id })
  return changed === 1
}

/** Forgets what is older: tells how many messages, and the files that no incident keeps. */
export async function purgeRooms(tx: Write, before: Date): Promise<{ messages: number; files: string[] }> {
  const messages = await run(tx, 'delete from room_message where at < $1', [before])
  const held = await query<{ hash: string }>(tx, 'delete from room_file where at < $1 returning hash', [before])
  const hashes = held.map(({ hash }) => hash)
  return { messages, files: await unusedFiles(tx, hashes) }
}

/**
 * Writes the rooms anew into a fresh file. A row that was deleted keeps its bytes in its page, vacuumed or not, until
 * others need the space; so the old file has to go. A day of rooms is small; the members wait for a moment meanwhile.
 */
export async function rewriteRooms(db: Database): Promise<void> {
  await query(db, 'vacuum full room_message')
}

/** Which of these files neither an incident keeps nor a room remembers. */
export async function unusedFiles(tx: Write, hashes: string[]): Promise<string[]> {
  if (hashes.length === 0) return []
  const gone = await query<{ hash: string }>(
    tx,
    `select h as hash from unnest($1::text[]) h where not exists (select 1 from file where file.hash = h)
     and not exists (select 1 from room_message m where m.attachments @> jsonb_build_array(jsonb_build_object('hash', h)))`,
    [hashes],
  )
  return gone.map(({ hash }) => hash)
}

export interface Visitor {
  author: string
  nickname: string
}

export async function addVisitor(
  tx: Write,
  chatId: string,
  tokenHash: string,
  visitor: Visitor,
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into room_visitor (token_hash, chat_id, author, nickname, consented_at, seen_at) values ($1, $2, $3, $4, $5, $5)`,
    [tokenHash, chatId, visitor.author, visitor.nickname, now],
  )
}

export async function findVisitor(db: Read, chatId: string, tokenHash: string): Promise<Visitor | null> {
  return maybeOne<Visitor>(db, 'select author, nickname from room_visitor where chat_id = $1 and token_hash = $2', [
    chatId,
    tokenHash,
  ])
}

/** What was added on a reporter's own page has an id of its own kind in the chat. */
export const ownPagePrefix = 'my-'

/** The visitor's own kept messages in a room: the way to the page of each. */
export async function ownReports(
  db: Read,
  chatId: string,
  author: string,
): Promise<{ secret: string; at: Date; number: number | null; status: string | null; messageId: string }[]> {
  return query(
    db,
    `select r.secret, r.at, r.external_id as "messageId", i.number, i.status from report r
     left join incident i on i.department_id = r.department_id and i.id = r.incident_id
     where r.chat_id = $1 and r.author = $2 and r.state <> 'dropped' and r.kind <> 'thanks'
       and r.external_id not like '${ownPagePrefix}%' order by r.at desc limit 20`,
    [chatId, author],
  )
}

/** Whether a file was sent to this room within its memory. */
export async function roomFile(db: Read, chatId: string, hash: string): Promise<RoomFile | null> {
  const row = await maybeOne<{ file: RoomFile }>(
    db,
    `select f as file from room_message m, jsonb_array_elements(m.attachments) f
     where m.chat_id = $1 and f->>'hash' = $2 limit 1`,
    [chatId, hash],
  )
  return row?.file ?? null
}
