import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startMax } from '../../emulators/max.ts'
import { startOpen } from '../../emulators/open.ts'
import { startTelegram } from '../../emulators/telegram.ts'
import { startWhatsapp } from '../../emulators/whatsapp.ts'
import { inTransaction, query } from '../base/database.ts'
import { startStaff } from '../staff-testing.ts'
import { block } from './blocked-store.ts'
import { addChat } from './store.ts'

/** Accounts with messengers, what is set for a chat, and who is not heard, over HTTP. */

const staff = await startStaff()
const telegram = await startTelegram()
const { administrator } = staff.doors
const { newId, now, hub } = staff.running.deps
after(async () => {
  await staff.close()
  await telegram.close()
})

const bot = (token: string) => ({
  ...{ kind: 'telegram', title: 'Бот', settings: { apiRoot: telegram.url }, secrets: { token } },
})

test('only who manages chats sees channels or changes them', async () => {
  const none = newId()
  for (const role of ['inspector', 'chief'] as const)
    for (const [method, path, body] of [
      ['GET', '/api/channels'],
      ['POST', '/api/channels', bot('1:A')],
      ['PATCH', `/api/channels/${none}`, { title: 'x' }],
      ['PUT', `/api/channels/${none}/secrets`, {}],
      ['POST', `/api/channels/${none}/check`, {}],
      ['POST', `/api/channels/${none}/pause`, { paused: true }],
      ['DELETE', `/api/channels/${none}`],
      ['GET', `/api/chats/${none}/settings`],
      ['PUT', `/api/chats/${none}/settings`, {}],
      ['POST', `/api/chats/${none}/leave`, {}],
      ['POST', `/api/chats/${none}/test`, {}],
      ['GET', `/api/chats/${none}/figures`],
      ['GET', '/api/blocked'],
    ] as const)
      assert.equal((await staff.doors[role].ask(method, path, body)).status, 403, `${role} ${method} ${path}`)
  assert.equal((await administrator.ask('DELETE', `/api/channels/${none}`)).status, 404)
})

test('what does not fit is refused with its field, and nothing is kept of it', async () => {
  for (const [body, field] of [
    [bot('no token'), 'secrets.token'],
    [{ ...bot('1:A'), settings: { apiRoot: 'ftp://x' } }, 'settings.apiRoot'],
    [{ ...bot('1:A'), settings: { apiRoot: telegram.url, mode: 'never' } }, 'settings.mode'],
    [{ kind: 'whatsapp', title: 'x', settings: {}, secrets: {} }, 'settings.phoneNumberId'],
  ] as const) {
    const answer = await administrator.ask('POST', '/api/channels', body)
    assert.equal(answer.status, 400)
    assert.equal(answer.body.field, field)
  }
  const unknown = await administrator.ask('POST', '/api/channels', bot('12345:AAAAAAAAAAAAAAAAAAA'))
  assert.deepEqual([unknown.status, unknown.body.error], [400, 'bad-token'])
  const away = { ...bot('1:A'), settings: { apiRoot: 'http://127.0.0.1:9' } }
  assert.deepEqual((await administrator.ask('POST', '/api/channels', away)).body.error, 'messenger-away')
  assert.deepEqual((await administrator.ask('GET', '/api/channels')).body.items, [])
})

test('an account is added, shown without its secrets, and the same bot is not added twice', async () => {
  const added = await administrator.ask('POST', '/api/channels', bot(telegram.bot.token))
  assert.equal(added.status, 201)
  assert.equal(added.body.address, '@uchastok_bot')
  assert.deepEqual(added.body.made, {})
  assert.deepEqual(added.body.secrets.map(({ name }: { name: string }) => name).sort(), ['token', 'webhookSecret'])
  const tail = telegram.bot.token.slice(-4)
  const shown = added.body.secrets.find(({ name }: { name: string }) => name === 'token')?.shown
  assert.equal(shown, `••••${tail}`)
  assert.ok(!JSON.stringify(added.body).includes(telegram.bot.token))
  assert.equal((await administrator.ask('POST', '/api/channels', bot(telegram.bot.token))).body.error, 'same-account')
  await hub.follow()
  const [working] = (await administrator.ask('GET', '/api/channels')).body.items
  assert.equal(working.state, 'working')
})

