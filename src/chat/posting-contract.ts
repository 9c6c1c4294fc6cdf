import assert from 'node:assert/strict'
import { type Battery, check, faultOf, the } from './battery-testing.ts'

/** What the bot says: once, whole, in order, as plain letters. */

const asWritten: [string, string][] = [
  ['HTML is shown as letters', '<b>не жирно</b> &amp; <a href="http://x">x</a>'],
  ['Markdown is shown as letters', '*не* _жирно_ `код` [x](http://x) ~нет~ ||тайна||'],
  ['what Markdown escapes is shown as it is', '№ 7. Дом 14-2 (подъезд 1) = да! #мусор + {0} |'],
  ['Kazakh letters are shown as they are', 'Өтініш қабылданды: ӘІҢҒҮҰҚӨҺ әіңғүұқөһ'],
  ['emoji of several parts are shown whole', 'Рақмет 👨‍👩‍👧‍👦🇰🇿👍🏽'],
  ['letters from right to left are shown as they are', 'Дом مرحبا 14'],
  ['letters without a width are shown as they are', 'до\u200bма\u2060'],
  ['lines stay lines', 'Қабылданды\n\nПринято\n№ 7'],
  ['a slash at the beginning is letters', '/stop не приказ'],
]
/** So many words, each another. */
export const words = (count: number) => Array.from({ length: count }, (_, n) => `сөз${n}`).join(' ')
/** Without what a cut took or put between words. */
export const flat = (text: string) => text.replace(/\s+/g, ' ').trim()

