import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant, localDay } from '../base/calendar.ts'
import { inTransaction, query } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { openYard, reporter, type Yard } from '../person/testing.ts'
import { type Door, openDoor, password, type Staff, startStaff } from '../staff-testing.ts'
import type { BurningView, DeadlinesView, RemindersView } from './deadline-view.ts'
import { remindOfTerms } from './step.ts'

let staff: Staff
let yard: Yard
let neighbour: Door
let stranger: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  neighbour = await staff.signIn(yard.neighbour)
  stranger = openDoor(staff.running.address)
})
after(() => staff?.close())

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const at = (deps: Deps, moment: Date): Deps => ({ ...deps, now: () => moment })
const ago = (days: number) => new Date(Date.now() - days * 86_400_000)
const write = (sql: string, params: unknown[]) => inTransaction(staff.db, (tx) => query(tx, sql, params))

/** An incident in which the inspector found the violation so many days ago. */
async function found(days: number, category: Parameters<Yard['open']>[0] = 'waste'): Promise<string> {
  const id = await yard.open(category)
  await write(
    `insert into finding (department_id, id, incident_id, text, confirmed, happened_at, by_account, at)
     values ($1, $2, $3, 'Мешки у забора', true, $4, $5, $4)`,
    [staff.departmentId, staff.running.deps.newId(), id, ago(days), staff.ids.inspector],
  )
  await write(`update incident set status = 'confirmed', answered_at = now() where id = $1`, [id])
  return id
}

/** A protocol under 505(1) signed so many days ago. */
async function signed(incidentId: string, days: number): Promise<string> {
  const id = staff.running.deps.newId()
  await write(
    `insert into paper (department_id, id, incident_id, kind, article, part, edition, lang, status, suggested, fields, missing,
       by_account, created_at, updated_at, signed_at, stage)
     values ($1, $2, $3, 'protocol', '505', '1', 'koap', 'ru', 'signed', '{}', '{}', 0, $4, $5, $5, $5, 'drawnUp')`,
    [staff.departmentId, id, incidentId, staff.ids.inspector, ago(days)],
  )
  return id
}

async function acted(incidentId: string, paperId: string, act: string, data: object = {}): Promise<void> {
  await write(
    `insert into case_act (department_id, id, incident_id, paper_id, act, happened_at, data, by_account, at)
     values ($1, $2, $3, $4, $5, now(), $6, $7, now())`,
    [
      staff.departmentId,
      staff.running.deps.newId(),
      incidentId,
      paperId,
      act,
      JSON.stringify(data),
      staff.ids.inspector,
    ],
  )
}

const termsOf = (id: string) => ask<DeadlinesView>(staff.doors.inspector, 'GET', `/api/incidents/${id}/deadlines`)
const burning = (door: Door, search = '') => ask<BurningView>(door, 'GET', `/api/deadlines${search}`)
const reminders = async (door: Door) => (await ask<RemindersView>(door, 'GET', '/api/reminders')).items

test('the terms of an incident are its own until a protocol is signed, then those of each protocol', async () => {
  const id = await found(1)
  const before = await termsOf(id)
  assert.ok(before.items.every(({ paperId }) => paperId === null))
  assert.ok(before.items.some(({ id, burns }) => id === 'protocol.clarify' && burns))
  assert.ok(before.items.some(({ limitation }) => limitation))
  const papers = [await signed(id, 0.5), await signed(id, 0.4)]
  const { items, papers: named } = await termsOf(id)
  assert.deepEqual(
    named.map(({ id: paper, about }) => [paper, about]),
    papers.map((paper) => [paper, '505(1)']),
  )
  assert.deepEqual(new Set(items.map(({ paperId }) => paperId)), new Set(papers))
  assert.ok(items.filter(({ id: term }) => term === 'protocol.clarify').every(({ done }) => done !== null))
  const dues = items.map(({ due }) => Date.parse(due ?? ''))
  assert.deepEqual(
    dues,
    dues.toSorted((a, b) => a - b),
  )
})

test('an act on a paper ends its term and begins others', async () => {
  const id = await found(1)
  const paper = await signed(id, 1)
  await acted(id, paper, 'send', { to: 'akimat', toName: 'Акимат' })
  await acted(id, paper, 'receive')
  const { items } = await termsOf(id)
  // Nobody was named: sending waits for the person, considering has begun.
  const consider = items.find(({ id: term }) => term === 'consider.general')
  assert.equal(consider?.whose, 'body')
  assert.ok(items.filter(({ limitation }) => limitation).every(({ suspended, burns }) => suspended && !burns))
})

