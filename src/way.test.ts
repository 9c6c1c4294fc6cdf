import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readConfig } from './base/config.ts'
import { inTransaction, one, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { silent } from './base/log.ts'
import { addAccount, hashPassword } from './base/people.ts'
import { type TestDatabase, testDatabase } from './base/testing.ts'
import { type MemoryChannel, memoryChannel } from './chat/memory.ts'
import type { Message } from './chat/message.ts'
import { addChat } from './chat/store.ts'
import type { IncidentPage } from './incident/incident.ts'
import { putPrecinct, setInspectors } from './inspection/store.ts'
import { type Running, startUchastok } from './main.ts'

/** One message walks the whole way, from a shared chat to a line in the campaign's figures. */

const password = 'correct horse battery'
const photos = fileURLToPath(new URL('../demo/photos/', import.meta.url))
let database: TestDatabase
let data: string
let running: Running
let chat: MemoryChannel
const departmentId = newId()
const inspectorId = newId()

before(async () => {
  database = await testDatabase()
  data = await mkdtemp(join(tmpdir(), 'uchastok-way-'))
  const now = new Date()
  const hash = await hashPassword(password)
  await inTransaction(database.db, async (tx) => {
    await query(tx, 'insert into department (id, name_ru, name_kk, created_at) values ($1, $2, $3, $4)', [
      departmentId,
      'Отдел',
      'Бөлім',
      now,
    ])
    const person = { departmentId, position: 'участковый инспектор', locale: 'ru' as const }
    await addAccount(
      tx,
      { ...person, id: inspectorId, login: 'inspector', name: 'Инспектор Участка', role: 'inspector' },
      now,
      hash,
    )
    await addAccount(tx, { ...person, id: newId(), login: 'chief', name: 'Начальник Отдела', role: 'chief' }, now, hash)
    const area = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [69.58, 42.33],
          [69.6, 42.33],
          [69.6, 42.35],
          [69.58, 42.35],
          [69.58, 42.33],
        ] as [number, number][],
      ],
    }
    const precinct = await putPrecinct(tx, departmentId, {
      id: newId(),
      number: '11',
      nameRu: 'Участок № 11',
      nameKk: '№ 11 учаске',
      area,
    })
    await setInspectors(tx, precinct, [inspectorId])
    await addChat(
      tx,
      {
        id: newId(),
        departmentId,
        channel: 'memory',
        externalId: 'yard',
        title: 'Двор',
        slug: null,
        precinctId: precinct,
        lang: 'ru',
      },
      now,
    )
  })
  chat = memoryChannel()
  running = await startUchastok({
    config: readConfig({ PORT: '0', UCHASTOK_DATA: data }),
    db: database.db,
    log: silent,
    channels: [chat],
  })
})

after(async () => {
  await running.close()
  await database.close()
  await rm(data, { recursive: true })
})

let said = 0
async function say(author: string, text: string, more: Partial<Message> = {}): Promise<string> {
  said += 1
  const id = `m${said}`
  await chat.say('yard', {
    id,
    at: new Date(),
    author,
    authorName: author,
    text,
    media: null,
    attachments: [],
    location: null,
    replyTo: null,
    direct: false,
    ...more,
  })
  return id
}

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let patience = 200; patience > 0; patience--) {
    const seen = await look()
    if (seen) return seen
    await sleep(50)
  }
  throw new Error(`Waited ten seconds in vain: ${what}.`)
}

