import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import type { Lang } from '../detection/categories.ts'
import type { Chat } from './chat.ts'

const columns = columnsOf('')
function columnsOf(of: '' | 'c.'): string {
  return `${of}id, ${of}department_id as "departmentId", ${of}channel, ${of}external_id as "externalId", ${of}title, ${of}slug,
  ${of}precinct_id as "precinctId", ${of}lang, ${of}paused, ${of}account_id as "accountId", ${of}kind, ${of}state,
  ${of}staff_id as "staffId", ${of}settings, ${of}created_at as "createdAt"`
}

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

/** The chat that stands for what people write to an account alone, made when it is not there yet. */
export async function makeLine(
  tx: Write,
  account: { id: string; departmentId: string; channel: string; title: string },
  chatId: string,
  now: Date,
): Promise<void> {
  await query(
    tx,
    `with made as (
       insert into chat (id, department_id, channel, external_id, title, kind, account_id, created_at)
       values ($1, $2, $3, 'line', $4, 'line', $5, $6) on conflict (channel, external_id) do nothing returning id)
     update channel_account set line_chat_id = made.id from made where channel_account.id = $5`,
    [chatId, account.departmentId, account.channel, account.title, account.id, now],
  )
}

/** The account's line, or null before it was opened for the first time. */
export async function findLine(db: Read, accountId: string): Promise<Chat | null> {
  return maybeOne<Chat>(db, `select ${columns} from chat where account_id = $1 and kind = 'line'`, [accountId])
}

/** The messenger gave the group another id; what was kept under the old one stays its. */
export async function moveChat(tx: Write, channel: string, from: string, to: string): Promise<void> {
  await query(
    tx,
    `update chat set external_id = $3 where channel = $1 and external_id = $2
       and not exists (select 1 from chat other where other.channel = $1 and other.external_id = $3)`,
    [channel, from, to],
  )
}

/** Adds to the counts of a day; counts only, no texts. */
export async function countMessages(
  tx: Write,
  chatId: string,
  day: string,
  messages: number,
  reports: number,
  lastAt: Date,
): Promise<void> {
  await query(
    tx,
    `with last as (update chat set last_message_at = greatest(coalesce(last_message_at, $5), $5) where id = $1)
     insert into chat_day (chat_id, day, messages, reports) values ($1, $2, $3, $4)
     on conflict (chat_id, day) do update set messages = chat_day.messages + $3, reports = chat_day.reports + $4`,
    [chatId, day, messages, reports, lastAt],
  )
}

/** A chat as the administrator sees it: how it is doing, in counts. */
export interface ManagedChat extends Chat {
  /** What hinders the bot there, in one word; empty when nothing does. */
  problem: string
  precinctNumber: string | null
  /** Messages and reports of each of the last days that had any, the oldest first. */
  days: { day: string; messages: number; reports: number }[]
  lastDay: string | null
  reports: number
  createdAt: Date
}

/** The chats of a department with their counts since a day (`YYYY-MM-DD`). */
export async function managedChats(db: Read, departmentId: string, since: string): Promise<ManagedChat[]> {
  return query<ManagedChat>(
    db,
    `select ${columnsOf('c.')},
       c.problem, p.number as "precinctNumber", c.created_at as "createdAt",
       (select max(d.day) from chat_day d where d.chat_id = c.id) as "lastDay",
       (select coalesce(sum(d.reports), 0)::int from chat_day d where d.chat_id = c.id) as reports,
       coalesce((select json_agg(json_build_object('day', d.day, 'messages', d.messages, 'reports', d.reports) order by d.day)
         from chat_day d where d.chat_id = c.id and d.day >= $2), '[]') as days
     from chat c left join precinct p on p.id = c.precinct_id
     where c.department_id = $1 order by c.title collate "kk-x-icu", c.id`,
    [departmentId, since],
  )
}

/** A chat of this department, or null. */
export async function findChatOf(db: Read, departmentId: string, id: string): Promise<Chat | null> {
  return maybeOne<Chat>(db, `select ${columns} from chat where department_id = $1 and id = $2`, [departmentId, id])
}

/** The addresses of rooms that begin like this one. */
export async function slugsLike(db: Read, slug: string): Promise<Set<string>> {
  const rows = await query<{ slug: string }>(db, 'select slug from chat where starts_with(slug, $1)', [
    slug.slice(0, 20),
  ])
  return new Set(rows.map((row) => row.slug))
}

/** Changes what an administrator may change; the slug of another room is a unique violation. */
export async function changeChat(
  tx: Write,
  chat: Pick<Chat, 'id' | 'title' | 'slug' | 'precinctId' | 'lang' | 'paused'>,
): Promise<void> {
  await query(tx, 'update chat set title = $2, slug = $3, precinct_id = $4, lang = $5, paused = $6 where id = $1', [
    chat.id,
    chat.title,
    chat.slug,
    chat.precinctId,
    chat.lang,
    chat.paused,
  ])
}

/** The department that was made first, or null on an empty database. */
export async function firstDepartment(db: Read): Promise<string | null> {
  const found = await maybeOne<{ id: string }>(db, 'select id from department order by created_at limit 1')
  return found?.id ?? null
}
