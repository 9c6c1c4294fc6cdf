import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, one, query } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import { ChannelFault } from '../chat/channel.ts'
import { failStale } from './outbox-store.ts'
import { priorities } from './priority.ts'
import { reviseSaid } from './store.ts'
import { fickle, openTown, type Town } from './testing.ts'

/** The outbox on a real database, with a messenger that fails in every way. */

let town: Town
before(async () => {
  town = await openTown()
})
after(() => town.close())

const later = (ms: number) => new ChannelFault('later', 'Too many requests', { retryAfterMs: ms })
const away = () => new ChannelFault('away', 'No answer')
const limited = { pace: { account: [{ count: 30, ms: 1000 }], chat: [{ count: 1, ms: 1000 }], group: [] } }
const sent = (id: string) => town.until('it is sent', async () => (await town.row(id)).state === 'sent')
const journal = (id: string) =>
  query<{ kind: string; data: Record<string, unknown> }>(
    town.database.db,
    `select kind, data from journal where data->>'replyId' = $1 order by id`,
    [id],
  )

test('what is laid out is said once, and its key is said once', async () => {
  const channel = fickle('once')
  const outbox = town.open(channel)
  const chat = await town.addChat('once', { externalId: 'yard' })
  const id = await town.say(chat, 'hello', { text: 'Сәлем' })
  await town.say(chat, 'hello', { text: 'Другое' })
  await town.say(chat, 'hello', { text: 'Лично', recipient: 'a-1' })
  await town.say(chat, 'hello', { text: 'Лично ещё', recipient: 'a-1' })
  await sent(id)
  await town.until('both', async () => channel.stands.length === 2)
  assert.deepEqual(channel.stands.map(({ chat, post }) => [chat, post.text]).sort(), [
    ['a-1', 'Лично'],
    ['yard', 'Сәлем'],
  ])
  const [told] = await journal(id)
  assert.deepEqual(told, { kind: 'reply.sent', data: { replyId: id, step: 'hello' } })
  await outbox.close()
})

test('changed words are edited where they stand; the same words need no call; words changed on their way follow', async () => {
  const channel = fickle('edits')
  const outbox = town.open(channel)
  const chat = await town.addChat('edits')
  const id = await town.say(chat, 'about', { text: 'A' })
  await sent(id)
  const change = (text: string) =>
    inTransaction(town.database.db, (tx) =>
      reviseSaid(tx, { departmentId: town.departmentId, chatId: chat, step: 'about' }, { text }, town.now()),
    )
  assert.equal(await change('B'), true)
  await sent(id)
  assert.equal(await change('B'), false)
  await outbox.close()
  // While nobody speaks: there and back again.
  await change('C')
  await change('B')
  assert.equal((await town.row(id)).state, 'sent')
  const again = town.open(channel)
  await sleep(300)
  assert.deepEqual([channel.calls, channel.stands.map(({ edits }) => edits)], [2, [['B']]])
  // The call for C is under way when D is written.
  const edit = channel.edit
  channel.edit = async (...call) => {
    channel.edit = edit
    await change('D')
    assert.equal((await town.row(id)).state, 'sending')
    await edit(...call)
  }
  await change('C')
  await town.until('D', async () => channel.stands[0]?.edits.at(-1) === 'D')
  await sent(id)
  assert.deepEqual(channel.stands[0]?.edits, ['B', 'C', 'D'])
  assert.equal(channel.stands.length, 1)
  await again.close()
})

test('«too many» waits, silence is tried again and noted, both arrive', async () => {
  const channel = fickle('slow')
  const outbox = town.open(channel)
  const chat = await town.addChat('slow')
  channel.next = [later(1200), 'lost']
  const id = await town.say(chat, 'a')
  const waiting = await town.until('it waits', async () => {
    const row = await town.row(id)
    return row.error === 'later' && row
  })
  assert.deepEqual([waiting.state, waiting.attempts], ['waiting', 0])
  await town.until('the answer was lost', async () => (await town.row(id)).maybe)
  await sent(id)
  // Nobody could know that it had arrived; that is written down.
  assert.equal(channel.stands.length, 2)
  assert.deepEqual(await journal(id), [{ kind: 'reply.sent', data: { replyId: id, step: 'a', maybe: true } }])
  assert.equal((await town.row(id)).maybe, false)
  await outbox.close()
})

