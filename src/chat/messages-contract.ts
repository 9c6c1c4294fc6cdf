import assert from 'node:assert/strict'
import { type Battery, check, the } from './battery-testing.ts'

/** What people write, in groups and to the bot alone. */

const handedOnAsWritten: [string, string][] = [
  ['Kazakh letters arrive as they were written', 'Әже, ғимарат, іңір, ұшақ, үй, қоқыс, өрт, һәм: ӘІҢҒҮҰҚӨҺ әіңғүұқөһ'],
  ['emoji of several parts arrive whole', '🔥👨‍👩‍👧‍👦🇰🇿👍🏽 пожар'],
  ['letters from right to left, and orders of direction, arrive as they were written', 'Дом \u202e41\u202c مرحبا'],
  ['letters without a width arrive as they were written', 'Мус\u200bор\u2060 у до\u200dма'],
  ['lines and tabs inside a text stay', 'Дом 14\n\nподъезд\t2\nэтаж 3'],
  ['a text of 4096 units arrives whole', 'ж'.repeat(4096)],
  ['markup in a text is letters', '<b>пожар</b> *дом* _14_ `код` [x](http://x) &amp;'],
  ['a text that looks like JSON is a text', '{"type":"message","text":null}'],
  ['a text that looks like a number is a text', '0012'],
  ['a link arrives as a text', 'https://example.org/?a=1&b=%D0%B0#c'],
  ['letters put together from two stay two', 'е\u0308лка и\u0306од'],
]

