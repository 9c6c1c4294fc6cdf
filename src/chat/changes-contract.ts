import assert from 'node:assert/strict'
import { type Battery, check } from './battery-testing.ts'
import { flat, words } from './posting-contract.ts'

/** What the bot changes and takes back of its own. */

export const changes: Battery = [
  check('a change shows the new words and adds no message', ['edit'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Принято')
    const id = await tried.channel.post(tried.chat, said)
    await tried.channel.edit(tried.chat, id, { ...said, text: 'Жұмыста. В работе' })
    assert.deepEqual(
      (await tried.shown()).map((one) => [one.id, one.text]),
      [[id, 'Жұмыста. В работе']],
    )
  }),
  check('a change to what already stands is well', ['edit'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Принято')
    const id = await tried.channel.post(tried.chat, said)
    for (const _ of [1, 2]) await tried.channel.edit(tried.chat, id, said)
    assert.deepEqual(await trial.shownTexts(), ['Принято'])
  }),
  check('a change back to what stood before is shown too', ['edit'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Принято')
    const id = await tried.channel.post(tried.chat, said)
    for (const text of ['В работе', 'Сделано', 'В работе']) await tried.channel.edit(tried.chat, id, { ...said, text })
    assert.deepEqual(await trial.shownTexts(), ['В работе'])
  }),
  check('a change takes buttons away, and puts others', ['edit', 'buttons'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Итог', { buttons: [[{ id: 'a', text: 'A' }]] })
    const id = await tried.channel.post(tried.chat, said)
    await tried.channel.edit(tried.chat, id, { ...said, buttons: [] })
    assert.deepEqual((await tried.shown())[0]?.buttons.flat(), [])
    await tried.channel.edit(tried.chat, id, { ...said, buttons: [[{ id: 'b', text: 'B' }]] })
    assert.deepEqual((await tried.shown())[0]?.buttons, [['b']])
  }),
  check(
    'a long text changed into a short one leaves one message',
    ['edit', 'remove', 'limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const long = trial.post(words(tried.channel.can.textLimit / 4))
      const id = await tried.channel.post(tried.chat, long)
      await tried.channel.edit(tried.chat, id, { ...long, text: 'Коротко' })
      assert.deepEqual(
        (await tried.shown()).map((one) => [one.id, one.text]),
        [[id, 'Коротко']],
      )
    },
  ),
  check(
    'a long text changed into another as long changes all its parts',
    ['edit', 'limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const text = words(tried.channel.can.textLimit / 4)
      const long = trial.post(text)
      const id = await tried.channel.post(tried.chat, long)
      const { length } = await tried.shown()
      await tried.channel.edit(tried.chat, id, { ...long, text: text.replaceAll('сөз', 'дом') })
      const shown = await trial.shownTexts()
      assert.deepEqual([shown.length, flat(shown.join(' '))], [length, text.replaceAll('сөз', 'дом')])
    },
  ),
  check(
    'a short text changed into one too long stays one message, within the limit',
    ['edit', 'limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const said = trial.post('Коротко')
      const id = await tried.channel.post(tried.chat, said)
      await tried.channel.edit(tried.chat, id, { ...said, text: words(tried.channel.can.textLimit / 4) })
      const [shown, ...more] = await trial.shownTexts()
      assert.deepEqual(
        [more, (shown?.length ?? 0) <= tried.channel.can.textLimit, shown?.slice(0, 4)],
        [[], true, 'сөз0'],
      )
    },
  ),
  check('what the bot takes back is gone', ['remove'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Ошибка'))
    await tried.channel.post(tried.chat, trial.post('Верно'))
    await tried.channel.remove?.(tried.chat, id)
    assert.deepEqual(await trial.shownTexts(), ['Верно'])
  }),
]
