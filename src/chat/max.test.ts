import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startMax } from '../../emulators/max.ts'
import { startHook } from '../../emulators/whatsapp-hook.ts'
import { silent } from '../base/log.ts'
import { accountShapes, type OpenAccount } from './account.ts'
import { type ChannelFault, type ChannelHealth, type Command, listening, type Post, type Press } from './channel.ts'
import { openMax } from './max.ts'
import type { Message } from './message.ts'

const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing) await close()
})

let clock = Date.parse('2026-11-22T10:00:00Z')
const now = () => new Date(clock)
let keys = 0
const post = (text: string, more: Partial<Post> = {}): Post => ({
  ...{ key: `k-${++keys}`, text, replyTo: null, buttons: [] },
  ...more,
})
const fault = (kind: ChannelFault['kind'], more: object = {}) => ({ kind, ...more })

interface How {
  mode?: 'polling' | 'webhook'
  paced?: boolean
  cursor?: string | null
}

async function open({ mode = 'webhook', paced = false, cursor = null }: How = {}) {
  const max = await startMax({ now, paced })
  const hook = await startHook((call) => channel.webhook?.(call) ?? Promise.reject(new Error('no webhook')))
  const account: OpenAccount<'max'> = {
    ...{ id: '01890000-0000-7000-8000-000000000002', name: 'max:1', cursor, hookUrl: hook.url },
    settings: accountShapes.max.settings.parse({ apiRoot: max.url, mode }),
    secrets: { token: max.world.token ?? '' },
  }
  const channel = openMax(account, { log: silent, now })
  const heard: [string, Message][] = []
  const edited: [string, Message][] = []
  const [deleted, presses]: [[string, string[]][], [string, Press][]] = [[], []]
  const [commands, events, healths]: [Command[], [string, unknown][], ChannelHealth[]] = [[], [], []]
  const failures: Error[] = []
  await channel.listen(
    listening({
      message: async (chat, message) => {
        const failure = failures.shift()
        if (failure) throw failure
        heard.push([chat, message])
      },
      edited: async (chat, message) => void edited.push([chat, message]),
      deleted: async (chat, ids) => void deleted.push([chat, [...ids]]),
      command: async (_chat, command) => void commands.push(command),
      event: async (chat, event) => void events.push([chat, event]),
      press: async (chat, press) => {
        presses.push([chat, press])
        return 'Рақмет. Спасибо.'
      },
      health: (state) => void healths.push(state),
    }),
  )
  closing.push(async () => {
    await channel.close()
    await max.close()
    await hook.close()
  })
  const aliya = max.person('Алия', { last_name: 'Сейткали', username: 'aliya' })
  const yard = max.group('Двор 14')
  const chat = String(yard)
  const until = async (is: () => boolean) => {
    for (let patience = 500; !is(); patience--) {
      if (patience === 0) throw new Error('It is waited for in vain.')
      await new Promise((done) => setTimeout(done, 10))
    }
  }
  return {
    max,
    channel,
    hook,
    account,
    aliya,
    yard,
    chat,
    heard,
    edited,
    deleted,
    presses,
    commands,
    events,
    healths,
    failures,
    until,
  }
}

test('a text of a group comes whole, with its author, time and what it answers', async () => {
  const { max, aliya, yard, chat, heard, healths } = await open()
  const first = await max.say(yard, aliya, 'Мусор у дома 14')
  const { id } = await max.say(yard, aliya, { text: 'Әлі жатыр ‮x\u200b', replyTo: first.id })
  const who = { author: String(aliya.user_id), authorName: 'Алия Сейткали', direct: false, replyTo: first.id }
  const message = { id, at: now(), ...who, text: 'Әлі жатыр ‮x\u200b', media: null, attachments: [], location: null }
  assert.deepEqual(heard[1], [chat, message])
  assert.deepEqual(healths.at(-1)?.state, 'working')
})

test('a call with another secret or none is refused; a torn or an unknown one spoils nothing', async () => {
  const { max, hook, aliya, yard, heard, healths } = await open()
  const body = JSON.stringify({ update_type: 'message_created', timestamp: 1 })
  const call = (headers: Record<string, string>, what = body) =>
    fetch(hook.url, { method: 'POST', headers, body: what })
  assert.equal((await call({})).status, 401)
  assert.equal((await call({ 'x-max-bot-api-secret': 'guess' })).status, 401)
  const secret = max.world.subscriptions[0]?.secret ?? ''
  assert.match(secret, /^[\w-]{5,256}$/)
  assert.equal((await call({ 'x-max-bot-api-secret': secret }, '{')).status, 400)
  for (const raw of [{}, { message: 5 }, { message: { body: {} } }])
    assert.equal((await max.raw({ update_type: 'message_created', ...raw }))?.status, 200)
  assert.equal((await max.raw({ update_type: 'stars_fell' }))?.status ?? 200, 200)
  await max.say(yard, aliya, 'здесь')
  assert.equal(heard.length, 1)
  assert.match(healths.at(-1)?.problem ?? '', /wrong secret refused: 2/)
})

