import type { Account } from '../base/access.ts'
import { maybeOne, one, query, type Read, type Write } from '../base/database.ts'
import type { Rights } from '../chat/channel.ts'
import type { Status } from '../incident/life.ts'

/** Chats that are being bound, the codes that bind them, and what a resident told through an account. */

/** A group as its onboarding needs it. */
export interface Asked {
  id: string
  departmentId: string
  state: 'asked' | 'bound' | 'left' | 'refused'
  precinctId: string | null
  problem: string
}

const askedColumns = `id, department_id as "departmentId", state, precinct_id as "precinctId", problem`

/** The group as it stands, locked until the transaction ends. */
export async function lockChat(tx: Write, channel: string, externalId: string): Promise<Asked | null> {
  return maybeOne<Asked>(tx, `select ${askedColumns} from chat where channel = $1 and external_id = $2 for update`, [
    channel,
    externalId,
  ])
}

/**
 * A group into which the bot came: a new one waits for its code, one that it had left unbound waits again. Where it was
 * only removed it is bound still; where an administrator let it leave it needs a code anew.
 */
export async function askChat(
  tx: Write,
  chat: {
    id: string
    departmentId: string
    accountId: string
    channel: string
    externalId: string
    title: string
    rights: Rights | null
    problem: string
  },
  now: Date,
): Promise<Asked> {
  return one<Asked>(
    tx,
    `insert into chat as c (id, department_id, account_id, channel, external_id, title, rights, problem, state, settings, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', jsonb_build_object('askedAt', $9::timestamptz), $9)
     on conflict (channel, external_id) do update set rights = $7, problem = $8,
       title = case when $6 = '' then c.title else $6 end,
       state = case when (c.state = 'bound' or c.state = 'left' and c.problem = 'left') and c.precinct_id is not null
         then 'bound' else 'asked' end,
       settings = c.settings || jsonb_build_object('askedAt', $9::timestamptz)
     returning ${askedColumns}`,
    [
      ...[chat.id, chat.departmentId, chat.accountId, chat.channel, chat.externalId, chat.title],
      ...[chat.rights ? JSON.stringify(chat.rights) : null, chat.problem, now],
    ],
  )
}

export async function setRights(tx: Write, id: string, rights: Rights, problem: string): Promise<void> {
  await query(tx, 'update chat set rights = $2, problem = $3 where id = $1', [id, JSON.stringify(rights), problem])
}

export async function retitle(tx: Write, id: string, title: string): Promise<void> {
  await query(tx, 'update chat set title = $2 where id = $1', [id, title])
}

export async function setState(tx: Write, id: string, state: Asked['state'], problem: string): Promise<void> {
  await query(tx, 'update chat set state = $2, problem = $3 where id = $1', [id, state, problem])
}

/** Binds a group to a precinct; who asked, and by which code, stays in the code. */
export async function bindChat(tx: Write, id: string, precinctId: string): Promise<void> {
  await query(
    tx,
    `update chat set state = 'bound', precinct_id = $2, settings = settings - 'askedAt',
       problem = case when problem in ('no-reading', 'no-posting') then problem else '' end where id = $1`,
    [id, precinctId],
  )
}

/** The id of a group that was asked under its new id already gives way to the one that keeps everything. */
export async function giveWay(tx: Write, channel: string, externalId: string, now: Date): Promise<void> {
  await query(
    tx,
    `update chat set external_id = external_id || ' ' || id, state = 'left'
     where channel = $1 and external_id = $2 and state <> 'bound'`,
    [channel, externalId],
  )
  await query(
    tx,
    `update reply set state = 'dropped', waiting_since = $3 where state = 'waiting'
       and chat_id in (select id from chat where channel = $1 and starts_with(external_id, $2 || ' '))`,
    [channel, externalId, now],
  )
}

/** Whether another account of the same messenger has this group already, and of which department. */
export async function boundElsewhere(
  tx: Write,
  kind: string,
  channel: string,
  externalId: string,
): Promise<{ id: string; departmentId: string } | null> {
  // Two connected systems may number their chats alike.
  if (kind === 'open') return null
  // Two bots may be given two good codes at the same moment: the second one waits here.
  await one(tx, 'select pg_advisory_xact_lock(hashtextextended($1, 5))', [`${kind} ${externalId}`])
  return maybeOne(
    tx,
    `select id, department_id as "departmentId" from chat
     where starts_with(channel, $1 || ':') and channel <> $2 and external_id = $3 and state = 'bound' and kind = 'group' limit 1`,
    [kind, channel, externalId],
  )
}

/** Groups of a department in which nobody gave a code since, and those that were refused and have heard why. */
export async function chatsToLeave(
  db: Read,
  askedBefore: Date,
): Promise<{ id: string; departmentId: string; accountId: string; state: 'asked' | 'refused'; told: boolean }[]> {
  return query(
    db,
    `select c.id, c.department_id as "departmentId", c.account_id as "accountId", c.state,
       not exists (select from reply r where r.chat_id = c.id and r.state in ('waiting', 'sending')) as told
     from chat c where c.account_id is not null and c.kind = 'group'
       and (c.state = 'refused' or c.state = 'asked' and (c.settings->>'askedAt')::timestamptz < $1) limit 100`,
    [askedBefore],
  )
}

