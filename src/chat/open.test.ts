import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, query } from '../base/database.ts'
import { type TestDatabase, testDatabase } from '../base/testing.ts'
import { addAccount } from './account-store.ts'
import { ChannelFault, type ChatEvent, type Command, listening, type Post } from './channel.ts'
import type { Message } from './message.ts'
import { openSignature } from './open-signature.ts'
import { type OpenTry, startOpenTried } from './open-testing.ts'

const chat = 'yard-14'
const noon = new Date('2026-11-22T10:00:05Z')
const said = { id: 'm-1', at: '2026-11-22T15:00:00+05:00', author: 'a-1', authorName: 'Асель', text: 'Мусор у дома 14' }
const post = (text: string, more: Partial<Post> = {}): Post => ({
  key: 'k-1',
  text,
  replyTo: null,
  buttons: [],
  ...more,
})

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.close())

async function heardBy(options: OpenTry = {}) {
  const tried = await startOpenTried({ now: () => noon, ...options })
  const heard: {
    messages: Message[]
    commands: Command[]
    events: ChatEvent[]
    deleted: string[]
    problems: string[]
  } = {
    ...{ messages: [], commands: [], events: [], deleted: [], problems: [] },
  }
  await tried.channel.listen(
    listening({
      message: async (_, message) => void heard.messages.push(message),
      command: async (_, command) => void heard.commands.push(command),
      event: async (_, event) => void heard.events.push(event),
      deleted: async (_, ids) => void heard.deleted.push(...ids),
      press: async (_, { button }) => `за ${button}`,
      health: ({ state, problem }) => void heard.problems.push(`${state} ${problem}`),
    }),
  )
  return { ...tried, heard }
}

test('a call without the key is refused, counted, and tells nothing', async () => {
  const { system, heard, close } = await heardBy()
  for (const bearer of ['', 'a-key-of-the-open-slo', 'another'])
    assert.equal((await system.post({ type: 'message', chat, message: said }, { bearer })).status, 401)
  assert.deepEqual(heard.messages, [])
  assert.match(heard.problems.at(-1) ?? '', /wrong secret refused: 3/)
  await close()
})

test('a signature is checked when it is there: right, forged, of yesterday', async () => {
  const { system, heard, close } = await heardBy()
  const event = { type: 'message', chat, message: said }
  const body = JSON.stringify({ v: 1, ...event })
  const signed = (seconds: number, secret = system.webhookSecret) => ({
    signature: { seconds: String(seconds), hex: openSignature(secret, String(seconds), body) },
  })
  const now = noon.getTime() / 1000
  assert.equal((await system.post(event, signed(now, 'forged'))).status, 401)
  assert.equal((await system.post(event, signed(now - 301))).status, 401)
  assert.equal((await system.post(event, signed(now - 299))).status, 200)
  assert.equal(heard.messages.length, 1)
  await close()
})

test('one key is one event: the same again is answered the same, another under it is refused', async () => {
  const { system, close } = await heardBy()
  const press = { type: 'press', chat, press: { message: 'x', button: 'rate:5', by: 'a-2' } }
  const more = { idempotencyKey: 'one' }
  const first = await system.post(press, more)
  assert.deepEqual(first, { status: 200, body: { ok: true, word: 'за rate:5' } })
  assert.deepEqual(await system.post(press, more), first)
  assert.equal((await system.post({ ...press, chat: 'other' }, more)).status, 422)
  assert.equal((await system.post(press, { idempotencyKey: '' })).status, 400)
  await close()
})

