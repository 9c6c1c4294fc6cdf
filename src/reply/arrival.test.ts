import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { inTransaction, query } from '../base/database.ts'
import { type Arrival, ChannelFault, type FaultKind } from '../chat/channel.ts'
import { noteArrival } from './arrival-store.ts'
import { lateFateOf, mostAttempts } from './retry.ts'
import { type Fickle, fickle, openTown, type Row, type Town } from './testing.ts'

/** What a messenger tells later of what it took: in any order, twice, too early, of strangers' messages. */

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

const line = { edit: false, tellsDelivered: true }
const at = new Date('2026-11-22T10:00:00Z')
const late = (kind: FaultKind, said: number, retryAfterMs = 0) => new ChannelFault(kind, 'no', { said, retryAfterMs })

async function tell(channel: string, arrival: Partial<Arrival>): Promise<boolean> {
  const of = { departmentId: town.departmentId, channel }
  const whole = { message: 'unknown', key: null, state: 'delivered', at, ...arrival } as const
  return inTransaction(town.database.db, (tx) => noteArrival(tx, of, whole, town.now()))
}
const until = (id: string, is: (row: Row) => boolean) =>
  town.until('it is so', async () => {
    const row = await town.row(id)
    return is(row) && row
  })
const sent = (id: string) => until(id, ({ state }) => state === 'sent')

let lines = 0
/** A line, its outbox and one message that was said there. */
async function said(): Promise<{ channel: Fickle; name: string; id: string; close(): Promise<void> }> {
  const name = `line-${++lines}`
  const channel = fickle(name, line)
  const outbox = town.open(channel)
  const id = await town.say(await town.addChat(name, { kind: 'line' }), 'a', { text: 'Қабылданды', recipient: 'a-1' })
  await sent(id)
  return { channel, name, id, close: outbox.close }
}
const failures = (id: string) =>
  query<{ data: object }>(
    town.database.db,
    `select data from journal where data->>'replyId' = $1 and kind = 'reply.failed'`,
    [id],
  )

test('«read» before «delivered», and both twice: the first times stay, and it counts as sent', async () => {
  const { name, id, close } = await said()
  const next = new Date(at.getTime() + 5000)
  for (const [state, then] of [
    ...[['read', next] as const, ['delivered', at] as const],
    ...[['delivered', next] as const, ['read', new Date(next.getTime() + 5000)] as const],
  ])
    assert.equal(await tell(name, { key: id, state, at: then }), true)
  const { state, delivered_at: delivered, read_at: read } = await town.row(id)
  assert.deepEqual([state, delivered, read], ['sent', at, next])
  await close()
})

test('a message of another channel, of nobody, under a key that is none: nothing is noted', async () => {
  const { name, id, close } = await said()
  assert.deepEqual(
    [
      await tell('line-0', { key: id, state: 'failed', why: late('gone', 1) }),
      await tell(name, { message: 'wamid.of-a-word', state: 'failed' }),
      await tell(name, { key: '0198c0de-0000-7000-8000-000000000000' }),
      await tell(name, { key: `${id}~3`, state: 'failed' }),
      await tell(name, { key: `${id}.0`, state: 'failed' }),
      await tell(name, { key: `' or true --` }),
    ],
    [false, false, false, false, false, false],
  )
  assert.equal((await town.row(id)).state, 'sent')
  assert.equal(await tell(name, { message: 'p1', state: 'read' }), true)
  assert.deepEqual((await town.row(id)).read_at, at)
  await close()
})

test('what cannot be delivered waits for a person, with the code; said again it has a key of its own', async () => {
  const { channel, name, id, close } = await said()
  assert.equal(await tell(name, { key: id, state: 'failed', why: late('gone', 131026) }), true)
  const row = await town.row(id)
  assert.deepEqual(
    [row.state, row.error, row.code, row.sent_at, row.external_id],
    ['failed', 'gone', '131026', null, null],
  )
  assert.deepEqual(await failures(id), [{ data: { replyId: id, step: 'a', why: 'gone', code: '131026' } }])
  // Told once more.
  assert.equal(await tell(name, { key: id, state: 'failed', why: late('gone', 131026) }), false)
  await inTransaction(town.database.db, (tx) =>
    query(tx, `update reply set state = 'waiting', attempts = 0, error = '' where id = $1`, [id]),
  )
  await sent(id)
  assert.deepEqual(
    channel.stands.map(({ post }) => post.key),
    [id, `${id}~1`],
  )
  // Of the first time: nothing to this one.
  assert.equal(await tell(name, { key: id, state: 'failed', why: late('gone', 131026) }), false)
  assert.equal((await town.row(id)).state, 'sent')
  await close()
})

