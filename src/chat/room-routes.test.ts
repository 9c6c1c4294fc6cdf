import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { inTransaction, query } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import { type Staff, startStaff } from '../staff-testing.ts'
import type { RoomView } from './room-routes.ts'
import { addChat } from './store.ts'

const staff: Staff = await startStaff()
after(() => staff.close())
const { address, deps } = staff.running

before(async () => {
  await inTransaction(staff.db, async (tx) => {
    for (const slug of ['samal', 'balausa']) {
      const id = newId()
      const chat = { id, departmentId: staff.departmentId, channel: 'webchat', externalId: id, title: slug, slug }
      await addChat(tx, { ...chat, precinctId: null, lang: 'ru' }, deps.now())
    }
  })
})

interface Answer<T> {
  status: number
  body: T & { error?: string; message?: string; field?: string }
}

/** Asks as a resident who has (or has not) entered. */
async function ask<T>(method: string, path: string, body?: unknown, cookie = ''): Promise<Answer<T>> {
  const form = body instanceof FormData
  const response = await fetch(address + path, {
    method,
    headers: { 'x-uchastok': '1', cookie, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer<T>['body'] }
}

async function enter(nickname: string, slug = 'samal'): Promise<string> {
  const response = await fetch(`${address}/api/rooms/${slug}/enter`, {
    method: 'POST',
    headers: { 'x-uchastok': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ nickname, consent: true }),
  })
  assert.equal(response.status, 200)
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

const say = (cookie: string, body: unknown, slug = 'samal') =>
  ask<{ id: string }>('POST', `/api/rooms/${slug}/messages`, body, cookie)
const roomOf = async (cookie: string, slug = 'samal') =>
  (await ask<RoomView>('GET', `/api/rooms/${slug}`, undefined, cookie)).body.messages

function withFile(bytes: Buffer, name: string, type: string, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.set(key, value)
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name)
  return form
}

const jpeg = (background: string) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
const filesKept = async () =>
  (await readdir(join(staff.dataDir, 'files'), { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name)).length

test('who has not entered sees the title, not what was said, and may write nothing', async () => {
  const asel = await enter('Асель')
  await say(asel, { text: 'всем доброе утро' })
  const { status, body } = await ask<RoomView>('GET', '/api/rooms/samal')
  assert.equal(status, 200)
  assert.deepEqual({ me: body.me, messages: body.messages }, { me: null, messages: [] })
  assert.equal((await say('', { text: 'и вам' })).status, 401)
  assert.equal((await ask('GET', '/api/rooms/samal/mine')).status, 401)
  assert.equal((await ask('GET', '/api/rooms/samal/live')).status, 401)
})

test('entering needs consent and a name; one room knows nobody of another', async () => {
  assert.equal((await ask('POST', '/api/rooms/samal/enter', { nickname: 'Асель' })).status, 400)
  assert.equal((await ask('POST', '/api/rooms/samal/enter', { nickname: 'А', consent: false })).status, 400)
  assert.equal((await ask('POST', '/api/rooms/samal/enter', { nickname: ' ', consent: true })).status, 400)
  assert.equal((await ask('POST', '/api/rooms/samal/enter', { nickname: 'я'.repeat(41), consent: true })).status, 400)
  assert.equal((await ask('GET', '/api/rooms/no-such-room')).status, 404)
  const asel = await enter('Асель')
  assert.equal((await say(asel, { text: 'чужая комната' }, 'balausa')).status, 401)
})

test('a request that is not from our page is refused', async () => {
  const response = await fetch(`${address}/api/rooms/samal/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ nickname: 'Асель', consent: true }),
  })
  assert.equal(response.status, 403)
})

test('20,000 characters are taken, one more is not', async () => {
  const asel = await enter('Асель')
  const long = 'қ'.repeat(20_000)
  assert.equal((await say(asel, { text: long })).status, 200)
  assert.equal((await roomOf(asel)).at(-1)?.text, long)
  const more = await say(asel, { text: `${long}қ` })
  assert.deepEqual([more.status, more.body.error, more.body.field], [400, 'bad-input', 'text'])
  const form = new FormData()
  form.set('text', `${long}қ`)
  assert.equal((await say(asel, form)).status, 400)
})

test('an empty message, a place off the earth and a broken place are refused', async () => {
  const asel = await enter('Асель')
  for (const body of [
    {},
    { text: ' \n' },
    { text: 5 },
    { location: { lon: 200, lat: 0 } },
    { text: 'a', replyTo: 'x' },
  ])
    assert.equal((await say(asel, body)).status, 400, JSON.stringify(body))
  const form = new FormData()
  form.set('text', 'тут')
  form.set('location', '{not json')
  assert.equal((await say(asel, form)).status, 400)
  assert.equal((await say(asel, { location: { lon: 69.59, lat: 42.34 } })).status, 200)
})

test('HTML in a name and a text is kept as the text that it is', async () => {
  const name = '<img src=x onerror=alert(1)>'
  const cookie = await enter(name)
  await say(cookie, { text: '<script>alert(1)</script>\u202e' })
  const last = (await roomOf(cookie)).at(-1)
  assert.deepEqual([last?.authorName, last?.text], [name, '<script>alert(1)</script>\u202e'])
})

test('a photo is shown in its room and nowhere else', async () => {
  const [asel, stranger] = [await enter('Асель'), await enter('Чужой', 'balausa')]
  const sent = await say(asel, withFile(await jpeg('#446688'), 'a.jpg', 'image/jpeg', { text: 'вид из окна' }))
  assert.equal(sent.status, 200)
  const hash = (await roomOf(asel)).at(-1)?.attachments[0]?.hash ?? ''
  const get = (slug: string, cookie: string, width = '') =>
    fetch(`${address}/api/rooms/${slug}/files/${hash}${width}`, { headers: { cookie } })
  const preview = await get('samal', asel, '?w=400')
  assert.deepEqual([preview.status, preview.headers.get('content-type')], [200, 'image/jpeg'])
  assert.equal((await get('balausa', stranger)).status, 404)
  assert.equal((await get('samal', stranger)).status, 401)
})

test('a photo without a type that the phone knows is a photo all the same', async () => {
  const asel = await enter('Асель')
  await say(asel, withFile(await jpeg('#886644'), 'IMG', 'application/octet-stream'))
  assert.equal((await roomOf(asel)).at(-1)?.attachments[0]?.kind, 'photo')
})

test('a photo of 60 MB is refused with words, an executable named .jpg as well, and nothing of them stays', async () => {
  const asel = await enter('Асель')
  const before = await filesKept()
  const large = await say(asel, withFile(Buffer.alloc(60 * 1024 * 1024, 1), 'a.jpg', 'image/jpeg'))
  assert.deepEqual([large.status, large.body.error], [413, 'too-large'])
  assert.match(large.body.message ?? '', /25 MB/)
  const executable = withFile(await jpeg('#112233'), 'good.jpg', 'image/jpeg')
  executable.append('file', new Blob([`MZ${'\0'.repeat(500)}`], { type: 'image/jpeg' }), 'bad.jpg')
  const wrong = await say(asel, executable)
  assert.deepEqual([wrong.status, wrong.body.error], [415, 'wrong-type'])
  assert.equal(await filesKept(), before)
})

test('a message sent again after a broken connection appears once and is kept once', async () => {
  const asel = await enter('Асель')
  const id = crypto.randomUUID()
  const text = 'во дворе дома 14 опять выгрузили строительный мусор, целая гора у площадки'
  assert.equal((await say(asel, { id, text })).body.id, id)
  assert.equal((await say(asel, { id, text })).body.id, id)
  assert.equal((await roomOf(asel)).filter((message) => message.id === id).length, 1)
  const kept = await query(staff.db, 'select 1 as kept from report where external_id = $1', [id])
  assert.equal(kept.length, 1)
})

test('nobody writes under the id of another one’s message', async () => {
  const [asel, dan] = [await enter('Асель'), await enter('Данияр')]
  const { body } = await say(asel, { text: 'моё' })
  assert.equal((await say(dan, { id: body.id, text: 'подмена' })).status, 403)
  assert.equal((await roomOf(dan)).find(({ id }) => id === body.id)?.text, 'моё')
})

test('what is for the inspector alone is kept, listed for its author, and never in the room', async () => {
  const [asel, dan] = [await enter('Асель'), await enter('Данияр')]
  const text = 'боюсь при всех: сосед снизу ночью торгует водкой из квартиры'
  const { body } = await say(asel, withFile(await jpeg('#335577'), 'a.jpg', 'image/jpeg', { text, direct: 'true' }))
  assert.equal(JSON.stringify(await roomOf(dan)).includes('водкой'), false)
  const mine = async (cookie: string) =>
    (await ask<{ items: { messageId: string }[] }>('GET', '/api/rooms/samal/mine', undefined, cookie)).body.items
  assert.equal((await mine(asel))[0]?.messageId, body.id)
  assert.deepEqual(await mine(dan), [])
  const [kept] = await query<{ direct: boolean; files: number }>(
    staff.db,
    `select direct, (select count(*)::int from attachment where report_id = report.id) as files from report where external_id = $1`,
    [body.id],
  )
  assert.deepEqual(kept, { direct: true, files: 1 })
})

test('chatter of a room is in no table that lasts', async () => {
  const asel = await enter('Асель')
  await say(asel, { text: 'кто знает хорошего мастера по пианино' })
  const rows = await query(staff.db, `select 1 as kept from report where text like '%пианино%'`)
  assert.deepEqual(rows, [])
})

test('the open pages of a room hear of a message at once, marked as own for its author alone', async () => {
  const [asel, dan] = [await enter('Асель'), await enter('Данияр')]
  const closing = new AbortController()
  const open = async (cookie: string) => {
    const response = await fetch(`${address}/api/rooms/samal/live`, { headers: { cookie }, signal: closing.signal })
    const pieces = response.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]()
    let text = ''
    return async (word: string) => {
      while (!text.includes(word)) text += (await pieces?.next())?.value ?? assert.fail(`ended before ${word}`)
      return text
    }
  }
  const [own, others] = await Promise.all([open(asel), open(dan)])
  await Promise.all([own('event: hello'), others('event: hello')])
  await say(asel, { text: 'живая новость' })
  assert.match(await own('живая новость'), /event: message\ndata: .*"mine":true/)
  assert.match(await others('живая новость'), /event: message\ndata: .*"mine":false/)
  closing.abort()
})
