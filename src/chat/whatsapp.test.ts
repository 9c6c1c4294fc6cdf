import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { type Options, startWhatsapp } from '../../emulators/whatsapp.ts'
import { startHook } from '../../emulators/whatsapp-hook.ts'
import { silent } from '../base/log.ts'
import { accountShapes, type OpenAccount } from './account.ts'
import {
  type Arrival,
  type ChannelFault,
  type ChannelHealth,
  type Command,
  listening,
  type Post,
  type Press,
} from './channel.ts'
import type { Message } from './message.ts'
import { openWhatsapp } from './whatsapp.ts'

const closing: (() => Promise<void>)[] = []
after(async () => {
  for (const close of closing) await close()
})

let clock = Date.parse('2026-11-22T10:00:00Z')
const now = () => new Date(clock)
const hour = 3_600_000
let keys = 0
const post = (text: string, more: Partial<Post> = {}): Post => ({
  ...{ key: `k-${++keys}`, text, replyTo: null, buttons: [] },
  ...more,
})
const fault = (kind: ChannelFault['kind'], more: object = {}) => ({ name: 'Error', kind, ...more })

async function open(options: Options = {}, settings: object = {}) {
  const whatsapp = await startWhatsapp({ now, ...options })
  const account: OpenAccount<'whatsapp'> = {
    ...{ id: '01890000-0000-7000-8000-000000000001', name: 'whatsapp:1', cursor: null, hookUrl: null },
    settings: accountShapes.whatsapp.settings.parse({
      ...{ graphRoot: whatsapp.url, phoneNumberId: whatsapp.settings.phoneNumberId },
      ...settings,
    }),
    secrets: whatsapp.secrets,
  }
  const channel = openWhatsapp(account, { log: silent, now })
  const heard: [string, Message][] = []
  const edited: [string, Message][] = []
  const [deleted, presses]: [[string, string[]][], [string, Press][]] = [[], []]
  const [commands, events, healths]: [Command[], [string, unknown][], ChannelHealth[]] = [[], [], []]
  const arrivals: (Arrival & { chat: string })[] = []
  const listener = listening({
    message: async (chat, message) => void heard.push([chat, message]),
    edited: async (chat, message) => void edited.push([chat, message]),
    deleted: async (chat, ids) => void deleted.push([chat, [...ids]]),
    command: async (_chat, command) => void commands.push(command),
    event: async (chat, event) => void events.push([chat, event]),
    press: async (chat, press) => {
      presses.push([chat, press])
      return 'Рақмет. Спасибо.'
    },
    health: (state) => void healths.push(state),
    delivered: async (chat, arrival) => void arrivals.push({ chat, ...arrival }),
  })
  const hook = await startHook((call) => channel.webhook?.(call) ?? Promise.reject(new Error('no webhook')))
  await channel.listen(listener)
  assert.ok(await whatsapp.setHook(hook.url))
  closing.push(whatsapp.close, hook.close)
  const aliya = whatsapp.person('Алия')
  return {
    whatsapp,
    channel,
    hook,
    aliya,
    listener,
    heard,
    edited,
    deleted,
    presses,
    commands,
    events,
    healths,
    arrivals,
  }
}

test('the address is confirmed only with the right word, and the challenge is safe to say back', async () => {
  const { whatsapp, hook } = await open()
  assert.equal(await whatsapp.setHook(hook.url, 'guess'), false)
  const ask = (query: Record<string, string>) => fetch(`${hook.url}?${new URLSearchParams(query)}`)
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-me' }
  assert.equal((await ask({ ...right, 'hub.challenge': '<script>' })).status, 403)
  assert.equal((await ask({ ...right, 'hub.mode': 'unsubscribe', 'hub.challenge': '1' })).status, 403)
})

test('a text comes whole, from the person alone, with name and time', async () => {
  const { whatsapp, aliya, heard, healths } = await open()
  const { id, status } = await whatsapp.say(aliya, { text: 'Қоқыс төгілді ‮x\u200b' })
  assert.equal(status, 200)
  const at = new Date(Math.floor(clock / 1000) * 1000)
  const who = { author: aliya.waId, authorName: 'Алия', direct: true, replyTo: null }
  const message = { id, at, ...who, text: 'Қоқыс төгілді ‮x\u200b', media: null, attachments: [], location: null }
  assert.deepEqual(heard, [[aliya.waId, message]])
  assert.deepEqual(healths.at(-1), { state: 'working', problem: '', lastUpdateAt: now(), lagMs: 0 })
})

