import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelFault, type Listener } from './channel.ts'
import { battery, tryOne } from './channel-contract.ts'
import type { MemoryChannel } from './memory.ts'
import type { Message } from './message.ts'
import { lacksOfRooms, tryMemory } from './rooms-testing.ts'

/** The battery is itself tried: each of its checks must see at least one channel that is broken on purpose. */

type Broken = (one: MemoryChannel) => MemoryChannel
const hearing =
  (change: (on: Listener) => Partial<Listener>): Broken =>
  (one) => ({
    ...one,
    listen: (on) => one.listen({ ...on, ...change(on) }),
  })
const changed = (change: (message: Message) => Partial<Message>): Broken =>
  hearing((on) => ({ message: (chat, message) => on.message(chat, { ...message, ...change(message) }) }))
const said =
  (change: (text: string) => string): Broken =>
  (one) => ({
    ...one,
    post: (chat, post) => one.post(chat, { ...post, text: change(post.text) }),
    edit: (chat, id, post) => one.edit(chat, id, { ...post, text: change(post.text) }),
  })
let fresh = 0

const broken: Record<string, Broken> = {
  'hears nothing': hearing(() => ({ message: async () => {} })),
  'hears the wrong chat': hearing((on) => ({ message: (_, message) => on.message('another', message) })),
  'acknowledges at once': hearing((on) => ({
    message: async (chat, message) => void on.message(chat, message).catch(() => {}),
  })),
  'hears twice': (one) => ({
    ...one,
    listen: (on) =>
      one.listen({
        ...on,
        message: async (chat, said) => {
          await on.message(chat, said)
          await on.message(chat, said)
        },
      }),
  }),
  'hears again what comes again': (one) => ({
    ...one,
    say: (chat, message) => one.say(chat, { ...message, id: `${message.id}.${++fresh}` }),
  }),
  'mixes authors': changed(() => ({ author: 'somebody', authorName: 'Кто-то' })),
  'loses the time': changed(() => ({ at: new Date(0) })),
  'knows no answers': changed(() => ({ replyTo: null })),
  'takes all for answers and pictures': changed(() => ({ replyTo: 'm', media: 'photo', album: 'a' })),
  'swaps longitude and latitude': changed(({ location }) => ({
    location: location && { lon: location.lat, lat: location.lon },
  })),
  'takes all for written to it alone': changed(() => ({ direct: true })),
  'takes nothing for written to it alone': changed(() => ({ direct: false })),
  'rewrites what it hears': changed(({ text }) => ({ text: `${text}.` })),
  'loses the order': hearing((on) => ({
    message: async (chat, message) => {
      if (Number(message.text) % 2 === 1) void sleep(30).then(() => on.message(chat, message))
      else await on.message(chat, message)
    },
  })),
  'rewrites what it says': said((text) => `${text}.`),
  'says nothing': (one) => ({ ...one, post: async () => `x-${++fresh}`, edit: async () => {} }),
  'says all twice': (one) => ({
    ...one,
    post: async (chat, post) => {
      await one.post(chat, { ...post, key: `k-${++fresh}` })
      return one.post(chat, { ...post, key: `k-${++fresh}` })
    },
  }),
  'forgets keys': (one) => ({ ...one, post: (chat, post) => one.post(chat, { ...post, key: `k-${++fresh}` }) }),
  'says a text once for ever': (one) => ({ ...one, post: (chat, post) => one.post(chat, { ...post, key: post.text }) }),
  'says all in one chat': (one) => ({ ...one, post: (_, post) => one.post('chat-1', post) }),
  'hears itself': (one) => {
    let on: Listener | null = null
    return {
      ...one,
      listen: (listener) => {
        on = listener
        return one.listen(listener)
      },
      post: async (chat, post) => {
        const bot = { id: 'b', at: new Date(0), author: 'bot', authorName: '', media: null, attachments: [] }
        await on?.message(chat, { ...bot, text: post.text, location: null, replyTo: null, direct: false })
        return one.post(chat, post)
      },
    }
  },
  'has no buttons': (one) => ({
    ...one,
    post: (chat, post) => one.post(chat, { ...post, buttons: [] }),
    edit: (chat, id, post) => one.edit(chat, id, { ...post, buttons: [] }),
    press: async () => null,
  }),
  'answers nobody': (one) => ({ ...one, post: (chat, post) => one.post(chat, { ...post, replyTo: null }) }),
  'changes by saying anew': (one) => ({
    ...one,
    edit: async (chat, _, post) => void (await one.post(chat, { ...post, key: `k-${++fresh}` })),
  }),
  'cannot change twice': (one) => {
    const known = new Set<string>()
    return {
      ...one,
      async edit(chat, id, post) {
        if (known.has(`${id} ${post.text}`)) throw new ChannelFault('refused', 'It is so already.')
        known.add(`${id} ${post.text}`)
        return one.edit(chat, id, post)
      },
    }
  },
  'takes a press for a message': (one) => ({
    ...one,
    press: async (chat, message, button, by) => {
      await one.say(chat, { ...empty, id: `${message}.${button}`, author: by, text: button })
      return one.press(chat, message, button, by)
    },
  }),
  'mixes presses': hearing((on) => ({ press: async () => on.press('x', { message: 'x', button: 'x', by: 'x' }) })),
  'hears one press a message': hearing((on) => {
    let was = 0
    return { press: async (chat, press) => (was++ > 0 ? null : on.press(chat, press)) }
  }),
  'takes words for orders': hearing((on) => ({
    message: async (chat, { id, at, text, author, authorName, direct, replyTo }) =>
      on.command(chat, { name: text, args: '', message: id, at, author, authorName, direct, replyTo }),
  })),
  'does not end': (one) => ({ ...one, close: async () => {} }),
  'ends but once': (one) => {
    let ends = 0
    return {
      ...one,
      close: async () => {
        if (ends++ > 0) throw new Error('It is closed already.')
        await one.close()
      },
    }
  },
  'leaves a timer': (one) => ({
    ...one,
    listen: async (on) => {
      setTimeout(() => {}, 1500)
      await one.listen(on)
    },
  }),
  'demands to tell its state': (one) => ({
    ...one,
    listen: async (on) => {
      if (!on.health) throw new Error('health expected')
      await one.listen(on)
    },
  }),
}
const empty: Message = {
  ...{ id: '', at: new Date(0), author: '', authorName: '', text: '', media: null, attachments: [] },
  ...{ location: null, replyTo: null, direct: false },
}

test('each check that the memory channel runs sees a channel that is broken on purpose', async (t) => {
  const checks = battery.filter(({ needs }) => !needs.some((need) => need in lacksOfRooms))
  assert.ok(checks.length >= 70)
  const unseen = new Set(checks)
  for (const [how, spoil] of Object.entries(broken)) {
    let seen = 0
    for (const one of checks)
      await Promise.race([tryOne(() => tryMemory(spoil), one.body), sleep(300, null, { ref: false }).then(late)]).catch(
        () => {
          seen += 1
          unseen.delete(one)
        },
      )
    t.diagnostic(`a channel that ${how}: ${seen} checks see it`)
    assert.ok(seen > 0, `a channel that ${how} passes the battery`)
  }
  assert.deepEqual(
    [...unseen].map(({ says }) => says),
    [],
  )
})

const late = () => Promise.reject(new Error('It waits in vain.'))
