import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { query } from '../base/database.ts'
import type { IncidentPage } from '../incident/incident.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import { openYard, type Yard } from './testing.ts'
import type { FoundSubject, LookLine, NamedPage, SubjectRecord } from './view.ts'

let staff: Staff
let yard: Yard
let inspector: Door
let neighbour: Door
let incident: string

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
  neighbour = await staff.signIn(yard.neighbour)
  incident = await yard.open()
})

after(() => staff?.close())

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const person = (iin: string | null, more: Record<string, unknown> = {}) => ({
  ...{ kind: 'individual', surname: 'Примеров', given: 'Образец', patronymic: 'Тестович', iin },
  ...{ residence: 'мкр Самалды, 14/2', ...more },
})
const name = (id: string, subject: unknown, role = 'offender', status = 200) =>
  ask<NamedPage>(inspector, 'POST', `/api/incidents/${id}/subjects`, { subject, role }, status)
const search = (wanted: Record<string, string>, of = incident) =>
  ask<{ items: FoundSubject[] }>(inspector, 'POST', '/api/people/search', {
    ...wanted,
    ...{ reason: 'материал по сообщению', incidentId: of },
  })
const looks = () =>
  query<{ what: string; found: number; reason: string; subject: string | null }>(
    staff.db,
    'select what, found, reason, subject_id as subject from look order by at, id',
  )

test('the administrator meets nobody; an inspector of another precinct is kept out; the chief comes in', async () => {
  const body = { iin: '000101100016', reason: 'материал', incidentId: incident }
  await ask(staff.doors.administrator, 'POST', '/api/people/search', body, 403)
  await ask(staff.doors.administrator, 'POST', `/api/incidents/${incident}/subjects`, { subject: person(null) }, 403)
  await ask(neighbour, 'POST', '/api/people/search', body, 403)
  await ask(neighbour, 'POST', `/api/incidents/${incident}/subjects`, { subject: person(null) }, 403)
  await ask(inspector, 'GET', '/api/looks', undefined, 403)
  await ask(inspector, 'POST', '/api/people/search', { ...body, incidentId: staff.departmentId }, 404)
  assert.deepEqual(await looks(), [])
  await ask(staff.doors.chief, 'POST', '/api/people/search', body)
  assert.deepEqual(await looks(), [{ what: 'search', found: 0, reason: 'материал', subject: null }])
})

test('an ИИН is taken by its rules: both rows of weights, the date, the century; the refusal names the rule', async () => {
  const cases: [string, string | null][] = [
    ['000101100016', null],
    ['000101100708', null],
    ['0001 0110 0016', null],
    ['000101100017', 'check'],
    ['000101100710', 'neverIssued'],
    ['001301100016', 'date'],
    ['000101900016', 'century'],
    ['12345', 'length'],
  ]
  const id = await yard.open()
  for (const [iin, rule] of cases) {
    const answer = await inspector.ask('POST', `/api/incidents/${id}/subjects`, { subject: person(iin) })
    assert.equal(answer.status, rule ? 400 : 200, `${iin}: ${JSON.stringify(answer.body).slice(0, 200)}`)
    if (!rule) continue
    assert.equal(answer.body.rule, rule)
    assert.equal(answer.body.field, 'subject.iin')
    assert.match(answer.body.message, /[а-я]/)
  }
  const firm = { kind: 'entity', name: 'ТОО «Пример»', bin: '001301100016' }
  const refused = await inspector.ask('POST', `/api/incidents/${id}/subjects`, { subject: firm })
  assert.deepEqual([refused.status, refused.body.field, refused.body.rule], [400, 'subject.bin', 'month'])
  const { subjects } = await ask<IncidentPage>(inspector, 'GET', `/api/incidents/${id}`)
  assert.deepEqual(subjects.map(({ iin }) => iin).sort(), ['000101100016', '000101100708'])
})

test('what does not fit together is warned of and kept all the same', async () => {
  const id = await yard.open()
  const { warnings, subjects } = await name(id, person('140206100075', { birth: '1990-01-01', phone: '12' }))
  assert.deepEqual(warnings.map(({ field }) => field).sort(), ['birth', 'phone'])
  assert.equal(subjects.length, 1)
  const wrong = await inspector.ask('POST', `/api/incidents/${id}/subjects`, {
    subject: { ...person(null), given: '' },
  })
  assert.equal(wrong.status, 400)
  assert.match(wrong.body.message, /given/)
})

test('the same ИИН is the same person: new words are added, empty ones forget nothing', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const first = await name(one, person('250311100148', { plates: ['000 AAA 17'], workplace: 'не работает' }))
  const second = await name(two, person('250311100148', { residence: null, workplace: 'сторож', plates: ['000ввв17'] }))
  assert.equal(second.subjects[0]?.id, first.subjects[0]?.id)
  const id = second.subjects[0]?.id ?? ''
  const path = `/api/people/${id}?incidentId=${two}&reason=${encodeURIComponent('проверка повторности')}`
  const record = await ask<SubjectRecord>(inspector, 'GET', path)
  assert.ok(record.details.kind === 'individual')
  assert.equal(record.details.residence, 'мкр Самалды, 14/2')
  assert.equal(record.details.workplace, 'сторож')
  assert.deepEqual(record.plates, ['000AAA17', '000BBB17'])
  assert.equal(record.birth, '1825-03-11')
  assert.deepEqual(
    record.earlier.map((earlier) => earlier.id),
    [one],
  )
})