test('a forged, a changed and an unsigned call are refused; nothing is heard', async () => {
  const { whatsapp, hook, aliya, heard } = await open()
  const { value } = whatsapp.write(aliya, { text: 'Поджог' })
  assert.equal((await whatsapp.post([value], 'another secret')).status, 401)
  const sign = (body: string) => `sha256=${createHmac('sha256', 'a1b2c3d4e5f6').update(body).digest('hex')}`
  const call = (body: string, headers: Record<string, string>) => fetch(hook.url, { method: 'POST', body, headers })
  assert.equal((await call('{"entry":[]}', {})).status, 401)
  assert.equal((await call('{"entry":[] }', { 'x-hub-signature-256': sign('{"entry":[]}') })).status, 401)
  assert.equal((await call('{"entry":[]}', { 'x-hub-signature-256': sign('{"entry":[]}').toUpperCase() })).status, 401)
  assert.equal((await call('{"entry":', { 'x-hub-signature-256': sign('{"entry":') })).status, 400)
  assert.equal(heard.length, 0)
})

test('a call that comes again is heard once, in another batch and at the same time too', async () => {
  const { whatsapp, aliya, heard } = await open()
  const [one, two] = [whatsapp.write(aliya, { text: 'раз' }), whatsapp.write(aliya, { text: 'два' })]
  await whatsapp.deliver(two, one)
  await Promise.all([whatsapp.deliver(one), whatsapp.deliver(one, two), whatsapp.deliver(two)])
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    ['два', 'раз'],
  )
})

test('what is older than Meta delivers is a replay, and is not heard', async () => {
  const { whatsapp, aliya, heard } = await open()
  await whatsapp.say(aliya, { text: 'давно', at: new Date(clock - 7 * 24 * hour - 1000) })
  await whatsapp.say(aliya, { text: 'вчера', at: new Date(clock - 24 * hour) })
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    ['вчера'],
  )
})

test('what could not be kept is not taken, comes again and then is heard; what was heard of its batch is not', async () => {
  const { whatsapp, channel, listener, aliya, heard } = await open()
  let away = true
  await channel.listen({
    ...listener,
    message: async (chat, message) => {
      if (away && message.text === 'два') throw new Error('the database is away: 77010001000')
      await listener.message(chat, message)
    },
  })
  const batch = ['раз', 'два', 'три'].map((text) => whatsapp.write(aliya, { text }))
  const answer = await whatsapp.deliver(...batch)
  assert.deepEqual([answer.status, answer.body], [500, ''])
  away = false
  assert.equal((await whatsapp.redeliver()).status, 200)
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    ['раз', 'два', 'три'],
  )
})

test('what is of another number, of an unknown type or torn spoils nothing', async () => {
  const { whatsapp, aliya, heard } = await open()
  const other = whatsapp.write(aliya, { text: 'не нам' })
  const foreign = { ...other.value, metadata: { phone_number_id: '1' } }
  const torn = { ...other.value, messages: [{ id: 5 }, null, { id: 'x', type: 'text', timestamp: 'soon' }] }
  const good = whatsapp.write(aliya, { text: 'нам' })
  const ocean = { type: 'location', location: { latitude: 123, longitude: 9000 } }
  const bad = [whatsapp.write(aliya, { raw: ocean }), whatsapp.write(aliya, {})]
  const values = [foreign, torn, { groups: [] }, ...bad.map(({ value }) => value), good.value]
  assert.equal((await whatsapp.post(values)).status, 200)
  assert.deepEqual(
    heard.map(([, { text }]) => text),
    ['нам'],
  )
})

test('forwards of one person within a minute and a half are one album, their origin marked', async () => {
  const { whatsapp, aliya, heard } = await open()
  const bolat = whatsapp.person('Болат')
  await whatsapp.say(aliya, { text: 'Мусор у 14 дома', forwarded: true })
  clock += 60_000
  await whatsapp.say(aliya, { image: { bytes: Buffer.from('jpeg') }, forwarded: true })
  await whatsapp.say(bolat, { text: 'Шумят', forwarded: 'often' })
  await whatsapp.say(aliya, { text: '/stop', forwarded: true })
  await whatsapp.say(aliya, { text: 'это у нас во дворе' })
  clock += 120_000
  await whatsapp.say(aliya, { text: 'Другое', forwarded: true })
  const albums = heard.map(([, { album }]) => album)
  assert.ok(albums[0])
  assert.deepEqual([albums[1], albums[3], albums[4]], [albums[0], albums[0], undefined])
  assert.equal(new Set([albums[0], albums[2], albums[5]]).size, 3)
  const origin = { name: null, chat: null, at: null }
  assert.deepEqual(
    heard.map(([, message]) => message.origin),
    [origin, origin, origin, origin, undefined, origin],
  )
})

