import assert from 'node:assert/strict'
import test from 'node:test'
import {
  DatabaseAway,
  inTransaction,
  isState,
  maybeOne,
  one,
  openDatabase,
  query,
  type Read,
  run,
  type Write,
} from './database.ts'
import { listen } from './listen.ts'
import { testDatabase } from './testing.ts'

const { db, connection, url, close } = await testDatabase()
test.after(close)
await query(db, 'create table shelf (id int primary key, thing text not null)')

test('values come as what they are: numbers, instants, days as text, JSON read', async () => {
  const row = await one(
    db,
    `select 9007199254740991::int8 as big, 2.5::numeric as part, '2026-03-01'::date as day, '2026-03-01T05:00:00+05'::timestamptz as at,
            '{"a":[1]}'::jsonb as json, array['2026-03-01'::date] as days, array[1, null]::int8[] as bigs`,
  )
  assert.deepEqual(row, {
    big: 9007199254740991,
    part: 2.5,
    day: '2026-03-01',
    at: new Date('2026-03-01T00:00:00Z'),
    json: { a: [1] },
    days: ['2026-03-01'],
    bigs: [1, null],
  })
  await assert.rejects(query(db, 'select 9007199254740993::int8 as big'), /does not fit a number/)
})

test('one row is asked for and got, or it is said what came', async () => {
  assert.deepEqual(await maybeOne(db, 'select 1 as n where false'), null)
  await assert.rejects(one(db, 'select 1 as n where false'), /Expected one row, got 0, from: select 1 as n where false/)
  await assert.rejects(maybeOne(db, 'select generate_series(1, 2) as n'), /at most one row, got 2/)
})

test('a transaction is kept whole or not at all', async () => {
  await inTransaction(db, async (tx) => {
    assert.equal(await run(tx, `insert into shelf values (1, 'a'), (2, 'b')`), 2)
  })
  await assert.rejects(
    inTransaction(db, async (tx) => {
      await run(tx, 'delete from shelf')
      throw new Error('thought better of it')
    }),
    /thought better/,
  )
  assert.deepEqual(await query(db, 'select id from shelf order by id'), [{ id: 1 }, { id: 2 }])
})

test('an error that is caught and passed over inside a transaction is not taken for success', async () => {
  const careless = inTransaction(db, async (tx) => {
    await run(tx, `insert into shelf values (3, 'c')`)
    await run(tx, `insert into shelf values (1, 'again')`).catch(() => {})
  })
  await assert.rejects(careless, /was rolled back/)
  assert.equal(await maybeOne(db, 'select from shelf where id = 3'), null)
})

test('a breach of a constraint is known by its name', async () => {
  const error = await inTransaction(db, (tx) => run(tx, `insert into shelf values (1, 'x')`)).catch(
    (error: unknown) => error,
  )
  assert.equal(isState(error, 'uniqueViolation', 'shelf_pkey'), true)
  assert.equal(isState(error, 'uniqueViolation', 'another'), false)
  assert.equal(isState(error, 'checkViolation'), false)
})

test('writing past a transaction is refused, and so is a transaction that is over', async () => {
  await assert.rejects(query(db, `insert into shelf values (9, 'z')`), /Writing needs a transaction/)
  const kept = await inTransaction(db, async (tx) => tx)
  await assert.rejects(query(kept, 'select 1'), /transaction is over/)
})

test('two transactions that lock each other out both come through in the end', async () => {
  let attempts = 0
  const first = gate()
  const move = (from: number, to: number, arrived: () => void, other: Promise<void>) =>
    inTransaction(db, async (tx) => {
      attempts++
      await run(tx, 'update shelf set thing = thing || $2 where id = $1', [from, 'm'])
      arrived()
      await other
      await run(tx, 'update shelf set thing = thing || $2 where id = $1', [to, 'm'])
    })
  const second = gate()
  await Promise.all([move(1, 2, first.open, second.opened), move(2, 1, second.open, first.opened)])
  assert.equal(attempts, 3)
  assert.deepEqual(await query(db, 'select thing from shelf where id in (1, 2) order by id'), [
    { thing: 'amm' },
    { thing: 'bmm' },
  ])
})

test('a transaction that PostgreSQL cannot put in order with another begins again, three times at most', async () => {
  let attempts = 0
  await inTransaction(
    db,
    async (tx) => {
      attempts++
      await query(tx, 'select count(*) from shelf')
      if (attempts === 1)
        await inTransaction(db, (other) => run(other, `update shelf set thing = 'other' where id = 1`))
      await run(tx, `update shelf set thing = 'mine' where id = 1`)
    },
    { isolation: 'serializable' },
  )
  assert.equal(attempts, 2)
  attempts = 0
  const hopeless = inTransaction(db, async (tx) => {
    attempts++
    await query(tx, `do $$ begin raise exception 'no' using errcode = '40001'; end $$`)
  })
  await assert.rejects(hopeless, (error) => isState(error, 'serializationFailure'))
  assert.equal(attempts, 3)
})

test('a broken connection has a name, and the pool goes on with another one', async () => {
  const torn = inTransaction(db, async (tx) => {
    const { pid } = await one<{ pid: number }>(tx, 'select pg_backend_pid() as pid')
    await query(db, 'select pg_terminate_backend($1)', [pid])
    await run(tx, `update shelf set thing = 'lost' where id = 1`)
  })
  await assert.rejects(torn, DatabaseAway)
  assert.deepEqual(await query(db, 'select thing from shelf where id = 1'), [{ thing: 'mine' }])
  await assert.rejects(openDatabase({ host: '/nowhere', port: 5432 }), DatabaseAway)
})

test('the address of a test database leads to the same database', async () => {
  const same = await openDatabase({ connectionString: url })
  assert.deepEqual(await one(same, 'select current_database() as name'), { name: connection.database })
  await same.close()
})

test('news is heard, also after the connection for it was lost', async () => {
  const heard: string[] = []
  let awaited = gate()
  let again = gate()
  const stop = await listen(
    db,
    'News & more',
    (payload) => {
      heard.push(payload)
      awaited.open()
    },
    () => again.open(),
  )
  await query(db, 'select pg_notify($1, $2)', ['News & more', 'first'])
  await awaited.opened
  awaited = gate()
  again = gate()
  await query(
    db,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'uchastok-listen' and datname = current_database()`,
  )
  await again.opened
  await query(db, 'select pg_notify($1, $2)', ['News & more', 'second'])
  await awaited.opened
  await stop()
  assert.deepEqual(heard, ['first', 'second'])
})

test('news is told only when the transaction is kept', async () => {
  const heard: string[] = []
  const awaited = gate()
  const stop = await listen(db, 'kept', (payload) => {
    heard.push(payload)
    if (payload === 'end') awaited.open()
  })
  const given = inTransaction(db, async (tx) => {
    await query(tx, `select pg_notify('kept', 'never')`)
    throw new Error('no')
  })
  await assert.rejects(given, /no/)
  await inTransaction(db, (tx) => query(tx, `select pg_notify('kept', 'end')`))
  await awaited.opened
  await stop()
  assert.deepEqual(heard, ['end'])
})

test('the compiler keeps writing within transactions', () => {
  const write = async (_tx: Write) => {}
  const read = async (_db: Read) => {}
  const use = async (tx: Write) => {
    await read(db)
    await read(tx)
    await write(tx)
    // @ts-expect-error the database itself is no transaction
    await write(db)
    // @ts-expect-error nor is anything made up
    await write({})
  }
  assert.equal(typeof use, 'function')
})

function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
