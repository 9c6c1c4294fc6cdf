import assert from 'node:assert/strict'
import { type Battery, check, the } from './battery-testing.ts'

/** Buttons, and who presses them. */

const row = (...ids: string[]) => ids.map((id) => ({ id, text: id.slice(0, 12) }))

export const presses: Battery = [
  check('buttons stand in their rows', ['buttons', 'rows'], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.post(tried.chat, trial.post('Бағалаңыз', { buttons: [row('1', '2', '3'), row('4')] }))
    assert.deepEqual((await tried.shown())[0]?.buttons, [['1', '2', '3'], ['4']])
  }),
  check('all buttons are there, in their order', ['buttons'], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.post(tried.chat, trial.post('Бағалаңыз', { buttons: [row('1', '2', '3'), row('4', '5')] }))
    assert.deepEqual((await tried.shown()).at(-1)?.buttons.flat(), ['1', '2', '3', '4', '5'])
  }),
  check(
    'a press names its message, its button and who pressed, and the word goes back',
    ['press'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      trial.answer.word = 'Баға қабылданды.'
      const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('rate:5')] }))
      assert.equal(await the(tried.press)(tried.chat, id, 'rate:5', 0), 'Баға қабылданды.')
      assert.deepEqual(trial.heard.presses, [
        { chat: tried.chat, press: { message: id, button: 'rate:5', by: tried.people[0] } },
      ])
    },
  ),
  check('a press without a word is heard all the same', ['press'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('ok')] }))
    assert.equal(await the(tried.press)(tried.chat, id, 'ok', 0), null)
    assert.equal(trial.heard.presses.length, 1)
  }),
  check('two presses of one person are two', ['press'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('4', '5')] }))
    for (const button of ['4', '5']) await the(tried.press)(tried.chat, id, button, 0)
    assert.deepEqual(
      trial.heard.presses.map(({ press }) => press.button),
      ['4', '5'],
    )
  }),
  check('who pressed is told, whoever it was', ['press', 'groups'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('ok')] }))
    for (const by of [2, 1]) await the(tried.press)(tried.chat, id, 'ok', by)
    assert.deepEqual(
      trial.heard.presses.map(({ press }) => press.by),
      [tried.people[2], tried.people[1]],
    )
  }),
  check('a button under an old message still works', ['press'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Старое', { buttons: [row('ok')] }))
    for (const text of ['1', '2', '3']) await tried.channel.post(tried.chat, trial.post(text))
    await the(tried.press)(tried.chat, id, 'ok', 0)
    assert.equal(trial.heard.presses[0]?.press.message, id)
  }),
  check('a button that was put later works', ['press', 'edit'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Итог')
    const id = await tried.channel.post(tried.chat, said)
    await tried.channel.edit(tried.chat, id, { ...said, buttons: [row('later')] })
    await the(tried.press)(tried.chat, id, 'later', 0)
    assert.deepEqual(
      trial.heard.presses.map(({ press }) => [press.message, press.button]),
      [[id, 'later']],
    )
  }),
  check(
    'a press under a long text names the id that posting gave',
    ['press', 'limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const text = 'сөз '.repeat(tried.channel.can.textLimit / 3)
      const id = await tried.channel.post(tried.chat, trial.post(text, { buttons: [row('ok')] }))
      await the(tried.press)(tried.chat, id, 'ok', 0)
      assert.equal(trial.heard.presses[0]?.press.message, id)
    },
  ),
  check('a button’s id of 64 bytes comes back whole', ['press'], async ({ tried, ...trial }) => {
    await trial.listen()
    const button = 'r'.repeat(64)
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row(button)] }))
    await the(tried.press)(tried.chat, id, button, 0)
    assert.equal(trial.heard.presses[0]?.press.button, button)
  }),
  check('a press is no message', ['press'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('ok')] }))
    await the(tried.press)(tried.chat, id, 'ok', 0)
    assert.deepEqual(trial.texts(), [])
  }),
  check('a long word for who pressed is shortened, not lost', ['press', 'word'], async ({ tried, ...trial }) => {
    await trial.listen()
    trial.answer.word = `Рақмет. ${'өте '.repeat(100)}`
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('ok')] }))
    assert.match((await the(tried.press)(tried.chat, id, 'ok', 0)) ?? '', /^Рақмет\./)
  }),
  check('a press that could not be kept is brought again', ['press', 'press-again'], async ({ tried, ...trial }) => {
    await trial.listen()
    trial.answer.word = 'Рақмет'
    const id = await tried.channel.post(tried.chat, trial.post('Итог', { buttons: [row('ok')] }))
    trial.failures.push(new Error('the database is away'))
    const pressing = the(tried.press)(tried.chat, id, 'ok', 0)
    await tried.quiet()
    await pressing
    await tried.quiet()
    assert.deepEqual(
      trial.heard.presses.map(({ press }) => press.button),
      ['ok'],
    )
  }),
]