test('our own secrets are shown once when they must be entered elsewhere, and made anew when asked', async () => {
  const added = await administrator.ask('POST', '/api/channels', { kind: 'open', title: '109', settings: {} })
  assert.equal(added.status, 201)
  assert.deepEqual(Object.keys(added.body.made).sort(), ['key', 'webhookSecret'])
  // The developer of the other system is given it, so the page must show it, PUBLIC_URL or not.
  assert.match(added.body.hookUrl, /^http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]{16,}$/)
  const path = `/api/channels/${added.body.id}`
  const renewed = await administrator.ask('PUT', `${path}/secrets`, { key: 'renew' })
  assert.deepEqual(Object.keys(renewed.body.made), ['key'])
  assert.notEqual(renewed.body.made.key, added.body.made.key)
  const listed = JSON.stringify((await administrator.ask('GET', '/api/channels')).body)
  for (const secret of [...Object.values(added.body.made), renewed.body.made.key])
    assert.ok(!listed.includes(String(secret)))
  const journal = JSON.stringify(await query(staff.db, `select data from journal where kind = 'channel.changed'`))
  assert.ok(journal.includes('rotated key'))
  for (const secret of [...Object.values(added.body.made), renewed.body.made.key, telegram.bot.token])
    assert.ok(!journal.includes(String(secret)))
  assert.equal((await administrator.ask('POST', `${path}/pause`, { paused: true })).body.state, 'paused')
  assert.equal((await administrator.ask('DELETE', path)).status, 200)
})

test('a system of their own is connected before it knows our secret, and its address may be taken away again', async () => {
  const system = await startOpen()
  const settings = { webhookUrl: system.url }
  const added = await administrator.ask('POST', '/api/channels', { kind: 'open', title: '109', settings })
  assert.equal(added.status, 201)
  const path = `/api/channels/${added.body.id}`
  await hub.follow()
  assert.equal((await administrator.ask('PUT', `${path}/secrets`, { webhookSecret: 'renew' })).status, 200)
  await hub.follow()
  const unknown = await administrator.ask('POST', `${path}/check`, {})
  assert.deepEqual([unknown.body.error, unknown.body.field], ['bad-token', 'secrets.webhookSecret'])
  // Its developer has entered the secret: a check that is answered is enough for it to work.
  await administrator.ask('PUT', `${path}/secrets`, { webhookSecret: system.webhookSecret })
  assert.equal((await administrator.ask('POST', `${path}/check`, {})).body.title, 'City app')
  await hub.follow()
  const listed = (await administrator.ask('GET', '/api/channels')).body.items as { id: string; state: string }[]
  assert.equal(listed.find(({ id }) => id === added.body.id)?.state, 'working')
  const cleared = await administrator.ask('PATCH', path, { settings: { webhookUrl: null } })
  assert.equal(cleared.body.settings.webhookUrl, null)
  await administrator.ask('DELETE', path)
  await system.close()
})

test('an id that the messenger does not know is told apart from a token that it does not know', async () => {
  const whatsapp = await startWhatsapp()
  const { accessToken, appSecret } = whatsapp.secrets
  const line = (phoneNumberId: string, token: string) => ({
    ...{ kind: 'whatsapp', title: 'x', settings: { graphRoot: whatsapp.url, phoneNumberId } },
    secrets: { accessToken: token, appSecret },
  })
  const wrongId = await administrator.ask('POST', '/api/channels', line('123', accessToken))
  assert.deepEqual([wrongId.body.error, wrongId.body.field], ['messenger-refused', 'settings.phoneNumberId'])
  assert.ok(!JSON.stringify(wrongId.body).includes(accessToken))
  const wrongToken = await administrator.ask('POST', '/api/channels', line(whatsapp.settings.phoneNumberId, 'EAAJ-no'))
  assert.deepEqual([wrongToken.body.error, wrongToken.body.field], ['bad-token', 'secrets.accessToken'])
  await whatsapp.close()
})

