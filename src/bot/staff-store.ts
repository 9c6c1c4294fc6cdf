import { maybeOne, one, query, type Read, run, type Write } from '../base/database.ts'
import type { Button } from '../chat/channel.ts'
import type { Category, Reading } from '../detection/categories.ts'
import type { Status } from '../incident/life.ts'
import { type QuickKey, quickKeys } from './staff-texts.ts'

/** An inspector's own talk with the bot: which chat is whose, what stands in it, and what the department allows. */

export interface StaffChat {
  id: string
  departmentId: string
  accountId: string
  staffId: string
  lang: 'ru' | 'kk'
  role: 'inspector' | 'chief'
  settings: { reminders?: boolean; morningOn?: string }
}

const columns = `c.id, c.department_id as "departmentId", c.account_id as "accountId", c.staff_id as "staffId",
  case when a.locale = 'kk' then 'kk' else 'ru' end as lang, a.role, c.settings`
/** Of people who are still at work, in departments that allow it. */
const joins = `chat c join account a on a.id = c.staff_id and a.active and a.role in ('inspector', 'chief')
  join department d on d.id = c.department_id and d.settings->>'staffInMessengers' = 'true'`

/** Whether the department has switched on that staff get incidents in their messengers; off unless somebody did. */
export async function isStaffAllowed(db: Read, departmentId: string): Promise<boolean> {
  const { on } = await one<{ on: boolean }>(
    db,
    `select coalesce(settings->>'staffInMessengers', '') = 'true' as on from department where id = $1`,
    [departmentId],
  )
  return on
}

export async function allowStaff(tx: Write, departmentId: string, on: boolean): Promise<void> {
  await query(
    tx,
    `update department set settings = settings || jsonb_build_object('staffInMessengers', $2::boolean) where id = $1`,
    [departmentId, on],
  )
}

/** The talks of these people; of everybody where `staffIds` is null. */
export async function staffChats(db: Read, departmentId: string, staffIds: string[] | null): Promise<StaffChat[]> {
  return query<StaffChat>(
    db,
    `select ${columns} from ${joins} where c.kind = 'staff' and c.state = 'bound' and not c.paused
       and c.department_id = $1 and ($2::uuid[] is null or c.staff_id = any($2)) order by c.id`,
    [departmentId, staffIds],
  )
}

/** Every talk that is open, in all departments. */
export async function allStaffChats(db: Read): Promise<StaffChat[]> {
  return query<StaffChat>(
    db,
    `select ${columns} from ${joins} where c.kind = 'staff' and c.state = 'bound' and not c.paused order by c.id`,
  )
}

/** One talk, if its person is at work and the department allows it. */
export async function findStaffChat(db: Read, chatId: string): Promise<StaffChat | null> {
  return maybeOne<StaffChat>(
    db,
    `select ${columns} from ${joins} where c.kind = 'staff' and c.state = 'bound' and c.id = $1`,
    [chatId],
  )
}

/** Makes a person's own chat the talk of this officer; an earlier one of the officer with this account ends. */
export async function linkStaff(
  tx: Write,
  chat: {
    id: string
    departmentId: string
    accountId: string
    channel: string
    externalId: string
    staffId: string
    title: string
  },
  now: Date,
): Promise<string> {
  await query(
    tx,
    `update chat set staff_id = null, state = 'left', external_id = external_id || ' ' || id
     where account_id = $1 and staff_id = $2 and external_id <> $3`,
    [chat.accountId, chat.staffId, chat.externalId],
  )
  const { id } = await one<{ id: string }>(
    tx,
    `insert into chat (id, department_id, account_id, channel, external_id, title, kind, state, staff_id, created_at)
     values ($1, $2, $3, $4, $5, $6, 'staff', 'bound', $7, $8)
     on conflict (channel, external_id) do update set kind = 'staff', state = 'bound', staff_id = $7, title = $6,
       created_at = $8 returning id`,
    [
      ...[chat.id, chat.departmentId, chat.accountId, chat.channel, chat.externalId],
      ...[chat.title, chat.staffId, now],
    ],
  )
  return id
}

