import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import type { AccountKind, AccountState } from './account.ts'

/** An account as it lies in the table. */
export interface AccountRow {
  id: string
  departmentId: string
  kind: AccountKind
  title: string
  address: string
  sealed: Buffer
  settings: unknown
  hook: string
  state: AccountState
  problem: string
  lastUpdateAt: Date | null
  lagMs: number | null
  cursor: string | null
  leaseBy: string | null
  leaseUntil: Date | null
  lineChatId: string | null
  createdAt: Date
  changedAt: Date
}

const columns = `id, department_id as "departmentId", kind, title, address, sealed, settings, hook, state, problem,
  last_update_at as "lastUpdateAt", lag_ms as "lagMs", cursor, lease_by as "leaseBy", lease_until as "leaseUntil",
  line_chat_id as "lineChatId", created_at as "createdAt", changed_at as "changedAt"`

export interface NewAccount {
  id: string
  departmentId: string
  kind: AccountKind
  title: string
  address: string
  sealed: Buffer
  settings: object
  hook: string
}

/** Adds an account; the hub of some process opens it within seconds. */
export async function addAccount(tx: Write, account: NewAccount, now: Date): Promise<void> {
  const { id, departmentId, kind, title, address, sealed, settings, hook } = account
  await query(
    tx,
    `insert into channel_account (id, department_id, kind, title, address, sealed, settings, hook, created_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [id, departmentId, kind, title, address, sealed, JSON.stringify(settings), hook, now],
  )
}

export async function findAccount(db: Read, id: string): Promise<AccountRow | null> {
  return maybeOne<AccountRow>(db, `select ${columns} from channel_account where id = $1`, [id])
}

/** An account of this department, or null. */
export async function findAccountOf(db: Read, departmentId: string, id: string): Promise<AccountRow | null> {
  return maybeOne<AccountRow>(db, `select ${columns} from channel_account where department_id = $1 and id = $2`, [
    departmentId,
    id,
  ])
}

/** By the secret part of the address that the messenger calls. */
export async function findAccountByHook(db: Read, hook: string): Promise<AccountRow | null> {
  return maybeOne<AccountRow>(db, `select ${columns} from channel_account where hook = $1`, [hook])
}

/** The accounts of a department, the oldest first, with the secrets still sealed. */
export async function accountsOf(db: Read, departmentId: string): Promise<AccountRow[]> {
  return query<AccountRow>(
    db,
    `select ${columns} from channel_account where department_id = $1 order by created_at, id`,
    [departmentId],
  )
}

/** Every account of every department: what the hub follows. */
export async function allAccounts(db: Read): Promise<AccountRow[]> {
  return query<AccountRow>(db, `select ${columns} from channel_account order by id`)
}

/** New secrets take the place of the old ones; a paused account stays so. */
export async function rotateAccount(tx: Write, id: string, sealed: Buffer, now: Date): Promise<void> {
  await query(
    tx,
    `update channel_account set sealed = $2, changed_at = $3, problem = '',
       state = case when state = 'paused' then state else 'starting' end where id = $1`,
    [id, sealed, now],
  )
}

/** The same secrets under another key: for who has it open, nothing changed. False when they were rotated meanwhile. */
export async function resealAccount(
  tx: Write,
  row: Pick<AccountRow, 'id' | 'sealed'>,
  sealed: Buffer,
): Promise<boolean> {
  const rows = await run(tx, 'update channel_account set sealed = $3 where id = $1 and sealed = $2', [
    row.id,
    row.sealed,
    sealed,
  ])
  return rows === 1
}

/** What an administrator may change besides the secrets. */
export async function changeAccount(
  tx: Write,
  account: { id: string; title: string; address: string; settings: object },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `update channel_account set title = $2, address = $3, settings = $4, changed_at = $5, problem = '',
       state = case when state = 'paused' then state else 'starting' end where id = $1`,
    [account.id, account.title, account.address, JSON.stringify(account.settings), now],
  )
}

/** A paused account hears and says nothing. */
export async function pauseAccount(tx: Write, id: string, paused: boolean, now: Date): Promise<void> {
  await query(tx, `update channel_account set state = $2, problem = '', changed_at = $3 where id = $1`, [
    id,
    paused ? 'paused' : 'starting',
    now,
  ])
}

/** Takes an account away with its secrets; its chats are left, what was kept of them stays. */
export async function removeAccount(tx: Write, id: string): Promise<void> {
  await query(tx, `update chat set state = 'left', account_id = null where account_id = $1`, [id])
  await query(tx, 'delete from channel_account where id = $1', [id])
}

/** The chat that stands for what people write to the account alone. */
export async function setLineChat(tx: Write, id: string, chatId: string): Promise<void> {
  await query(tx, 'update channel_account set line_chat_id = $2 where id = $1', [id, chatId])
}

/**
 * Takes or renews the lease of every account that is free, ours, or whose holder is gone; gives all that are ours now.
 * By the clock of the database: the processes may not agree about theirs.
 */
export async function takeLeases(tx: Write, holder: string, ms: number): Promise<Set<string>> {
  const rows = await query<{ id: string }>(
    tx,
    `update channel_account set lease_by = $1, lease_until = clock_timestamp() + $2 * interval '1 millisecond'
     where state <> 'paused' and (lease_by = $1 or lease_by is null or lease_until < clock_timestamp()) returning id`,
    [holder, ms],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Gives the leases back, so that another process need not wait. */
export async function releaseLeases(tx: Write, holder: string): Promise<void> {
  await query(tx, 'update channel_account set lease_by = null, lease_until = null where lease_by = $1', [holder])
}

/** On a database that only this process has: leases of one that was killed hold nothing up. */
export async function freeLeases(tx: Write): Promise<void> {
  await query(tx, 'update channel_account set lease_by = null, lease_until = null where lease_by is not null', [])
}

/** How residents find the account, as the messenger tells it. */
export async function noteAddress(tx: Write, id: string, address: string): Promise<void> {
  await query(tx, 'update channel_account set address = $2 where id = $1', [id, address])
}

/** What a channel told of itself since it was last written down. */
export interface HealthNote {
  state: AccountState
  problem: string
  lastUpdateAt: Date | null
  lagMs: number | null
  cursor: string | null
}

/** Writes the health down; false when the account was changed since it was opened, and this is news of the old one. */
export async function writeHealth(tx: Write, id: string, changedAt: Date, note: HealthNote): Promise<boolean> {
  const rows = await run(
    tx,
    `update channel_account set state = $3, problem = $4, last_update_at = coalesce(greatest(last_update_at, $5), $5),
       lag_ms = coalesce($6, lag_ms), cursor = coalesce($7, cursor)
     where id = $1 and date_trunc('milliseconds', changed_at) = $2 and state <> 'paused'`,
    [id, changedAt, note.state, note.problem, note.lastUpdateAt, note.lagMs, note.cursor],
  )
  return rows === 1
}
