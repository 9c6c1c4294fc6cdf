import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChannelFault, type Post } from './channel.ts'
import { startTelegramTried, type TelegramTried, type TelegramTry } from './telegram-testing.ts'

const telegramTest = (says: string, body: (tried: TelegramTried) => Promise<void>, options: TelegramTry = {}) =>
  test(says, async () => {
    const tried = await startTelegramTried(options)
    try {
      await body(tried)
    } finally {
      await tried.close()
    }
  })
let keys = 0
const post = (text: string, more: Partial<Post> = {}): Post => ({
  key: `k-${++keys}`,
  text,
  replyTo: null,
  buttons: [],
  ...more,
})
const fault = (kind: string) => (error: unknown) => error instanceof ChannelFault && error.kind === kind

for (const mode of ['polling', 'webhook'] as const) {
  telegramTest(
    `${mode}: a message comes whole: who, when, where, in answer to what`,
    async ({ telegram, group, people: [aliya, bekzat], heard, quiet }) => {
      const first = telegram.say(group, aliya, 'Мусор у дома 14')
      telegram.say(group, bekzat, { text: 'И у нас', replyTo: first.id, at: new Date('2026-11-22T10:00:00Z') })
      telegram.say('bot', bekzat, 'Боюсь сказать при всех')
      await quiet()
      const [one, two, three] = ['Боюсь', 'И у нас', 'Мусор'].map((words) =>
        heard.messages.find(({ message }) => message.text.startsWith(words)),
      )
      assert.deepEqual(
        [one?.message.text, one?.message.direct, one?.chat],
        ['Боюсь сказать при всех', true, `${bekzat.id}`],
      )
      assert.deepEqual(
        { ...two?.message, attachments: 0 },
        {
          ...{ id: String(first.id + 1), at: new Date('2026-11-22T10:00:00Z'), author: String(bekzat.id) },
          ...{ authorName: 'Бекзат', text: 'И у нас', media: null, attachments: 0, location: null },
          ...{ replyTo: String(first.id), direct: false },
        },
      )
      assert.deepEqual([three?.message.text, three?.chat], ['Мусор у дома 14', String(group)])
    },
    { mode },
  )

  telegramTest(
    `${mode}: a press comes with its button and who pressed, and the word goes back`,
    async ({ telegram, channel, group, people: [aliya], heard }) => {
      const id = await channel.post(String(group), post('Итог', { buttons: [[{ id: 'rate:5', text: '5' }]] }))
      assert.equal(await telegram.press(group, Number(id), 'rate:5', aliya), 'Принято')
      assert.deepEqual(heard.presses, [
        { chat: String(group), press: { message: id, button: 'rate:5', by: String(aliya.id) } },
      ])
    },
    { mode },
  )

  telegramTest(
    `${mode}: what was not taken is brought again, and nothing of that chat overtakes it`,
    async ({ telegram, group, people: [aliya], heard, failures, quiet }) => {
      failures.push(new Error('the database is away'), new Error('the database is away'))
      telegram.say(group, aliya, 'первое')
      if (mode === 'polling') telegram.say(group, aliya, 'второе')
      await quiet()
      assert.deepEqual(
        heard.messages.map(({ message }) => message.text),
        mode === 'polling' ? ['первое', 'второе'] : ['первое'],
      )
    },
    { mode },
  )
}

telegramTest('a message brought twice, or in disorder, is heard once and in order', async (tried) => {
  const {
    telegram,
    group,
    people: [aliya],
    heard,
    quiet,
  } = tried
  for (const text of ['раз', 'два', 'три']) telegram.say(group, aliya, text)
  telegram.deliver('shuffle')
  await quiet()
  telegram.deliver('again')
  telegram.say(group, aliya, {
    text: 'три',
    id: heard.messages.length > 0 ? Number(heard.messages.at(-1)?.message.id) : 1,
  })
  telegram.say(group, aliya, 'четыре')
  await quiet()
  assert.deepEqual(
    heard.messages.map(({ message }) => message.text),
    ['раз', 'два', 'три', 'четыре'],
  )
})