test('who is gone, what is refused: a person decides, at once and with the reason', async () => {
  const channel = fickle('never')
  const outbox = town.open(channel)
  const chat = await town.addChat('never')
  for (const kind of ['gone', 'refused'] as const) {
    channel.next = [new ChannelFault(kind, 'No.')]
    const id = await town.say(chat, kind)
    const row = await town.until('it failed', async () => {
      const now = await town.row(id)
      return now.state === 'failed' && now
    })
    assert.deepEqual([row.error, row.attempts], [kind, 1])
    assert.deepEqual(await journal(id), [{ kind: 'reply.failed', data: { replyId: id, step: kind, why: kind } }])
  }
  assert.equal(channel.calls, 2)
  await outbox.close()
})

test('a chat that moved is spoken to under its new id from then on; if that one is bound, a person decides', async () => {
  const channel = fickle('moved')
  const outbox = town.open(channel)
  const chat = await town.addChat('moved', { externalId: 'small' })
  channel.next = [new ChannelFault('moved', 'upgraded', { movedTo: 'large' })]
  const id = await town.say(chat, 'a')
  await sent(id)
  await sent(await town.say(chat, 'b'))
  assert.deepEqual(
    channel.stands.map((one) => one.chat),
    ['large', 'large'],
  )
  const other = await town.addChat('moved', { externalId: 'other' })
  channel.next = [new ChannelFault('moved', 'upgraded', { movedTo: 'large' })]
  const failed = await town.say(other, 'c')
  await town.until('it failed', async () => (await town.row(failed)).state === 'failed')
  assert.equal((await town.row(failed)).error, 'moved')
  await outbox.close()
})

test('a revoked token stops the account without counting attempts; a new one goes on at once', async () => {
  const channel = fickle('token')
  const outbox = town.open(channel)
  const chat = await town.addChat('token')
  channel.next = [new ChannelFault('revoked', 'Unauthorized')]
  const id = await town.say(chat, 'a')
  await town.until('it is known', async () => (await town.row(id)).error === 'revoked')
  const second = await town.say(await town.addChat('token'), 'b')
  await sleep(400)
  assert.equal(channel.calls, 1)
  assert.deepEqual([(await town.row(id)).attempts, (await town.row(second)).state], [0, 'waiting'])
  const renewed = fickle('token')
  outbox.channels.set('token', renewed)
  await sent(id)
  await sent(second)
  assert.equal(renewed.stands.length, 2)
  await outbox.close()
})

test('a fault of ours is tried twelve times, with pauses, and then left to a person', async () => {
  const channel = fickle('broken')
  const outbox = town.open(channel)
  const chat = await town.addChat('broken')
  channel.next = Array.from({ length: 50 }, () => new Error('undefined is not a function'))
  const id = await town.say(chat, 'a')
  const row = await town.until('it failed', async () => {
    const now = await town.row(id)
    // Nobody waits for the pauses.
    if (now.next_at) town.clock.ahead += Math.max(0, now.next_at.getTime() - town.now().getTime())
    return now.state === 'failed' && now
  })
  assert.deepEqual([row.attempts, row.error, channel.calls], [12, 'broken', 12])
  await outbox.close()
})

test('a messenger that is away for long costs nobody an attempt but the first', async () => {
  const channel = fickle('night')
  const outbox = town.open(channel)
  const ids = [await town.say(await town.addChat('night'), 'a'), await town.say(await town.addChat('night'), 'b')]
  channel.next = Array.from({ length: 10 }, away)
  await town.until('it is back', async () => {
    town.clock.ahead += 20_000
    return channel.next.length === 0
  })
  await town.until('all is sent', async () => {
    town.clock.ahead += 20_000
    return channel.stands.length === 2
  })
  for (const id of ids) {
    await sent(id)
    assert.ok((await town.row(id)).attempts <= 3, JSON.stringify(await town.row(id)))
  }
  await outbox.close()
})

