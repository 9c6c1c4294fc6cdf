import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { localDay } from './base/calendar.ts'
import { query } from './base/database.ts'
import type { IncidentPage } from './incident/incident.ts'
import { textIn } from './paper/document.ts'
import { textOf } from './paper/testing.ts'
import type { DraftsView, PaperView } from './paper/view.ts'
import { openYard, reporter, type Yard } from './person/testing.ts'
import type { NamedPage } from './person/view.ts'
import type { DeadlinesView } from './protocol/deadline-view.ts'
import type { CandidatesView, DraftRefused } from './protocol/view.ts'
import { type Door, password, type Staff, startStaff } from './staff-testing.ts'

let staff: Staff
let yard: Yard
let inspector: Door
let neighbour: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
  neighbour = await staff.signIn(yard.neighbour)
})

after(() => staff?.close())

async function ask<T = PaperView>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const day = 86_400_000
/** Of that day no text of the law is held. */
const beforeLaw = (Date.now() - Date.parse('2026-02-01T00:00:00Z')) / day
const found = 'В контейнерах для бытовых отходов лежит строительный мусор.'
const answers = { 'waste.where': 'container', 'waste.what': 'construction' }
const offender = {
  ...{ kind: 'individual', surname: 'Примеров', given: 'Образец', patronymic: 'Тестович', iin: '000101100016' },
  ...{ residence: 'мкр Самалды, 14/2', document: 'удостоверение № 000000000', workplace: 'не работает' },
}

/** An incident of the inspector's that he has been to, with an offender named. */
async function confirmed(more: { daysAgo?: number; person?: object | null; text?: string } = {}) {
  const { daysAgo = 1, person = offender, text = found } = more
  const id = await yard.open()
  const page = `/api/incidents/${id}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>(inspector, 'GET', page)
    return ask<IncidentPage>(inspector, 'POST', `${page}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const happenedAt = new Date(Date.now() - daysAgo * day).toISOString()
  await act({ act: 'confirm', text, placeText: 'двор дома 14/2', happenedAt, answers })
  const named =
    person && (await ask<NamedPage>(inspector, 'POST', `${page}/subjects`, { subject: person, role: 'offender' }))
  return { id, page, act, subjectId: named?.subjects[0]?.id ?? null }
}

const choice = (subjectId: string | null, more: object = {}) => ({
  ...{ kind: 'protocol', article: '505', part: '1', lang: 'ru', subjectIds: subjectId ? [subjectId] : [], answers },
  ...more,
})
async function draw(page: string, body: object): Promise<PaperView> {
  const { items } = await ask<{ items: PaperView[] }>(inspector, 'POST', `${page}/papers`, body)
  assert.ok(items[0])
  return items[0]
}
const value = (paper: PaperView, id: string) => {
  const found = paper.document.fields.find((field) => field.id === id)
  return found && { ...found, value: textIn(found.value, paper.lang) }
}