test('files come with their kind and name; the original is fetched when asked, with a fresh address', async () => {
  const { whatsapp, aliya, heard } = await open()
  const bytes = Buffer.from('the very bytes')
  await whatsapp.say(aliya, { image: { bytes, caption: 'Вот' } })
  await whatsapp.say(aliya, { audio: { bytes, voice: true } })
  await whatsapp.say(aliya, { video: { bytes } })
  await whatsapp.say(aliya, { document: { bytes, filename: '../акт.pdf' } })
  await whatsapp.say(aliya, { sticker: { bytes } })
  const files = heard.map(([, { media, text, attachments }]) => [
    media,
    text,
    attachments[0]?.kind,
    attachments[0]?.name,
  ])
  assert.deepEqual(files, [
    ['photo', 'Вот', 'photo', null],
    ['voice', '', 'voice', null],
    ['video', '', 'video', null],
    ['document', '', 'document', '../акт.pdf'],
    ['sticker', '', 'sticker', null],
  ])
  const first = heard[0]?.[1].attachments[0]
  assert.deepEqual(await first?.open(), bytes)
  clock += hour
  assert.deepEqual(await first?.open(), bytes)
})

test('a file that is gone or too large is none; one that cannot be had now is a fault', async () => {
  const { whatsapp, aliya, heard } = await open()
  await whatsapp.say(aliya, { document: { bytes: Buffer.from('x'), size: 101 * 1024 * 1024 } })
  await whatsapp.say(aliya, { image: { bytes: Buffer.from('x') } })
  const [large, photo] = heard.map(([, { attachments }]) => attachments[0])
  assert.equal(await large?.open(), null)
  whatsapp.fault('cut-before')
  await assert.rejects(async () => photo?.open(), fault('away'))
  whatsapp.fault('html-502')
  await assert.rejects(async () => photo?.open(), fault('away'))
  for (const media of whatsapp.world.media.values()) media.gone = true
  assert.equal(await photo?.open(), null)
})

test('the token goes to no stranger, whatever address a file is said to have', async () => {
  const { whatsapp, aliya, heard } = await open()
  let asked = 0
  const stranger = await startHook(async () => ({ status: 200, body: `${++asked}` }))
  closing.push(stranger.close)
  await whatsapp.say(aliya, { image: { bytes: Buffer.from('x') } })
  const place = whatsapp.url
  const lying = (async (url: string | URL | Request, init?: RequestInit) =>
    String(url).startsWith(place)
      ? Response.json({ url: stranger.url, file_size: 1 })
      : fetch(url, init)) as typeof fetch
  const settings = accountShapes.whatsapp.settings.parse({ graphRoot: place, phoneNumberId: '106540352242922' })
  const { openGraph } = await import('./whatsapp-api.ts')
  const account = { id: 'a', name: 'whatsapp:a', settings, secrets: whatsapp.secrets, cursor: null, hookUrl: null }
  assert.equal(await openGraph(account, lying).media('1')(), null)
  assert.deepEqual([asked, heard.length], [0, 1])
})

test('a place, a card, an edit, a deletion, a changed number, an order', async () => {
  const { whatsapp, aliya, heard, edited, deleted, events, commands } = await open()
  await whatsapp.say(aliya, { location: { latitude: 42.34, longitude: 69.59, name: 'Двор', address: 'Тәуке хан, 14' } })
  await whatsapp.say(aliya, { contacts: [{ name: { formatted_name: 'Сантехник' }, phones: [{ phone: '+7 701' }] }] })
  const { id } = await whatsapp.say(aliya, { text: 'Мусорр', replyTo: 'wamid.before' })
  await whatsapp.edit(aliya, id, 'Мусор')
  await whatsapp.delete(aliya, id)
  await whatsapp.changeNumber(aliya, '77019999999')
  await whatsapp.say(aliya, { text: '/Start KZ-15 ' })
  await whatsapp.react(aliya, id, '+')
  assert.deepEqual(
    heard.map(([, { text, location, replyTo }]) => [text, location, replyTo]),
    [
      ['Двор, Тәуке хан, 14', { lon: 69.59, lat: 42.34 }, null],
      ['Сантехник, +7 701', null, null],
      ['Мусорр', null, 'wamid.before'],
    ],
  )
  assert.deepEqual([edited[0]?.[1].id, edited[0]?.[1].text], [id, 'Мусор'])
  assert.deepEqual(deleted, [[aliya.waId, [id]]])
  assert.deepEqual(events, [[aliya.waId, { kind: 'moved', to: '77019999999' }]])
  assert.deepEqual([commands[0]?.name, commands[0]?.args, commands[0]?.direct], ['start', 'KZ-15', true])
})