test('what nobody took for a day is left to a person', async () => {
  const chat = await town.addChat('switched-off')
  const id = await town.say(chat, 'a')
  const morning = await town.say(chat, 'b', { notBefore: new Date(town.now().getTime() + 12 * 3_600_000) })
  const stale = (hours: number) =>
    inTransaction(town.database.db, (tx) => failStale(tx, new Date(town.now().getTime() + hours * 3_600_000)))
  await stale(23)
  assert.equal((await town.row(id)).state, 'waiting')
  await stale(25)
  assert.deepEqual([(await town.row(id)).state, (await town.row(id)).error], ['failed', 'stale'])
  assert.equal((await town.row(morning)).state, 'waiting')
  // How its call ended could not be written down.
  await inTransaction(town.database.db, (tx) =>
    query(tx, `update reply set state = 'sending', tried_at = $2 where id = $1`, [morning, town.now()]),
  )
  await stale(0)
  assert.equal((await town.row(morning)).state, 'sending')
  await stale(1)
  const stuck = await town.row(morning)
  assert.deepEqual([stuck.state, stuck.maybe], ['waiting', true])
})

test('the urgent goes first, then what was asked, answered, decided; an old message is not overtaken for ever', async () => {
  const channel = fickle('turns', limited)
  const { digest, other, outcome, acknowledged, asked, emergency } = priorities
  // All to one chat, in which a message may go each second.
  const chat = await town.addChat('turns')
  for (const [step, priority] of Object.entries({ digest, other, outcome, acknowledged, asked, emergency }))
    await town.say(chat, step, { priority })
  await inTransaction(town.database.db, (tx) =>
    query(tx, `update reply set waiting_since = waiting_since - interval '3 minutes' where chat_id = $1 and step = 'digest'`, [chat]),
  ) // biome-ignore format: one statement
  const outbox = town.open(channel)
  await town.until('all are said', async () => {
    town.clock.ahead += 300
    return channel.stands.length === 6
  })
  assert.deepEqual(
    channel.stands.map(({ post }) => post.text),
    ['emergency', 'digest', 'asked', 'acknowledged', 'outcome', 'other'],
  )
  await outbox.close()
})

test('in quiet hours what can wait waits, what answers goes without a sound, an emergency rings', async () => {
  const channel = fickle('night-chat')
  const outbox = town.open(channel)
  const always = { quiet: { from: '00:00', to: '23:59' } }
  const chat = await town.addChat('night-chat', { settings: always })
  const waits = await town.say(chat, 'outcome', { priority: priorities.outcome })
  await sent(await town.say(chat, 'answer', { quiet: 'now' }))
  await sent(await town.say(chat, 'fire', { priority: priorities.emergency }))
  const row = await town.row(waits)
  assert.equal(row.state, 'waiting')
  assert.ok(row.not_before && row.not_before > town.now())
  assert.deepEqual(
    channel.stands.map(({ post }) => [post.text, post.silent ?? false]),
    [
      ['answer', true],
      ['fire', false],
    ],
  )
  await outbox.close()
})

test('two processes never say the same; when one ends, the other goes on', async () => {
  const [first, second] = [fickle('two', limited), fickle('two', limited)]
  const processes = [town.open(first), town.open(second)]
  const ids: string[] = []
  for (let n = 0; n < 20; n++) ids.push(await town.say(await town.addChat('two'), `s${n}`))
  await Promise.all(ids.map(sent))
  assert.equal(first.stands.length + second.stands.length, 20)
  assert.ok(first.stands.length === 0 || second.stands.length === 0, 'one of them speaks')
  const [speaks, silent] = first.stands.length ? [0, second] : [1, first]
  await processes[speaks]?.close()
  const last = await town.say(await town.addChat('two'), 'last')
  await sent(last)
  assert.deepEqual(
    silent.stands.map(({ post }) => post.text),
    ['last'],
  )
  await processes[1 - speaks]?.close()
})