export const posting: Battery = [
  check('what is posted appears, under the id that posting gave', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Принято, № 7.'))
    assert.deepEqual(
      (await tried.shown()).map((one) => [one.id, one.text]),
      [[id, 'Принято, № 7.']],
    )
  }),
  check('what is posted twice under one key appears once', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const once = trial.post('Принято')
    const first = await tried.channel.post(tried.chat, once)
    assert.equal(await tried.channel.post(tried.chat, once), first)
    assert.deepEqual(await trial.shownTexts(), ['Принято'])
  }),
  check('what is posted twice at the same time under one key appears once', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const once = trial.post('Принято')
    const [one, two] = await Promise.all([1, 2].map(() => tried.channel.post(tried.chat, once)))
    assert.equal(one, two)
    assert.equal((await tried.shown()).length, 1)
  }),
  check('the same words under two keys appear twice', [], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const _ of [1, 2]) await tried.channel.post(tried.chat, trial.post('Принято'))
    assert.deepEqual(await trial.shownTexts(), ['Принято', 'Принято'])
  }),
  check('one key in two chats appears in both', ['otherChat'], async ({ tried, ...trial }) => {
    await trial.listen()
    const other = await the(tried.otherChat)()
    const said = trial.post('Отбой')
    for (const chat of [tried.chat, other]) await tried.channel.post(chat, said)
    assert.deepEqual([(await tried.shown()).length, (await tried.shown(other)).length], [1, 1])
  }),
  check('posts appear in the order in which they were posted', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const texts = ['первое', 'екінші', 'third']
    for (const text of texts) await tried.channel.post(tried.chat, trial.post(text))
    assert.deepEqual(await trial.shownTexts(), texts)
  }),
  ...asWritten.map(([says, text]) =>
    check(says, [], async ({ tried, ...trial }) => {
      await trial.listen()
      await tried.channel.post(tried.chat, trial.post(text))
      assert.deepEqual(await trial.shownTexts(), [text])
    }),
  ),
  check('an answer of the bot names the message that it answers', ['reply'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { id } = await trial.say('Мусор')
    await tried.channel.post(tried.chat, trial.post('Принято', { replyTo: id }))
    assert.equal((await tried.shown())[0]?.replyTo, id)
  }),
  check('the bot may answer itself', ['reply'], async ({ tried, ...trial }) => {
    await trial.listen()
    const id = await tried.channel.post(tried.chat, trial.post('Принято'))
    await tried.channel.post(tried.chat, trial.post('Сделано', { replyTo: id }))
    assert.equal((await tried.shown())[1]?.replyTo, id)
  }),
  check(
    'an answer to what was taken back is said all the same',
    ['reply', 'isShownDeleted'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const { id } = await trial.say('Мусор')
      await the(tried.isShownDeleted)(id)
      await tried.channel.post(tried.chat, trial.post('Принято', { replyTo: id }))
      assert.deepEqual(await trial.shownTexts(), ['Принято'])
    },
  ),
  check('links show no preview', ['preview'], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.post(tried.chat, trial.post('Қараңыз: https://example.org'))
    assert.equal((await tried.shown())[0]?.preview, false)
  }),
  check('what need not ring does not ring', ['silent'], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.post(tried.chat, trial.post('тихо', { silent: true }))
    await tried.channel.post(tried.chat, trial.post('громко'))
    assert.deepEqual(
      (await tried.shown()).map(({ silent }) => silent),
      [true, false],
    )
  }),
  check('an empty text is refused', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post('')))).kind, 'refused')
    assert.deepEqual(await trial.shownTexts(), [])
  }),
  check('a text of spaces alone is refused', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post(' \n\t ')))).kind, 'refused')
  }),
  check('after a refusal the next is said', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    await faultOf(tried.channel.post(tried.chat, trial.post('')))
    await tried.channel.post(tried.chat, trial.post('Принято'))
    assert.deepEqual(await trial.shownTexts(), ['Принято'])
  }),
  check('a text as long as may be is one message', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    const text = 'ж'.repeat(tried.channel.can.textLimit)
    await tried.channel.post(tried.chat, trial.post(text))
    assert.deepEqual(await trial.shownTexts(), [text])
  }),
  check(
    'a text longer by one unit is two messages, and no letter is lost',
    ['limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const text = 'ж'.repeat(tried.channel.can.textLimit + 1)
      await tried.channel.post(tried.chat, trial.post(text))
      const shown = await trial.shownTexts()
      assert.deepEqual([shown.length, shown.join('')], [2, text])
    },
  ),
  check('a long text is cut between words, and every word is there', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    const text = words(tried.channel.can.textLimit / 4)
    await tried.channel.post(tried.chat, trial.post(text))
    const shown = await trial.shownTexts()
    assert.ok(shown.length > 1)
    assert.equal(flat(shown.join(' ')), text)
  }),
  check('a long text is cut at a line, where there is one', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    const half = words(tried.channel.can.textLimit / 10)
    await tried.channel.post(tried.chat, trial.post(`${half}\n\n${half}\n\n${half}`))
    const shown = await trial.shownTexts()
    assert.ok(shown.length > 1)
    for (const text of shown) assert.ok(text.startsWith('сөз0 '), text.slice(0, 20))
  }),
  check('a letter of two units is never cut in two', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    const text = `ж${'😀'.repeat(tried.channel.can.textLimit / 2)}`
    await tried.channel.post(tried.chat, trial.post(text))
    const shown = await trial.shownTexts()
    assert.ok(shown.every((one) => one.isWellFormed() && one.length <= tried.channel.can.textLimit))
    assert.equal(shown.join(''), text)
  }),
  check('of a long answer the first part names what it answers', ['limited', 'reply'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { id } = await trial.say('Мусор')
    const text = words(tried.channel.can.textLimit / 4)
    await tried.channel.post(tried.chat, trial.post(text, { replyTo: id }))
    assert.equal((await tried.shown())[0]?.replyTo, id)
  }),
  check(
    'under a long text the buttons stand once, under the last part, which has the id',
    ['limited', 'buttons'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const text = words(tried.channel.can.textLimit / 4)
      const id = await tried.channel.post(tried.chat, trial.post(text, { buttons: [[{ id: 'ok', text: 'Ок' }]] }))
      const shown = await tried.shown()
      assert.deepEqual(
        shown.map(({ buttons }) => buttons.length),
        [...shown.slice(1).map(() => 0), 1],
      )
      assert.equal(shown.at(-1)?.id, id)
    },
  ),
  check('a long text posted again under its key adds nothing', ['limited'], async ({ tried, ...trial }) => {
    await trial.listen()
    const long = trial.post(words(tried.channel.can.textLimit / 4))
    const id = await tried.channel.post(tried.chat, long)
    const { length } = await tried.shown()
    assert.ok(length > 1)
    assert.equal(await tried.channel.post(tried.chat, long), id)
    assert.equal((await tried.shown()).length, length)
  }),
  check('a picture stands with its words', ['post-photo'], async ({ tried, ...trial }) => {
    await trial.listen()
    const photo = { bytes: Buffer.from('a picture'), name: 'до.jpg' }
    await tried.channel.post(tried.chat, trial.post('Новое', { photo }))
    const shown = await tried.shown()
    assert.ok(shown.some((one) => one.photo))
    assert.ok(shown.some(({ text }) => text === 'Новое'))
  }),
  check(
    'a picture with a text too long to stand under it loses nothing of it',
    ['post-photo'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const photo = { bytes: Buffer.from('a picture'), name: 'до.jpg' }
      const text = words(500)
      await tried.channel.post(tried.chat, trial.post(text, { photo }))
      assert.equal(flat((await trial.shownTexts()).join(' ')), text)
    },
  ),
  check('words under a picture can be changed', ['post-photo', 'edit'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Новое', { photo: { bytes: Buffer.from('a picture'), name: 'до.jpg' } })
    const id = await tried.channel.post(tried.chat, said)
    await tried.channel.edit(tried.chat, id, { ...said, text: 'Принято вами' })
    assert.deepEqual(await trial.shownTexts(), ['Принято вами'])
  }),
  check('a chat that is none is «gone», or is refused', ['nowhere'], async ({ tried, ...trial }) => {
    await trial.listen()
    assert.match((await faultOf(tried.channel.post(the(tried.nowhere), trial.post('x')))).kind, /^(gone|refused)$/)
  }),
]
