import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inTransaction, one, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { addAccount, hashPassword } from './base/people.ts'
import type { MemoryChannel } from './chat/memory.ts'
import type { Message } from './chat/message.ts'
import { addChat, getChat } from './chat/store.ts'
import type { IncidentPage } from './incident/incident.ts'
import { putPrecinct, setInspectors } from './inspection/store.ts'
import { type Door, password, type Staff, startStaff } from './staff-testing.ts'

/** Whatever a person sends is taken as text, refused in words, or has no effect: it breaks nothing and shows nothing. */

const photos = fileURLToPath(new URL('../demo/photos/', import.meta.url))
const debris = 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор, мешки и битый кирпич!'
let staff: Staff
let memory: MemoryChannel
let inspector: Door
let chief: Door
let precinctId: string
let photo: Buffer

before(async () => {
  staff = await startStaff()
  const { doors, running, departmentId, ids } = staff
  inspector = doors.inspector
  chief = doors.chief
  memory = running.deps.channels.get('memory') as MemoryChannel
  photo = await readFile(join(photos, 'debris-before.jpg'))
  const ring: [number, number][] = [[69.58, 42.33], [69.6, 42.33], [69.6, 42.35], [69.58, 42.35], [69.58, 42.33]] // biome-ignore format: a shape
  precinctId = newId()
  await inTransaction(staff.db, async (tx) => {
    const area = { type: 'Polygon' as const, coordinates: [ring] }
    await putPrecinct(tx, departmentId, { id: precinctId, number: '11', nameRu: 'Участок', nameKk: 'Учаске', area })
    await setInspectors(tx, precinctId, [ids.inspector])
  })
})
after(() => staff?.close())

async function newChat(externalId: string, precinct: string | null = precinctId, channel = 'memory'): Promise<string> {
  const chat = { id: newId(), departmentId: staff.departmentId, channel, externalId, title: externalId, slug: null }
  await inTransaction(staff.db, (tx) => addChat(tx, { ...chat, precinctId: precinct, lang: 'ru' }, new Date()))
  return chat.id
}

const says = (id: string, text: string, more: Partial<Message> = {}): Message => ({
  id,
  at: new Date(),
  author: 'neighbour',
  authorName: 'Соседка',
  text,
  media: null,
  attachments: [],
  location: null,
  replyTo: null,
  direct: false,
  ...more,
})

async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let patience = 200; patience > 0; patience--) {
    const seen = await look()
    if (seen) return seen
    await sleep(100)
  }
  throw new Error(`Waited twenty seconds in vain: ${what}.`)
}

/** The incident that a message of this chat opened or joined, once it has somebody. */
const incidentOf = (chatId: string, externalId: string) =>
  until(`the incident of ${externalId}`, async () => {
    const [row] = await query<{ id: string; assignedBy: string; inspectorId: string | null }>(
      staff.db,
      `select i.id, i.assigned_by as "assignedBy", i.inspector_id as "inspectorId" from report r
       join incident i on i.department_id = r.department_id and i.id = r.incident_id
       where r.chat_id = $1 and r.external_id = $2 and i.assigned_by <> ''`,
      [chatId, externalId],
    )
    return row
  })

let yards = 0
/** A chat of its own with one incident in it. */
async function newIncident(text = debris, more: Partial<Message> = {}): Promise<IncidentPage & { chat: string }> {
  const chat = `yard-${++yards}`
  const chatId = await newChat(chat)
  await memory.say(chat, says('m1', text, more))
  const { id } = await incidentOf(chatId, 'm1')
  return { ...(await page(id)), chat }
}