test('a process that is killed within a call doubles that one message, and it is written down', async () => {
  const dying = fickle('killed', limited)
  dying.next = ['hang']
  const ids: string[] = []
  for (let n = 0; n < 8; n++) ids.push(await town.say(await town.addChat('killed'), `s${n}`))
  const killed = town.open(dying)
  await town.until('a call hangs', async () => dying.stands.length === 1)
  // Only one new message is on its way, however many wait.
  await sleep(300)
  assert.equal(dying.calls, 1)
  const [hanging] = dying.stands
  const row = await town.row(hanging?.post.key ?? '')
  assert.equal(row.state, 'sending')
  // Its connection ends, as it does with its process.
  await query(town.database.db, `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'uchastok-outbox' and datname = current_database()`) // biome-ignore format: one statement
  killed.channels.clear()
  const next = fickle('killed', limited)
  const alive = town.open(next)
  await Promise.all(ids.map(sent))
  assert.equal(next.stands.length, 8)
  const maybe = await Promise.all(ids.map(async (id) => (await journal(id)).filter(({ data }) => data.maybe).length))
  assert.equal(
    maybe.reduce((sum, one) => sum + one, 0),
    1,
  )
  await Promise.all([alive.close(), killed.close()])
})

test('a channel that is not open keeps what it is to say, and says it when it opens', async () => {
  const outbox = town.open()
  const id = await town.say(await town.addChat('opens'), 'a')
  await sleep(200)
  assert.equal((await town.row(id)).state, 'waiting')
  const channel = fickle('opens')
  outbox.channels.set('opens', channel)
  await sent(id)
  await outbox.close()
})

test('what the messenger allows is kept over a restart', async () => {
  const group = { pace: { account: [], chat: [], group: [{ count: 3, ms: 60_000 }] } }
  const chat = await town.addChat('minute')
  const ids: string[] = []
  for (let n = 0; n < 5; n++) ids.push(await town.say(chat, `s${n}`))
  const first = fickle('minute', group)
  const outbox = town.open(first)
  await town.until('three are said', async () => first.stands.length === 3)
  await outbox.close()
  const second = fickle('minute', group)
  const again = town.open(second)
  await sleep(500)
  assert.equal(second.calls, 0)
  town.clock.ahead += 60_000
  await Promise.all(ids.map(sent))
  assert.equal(second.stands.length, 2)
  await again.close()
})

test('a message that was posted and changed was two calls, also after a restart', async () => {
  const group = { pace: { account: [], chat: [], group: [{ count: 3, ms: 60_000 }] } }
  const chat = await town.addChat('changed-minute')
  const first = fickle('changed-minute', group)
  const outbox = town.open(first)
  const id = await town.say(chat, 'a', { text: 'A' })
  await sent(id)
  await inTransaction(town.database.db, (tx) =>
    reviseSaid(tx, { departmentId: town.departmentId, chatId: chat, step: 'a' }, { text: 'B' }, town.now()),
  )
  await sent(await town.say(chat, 'b'))
  await town.until('three calls', async () => first.calls === 3)
  await sent(id)
  await outbox.close()
  const third = await town.say(chat, 'c')
  const second = fickle('changed-minute', group)
  const again = town.open(second)
  await sleep(500)
  assert.equal(second.calls, 0)
  town.clock.ahead += 60_000
  await sent(third)
  await again.close()
})

test('a message to nobody known is an error of the caller', async () => {
  await assert.rejects(town.say(newId(), 'a'), /Expected one row/)
  const { n } = await one<{ n: number }>(
    town.database.db,
    `select count(*)::int as n from reply where state = 'sending'`,
  )
  assert.equal(n, 0)
})
