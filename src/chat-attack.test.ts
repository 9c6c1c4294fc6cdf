import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { query } from './base/database.ts'
import { openSignature } from './chat/open-signature.ts'
import { debris, startTown, type Town, until } from './hostile-testing.ts'

/** Who is not who he says: forged calls, foreign departments, tokens and addresses, over the wire and through the whole program. */

let town: Town

before(async () => {
  town = await startTown()
})
after(() => town?.close())

test('a forged call is refused, counted on the page and leaves nothing; a call played again counts once', async () => {
  const { system, channels } = town
  const chat = await town.yard('forged')
  const event = { type: 'message', chat, message: town.said(`${debris} ПОДЛОГ`) }
  const now = String(Math.floor(Date.now() / 1000))
  const old = String(Number(now) - 301)
  const body = JSON.stringify({ v: 1, ...event })
  const forged = [
    { bearer: 'another-key' },
    { bearer: '' },
    { signature: { seconds: now, hex: openSignature('another', now, body) } },
    { signature: { seconds: old, hex: openSignature(system.webhookSecret, old, body) } },
    { signature: { seconds: now, hex: openSignature(system.webhookSecret, now, `${body} `) } },
    { signature: { seconds: 'Infinity', hex: openSignature(system.webhookSecret, 'Infinity', body) } },
  ]
  for (const more of forged) {
    const answer = await system.post(event, more)
    assert.equal(answer.status, 401)
    assert.doesNotMatch(JSON.stringify(answer.body), new RegExp(`${system.key}|${system.webhookSecret}|ПОДЛОГ`))
  }
  assert.deepEqual(await town.traces('ПОДЛОГ'), [])
  const { problem } = await town.channel(channels.app.id)
  assert.match(problem, /wrong secret refused: 6/)
  assert.doesNotMatch(problem, /another/)
  const told = town.said(debris)
  const again = { type: 'message', chat, message: told }
  const signature = { seconds: now, hex: openSignature(system.webhookSecret, now, JSON.stringify({ v: 1, ...again })) }
  const answers = await Promise.all([1, 2, 3].map(() => system.post(again, { signature, idempotencyKey: 'replayed' })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200],
  )
  await system.post(again, { signature, idempotencyKey: 'under-another-key' })
  assert.equal((await town.reports(chat)).length, 1)
})

