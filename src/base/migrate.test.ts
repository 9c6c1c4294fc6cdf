import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type TestContext } from 'node:test'
import { maybeOne, one, openDatabase, query } from './database.ts'
import { migrate, migrationsDir, readMigrations } from './migrate.ts'
import { testDatabase } from './testing.ts'

const next = '0002-new.sql'

test('a migrated database has nothing left to migrate, and has the job queue', async () => {
  const { db, close } = await testDatabase()
  try {
    assert.deepEqual(await migrate(db), [])
    assert.equal((await query(db, 'select from migration')).length, (await readMigrations(migrationsDir)).length)
    assert.deepEqual(await one(db, `select to_regproc('graphile_worker.add_job') is not null as there`), {
      there: true,
    })
  } finally {
    await close()
  }
})

test('a new migration is applied once, also when two processes start together', async (t) => {
  const { db, connection, folder, close } = await prepared(t)
  writeFileSync(join(folder, next), 'create table extra (id int); insert into extra values (1);')
  const second = await openDatabase(connection)
  const both = await Promise.all([migrate(db, folder), migrate(second, folder)])
  assert.deepEqual(both.flat(), ['0002-new.sql'])
  assert.deepEqual(await query(db, 'select id from extra'), [{ id: 1 }])
  await second.close()
  await close()
})

test('a migration that fails leaves no trace, names its line, and can be corrected', async (t) => {
  const { db, folder, close } = await prepared(t)
  const file = join(folder, next)
  writeFileSync(file, 'create table half (id int);\n\nalter table nowhere add column x int;\n')
  await assert.rejects(
    migrate(db, folder),
    /Migration 0002-new\.sql failed.*left no trace: relation "nowhere" does not exist/,
  )
  assert.deepEqual(await one(db, `select to_regclass('half') as half`), { half: null })
  assert.equal(await maybeOne(db, `select from migration where name = '0002-new.sql'`), null)
  writeFileSync(file, 'create table half (id int);\n\nselec 1;\n')
  await assert.rejects(migrate(db, folder), /failed at line 3/)
  writeFileSync(file, 'create table half (id int);')
  assert.deepEqual(await migrate(db, folder), ['0002-new.sql'])
  await close()
})

test('an edited, a missing and a misnumbered file are refused with what to do', async (t) => {
  const { db, folder, close } = await prepared(t)
  writeFileSync(join(folder, '0001-first.sql'), 'create table base (id int, edited int);')
  await assert.rejects(migrate(db, folder), /0001-first\.sql was edited after.*Put the file back.*0002-/)
  rmSync(join(folder, '0001-first.sql'))
  await assert.rejects(migrate(db, folder), /0001-first\.sql, which this copy of Uchastok does not have/)
  writeFileSync(join(folder, '0003-gap.sql'), '')
  await assert.rejects(migrate(db, folder), /found 0003-gap\.sql where 0001/)
  await close()
})

async function prepared(t: TestContext) {
  const made = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'uchastok-migrations-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  // These tests tell a past of their own.
  await query(made.db, 'drop table migration')
  writeFileSync(join(folder, '0001-first.sql'), 'create table base (id int);')
  await migrate(made.db, folder)
  return { ...made, folder }
}