test('what comes twice is heard once; what could not be kept comes again', async () => {
  const { max, aliya, yard, heard, failures } = await open()
  const { id } = await max.say(yard, aliya, 'раз')
  await Promise.all([max.again(yard, id), max.again(yard, id)])
  failures.push(new Error('the database is away'))
  assert.equal((await max.say(yard, aliya, 'два')).answer?.status, 500)
  await max.redeliver()
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    ['раз', 'два'],
  )
})

test('files, a place, a card and several pictures at once', async () => {
  const { max, aliya, yard, heard } = await open()
  const bytes = Buffer.from('the very bytes')
  const of = (type: 'image' | 'video' | 'audio' | 'file' | 'sticker', more = {}) => max.file(type, bytes, more)
  await max.say(yard, aliya, { text: 'Вот', attachments: [of('image'), of('image'), of('video')] })
  await max.say(yard, aliya, { attachments: [of('file', { filename: '../акт.pdf', size: 14 })] })
  await max.say(yard, aliya, { attachments: [of('audio')] })
  await max.say(yard, aliya, { attachments: [of('sticker')] })
  await max.say(yard, aliya, { attachments: [{ type: 'location', latitude: 42.34, longitude: 69.59 }] })
  const vcf_info = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Сантехник\r\nTEL;TYPE=cell:+7 701\r\nEND:VCARD'
  await max.say(yard, aliya, {
    attachments: [
      { type: 'contact', payload: { vcf_info } },
      { type: 'dance', payload: {} },
    ],
  })
  await max.say(yard, aliya, { attachments: [{ type: 'location', latitude: 142, longitude: 69.59 }] })
  assert.deepEqual(
    heard.map(([, { media, text, location, attachments }]) => [
      media,
      text,
      location,
      attachments.map(({ kind, name }) => [kind, name]),
    ]),
    [
      [
        'photo',
        'Вот',
        null,
        [
          ['photo', null],
          ['photo', null],
          ['video', null],
        ],
      ],
      ['document', '', null, [['document', '../акт.pdf']]],
      ['voice', '', null, [['voice', null]]],
      ['sticker', '', null, [['sticker', null]]],
      ['location', '', { lon: 69.59, lat: 42.34 }, []],
      [null, 'Сантехник, +7 701', null, []],
    ],
  )
  for (const [, { attachments }] of heard) for (const one of attachments) assert.deepEqual(await one.open(), bytes)
})

test('a file that is gone or too large is none, and an address that is not public is not asked', async () => {
  const { max, aliya, yard, heard } = await open()
  await max.say(yard, aliya, { attachments: [max.file('file', Buffer.from('x'), { size: 2 ** 40 })] })
  await max.say(yard, aliya, {
    attachments: [{ type: 'image', payload: { url: 'http://127.0.0.1:1/admin', token: 't' } }],
  })
  await max.say(yard, aliya, { attachments: [max.file('image', Buffer.from('x'))] })
  max.world.files.clear()
  for (const [, { attachments }] of heard) assert.equal(await attachments[0]?.open(), null)
  assert.equal(heard.length, 3)
})

test('a forward keeps who wrote it first, forwards in one go share an album, and its orders are no orders', async () => {
  const { max, aliya, heard, commands } = await open()
  const own = max.dialog(aliya)
  const bolat = max.person('Болат')
  await max.say(own, aliya, { forward: { text: 'Мусор у 14 дома', by: bolat, chat: -5 } })
  await max.say(own, aliya, { forward: { text: '/stop', attachments: [max.file('image', Buffer.from('x'))] } })
  await max.say(own, aliya, 'это у нас')
  const [first, second, third] = heard.map(([, message]) => message)
  assert.deepEqual(
    [first?.text, first?.origin, first?.direct],
    ['Мусор у 14 дома', { name: 'Болат', chat: null, at: null }, true],
  )
  assert.deepEqual([second?.album, second?.media, second?.origin?.name], [first?.album, 'photo', null])
  assert.deepEqual([third?.album, third?.origin, commands.length], [undefined, undefined, 0])
})