test('people are found by ИИН, plate and words of the name, in both languages, and every look is written down', async () => {
  const id = await yard.open()
  await name(
    id,
    person('690703100427', { surname: 'Үлгібаев', given: 'Мысал', patronymic: null, plates: ['123XYZ17'] }),
  )
  const before = await looks()
  const finds: [Record<string, string>, number][] = [
    [{ iin: '690703 100427' }, 1],
    [{ plate: '123 хуz 17' }, 1],
    [{ name: 'үлгібаев' }, 1],
    [{ name: 'мысал Үлгі' }, 1],
    [{ name: 'Улгибаевский' }, 0],
    [{ name: '%%%' }, 0],
    [{ iin: '800808100493' }, 0],
  ]
  for (const [wanted, found] of finds) {
    const { items } = await search(wanted, id)
    assert.equal(items.length, found, JSON.stringify(wanted))
    if (found) assert.deepEqual([items[0]?.iin, items[0]?.incidents], ['690703100427', 0])
  }
  const added = (await looks()).slice(before.length)
  assert.deepEqual(
    added.map(({ what, found }) => [what, found]),
    finds.map(([, found]) => ['search', found]),
  )
  const elsewhere = await search({ iin: '690703100427' })
  assert.equal(elsewhere.items[0]?.incidents, 1)
  const gone = `/api/people/${incident}?incidentId=${id}&reason=${encodeURIComponent('проверка')}`
  await ask(inspector, 'GET', gone, undefined, 404)
  assert.deepEqual((await looks()).at(-1), { what: 'open', found: 0, reason: 'проверка', subject: null })
})

test('a search without a reason, or by nothing, or by two things at once, is no search', async () => {
  const count = (await looks()).length
  for (const wrong of [
    { iin: '000101100016', reason: 'a' },
    { reason: 'материал' },
    { iin: '000101100016', name: 'Примеров', reason: 'материал' },
    { name: 'Пр', reason: 'материал' },
  ])
    await ask(inspector, 'POST', '/api/people/search', { ...wrong, incidentId: incident }, 400)
  assert.equal((await looks()).length, count)
})

test('a victim or a witness is no earlier offender; only offences are told of', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  await name(one, person('580626100357'), 'victim')
  await name(two, person('580626100357'), 'witness')
  const { items } = await search({ iin: '580626100357' })
  assert.equal(items[0]?.incidents, 0)
})

test('somebody found by id is named, and taken out again; both are in the journal', async () => {
  const [one, two] = [await yard.open(), await yard.open()]
  const id = (await name(one, person('360416100210'))).subjects[0]?.id ?? ''
  assert.equal((await name(two, { id })).subjects[0]?.id, id)
  await name(two, { id: one }, 'offender', 404)
  await ask(neighbour, 'DELETE', `/api/incidents/${two}/subjects/${id}?role=offender`, undefined, 403)
  const page = await ask<IncidentPage>(inspector, 'DELETE', `/api/incidents/${two}/subjects/${id}?role=offender`)
  assert.deepEqual(page.subjects, [])
  assert.deepEqual(
    page.journal.map(({ kind }) => kind).filter((kind) => kind.startsWith('subject.')),
    ['subject.named', 'subject.removed'],
  )
  assert.ok(page.journal.every(({ data }) => !JSON.stringify(data).includes('Примеров')))
  await ask(inspector, 'DELETE', `/api/incidents/${two}/subjects/${id}?role=offender`, undefined, 404)
})

test('markup, zero letters and halves of letters in a name stay text', async () => {
  const id = await yard.open()
  const surname = '<img src=x onerror=alert(1)> #strong[x] $1$'
  const { subjects } = await name(id, person(null, { surname: `${surname}\u0000\ud800` }))
  assert.equal(subjects[0]?.name, `${surname}\ufffd Образец Тестович`)
})

test('the chief and the administrator read who looked at whom, page by page', async () => {
  const all: LookLine[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: { items: LookLine[]; next: string | null } = await ask(
      staff.doors.chief,
      'GET',
      `/api/looks?limit=3${next ? `&before=${next}` : ''}`,
    )
    assert.ok(page.items.length <= 3)
    all.push(...page.items)
    next = page.next
  }
  assert.equal(all.length, (await looks()).length)
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
  assert.deepEqual(
    all.map(({ at }) => at),
    all
      .map(({ at }) => at)
      .sort()
      .reverse(),
  )
  const opened = all.find(({ what, found }) => what === 'open' && found === 1)
  assert.equal(opened?.byName, 'Person inspector')
  assert.equal(opened?.subjectName, 'Примеров Образец Тестович')
  assert.equal(opened?.reason, 'проверка повторности')
  assert.equal(typeof opened?.incidentNumber, 'number')
  await ask(staff.doors.administrator, 'GET', '/api/looks')
  await ask(staff.doors.chief, 'GET', '/api/looks?before=nonsense', undefined, 400)
})

test('who searches without end is stopped', async () => {
  const body = { iin: '000101100016', reason: 'материал', incidentId: incident }
  const statuses = new Set<number>()
  for (let times = 0; times < 31; times++)
    statuses.add((await staff.doors.chief.ask('POST', '/api/people/search', body)).status)
  assert.ok(statuses.has(429))
})