test('who hides the number is heard and answered by the id that WhatsApp gives', async () => {
  const { whatsapp, channel, heard } = await open()
  const hidden = whatsapp.person('Гость', { hidden: true })
  await whatsapp.say(hidden, { text: 'Шумят' })
  assert.deepEqual(
    [heard[0]?.[0], heard[0]?.[1].author, heard[0]?.[1].authorName],
    [hidden.userId, hidden.userId, 'Гость'],
  )
  await channel.post(hidden.userId, post('Қабылданды'))
  assert.equal(whatsapp.shown(hidden.userId)[0]?.text, 'Қабылданды')
})

test('a group of the account: heard as a shared chat, answered without buttons', async () => {
  const { whatsapp, channel, aliya, heard } = await open()
  const group = whatsapp.group([aliya, whatsapp.person('Болат')])
  const { id } = await whatsapp.say(aliya, { text: 'Мусор', group })
  assert.deepEqual([heard[0]?.[0], heard[0]?.[1].direct, heard[0]?.[1].author], [group, false, aliya.waId])
  await channel.post(group, post('Принято', { replyTo: id, buttons: [[{ id: 'a', text: 'А' }]] }))
  const [shown] = whatsapp.shown(group)
  assert.deepEqual([shown?.text, shown?.replyTo, shown?.buttons], ['Принято', id, []])
})

test('up to three choices are buttons, up to ten a list, more are refused; a press comes back', async () => {
  const { whatsapp, channel, aliya, presses } = await open()
  await whatsapp.say(aliya, 'Мусор')
  const choices = (n: number) => [
    Array.from({ length: n }, (_, at) => ({ id: `rate:${at}`, text: `Очень длинный выбор номер ${at}` })),
  ]
  const few = await channel.post(aliya.waId, post('Итог', { buttons: choices(3) }))
  const many = await channel.post(aliya.waId, post('Итог', { buttons: choices(10) }))
  const shown = whatsapp.shown(aliya.waId)
  assert.deepEqual(
    shown.map(({ buttons }) => buttons.length),
    [3, 10],
  )
  assert.equal(shown[0]?.buttons[1]?.text, 'Очень длинный выбор…')
  await assert.rejects(channel.post(aliya.waId, post('Итог', { buttons: choices(11) })), fault('refused'))
  const pressed = await whatsapp.press(aliya, few, 'rate:2')
  assert.deepEqual([pressed.status, pressed.word], [200, 'Рақмет. Спасибо.'])
  await whatsapp.press(aliya, many, 'rate:9')
  await whatsapp.say(aliya, { replyTo: few, raw: { type: 'button', button: { payload: 'rate:1', text: 'x' } } })
  assert.deepEqual(presses, [
    [aliya.waId, { message: few, button: 'rate:2', by: aliya.waId }],
    [aliya.waId, { message: many, button: 'rate:9', by: aliya.waId }],
    [aliya.waId, { message: few, button: 'rate:1', by: aliya.waId }],
  ])
})

test('a long text is several messages, the answer marked on the first, the buttons under the last', async () => {
  const { whatsapp, channel, aliya } = await open()
  const { id: asked } = await whatsapp.say(aliya, 'Мусор')
  const text = 'Қабылданды, жұмыс істеп жатырмыз. '.repeat(200).trim()
  const buttons = [[{ id: 'a', text: 'А' }]]
  const id = await channel.post(aliya.waId, post(text, { replyTo: asked, buttons }))
  const shown = whatsapp.shown(aliya.waId)
  assert.equal(shown.map((one) => one.text).join(' '), text)
  assert.deepEqual([shown[0]?.replyTo, shown.at(-1)?.replyTo, shown.at(-1)?.id], [asked, null, id])
  assert.deepEqual(shown.map((one) => one.buttons.length).filter(Boolean), [1])
  assert.ok(shown.every(({ preview }) => !preview))
})