test('edits, deletions, orders, presses; another bot’s order is data', async () => {
  const { max, channel, aliya, yard, chat, heard, edited, deleted, commands, presses } = await open()
  const { id } = await max.say(yard, aliya, 'Мусорр')
  await max.edit(yard, id, 'Мусор')
  await max.delete(yard, id, aliya)
  await max.say(yard, aliya, '/About  всё ')
  await max.say(yard, max.person('Другой', { is_bot: true }), '/about')
  assert.deepEqual([edited[0]?.[0], edited[0]?.[1].id, edited[0]?.[1].text], [chat, id, 'Мусор'])
  assert.deepEqual(deleted, [[chat, [id]]])
  assert.deepEqual([commands[0]?.name, commands[0]?.args, commands[0]?.direct], ['about', 'всё', false])
  assert.equal(heard.at(-1)?.[1].byBot, true)
  const said = await channel.post(chat, post('Итог', { buttons: [[{ id: 'rate:5', text: '5' }]] }))
  assert.equal(await max.press(yard, said, 'rate:5', aliya), 'Рақмет. Спасибо.')
  assert.deepEqual(presses, [[chat, { message: said, button: 'rate:5', by: String(aliya.user_id) }]])
})

test('the bot comes, goes, is named administrator; a person starts and stops it; a group has another title', async () => {
  const { max, channel, aliya, yard, chat, events, commands, heard } = await open()
  const own = max.dialog(aliya)
  await max.setBot(yard, { here: false }, aliya)
  await max.setBot(yard, { here: true, admin: false, permissions: null }, aliya)
  await max.say(yard, aliya, 'никто не слышит')
  assert.deepEqual(await channel.rights?.(chat), { readsAll: false, posts: true, admin: false })
  await max.setBot(yard, { admin: true, permissions: ['read_all_messages'] }, aliya)
  assert.deepEqual(await channel.rights?.(chat), { readsAll: true, posts: false, admin: true })
  await max.rename(yard, 'Двор 16', aliya)
  await max.come(yard, aliya, true)
  await max.start(aliya, own, 'KZ-15')
  await max.stop(aliya, own)
  const by = String(aliya.user_id)
  const rights = { readsAll: false, posts: true, admin: false }
  assert.deepEqual(events, [
    [chat, { kind: 'left', by }],
    [chat, { kind: 'joined', title: 'Двор 14', by, byName: 'Алия Сейткали', rights }],
    [chat, { kind: 'titled', title: 'Двор 16' }],
    [String(own), { kind: 'left', by }],
  ])
  assert.deepEqual([commands[0]?.name, commands[0]?.args, commands[0]?.author], ['start', 'KZ-15', by])
  assert.equal(heard.length, 0)
  await channel.leave?.(chat)
  await assert.rejects(channel.post(chat, post('Итог')), fault('gone'))
})

test('what is said is plain, without a preview, once for a key; it is changed, emptied of buttons and taken back', async () => {
  const { max, channel, aliya, yard, chat } = await open()
  const { id: asked } = await max.say(yard, aliya, 'Мусор')
  const buttons = [[{ id: 'a', text: 'А' }], [{ id: 'b', text: 'Б' }]]
  const one = post('<b>*не* _жирно_</b>', { replyTo: asked, buttons, silent: true })
  const [id, again] = await Promise.all([channel.post(chat, one), channel.post(chat, one)])
  assert.equal(again, id)
  const shown = { id, text: '<b>*не* _жирно_</b>', replyTo: asked, buttons, photo: false, silent: true, preview: false }
  assert.deepEqual(max.shown(yard), [shown])
  await channel.edit(chat, id, post('Орындалды'))
  assert.deepEqual(max.shown(yard), [{ ...shown, text: 'Орындалды', buttons: [] }])
  await channel.remove?.(chat, id)
  assert.deepEqual(max.shown(yard), [])
  clock += 8 * 24 * 3_600_000
  await assert.rejects(channel.edit(chat, id, post('поздно')), fault('refused'))
})

test('a message in a dialog that is too old to change is refused, not forgotten', async () => {
  const { max, channel, aliya } = await open()
  const own = String(max.dialog(aliya))
  const id = await channel.post(own, post('Принято'))
  clock += 8 * 24 * 3_600_000
  await assert.rejects(channel.edit(own, id, post('Итог')), fault('refused'))
})

