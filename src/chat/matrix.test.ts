import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startMatrix } from '../../emulators/matrix.ts'
import { silent } from '../base/log.ts'
import { ChannelFault, type ChannelHealth, type ChatEvent, type Command, listening, type Post } from './channel.ts'
import { openMatrix } from './matrix.ts'
import type { Message } from './message.ts'

const [aliya, bekzat] = ['@aliya:example.org', '@bekzat:example.org']
const post = (text: string, more: Partial<Post> = {}): Post => ({
  key: 'k-1',
  text,
  replyTo: null,
  buttons: [],
  ...more,
})

async function startTried(limit = 100) {
  const matrix = await startMatrix({ limit })
  const heard = {
    ...{ messages: [] as Message[], edited: [] as Message[], deleted: [] as string[], commands: [] as Command[] },
    ...{ events: [] as ChatEvent[], health: [] as ChannelHealth[] },
  }
  const failures: Error[] = []
  const listener = listening({
    message: async (_, message) => {
      const failure = failures.shift()
      if (failure) throw failure
      heard.messages.push(message)
    },
    edited: async (_, message) => void heard.edited.push(message),
    deleted: async (_, ids) => void heard.deleted.push(...ids),
    command: async (_, command) => void heard.commands.push(command),
    event: async (_, event) => void heard.events.push(event),
    health: (state) => void heard.health.push(state),
  })
  const open = (cursor: string | null) =>
    openMatrix(
      {
        ...{ id: 'account', name: 'matrix:account', cursor, hookUrl: null },
        settings: { homeserver: matrix.url, userId: matrix.me },
        secrets: { accessToken: matrix.token() },
      },
      { log: silent, now: () => new Date() },
    )
  const until = async (what: string, holds: () => boolean) => {
    for (let patience = 500; !holds(); patience--) {
      assert.ok(patience > 0, `waited in vain until ${what}`)
      await new Promise((done) => setTimeout(done, 10))
    }
  }
  const tried = {
    matrix,
    heard,
    failures,
    open,
    until,
    channel: open(null),
    room: matrix.room('Двор 14', [aliya, bekzat]),
  }
  await tried.channel.listen(listener)
  matrix.say(tried.room, aliya, 'До нас')
  matrix.invite(tried.room, aliya)
  await until('we came', () => heard.events.length > 0)
  return {
    ...tried,
    listener,
    async close() {
      await tried.channel.close()
      await matrix.close()
    },
  }
}

test('an invitation is answered; what was said before is not read', async () => {
  const { matrix, heard, room, until, close } = await startTried()
  const rights = { readsAll: true, posts: true, admin: false }
  assert.deepEqual(heard.events, [{ kind: 'joined', title: 'Двор 14', by: aliya, byName: 'aliya', rights }])
  const id = matrix.say(room, aliya, 'Мусор у дома 14')
  await until('it is heard', () => heard.messages.length > 0)
  assert.deepEqual(
    heard.messages.map(({ id, text, author, authorName, direct }) => ({ id, text, author, authorName, direct })),
    [{ id, text: 'Мусор у дома 14', author: aliya, authorName: 'aliya', direct: false }],
  )
  await close()
})

test('answers, edits, removals, pictures, places, notices and orders are what they are', async () => {
  const { matrix, heard, room, until, close } = await startTried()
  const first = matrix.say(room, aliya, 'Шумят')
  const answered = { 'm.relates_to': { 'm.in_reply_to': { event_id: first } } }
  matrix.say(room, bekzat, { msgtype: 'm.text', body: '> <@aliya> Шумят\n\nДа', ...answered })
  const url = matrix.upload(Buffer.from('a photo'))
  matrix.say(room, aliya, { msgtype: 'm.image', filename: 'a.jpg', body: 'Вот', url, info: { size: 7 } })
  matrix.say(room, aliya, { msgtype: 'm.location', body: 'Тут', geo_uri: 'geo:42.34,69.59;u=35' })
  matrix.say(room, '@bot:example.org', { msgtype: 'm.notice', body: '/stop' })
  matrix.say(room, aliya, '/about')
  await until('the order is heard', () => heard.commands.length > 0)
  matrix.edit(room, first, aliya, 'Очень шумят')
  await until('the edit is heard', () => heard.edited.length > 0)
  matrix.redact(room, first, aliya)
  matrix.add(room, 'm.reaction', aliya, { 'm.relates_to': { rel_type: 'm.annotation', event_id: first, key: '👍' } })
  await until('all is heard', () => heard.deleted.length > 0)
  assert.deepEqual(
    heard.messages.map(({ text, replyTo, media, byBot = false }) => [text, replyTo, media, byBot]),
    [
      ['Шумят', null, null, false],
      ['Да', first, null, false],
      ['Вот', null, 'photo', false],
      ['', null, 'location', false],
      ['/stop', null, null, true],
    ],
  )
  assert.deepEqual(heard.messages.find((one) => one.location)?.location, { lon: 69.59, lat: 42.34 })
  assert.equal(
    await heard.messages
      .find((one) => one.media === 'photo')
      ?.attachments[0]?.open()
      .then(String),
    'a photo',
  )
  assert.deepEqual([heard.commands[0]?.name, heard.deleted], ['about', [first]])
  assert.deepEqual([heard.edited[0]?.id, heard.edited[0]?.text], [first, 'Очень шумят'])
  await close()
})