test('a picture for staff goes before the words; the same key is said once, also when the line was cut between', async () => {
  const { whatsapp, channel, aliya } = await open()
  await whatsapp.say(aliya, 'Мусор')
  const photo = { bytes: Buffer.from([0x89, 1, 2]), name: 'x.png' }
  const one = post('Новое дело', { photo, buttons: [[{ id: 'accept', text: 'Принять' }]] })
  await channel.post(aliya.waId, one)
  await channel.post(aliya.waId, one)
  assert.deepEqual(
    whatsapp.shown(aliya.waId).map(({ type }) => type),
    ['image', 'interactive'],
  )
  const long = post('а'.repeat(5000))
  whatsapp.fault({ code: 131016 })
  await assert.rejects(channel.post(aliya.waId, long), fault('later'))
  await channel.post(aliya.waId, long)
  assert.equal(whatsapp.shown(aliya.waId).length, 4)
})

test('outside the 24 hours a template goes: at once where it is known, else when WhatsApp has told so', async () => {
  const { whatsapp, channel, aliya, arrivals } = await open({}, { template: 'status_update:kk' })
  whatsapp.template('status_update', 'kk')
  await whatsapp.say(aliya, 'Мусор')
  clock += 25 * hour
  await channel.post(aliya.waId, post('Орындалды:\n\nқоқыс шығарылды'))
  const [only] = whatsapp.shown(aliya.waId)
  assert.deepEqual([only?.text, only?.template], ['Орындалды: қоқыс шығарылды', 'status_update/kk'])
  // After a restart nobody knows when the person wrote.
  const bolat = whatsapp.person('Болат')
  const tried = post('Орындалды')
  await channel.post(bolat.waId, tried)
  await whatsapp.settled()
  const [{ chat, key, state, why }] = arrivals as [(typeof arrivals)[number]]
  assert.deepEqual([chat, key, state, why?.kind, why?.said], [bolat.waId, tried.key, 'failed', 'window', '131047'])
  await channel.post(bolat.waId, { ...tried, key: `${tried.key}~1`, outside: true })
  const [first, second] = whatsapp.shown(bolat.waId)
  assert.deepEqual([first?.type, first?.status, first?.callback], ['text', 'failed', tried.key])
  assert.deepEqual([second?.type, second?.callback], ['template', `${tried.key}~1`])
  // Who has written meanwhile is answered in words of our own.
  await whatsapp.say(bolat, 'Рақмет')
  await channel.post(bolat.waId, post('Тағы', { outside: true }))
  assert.equal(whatsapp.shown(bolat.waId).at(-1)?.type, 'text')
  whatsapp.settings.window = 'now'
  const gulnar = whatsapp.person('Гүлнар')
  await assert.rejects(channel.post(gulnar.waId, post('Орындалды')), fault('window', { said: '131047' }))
})

test('without a template nothing is said outside the 24 hours, and a wrong one is told', async () => {
  const { channel, whatsapp } = await open({ window: 'now' })
  const person = whatsapp.person('Болат')
  await assert.rejects(channel.post(person.waId, post('Итог')), fault('window', { code: 131047 }))
  const calls = whatsapp.calls.length
  await assert.rejects(channel.post(person.waId, post('Итог', { outside: true })), fault('window', { code: 131047 }))
  assert.equal(whatsapp.calls.length, calls)
  const wrong = await open({ window: 'now' }, { template: 'gone' })
  const other = wrong.whatsapp.person('Болат')
  await assert.rejects(
    wrong.channel.post(other.waId, post('Итог', { outside: true })),
    fault('refused', { code: 132001 }),
  )
})

test('what becomes of a message is told with our key: in any order, once each; what is nothing to us is passed over', async () => {
  const { whatsapp, channel, aliya, arrivals } = await open()
  await whatsapp.say(aliya, 'Мусор')
  const one = post('Принято')
  const id = await channel.post(aliya.waId, one)
  for (const state of ['read', 'delivered', 'sent', 'delivered'] as const) await whatsapp.status(id, state)
  await whatsapp.status(id, 'failed', 131026)
  assert.equal(arrivals.map(({ state, why }) => why?.kind ?? state).join(' '), 'read delivered sent gone')
  assert.ok(arrivals.every(({ message, key }) => message === id && key === one.key))
  // Of several messages the last tells of all.
  const long = post('Қабылданды, жұмыс істеп жатырмыз. '.repeat(200), { buttons: [[{ id: 'a', text: 'А' }]] })
  await channel.post(aliya.waId, long)
  const keys = whatsapp.shown(aliya.waId).map(({ callback }) => callback)
  assert.equal(keys.indexOf(long.key), keys.length - 1)
  const { value } = whatsapp.write(aliya, { text: 'x' })
  const odd = [{ id: 5 }, null, { id: 'x', status: 'played', timestamp: '1763800000' }, { id: 'x', status: 'read' }]
  const count = arrivals.length
  assert.equal((await whatsapp.post([{ ...value, messages: [], statuses: odd }])).status, 200)
  assert.equal(arrivals.length, count)
})