export interface CodeRow {
  codeHash: string
  departmentId: string
  accountId: string
  precinctId: string | null
  staffId: string | null
}

/** Keeps the hash of a new code. */
export async function addCode(
  tx: Write,
  code: CodeRow & { byAccount: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into chat_code (code_hash, department_id, account_id, precinct_id, staff_id, by_account, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[code.codeHash, code.departmentId, code.accountId, code.precinctId, code.staffId],
      ...[code.byAccount, now, code.expiresAt],
    ],
  )
}

/** A code that still holds, locked until the transaction ends: two who type it at once bind once. */
export async function lockCode(tx: Write, codeHash: string, now: Date): Promise<CodeRow | null> {
  return maybeOne<CodeRow>(
    tx,
    `select code_hash as "codeHash", department_id as "departmentId", account_id as "accountId",
       precinct_id as "precinctId", staff_id as "staffId"
     from chat_code where code_hash = $1 and used_at is null and expires_at > $2 for update`,
    [codeHash, now],
  )
}

export async function spendCode(tx: Write, codeHash: string, chatId: string, now: Date): Promise<void> {
  await query(tx, 'update chat_code set used_at = $2, chat_id = $3 where code_hash = $1', [codeHash, now, chatId])
}

export interface OpenCode {
  id: string
  accountId: string
  accountTitle: string
  precinctId: string
  precinctNumber: string
  byName: string
  createdAt: Date
  expiresAt: Date
}

/** The codes for chats that still hold, the newest first; `id` is no code. */
export async function openCodes(db: Read, departmentId: string, now: Date): Promise<OpenCode[]> {
  return query<OpenCode>(
    db,
    `select k.code_hash as id, k.account_id as "accountId", a.title as "accountTitle", k.precinct_id as "precinctId",
       p.number as "precinctNumber", b.name as "byName", k.created_at as "createdAt", k.expires_at as "expiresAt"
     from chat_code k join channel_account a on a.id = k.account_id join precinct p on p.id = k.precinct_id
     join account b on b.id = k.by_account
     where k.department_id = $1 and k.used_at is null and k.expires_at > $2 order by k.created_at desc, k.code_hash limit 200`,
    [departmentId, now],
  )
}

/** Takes a code back; gives the account that it was for, or null when it is not there, or was used. */
export async function withdrawCode(tx: Write, departmentId: string, codeHash: string): Promise<string | null> {
  const row = await maybeOne<{ accountId: string }>(
    tx,
    `delete from chat_code where department_id = $1 and code_hash = $2 and used_at is null and precinct_id is not null
     returning account_id as "accountId"`,
    [departmentId, codeHash],
  )
  return row?.accountId ?? null
}

/** An inspector has one code at a time. */
export async function withdrawStaffCodes(tx: Write, staffId: string): Promise<void> {
  await query(tx, 'delete from chat_code where staff_id = $1 and used_at is null', [staffId])
}

export interface OwnReport {
  number: number | null
  status: Status | null
  secret: string
  at: Date
}

/** What this author told through this account since, the newest first: numbers and statuses, no words. */
export async function ownReports(db: Read, channel: string, author: string, since: Date): Promise<OwnReport[]> {
  return query<OwnReport>(
    db,
    `select distinct on (coalesce(j.id, i.id, r.id)) coalesce(j.number, i.number) as number,
       coalesce(j.status, i.status) as status, r.secret, r.at
     from report r join chat c on c.id = r.chat_id
     left join incident i on i.department_id = r.department_id and i.id = r.incident_id
     left join incident j on j.department_id = i.department_id and j.id = i.joined_into
     where c.channel = $1 and r.author = $2 and r.at > $3 and r.state <> 'dropped' and r.kind <> 'thanks'
     order by coalesce(j.id, i.id, r.id), r.at limit 100`,
    [channel, author, since],
  )
}

/** Whether a kept message waits for a person to look at it, so that no number can be told yet. */
export async function isUnsure(db: Read, departmentId: string, reportId: string): Promise<boolean> {
  return (
    (await maybeOne(db, `select 1 as one from report where department_id = $1 and id = $2 and state = 'unsure'`, [
      departmentId,
      reportId,
    ])) !== null
  )
}

/** Why an author is not heard: `asked` by the author, or a person of the department; null when heard. */
export async function blockReason(db: Read, departmentId: string, channel: string, author: string, now: Date) {
  const row = await maybeOne<{ reason: string }>(
    db,
    `select reason from blocked_author where department_id = $1 and channel = $2 and author = $3 and (until is null or until > $4)`,
    [departmentId, channel, author, now],
  )
  return row?.reason ?? null
}

/** An inspector or a chief who is active. */
export async function findOfficer(db: Read, departmentId: string, id: string): Promise<Account | null> {
  return maybeOne<Account>(
    db,
    `select id, department_id as "departmentId", login, name, position, role, locale from account
     where department_id = $1 and id = $2 and active and role in ('inspector', 'chief')`,
    [departmentId, id],
  )
}
