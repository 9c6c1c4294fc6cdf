import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, run } from '../base/database.ts'
import type { IncidentPage } from '../incident/incident.ts'
import type { PaperView } from '../paper/view.ts'
import { openYard, type Yard } from '../person/testing.ts'
import type { NamedPage } from '../person/view.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { CandidatesView, PartsView } from './qualify-view.ts'
import type { DraftRefused } from './view.ts'

let staff: Staff
let yard: Yard
let inspector: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
})

after(() => staff?.close())

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const person = {
  ...{ kind: 'individual', surname: 'Примеров', given: 'Образец', iin: '000101100016', residence: 'мкр Самалды' },
  ...{ document: 'удостоверение № 000000000' },
}

async function visited(subject: object = person) {
  const id = await yard.open()
  const page = `/api/incidents/${id}`
  const act = async (input: object) => {
    const { version } = await ask<IncidentPage>(inspector, 'GET', page)
    return ask<IncidentPage>(inspector, 'POST', `${page}/acts`, { version, ...input })
  }
  await act({ act: 'accept' })
  const happenedAt = new Date(Date.now() - 3_600_000).toISOString()
  await act({ act: 'confirm', text: 'Строительный мусор', placeText: 'двор дома 14/2', happenedAt, answers: {} })
  const named = await ask<NamedPage>(inspector, 'POST', `${page}/subjects`, { subject, role: 'offender' })
  return { id, page, subjectId: named.subjects[0]?.id ?? '' }
}

const said = (answers: object) => encodeURIComponent(JSON.stringify(answers))
const draw = (page: string, subjectId: string, more: object, status = 200) =>
  ask<{ items: PaperView[] } & DraftRefused>(
    inspector,
    'POST',
    `${page}/papers`,
    { kind: 'protocol', article: '505', part: '1', lang: 'ru', subjectIds: [subjectId], answers: {}, ...more },
    status,
  )

test('a part named by hand is weighed with the others, and what the case holds is marked', async () => {
  const { page } = await visited()
  const view = await ask<CandidatesView>(inspector, 'GET', `${page}/candidates?extra=${encodeURIComponent('437(1)')}`)
  const [first] = view.candidates
  assert.deepEqual([first?.ref, first?.byHand], ['437(1)', true])
  assert.ok(first?.consequences?.limitation)
  const states =
    view.candidates.find(({ ref }) => ref === '505(1)')?.prove.map(({ ru, state }) => `${ru}: ${state}`) ?? []
  assert.ok(states.includes('кто совершил: личность, чем подтверждена: have'), `${states}`)
  assert.ok(states.includes('где и когда совершено, точное время: have'), `${states}`)
  assert.ok(states.includes('снимки или видео места: missing'), `${states}`)
})

test('parts are found by number and words by who may draw up protocols, and by nobody else', async () => {
  const { page } = await visited()
  const { items } = await ask<PartsView>(inspector, 'GET', `${page}/parts?words=434-2`)
  assert.deepEqual(
    items.map(({ ref }) => ref),
    ['434-2(1)', '434-2(2)'],
  )
  await ask(inspector, 'GET', `${page}/parts?words=`, undefined, 400)
  const neighbour = await staff.signIn(yard.neighbour)
  assert.ok([403, 404].includes((await neighbour.ask('GET', `${page}/parts?words=505`)).status))
  assert.ok([403, 404].includes((await neighbour.ask('GET', `${page}/candidates`)).status))
})

test('what only a person may decide stops the draft until he has decided', async () => {
  const { page, subjectId } = await visited({ ...person, foreigner: true, citizenship: 'Другая страна' })
  const stopped = await draw(page, subjectId, {}, 409)
  assert.deepEqual([stopped.refused, stopped.instead], ['must-decide', { do: 'answer', question: 'immunity' }])
  const asked = await ask<CandidatesView>(inspector, 'GET', `${page}/candidates?answers=${said({})}`)
  assert.ok(asked.questions.some(({ id, rule }) => id === 'immunity' && rule))
  const { items } = await draw(page, subjectId, { answers: { immunity: 'no' } })
  assert.equal(items[0]?.article, '505')
})

test('a part that waits for the victim’s application is not drafted without it', async () => {
  const { page, subjectId } = await visited()
  const part = { article: '73-3', part: '1' }
  const stopped = await draw(page, subjectId, part, 409)
  assert.deepEqual([stopped.refused, stopped.instead], ['no-application', { do: 'answer', question: 'application' }])
  const { items } = await draw(page, subjectId, { ...part, answers: { application: 'yes' } })
  assert.equal(items[0]?.article, '73-3')
})

test('the same fact is not drawn up twice for the same person once a protocol is signed', async () => {
  const { page, subjectId } = await visited()
  const { items } = await draw(page, subjectId, {})
  const id = items[0]?.id ?? ''
  await draw(page, subjectId, { article: '437' })
  await inTransaction(staff.running.deps.db, (tx) =>
    run(tx, `update paper set status = 'signed', signed_at = now(), stage = 'drawnUp' where id = $1`, [id]),
  )
  const stopped = await draw(page, subjectId, {}, 409)
  assert.deepEqual([stopped.refused, stopped.instead, stopped.rule], ['already', { do: 'paper', id }, 'КоАП 741(1)'])
  await inTransaction(staff.running.deps.db, (tx) =>
    run(tx, `update paper set stage = 'terminated' where id = $1`, [id]),
  )
  assert.match((await draw(page, subjectId, {}, 409)).reason.ru, /прекращено/)
})