telegramTest(
  'of a photo the best size is fetched; every kind of file is named, and one too large is left',
  async (tried) => {
    const {
      telegram,
      group,
      people: [aliya],
      heard,
      quiet,
    } = tried
    const bytes = Buffer.from('the best of the photo')
    const file = Buffer.from('file')
    telegram.say(group, aliya, { photo: bytes, text: 'яма', album: 'a1' })
    telegram.say(group, aliya, { photo: bytes, album: 'a1' })
    for (const kind of ['video', 'videoNote', 'voice', 'audio', 'sticker'] as const)
      telegram.say(group, aliya, { [kind]: file })
    telegram.say(group, aliya, { document: { bytes: file, name: 'акт.pdf' } })
    telegram.say(group, aliya, { document: { bytes: file, name: 'film.mp4' }, size: 21 * 2 ** 20 })
    await quiet()
    const said = heard.messages.map(({ message }) => message)
    assert.deepEqual(
      said.map(({ media }) => media),
      ['photo', 'photo', 'video', 'video', 'voice', 'voice', 'sticker', 'document', 'document'],
    )
    assert.deepEqual([said[0]?.text, said[0]?.album, said[1]?.album], ['яма', 'a1', 'a1'])
    assert.deepEqual(await said[0]?.attachments[0]?.open(), bytes)
    assert.equal(said[7]?.attachments[0]?.name, 'акт.pdf')
    assert.deepEqual(await said[7]?.attachments[0]?.open(), file)
    assert.equal(await said[8]?.attachments[0]?.open(), null)
  },
)

telegramTest('a file that cannot be had now is asked for again, and at last given up', async (tried) => {
  const {
    telegram,
    group,
    people: [aliya],
    heard,
    quiet,
  } = tried
  telegram.say(group, aliya, { photo: Buffer.from('bytes') })
  await quiet()
  const attachment = heard.messages[0]?.message.attachments[0]
  telegram.fault('error-500', 'getFile')
  await assert.rejects(async () => attachment?.open(), fault('away'))
  assert.equal(String(await attachment?.open()), 'bytes')
  telegram.heal()
  telegram.fault('html-502', 'getFile', 9)
  await assert.rejects(async () => attachment?.open(), fault('away'))
  assert.equal(await attachment?.open(), null)
})

telegramTest('places, contacts and polls are read; a place out of the world is no place', async (tried) => {
  const {
    telegram,
    group,
    people: [aliya],
    heard,
    quiet,
  } = tried
  telegram.say(group, aliya, { location: { lon: 69.59, lat: 42.34 } })
  telegram.say(group, aliya, { venue: { lon: 69.6, lat: 42.3, title: 'Рынок', address: 'Тәуке хан 1' } })
  telegram.say(group, aliya, { contact: { phone: '+77010000000', name: 'Сантехник' } })
  telegram.say(group, aliya, { poll: { question: 'Кто за?', options: ['я', 'не я'] } })
  telegram.say(group, aliya, { location: { lon: 400, lat: 99 } })
  await quiet()
  assert.deepEqual(
    heard.messages.map(({ message: { text, media, location } }) => [text, media, location]),
    [
      ['', 'location', { lon: 69.59, lat: 42.34 }],
      ['Рынок, Тәуке хан 1', 'location', { lon: 69.6, lat: 42.3 }],
      ['Сантехник +77010000000', null, null],
      ['Кто за?\nя\nне я', null, null],
    ],
  )
  assert.match(heard.health.at(-1)?.problem ?? '', /skipped: 1/)
})