test('a long text is several messages; a picture stands above its text', async () => {
  const { max, channel, yard, chat } = await open()
  const text = 'Қабылданды, жұмыс істеп жатырмыз. '.repeat(300).trim()
  await channel.post(chat, post(text))
  const shown = max.shown(yard)
  assert.ok(shown.length > 1 && shown.every((one) => one.text.length <= 4000))
  assert.equal(shown.map((one) => one.text).join(' '), text)
  const photo = { bytes: Buffer.from([0xff, 0xd8, 1]), name: 'x.jpg' }
  await channel.post(chat, post('Новое дело', { photo, buttons: [[{ id: 'accept', text: 'Принять' }]] }))
  const last = max.shown(yard).at(-1)
  assert.deepEqual([last?.photo, last?.text, last?.buttons.length], [true, 'Новое дело', 1])
})

test('every refusal is told as what it means, without the token', async () => {
  const { max, channel, chat } = await open()
  const cases: [Parameters<typeof max.fault>[0], ChannelFault['kind'], number][] = [
    [{ status: 429, code: 'too.many.requests', after: 3 }, 'later', 3000],
    [{ status: 429, code: 'too.many.requests' }, 'later', 1000],
    [{ status: 503, code: 'service.unavailable' }, 'later', 30_000],
    [{ status: 400, code: 'attachment.not.ready' }, 'later', 1000],
    [{ status: 400, code: 'proto.payload' }, 'refused', 0],
    [{ status: 403, code: 'chat.denied' }, 'gone', 0],
    ['cut-before', 'away', 0],
    ['cut-after', 'away', 0],
    ['html-502', 'away', 0],
    ['error-500', 'away', 0],
  ]
  for (const [broken, kind, retryAfterMs] of cases) {
    max.fault(broken)
    await assert.rejects(channel.post(chat, post('Итог')), (error: ChannelFault) => {
      assert.deepEqual([error.kind, error.retryAfterMs], [kind, retryAfterMs], JSON.stringify(broken))
      return !error.message.includes('f9LHodD0cOK')
    })
  }
  await assert.rejects(channel.post('-1', post('Итог')), fault('gone'))
  assert.deepEqual(await channel.check?.(), { title: 'Участок', address: 'https://max.ru/uchastok_bot' })
  max.revoke()
  await assert.rejects(async () => channel.check?.(), fault('revoked'))
})

test('the limits hold in the stand-in: a third message in one second is put off', async () => {
  const { channel, chat } = await open({ paced: true })
  await channel.post(chat, post('1'))
  await channel.post(chat, post('2'))
  await assert.rejects(channel.post(chat, post('3')), fault('later'))
  clock += 1000
  await channel.post(chat, post('3'))
})

test('where nobody can call, it asks: nothing is lost between, also when a message could not be kept', async () => {
  const { max, aliya, yard, heard, healths, failures, until, account } = await open({ mode: 'polling' })
  assert.equal(max.world.subscriptions.length, 0)
  failures.push(new Error('the database is away'))
  const texts = ['раз', 'два', 'үш']
  for (const text of texts) await max.say(yard, aliya, text)
  await until(() => heard.length === 3 && max.waiting() === 0)
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    texts,
  )
  const cursor = healths.findLast((one) => one.cursor !== undefined)?.cursor ?? null
  assert.notEqual(cursor, null)
  // The next process goes on from there.
  const later: string[] = []
  const next = openMax({ ...account, cursor }, { log: silent, now })
  closing.unshift(() => next.close())
  await max.say(yard, aliya, 'төрт')
  await next.listen(listening({ message: async (_chat, { text }) => void later.push(text) }))
  await until(() => later.length > 0 || heard.length === 4)
  assert.ok(later.every((text) => text === 'төрт'))
})

test('a token taken back while it asks is told, and asking goes on later', async () => {
  const { max, healths, until, aliya, yard } = await open({ mode: 'polling' })
  max.revoke()
  await max.say(yard, aliya, 'разбудить')
  await until(() => healths.some(({ state }) => state === 'revoked'))
  assert.ok(healths.every(({ problem }) => !problem.includes('f9LHodD0cOK')))
})

test('nobody can call without a public address: that is told', async () => {
  const { max, account } = await open()
  const channel = openMax({ ...account, hookUrl: null }, { log: silent, now })
  await assert.rejects(channel.listen(listening({})), fault('refused'))
  await channel.close()
  assert.ok(max)
})