test('a closed window: once more as a template, and where there is none a person decides', async () => {
  const { channel, name, id, close } = await said()
  await tell(name, { key: id, state: 'failed', why: late('window', 131047) })
  await sent(id)
  assert.deepEqual(
    channel.stands.map(({ post }) => [post.key, post.outside ?? false]),
    [
      [id, false],
      [`${id}~1`, true],
    ],
  )
  assert.deepEqual(await failures(id), [])
  // Refused at once, and then there is no template.
  channel.next = [late('window', 131047), late('window', 131047)]
  const other = await town.say(await town.addChat(name, { kind: 'line', externalId: 'other' }), 'b', {
    recipient: 'a-2',
  })
  const row = await until(other, ({ state }) => state === 'failed')
  assert.deepEqual([row.error, row.code, row.attempts], ['window', '131047', 2])
  // The template itself was not delivered for the same reason: no third time.
  await tell(name, { key: `${id}~1`, state: 'failed', why: late('window', 131047) })
  assert.deepEqual([(await town.row(id)).state, channel.stands.length], ['failed', 2])
  await close()
})

test('too many to one person: later, under a new key', async () => {
  const { channel, name, id, close } = await said()
  await tell(name, { key: id, state: 'failed', why: late('later', 131056, 6000) })
  const row = await town.row(id)
  assert.deepEqual([row.state, row.error, row.code], ['waiting', 'later', '131056'])
  assert.ok(row.next_at && row.next_at.getTime() > town.now().getTime() + 3000)
  town.clock.ahead += 7000
  await sent(id)
  assert.deepEqual(channel.stands.at(-1)?.post.key, `${id}~1`)
  await close()
})

test('it failed before our own call had ended: that is not forgotten', async () => {
  const name = `line-${++lines}`
  const channel = fickle(name, line)
  const post = channel.post
  channel.post = async (chat, one) => {
    channel.post = post
    await tell(name, { message: 'p1', key: one.key, state: 'failed', why: late('gone', 131026) })
    return post(chat, one)
  }
  const outbox = town.open(channel)
  const id = await town.say(await town.addChat(name), 'a')
  const row = await until(id, ({ state }) => state === 'failed')
  assert.deepEqual([row.error, row.round, channel.stands.length], ['gone', 1, 1])
  await outbox.close()
})

test('the call ended unknown, and the messenger tells that it has the message: it is not said twice', async () => {
  const name = `line-${++lines}`
  const channel = fickle(name, line)
  channel.next = ['lost']
  const outbox = town.open(channel)
  const id = await town.say(await town.addChat(name), 'a')
  await until(id, ({ maybe }) => maybe)
  assert.equal(await tell(name, { message: 'wamid.1', key: id, state: 'sent' }), true)
  const row = await town.row(id)
  assert.deepEqual([row.state, row.external_id, row.maybe, row.delivered_at], ['sent', 'wamid.1', false, null])
  town.clock.ahead += 10_000
  const next = await town.say(await town.addChat(name), 'b')
  await sent(next)
  assert.deepEqual(
    channel.stands.map(({ post }) => post.key),
    [id, next],
  )
  await outbox.close()
})

test('killed within the call, the messenger has told of it: the next process does not say it again', async () => {
  const name = `line-${++lines}`
  const channel = fickle(name, line)
  const id = await town.say(await town.addChat(name), 'a')
  await inTransaction(town.database.db, (tx) => query(tx, `update reply set state = 'sending' where id = $1`, [id]))
  await tell(name, { message: 'wamid.2', key: id, state: 'delivered' })
  const outbox = town.open(channel)
  const row = await sent(id)
  assert.deepEqual([channel.calls, row.external_id, row.delivered_at], [0, 'wamid.2', at])
  await outbox.close()
})

test('one phone could not show it, another did: it is delivered, whatever was told first', async () => {
  const { name, id, close } = await said()
  await tell(name, { key: id, state: 'failed', why: late('gone', 131026) })
  assert.equal(await tell(name, { message: 'p1', key: id, state: 'delivered' }), true)
  const row = await town.row(id)
  assert.deepEqual([row.state, row.error, row.round, row.external_id], ['sent', '', 0, 'p1'])
  assert.equal(await tell(name, { key: id, state: 'failed', why: late('gone', 131026) }), false)
  assert.equal((await town.row(id)).state, 'sent')
  await close()
})

test('a message that is always taken and never delivered comes to an end', () => {
  const kinds: FaultKind[] = ['later', 'away', 'gone', 'revoked', 'refused', 'window', 'moved']
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.nat(3_600_000),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (kind, retryAfterMs, chance) => {
        for (let attempts = 1; attempts <= mostAttempts; attempts++) {
          const fate = lateFateOf({ kind, attempts, retryAfterMs, outside: attempts > 1 }, chance)
          if (fate.next === 'failed') return
          assert.ok(fate.counts)
        }
        assert.fail('It goes on for ever.')
      },
    ),
  )
})
