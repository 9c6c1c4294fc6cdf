import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inTransaction, one, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { type TestDatabase, testDatabase } from './base/testing.ts'
import { whatsapp } from './staff-testing.ts'

const start = fileURLToPath(new URL('../start.mjs', import.meta.url))
let folder: string
let database: TestDatabase

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uchastok-import-'))
  database = await testDatabase()
})
after(async () => {
  await database?.close()
  await rm(folder, { recursive: true, force: true })
})

function called(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, UCHASTOK_DATA: join(folder, 'data'), DATABASE_URL: database.url }
  return new Promise((done) => {
    const child = execFile(process.execPath, [start, 'import', ...args], { env }, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

test('an export is read in from the command line once; the second time adds nothing', async () => {
  const file = join(folder, 'WhatsApp Chat.txt')
  await writeFile(file, whatsapp(50))
  const early = await called('--chat', 'Двор', file)
  assert.equal(early.code, 2)
  assert.match(early.stderr, /no department yet: start the program once with "npm start"/)

  await inTransaction(database.db, (tx) =>
    query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`, [
      newId(),
    ]),
  )
  const unknown = await called('--chat', 'Двор', file)
  assert.equal(unknown.code, 2)
  assert.match(unknown.stderr, /got «Двор».*Add --create to make it/s)

  const first = await called('--chat', 'Двор', '--create', file)
  assert.equal(first.code, 0, first.stderr)
  assert.match(first.stdout, /«Двор»: 50 messages read, 0 unreadable, (\d+) kept, of (\d+) incidents/)
  const state = () =>
    one<{ reports: number; waiting: number; imports: number; kept: number; incidents: number }>(
      database.db,
      // A message that tells of two happenings is one message and two rows.
      `select (select count(*)::int from report where external_id not like '%+') as reports, (select count(*)::int from report where state = 'waiting') as waiting,
         count(*)::int as imports, sum(kept)::int as kept, sum(incidents)::int as incidents from chat_import`,
    )
  const before = await state()
  assert.ok(before.reports > 0 && before.incidents > 0)
  assert.deepEqual([before.waiting, before.kept, before.imports], [0, before.reports, 1])
  const second = await called('--chat', 'Двор', file)
  assert.equal(second.code, 0, second.stderr)
  assert.match(second.stdout, /imported into «Двор» before: 50 messages read, \d+ kept\. Nothing was added/)
  assert.deepEqual(await state(), before)
})

test('what cannot be read is said in words, with status 2', async () => {
  const file = join(folder, 'picture.png')
  await writeFile(file, 'no chat')
  const refused = await called('--chat', 'Двор', file)
  assert.equal(refused.code, 2)
  assert.match(refused.stderr, /unknown-format/)
  assert.equal((await called('--chat', 'Двор', join(folder, 'nothing'))).code, 2)
  assert.match((await called()).stderr, /npm run import -- --chat NAME FILE/)
})