test('what became of a message and could not be noted comes again', async () => {
  const { whatsapp, channel, listener, aliya, arrivals } = await open()
  await whatsapp.say(aliya, 'Мусор')
  const id = await channel.post(aliya.waId, post('Принято'))
  let away = true
  await channel.listen({
    ...listener,
    delivered: async (chat, arrival) => {
      if (away) throw new Error('the database is away')
      await listener.delivered?.(chat, arrival)
    },
  })
  assert.equal((await whatsapp.status(id, 'delivered')).status, 500)
  away = false
  assert.equal((await whatsapp.redeliver()).status, 200)
  assert.equal(arrivals.map(({ state }) => state).join(), 'delivered')
})

test('every refusal is told as what it means, without the token or a number', async () => {
  const { whatsapp, channel, aliya } = await open()
  await whatsapp.say(aliya, 'Мусор')
  const cases: [Parameters<typeof whatsapp.fault>[0], ChannelFault['kind'], number][] = [
    [{ code: 190, status: 401 }, 'revoked', 0],
    [{ code: 200, status: 403 }, 'revoked', 0],
    [{ code: 131031, status: 403 }, 'revoked', 0],
    [{ code: 130429 }, 'later', 6000],
    [{ code: 131056 }, 'later', 6000],
    [{ code: 131048 }, 'later', 600_000],
    [{ code: 131016, status: 500 }, 'later', 30_000],
    [{ code: 131026 }, 'gone', 0],
    [{ code: 131051 }, 'refused', 0],
    [{ code: 132015 }, 'refused', 0],
    ['cut-before', 'away', 0],
    ['cut-after', 'away', 0],
    ['html-502', 'away', 0],
  ]
  for (const [broken, kind, retryAfterMs] of cases) {
    whatsapp.fault(broken)
    const said = channel.post(aliya.waId, post('Итог'))
    await assert.rejects(said, (error: ChannelFault) => {
      assert.deepEqual([error.kind, error.retryAfterMs], [kind, retryAfterMs], JSON.stringify(broken))
      return !/EAAJB|7701/.test(error.message)
    })
  }
  const blocked = whatsapp.person('Ушёл', { blocked: true })
  await assert.rejects(channel.post(blocked.waId, post('Итог')), fault('gone'))
  await assert.rejects(channel.edit(aliya.waId, 'x', post('Итог')), fault('refused'))
})

test('the limits of the number hold in the stand-in: a flood to one person is put off', async () => {
  const { whatsapp, channel, aliya } = await open()
  await whatsapp.say(aliya, 'Мусор')
  for (let n = 0; n < 45; n += 1) await channel.post(aliya.waId, post(`${n}`))
  await assert.rejects(channel.post(aliya.waId, post('46')), fault('later', { retryAfterMs: 6000 }))
})

test('the token is checked, and one taken back is told', async () => {
  const { whatsapp, channel, aliya, healths } = await open()
  assert.deepEqual(await channel.check?.(), { title: 'Участок', address: '+7 725 000-00-00' })
  await whatsapp.say(aliya, 'Мусор')
  const id = await channel.post(aliya.waId, post('Итог'))
  await whatsapp.status(id, 'delivered')
  await whatsapp.status(id, 'failed', 131031)
  assert.equal(healths.find(({ state }) => state === 'revoked')?.problem.includes('131031'), true)
  whatsapp.revoke()
  await assert.rejects(async () => channel.check?.(), fault('revoked'))
})

test('before it listens a call is put off with words that say what to do', async () => {
  const { whatsapp, channel, aliya } = await open()
  await channel.close()
  const answer = await whatsapp.say(aliya, 'Рано')
  assert.equal(answer.status, 503)
  assert.match(answer.body, /listen\(\)/)
})