export const messages: Battery = [
  check('a message is handed on with its chat, its id, its author and his name', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const { id, chat, author } = await trial.say('Мусор у дома 14')
    const said = trial.only()
    assert.equal(trial.heard.messages[0]?.chat, chat)
    assert.deepEqual([said.id, said.author, said.authorName, said.text], [id, author, 'Алия', 'Мусор у дома 14'])
    assert.equal(author, tried.people[0])
  }),
  check('a message has the time when it was written', ['at'], async (trial) => {
    await trial.listen()
    const at = new Date('2026-11-22T09:59:57Z')
    await trial.say({ text: 'Шумят', at })
    assert.deepEqual(trial.only().at, at)
  }),
  check('words alone have no file, no place, no album and answer nothing', [], async (trial) => {
    await trial.listen()
    await trial.say('Дерутся')
    const { media, attachments, location, replyTo, album, topic } = trial.only()
    assert.deepEqual(
      [media, attachments, location, replyTo, album, topic],
      [null, [], null, null, undefined, undefined],
    )
  }),
  ...handedOnAsWritten.map(([says, text]) =>
    check(says, [], async (trial) => {
      await trial.listen()
      await trial.say(text)
      assert.deepEqual(trial.texts(), [text])
    }),
  ),
  check('an answer names the message that it answers', ['replyTo'], async (trial) => {
    await trial.listen()
    const { id } = await trial.say('Мусор')
    await trial.say({ text: 'И у нас', by: 1, replyTo: id })
    assert.equal(trial.heard.messages[1]?.message.replyTo, id)
  }),
  check('an answer to what the bot said names the id that posting gave', ['replyTo'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say('Мусор')
    const id = await tried.channel.post(tried.chat, trial.post('Какой дом?'))
    await trial.say({ text: '14', replyTo: id })
    assert.equal(trial.heard.messages[1]?.message.replyTo, id)
  }),
  check('two people are two authors, and each is the same the next time', [], async (trial) => {
    await trial.listen()
    for (const by of [0, 1, 0, 1]) await trial.say({ text: `${by}`, by })
    const [a, b, c, d] = trial.heard.messages.map(({ message }) => message.author)
    assert.deepEqual([a === c, b === d, a === b], [true, true, false])
  }),
  check('two messages with the same words are two', [], async (trial) => {
    await trial.listen()
    await trial.say('да')
    await trial.say('да')
    assert.equal(new Set(trial.heard.messages.map(({ message }) => message.id)).size, 2)
  }),
  check('messages of one chat are heard in the order in which they were written', [], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const text of ['1', '2', '3', '4', '5', '6', '7']) await trial.say(text)
    assert.deepEqual(trial.texts(), ['1', '2', '3', '4', '5', '6', '7'])
  }),
  check('what is written in a group is not marked as written to the bot alone', ['groups'], async (trial) => {
    await trial.listen()
    await trial.say('При всех')
    assert.equal(trial.only().direct, false)
  }),
  check('what is written to the bot alone is marked so', ['direct'], async (trial) => {
    await trial.listen()
    await trial.say({ text: 'Боюсь сказать при всех', direct: true })
    assert.equal(trial.only().direct, true)
  }),
  check('two people who write to the bot alone have a chat each', ['lines', 'direct'], async (trial) => {
    await trial.listen()
    const one = await trial.say({ text: 'а', direct: true })
    const two = await trial.say({ text: 'б', direct: true, by: 1 })
    assert.notEqual(one.chat, two.chat)
    assert.deepEqual(
      trial.heard.messages.map(({ chat }) => chat),
      [one.chat, two.chat],
    )
  }),
  check(
    'who wrote to the bot alone can be answered there, and only there',
    ['lines', 'direct'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const { chat } = await trial.say({ text: 'Боюсь', direct: true, by: 1 })
      await tried.channel.post(chat, trial.post('Принято'))
      assert.deepEqual(
        (await tried.shown(chat)).map(({ text }) => text),
        ['Принято'],
      )
      if (chat !== tried.chat) assert.deepEqual(await trial.shownTexts(), [])
    },
  ),
  check('a message in a topic names the topic', ['topic'], async ({ tried, ...trial }) => {
    await trial.listen()
    const topic = await the(tried.topic)()
    await trial.say({ text: 'Мусор', topic })
    await trial.say({ text: 'Мимо' })
    assert.deepEqual(
      trial.heard.messages.map(({ message }) => message.topic),
      [topic, undefined],
    )
  }),
  check('a forwarded message names who wrote it first', ['forward-name'], async (trial) => {
    await trial.listen()
    await trial.say({ text: 'Мусор', forward: { name: 'Дворник', chat: null } })
    const { origin, author } = trial.only()
    assert.deepEqual([origin?.name, origin?.chat, author], ['Дворник', null, trial.tried.people[0]])
  }),
  check('a message forwarded from a chat names the chat', ['forward-chat'], async (trial) => {
    await trial.listen()
    await trial.say({ text: 'Мусор', forward: { name: null, chat: 'Двор 15' } })
    assert.equal(trial.only().origin?.chat, 'Двор 15')
  }),
  check('a forwarded message is marked as one, and others are not', ['forward'], async (trial) => {
    await trial.listen()
    await trial.say({ text: 'чужое', forward: { name: 'Дворник', chat: null } })
    await trial.say('своё')
    const [one, two] = trial.heard.messages.map(({ message }) => message.origin)
    assert.ok(one)
    assert.equal(two, undefined)
  }),
  check('several forwarded in one go are all heard', ['forward'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const text of ['раз', 'два', 'три']) await tried.write({ text, forward: { name: 'Сосед', chat: null } })
    await tried.quiet()
    assert.deepEqual(trial.texts().toSorted(), ['два', 'раз', 'три'])
  }),
  check('the bot does not hear itself', [], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say('Мусор')
    await tried.channel.post(tried.chat, trial.post('Принято'))
    await tried.quiet()
    assert.deepEqual(trial.texts(), ['Мусор'])
  }),
  check('what another bot wrote is marked so, what a person wrote is not', ['byBot'], async (trial) => {
    await trial.listen()
    await trial.say({ text: 'Прогноз: снег', byBot: true })
    await trial.say('Снег')
    assert.deepEqual(
      trial.heard.messages.map(({ message }) => [message.text, message.byBot]),
      [
        ['Прогноз: снег', true],
        ['Снег', undefined],
      ],
    )
  }),
  check('a message that is pinned is not heard again', ['pin'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('Объявление')
    await the(tried.pin)(written)
    await tried.quiet()
    assert.deepEqual(trial.texts(), ['Объявление'])
  }),
  check('what is written in one chat is not heard in another', ['writeIn'], async ({ tried, ...trial }) => {
    await trial.listen()
    const other = await the(tried.otherChat)()
    await the(tried.writeIn)(other, { text: 'там' })
    await trial.say('здесь')
    assert.deepEqual(trial.heard.messages.map(({ chat, message }) => [chat === other, message.text]).toSorted(), [
      [false, 'здесь'],
      [true, 'там'],
    ])
  }),
]