test('a channel that is found to answer again is opened at once', async () => {
  const listed = () => administrator.ask('GET', '/api/channels').then(({ body }) => body.items[0])
  const { id } = await listed()
  await inTransaction(staff.db, (tx) =>
    query(tx, `update channel_account set state = 'unreachable' where id = $1`, [id]),
  )
  assert.equal((await listed()).state, 'unreachable')
  assert.equal((await administrator.ask('POST', `/api/channels/${id}/check`, {})).status, 200)
  await hub.follow()
  assert.equal((await listed()).state, 'working')
})

test('a chat keeps what is set for it beside what others keep there, and bounds hold', async () => {
  const id = newId()
  await inTransaction(staff.db, async (tx) => {
    const row = { id, departmentId: staff.departmentId, channel: 'webchat', externalId: id, slug: null }
    await addChat(tx, { ...row, title: 'Двор', precinctId: null, lang: 'ru' }, now())
    await query(tx, `update chat set settings = '{"askedAt": "2026-01-01", "sureFrom": 0.9}' where id = $1`, [id])
  })
  const path = `/api/chats/${id}/settings`
  assert.deepEqual((await administrator.ask('GET', path)).body.settings, { sureFrom: 0.9 })
  const set = await administrator.ask('PUT', path, { quiet: { from: '21:00', to: '07:30' } })
  assert.deepEqual(set.body.settings, { quiet: { from: '21:00', to: '07:30' } })
  const [kept] = await query<{ settings: unknown }>(staff.db, 'select settings from chat where id = $1', [id])
  assert.deepEqual(kept?.settings, { askedAt: '2026-01-01', quiet: { from: '21:00', to: '07:30' } })
  for (const wrong of [{ sureFrom: 1 }, { quiet: { from: '9', to: '10' } }, { chairman: { name: 'x'.repeat(200) } }])
    assert.equal((await administrator.ask('PUT', path, wrong)).status, 400)
  assert.equal((await administrator.ask('GET', `/api/chats/${id}/figures`)).body.answerMinutes, null)
  assert.equal((await administrator.ask('POST', `/api/chats/${id}/leave`)).status, 409)
  assert.equal((await administrator.ask('POST', `/api/chats/${id}/test`)).status, 200)
  const [said] = await query<{ text: string }>(staff.db, 'select text from reply where chat_id = $1', [id])
  assert.match(said?.text ?? '', /Проверка/)
})

test('who was blocked by staff is heard again when staff says so; who asked not to be read is not', async () => {
  const one = { channel: 'webchat', until: null, byAccount: null }
  await inTransaction(staff.db, async (tx) => {
    await block(tx, staff.departmentId, { ...one, author: 'flood', reason: 'спам' }, now())
    await block(tx, staff.departmentId, { ...one, author: 'shy', reason: 'asked' }, now())
  })
  assert.equal((await administrator.ask('GET', '/api/blocked')).body.items.length, 2)
  assert.equal((await administrator.ask('DELETE', '/api/blocked?channel=webchat&author=shy')).status, 409)
  assert.equal((await administrator.ask('DELETE', '/api/blocked?channel=webchat&author=flood')).status, 200)
  assert.equal((await administrator.ask('DELETE', '/api/blocked?channel=webchat&author=flood')).status, 404)
})

test('a bot of MAX is called where the server has a public address, and asks where it has none, unless somebody chose', async () => {
  const { config } = staff.running.deps
  const modeOf = async (publicUrl: string | null, chosen: object) => {
    const max = await startMax()
    Object.assign(config, { publicUrl })
    const settings = { apiRoot: max.url, ...chosen }
    const body = { kind: 'max', title: 'Бот', settings, secrets: { token: max.world.token } }
    const made = await administrator.ask('POST', '/api/channels', body)
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.equal((await administrator.ask('DELETE', `/api/channels/${made.body.id}`)).status, 200)
    Object.assign(config, { publicUrl: null })
    await max.close()
    return made.body.settings.mode
  }
  assert.equal(await modeOf('https://uchastok.example', {}), 'webhook')
  assert.equal(await modeOf('https://uchastok.example', { mode: 'polling' }), 'polling')
  assert.equal(await modeOf(null, {}), 'polling')
})