telegramTest('a forwarded message names its origin in each of the four kinds', async (tried) => {
  const {
    telegram,
    group,
    people: [aliya, bekzat],
    heard,
    quiet,
  } = tried
  const at = new Date('2026-11-22T10:00:00Z')
  telegram.say(group, aliya, { text: 'а', at, forward: { type: 'user', user: bekzat } })
  telegram.say(group, aliya, { text: 'б', at, forward: { type: 'hidden_user', name: 'Кто-то' } })
  telegram.say(group, aliya, { text: 'в', at, forward: { type: 'chat', title: 'Двор 15' } })
  telegram.say(group, aliya, { text: 'г', at, forward: { type: 'channel', title: 'Новости', signature: 'Ред.' } })
  telegram.say(group, aliya, { text: '/about', at, forward: { type: 'hidden_user', name: 'Кто-то' } })
  await quiet()
  const then = new Date('2026-11-22T09:00:00Z')
  assert.deepEqual(
    heard.messages.map(({ message }) => message.origin),
    [
      { name: 'Бекзат', chat: null, at: then },
      { name: 'Кто-то', chat: null, at: then },
      { name: null, chat: 'Двор 15', at: then },
      { name: 'Ред.', chat: 'Новости', at: then },
      { name: 'Кто-то', chat: null, at: then },
    ],
  )
  assert.deepEqual(heard.commands, [])
})

telegramTest('commands are for us unless another bot is named; a bot’s words are never orders', async (tried) => {
  const {
    telegram,
    group,
    people: [aliya],
    heard,
    quiet,
  } = tried
  const other = telegram.addBot('weather_bot')
  telegram.say(group, aliya, '/About@Uchastok_Bot код 7')
  telegram.say(group, aliya, '/about@weather_bot')
  telegram.say('bot', aliya, '/start  abc')
  telegram.say(group, other.user, { text: '/stop', shownToBots: true })
  await quiet()
  assert.deepEqual(
    heard.commands.map(({ command: { name, args, direct } }) => [name, args, direct]),
    [
      ['about', 'код 7', false],
      ['start', 'abc', true],
    ],
  )
  assert.deepEqual(
    heard.messages.map(({ message }) => [message.text, message.byBot]),
    [['/stop', true]],
  )
})

telegramTest(
  'an edit comes as the message stands now; a deletion is not told, and the channel says so',
  async (tried) => {
    const {
      telegram,
      channel,
      group,
      people: [aliya],
      heard,
      quiet,
    } = tried
    const { id } = telegram.say(group, aliya, 'Мусор у дома 14')
    telegram.edit(group, id, 'Мусор у дома 15')
    telegram.delete(group, id)
    await quiet()
    assert.deepEqual(
      heard.edited.map(({ message }) => [message.id, message.text]),
      [[String(id), 'Мусор у дома 15']],
    )
    assert.equal(channel.can.tellsDeleted, false)
  },
)

telegramTest(
  'who writes as the group or as a channel has an id of its own; invisible names are none',
  async (tried) => {
    const {
      telegram,
      group,
      people: [aliya],
      heard,
      quiet,
    } = tried
    telegram.say(group, aliya, { text: 'от группы', as: 'group' })
    telegram.say(group, aliya, { text: 'от канала', as: { channel: -1001234, title: 'ЖК Весна' } })
    telegram.say(group, telegram.person('\u200b\u2060\u3164', { username: 'nobody' }), 'от невидимки')
    await quiet()
    assert.deepEqual(
      heard.messages.map(({ message }) => [message.author, message.authorName, message.byBot]).slice(0, 2),
      [
        [String(group), 'Двор 14', undefined],
        ['-1001234', 'ЖК Весна', undefined],
      ],
    )
    assert.equal(heard.messages[2]?.message.authorName, 'nobody')
  },
)

telegramTest(
  'where members may not write, a plain member may not either, and what it says is refused',
  async ({ telegram, group, people, channel, quiet }) => {
    telegram.allow(group, false)
    assert.equal((await channel.rights?.(String(group)))?.posts, true)
    telegram.setBot(group, 'member', people[0])
    await quiet()
    assert.equal((await channel.rights?.(String(group)))?.posts, false)
    await assert.rejects(channel.post(String(group), post('x')), fault('refused'))
    telegram.allow(group, true)
    assert.equal((await channel.rights?.(String(group)))?.posts, true)
  },
)