async function page(id: string, who: Door = chief): Promise<IncidentPage> {
  const { status, body } = await who.ask('GET', `/api/incidents/${id}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

const form = (bytes: Buffer, type = 'image/jpeg', name = 'photo.jpg', more: Record<string, string> = {}) => {
  const data = new FormData()
  for (const [key, value] of Object.entries(more)) data.set(key, value)
  data.set('file', new Blob([new Uint8Array(bytes)], { type }), name)
  return data
}

/** Every refusal is JSON with a stable id and words. */
function refused(answer: Awaited<ReturnType<Door['ask']>>, status: number, error?: string | RegExp): void {
  assert.equal(answer.status, status, JSON.stringify(answer.body))
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  assert.match(answer.body.error, /^[a-z-]+$/)
  assert.ok(answer.body.message.length > 5, JSON.stringify(answer.body))
  if (error) assert.match(answer.body.error, new RegExp(error))
}

const filesKept = async () => (await readdir(join(staff.dataDir, 'files'), { recursive: true })).length

test('a photo of 60 MB, a program named .jpg, a page, a drawing: refused in words, and nothing of them stays', async () => {
  const { id } = await newIncident()
  const before = await filesKept()
  const send = (data: FormData) => inspector.ask('POST', `/api/incidents/${id}/files`, data)
  const large = await send(form(Buffer.concat([photo, Buffer.alloc(60_000_000)])))
  refused(large, 413, 'too-large')
  assert.match(large.body.message, /25 МБ/)
  const tooMany = await send(form(Buffer.alloc(111_000_000), 'video/mp4', 'film.mp4'))
  refused(tooMany, 413, 'too-large')
  const program = Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(4000)])
  refused(await send(form(program)), 415, 'wrong-type')
  refused(await send(form(Buffer.from('<html><script>alert(1)</script>'), 'text/html', 'a.html')), 415)
  refused(await send(form(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', 'a.svg')), 415)
  refused(await send(form(photo, 'image/jpeg', 'a.jpg', { purpose: 'proof' })), 400, 'bad-input')
  refused(await send(new FormData()), 400, 'bad-input')
  refused(await inspector.ask('POST', `/api/incidents/${id}/files`, { file: 'text' }), 400)
  assert.equal(await filesKept(), before)
  assert.deepEqual(await readdir(join(staff.dataDir, 'files', 'arriving')), [])
  const { journal, attachments } = await page(id)
  assert.equal(attachments.length, 0)
  assert.ok(journal.every(({ kind }) => kind !== 'file.added'))
})

const nasty = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '#eval("1+1") $x^2$ #read("/etc/passwd") *жирно* \\ @label',
  'пере\u202eвёрнутый\u202c и\u200b\u200dневидимое\ufeff',
  `'; drop table report; --`,
  `{{7*7}} ${'$'}{7*7} %s %n \\u0000`,
]

test('markup, signs that steer and quotes are the text that they are', async () => {
  const { id } = await newIncident(`${debris} ${nasty.join(' ')}`, { authorName: `${nasty[0]}${nasty[2]}` })
  const caption = nasty.join(' ').slice(0, 300)
  const sent = await inspector.ask(
    'POST',
    `/api/incidents/${id}/files`,
    form(photo, 'image/jpeg', `${nasty[0]}.jpg`, { caption }),
  )
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const answer = await inspector.ask('GET', `/api/incidents/${id}`)
  assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'self';script-src 'self';/)
  const seen = answer.body as IncidentPage
  assert.equal(seen.messages[0]?.text, `${debris} ${nasty.join(' ')}`)
  // A name may hold anything but signs that would turn round what stands beside it.
  const name = seen.messages[0]?.authorName ?? ''
  assert.ok(name.startsWith(nasty[0] ?? '-'), name)
  assert.doesNotMatch(name, /[\u202a-\u202e\u2066-\u2069\ufeff]/)
  assert.equal(seen.attachments[0]?.caption, caption)
  const file = await fetch(`${staff.running.address}/api/files/${sent.body.hash}`, {
    headers: { cookie: inspector.cookie },
  })
  assert.equal(file.headers.get('content-type'), 'image/jpeg')
  assert.equal(file.headers.get('x-content-type-options'), 'nosniff')
  await file.arrayBuffer()
  const accepted = await inspector.ask('POST', `/api/incidents/${id}/acts`, { act: 'accept', version: seen.version })
  const text = nasty.join('\n')
  const found = { act: 'confirm', version: accepted.body.version, text, placeText: nasty[0] }
  const confirmed = await inspector.ask('POST', `/api/incidents/${id}/acts`, found)
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body))
  assert.equal(confirmed.body.findings[0].text, text)
})