/** A person of the staff at a browser. */
async function signIn(login: string) {
  let headers: Record<string, string> = { 'x-uchastok': '1' }
  const ask = async <T = IncidentPage>(method: string, path: string, body?: unknown, status = 200): Promise<T> => {
    const form = body instanceof FormData
    const answer = await fetch(`${running.address}${path}`, {
      method,
      headers: { ...headers, ...(body && !form ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    assert.equal(answer.status, status, `${method} ${path}: ${text.slice(0, 300)}`)
    const cookie = answer.headers.get('set-cookie')?.split(';')[0]
    if (cookie) headers = { ...headers, cookie }
    return JSON.parse(text)
  }
  const { csrf } = await ask<{ csrf: string }>('POST', '/api/sign-in', { login, password })
  headers = { ...headers, 'x-csrf': csrf }
  const upload = async (id: string, purpose: string, name: string): Promise<string> => {
    const form = new FormData()
    form.set('purpose', purpose)
    form.set('file', new Blob([await readFile(join(photos, name))], { type: 'image/jpeg' }), name)
    return (await ask<{ id: string }>('POST', `/api/incidents/${id}/files`, form)).id
  }
  /** Server-sent events, as an open page gets them. */
  const live = async () => {
    const ending = new AbortController()
    const answer = await fetch(`${running.address}/api/live`, { headers, signal: ending.signal })
    const seen: string[] = []
    const reader = answer.body?.getReader()
    void (async () => {
      for (;;) {
        const part = await reader?.read().catch(() => null)
        if (!part || part.done) return
        seen.push(Buffer.from(part.value).toString())
      }
    })()
    return { seen, end: () => ending.abort() }
  }
  return { ask, upload, live, raw: (path: string) => fetch(`${running.address}${path}`, { headers }) }
}

test('a message about construction waste becomes an incident, a protocol, a clean yard, an outcome, thanks and a figure', async () => {
  const inspector = await signIn('inspector')
  const page = await inspector.live()
  await until('the page listens', async () => page.seen.join('').includes('hello'))

  // The chat, with chatter before and after.
  await say('Сосед Первый', 'Всем доброе утро! Кто завтра едет в центр?')
  const debris = await readFile(join(photos, 'debris-before.jpg'))
  const first = await say(
    'Соседка Вторая',
    'Соседи, в наши контейнеры во дворе опять вываливают строительный мусор, мешки и битый кирпич!',
    {
      media: 'photo',
      attachments: [{ kind: 'photo', name: 'IMG_1.jpg', open: async () => debris }],
    },
  )
  const written = Date.now()
  const item = await until('the incident in the queue', async () => {
    const { items } = await inspector.ask<{ items: IncidentPage[] }>('GET', '/api/incidents?tab=new')
    return items[0]
  })
  await until('the news on the open page', async () => page.seen.join('').includes(item.id))
  assert.ok(Date.now() - written < 5000, 'the news came while the message was fresh')
  assert.equal(item.category, 'waste')
  assert.equal(item.inspectorName, 'Инспектор Участка')

  await say('Сосед Третий', 'да, тоже вижу, дом 14/2, прямо у контейнеров', { replyTo: first })
  await say('Сосед Четвёртый', 'машина белая, номер 123ABC17, мешки сгружали', { replyTo: first })
  await say('Сосед Пятый', 'Продаю детскую коляску, почти новая, пишите в личку')
  const incident = await until('the two neighbours on the incident', async () => {
    const now = await inspector.ask('GET', `/api/incidents/${item.id}`)
    return now.messages.length === 3 && now
  })
  assert.match(incident.placeText, /14\/2/)
  assert.equal(incident.attachments.filter(({ purpose }) => purpose === 'report').length, 1)

  // The bot spoke once, in Russian, with the number and nothing about anybody.
  await until('the first answer', async () => chat.said.length > 0)
  assert.equal(chat.said.length, 1)
  const answer = chat.said[0]?.post.text ?? ''
  assert.match(answer, new RegExp(`№ ${incident.number}`))
  assert.doesNotMatch(answer, /Сосед|123ABC|14\/2/)
  assert.equal(chat.said[0]?.post.replyTo, first)

  // The inspector goes there.
  const act = async (input: Record<string, unknown>, status = 200) => {
    const { version } = await inspector.ask('GET', `/api/incidents/${incident.id}`)
    return inspector.ask('POST', `/api/incidents/${incident.id}/acts`, { version, ...input }, status)
  }
  await act({ act: 'accept' })
  const foundText = 'Во дворе в контейнерах для бытовых отходов строительный мусор: кирпич, мешки со штукатуркой.'
  await act({ act: 'confirm', text: foundText, placeText: 'двор дома 14/2', answers: { 'waste.where': 'container' } })

  // Who did it, with a look-up that is journalled.
  const search = { iin: '000101100016', reason: 'материал по сообщению из чата', incidentId: incident.id }
  const none = await inspector.ask<{ items: unknown[] }>('POST', '/api/people/search', search)
  assert.equal(none.items.length, 0)
  const subject = {
    kind: 'individual',
    surname: 'Примеров',
    given: 'Образец',
    patronymic: null,
    iin: '000101100016',
    plates: ['123ABC17'],
  }
  const named = await inspector.ask('POST', `/api/incidents/${incident.id}/subjects`, { subject, role: 'offender' })
  const offender = named.subjects[0]
  assert.equal(offender?.iin, '000101100016')
  const looks = await one<{ n: number }>(database.db, 'select count(*)::int as n from look where incident_id = $1', [
    incident.id,
  ])
  assert.equal(looks.n, 1)

  // The articles that may fit, with the question that tells them apart; 344 is not for the police.
  interface Offered {
    questions: { id: string }[]
    candidates: { article: string; part: string | null; refusals: unknown[] }[]
  }
  const offered = await inspector.ask<Offered>('GET', `/api/incidents/${incident.id}/candidates`)
  const parts = offered.candidates.map(({ article, part }) => `${article}(${part})`)
  for (const expected of ['505(1)', '434-2(1)', '344(2)'])
    assert.ok(parts.includes(expected), `${expected} among ${parts}`)
  assert.ok(offered.questions.some(({ id }) => id === 'waste.where'))
  const draft = {
    ...{ kind: 'protocol', lang: 'ru', subjectIds: [offender?.id], answers: { 'waste.where': 'container' } },
  }
  const refused = await inspector.ask<{ refused: string; message: string }>(
    'POST',
    `/api/incidents/${incident.id}/papers`,
    { ...draft, article: '344', part: '2' },
    409,
  )
  assert.equal(refused.refused, 'not-police')
  interface Drawn {
    items: { id: string; document: { fields: { source: string; value: unknown }[] } }[]
  }
  const drawn = await inspector.ask<Drawn>('POST', `/api/incidents/${incident.id}/papers`, {
    ...draft,
    article: '505',
    part: '1',
  })
  const [protocol] = drawn.items
  assert.ok(protocol?.document.fields.every(({ value, source }) => (value === null) === (source === 'missing')))
  const pdf = Buffer.from(await (await inspector.raw(`/api/papers/${protocol?.id}/pdf`)).arrayBuffer())
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')

  // The damage is put right, and proved.
  const due = new Date(Date.now() + 2 * 86_400_000).toISOString()
  await act({ act: 'order', text: 'Вывезти строительные отходы на полигон и очистить контейнеры.', dueAt: due })
  const proof = {
    beforeId: await inspector.upload(incident.id, 'before', 'debris-before.jpg'),
    afterId: await inspector.upload(incident.id, 'after', 'debris-after.jpg'),
    receiptId: await inspector.upload(incident.id, 'receipt', 'landfill-receipt.jpg'),
  }
  await act({ act: 'submit', ...proof })
  await act({ act: 'approve' })
  const closed = await act({ act: 'close', outcome: 'remedied', text: 'Примеров вывез мусор' })
  assert.equal(closed.status, 'closed')

  // The outcome in the chat, with nobody exposed; thanks and a mark.
  const outcome = await until('the outcome', async () => chat.said.find(({ post }) => post.buttons.length > 0))
  assert.match(outcome.post.text, /устранено/)
  assert.doesNotMatch(outcome.post.text, /Примеров|14\/2|000101|123ABC/)
  assert.equal(chat.said.length, 2)
  await chat.press('yard', outcome.id, 'thanks', 'Соседка Вторая')
  await chat.press('yard', outcome.id, 'rate:5', 'Соседка Вторая')

  // The campaign counts it.
  const chief = await signIn('chief')
  const day = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 10)
  const campaign = JSON.stringify(await chief.ask('GET', `/api/campaign?from=${day}&to=${day}`))
  assert.match(campaign, /"waste"/)
  const list = await chief.ask<{ items: { id: string }[] }>(
    'GET',
    `/api/campaign/list?measure=opened&from=${day}&to=${day}`,
  )
  assert.deepEqual(
    list.items.map(({ id }) => id),
    [incident.id],
  )
  page.end()

  // Chatter left nothing.
  const kept = await query<{ text: string }>(database.db, 'select text from report')
  assert.equal(kept.length, 3)
  assert.ok(kept.every(({ text }) => !text.includes('коляск') && !text.includes('центр')))
})
