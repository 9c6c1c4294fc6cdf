import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChannelFault, type Post } from './channel.ts'
import { startTelegramTried, type TelegramTried, type TelegramTry } from './telegram-testing.ts'

/** What is said goes out once, within the limits; whatever Telegram answers has a name. */

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
const thrown = async (asked: Promise<unknown> | undefined): Promise<ChannelFault> => {
  const error = await asked?.then(
    () => null,
    (error: unknown) => error,
  )
  assert.ok(error instanceof ChannelFault, `not a ChannelFault: ${error}`)
  return error
}
const buttons = [[{ id: 'rate:5', text: '5' }]]

telegramTest('what is said has no previews and no markup, and answers its message', async (tried) => {
  const { telegram, channel, group, people } = tried
  const { id } = telegram.say(group, people[0], 'Мусор')
  const text = '<b>Принято</b> *https://example.org* [x](y)'
  await channel.post(String(group), post(text, { replyTo: String(id), buttons, silent: true }))
  const [shown] = telegram.shown(group)
  assert.deepEqual([shown?.text, shown?.replyTo, shown?.previewOff, shown?.silent], [text, id, true, true])
  assert.deepEqual(shown?.buttons, buttons)
  telegram.delete(group, id)
  await channel.post(String(group), post('И без него', { replyTo: String(id) }))
  assert.equal(telegram.shown(group)[1]?.replyTo, null)
})

telegramTest('an answer in a topic stands in that topic', async (tried) => {
  const { telegram, channel, people, heard, quiet } = tried
  const forum = telegram.group('Форум', [...people], 'supergroup', true)
  telegram.setBot(forum, 'administrator', people[0])
  const topic = telegram.topic(forum)
  const { id } = telegram.say(forum, people[1], { text: 'Мусор', topic })
  await quiet()
  assert.equal(heard.messages[0]?.message.topic, String(topic))
  await channel.post(String(forum), post('Принято', { replyTo: String(id) }))
  assert.equal(telegram.shown(forum)[0]?.topic, topic)
})

telegramTest(
  'a long text goes out in pieces with the buttons under the last; an edit changes them all',
  async (tried) => {
    const { telegram, channel, group } = tried
    const text = `${'Қоқыс '.repeat(600)}\n\n${'😀'.repeat(2100)}`
    const long = post(text, { buttons })
    const id = await channel.post(String(group), long)
    const shown = telegram.shown(group)
    assert.ok(shown.length > 1)
    assert.deepEqual([id, shown.at(-1)?.buttons, shown[0]?.buttons], [String(shown.at(-1)?.id), buttons, []])
    assert.ok(shown.every((one) => one.text.length <= 4096 && one.text.isWellFormed()))
    await channel.edit(String(group), id, { ...long, text: 'Коротко' })
    assert.deepEqual(
      telegram.shown(group).map((one) => [one.id, one.text]),
      [[Number(id), 'Коротко']],
    )
  },
)

telegramTest('pieces that went out before the network broke are not said again', async (tried) => {
  const { telegram, channel, group } = tried
  const long = post('слово '.repeat(1300))
  telegram.fault({ retryAfter: 7 }, 'sendMessage')
  const later = await thrown(channel.post(String(group), long))
  assert.deepEqual([later.kind, later.retryAfterMs], ['later', 7000])
  const [first, again] = [channel.post(String(group), long), channel.post(String(group), long)]
  assert.equal(await first, await again)
  assert.equal(telegram.shown(group).length, 2)
})

telegramTest('an edit that changes nothing is well; a picture keeps its words under it', async (tried) => {
  const { telegram, channel, group } = tried
  const said = post('Принято', { buttons })
  const id = await channel.post(String(group), said)
  await channel.edit(String(group), id, said)
  await channel.edit(String(group), id, { ...said, buttons: [] })
  assert.deepEqual(telegram.shown(group)[0]?.buttons, [])
  const photo = { bytes: Buffer.from('a picture'), name: 'до.jpg' }
  const shot = await channel.post(String(group), post('Новое', { photo, buttons }))
  await channel.edit(String(group), shot, post('Принято вами'))
  const shown = telegram.shown(group)[1]
  assert.deepEqual([shown?.text, shown?.buttons], ['Принято вами', []])
  assert.equal(String(telegram.world.files.get(shown?.photo ?? '')?.bytes), 'a picture')
  await channel.remove?.(String(group), shot)
  assert.equal(telegram.shown(group).length, 1)
})

