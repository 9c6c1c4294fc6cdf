import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { inTransaction, query, run } from '../base/database.ts'
import { newId, newSecret } from '../base/ids.ts'
import type { Message } from '../chat/message.ts'
import { addChat, getChat } from '../chat/store.ts'
import { type Staff, startStaff } from '../staff-testing.ts'
import type { MyReport } from './my-report.ts'

const staff: Staff = await startStaff()
after(() => staff.close())
const { address, deps } = staff.running
const inspectorName = 'Person inspector'

/** A chat of its own for each happening, so that no word is taken as one more about another. */
async function newChat(): Promise<string> {
  const id = newId()
  const row = { id, departmentId: staff.departmentId, channel: 'memory', externalId: id, title: 'Дом', slug: null }
  await inTransaction(staff.db, (tx) => addChat(tx, { ...row, precinctId: null, lang: 'ru' }, deps.now()))
  return id
}

const jpeg = (background: string) =>
  sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** A resident reports in the chat; resolves when the incident is open. */
async function report(text: string, more: Partial<Message> = {}, chat?: string) {
  const chatId = chat ?? (await newChat())
  const message: Message = {
    id: newId(),
    at: deps.now(),
    author: newId(),
    authorName: 'Асель Тайная',
    text,
    media: null,
    attachments: [],
    location: null,
    replyTo: null,
    direct: false,
    ...more,
  }
  const { secret, kept } = await deps.ears.hear(await getChat(staff.db, chatId), message)
  assert.ok(secret && kept, 'the message was expected to be read as a report')
  const my = await until(secret, (seen) => seen.number !== null)
  return { secret, id: kept, chatId, number: my.number ?? 0 }
}

