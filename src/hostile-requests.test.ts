import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, query } from './base/database.ts'
import { newId } from './base/ids.ts'
import { addAccount, hashPassword } from './base/people.ts'
import { addChat } from './chat/store.ts'
import { keepReport } from './detection/store.ts'
import { type Door, openDoor, password, type Staff, startStaff } from './staff-testing.ts'

/** Requests that no page of ours would make: each is refused with a stable id and words, or finds nothing. */

let staff: Staff
let incident: { id: string; version: number }
const stranger = () => openDoor(staff.running.address)
const nobody = '00000000-0000-7000-8000-000000000000'

before(async () => {
  staff = await startStaff()
  incident = await plant(staff.departmentId)
})
after(() => staff?.close())

/** A message that is kept, and the incident which it opens. */
async function plant(departmentId: string): Promise<{ id: string; version: number }> {
  const { db, running } = staff
  const chat = { id: newId(), departmentId, channel: 'memory', externalId: newId(), title: 'Yard', slug: null }
  await inTransaction(db, (tx) => addChat(tx, { ...chat, precinctId: null, lang: 'ru' }, new Date()))
  const from = { author: 'a', authorName: 'Сосед', media: null, attachments: [], location: null, replyTo: null }
  const text = 'В наши контейнеры во дворе дома 14/2 опять вываливают строительный мусор'
  const message = { id: 'm1', at: new Date(), text, direct: false, ...from }
  const { kept } = await running.deps.ears.hear(chat, message)
  assert.ok(kept)
  for (let patience = 200; patience > 0; patience--) {
    const sql = `select i.id, i.version from incident i where i.chat_id = $1 and i.assigned_by <> ''`
    const [found] = await query<{ id: string; version: number }>(db, sql, [chat.id])
    if (found) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('The incident did not open within twenty seconds.')
}

function refused(
  answer: { status: number; body: { error: string; message: string } },
  status: number | number[],
): void {
  const allowed = Array.isArray(status) ? status : [status]
  assert.ok(allowed.includes(answer.status), `${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`)
  assert.match(answer.body.error, /^[a-z-]+$/, JSON.stringify(answer.body))
  assert.ok(answer.body.message.length > 5, JSON.stringify(answer.body))
}

/** Asks with these headers and no others. */
async function raw(method: string, path: string, headers: Record<string, string>, body?: string) {
  const answer = await fetch(staff.running.address + path, { method, headers, ...(body === undefined ? {} : { body }) })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text) }
}

test('nobody acts for another role', async () => {
  const { doors, ids } = staff
  const acts = `/api/incidents/${incident.id}/acts`
  refused(await doors.administrator.ask('POST', acts, { act: 'accept', version: incident.version }), 403)
  refused(await doors.administrator.ask('GET', `/api/incidents/${incident.id}`), 403)
  refused(await stranger().ask('GET', `/api/incidents/${incident.id}`), 401)
  const assign = { act: 'assign', version: incident.version, inspectorId: ids.inspector }
  refused(await doors.inspector.ask('POST', acts, assign), [403, 409])
  refused(await doors.chief.ask('POST', acts, { act: 'approve', version: incident.version }), [409, 422])
  refused(await doors.chief.ask('POST', acts, { act: 'erase', version: incident.version }), 400)
})

test('an incident is given to nobody who is not there, not of the department, or no inspector', async () => {
  const { doors, ids } = staff
  const { id: foreign } = await otherDepartment()
  const acts = `/api/incidents/${incident.id}/acts`
  for (const inspectorId of [nobody, foreign, ids.administrator])
    refused(
      await doors.chief.ask('POST', acts, { act: 'assign', version: incident.version, inspectorId }),
      [404, 409, 422],
    )
  const precinct = { act: 'assign', version: incident.version, inspectorId: ids.inspector, precinctId: nobody }
  refused(await doors.chief.ask('POST', acts, precinct), [404, 409, 422])
  const { body } = await doors.chief.ask('GET', `/api/incidents/${incident.id}`)
  assert.equal(body.version, incident.version)
  for (const into of [nobody, incident.id])
    refused(await doors.chief.ask('POST', acts, { act: 'join', version: incident.version, into }), [404, 409, 422])
  const split = { act: 'split', version: incident.version, reportIds: [nobody] }
  refused(await doors.chief.ask('POST', acts, split), [404, 409, 422])
})

/** A chief of another department, signed in. */
async function otherDepartment(): Promise<{ id: string; departmentId: string; door: Door }> {
  const [id, departmentId, login] = [newId(), newId(), `foreign-${newId()}`]
  await inTransaction(staff.db, async (tx) => {
    const sql = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Другой', 'Басқа', now())`
    await query(tx, sql, [departmentId])
    const person = { id, departmentId, login, name: 'Foreign', position: '', role: 'chief', locale: 'ru' } as const
    await addAccount(tx, person, new Date(), await hashPassword(password))
  })
  return { id, departmentId, door: await staff.signIn(login) }
}