telegramTest(
  'the limits of a chat, a group and the bot are answered with a time to wait',
  async (tried) => {
    const { telegram, channel, group, people } = tried
    telegram.pace(true)
    let later: ChannelFault | null = null
    for (let n = 0; n < 5 && !later; n++)
      await channel.post(String(group), post(`${n}`)).catch((error) => {
        later = error
      })
    assert.equal((later as ChannelFault | null)?.kind, 'later')
    assert.equal(telegram.sentLog.length, 3)
    const chats = Array.from({ length: 40 }, () => telegram.person('Сосед'))
    for (const one of chats) telegram.say('bot', one, 'Салем')
    const answers = await Promise.allSettled(chats.map(({ id }) => channel.post(String(id), post('Салем'))))
    assert.ok(answers.filter(({ status }) => status === 'fulfilled').length <= 30)
    assert.ok(people.length === 3)
  },
  { now: () => new Date('2026-11-22T10:00:00Z') },
)

telegramTest('why Telegram did not take it has a kind', async (tried) => {
  const { telegram, channel, group, people } = tried
  const here = String(group)
  assert.equal((await thrown(channel.post('-999', post('в никуда')))).kind, 'gone')
  assert.equal((await thrown(channel.post(here, post('   ')))).kind, 'refused')
  const tooLong = [[{ id: 'ы'.repeat(40), text: 'x' }]]
  assert.equal((await thrown(channel.post(here, post('x', { buttons: tooLong })))).kind, 'refused')
  for (const broken of ['error-500', 'html-502', 'cut-before', 'cut-after'] as const) {
    telegram.fault(broken, 'sendMessage')
    assert.equal((await thrown(channel.post(here, post(broken)))).kind, 'away')
  }
  assert.deepEqual(
    telegram.shown(group).map(({ text }) => text),
    ['cut-after'],
  )
  telegram.say('bot', people[1], 'привет')
  telegram.block(people[1])
  assert.equal((await thrown(channel.post(String(people[1].id), post('x')))).kind, 'gone')
  telegram.setBot(group, 'kicked', people[0])
  assert.equal((await thrown(channel.post(here, post('x')))).kind, 'gone')
})

telegramTest('a group that became a supergroup tells its new id, as news and as an answer', async (tried) => {
  const { telegram, channel, people, heard, quiet } = tried
  const small = telegram.group('Подъезд', [...people], 'group')
  telegram.setBot(small, 'member', people[0])
  const large = telegram.upgrade(small, people[0])
  await quiet()
  assert.deepEqual(
    heard.events.filter(({ event }) => event.kind === 'moved'),
    [{ chat: String(small), event: { kind: 'moved', to: String(large) } }],
  )
  const moved = await thrown(channel.post(String(small), post('x')))
  assert.deepEqual([moved.kind, moved.movedTo], ['moved', String(large)])
  await channel.post(String(large), post('x'))
})

telegramTest(
  'added, promoted, silenced, renamed, removed: each is told with the rights that are left',
  async (tried) => {
    const { telegram, channel, people, heard, quiet } = tried
    const yard = telegram.group('Двор 7', [...people])
    heard.events.splice(0)
    telegram.setBot(yard, 'member', people[1])
    assert.deepEqual(await channel.rights?.(String(yard)), { readsAll: false, posts: true, admin: false })
    telegram.say(yard, people[0], 'не видно')
    telegram.setBot(yard, 'administrator', people[0])
    telegram.say(yard, people[0], 'видно')
    telegram.setBot(yard, 'restricted', people[0], { is_member: true, can_send_messages: false })
    telegram.rename(yard, 'Двор 7А', people[0])
    await quiet()
    await channel.leave?.(String(yard))
    await quiet()
    const told = heard.events.map(({ event }) => event)
    const rights = { readsAll: false, posts: true, admin: false }
    assert.deepEqual(told, [
      { kind: 'joined', title: 'Двор 7', by: String(people[1].id), byName: 'Бекзат', rights },
      { kind: 'rights', rights: { readsAll: true, posts: true, admin: true } },
      { kind: 'rights', rights: { readsAll: false, posts: false, admin: false } },
      { kind: 'titled', title: 'Двор 7А' },
      { kind: 'left', by: String(telegram.bot.user.id) },
    ])
    assert.deepEqual(
      heard.messages.map(({ message }) => message.text),
      ['видно'],
    )
  },
)

telegramTest(
  'a token taken back, another reader, a broken network: the state says so, and it goes on by itself',
  async (tried) => {
    const { telegram, group, people, heard, quiet } = tried
    const until = async (state: string) => {
      for (let patience = 400; heard.health.at(-1)?.state !== state; patience--) {
        assert.ok(patience > 0, `${state} in vain: ${JSON.stringify(heard.health.at(-1))}`)
        await new Promise((done) => setTimeout(done, 10))
      }
    }
    const poll = (timeout: number) => fetch(`${telegram.url}/bot${telegram.bot.token}/getUpdates?timeout=${timeout}`)
    await poll(0)
    await until('misconfigured')
    assert.match(heard.health.at(-1)?.problem ?? '', /terminated by other getUpdates/)
    telegram.fault('html-502', 'getUpdates', 1)
    await until('unreachable')
    telegram.say(group, people[0], 'Мусор')
    await quiet()
    assert.equal(heard.health.at(-1)?.state, 'working')
    const { token } = telegram.bot
    telegram.revoke()
    telegram.bot.wake()
    await until('revoked')
    assert.ok(heard.health.every(({ problem }) => !problem.includes(token)))
  },
)

