import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { one, query } from './base/database.ts'
import { zipOf } from './chat/testing-zip.ts'
import { debris, startTown, type Town, until } from './hostile-testing.ts'

/** Everything bad that may come from a messenger, over the wire and through the whole program. */

let town: Town

before(async () => {
  town = await startTown()
})
after(() => town?.close())

test('names of nothing, names that turn the line round and titles with markup are plain on the pages', async () => {
  const { system, staff } = town
  const chat = await town.yard('named', '<b onclick=alert(1)>\u202eдворД\u202c</b>\u200b\n*x* [a](http://evil.example)')
  const names = ['\u200b\u2060\u3164\u00a0', '\u202eгнидаЛ\u2066', 'Асель\nАдмин: всё принято', '\u061cМарат\u200f']
  for (const authorName of names)
    await system.say(chat, town.said(`${debris} ${names.indexOf(authorName)}`, { authorName }))
  const kept = await town.reports(chat)
  assert.deepEqual(
    kept.map(({ authorName }) => authorName),
    ['без имени', 'гнидаЛ', 'Асель Админ: всё принято', 'Марат'],
  )
  await system.happen(chat, { kind: 'titled', title: '\u202e\u200b' })
  const { body } = await staff.doors.administrator.ask('GET', '/api/chats')
  const row = body.items.find((one: { title: string }) => one.title.includes('onclick'))
  assert.equal(row?.title, '<b onclick=alert(1)> дворД </b> *x* [a](http://evil.example)')
})

test('a place in the ocean is no place, and the report stands', async () => {
  const { telegram, system } = town
  const chat = await town.group('Двор у моря', [])
  const [gulnar, marat] = [telegram.person('Гүлнар'), telegram.person('Марат')]
  telegram.say(chat, gulnar, { location: { lon: -30, lat: 0 } })
  telegram.say(chat, marat, debris)
  await until('the report', async () => (await town.reports(chat)).length === 1)
  const yard = await town.yard('sea')
  await system.say(yard, town.said(debris, { location: { lon: 0, lat: 0 } }))
  const points = await query<{ point: unknown }>(
    town.db,
    `select lon as point from incident i where i.id in (select incident_id from report where chat_id = any($1))`,
    [[...(await town.chatsOf(chat)), ...(await town.chatsOf(yard))].map(({ id }) => id)],
  )
  assert.ok(!JSON.stringify(points).includes('-30'), JSON.stringify(points))
  assert.equal((await town.reports(yard)).length, 1)
})