test('another department sees neither the incident nor its files', async () => {
  const { door } = await otherDepartment()
  const { doors, running } = staff
  const form = new FormData()
  const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n', 'latin1')
  form.set('file', new Blob([pdf], { type: 'application/pdf' }), 'a.pdf')
  const { body } = await doors.chief.ask('POST', `/api/incidents/${incident.id}/files`, form)
  const own = await fetch(`${running.address}/api/files/${body.hash}`, { headers: { cookie: doors.chief.cookie } })
  assert.equal(own.status, 200)
  await own.arrayBuffer()
  refused(await door.ask('GET', `/api/files/${body.hash}`), 404)
  refused(await stranger().ask('GET', `/api/files/${body.hash}`), 401)
  refused(await door.ask('GET', `/api/incidents/${incident.id}`), 404)
  refused(await door.ask('POST', `/api/incidents/${incident.id}/acts`, { act: 'accept', version: 1 }), 404)
  refused(await doors.chief.ask('GET', `/api/files/${'0'.repeat(64)}`), 404)
  incident = (await doors.chief.ask('GET', `/api/incidents/${incident.id}`)).body
})

test('a request from a foreign page, or with a session that ended, changes nothing', async () => {
  const { cookie, csrf } = staff.doors.chief
  const json = { 'content-type': 'application/json' }
  const body = JSON.stringify({ act: 'accept', version: incident.version })
  const path = `/api/incidents/${incident.id}/acts`
  for (const headers of [
    { cookie, ...json },
    { cookie, ...json, 'x-csrf': `${csrf}x` },
    { cookie, ...json, 'x-csrf': '' },
  ])
    refused(await raw('POST', path, headers, body), 403)
  refused(await raw('POST', '/api/sign-in', json, JSON.stringify({ login: 'chief', password })), 403)
  const door = await staff.signIn('inspector')
  await inTransaction(staff.db, async (tx) => {
    const sql = `update session set expires_at = now() - interval '1 second' where csrf = $1`
    await query(tx, sql, [door.csrf])
  })
  refused(await door.ask('GET', '/api/me'), 401)
  refused(await door.ask('GET', '/api/live'), 401)
  refused(await door.ask('POST', path, { act: 'accept', version: incident.version }), [401, 403])
  refused(await raw('GET', '/api/me', { cookie: `uchastok=${'A'.repeat(43)}` }), 401)
  refused(await raw('GET', '/api/me', { cookie: `uchastok=' or 1=1 --` }), 401)
})

test('a body that is too large, torn, or of another kind', async () => {
  const { cookie, csrf } = staff.doors.chief
  const path = `/api/incidents/${incident.id}/acts`
  const ask = (body: string, type = 'application/json') =>
    raw('POST', path, { cookie, 'x-csrf': csrf, 'content-type': type }, body)
  refused(await ask(JSON.stringify({ act: 'accept', version: 1, more: 'x'.repeat(2_000_000) })), 413)
  refused(await ask('{"act": "accept", '), 400)
  refused(await ask('<act/>', 'application/xml'), 415)
  refused(await ask('[]'), 400)
  refused(await ask('null'), 400)
  refused(await ask('{"__proto__": {"act": "accept"}, "act": "accept", "version": 1}'), 400)
  refused(await ask('', 'application/json'), 400)
  refused(await ask('--x\r\n', 'multipart/form-data; boundary=x'), [400, 415])
  refused(await ask(JSON.stringify({ act: 'accept', version: '1' })), 400)
  refused(await ask(JSON.stringify({ act: 'accept', version: 1e300 })), 400)
})

const cursor = (text: string) => Buffer.from(text).toString('base64url')