test('what does not fit is refused with what was expected, and never quoted', async () => {
  const { system, heard, close } = await heardBy()
  const secret = 'secret-words'
  const cases: [object, RegExp][] = [
    [{ type: 'gossip', chat, text: secret }, /type/],
    [{ type: 'message', chat, message: { ...said, at: 'вчера' } }, /message\.at/],
    [{ type: 'message', chat, message: { ...said, at: '2026-11-22T11:00:00Z' } }, /message\.at/],
    [{ type: 'message', chat, message: { ...said, text: '' } }, /a text, a file or a location/],
    [{ type: 'message', chat, message: { ...said, location: { lon: 200, lat: 0 } } }, /message\.location\.lon/],
    [{ type: 'message', chat, message: { ...said, text: 'x'.repeat(20_001) } }, /message\.text/],
    [{ type: 'deleted', chat, messages: [] }, /messages/],
    [{ v: 2, type: 'event', chat, event: { kind: 'left' } }, /v/],
    [{ type: 'message', chat, message: { ...said, files: [{ kind: 'photo', part: 'none' }] } }, /files\.0\.part/],
    [
      { type: 'message', chat, message: { ...said, files: [{ kind: 'photo', url: 'http://169.254.169.254/' }] } },
      /url/,
    ],
    // The key must not travel openly where the webhook is closed, nor the other way.
    [
      {
        type: 'message',
        chat,
        message: { ...said, files: [{ kind: 'photo', url: system.url.replace('http:', 'https:') }] },
      },
      /url/,
    ],
  ]
  for (const [event, words] of cases) {
    const { status, body } = await system.post(event)
    assert.equal(status, 400, JSON.stringify(event).slice(0, 100))
    assert.match(JSON.stringify(body.errors), words)
    assert.doesNotMatch(JSON.stringify(body), /secret-words|вчера/)
  }
  // In words of this page, not of a library; and the detail alone is enough.
  const numbers = await system.post({ type: 'message', chat: 14, message: { ...said, at: 'вчера' } })
  assert.deepEqual(numbers.body.errors, [
    { at: 'chat', expected: 'string, got number' },
    { at: 'message.at', expected: 'a time with its zone, such as 2026-11-22T10:00:00Z' },
  ])
  assert.match(String(numbers.body.detail), /chat: expected string.*message\.at: expected a time/)
  assert.deepEqual(heard.messages, [])
  await close()
})

test('files come in the form or lie on the host that we call; what is too large or gone is null', async () => {
  const { system, heard, close } = await heardBy()
  const bytes = Buffer.from('a photo')
  assert.equal((await system.say(chat, said, [{ kind: 'photo', name: 'двор.jpg', bytes }])).status, 200)
  const url = system.offer('/files/1', Buffer.from('a film'))
  const files = [
    { kind: 'video', url },
    { kind: 'photo', url: `${url}-gone` },
    { kind: 'document', url: system.offer('/files/2', Buffer.alloc(20 * 2 ** 20 + 1)) },
  ]
  assert.equal((await system.post({ type: 'message', chat, message: { ...said, id: 'm-2', files } })).status, 200)
  const opened = await Promise.all(heard.messages.flatMap((one) => one.attachments).map((one) => one.open()))
  assert.deepEqual(
    opened.map((one) => one?.toString() ?? null),
    ['a photo', 'a film', null, null],
  )
  assert.deepEqual(
    heard.messages.map(({ media, attachments }) => [media, attachments[0]?.name]),
    [
      ['photo', 'двор.jpg'],
      ['video', null],
    ],
  )
  await close()
})

test('orders, deletions and what happens to a chat are heard; an order of a bot is data', async () => {
  const { system, heard, close } = await heardBy()
  await system.say(chat, { ...said, text: '/about @me' })
  await system.say(chat, { ...said, id: 'm-2', text: '/stop', byBot: true })
  await system.delete(chat, ['m-1'])
  const rights = { readsAll: true, posts: true, admin: false }
  const events: ChatEvent[] = [
    { kind: 'joined', title: 'Двор', by: 'a-1', byName: 'Асель', rights },
    { kind: 'rights', rights: { ...rights, posts: false } },
    { kind: 'titled', title: 'Двор 14' },
    { kind: 'moved', to: 'yard-15' },
    { kind: 'left', by: null },
  ]
  for (const event of events) assert.equal((await system.happen(chat, event)).status, 200)
  assert.deepEqual(heard.events, events)
  assert.deepEqual(heard.deleted, ['m-1'])
  assert.deepEqual([heard.commands[0]?.name, heard.commands[0]?.args], ['about', '@me'])
  assert.deepEqual(
    heard.messages.map(({ text, byBot }) => [text, byBot]),
    [['/stop', true]],
  )
  await close()
})