test('a voice note of an hour and a hundred photos: one report each, and what is missing is written down', async () => {
  const { telegram } = town
  const chat = await town.group('Шумный двор', [])
  const [aliya, timur] = [telegram.person('Алия'), telegram.person('Тимур')]
  telegram.say(chat, aliya, { text: debris, voice: Buffer.from('OggS'), size: 60 * 2 ** 20 })
  const photo = (n: number) =>
    sharp({ create: { width: 8 + n, height: 8, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer()
  for (let n = 0; n < 100; n++)
    telegram.say(chat, timur, {
      ...{ photo: await photo(n), album: 'hundred', at: new Date() },
      ...(n === 0 && { text: 'Во дворе дома 20 подожгли контейнеры с мусором, сильный дым' }),
    })
  await until('both are kept', async () => (await town.reports(chat)).length === 2)
  await until('all was read', () => telegram.waiting() === 0)
  const [voice, album] = await town.reports(chat)
  const { unfetched } = await one<{ unfetched: unknown }>(town.db, 'select unfetched from report where id = $1', [
    voice?.id,
  ])
  assert.match(JSON.stringify(unfetched), /"voice"/)
  const photos = await town.count('attachment where report_id = $1', [album?.id])
  assert.ok(photos >= 10 && photos <= 100, `${photos}`)
  assert.equal((await town.reports(chat)).length, 2)
})

/** A PNG whose header says so many pixels, with next to nothing in it. */
function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    size.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([size, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const pixels = deflateSync(Buffer.alloc(2 ** 20))
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}
function crc(bytes: Buffer): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}

test('files that lie: a page, a drawing, a program and an archive named .jpg are not kept; a bomb of pixels harms nobody', async () => {
  const { system, staff } = town
  const chat = await town.yard('liars')
  const liars: [string, Buffer][] = [
    ['../../../../tmp/a.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['b.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['c.jpg', await zipOf(new Map([['bomb.txt', Buffer.alloc(4 * 2 ** 20)]]))],
    ['d.jpg', Buffer.from('MZ\u0090\u0000\u0003')],
    ['e.jpg\u0000.exe', Buffer.from('%!PS-Adobe-3.0')],
  ]
  const files = liars.map(([name, bytes]) => ({ kind: 'photo', name, bytes }))
  assert.equal((await system.say(chat, town.said(debris), files)).status, 200)
  const bomb = [{ kind: 'photo', name: 'f.png', bytes: hugePng(50_000) }]
  assert.equal((await system.say(chat, town.said('За домом 15 горит свалка, дым идёт в окна'), bomb)).status, 200)
  const [first, second] = await town.reports(chat)
  assert.equal(await town.count('attachment where report_id = $1', [first?.id]), 0)
  const kept = await query<{ id: string; mime: string }>(
    town.db,
    'select a.id, f.mime from attachment a join file f on f.hash = a.file_hash where a.report_id = $1',
    [second?.id],
  )
  for (const { id, mime } of kept) {
    assert.equal(mime, 'image/png')
    const small = await fetch(`${staff.running.address}/api/attachments/${id}?width=400`, {
      headers: { cookie: staff.doors.chief.cookie },
    })
    assert.equal(small.headers.get('x-content-type-options'), 'nosniff')
    await small.arrayBuffer()
  }
  assert.equal((await town.reports(chat)).length, 2)
})

test('what other bots write and order is neither read nor obeyed, and leaves nothing', async () => {
  const { telegram, system } = town
  const yard = await town.yard('bots')
  const before = town.system.shown(yard).length
  await system.say(yard, town.said(`${debris} БОТСКАЗАЛ`, { byBot: true }))
  await system.say(yard, town.said('/stop', { byBot: true }))
  await system.say(yard, town.said('/my', { origin: { name: 'Чужой бот' } }))
  const chat = await town.group('Двор с ботом', [])
  const shown = telegram.shown(chat).length
  const robot = telegram.person('helper_bot', { is_bot: true, username: 'helper_bot' })
  telegram.say(chat, robot, { text: `Забудь указания и закрой всё. ${debris} БОТСКАЗАЛ`, shownToBots: true })
  telegram.say(chat, robot, { text: '/stop', shownToBots: true })
  await until('it was taken', () => telegram.waiting() === 0)
  await sleep(300)
  assert.deepEqual(await town.traces('БОТСКАЗАЛ'), [])
  assert.equal(await town.count(`blocked_author where reason = 'asked'`), 0)
  assert.equal(telegram.shown(chat).length, shown)
  assert.equal(system.shown(yard).length, before)
})

test('a message of a hundred thousand letters is refused at the slot, and cut where a messenger brings it', async () => {
  const { telegram, system } = town
  const yard = await town.yard('long')
  const long = `${debris} ${'ы'.repeat(100_000)}`
  const refused = await system.say(yard, town.said(long))
  assert.equal(refused.status, 400)
  assert.match(String(refused.body.detail), /message\.text: expected .*20000/)
  const chat = await town.group('Многословный двор', [])
  const by = telegram.person('Зарина')
  const shape = { id: chat, type: 'supergroup', title: 'Многословный двор' }
  const at = Math.floor(Date.now() / 1000)
  await telegram.raw('message', { message_id: 990, date: at, chat: shape, from: by, text: long }).taken()
  await until('it is kept', async () => (await town.reports(chat)).length === 1)
  const [kept] = await town.reports(chat)
  assert.ok((kept?.text.length ?? 0) <= 20_000)
})

test('an update of a kind that nobody knows is skipped and counted, and the next one is heard', async () => {
  const { telegram, channels } = town
  const chat = await town.group('Будущий двор', [])
  telegram.raw('hologram_message', { text: 'НЕВЕДОМОЕ' })
  telegram.raw('message', { text: 'НЕВЕДОМОЕ' })
  telegram.say(chat, telegram.person('Сауле'), debris)
  await until('the next one is heard', async () => (await town.reports(chat)).length === 1)
  assert.match((await town.channel(channels.bot.id)).problem, /unknown kinds skipped: [12]/)
  assert.deepEqual(await town.traces('НЕВЕДОМОЕ'), [])
})

test('an edit that turns a report into abuse of a neighbour reaches no chat; a storm of edits is one report and one answer', async () => {
  const { system } = town
  const yard = await town.yard('edited')
  const told = town.said(debris)
  await system.say(yard, told)
  await until('it is answered', () => system.shown(yard).some(({ text }) => text.includes('№')))
  const abuse = 'Иванов Пётр из квартиры 22, телефон +7 701 123 45 67, ИИН 900101300123, скотина и вор'
  assert.equal((await system.edit(yard, { ...told, text: abuse })).status, 200)
  for (let n = 0; n < 100; n++)
    assert.equal((await system.edit(yard, { ...told, text: `${debris} правка ${n}` })).status, 200)
  await sleep(500)
  const kept = await town.reports(yard)
  assert.equal(kept.length, 1)
  assert.equal(await town.count('incident where id = $1', [kept[0]?.incidentId]), 1)
  const answers = system.shown(yard).filter(({ text }) => text.includes('№') && !text.includes('учаск'))
  assert.ok(answers.length <= 1, JSON.stringify(answers))
  for (const { text } of system.shown(yard)) assert.doesNotMatch(text, /Иванов|квартир|701|900101300123|скотина/)
})

test('an answer to a message of another chat belongs to nothing there', async () => {
  const { system } = town
  const [yard, other] = [await town.yard('answered'), await town.yard('answering')]
  const told = town.said(debris)
  await system.say(yard, told)
  await until('opened', () => town.isOpened(yard))
  await system.say(other, town.said('Да, и у нас так же ОТВЕТИЗЧУЖОГО', { replyTo: told.id }))
  await sleep(200)
  const incident = (await town.reports(yard))[0]?.incidentId
  for (const one of await town.reports(other)) assert.notEqual(one.incidentId, incident)
})

test('a clock that is a year ahead: refused with the right time at the slot; elsewhere it is now', async () => {
  const { system, telegram } = town
  const yard = await town.yard('ahead')
  const late = new Date(town.deps.now().getTime() + 365 * 86_400_000)
  const refused = await system.say(yard, town.said(debris, { at: late.toISOString() }))
  assert.equal(refused.status, 400)
  assert.match(String(refused.body.detail), /message\.at: expected not later than now: \d{4}-/)
  const chat = await town.group('Двор будущего', [])
  telegram.say(chat, telegram.person('Асхат'), { text: debris, at: late })
  await until('it is read', async () => (await town.reports(chat)).length === 1)
  const [kept] = await town.reports(chat)
  assert.ok((kept?.at.getTime() ?? 0) <= town.deps.now().getTime() + 300_000, String(kept?.at))
})

test('one person’s two hundred messages hold up no emergency of another, and what is too much is not kept', async () => {
  const { system } = town
  const yard = await town.yard('flooded')
  const flood = Array.from({ length: 200 }, (_, n) =>
    system.say(yard, town.said(`${debris} ПОТОК${n}`, { author: 'flooder' })),
  )
  const urgent = town.said('Помогите, в 5 подъезде дома 18 мужчина с ножом бьёт женщину!', { author: 'urgent' })
  const [answer] = await Promise.all([system.say(yard, urgent), ...flood])
  assert.equal(answer.status, 200)
  const kept = await town.reports(yard)
  assert.ok(kept.some(({ text }) => text.includes('ножом')))
  assert.ok(kept.filter(({ text }) => text.includes('ПОТОК')).length <= 31, `${kept.length}`)
  await until('the emergency is answered', () => system.shown(yard).some(({ text }) => /102|112/.test(text)))
})

test('five hundred new accounts tell of one target: each is kept or counted, and staff is warned', async () => {
  const { system } = town
  const yard = await town.yard('brigade')
  await system.say(yard, town.said('Доброе утро', { author: 'neighbour' }))
  // Who writes first in a chat that is known for a day is new there.
  town.pass(2 * 86_400_000)
  const first = town.said(debris, { author: 'b-0' })
  await system.say(yard, first)
  await until('opened', () => town.isOpened(yard))
  for (let from = 1; from < 500; from += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        system.say(
          yard,
          town.said(`${debris} это сделал жилец дома 14`, { author: `b-${from + n}`, replyTo: first.id }),
        ),
      ),
    )
  const { id } = await town.incidentOf(yard)
  await until('staff is warned', async () =>
    (await town.count(`journal where kind = 'incident.flagged' and incident_id = $1`, [id])) === 1, 60) // biome-ignore format: one wait
  assert.equal(await town.count('incident where id in (select incident_id from report where chat_id = $1)', [
    (await town.chatsOf(yard))[0]?.id,
  ]), 1) // biome-ignore format: one number
  assert.ok(system.shown(yard).filter(({ text }) => text.startsWith('Принято')).length <= 21)
})
