import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import test from 'node:test'
import { query } from './database.ts'
import { migrationsDir } from './migrate.ts'
import { describeSchema } from './schema.ts'
import { testDatabase } from './testing.ts'

const file = `${migrationsDir}schema.sql`

if (process.argv.includes('--write')) {
  const { db, close } = await testDatabase()
  await writeFile(file, await describeSchema(db))
  await close()
} else {
  test('the migrations make the schema that is checked in as schema.sql', async () => {
    const { db, close } = await testDatabase()
    try {
      assert.equal(
        await describeSchema(db),
        await readFile(file, 'utf8'),
        'After a new migration: node src/base/schema.test.ts --write',
      )
    } finally {
      await close()
    }
  })

  test('the description sees every kind of change', async () => {
    const { db, close } = await testDatabase()
    const changes = [
      'create table thing (id uuid primary key, label text)',
      'alter table thing alter column label set not null',
      `alter table thing alter column label set default 'x'`,
      'alter table thing alter column label type varchar(20)',
      'alter table thing add constraint short check (length(label) < 9)',
      'create index thing_label on thing (lower(label))',
      'drop index thing_label; create index thing_label on thing (upper(label))',
      `create function f() returns trigger language plpgsql as 'begin return new; end'`,
      `create or replace function f() returns trigger language plpgsql as 'begin return null; end'`,
      'create trigger t before insert on thing for each row execute function f()',
      'alter table thing set unlogged',
      'create view v as select id from thing',
      `create type mood as enum ('calm')`,
    ]
    try {
      let before = await describeSchema(db)
      for (const change of changes) {
        await query(db, change)
        const after = await describeSchema(db)
        assert.notEqual(after, before, change)
        before = after
      }
    } finally {
      await close()
    }
  })
}