async function pdfOf(door: Door, path: string) {
  const answer = await fetch(`${staff.running.address}${path}`, { headers: { cookie: door.cookie } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return {
    status: answer.status,
    bytes,
    name: answer.headers.get('content-disposition'),
    type: answer.headers.get('content-type'),
  }
}

/** Everything that the law asks for and the incident does not hold. */
const rest = {
  ...{ 'protocol.place': 'УПП № 1', 'hearing.time': 'завтра, 10:00', 'hearing.place': 'УПП № 1' },
  ...{ attachments: '1. рапорт', 'author.position': 'участковый инспектор' },
}

test('nobody but those who may see the incident draws up, reads, prints or signs', async () => {
  const { page, subjectId } = await confirmed()
  const drawn = await draw(page, choice(subjectId))
  const at = `/api/papers/${drawn.id}`
  const doors: [string, string, unknown?][] = [
    ['GET', `${page}/candidates`],
    ['POST', `${page}/papers`, choice(subjectId)],
    ['GET', `${page}/deadlines`],
    ['GET', at],
    ['GET', `${at}/drafts`],
    ['GET', `${at}/pdf`],
    ['PATCH', at, { version: 1, fields: {} }],
    ['POST', `${at}/sign`, { version: 1, number: '1' }],
    ['POST', `${at}/cancel`, { version: 1 }],
  ]
  for (const [method, path, body] of doors) {
    await ask(staff.doors.administrator, method, path, body, 403)
    await ask(neighbour, method, path, body, 403)
  }
  await ask(staff.doors.chief, 'GET', at)
  await ask(inspector, 'GET', `/api/papers/${staff.departmentId}`, undefined, 404)
})

test('parts that may fit come with their reasons in both languages; no answers given are those of the finding', async () => {
  const { page } = await confirmed()
  const view = await ask<CandidatesView>(inspector, 'GET', `${page}/candidates`)
  const [first] = view.candidates
  assert.equal(first?.ref, '505(1)')
  assert.equal(first?.standing, 'fits')
  assert.ok(first?.speaksFor.every(({ ru, kk }) => ru && kk && ru !== kk))
  assert.match(first?.consequences?.sanction.kk ?? '', /АЕК|ескерту/)
  const [edition] = staff.running.deps.law.editions(staff.departmentId)
  // Of a year whose МРП is not known yet there is none.
  assert.equal(first?.consequences?.mrp, edition?.mrp[localDay(new Date()).slice(0, 4)] ?? null)
  assert.equal(view.edition?.validFrom, '2026-03-02')
  const other = encodeURIComponent(JSON.stringify({ 'waste.where': 'beside', 'waste.what': 'bulky' }))
  const changed = await ask<CandidatesView>(inspector, 'GET', `${page}/candidates?answers=${other}`)
  assert.equal(changed.candidates[0]?.ref, '434-2(1)')
  await ask(inspector, 'GET', `${page}/candidates?answers={`, undefined, 400)
})

test('344 is not for the police: refused with the reason, the rule, and where it goes', async () => {
  const { page, subjectId } = await confirmed()
  const body = choice(subjectId, { article: '344', part: '2' })
  const refused = await ask<DraftRefused>(inspector, 'POST', `${page}/papers`, body, 409)
  assert.equal(refused.refused, 'not-police')
  assert.equal(refused.transferTo, 'ecology')
  assert.equal(refused.rule, 'КоАП 804')
  assert.equal(refused.message, refused.reason.ru)
  assert.notEqual(refused.reason.kk, refused.reason.ru)
  const { papers } = await ask<IncidentPage>(inspector, 'GET', page)
  assert.deepEqual(papers, [])
})

test('too late, too young, no such article, nobody of this incident: each stops the draft', async () => {
  const late = await confirmed({ daysAgo: 120, person: { ...offender, iin: '000101100708' } })
  const young = await confirmed({ person: { ...offender, iin: null, document: null, birth: '2015-05-05' } })
  const { page, subjectId } = await confirmed()
  const cases: [string, object, string][] = [
    [late.page, choice(late.subjectId), 'limitation'],
    [young.page, choice(young.subjectId), 'under-16'],
    [page, choice(subjectId, { article: '9999', part: null }), 'unknown-article'],
    [page, choice(subjectId, { part: '77' }), 'unknown-article'],
    [page, choice(young.subjectId), 'unknown-subject'],
    [(await confirmed({ daysAgo: beforeLaw, person: null })).page, choice(null), 'no-edition'],
  ]
  for (const [at, body, why] of cases) {
    const refused = await ask<DraftRefused>(inspector, 'POST', `${at}/papers`, body, 409)
    assert.equal(refused.refused, why)
    assert.ok(refused.reason.ru && refused.reason.kk, why)
  }
})

test('a draft says of each field where it came from, and nothing of who sent the message', async () => {
  const { page, subjectId } = await confirmed()
  const protocol = await draw(page, choice(subjectId))
  const { findings } = await ask<IncidentPage>(inspector, 'GET', page)
  assert.deepEqual(
    [value(protocol, 'person.iin')?.value, value(protocol, 'person.iin')?.source],
    ['000101100016', 'register'],
  )
  assert.equal(value(protocol, 'person.iin')?.sourceRef, subjectId)
  assert.deepEqual(
    [value(protocol, 'offence.place')?.value, value(protocol, 'offence.place')?.source],
    ['двор дома 14/2', 'inspector'],
  )
  assert.equal(value(protocol, 'offence.essence')?.sourceRef, findings[0]?.id)
  assert.equal(value(protocol, 'author.name')?.value, 'Person inspector')
  assert.ok(protocol.document.missing.includes('hearing.time'))
  assert.ok(!JSON.stringify(protocol).includes('Соседова'))
  assert.equal((protocol.suggested as CandidatesView).candidates[0]?.ref, '505(1)')
  assert.deepEqual(protocol.answers, answers)
  assert.equal(protocol.status, 'draft')

  const witness = { kind: 'individual', surname: reporter.split(' ')[0], given: 'Согласна', residence: 'дом 16' }
  await ask(inspector, 'POST', `${page}/subjects`, { subject: witness, role: 'witness' })
  const again = await draw(page, choice(subjectId))
  assert.equal(value(again, 'witnesses')?.value, 'Соседова Согласна, дом 16')
})

test('who did it may be unknown, and then is said to be so; not chosen yet is missing', async () => {
  const { page } = await confirmed({ person: null })
  const open = await draw(page, choice(null))
  assert.ok(open.document.missing.includes('person.fullName'))
  const unknown = await draw(page, choice(null, { unknownOffender: true }))
  assert.match(value(unknown, 'person.fullName')?.value ?? '', /не установлено/)
  assert.ok(!unknown.document.missing.some((id) => id.startsWith('person.')))
})

test('changed fields are the inspector’s; an older version is refused; every version is kept', async () => {
  const { page, subjectId } = await confirmed()
  const { id, document } = await draw(page, choice(subjectId))
  const at = `/api/papers/${id}`
  const place = document.fields.find((field) => field.id === 'offence.place')?.value
  const changed = await ask(inspector, 'PATCH', at, {
    ...{ version: 1, fields: { 'offence.place': 'двор дома 16', 'hearing.place': 'суд\u0000', nonsense: 'x' } },
  })
  assert.equal(changed.version, 2)
  assert.deepEqual(
    [value(changed, 'offence.place')?.source, value(changed, 'offence.place')?.sourceRef],
    ['inspector', staff.ids.inspector],
  )
  assert.equal(value(changed, 'hearing.place')?.value, 'суд')
  const stale = await ask<{ refused: string; conflicts: { id: string; theirs: string }[] }>(
    inspector,
    'PATCH',
    at,
    { version: 1, fields: { 'offence.place': 'двор дома 18' } },
    409,
  )
  assert.deepEqual(
    [stale.refused, stale.conflicts.map(({ id, theirs }) => [id, theirs])],
    ['changed-meanwhile', [['offence.place', 'двор дома 16']]],
  )
  const same = await ask(inspector, 'PATCH', at, { version: 2, fields: { 'offence.place': 'двор дома 16' } })
  assert.equal(same.version, 2)
  await ask(inspector, 'PATCH', at, { version: 2, fields: { 'offence.place': '' } })
  const { items } = await ask<DraftsView>(inspector, 'GET', `${at}/drafts`)
  assert.deepEqual(
    items.map(({ version, changes }) => [version, changes.map((one) => one.id).sort()]),
    [
      [1, []],
      [2, ['hearing.place', 'offence.place']],
      [3, ['offence.place']],
    ],
  )
  assert.equal(items[1]?.changes.find((one) => one.id === 'offence.place')?.before, place)
  assert.equal(items[2]?.changes[0]?.after, null)
})

test('an incomplete draft is not signed and says what is missing; completed it is, once, and then nothing of it changes', async () => {
  const { page, subjectId } = await confirmed()
  const { id, document } = await draw(page, choice(subjectId))
  const { missing } = document
  const at = `/api/papers/${id}`
  const no = await ask<{ refused: string; missing: string[] }>(
    inspector,
    'POST',
    `${at}/sign`,
    { version: 1, number: 'У-1' },
    422,
  )
  assert.deepEqual([no.refused, no.missing], ['incomplete', missing])
  const full = await ask(inspector, 'PATCH', at, { version: 1, fields: rest })
  assert.deepEqual(full.document.missing, [])
  await ask(inspector, 'POST', `${at}/sign`, { version: 1, number: 'У-1' }, 409)
  await ask(inspector, 'POST', `${at}/sign`, { version: 2, number: ' ' }, 400)
  const signed = await ask(inspector, 'POST', `${at}/sign`, { version: 2, number: 'У-1' })
  assert.deepEqual([signed.status, signed.number, signed.version], ['signed', 'У-1', 3])
  assert.ok(signed.signedAt)
  for (const [method, path, body] of [
    ['PATCH', at, { version: 3, fields: { other: 'x' } }],
    ['POST', `${at}/sign`, { version: 3, number: 'У-2' }],
    ['POST', `${at}/cancel`, { version: 3 }],
  ] as const)
    assert.equal((await ask<{ refused: string }>(inspector, method, path, body, 409)).refused, 'not-now')
  assert.match(signed.pdfHash ?? '', /^[0-9a-f]{64}$/)
  await ask(inspector, 'DELETE', `${page}/subjects/${subjectId}?role=offender`, undefined, 409)
  const { journal, papers } = await ask<IncidentPage>(inspector, 'GET', page)
  assert.deepEqual(
    journal.map(({ kind }) => kind).filter((kind) => kind.startsWith('paper.')),
    ['paper.drafted', 'paper.changed', 'paper.signed'],
  )
  assert.deepEqual([papers[0]?.status, papers[0]?.subjectName], ['signed', 'Примеров Образец Тестович'])
})

test('a draft that is cancelled keeps the reason and is no longer changed', async () => {
  const { page, subjectId } = await confirmed()
  const { id } = await draw(page, choice(subjectId))
  const cancelled = await ask(inspector, 'POST', `/api/papers/${id}/cancel`, { version: 1, reason: 'не та часть' })
  assert.deepEqual([cancelled.status, cancelled.cancelReason], ['cancelled', 'не та часть'])
  await ask(inspector, 'PATCH', `/api/papers/${id}`, { version: 2, fields: { other: 'x' } }, 409)
  const texts = await query<{ data: object }>(staff.db, `select data from journal where kind = 'paper.cancelled'`)
  assert.ok(texts.every(({ data }) => !JSON.stringify(data).includes('часть')))
})

test('the paper is a PDF in either language, a draft until it is signed, and markup in it stays text', async () => {
  const surname = '#strong[x]<b>$1$'
  const { page, subjectId } = await confirmed({ person: { ...offender, surname, iin: '250311100148' } })
  const drawn = await draw(page, choice(subjectId, { lang: 'kk' }))
  const at = `/api/papers/${drawn.id}`
  assert.equal(value(drawn, 'person.fullName')?.value, `${surname} Образец Тестович`)
  await ask(inspector, 'PATCH', at, { version: 1, fields: rest })
  const draft = await pdfOf(inspector, `${at}/pdf`)
  assert.equal(draft.type, 'application/pdf')
  assert.match(draft.name ?? '', /^inline; filename="protocol-505-1-\d+\.pdf"$/)
  assert.equal(draft.bytes.subarray(0, 5).toString(), '%PDF-')
  const kazakh = textOf(draft.bytes)
  for (const words of ['ХАТТАМА', 'ЖОБА', surname, 'құқықбұзушылық']) assert.ok(kazakh.includes(words), words)
  await ask(inspector, 'POST', `${at}/sign`, { version: 2, number: '№ 7/"к"' })
  const signed = textOf((await pdfOf(inspector, `${at}/pdf?lang=kk`)).bytes)
  assert.ok(!signed.includes('ЖОБА') && signed.includes('7/"к"'))
  const russian = textOf((await pdfOf(inspector, `${at}/pdf?lang=ru`)).bytes)
  assert.ok(russian.includes('ПРОТОКОЛ') && !russian.includes('ПРОЕКТ') && !russian.includes('Соседова'))
})

test('the terms of the case run from what has happened, earliest first, in both languages', async () => {
  const { page, subjectId } = await confirmed()
  const { items } = await ask<DeadlinesView>(inspector, 'GET', `${page}/deadlines`)
  assert.ok(items.length > 0)
  assert.deepEqual(
    items.map(({ due }) => due),
    items.map(({ due }) => due).sort(),
  )
  const limit = items.find(({ id }) => id === 'liability.general')
  assert.match(limit?.article ?? '', /62/)
  assert.ok(limit?.label.ru && limit.label.kk !== limit.label.ru)
  const { id } = await draw(page, choice(subjectId))
  await ask(inspector, 'PATCH', `/api/papers/${id}`, { version: 1, fields: rest })
  await ask(inspector, 'POST', `/api/papers/${id}/sign`, { version: 2, number: '8' })
  const after = await ask<DeadlinesView>(inspector, 'GET', `${page}/deadlines`)
  assert.ok(after.items.some(({ from }) => from === 'protocolDrawnUp'))
  const lamp = await yard.open('utilities')
  assert.deepEqual((await ask<DeadlinesView>(inspector, 'GET', `/api/incidents/${lamp}/deadlines`)).items, [])
})