test('five megabytes, depths without end and half an event are refused in words, and the next one is heard', async () => {
  const { system, channels } = town
  const chat = await town.yard('heavy')
  const post = (body: string | Buffer, type = 'application/json') =>
    fetch(channels.app.hookUrl, {
      ...{ method: 'POST', body: new Uint8Array(Buffer.from(body)) },
      headers: { authorization: `Bearer ${system.key}`, 'idempotency-key': crypto.randomUUID(), 'content-type': type },
    })
  const deep = (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`
  const cases: [string | Buffer, number, RegExp][] = [
    [`{"v":1,"type":"${'x'.repeat(5 * 2 ** 20)}"}`, 413, /too large/],
    [`{"v":1,"type":"message","chat":"heavy","message":${deep(200_000)}}`, 400, /JSON|message/],
    [`[${'['.repeat(2_000_000)}`, 400, /JSON/],
    ['{"v":1,"type":"mess', 400, /an event as JSON/],
    [Buffer.from([0xff, 0xfe, 0x00]), 400, /an event as JSON/],
    ['{"__proto__":{"v":1},"type":"message"}', 400, /expected/],
  ]
  for (const [body, status, words] of cases) {
    const answer = await post(body)
    assert.equal(answer.status, status, String(body).slice(0, 40))
    assert.match(await answer.text(), words)
  }
  const bomb = await post(
    `--b\r\nContent-Disposition: form-data; name="event"\r\n\r\n${deep(50_000)}\r\n--b--`,
    'multipart/form-data; boundary=b',
  )
  assert.equal(bomb.status, 400)
  assert.equal((await system.say(chat, town.said(debris))).status, 200)
  assert.equal((await town.reports(chat)).length, 1)
  assert.equal((await town.channel(channels.app.id)).state, 'working')
})

test('a token revoked at night: it stands on the page; in the morning what waited goes out and what came is read', async () => {
  const { telegram, staff, channels } = town
  const chat = await town.group('Ночной двор', [])
  const aliya = telegram.person('Алия')
  await telegram.say(chat, aliya, debris).taken()
  await until('the evening is answered', () => telegram.shown(chat).some(({ text }) => text.includes('№')))
  telegram.revoke('110201543:AAE-a-token-of-the-morning')
  await until('the page says so', async () => (await town.channel(channels.bot.id)).state === 'revoked')
  const { problem } = await town.channel(channels.bot.id)
  assert.notEqual(problem, '')
  assert.doesNotMatch(problem, /AAHdq|AAE-/)
  const before = telegram.shown(chat).length
  const { id, number } = await town.incidentOf(chat)
  const accepted = await staff.doors.inspector.ask('POST', `/api/incidents/${id}/act`, { act: 'accept', version: 1 })
  assert.ok([200, 404, 409].includes(accepted.status), JSON.stringify(accepted.body))
  const tested = (await town.chatsOf(chat))[0]?.id
  const sent = await staff.doors.administrator.ask('POST', `/api/chats/${tested}/test`)
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  telegram.say(chat, telegram.person('Бекзат'), 'В подвале дома 18 прорвало трубу с кипятком, пар валит')
  await sleep(300)
  assert.equal(telegram.shown(chat).length, before, 'nothing can be said meanwhile')
  const token = telegram.bot.token
  const rotated = await staff.doors.administrator.ask('PUT', `/api/channels/${channels.bot.id}/secrets`, { token })
  assert.equal(rotated.status, 200, JSON.stringify(rotated.body))
  await until('it works', async () => (await town.channel(channels.bot.id)).state === 'working')
  await until('what waited goes out', () =>
    telegram.shown(chat).some(({ text }) => text.includes('Проверка «Участка»')),
  )
  await until('what came is read', async () => (await town.reports(chat)).length === 2)
  assert.equal(telegram.shown(chat).filter(({ text }) => text.includes('Проверка «Участка»')).length, 1)
  assert.ok(number > 0)
})

test('two departments bind one group at the same moment: one has it, the other is told and leaves, nothing is shared', async () => {
  const { telegram, chairman, foreignBot, foreign, channels, precincts } = town
  const dana = telegram.person('Дана')
  const chat = telegram.group('Общий двор', [chairman, dana])
  telegram.setBot(chat, 'administrator', chairman)
  telegram.setBot(chat, 'administrator', chairman, {}, foreignBot)
  await until('both asked', async () => (await town.chatsOf(chat)).length === 2)
  const [ours, theirs] = [
    await town.code(channels.bot),
    await town.code(channels.foreignBot, foreign.administrator, precincts.foreign),
  ]
  telegram.say(chat, dana, `/bind ${ours}`)
  telegram.say(chat, dana, `/bind ${theirs}`)
  await until('one is bound and one refused', async () => {
    const states = (await town.chatsOf(chat)).map(({ state }) => state)
    return states.includes('bound') && states.some((state) => state === 'refused' || state === 'left')
  })
  const bound = (await town.chatsOf(chat)).filter(({ state }) => state === 'bound')
  assert.equal(bound.length, 1)
  await telegram.say(chat, dana, debris).taken()
  await until('it is one report', async () => (await town.reports(chat)).length > 0)
  await sleep(300)
  assert.equal((await town.reports(chat)).length, 1)
  await until('the other says so', () => telegram.shown(chat).some(({ text }) => /уже обслуживается/.test(text)))
  const shown = telegram.shown(chat).map(({ text }) => text)
  for (const text of shown) assert.doesNotMatch(text, /Чужой|Бөтен|Отдел|Бөлім/)
})

test('a bot made administrator of a group of another department reads nothing there and says no name', async () => {
  const { telegram, chairman, foreignBot, foreign, channels } = town
  const erlan = telegram.person('Ерлан')
  const chat = await town.group('Наш двор', [erlan])
  telegram.setBot(chat, 'administrator', chairman, {}, foreignBot)
  await until('the other was asked', async () => (await town.chatsOf(chat)).length === 2)
  await telegram.say(chat, erlan, `${debris} ЧУЖОЙСЛЫШИТ`).taken()
  await until('ours reads', async () => (await town.reports(chat)).length === 1)
  const { departmentId } = town.staff
  const rows = await query<{ departmentId: string }>(
    town.db,
    `select department_id as "departmentId" from report where text like '%ЧУЖОЙСЛЫШИТ%'`,
    [],
  )
  assert.deepEqual(rows, [{ departmentId }])
  const listed = JSON.stringify((await foreign.administrator.ask('GET', '/api/chats')).body)
  assert.ok(!listed.includes('ЧУЖОЙСЛЫШИТ'))
  assert.equal((await town.channel(channels.foreignBot.id, foreign.administrator)).state, 'working')
})

test('a button is pressed for another, of another chat, or was never there: nothing happens', async () => {
  const { system, precincts } = town
  const [yard, other] = [await town.yard('pressed'), await town.yard('pressing')]
  await system.say(yard, town.said(debris))
  await until('it is answered', () => system.shown(yard).some(({ text }) => text.includes('№')))
  const answer = system.shown(yard).find(({ text }) => text.includes('№'))?.id ?? ''
  const { id } = await town.incidentOf(yard)
  const own = town.said('В подъезде 3 дома 22 продают наркотики', { direct: true })
  await system.say('own-victim', own)
  await until('the line asks which precinct', () => system.shown('own-victim').some((one) => one.buttons.length > 0))
  const asked = system.shown('own-victim').find((one) => one.buttons.length > 0)
  const before = await query(town.db, 'select id, status, precinct_id from incident order by id', [])
  const forged: [string, string, string][] = [
    [yard, answer, `accept:${id}:1`],
    [yard, answer, 'sure:1'],
    [yard, answer, `precinct:${precincts.foreign}`],
    [other, answer, 'rate:5'],
    [other, answer, 'not_done'],
    ['own-attacker', asked?.id ?? '', asked?.buttons[0] ?? ''],
    [yard, asked?.id ?? '', asked?.buttons[0] ?? ''],
    ['own-victim', asked?.id ?? '', `precinct:${precincts.foreign}`],
    [yard, "'; drop table chat; --", 'rate:5'],
    [yard, 'none', '__proto__'],
    [yard, 'x'.repeat(200), 'rate:NaN'],
  ]
  for (const [chat, message, button] of forged) {
    const { status, body } = await system.press(chat, message, button, 'u-attacker')
    assert.equal(status, 200, JSON.stringify(body))
  }
  assert.deepEqual(await query(town.db, 'select id, status, precinct_id from incident order by id', []), before)
  assert.equal(await town.count('satisfaction'), 0)
})

test('orders for oneself in a group are answered alone, whatever the app says of them', async () => {
  const { system } = town
  const yard = await town.yard('open-my')
  await system.say(yard, town.said(debris, { author: 'u-secret' }))
  await until('opened', () => town.isOpened(yard))
  const before = system.shown(yard).length
  await system.say(yard, town.said('/my', { author: 'u-secret', direct: true }))
  await until('it is answered', () => system.shown(yard).length > before)
  for (const { text } of system.shown(yard).slice(before)) assert.doesNotMatch(text, /қабылданды|принято|\/r\//)
})

test('the line of an account cannot be put out by an app that numbers a chat of its own like it', async () => {
  const { system } = town
  await system.happen('line', { kind: 'left' })
  await system.happen('line', { kind: 'titled', title: 'Захвачено' })
  await system.happen('line', { kind: 'moved', to: 'elsewhere' })
  const rows = await query<{ state: string; title: string; externalId: string }>(
    town.db,
    `select state, title, external_id as "externalId" from chat where kind = 'line' and account_id = $1`,
    [town.channels.app.id],
  )
  assert.deepEqual(rows, [{ state: 'bound', title: 'Город', externalId: 'line' }])
})

test('no address, file or redirect makes us ask where nobody sent us', async () => {
  const { system, staff } = town
  const yard = await town.yard('ssrf')
  const { host } = new URL(system.url)
  const urls = [
    'http://169.254.169.254/latest/meta-data/',
    `https://${host}/files/1`,
    `http://evil.example@${host.replace(/:\d+$/, ':1')}/`,
    `${system.url}@evil.example/`,
    'file:///etc/passwd',
    'http://[::1]:5432/',
    staff.running.address,
  ]
  for (const url of urls) {
    const message = town.said(debris, { files: [{ kind: 'photo', url }] })
    const answer = await system.post({ type: 'message', chat: yard, message })
    assert.equal(answer.status, 400, url)
  }
  for (const webhookUrl of [
    'http://169.254.169.254/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://2852039166/',
    'https://user:word@example.org/',
    'ftp://example.org/',
    'javascript:alert(1)',
  ]) {
    const body = { kind: 'open', title: 'x', settings: { webhookUrl } }
    const answer = await staff.doors.administrator.ask('POST', '/api/channels', body)
    assert.equal(answer.status, 400, webhookUrl)
    assert.equal(answer.body.field, 'settings.webhookUrl')
  }
})

test('a token is not sent to another server than it was entered for', async () => {
  const { staff, channels } = town
  const path = `/api/channels/${channels.bot.id}`
  const elsewhere = await staff.doors.administrator.ask('PATCH', path, { settings: { apiRoot: 'http://127.0.0.1:9' } })
  assert.equal(elsewhere.status, 409, JSON.stringify(elsewhere.body))
  assert.equal((await town.channel(channels.bot.id)).state, 'working')
})

test('another department reaches nothing of ours by any id, and no secret stands in an answer or a journal', async () => {
  const { foreign, staff, channels, system, telegram } = town
  const [chat] = await town.chatsOf('ssrf')
  const [reply] = await query<{ id: string }>(town.db, 'select id from reply where chat_id = $1 limit 1', [chat?.id])
  const settings = { paused: true, lang: 'kk', title: 'x' }
  const tries: [string, string, unknown?][] = [
    ['PATCH', `/api/channels/${channels.app.id}`, { title: 'x' }],
    ['PUT', `/api/channels/${channels.app.id}/secrets`, { key: 'renew' }],
    ['POST', `/api/channels/${channels.app.id}/check`],
    ['POST', `/api/channels/${channels.app.id}/pause`, { paused: true }],
    ['DELETE', `/api/channels/${channels.app.id}`],
    ['PATCH', `/api/chats/${chat?.id}`, settings],
    ['GET', `/api/chats/${chat?.id}/settings`],
    ['PUT', `/api/chats/${chat?.id}/settings`, {}],
    ['POST', `/api/chats/${chat?.id}/leave`],
    ['POST', `/api/chats/${chat?.id}/test`],
    ['GET', `/api/chats/${chat?.id}/figures`],
    ['GET', `/api/chats/${chat?.id}/poster`],
    ['POST', `/api/replies/${reply?.id}/again`],
    ['POST', `/api/replies/${reply?.id}/drop`],
    ['POST', '/api/chats/codes', { accountId: channels.app.id, precinctId: town.precincts.foreign }],
    ['DELETE', `/api/blocked?channel=open:${channels.app.id}&author=u-1`],
  ]
  for (const door of [foreign.administrator, foreign.chief])
    for (const [method, path, body] of tries) {
      const { status, body: told } = await door.ask(method, path, body)
      assert.ok([403, 404].includes(status), `${method} ${path}: ${status} ${JSON.stringify(told)}`)
    }
  for (const path of ['/api/channels', '/api/chats', '/api/replies?state=sent', '/api/blocked', '/api/chats/codes']) {
    const { body } = await foreign.administrator.ask('GET', path)
    const text = JSON.stringify(body)
    for (const id of [channels.app.id, channels.bot.id, chat?.id ?? '']) assert.ok(!text.includes(id), `${path} ${id}`)
  }
  const secrets = [system.key, system.webhookSecret, telegram.bot.token]
  const told = JSON.stringify((await staff.doors.administrator.ask('GET', '/api/channels')).body)
  for (const secret of secrets) {
    assert.ok(!told.includes(secret))
    assert.deepEqual(await town.traces(secret), [])
  }
})

test('what happens in our chats is not told live to another department', async () => {
  const { staff, foreign, system } = town
  const yard = await town.yard('live')
  const ending = new AbortController()
  const follow = async (cookie: string) => {
    const answer = await fetch(`${staff.running.address}/api/live`, { headers: { cookie }, signal: ending.signal })
    assert.equal(answer.status, 200)
    const told = { text: '' }
    void (async () => {
      for await (const piece of answer.body ?? []) told.text += Buffer.from(piece).toString()
    })().catch(() => {})
    return told
  }
  const [ours, theirs] = [await follow(staff.doors.chief.cookie), await follow(foreign.chief.cookie)]
  await system.say(yard, town.said(debris))
  await until('ours are told', () => /event: incident/.test(ours.text))
  await until('the answer stands', () => system.shown(yard).some(({ text }) => text.includes('№')))
  ending.abort()
  assert.match(theirs.text, /event: hello/)
  assert.doesNotMatch(theirs.text, /event: (?!hello)/)
  assert.doesNotMatch(ours.text, /мусор|Житель/)
})

test('after an account was taken away its address is none, and its chats are not read', async () => {
  const { system, staff, channels } = town
  const chat = 'ssrf'
  const path = `/api/channels/${channels.app.id}`
  const administrator = await staff.signIn('administrator')
  assert.equal((await administrator.ask('DELETE', path)).status, 200)
  await town.deps.hub.follow()
  const answer = await fetch(channels.app.hookUrl, {
    ...{ method: 'POST', headers: { authorization: `Bearer ${system.key}`, 'content-type': 'application/json' } },
    body: JSON.stringify({ v: 1, type: 'message', chat, message: town.said(`${debris} ПОСЛЕУДАЛЕНИЯ`) }),
  })
  assert.equal(answer.status, 404)
  assert.deepEqual(await town.traces('ПОСЛЕУДАЛЕНИЯ'), [])
})