test('what the system answers becomes the fault that it means', async () => {
  const { system, channel, heard, close } = await heardBy()
  const kinds = []
  for (const fault of [
    { status: 404 },
    { status: 401 },
    { status: 400 },
    { retryAfter: 7 },
    'error-500',
    'cut-before',
  ] as const) {
    system.fault(fault)
    const error = await channel.post(chat, post('Принято')).catch((fault: unknown) => fault)
    assert.ok(error instanceof ChannelFault)
    kinds.push(`${error.kind} ${error.retryAfterMs}`)
  }
  assert.deepEqual(kinds, ['gone 0', 'revoked 0', 'refused 0', 'later 7000', 'away 0', 'away 0'])
  assert.match(heard.problems.at(-1) ?? '', /^unreachable/)
  await channel.post(chat, post('Принято'))
  assert.match(heard.problems.at(-1) ?? '', /^working/)
  await close()
})

test('a call that was taken and whose answer was lost is not shown twice, also after our restart', async () => {
  const { system, channel, reopen, close } = await heardBy()
  system.fault('cut-after')
  await assert.rejects(channel.post(chat, post('Принято')), { kind: 'away' })
  const id = await reopen().post(chat, post('Принято'))
  assert.deepEqual(
    system.shown(chat).map((one) => one.id),
    [id],
  )
  await close()
})

test('a picture, a removal and a leave reach the system', async () => {
  const { system, channel, close } = await heardBy()
  const photo = { bytes: Buffer.from([0xff, 0xd8, 1]), name: 'a.jpg' }
  const id = await channel.post(chat, post('Новое', { photo, silent: true }))
  assert.deepEqual(system.shown(chat)[0]?.photo, photo.bytes)
  await channel.remove?.(chat, id)
  assert.deepEqual(system.shown(chat), [])
  await channel.leave?.(chat)
  assert.deepEqual(
    system.calls.map(({ type }) => type),
    ['post', 'remove', 'leave'],
  )
  assert.deepEqual(await channel.check?.(), { title: 'City app', address: null })
  await close()
})

test('a system that asks gets each word once, in order, and again until it says that it has it', async () => {
  const accountId = await anAccount()
  const { system, channel, reopen, close } = await heardBy({ mode: 'asks', db: database.db, accountId })
  const id = await channel.post(chat, post('Принято', { buttons: [[{ id: 'mine', text: 'И я' }]] }))
  assert.equal(await reopen().post(chat, post('Принято', { buttons: [[{ id: 'mine', text: 'И я' }]] })), id)
  await channel.edit(chat, id, post('В работе'))
  assert.deepEqual(await system.ask(0, 1).then(({ count }) => count), 1)
  const { count, next } = await system.ask()
  assert.equal(count, 2)
  assert.deepEqual(system.shown(chat), [{ id, text: 'В работе', replyTo: null, buttons: [], photo: null }])
  assert.deepEqual(await system.ask(next), { count: 0, next })
  const rows = await query(database.db, 'select from open_event where taken_at is not null')
  assert.equal(rows.length, 2)
  await close()
})

test('what was laid out and never shown is not taken by a cursor that is already past it', async () => {
  const accountId = await anAccount()
  const { system, channel, close } = await heardBy({ mode: 'asks', db: database.db, accountId })
  await channel.post(chat, post('Принято'))
  assert.equal((await system.ask(1_000_000)).count, 1)
  await close()
})

async function anAccount(): Promise<string> {
  const [id, departmentId] = [crypto.randomUUID(), crypto.randomUUID()]
  await inTransaction(database.db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`, [
      departmentId,
    ])
    const more = { kind: 'open' as const, title: 'City app', address: '', sealed: Buffer.of(1), settings: {}, hook: id }
    await addAccount(tx, { id, departmentId, ...more }, noon)
  })
  return id
}
