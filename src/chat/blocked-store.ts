import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'

/** Who is not heard: a person of the department decides, for a while or until taken back. */

export interface Blocked {
  channel: string
  author: string
  reason: string
  /** Until then; null for good. */
  until: Date | null
  at: Date
}

/** The reason of who asked for it alone, by `/stop`; nobody of the department takes that back. */
export const asked = 'asked'

/** The authors of a channel that are blocked, with until when. */
export async function findBlocked(db: Read, departmentId: string, channel: string): Promise<Map<string, Date | null>> {
  const rows = await query<{ author: string; until: Date | null }>(
    db,
    'select author, until from blocked_author where department_id = $1 and channel = $2',
    [departmentId, channel],
  )
  return new Map(rows.map(({ author, until }) => [author, until]))
}

/** All that are blocked in a department now, the latest first, and by whom. */
export async function blockedOf(
  db: Read,
  departmentId: string,
  now: Date,
): Promise<(Blocked & { byName: string | null })[]> {
  return query(
    db,
    `select b.channel, b.author, b.reason, b.until, b.at, a.name as "byName"
     from blocked_author b left join account a on a.id = b.by_account
     where b.department_id = $1 and (b.until is null or b.until > $2) order by b.at desc limit 500`,
    [departmentId, now],
  )
}

/** How an author is blocked now, or null; locked until the transaction ends. */
export async function lockBlocked(
  tx: Write,
  departmentId: string,
  who: { channel: string; author: string },
  now: Date,
): Promise<Blocked | null> {
  return maybeOne<Blocked>(
    tx,
    `select channel, author, reason, until, at from blocked_author
     where department_id = $1 and channel = $2 and author = $3 and (until is null or until > $4) for update`,
    [departmentId, who.channel, who.author, now],
  )
}

/** Sets until when an author is blocked; null for good. */
export async function setBlockedUntil(
  tx: Write,
  departmentId: string,
  who: { channel: string; author: string },
  until: Date | null,
): Promise<void> {
  await run(tx, 'update blocked_author set until = $4 where department_id = $1 and channel = $2 and author = $3', [
    departmentId,
    who.channel,
    who.author,
    until,
  ])
}

/** Whether this person's own chat in the channel is the talk of an officer, as far as the messenger numbers both alike. */
export async function isOfficer(db: Read, who: { channel: string; author: string }): Promise<boolean> {
  const sql = `select 1 as one from chat where channel = $1 and external_id = $2 and kind = 'staff' and state = 'bound'`
  return (await maybeOne(db, sql, [who.channel, who.author])) !== null
}

/** Blocks an author; one who is blocked already is blocked as told now. */
export async function block(
  tx: Write,
  departmentId: string,
  blocked: Omit<Blocked, 'at'> & { byAccount: string | null },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into blocked_author (department_id, channel, author, reason, until, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (department_id, channel, author) do update set reason = $4, until = $5, by_account = $6, at = $7`,
    [departmentId, blocked.channel, blocked.author, blocked.reason, blocked.until, blocked.byAccount, now],
  )
}

/** The author is heard again; false when nobody had blocked them. */
export async function unblock(tx: Write, departmentId: string, channel: string, author: string): Promise<boolean> {
  const rows = await run(tx, 'delete from blocked_author where department_id = $1 and channel = $2 and author = $3', [
    departmentId,
    channel,
    author,
  ])
  return rows === 1
}
