import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Account, Locale, Role } from './access.ts'
import { maybeOne, one, query, type Read, type Write } from './database.ts'

/** Accounts, their passwords, invitations and sessions. Tokens are kept as SHA-256 hashes only. */

const deriveKey = promisify(argon2)
// OWASP's minimum for argon2id: 19 MiB, two passes.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** argon2id, as `argon2id$salt$key` in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const key = await deriveKey('argon2id', { message: password, nonce, ...cost })
  return `argon2id$${nonce.toString('base64url')}$${key.toString('base64url')}`
}

/** Whether the password is the one hashed; takes as long for a person who is not there. */
export async function passwordFits(password: string, hash: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (hash ?? 'argon2id$AAAAAAAAAAAAAAAAAAAAAA$').split('$')
  const tried = await deriveKey('argon2id', {
    message: password,
    nonce: Buffer.from(salt, 'base64url'),
    ...cost,
  })
  const wanted = Buffer.from(key, 'base64url')
  return wanted.length === tried.length && timingSafeEqual(tried, wanted)
}

export const tokenHash = (token: string) => createHash('sha256').update(token).digest('hex')

export interface NewAccount {
  id: string
  departmentId: string
  login: string
  name: string
  position: string
  role: Role
  locale: Locale
}

/** Adds a person who cannot sign in until an invitation is used. */
export async function addAccount(
  tx: Write,
  account: NewAccount,
  now: Date,
  passwordHash: string | null = null,
): Promise<void> {
  const { id, departmentId, login, name, position, role, locale } = account
  await query(
    tx,
    `insert into account (id, department_id, login, name, position, role, locale, password_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, departmentId, login, name, position, role, locale, passwordHash, now],
  )
}

const columns = `a.id, a.department_id as "departmentId", a.login, a.name, a.position, a.role, a.locale`

const triesBeforeLock = 5
const lockedFor = 15 * 60_000

export type SignIn = { account: Account } | { refused: 'wrong' | 'locked' }

/** Checks login and password; five wrong ones lock the account for 15 minutes. */
export async function signIn(tx: Write, login: string, password: string, now: Date): Promise<SignIn> {
  const found = await maybeOne<Account & { hash: string | null; failed: number; lockedUntil: Date | null }>(
    tx,
    `select ${columns}, a.password_hash as hash, a.failed_sign_ins as failed, a.locked_until as "lockedUntil"
     from account a where lower(a.login) = lower($1) and a.active`,
    [login],
  )
  const fits = await passwordFits(password, found?.hash ?? null)
  if (!found) return { refused: 'wrong' }
  if (found.lockedUntil && found.lockedUntil > now) return { refused: 'locked' }
  if (!fits) {
    const failed = found.failed + 1
    const locked = failed >= triesBeforeLock
    await query(tx, 'update account set failed_sign_ins = $2, locked_until = $3 where id = $1', [
      found.id,
      locked ? 0 : failed,
      locked ? new Date(now.getTime() + lockedFor) : null,
    ])
    return { refused: locked ? 'locked' : 'wrong' }
  }
  await query(tx, 'update account set failed_sign_ins = 0, locked_until = null where id = $1', [found.id])
  const { hash: _, failed: __, lockedUntil: ___, ...account } = found
  return { account }
}

export const sessionLength = 12 * 3_600_000

/** Opens a session and forgets those that ended. */
export async function openSession(tx: Write, accountId: string, token: string, csrf: string, now: Date): Promise<void> {
  await query(tx, 'delete from session where expires_at < $1', [now])
  await query(
    tx,
    'insert into session (token_hash, account_id, csrf, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [tokenHash(token), accountId, csrf, now, new Date(now.getTime() + sessionLength)],
  )
}

/** Who holds this session, if it lasts. */
export async function findSession(
  db: Read,
  token: string,
  now: Date,
): Promise<{ account: Account; csrf: string } | null> {
  const row = await maybeOne<Account & { csrf: string }>(
    db,
    `select ${columns}, s.csrf from session s join account a on a.id = s.account_id
     where s.token_hash = $1 and s.expires_at > $2 and a.active`,
    [tokenHash(token), now],
  )
  if (!row) return null
  const { csrf, ...account } = row
  return { account, csrf }
}

export async function closeSession(tx: Write, token: string): Promise<void> {
  await query(tx, 'delete from session where token_hash = $1', [tokenHash(token)])
}

export const inviteLength = 7 * 24 * 3_600_000

/** Makes the earlier invitations of this person void and keeps a new one. */
export async function invite(tx: Write, accountId: string, token: string, now: Date): Promise<void> {
  await query(tx, 'delete from invite where account_id = $1', [accountId])
  await query(tx, 'insert into invite (token_hash, account_id, created_at, expires_at) values ($1, $2, $3, $4)', [
    tokenHash(token),
    accountId,
    now,
    new Date(now.getTime() + inviteLength),
  ])
}

export async function findInvite(
  db: Read,
  token: string,
  now: Date,
): Promise<{ accountId: string; name: string; login: string } | null> {
  return maybeOne(
    db,
    `select a.id as "accountId", a.name, a.login from invite i join account a on a.id = i.account_id
     where i.token_hash = $1 and i.used_at is null and i.expires_at > $2 and a.active`,
    [tokenHash(token), now],
  )
}

/** Sets the password by a one-time link and ends all sessions of the person; null when the link is used or too old. */
export async function useInvite(tx: Write, token: string, passwordHash: string, now: Date): Promise<string | null> {
  const used = await maybeOne<{ accountId: string }>(
    tx,
    `update invite set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
     returning account_id as "accountId"`,
    [tokenHash(token), now],
  )
  if (!used) return null
  await query(tx, 'update account set password_hash = $2, failed_sign_ins = 0, locked_until = null where id = $1', [
    used.accountId,
    passwordHash,
  ])
  await query(tx, 'delete from session where account_id = $1', [used.accountId])
  return used.accountId
}

export async function getAccount(db: Read, id: string): Promise<Account> {
  return one(db, `select ${columns} from account a where a.id = $1`, [id])
}

export async function setLocale(tx: Write, id: string, locale: Locale): Promise<void> {
  await query(tx, 'update account set locale = $2 where id = $1', [id, locale])
}

/** A person of the department as the administrator sees them. */
export interface Person extends Account {
  active: boolean
  /** Whether a password was ever set. */
  hasPassword: boolean
  /** When the one-time link that waits to be used runs out. */
  inviteExpiresAt: Date | null
  createdAt: Date
}

const personColumns = `${columns}, a.active, a.password_hash is not null as "hasPassword", a.created_at as "createdAt",
  (select max(i.expires_at) from invite i where i.account_id = a.id and i.used_at is null) as "inviteExpiresAt"`

/** Everybody of the department, those who left at the end. */
export async function peopleOf(db: Read, departmentId: string): Promise<Person[]> {
  return query<Person>(
    db,
    `select ${personColumns} from account a where a.department_id = $1 order by a.active desc, a.name collate "kk-x-icu"`,
    [departmentId],
  )
}

export async function findPerson(db: Read, departmentId: string, id: string): Promise<Person | null> {
  return maybeOne<Person>(db, `select ${personColumns} from account a where a.department_id = $1 and a.id = $2`, [
    departmentId,
    id,
  ])
}

/** Whether a login is taken; upper and lower case are the same login. */
export async function loginTaken(db: Read, login: string, exceptId: string | null = null): Promise<boolean> {
  const taken = await maybeOne(
    db,
    'select 1 as taken where exists (select from account where lower(login) = lower($1) and id is distinct from $2)',
    [login, exceptId],
  )
  return taken !== null
}

export type PersonChange = Partial<Pick<Person, 'login' | 'name' | 'position' | 'role' | 'locale' | 'active'>>

/** Changes an account. Whoever leaves loses sessions and links at once; the last active administrator can neither leave nor become something else. */
export async function changePerson(
  tx: Write,
  person: Person,
  change: PersonChange,
): Promise<{ refused: 'last-administrator' } | { person: Person }> {
  const after = { ...person, ...change }
  if (person.role === 'administrator' && person.active && !(after.role === 'administrator' && after.active)) {
    // Two administrators who demote each other at the same moment must not both succeed.
    await query(tx, `select pg_advisory_xact_lock(hashtext('uchastok administrators'))`)
    const { others } = await one<{ others: number }>(
      tx,
      `select count(*)::int as others from account where department_id = $1 and role = 'administrator' and active and id <> $2`,
      [person.departmentId, person.id],
    )
    if (others === 0) return { refused: 'last-administrator' }
  }
  await query(
    tx,
    `update account set login = $2, name = $3, position = $4, role = $5, locale = $6, active = $7 where id = $1`,
    [person.id, after.login, after.name, after.position, after.role, after.locale, after.active],
  )
  if (!after.active) {
    await query(tx, 'delete from session where account_id = $1', [person.id])
    await query(tx, 'delete from invite where account_id = $1', [person.id])
  }
  return { person: after }
}
