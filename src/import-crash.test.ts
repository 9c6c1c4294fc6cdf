import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, DatabaseAway, one, openDatabase } from './base/database.ts'
import { silent } from './base/log.ts'
import { migrate } from './base/migrate.ts'
import { startPostgres } from './base/postgres.ts'
import { findImport } from './chat/import-store.ts'
import { type Staff, startStaff, whatsapp } from './staff-testing.ts'

const messages = 700

test('PostgreSQL is killed while a chat is read in: the import goes on, and nothing is lost or doubled', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'uchastok-crash-'))
  const postgres = await startPostgres({ dataDir, log: silent })
  const db = await openDatabase(postgres.connection)
  await migrate(db)
  const staff = await startStaff(db)
  t.after(async () => {
    await staff.close()
    await db.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  })

  const undisturbed = await send(staff, 'Спокойный')
  const reference = await ended(db, undisturbed.id)
  assert.ok(reference.kept > 50, JSON.stringify(reference))
  const disturbed = await send(staff, 'С обрывом')
  for (let patience = 600; patience > 0; patience--) {
    if ((await countReports(db, disturbed.chatId)).reports > reference.kept / 4) break
    await sleep(10)
  }
  assert.ok((await countReports(db, disturbed.chatId)).reports < reference.kept, 'the import was faster than this test')
  const [postmaster = ''] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(postmaster), 'SIGKILL')

  const done = await ended(db, disturbed.id)
  assert.deepEqual([done.state, done.problem, done.read, done.kept], ['done', '', messages, reference.kept])
  const [calm, stormy] = [await countReports(db, undisturbed.chatId), await countReports(db, disturbed.chatId)]
  assert.deepEqual([stormy.reports, stormy.messages], [calm.reports, messages])
  assert.equal(stormy.waiting, 0)
})

async function send(staff: Staff, title: string): Promise<{ id: string; chatId: string }> {
  const { body: chat } = await staff.doors.administrator.ask('POST', '/api/chats', { title, channel: 'export' })
  const form = new FormData()
  form.append('file', new Blob([whatsapp(messages)]), 'chat.txt')
  const { status, body } = await staff.doors.administrator.ask('POST', `/api/chats/${chat.id}/import`, form)
  assert.equal(status, 202, JSON.stringify(body))
  return { id: body.id, chatId: chat.id }
}

async function ended(db: Database, id: string) {
  for (let patience = 1200; patience > 0; patience--) {
    const job = await findImport(db, id).catch(away)
    if (job?.state === 'done' || job?.state === 'failed') return job
    await sleep(100)
  }
  throw new Error(`The import did not end: ${JSON.stringify(await findImport(db, id))}`)
}

/** Just now there is no database; that is what this test is about. */
function away(error: unknown): null {
  if (error instanceof DatabaseAway) return null
  throw error
}

async function countReports(db: Database, chatId: string) {
  return one<{ reports: number; waiting: number; messages: number }>(
    db,
    `select count(*)::int as reports, (count(*) filter (where state = 'waiting'))::int as waiting,
       (select coalesce(sum(messages), 0)::int from chat_day where chat_id = $1) as messages
     from report where chat_id = $1`,
    [chatId],
  )
}
