import assert from 'node:assert/strict'
import test from 'node:test'
import { DatabaseAway, inTransaction, openDatabase, query, run } from './database.ts'
import { testDatabase } from './testing.ts'

test('every test file has a migrated database of its own, gone when it is closed', async () => {
  const [first, second] = await Promise.all([testDatabase(), testDatabase()])
  assert.notEqual(first.connection.database, second.connection.database)
  await query(first.db, 'create table mine (n int)')
  assert.deepEqual(await query(second.db, `select to_regclass('mine') as mine`), [{ mine: null }])
  assert.notEqual((await query(second.db, 'select from migration')).length, 0)
  await inTransaction(first.db, (tx) => run(tx, 'insert into mine values (1)'))
  await first.close()
  const gone = await openDatabase(first.connection).catch((error: unknown) => error)
  assert.ok(gone instanceof Error && !(gone instanceof DatabaseAway))
  await second.close()
})