test('what could not be kept comes again; nothing is lost in a long absence', async () => {
  const { matrix, heard, failures, listener, open, channel, room, until } = await startTried(5)
  failures.push(new Error('the database is away'))
  const first = Number(matrix.say(room, aliya, 'Первое').replace('$event', ''))
  await until('it is heard at last', () => heard.messages.length === 1)
  const cursor = () => heard.health.findLast((one) => one.cursor)?.cursor ?? null
  await until('the cursor is past it', () => Number(cursor()?.slice(1)) >= first)
  await channel.close()
  for (let n = 0; n < 230; n++) matrix.say(room, bekzat, `Слово ${n}`)
  const again = open(cursor())
  await again.listen(listener)
  await until('all is heard', () => heard.messages.length >= 231)
  assert.deepEqual(
    heard.messages.slice(1).map(({ text }) => text),
    Array.from({ length: 230 }, (_, n) => `Слово ${n}`),
  )
  await again.close()
  await matrix.close()
})

test('rights, names, other rooms and leaving are told; an encrypted room is named as one that cannot be read', async () => {
  const { matrix, heard, channel, room, until, close } = await startTried()
  matrix.setState(room, 'm.room.power_levels', aliya, { users: { [matrix.me]: 50 }, events_default: 0 })
  matrix.setState(room, 'm.room.name', aliya, { name: 'Двор' })
  matrix.setState(room, 'm.room.encryption', aliya, { algorithm: 'm.megolm.v1.aes-sha2' })
  matrix.add(room, 'm.room.encrypted', aliya, { ciphertext: 'AwgA' })
  matrix.setState(room, 'm.room.tombstone', aliya, { replacement_room: '!new:example.org' })
  await until('all is heard', () => heard.events.length === 5)
  assert.deepEqual(heard.events.slice(1), [
    { kind: 'rights', rights: { readsAll: true, posts: true, admin: true } },
    { kind: 'titled', title: 'Двор' },
    { kind: 'rights', rights: { readsAll: false, posts: true, admin: true } },
    { kind: 'moved', to: '!new:example.org' },
  ])
  await until('it is on the page', () => /encrypted: 1/.test(heard.health.at(-1)?.problem ?? ''))
  matrix.kick(room, aliya, 'ban')
  await until('we are out', () => heard.events.length === 6)
  assert.deepEqual(heard.events.at(-1), { kind: 'left', by: aliya })
  await assert.rejects(channel.post(room, post('Принято')), { kind: 'gone' })
  await close()
})

test('what was taken and whose answer was lost is said once, also after a restart; an edit and a removal stand', async () => {
  const { matrix, open, channel, room, close } = await startTried()
  matrix.fault('cut-after', /send/)
  await assert.rejects(channel.post(room, post('Принято')), { kind: 'away' })
  const id = await open(null).post(room, post('Принято', { buttons: [[{ id: 'mine', text: 'И я' }]] }))
  await channel.edit(room, id, post('В работе'))
  assert.deepEqual(matrix.shown(room), [{ id, text: 'В работе', replyTo: null, photo: false }])
  await channel.remove?.(room, id)
  assert.deepEqual(matrix.shown(room), [])
  const long = 'слово '.repeat(4000)
  await channel.post(room, post(long, { key: 'k-2', photo: { bytes: Buffer.from([0xff, 0xd8]), name: 'a.jpg' } }))
  const [picture, ...pieces] = matrix.shown(room)
  assert.equal(picture?.photo, true)
  assert.ok(pieces.length > 2)
  assert.ok(pieces.map(({ text }) => text.trim()).join(' ') === long.trim(), 'every word is there, once')
  await close()
})

test('too much, a token taken back, and another user are told for what they are', async () => {
  const { matrix, heard, channel, open, room, until, close } = await startTried()
  matrix.fault({ retryAfterMs: 1500 }, /send/)
  const later = await channel.post(room, post('Принято')).catch((error: unknown) => error)
  assert.ok(later instanceof ChannelFault)
  assert.deepEqual([later.kind, later.retryAfterMs], ['later', 1500])
  assert.equal((await open(null).check?.())?.address, matrix.me)
  matrix.revoke()
  await assert.rejects(channel.post(room, post('Принято')), { kind: 'revoked' })
  await until('it is on the page', () => heard.health.at(-1)?.state === 'revoked')
  await close()
})

test('a new name of ours is no arrival, and nothing before it is lost', async () => {
  const { matrix, heard, room, until, failures, close } = await startTried()
  failures.push(new Error('the database is away'))
  matrix.say(room, aliya, 'раз')
  matrix.setState(room, 'm.room.member', matrix.me, { membership: 'join', displayname: 'Учаске' }, matrix.me)
  matrix.say(room, aliya, 'два')
  await until('both are heard', () => heard.messages.length === 2)
  assert.deepEqual(
    heard.messages.map(({ text }) => text),
    ['раз', 'два'],
  )
  assert.equal(heard.events.length, 1)
  await close()
})
