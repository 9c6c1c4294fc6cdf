import assert from 'node:assert/strict'
import { type Battery, check, the } from './battery-testing.ts'

/** Orders to the bot: ours alone, and only a person's own. */

export const commands: Battery = [
  check('«/about» is an order and no message', ['commands'], async (trial) => {
    await trial.listen()
    const { id, author } = await trial.say('/about')
    const [told] = trial.heard.commands
    assert.deepEqual([told?.command.name, told?.command.args, told?.command.message], ['about', '', id])
    assert.deepEqual([told?.command.author, told?.command.authorName], [author, 'Алия'])
    assert.deepEqual(trial.texts(), [])
  }),
  check('what stands after an order comes with it', ['commands'], async (trial) => {
    await trial.listen()
    await trial.say('/bind  КОД-7 двор 14 ')
    assert.deepEqual(
      trial.heard.commands.map(({ command }) => [command.name, command.args]),
      [['bind', 'КОД-7 двор 14']],
    )
  }),
  check('an order in large letters is the same order', ['commands'], async (trial) => {
    await trial.listen()
    await trial.say('/ABOUT')
    assert.equal(trial.heard.commands[0]?.command.name, 'about')
  }),
  check('an order that names us is ours', ['mention'], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say(`/about@${the(tried.bot)} x`)
    assert.deepEqual(
      trial.heard.commands.map(({ command }) => [command.name, command.args]),
      [['about', 'x']],
    )
  }),
  check('an order that names another bot is not ours', ['mention'], async (trial) => {
    await trial.listen()
    await trial.say('/about@weather_bot')
    await trial.say('после')
    assert.deepEqual([trial.heard.commands, trial.texts()], [[], ['после']])
  }),
  check('a slash within a text is no order', ['commands'], async (trial) => {
    await trial.listen()
    await trial.say('дом 14/2 и /about')
    assert.deepEqual([trial.heard.commands.length, trial.texts()], [0, ['дом 14/2 и /about']])
  }),
  check('a slash alone is no order', ['commands'], async (trial) => {
    await trial.listen()
    await trial.say('/ 5')
    assert.deepEqual([trial.heard.commands.length, trial.texts()], [0, ['/ 5']])
  }),
  check('a forwarded order is no order', ['commands', 'forward'], async (trial) => {
    await trial.listen()
    await trial.say({ text: '/stop', forward: { name: 'Сосед', chat: null } })
    assert.deepEqual([trial.heard.commands.length, trial.texts()], [0, ['/stop']])
  }),
  check('another bot gives no orders', ['commands', 'byBot'], async (trial) => {
    await trial.listen()
    await trial.say({ text: '/stop', byBot: true })
    assert.deepEqual([trial.heard.commands.length, trial.heard.messages[0]?.message.byBot], [0, true])
  }),
  check('an order given to the bot alone is marked so', ['commands', 'direct'], async (trial) => {
    await trial.listen()
    await trial.say({ text: '/my', direct: true })
    assert.equal(trial.heard.commands[0]?.command.direct, true)
  }),
  check('an order in a group is not marked as given to the bot alone', ['commands', 'groups'], async (trial) => {
    await trial.listen()
    await trial.say('/about')
    assert.equal(trial.heard.commands[0]?.command.direct, false)
  }),
  check('an order that answers a message names it', ['commands', 'replyTo'], async (trial) => {
    await trial.listen()
    const { id } = await trial.say('Мусор')
    await trial.say({ text: '/report', replyTo: id })
    assert.equal(trial.heard.commands[0]?.command.replyTo, id)
  }),
  check('an order brought twice is heard once', ['commands', 'again'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('/stop')
    await the(tried.again)(written)
    await tried.quiet()
    assert.equal(trial.heard.commands.length, 1)
  }),
  check('an order that could not be carried out is brought again', ['commands'], async (trial) => {
    await trial.listen()
    trial.failures.push(new Error('the database is away'))
    await trial.say('/my')
    assert.equal(trial.heard.commands.length, 1)
  }),
  check('a text that is changed into an order gives none', ['commands', 'edit-told'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('Мусор')
    await the(tried.edit)(written, '/stop')
    await tried.quiet()
    assert.deepEqual([trial.heard.commands, trial.texts()], [[], ['Мусор']])
  }),
]