test('a text of 20,000 characters is kept whole; letters that PostgreSQL refuses do not lose the message', async () => {
  const long = `${debris} ${'ә'.repeat(20_000)}`.slice(0, 20_000)
  const { messages } = await newIncident(long)
  assert.equal(messages[0]?.text.length, 20_000)
  const torn = await newIncident(`${debris} a\0b \ud83d`, { authorName: 'С\0осед\udc00' })
  assert.ok(torn.messages[0]?.text.startsWith(debris))
  const act = { act: 'accept', version: torn.version }
  const accepted = await inspector.ask('POST', `/api/incidents/${torn.id}/acts`, act)
  const zero = { act: 'confirm', version: accepted.body.version, text: 'Увидел\0 мусор \ud83d' }
  assert.equal((await inspector.ask('POST', `/api/incidents/${torn.id}/acts`, zero)).status, 200)
  const tooLong = { act: 'notFound', version: 1, text: 'x'.repeat(5001) }
  refused(await inspector.ask('POST', `/api/incidents/${torn.id}/acts`, tooLong), 400, 'bad-input')
})

test('a message that is delivered twice, even at once, makes one report and one answer', async () => {
  const chatId = await newChat('twice')
  const chat = await getChat(staff.db, chatId)
  const message = says('m1', debris)
  const { ears } = staff.running.deps
  const heard = await Promise.all([ears.hear(chat, message), ears.hear(chat, message)])
  heard.push(await ears.hear(chat, message))
  assert.equal(heard.filter(({ kept }) => kept).length, 1)
  const { id } = await incidentOf(chatId, 'm1')
  await until('the answer', async () => memory.said.some((said) => said.chat === 'twice'))
  const { jobs } = await one<{ jobs: number }>(
    staff.db,
    'select count(*)::int as jobs from graphile_worker.jobs where attempts > 1',
  )
  assert.equal(jobs, 0)
  assert.equal((await page(id)).messages.length, 1)
  assert.equal(memory.said.filter((said) => said.chat === 'twice').length, 1)
})

test('a chat that nobody bound is not heard; one without a precinct goes to who is on duty, else to a chief, with why', async () => {
  const before = await one(staff.db, 'select count(*)::int as n from report')
  await memory.say('nobody-bound-this', says('m1', debris))
  assert.deepEqual(await one(staff.db, 'select count(*)::int as n from report'), before)
  const chatId = await newChat('no-precinct', null)
  // A place that lies in no precinct helps as little.
  await memory.say('no-precinct', says('m1', debris, { location: { lon: 71.4, lat: 51.1 } }))
  const first = await incidentOf(chatId, 'm1')
  assert.deepEqual([first.assignedBy, first.inspectorId], ['none chief', staff.ids.chief])
  const second = newId()
  await inTransaction(staff.db, async (tx) => {
    const person = { id: second, departmentId: staff.departmentId, login: 'second', name: 'Second', position: '' }
    await addAccount(tx, { ...person, role: 'inspector', locale: 'kk' }, new Date(), await hashPassword(password))
    const duty = `insert into duty (id, department_id, account_id, starts_at, ends_at) values ($1, $2, $3, now() - interval '1 hour', now() + interval '1 hour')`
    await query(tx, duty, [newId(), staff.departmentId, second])
  })
  staff.running.deps.atlas.forget(staff.departmentId)
  const onDuty = await newChat('no-precinct-at-night', null)
  await memory.say('no-precinct-at-night', says('m1', debris))
  assert.equal((await incidentOf(onDuty, 'm1')).assignedBy, 'none duty')
  const outside = await newChat('place-outside')
  await memory.say('place-outside', says('m1', debris, { location: { lon: 76.9, lat: 43.2 } }))
  assert.equal((await incidentOf(outside, 'm1')).assignedBy, 'chat main')
})

test('two inspectors who accept at the same moment: one has it, the other is told', async () => {
  const { id, version } = await newIncident()
  const other = await staff.signIn('chief')
  const both = await Promise.all(
    [inspector, other].map((who) => who.ask('POST', `/api/incidents/${id}/acts`, { act: 'accept', version })),
  )
  const [done, late] = both.toSorted((a, b) => a.status - b.status)
  assert.equal(done?.status, 200)
  assert.ok(late)
  refused(late, 409, 'refused')
  assert.equal(late.body.refused, 'changed-meanwhile')
  const { journal } = await page(id)
  assert.equal(journal.filter(({ kind }) => kind === 'incident.acted').length, 1)
})

