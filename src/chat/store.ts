import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import type { Lang } from '../detection/categories.ts'
import type { Chat } from './chat.ts'

const columns = `id, department_id as "departmentId", channel, external_id as "externalId", title, slug,
  precinct_id as "precinctId", lang, paused`

export async function findChat(db: Read, channel: string, externalId: string): Promise<Chat | null> {
  return maybeOne<Chat>(db, `select ${columns} from chat where channel = $1 and external_id = $2`, [
    channel,
    externalId,
  ])
}

export async function findChatBySlug(db: Read, slug: string): Promise<Chat | null> {
  return maybeOne<Chat>(db, `select ${columns} from chat where slug = $1`, [slug])
}

export async function getChat(db: Read, id: string): Promise<Chat> {
  return one<Chat>(db, `select ${columns} from chat where id = $1`, [id])
}

export async function chatsOf(db: Read, departmentId: string): Promise<Chat[]> {
  return query<Chat>(db, `select ${columns} from chat where department_id = $1 order by title collate "kk-x-icu"`, [
    departmentId,
  ])
}

export interface NewChat {
  id: string
  departmentId: string
  channel: string
  externalId: string
  title: string
  slug: string | null
  precinctId: string | null
  lang: Lang
}

/** Adds a chat; the same channel and external id twice is a unique violation. */
export async function addChat(tx: Write, chat: NewChat, now: Date): Promise<void> {
  await query(
    tx,
    `insert into chat (id, department_id, channel, external_id, title, slug, precinct_id, lang, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [chat.id, chat.departmentId, chat.channel, chat.externalId, chat.title, chat.slug, chat.precinctId, chat.lang, now],
  )
}

/** Adds to the counts of a day; counts only, no texts. */
export async function countMessages(
  tx: Write,
  chatId: string,
  day: string,
  messages: number,
  reports: number,
): Promise<void> {
  await query(
    tx,
    `insert into chat_day (chat_id, day, messages, reports) values ($1, $2, $3, $4)
     on conflict (chat_id, day) do update set messages = chat_day.messages + $3, reports = chat_day.reports + $4`,
    [chatId, day, messages, reports],
  )
}