test('what burns is seen by whose it is, and the late stands first', async () => {
  const late = await found(6)
  const { items, counts } = await burning(staff.doors.inspector)
  const mine = items.find(({ incidentId, id }) => incidentId === late && id === 'protocol.clarify')
  assert.equal(mine?.urgency, 'late')
  assert.equal(mine?.precinctNumber, '1')
  assert.ok(counts.late >= 1)
  const dues = items.map(({ due }) => Date.parse(due ?? ''))
  assert.deepEqual(
    dues,
    dues.toSorted((a, b) => a - b),
  )
  const has = async (door: Door, search: string) =>
    (await burning(door, search)).items.some(({ incidentId }) => incidentId === late)
  assert.equal(await has(staff.doors.chief, '?scope=all'), true)
  assert.equal(await has(staff.doors.chief, '?scope=mine'), false)
  assert.equal(await has(neighbour, '?scope=all'), false)
})

test('a report that nobody looked at and an order that is due burn as well; what is handed in does not', async () => {
  const [fresh, ordered] = [await yard.open('utilities'), await yard.open('utilities')]
  await write(`update incident set status = 'ordered', answered_at = now() where id = $1`, [ordered])
  await write(
    `insert into remediation (department_id, id, incident_id, text, status, ordered_at, due_at, by_account)
     values ($1, $2, $3, 'Вывезти', 'ordered', now() - interval '1 day', now() - interval '1 hour', $4)`,
    [staff.departmentId, staff.running.deps.newId(), ordered, staff.ids.inspector],
  )
  const terms = async (id: string) =>
    (await burning(staff.doors.inspector)).items.filter((one) => one.incidentId === id).map((one) => one.id)
  assert.deepEqual(await terms(fresh), ['incident.answer'])
  assert.deepEqual(await terms(ordered), ['remediation.due'])
  await write(`update remediation set status = 'submitted', submitted_at = now() where incident_id = $1`, [ordered])
  assert.deepEqual(await terms(ordered), [])
})

test('a case goes on after its incident was closed, until it ends', async () => {
  const id = await found(3)
  await signed(id, 2)
  await write(`update incident set status = 'closed', closed_at = now(), outcome = 'protocol' where id = $1`, [id])
  const has = async () => (await burning(staff.doors.inspector, '?days=60')).items.some((one) => one.incidentId === id)
  assert.equal(await has(), true)
  await write(`update paper set stage = 'executed' where incident_id = $1`, [id])
  assert.equal(await has(), false)
})

test('each is reminded once of a step, however many processes ask, and the journal keeps it', async () => {
  const id = await found(1)
  const { deps } = staff.running
  const due = (await termsOf(id)).items.find((one) => one.id === 'protocol.clarify')?.due ?? ''
  const morning = instant(localDay(new Date(Date.parse(due) - 1)), '09:30')
  await Promise.all([remindOfTerms(at(deps, morning)), remindOfTerms(at(deps, morning))])
  assert.equal(await remindOfTerms(at(deps, morning)), 0)
  const told = (await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id)
  assert.deepEqual(
    told.map(({ term, step }) => [term, step]),
    [['protocol.clarify', 'today']],
  )
  assert.equal(told[0]?.article, 'КоАП 806(6)')
  assert.deepEqual(
    (await reminders(staff.doors.chief)).filter((one) => one.incidentId === id),
    [],
  )
  const entries = await query<{ data: { step: string; accountId: string } }>(
    staff.db,
    `select data from journal where incident_id = $1 and kind = 'deadline.near'`,
    [id],
  )
  assert.deepEqual(
    entries.map(({ data }) => [data.step, data.accountId]),
    [['today', staff.ids.inspector]],
  )
  await remindOfTerms(at(deps, new Date(Date.parse(due) + 60_000)))
  assert.ok((await reminders(staff.doors.chief)).some((one) => one.incidentId === id && one.step === 'late'))
})

test('a reminder goes when it is seen, all steps of the term at once, and for its owner alone', async () => {
  const id = await found(6)
  const { deps } = staff.running
  await remindOfTerms(deps)
  const mine = (await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id)
  assert.ok(mine.length > 0)
  const ids = mine.map((one) => one.id)
  await ask(staff.doors.chief, 'POST', '/api/reminders/seen', { ids })
  assert.equal((await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id).length, mine.length)
  await ask(staff.doors.inspector, 'POST', '/api/reminders/seen', { ids })
  assert.deepEqual(
    (await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id),
    [],
  )
  await remindOfTerms(deps)
  assert.deepEqual(
    (await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id),
    [],
  )
  await ask(staff.doors.inspector, 'POST', '/api/reminders/seen', { ids: ['no id'] }, 400)
})

