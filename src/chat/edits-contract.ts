import assert from 'node:assert/strict'
import { type Battery, check, the } from './battery-testing.ts'

/** What people change and take back. */

export const edits: Battery = [
  check('a change is told as the message stands now, under its id', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('Мусор у дома 14')
    await the(tried.edit)(written, 'Мусор у дома 15')
    await tried.quiet()
    const [told] = trial.heard.edited
    assert.deepEqual([told?.chat, told?.message.id, told?.message.text], [written.chat, written.id, 'Мусор у дома 15'])
    assert.equal(told?.message.author, written.author)
  }),
  check('a change is no new message', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.edit)(await trial.say('раз'), 'два')
    await tried.quiet()
    assert.deepEqual(trial.texts(), ['раз'])
  }),
  check('of two changes the later is told last', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('раз')
    await the(tried.edit)(written, 'два')
    await the(tried.edit)(written, 'три')
    await tried.quiet()
    assert.deepEqual(
      trial.heard.edited.map(({ message }) => message.text),
      ['два', 'три'],
    )
  }),
  check('a change that could not be kept is brought again', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('раз')
    trial.failures.push(new Error('the database is away'))
    await the(tried.edit)(written, 'два')
    await tried.quiet()
    assert.deepEqual(
      trial.heard.edited.map(({ message }) => message.text),
      ['два'],
    )
  }),
  check('a change is acknowledged only when it is kept', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('раз')
    const changed = await the(tried.edit)(written, 'два')
    await tried.quiet()
    assert.deepEqual([changed.isTaken(), trial.heard.edited.length], [true, 1])
  }),
  check(
    'a change of the words under a picture keeps the picture',
    ['edit-told', 'files'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const written = await trial.say({ media: { kind: 'photo', bytes: Buffer.from('bytes') }, text: 'яма' })
      await the(tried.edit)(written, 'большая яма')
      await tried.quiet()
      const [told] = trial.heard.edited
      assert.deepEqual([told?.message.text, told?.message.media], ['большая яма', 'photo'])
    },
  ),
  check('a change in Kazakh with emoji arrives as it was written', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.edit)(await trial.say('раз'), 'Қоқыс төгілді 🔥')
    await tried.quiet()
    assert.equal(trial.heard.edited[0]?.message.text, 'Қоқыс төгілді 🔥')
  }),
  check(
    'a change in what is written to the bot alone is marked so',
    ['edit-told', 'direct'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await the(tried.edit)(await trial.say({ text: 'раз', direct: true }), 'два')
      await tried.quiet()
      assert.equal(trial.heard.edited[0]?.message.direct, true)
    },
  ),
  check('a change after others wrote touches its own message', ['edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('раз')
    await trial.say({ text: 'другое', by: 1 })
    await the(tried.edit)(written, 'два')
    await tried.quiet()
    assert.equal(trial.heard.edited[0]?.message.id, written.id)
  }),
  check('what is taken back is told with its id', ['unsay'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { chat, id } = await trial.say('Мусор')
    await the(tried.unsay)(chat, [id])
    await tried.quiet()
    assert.deepEqual(trial.heard.deleted, [{ chat, messages: [id] }])
  }),
  check('of several that are taken back each is told', ['unsay'], async ({ tried, ...trial }) => {
    await trial.listen()
    const [one, two] = [await trial.say('раз'), await trial.say('два')]
    for (const { chat, id } of [one, two]) await the(tried.unsay)(chat, [id])
    await tried.quiet()
    assert.deepEqual(
      trial.heard.deleted.flatMap(({ messages }) => messages),
      [one.id, two.id],
    )
  }),
  check('a taking back that could not be kept is brought again', ['unsay'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { chat, id } = await trial.say('Мусор')
    trial.failures.push(new Error('the database is away'))
    await the(tried.unsay)(chat, [id])
    await tried.quiet()
    assert.deepEqual(
      trial.heard.deleted.map(({ messages }) => messages),
      [[id]],
    )
  }),
  check('taking back is no message', ['unsay'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { chat, id } = await trial.say('Мусор')
    await the(tried.unsay)(chat, [id])
    await tried.quiet()
    assert.deepEqual([trial.texts(), trial.heard.edited], [['Мусор'], []])
  }),
  check('after a taking back people are heard as before', ['unsay'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { chat, id } = await trial.say('раз')
    await the(tried.unsay)(chat, [id])
    await trial.say('два')
    assert.deepEqual(trial.texts(), ['раз', 'два'])
  }),
]