/** Ends a talk: nothing comes there any more, and what still waits is not said. */
export async function unlinkStaff(tx: Write, departmentId: string, chatId: string, staffId: string): Promise<boolean> {
  const rows = await run(
    tx,
    `update chat set staff_id = null, state = 'left', external_id = external_id || ' ' || id
     where department_id = $1 and id = $2 and staff_id = $3 and kind = 'staff'`,
    [departmentId, chatId, staffId],
  )
  if (rows === 1)
    await query(tx, `update reply set state = 'dropped' where chat_id = $1 and state = 'waiting'`, [chatId])
  return rows === 1
}

/** The talks of one officer, for the page of the profile. */
export async function ownTalks(
  db: Read,
  staffId: string,
): Promise<{ id: string; accountId: string; accountTitle: string; reminders: boolean; since: Date }[]> {
  return query(
    db,
    `select c.id, c.account_id as "accountId", n.title as "accountTitle",
       coalesce(c.settings->>'reminders', 'true') = 'true' as reminders, c.created_at as since
     from chat c join channel_account n on n.id = c.account_id
     where c.staff_id = $1 and c.kind = 'staff' and c.state = 'bound' order by c.created_at`,
    [staffId],
  )
}

/** Changes what an officer set for his own talk. */
export async function setTalk(tx: Write, chatId: string, settings: object): Promise<void> {
  await query(tx, 'update chat set settings = settings || $2 where id = $1', [chatId, JSON.stringify(settings)])
}

export interface Card {
  id: string
  chatId: string
  /** The messenger's id of its message, once it stands there. */
  externalId: string | null
  text: string
  buttons: Button[][]
}

/** The cards of an incident, in every talk where it stands. */
export async function cardsOf(db: Read, departmentId: string, incidentId: string): Promise<Card[]> {
  return query<Card>(
    db,
    `select id, chat_id as "chatId", external_id as "externalId", text, buttons from reply
     where department_id = $1 and incident_id = $2 and step = 'card' order by created_at`,
    [departmentId, incidentId],
  )
}

/** The first picture that came with an incident, and what the program thought of its category. */
export async function cardMaterial(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<{ photo: string | null; offered: Category[] }> {
  const picture = await maybeOne<{ hash: string }>(
    db,
    `select t.file_hash as hash from attachment t join file f on f.hash = t.file_hash
       where t.department_id = $1 and t.incident_id = $2 and t.purpose = 'report' and f.mime like 'image/%' order by t.at, t.id limit 1`,
    [departmentId, incidentId],
  )
  const report = await maybeOne<{ reading: Reading }>(
    db,
    `select reading from report where department_id = $1 and incident_id = $2 and kind = 'report' order by at, id limit 1`,
    [departmentId, incidentId],
  )
  return { photo: picture?.hash ?? null, offered: (report?.reading.categories ?? []).map(({ category }) => category) }
}

/** What stands beside an incident on its cards: how much officers put to it, and what the chats heard last of ready words. */
export async function putBeside(
  db: Read,
  departmentId: string,
  incidentId: string,
): Promise<{ files: number; notes: number; told: QuickKey | null }> {
  const { files, notes, step } = await one<{ files: number; notes: number; step: string | null }>(
    db,
    `select (select count(*)::int from attachment where department_id = $1 and incident_id = $2 and by_account is not null) as files,
       (select count(*)::int from incident_note where department_id = $1 and incident_id = $2) as notes,
       (select step from reply where department_id = $1 and incident_id = $2 and step like 'quick:%' order by created_at desc, id desc limit 1) as step`,
    [departmentId, incidentId],
  )
  return { files, notes, told: quickKeys.find((key) => key === step?.split(':')[1]) ?? null }
}

export interface OpenCard {
  incidentId: string
  number: number
  category: Category
  status: Status
  answerDue: Date
  answeredAt: Date | null
}

/** The incidents of this officer that are open and stand in this talk, the newest first. */
export async function openCards(db: Read, talk: StaffChat, most: number): Promise<OpenCard[]> {
  return query<OpenCard>(
    db,
    `select i.id as "incidentId", i.number::int as number, i.category, i.status, i.answer_due as "answerDue", i.answered_at as "answeredAt"
     from reply x join incident i on i.department_id = x.department_id and i.id = x.incident_id
     where x.department_id = $1 and x.chat_id = $2 and x.step = 'card' and i.closed_at is null
       and (i.inspector_id = $3 or (i.inspector_id is null and $4)) order by i.number desc limit $5`,
    [talk.departmentId, talk.id, talk.staffId, talk.role === 'chief', most],
  )
}
