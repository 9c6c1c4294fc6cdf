import { maybeOne, query, type Write } from './base/database.ts'
import { addAccount, invite } from './base/people.ts'

/** On an empty database: a department and an administrator without a password. Returns the secret of the one-time link, or null. */
export async function firstAdministrator(
  tx: Write,
  newId: () => string,
  newSecret: () => string,
  now: Date,
): Promise<string | null> {
  await query(tx, `select pg_advisory_xact_lock(hashtext('uchastok first administrator'))`)
  if (await maybeOne(tx, `select 1 as there from department where (settings->>'demo')::boolean limit 1`)) {
    throw new Error(
      "This data folder holds the demo: its people and passwords are known to everybody, so it is not opened for real work. Give a folder of its own (UCHASTOK_DATA=/var/lib/uchastok npm start), or delete the demo's folder.",
    )
  }
  const waiting = await maybeOne<{ id: string; invited: boolean; password: boolean }>(
    tx,
    `select id, exists(select 1 from invite where account_id = account.id) as invited, password_hash is not null as password
     from account where role = 'administrator' order by created_at limit 1`,
  )
  // The link is printed once: who lost it before using it empties the table `invite` and starts again.
  if (waiting && (waiting.password || waiting.invited)) return null
  const secret = newSecret()
  if (waiting) {
    await invite(tx, waiting.id, secret, now)
    return secret
  }
  const departmentId = newId()
  await query(tx, 'insert into department (id, name_ru, name_kk, created_at) values ($1, $2, $3, $4)', [
    departmentId,
    'Отдел полиции',
    'Полиция бөлімі',
    now,
  ])
  const id = newId()
  await addAccount(
    tx,
    { id, departmentId, login: 'admin', name: 'Администратор', position: '', role: 'administrator', locale: 'ru' },
    now,
  )
  await invite(tx, id, secret, now)
  return secret
}