test('what is asked for in a way that means nothing is refused or finds nothing', async () => {
  const { chief } = staff.doors
  const strange = [
    ...['limit=-1', 'limit=0', 'limit=1e9', 'limit=abc', 'tab=secret', 'category=nothing', 'precinct=1'],
    ...[
      'x',
      cursor('1 2'),
      cursor(`1 ${'-'.repeat(36)}`),
      cursor(`2026-01-01 ${nobody}`),
      cursor(`+275760-09-13 ${nobody}`),
    ].map((before) => `before=${before}`),
    `before=${cursor(`2026-01-01T00:00:00.000Z ${'f'.repeat(36)}`)}`,
    ...[
      "' or 1=1 --",
      '"; drop table incident; --',
      '% _ \\',
      '& | ! ( ) : *',
      '\\u0000',
      '№ 999999999999999',
      'a'.repeat(200),
    ].map((q) => `q=${encodeURIComponent(q)}`),
    'q=%00',
    `q=${'a'.repeat(201)}`,
    'q=a&q=b',
  ]
  for (const query of strange) {
    const answer = await chief.ask('GET', `/api/incidents?${query}`)
    assert.ok(answer.status === 200 || answer.status === 400, `${query}: ${answer.status}`)
    if (answer.status === 400) refused(answer, 400)
  }
  const ids = [
    'x',
    '1',
    '-1',
    '0',
    '999999999999999',
    '9'.repeat(30),
    nobody,
    `${nobody}'`,
    '%27',
    '%00',
    '..',
    '__proto__',
  ]
  for (const id of ids) {
    const answer = await chief.ask('GET', `/api/incidents/${id}`)
    if (id !== '..' && !(id === '1' && answer.status === 200)) refused(answer, [400, 404])
  }
  const others = ['/api/unsure/x', `/api/unsure/${nobody}`, `/api/incidents/${nobody}/acts`, '/api/chats/x/import']
  for (const path of others)
    refused(await chief.ask('POST', path, { decide: 'nothing', act: 'accept', version: 1 }), [400, 404])
  for (const path of [
    '/api/campaign?from=2026-13-45&to=x',
    '/api/campaign?from=2026-02-30&to=2026-03-01',
    '/api/campaign/list?measure=x',
  ])
    refused(await chief.ask('GET', path), 400)
  for (const path of [
    '/api/files/x',
    '/api/files/..%2f..%2fetc%2fpasswd',
    '/api/my/x',
    '/api/rooms/..%2f..%2fetc',
    '/api/invites/x',
  ])
    refused(await chief.ask('GET', path), [400, 404])
})

test('a kept message joins only an incident that is there and may be seen', async () => {
  const { departmentId, doors, db } = staff
  const foreign = await otherDepartment()
  const theirs = await plant(foreign.departmentId)
  const [chat] = await query<{ id: string }>(db, 'select id from chat where department_id = $1', [departmentId])
  const id = newId()
  const reading = {
    kind: 'question' as const,
    category: null,
    route: null,
    urgency: null,
    places: [],
    lang: 'ru' as const,
  }
  const message = { id: 'unsure', at: new Date(), author: 'a', authorName: 'a', text: 'а что это было', media: null }
  await inTransaction(db, (tx) =>
    keepReport(
      tx,
      { id: chat?.id ?? '', departmentId } as never,
      { ...message, attachments: [], location: null, replyTo: null, direct: true },
      { ...reading, incident: null, likelihood: 0.4, why: [], categories: [], times: [], also: [] },
      { id, secret: newId(), state: 'unsure', now: new Date() },
    ),
  )
  for (const incidentId of [nobody, theirs.id])
    refused(await doors.chief.ask('POST', `/api/unsure/${id}`, { decide: 'join', incidentId }), 404)
  refused(await foreign.door.ask('POST', `/api/unsure/${id}`, { decide: 'nothing' }), 404)
  const joined = await doors.chief.ask('POST', `/api/unsure/${id}`, { decide: 'join', incidentId: incident.id })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  // Until its step has run it may still be taken back.
  for (let patience = 200; patience > 0; patience -= 1) {
    const [row] = await query<{ state: string }>(db, 'select state from report where id = $1', [id])
    if (row?.state === 'joined') break
    await sleep(50)
  }
  refused(await doors.chief.ask('POST', `/api/unsure/${id}`, { decide: 'nothing' }), 409)
})

test('paths that climb reach no file; what is not there is said in JSON below /api', async () => {
  const port = Number(new URL(staff.running.address).port)
  for (const path of [
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%5c..%5cstart.mjs',
    '//etc/passwd',
    '/%00',
    '/%E0%A4%A',
  ]) {
    const answer = await plain(port, path)
    assert.doesNotMatch(answer, /root:|"uchastok"|import \{ spawn/, path)
    assert.doesNotMatch(answer, /^HTTP\/1\.1 5/, path)
  }
  for (const path of ['/api/nothing', '/api/', '/api/incidents/x/y/z']) refused(await stranger().ask('GET', path), 404)
  refused(await raw('POST', '/api/nothing', { 'x-uchastok': '1' }), 404)
  refused(await raw('DELETE', '/nothing', { 'x-uchastok': '1' }), 404)
})

/** Sends the path as it is: `fetch` would tidy it up first. */
function plain(port: number, path: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`),
    )
    let text = ''
    socket.on('data', (bytes) => {
      text += bytes
    })
    socket.once('end', () => done(text)).once('error', failed)
  })
}

test('who tries too often is told to wait', async () => {
  const tried = await Promise.all(
    Array.from({ length: 40 }, () =>
      raw(
        'POST',
        '/api/sign-in',
        { 'x-uchastok': '1', 'content-type': 'application/json' },
        '{"login":"nobody","password":"x"}',
      ),
    ),
  )
  const late = tried.filter(({ status }) => status === 429)
  assert.ok(late.length >= 8, `${late.length} of 40 were told to wait`)
  for (const answer of late) refused(answer, 429)
  for (const answer of tried.filter(({ status }) => status !== 429)) refused(answer, 401)
})