test('a reminder goes by itself when the duty is done', async () => {
  const id = await found(6)
  const { deps } = staff.running
  await remindOfTerms(deps)
  const open = async () =>
    (await reminders(staff.doors.inspector)).filter((one) => one.incidentId === id && one.term === 'protocol.clarify')
  assert.equal((await open()).length, 1)
  await signed(id, 0.1)
  await remindOfTerms(deps)
  assert.deepEqual(await open(), [])
})

test('who is away is not reminded, his deputy is', async () => {
  const id = await found(6)
  const [other] = await query<{ id: string }>(staff.db, 'select id from account where login = $1', [yard.neighbour])
  await write(
    `insert into absence (id, account_id, deputy_id, starts_at, ends_at) values ($1, $2, $3, now() - interval '1 day', now() + interval '1 day')`,
    [staff.running.deps.newId(), staff.ids.inspector, other?.id],
  )
  staff.running.deps.atlas.forget(staff.departmentId)
  await remindOfTerms(staff.running.deps)
  const has = async (door: Door) => (await reminders(door)).some((one) => one.incidentId === id)
  assert.deepEqual([await has(staff.doors.inspector), await has(neighbour)], [false, true])
  assert.ok((await burning(neighbour, '?scope=mine')).items.some((one) => one.incidentId === id))
  await write('delete from absence', [])
  staff.running.deps.atlas.forget(staff.departmentId)
})

const calendar = async (address: string, headers: Record<string, string> = {}) => {
  const { pathname } = new URL(address)
  const answer = await fetch(staff.running.address + pathname, { headers })
  return {
    status: answer.status,
    tag: answer.headers.get('etag') ?? '',
    text: await answer.text(),
    headers: answer.headers,
  }
}

test('a calendar is read by its secret address alone, says nothing of people and places, and can be taken away', async () => {
  const id = await found(1)
  const door = staff.doors.inspector
  assert.deepEqual(await ask(door, 'GET', '/api/deadlines/feed'), { on: false })
  const { address } = await ask<{ address: string }>(door, 'POST', '/api/deadlines/feed', {}, 201)
  assert.match(address, /\/feed\/[\w-]{43}\.ics$/)
  const kept = await query<{ hash: string }>(
    staff.db,
    'select feed_hash as hash from account where feed_hash is not null',
  )
  assert.ok(kept.every(({ hash }) => !address.includes(hash)))
  const { status, text, tag, headers } = await calendar(address)
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/calendar/)
  const [row] = await query<{ number: number }>(staff.db, 'select number from incident where id = $1', [id])
  assert.match(text, new RegExp(`SUMMARY:№ ${row?.number}: `))
  for (const secret of [reporter, 'дома 14/2', 'Мешки', 'Person inspector', 'строительным'])
    assert.ok(!text.includes(secret), secret)
  assert.equal((await calendar(address, { 'if-none-match': tag })).status, 304)
  const renewed = await ask<{ address: string }>(door, 'POST', '/api/deadlines/feed', {}, 201)
  assert.equal((await calendar(address)).status, 404)
  assert.equal((await calendar(renewed.address)).status, 200)
  await ask(door, 'DELETE', '/api/deadlines/feed')
  assert.equal((await calendar(renewed.address)).status, 404)
})

test('a calendar of somebody who no longer works here is gone; guessing is slowed down', async () => {
  const { address } = await ask<{ address: string }>(neighbour, 'POST', '/api/deadlines/feed', {}, 201)
  await write('update account set active = false where login = $1', [yard.neighbour])
  assert.equal((await calendar(address)).status, 404)
  await write('update account set active = true where login = $1', [yard.neighbour])
  const wrong = `${staff.running.address}/feed/${'a'.repeat(43)}.ics`
  const answers = await Promise.all(Array.from({ length: 40 }, async () => (await calendar(wrong)).status))
  assert.ok(answers.includes(404) && answers.includes(429), String(answers))
})

test('who may not see incidents sees no terms; a stranger sees nothing', async () => {
  const id = await found(1)
  for (const path of [`/api/incidents/${id}/deadlines`, '/api/deadlines', '/api/reminders', '/api/deadlines/feed']) {
    await ask(staff.doors.administrator, 'GET', path, undefined, 403)
    await ask(stranger, 'GET', path, undefined, 401)
  }
  await ask(neighbour, 'GET', `/api/incidents/${id}/deadlines`, undefined, 403)
  for (const search of ['?scope=ours', '?days=0', '?days=1e9', '?days=x'])
    await ask(staff.doors.inspector, 'GET', `/api/deadlines${search}`, undefined, 400)
})