telegramTest(
  'forged calls are refused and counted; none is taken before somebody hears',
  async (tried) => {
    const { channel, heard, hookUrl, listener } = tried
    const call = (headers: Record<string, string>, body: string) => fetch(hookUrl, { method: 'POST', headers, body })
    const own = { 'x-telegram-bot-api-secret-token': 'a-secret-of-the-webhook' }
    const chat = { id: 1, type: 'private' }
    const update = { update_id: 1, message: { message_id: 1, date: 1, chat, from: { id: 1 }, text: 'x' } }
    const early = await call(own, JSON.stringify(update))
    assert.deepEqual([early.status, /listen\(\)/.test(await early.text())], [503, true])
    await channel.listen(listener)
    assert.equal((await call({}, JSON.stringify(update))).status, 401)
    assert.equal((await call({ 'x-telegram-bot-api-secret-token': 'guess' }, JSON.stringify(update))).status, 401)
    assert.match(heard.health.at(-1)?.problem ?? '', /wrong secret refused: 2/)
    assert.equal((await call(own, 'no json')).status, 400)
    for (const _ of [1, 2]) assert.equal((await call(own, JSON.stringify(update))).status, 200)
    const strange = [
      { update_id: 2, brand_new: {} },
      { update_id: 3, message: { junk: 'x'.repeat(5e6) } },
      { no: 'id' },
    ]
    for (const one of strange) assert.equal((await call(own, JSON.stringify(one))).status, 200)
    assert.equal(heard.messages.length, 1)
    assert.match(heard.health.at(-1)?.problem ?? '', /unknown kinds skipped: 3/)
  },
  { mode: 'webhook', listens: false },
)

telegramTest(
  'after a restart it goes on where it was; what it was told before is not handed on again',
  async (tried) => {
    const { telegram, group, people, heard, quiet, reopen } = tried
    telegram.say(group, people[0], 'раз')
    const known = telegram.bot.queue.slice(-1)
    await quiet()
    const cursor = heard.health.findLast((one) => one.cursor !== undefined)?.cursor ?? null
    assert.equal(Number(cursor), telegram.world.nextUpdate)
    assert.ok((heard.health.findLast((one) => one.lagMs !== undefined)?.lagMs ?? -1) >= 0)
    // The process died before it could acknowledge the last.
    telegram.bot.queue.push(...known)
    await reopen(cursor)
    telegram.say(group, people[0], 'два')
    await quiet()
    assert.deepEqual(
      heard.messages.map(({ message }) => message.text),
      ['раз', 'два'],
    )
  },
)

telegramTest('after a quiet week the numbers of updates begin anew and lower, and nothing is missed', async (tried) => {
  const { telegram, group, people, heard, quiet, reopen } = tried
  telegram.say(group, people[0], 'раз')
  await quiet()
  telegram.world.nextUpdate = 1000
  telegram.say(group, people[0], 'два')
  await quiet()
  await reopen(String(700_000_100))
  telegram.say(group, people[0], 'три')
  await quiet()
  assert.deepEqual(
    heard.messages.map(({ message }) => message.text),
    ['раз', 'два', 'три'],
  )
})

telegramTest(
  'where Telegram cannot reach our address, the state says what it says, until it reaches us again',
  async (tried) => {
    const { telegram, group, people, heard, failures, quiet, channel } = tried
    const states = () => heard.health.map(({ state, problem }) => `${state} ${problem}`)
    const until = async (holds: () => boolean) => {
      for (let patience = 500; patience > 0 && !holds(); patience--) await new Promise((done) => setTimeout(done, 10))
      assert.ok(holds(), states().at(-1))
    }
    for (let n = 0; n < 4; n++) failures.push(new Error('the database is away'))
    telegram.say(group, people[0], 'раз')
    await until(() => states().some((one) => /^unreachable .*Wrong response from the webhook: 500.*wait: 1/.test(one)))
    await quiet()
    assert.equal(heard.messages.length, 1)
    await until(() => heard.health.at(-1)?.state === 'working')
    // Another program took the bot.
    assert.ok(telegram.bot.webhook)
    Object.assign(telegram.bot.webhook, { url: 'http://127.0.0.1:9/hooks/other' })
    heard.health.splice(0)
    await channel.check?.()
    await until(() => states().some((one) => one.startsWith('misconfigured Telegram calls another address')))
  },
  { mode: 'webhook', watchMs: 20 },
)
