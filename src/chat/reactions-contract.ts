import assert from 'node:assert/strict'
import { type Battery, check, the } from './battery-testing.ts'

/** What people put under the bot's messages. */

export const reactions: Battery = [
  check(
    'a reaction tells under which message it stands, whose it is, and what it is',
    ['reactions'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
      await the(tried.react)(tried.chat, message, ['👍'], 0)
      await tried.quiet()
      const reaction = { message, by: tried.people[0], emoji: ['👍'] }
      assert.deepEqual(trial.heard.reactions, [{ chat: tried.chat, reaction }])
    },
  ),
  check('a reaction taken back leaves none', ['reactions'], async ({ tried, ...trial }) => {
    await trial.listen()
    const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
    for (const emoji of [['🙏'], []]) {
      await the(tried.react)(tried.chat, message, emoji, 0)
      await tried.quiet()
    }
    assert.deepEqual(
      trial.heard.reactions.map(({ reaction }) => reaction.emoji),
      [['🙏'], []],
    )
  }),
  check('a reaction that became another tells what stands now', ['reactions'], async ({ tried, ...trial }) => {
    await trial.listen()
    const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
    for (const emoji of [['👎'], ['👍']]) {
      await the(tried.react)(tried.chat, message, emoji, 0)
      await tried.quiet()
    }
    assert.deepEqual(trial.heard.reactions.at(-1)?.reaction.emoji, ['👍'])
  }),
  check('reactions of two people are each their own', ['reactions', 'groups'], async ({ tried, ...trial }) => {
    await trial.listen()
    const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
    for (const by of [1, 2]) await the(tried.react)(tried.chat, message, ['👍'], by)
    await tried.quiet()
    await the(tried.react)(tried.chat, message, [], 1)
    await tried.quiet()
    assert.deepEqual(
      trial.heard.reactions.map(({ reaction: { by, emoji } }) => [by, emoji]),
      [
        [tried.people[1], ['👍']],
        [tried.people[2], ['👍']],
        [tried.people[1], []],
      ],
    )
  }),
  check('reactions under two messages are each of their own', ['reactions'], async ({ tried, ...trial }) => {
    await trial.listen()
    const ids: string[] = []
    for (const text of ['Убрано', 'Передано']) ids.push(await tried.channel.post(tried.chat, trial.post(text)))
    for (const id of ids) await the(tried.react)(tried.chat, id, ['👍'], 0)
    await tried.quiet()
    await the(tried.react)(tried.chat, ids[0] ?? '', [], 0)
    await tried.quiet()
    const last = trial.heard.reactions.at(-1)?.reaction
    assert.deepEqual([trial.heard.reactions.length, last?.message, last?.emoji], [3, ids[0], []])
  }),
  check('a reaction that could not be kept is brought again', ['reactions'], async ({ tried, ...trial }) => {
    await trial.listen()
    const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
    trial.failures.push(new Error('the database is away'))
    await the(tried.react)(tried.chat, message, ['❤'], 0)
    await tried.quiet()
    assert.deepEqual(
      trial.heard.reactions.map(({ reaction }) => reaction.emoji),
      [['❤']],
    )
  }),
  check(
    'a reaction whose taking back could not be kept is taken back all the same',
    ['reactions'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
      await the(tried.react)(tried.chat, message, ['👍'], 0)
      await tried.quiet()
      trial.failures.push(new Error('the database is away'))
      await the(tried.react)(tried.chat, message, [], 0)
      await tried.quiet()
      assert.deepEqual(
        trial.heard.reactions.map(({ reaction }) => reaction.emoji),
        [['👍'], []],
      )
    },
  ),
  check('a reaction to what a neighbour wrote is no message', ['reactions'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { id, chat } = await trial.say('Мусор')
    await the(tried.react)(chat, id, ['👍'], 0)
    await tried.quiet()
    assert.deepEqual([trial.texts(), trial.heard.edited, trial.heard.deleted], [['Мусор'], [], []])
  }),
  check('who asks for no reactions hears what is written as before', ['reactions'], async ({ tried, ...trial }) => {
    const { reaction: _, ...deaf } = trial.listener
    await tried.channel.listen(deaf)
    await tried.quiet()
    const message = await tried.channel.post(tried.chat, trial.post('Убрано'))
    await the(tried.react)(tried.chat, message, ['👍'], 0)
    await trial.say('Рахмет')
    assert.deepEqual(trial.texts(), ['Рахмет'])
  }),
]