test('a word on a closed incident reaches it: the page changes, is told live, and the journal has it', async () => {
  const opened = await newIncident()
  const closed = await inspector.ask('POST', `/api/incidents/${opened.id}/acts`, {
    act: 'handOver',
    version: opened.version,
    to: 'akimat',
  })
  assert.ok(closed.body.closedAt, JSON.stringify(closed.body))
  const told: unknown[] = []
  const stop = staff.running.deps.live.follow((news) => told.push(news))
  await memory.say(
    opened.chat,
    says('m2', 'опять вываливают мусор там же, во дворе дома 14/2, ничего не убрали', { replyTo: 'm1' }),
  )
  const [{ state = '', incidentId = null } = {}] = await until('the word has its place', async () => {
    const sql = `select state, incident_id as "incidentId" from report where external_id = 'm2' and state <> 'waiting'`
    const rows = await query<{ state: string; incidentId: string | null }>(staff.db, sql)
    return rows.length > 0 && rows
  })
  // A person must see it: on the incident, or, read as a report of its own, as a new one, or among the unsure.
  if (state === 'unsure') return assert.match(JSON.stringify((await chief.ask('GET', '/api/unsure')).body), /опять/)
  const seen = await page(incidentId ?? '')
  assert.ok(seen.messages.some(({ text }) => text.startsWith('опять')))
  if (incidentId === opened.id) {
    assert.ok(seen.version > closed.body.version && seen.reports === 2 && seen.status === 'handed_over')
    assert.ok(seen.journal.some(({ kind }) => kind === 'incident.followed'))
    await until('the open pages are told', async () => JSON.stringify(told).includes('incident.followed'))
  } else assert.equal(seen.status, 'new')
  stop()
})

test('histories of 1970 and 2099 are kept and shown, and break neither deadlines nor figures', async () => {
  const chat = await newChat('history', precinctId, 'export')
  const lines = ['1970-01-01T00:00:00+05:00', '2026-03-01T10:00:00+05:00', '2099-12-31T23:59:59+05:00'].map((ts, i) =>
    JSON.stringify({ i, ts, author: `a${i}`, text: `${debris} Подъезд ${i + 1}.`, media: null, reply: null }),
  )
  const data = new FormData()
  data.set('file', new Blob([lines.join('\n')]), 'history.jsonl')
  refused(await inspector.ask('POST', `/api/chats/${chat}/import`, data), 403, 'not-yours')
  const { body } = await chief.ask('POST', `/api/chats/${chat}/import`, data)
  const done = await until('it is read in', async () => {
    const { items } = (await chief.ask('GET', '/api/imports')).body
    return items.find((job: { id: string; state: string }) => job.id === body.id && job.state === 'done')
  })
  assert.deepEqual([done.read, done.kept, done.unreadable], [3, 3, 0])
  const rows = await query<{ happened: string; late: boolean }>(
    staff.db,
    `select to_char(min(r.at), 'YYYY') as happened, min(i.answer_due) < min(i.opened_at) or min(i.opened_at) > now() as late
     from report r join incident i on i.id = r.incident_id where r.chat_id = $1 group by i.id order by 1`,
    [chat],
  )
  assert.equal(rows[0]?.happened, '1969')
  assert.ok(rows.every(({ late }) => !late))
  const [{ n = 0 } = {}] = await query<{ n: number }>(
    staff.db,
    'select count(*)::int as n from reply where chat_id = $1',
    [chat],
  )
  assert.equal(n, 0, 'nobody is answered who wrote years ago, or has not written yet')
  for (const span of [
    'from=1970-01-01&to=1970-01-02',
    'from=2026-01-01&to=2026-12-31',
    'from=2099-12-01&to=2099-12-31',
  ]) {
    const { status } = await chief.ask('GET', `/api/campaign?${span}`)
    assert.ok(status === 200 || status === 400, `${span}: ${status}`)
  }
  assert.equal((await chief.ask('GET', '/api/incidents?tab=all&limit=100')).status, 200)
})
