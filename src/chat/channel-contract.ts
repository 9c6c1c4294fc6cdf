import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Channel, type Listener, listening, type Post } from './channel.ts'
import type { Message } from './message.ts'

/** What every channel must do, as tests. A new messenger runs them before anything else. */

export interface Tried {
  channel: Channel
  /** A chat of this channel, with nothing said in it. */
  chat: string
  /** A resident writes; resolves when the messenger was told that the message is dealt with. */
  say(message: Message): Promise<void>
  press(message: string, button: string, by: string): Promise<string | null>
  /** What the bot has said in the chat, as the messenger shows it now, oldest first. */
  shown(): Promise<{ id: string; text: string; replyTo: string | null; buttons: string[] }[]>
  /** A new id of a resident's message, in the messenger's own form. */
  newId(): string
  close(): Promise<void>
}

const quiet: Listener = listening({})

/** Runs the battery on a channel; `open` gives a fresh one for each test. */
export function channelContract(name: string, open: () => Promise<Tried>): void {
  const contract = (says: string, body: (tried: Tried) => Promise<void>) =>
    test(`${name}: ${says}`, async () => {
      const tried = await open()
      try {
        await body(tried)
      } finally {
        await tried.close()
      }
    })
  const post = (tried: Tried, text: string, more: Partial<Post> = {}): Post => ({
    key: tried.newId(),
    text,
    replyTo: null,
    buttons: [],
    ...more,
  })
  const message = (tried: Tried, text: string, more: Partial<Message> = {}): Message => ({
    id: tried.newId(),
    at: new Date('2026-11-22T10:00:00Z'),
    author: 'a-1',
    authorName: 'Асель',
    text,
    media: null,
    attachments: [],
    location: null,
    replyTo: null,
    direct: false,
    ...more,
  })

  contract('what is posted twice under one key appears once', async (tried) => {
    await tried.channel.listen(quiet)
    const once = post(tried, 'Принято, № 7.')
    const first = await tried.channel.post(tried.chat, once)
    assert.equal(await tried.channel.post(tried.chat, once), first)
    assert.deepEqual(
      (await tried.shown()).map(({ text }) => text),
      ['Принято, № 7.'],
    )
  })

  contract('posts appear in the order in which they were posted', async (tried) => {
    await tried.channel.listen(quiet)
    const texts = ['первое', 'екінші', 'third']
    for (const text of texts) await tried.channel.post(tried.chat, post(tried, text))
    assert.deepEqual(
      (await tried.shown()).map(({ text }) => text),
      texts,
    )
  })

  contract('an edit changes the text and the buttons, and adds no message', async (tried) => {
    if (!tried.channel.can.edit) return
    await tried.channel.listen(quiet)
    const said = post(tried, 'Принято')
    const id = await tried.channel.post(tried.chat, said)
    const buttons = tried.channel.can.buttons ? [[{ id: 'thanks', text: 'Спасибо' }]] : []
    await tried.channel.edit(tried.chat, id, { ...said, text: 'В работе', buttons })
    const shown = await tried.shown()
    assert.deepEqual(
      shown.map(({ text, buttons: ids }) => ({ text, ids })),
      [{ text: 'В работе', ids: buttons.flat().map((button) => button.id) }],
    )
    assert.equal(shown[0]?.id, id)
  })

  contract('an answer names the message that it answers', async (tried) => {
    if (!tried.channel.can.reply) return
    await tried.channel.listen(quiet)
    const asked = message(tried, 'Мусор у дома 14')
    await tried.say(asked)
    await tried.channel.post(tried.chat, post(tried, 'Принято', { replyTo: asked.id }))
    assert.equal((await tried.shown())[0]?.replyTo, asked.id)
  })

  contract('markup is shown as text', async (tried) => {
    await tried.channel.listen(quiet)
    const text = '<b>*не* _жирно_</b> & [x](http://x)'
    await tried.channel.post(tried.chat, post(tried, text))
    assert.equal((await tried.shown())[0]?.text, text)
  })

  contract('a press comes with its message, its button and who pressed; the word goes back', async (tried) => {
    if (!tried.channel.can.buttons) return
    const pressed: unknown[] = []
    await tried.channel.listen({
      ...quiet,
      press: async (chat, press) => {
        pressed.push({ chat, ...press })
        return 'Оценка принята.'
      },
    })
    const id = await tried.channel.post(tried.chat, post(tried, 'Итог', { buttons: [[{ id: 'rate:5', text: '5' }]] }))
    assert.equal(await tried.press(id, 'rate:5', 'a-2'), 'Оценка принята.')
    assert.deepEqual(pressed, [{ chat: tried.chat, message: id, button: 'rate:5', by: 'a-2' }])
  })

  contract('a message is handed on whole, with its chat', async (tried) => {
    const heard: [string, Message][] = []
    await tried.channel.listen({ ...quiet, message: async (chat, said) => void heard.push([chat, said]) })
    const said = message(tried, 'Қоқыс ‮төгілді\u200b', {
      location: { lon: 69.59, lat: 42.34 },
      media: 'location',
      replyTo: tried.newId(),
    })
    await tried.say(said)
    assert.deepEqual(heard, [[tried.chat, said]])
  })

  contract('a message delivered twice is heard once', async (tried) => {
    let heard = 0
    await tried.channel.listen({ ...quiet, message: async () => void heard++ })
    const said = message(tried, 'Шумят')
    await tried.say(said)
    await tried.say(said)
    assert.equal(heard, 1)
  })

  contract('delivery waits until the message is forgotten or kept', async (tried) => {
    const hearing: { keep?: () => void } = {}
    let delivered = false
    const kept = new Promise<void>((done) => {
      hearing.keep = done
    })
    let heard = false
    await tried.channel.listen({
      ...quiet,
      message: () => {
        heard = true
        return kept
      },
    })
    const saying = tried.say(message(tried, 'Дерутся')).then(() => {
      delivered = true
    })
    while (!heard) await new Promise((next) => setImmediate(next))
    assert.equal(delivered, false)
    hearing.keep?.()
    await saying
    assert.equal(delivered, true)
  })

  contract('a message that could not be kept is heard again when it is delivered again', async (tried) => {
    let heard = 0
    await tried.channel.listen({
      ...quiet,
      message: async () => {
        heard += 1
        if (heard === 1) throw new Error('the database is away')
      },
    })
    const said = message(tried, 'Дерутся')
    await assert.rejects(tried.say(said), /database is away/)
    await tried.say(said)
    assert.equal(heard, 2)
  })

  contract('what is written to the inspector alone is heard and marked so', async (tried) => {
    if (!tried.channel.can.direct) return
    const heard: boolean[] = []
    await tried.channel.listen({ ...quiet, message: async (_chat, { direct }) => void heard.push(direct) })
    await tried.say(message(tried, 'Боюсь сказать при всех', { direct: true }))
    await tried.say(message(tried, 'При всех'))
    assert.deepEqual(heard, [true, false])
  })

  contract('before it listens, a message is refused with words that say what to do', async (tried) => {
    await assert.rejects(tried.say(message(tried, 'Рано')), /listen\(\)/)
  })
}