async function ask(method: string, path: string, body?: unknown) {
  const form = body instanceof FormData
  const response = await fetch(`${address}/api/my/${path}`, {
    method,
    headers: { 'x-uchastok': '1', ...(body && !form ? { 'content-type': 'application/json' } : {}) },
    body: body === undefined ? null : form ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, my: (text.startsWith('{') ? JSON.parse(text) : {}) as MyReport, text }
}

async function until(secret: string, ready: (my: MyReport) => boolean): Promise<MyReport> {
  for (let patience = 100; patience > 0; patience--) {
    const { my } = await ask('GET', secret)
    if (ready(my)) return my
    await sleep(50)
  }
  return assert.fail('the report did not become what was awaited within its time')
}

async function act(number: number, body: Record<string, unknown>): Promise<void> {
  const page = (await staff.doors.chief.ask('GET', `/api/incidents/${number}`)).body as { id: string; version: number }
  const done = await staff.doors.chief.ask('POST', `/api/incidents/${page.id}/acts`, { ...body, version: page.version })
  assert.equal(done.status, 200, JSON.stringify(done.body))
}

test('the page shows the own words, the way and the term, and nothing of anybody', async () => {
  const own = await report('Во дворе дома 14 на Теректи выгрузили строительный мусор, целая гора у площадки')
  await act(own.number, { act: 'accept' })
  await act(own.number, { act: 'confirm', text: 'Выгрузил гражданин Иванов И. И.' })
  const dueAt = '2026-12-01T18:00:00+05:00'
  await act(own.number, { act: 'order', text: 'Иванову вывезти', dueAt })
  const { status, my, text } = await ask('GET', own.secret)
  assert.equal(status, 200)
  assert.match(my.text, /выгрузили строительный мусор/)
  assert.equal(Date.parse(my.removalDue ?? ''), Date.parse(dueAt))
  const done = my.steps.filter(({ at }) => at).map(({ key }) => key)
  assert.deepEqual(
    ['received', 'accepted', 'checked', 'ordered'].filter((key) => !done.includes(key as 'received')),
    [],
  )
  for (const hidden of ['Иванов', inspectorName, 'Асель', own.id, own.chatId])
    assert.equal(text.includes(hidden), false, hidden)
})

test('another reporter of the same happening is not seen, nor are the other one’s photos', async () => {
  const first = await report('На парковке у дома 9 третий день лежит гора битого кирпича и строительный мусор')
  const bytes = await jpeg('#665544')
  const photo = { kind: 'photo', name: null, open: async () => bytes } as const
  const second = await report(
    'Строительный мусор у дома 9 на парковке, опять свалили самосвалом ночью',
    {
      media: 'photo',
      attachments: [photo],
    },
    first.chatId,
  )
  assert.equal(second.number, first.number)
  const { my: mySecond } = await ask('GET', second.secret)
  assert.equal(mySecond.photos.length, 1)
  const hash = mySecond.photos[0]?.hash ?? ''
  assert.equal((await ask('GET', `${second.secret}/files/${hash}?w=400`)).status, 200)
  assert.equal((await ask('GET', `${first.secret}/files/${hash}`)).status, 404)
  const { text } = await ask('GET', first.secret)
  assert.equal(text.includes('самосвалом') || text.includes(hash), false)
})

test('what does not open anything is not found, and what is no secret is refused', async () => {
  assert.equal((await ask('GET', newSecret())).status, 404)
  assert.equal((await ask('POST', `${newSecret()}/rate`, { score: 5 })).status, 404)
  assert.equal((await ask('POST', `${newSecret()}/add`, { text: 'x' })).status, 404)
  assert.equal((await ask('GET', 'short')).status, 400)
  assert.equal((await ask('GET', `${'a'.repeat(42)}'`)).status, 400)
})

test('before it is closed nothing can be rated; then one voice is kept, and it may change', async () => {
  const own = await report('Соседи из квартиры сверху шумят каждую ночь после 23, музыка на весь дом 5')
  assert.equal((await ask('POST', `${own.secret}/rate`, { score: 5 })).status, 409)
  assert.equal((await ask('POST', `${own.secret}/rate`, { notDone: true })).status, 409)
  await act(own.number, { act: 'accept' })
  await act(own.number, { act: 'confirm', text: 'Да' })
  await act(own.number, { act: 'close', outcome: 'talk' })
  assert.equal((await ask('POST', `${own.secret}/rate`, { score: 9 })).status, 400)
  assert.deepEqual((await ask('POST', `${own.secret}/rate`, { score: 3 })).my.mine, {
    score: 3,
    thanks: false,
    notDone: false,
  })
  await ask('POST', `${own.secret}/rate`, { thanks: true })
  const { my } = await ask('POST', `${own.secret}/rate`, { score: 5 })
  assert.deepEqual([my.mine, my.outcome, my.closed], [{ score: 5, thanks: true, notDone: false }, 'talk', true])
  const voices = await query(staff.db, 'select rater from satisfaction where rater = $1', [`report:${own.id}`])
  assert.equal(voices.length, 1)
})

test('"not done" opens it again, and a second one is refused until it is closed once more', async () => {
  const own = await report('Стая бродячих собак у школы 47, вчера покусали ребёнка')
  await act(own.number, { act: 'accept' })
  await act(own.number, { act: 'notFound', text: 'Собак нет' })
  const said = await ask('POST', `${own.secret}/rate`, { notDone: true, text: 'собаки на месте' })
  assert.equal(said.status, 200)
  const my = await until(own.secret, ({ status }) => status === 'reopened')
  assert.deepEqual([my.closed, my.mayReopen, my.outcome], [false, false, null])
  assert.ok(my.steps.some(({ key, at }) => key === 'reopened' && at))
  assert.equal((await ask('POST', `${own.secret}/rate`, { notDone: true })).status, 409)
})

test('what is added goes to the same incident, to the inspector alone, with its photos, and once', async () => {
  const own = await report('За гаражами у дома 31 жгут покрышки, чёрный дым на весь двор, дышать нечем')
  const id = crypto.randomUUID()
  const form = async () => {
    const sent = new FormData()
    sent.set('id', id)
    sent.set('text', 'Приехали ещё раз ночью')
    sent.append('file', new Blob([new Uint8Array(await jpeg('#221100'))], { type: 'image/jpeg' }), 'b.jpg')
    return sent
  }
  assert.equal((await ask('POST', `${own.secret}/add`, await form())).status, 200)
  assert.equal((await ask('POST', `${own.secret}/add`, await form())).status, 200)
  const my = await until(own.secret, ({ added }) => added.length > 0)
  assert.deepEqual(
    my.added.map(({ text, photos }) => [text, photos.length]),
    [['Приехали ещё раз ночью', 1]],
  )
  assert.equal((await ask('GET', `${own.secret}/files/${my.added[0]?.photos[0]?.hash}?w=400`)).status, 200)
  for (let patience = 100; ; patience--) {
    const page = (await staff.doors.chief.ask('GET', `/api/incidents/${own.number}`)).body as {
      messages: { text: string; direct: boolean; state: string }[]
      attachments: unknown[]
    }
    const added = page.messages.find(({ text }) => text === 'Приехали ещё раз ночью')
    if (added?.state !== 'joined' && patience > 0) {
      await sleep(50)
      continue
    }
    assert.deepEqual([added?.direct, added?.state, page.attachments.length], [true, 'joined', 1])
    break
  }
  assert.equal((await ask('POST', `${own.secret}/add`, { text: '' })).status, 400)
  assert.equal((await ask('POST', `${own.secret}/add`, { text: 'я'.repeat(20_001) })).status, 400)
})

test('a report that a person dropped says so, without its words, and takes nothing more', async () => {
  const own = await report('У дома 2 на газоне стоят машины, весь газон разбит, пройти нельзя')
  await inTransaction(staff.db, (tx) =>
    run(tx, `update report set state = 'dropped', text = '', incident_id = null where id = $1`, [own.id]),
  )
  const { my } = await ask('GET', own.secret)
  assert.deepEqual([my.status, my.text, my.mayAdd, my.mayRate], ['dropped', '', false, false])
  assert.equal((await ask('POST', `${own.secret}/add`, { text: 'ещё' })).status, 409)
})
