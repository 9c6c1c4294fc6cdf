import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, addMonths, instant, localDay } from '../base/calendar.ts'
import { inTransaction, query, run } from '../base/database.ts'
import type { IncidentPage } from '../incident/incident.ts'
import { openYard, type Yard } from '../person/testing.ts'
import type { NamedPage } from '../person/view.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { RepeatView } from './repeat-view.ts'

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

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}

const today = localDay(new Date())
const why = encodeURIComponent('проверка повторности')

async function named(iin: string, more: object = {}) {
  const id = await yard.open()
  const subject = { kind: 'individual', surname: 'Примеров', given: 'Образец', iin, residence: 'мкр Самалды', ...more }
  const page = await ask<NamedPage>(inspector, 'POST', `/api/incidents/${id}/subjects`, { subject, role: 'offender' })
  return { id, subject: page.subjects[0]?.id ?? '' }
}
type Named = Awaited<ReturnType<typeof named>>

const repeat = (of: Named, more = 'article=505&part=1', door = inspector, status = 200) =>
  ask<RepeatView>(
    door,
    'GET',
    `/api/incidents/${of.id}/repeat?subject=${of.subject}&reason=${why}&${more}`,
    undefined,
    status,
  )
const fine = (of: Named, more: object = {}) => ({
  ...{ incidentId: of.id, article: '505', part: '1', penalty: 'fine', fineMrp: 20, execution: 'done' },
  ...{ decidedOn: addDays(today, -60), executedOn: addDays(today, -30), decidedBy: 'суд', note: 'ЕРАП' },
  ...more,
})
const enter = (of: Named, more: object = {}, status = 200, door = inspector) =>
  ask<{ id: string; field: string; message: string }>(
    door,
    'POST',
    `/api/subjects/${of.subject}/penalties`,
    fine(of, more),
    status,
  )
const brief = ({ lines }: RepeatView) =>
  lines.map(({ penalty, verdict, reason }) => [penalty.source, verdict, reason].join(' '))

test('who is not known here is not said to be clean: ЕРАП is asked for', async () => {
  const of = await named('000101100016')
  const view = await repeat(of)
  assert.deepEqual([view.lines, view.suggestion?.answer, view.repeatParts], [[], 'unknown', ['505(2)']])
  assert.match(view.suggestion?.because.ru ?? '', /ЕРАП/)
  assert.equal(view.offenceAssumed, true)
})

test('a penalty typed from ЕРАП counts, is in the journal without its person, and is taken back with a reason', async () => {
  const of = await named('000101100708', { birth: '2000-01-01' })
  const { id } = await enter(of)
  const view = await repeat(of)
  assert.deepEqual(brief(view), ['entered counts in-window'])
  const [line] = view.lines
  assert.deepEqual([line?.fits, line?.window?.last], [['505(2)'], addMonths(addDays(today, -30), 12)])
  assert.deepEqual([line?.origin.entered?.byName, line?.origin.entered?.note], ['Person inspector', 'ЕРАП'])
  assert.equal(view.suggestion?.answer, 'yes')
  const strike = `/api/subjects/${of.subject}/penalties/${id}/strike`
  await ask(inspector, 'POST', strike, { incidentId: of.id, reason: '' }, 400)
  await ask(neighbour, 'POST', strike, { incidentId: of.id, reason: 'ошибка' }, 403)
  await ask(inspector, 'POST', strike, { incidentId: of.id, reason: 'чужое взыскание' })
  await ask(inspector, 'POST', strike, { incidentId: of.id, reason: 'чужое взыскание' }, 404)
  assert.deepEqual((await repeat(of)).lines, [])
  const rows = await query<{ why: string; by: string }>(
    staff.db,
    'select struck_why as why, struck_by as by from prior_penalty where id = $1',
    [id],
  )
  assert.deepEqual(rows, [{ why: 'чужое взыскание', by: staff.ids.inspector }])
  const { journal } = await ask<IncidentPage>(inspector, 'GET', `/api/incidents/${of.id}`)
  const noted = journal.filter(({ kind }) => kind === 'penalty.noted')
  assert.equal(noted.length, 2)
  assert.doesNotMatch(JSON.stringify(noted), /Примеров|505/)
})

test('each view of the penalties is a look with its reason, and nobody from elsewhere has one', async () => {
  const of = await named('250311100148')
  const other = await named('690703100427')
  await repeat(of, undefined, neighbour, 403)
  await repeat(of, undefined, staff.doors.administrator, 403)
  await repeat({ id: of.id, subject: other.subject }, undefined, inspector, 404)
  await ask(inspector, 'GET', `/api/incidents/${of.id}/repeat?subject=${of.subject}&article=505&part=1`, undefined, 400)
  const looks = () =>
    query(
      staff.db,
      `select reason, found, incident_id as "incidentId" from look where what = 'penalties' and subject_id = $1`,
      [of.subject],
    )
  assert.deepEqual(await looks(), [])
  await repeat(of)
  assert.deepEqual(await looks(), [{ reason: 'проверка повторности', found: 0, incidentId: of.id }])
})

test('days that cannot be are refused by the name of their field, and nothing is kept', async () => {
  const of = await named('580626100357')
  const wrong: [object, string][] = [
    [{ decidedOn: '2026-02-30' }, 'decidedOn'],
    [{ decidedOn: '12.03.2026' }, 'decidedOn'],
    [{ decidedOn: '0026-03-12' }, 'decidedOn'],
    [{ executedOn: '2025-02-29' }, 'executedOn'],
    [{ decidedOn: addDays(today, 1), executedOn: null, execution: 'pending' }, 'decidedOn'],
    [{ executedOn: addDays(today, 1) }, 'executedOn'],
    [{ executedOn: addDays(today, -61) }, 'executedOn'],
    [{ executedOn: null }, 'executedOn'],
    [{ execution: 'unknown' }, 'executedOn'],
    [{ penalty: 'warning' }, 'fineMrp'],
    [{ fineMrp: -1 }, 'fineMrp'],
    [{ article: '505(1)' }, 'article'],
    [{ part: '<b>1</b>' }, 'part'],
    [{ note: '' }, 'note'],
    [{ note: 'я'.repeat(301) }, 'note'],
  ]
  for (const [more, field] of wrong) {
    const answer = await enter(of, more, 400)
    assert.equal(answer.field, field, `${JSON.stringify(more)}: ${answer.message}`)
  }
  await enter(of, {}, 403, neighbour)
  await enter(of, {}, 403, staff.doors.administrator)
  await enter({ ...of, subject: (await named('360416100210')).subject }, {}, 404)
  assert.deepEqual((await repeat(of)).lines, [])
})

test('markup in a note stays text', async () => {
  const of = await named('800808100493')
  const note = '<img src=x onerror=alert(1)> #strong[x]'
  await enter(of, { note })
  assert.equal((await repeat(of)).lines[0]?.origin.entered?.note, note)
})

test('what is not executed counts; where nobody knows when it was, it is not decided', async () => {
  const of = await named('140206100075', { birth: '1990-01-01' })
  await enter(of, { execution: 'pending', executedOn: null })
  await enter(of, { execution: 'unknown', executedOn: null, decidedOn: addDays(today, -61) })
  assert.deepEqual(brief(await repeat(of)), ['entered counts not-executed', 'entered unknown end-unknown'])
})

test('signed papers of the same person in other incidents count by their acts, struck ones do not', async () => {
  const [before, now] = [await named('690703100427'), await named('690703100427')]
  assert.equal(before.subject, now.subject)
  const paper = staff.running.deps.newId()
  const act = (name: string, day: string, data: object, struck = false) =>
    inTransaction(staff.db, (tx) =>
      run(
        tx,
        `insert into case_act (department_id, id, incident_id, paper_id, act, happened_at, data, by_account, at, struck_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, now(), $9)`,
        [
          ...[staff.departmentId, staff.running.deps.newId(), before.id, paper, name, instant(day, '12:00')],
          ...[JSON.stringify(data), staff.ids.inspector, struck ? new Date() : null],
        ],
      ),
    )
  await inTransaction(staff.db, (tx) =>
    run(
      tx,
      `insert into paper (department_id, id, incident_id, kind, subject_id, number, article, part, edition, lang, status, suggested,
         answers, fields, missing, by_account, created_at, updated_at, signed_at, version)
       values ($1, $2, $3, 'protocol', $4, '12', '505', '1', 'koap', 'ru', 'signed', '{}', '{}', '{}', 0, $5, now(), now(), $6, 2)`,
      [
        staff.departmentId,
        paper,
        before.id,
        before.subject,
        staff.ids.inspector,
        instant(addDays(today, -100), '12:00'),
      ],
    ),
  )
  assert.deepEqual(brief(await repeat(now)), ['system not undecided'])
  await act('decide', addDays(today, -90), { decision: 'fine', fineMrp: 20 })
  await act('inForce', addDays(today, -80), {})
  assert.deepEqual(brief(await repeat(now)), ['system counts not-executed'])
  await act('pay', addDays(today, -70), { amount: 86_500 })
  const view = await repeat(now)
  assert.deepEqual(brief(view), ['system counts in-window'])
  assert.equal(view.lines[0]?.penalty.executedOn, addDays(today, -70))
  assert.equal(view.lines[0]?.origin.paper?.number, '12')
  await act('pay', addDays(today, -600), { amount: 1 }, true)
  assert.deepEqual(brief(await repeat(now)), ['system counts in-window'])
  // The paper of the incident itself is not an earlier one.
  assert.deepEqual(brief(await repeat(before)), [])
  assert.deepEqual(brief(await repeat(now, 'article=434&part=1')), ['system not other-part'])
})

test('the latest list of penalties that was not removed is read by ИИН; «no» is suggested only of a whole one', async () => {
  const of = await named('000101100016', { birth: '2000-01-01' })
  const file = async (validOn: string, more: { removed?: boolean; refused?: number }, rows: object[]) => {
    const id = staff.running.deps.newId()
    await inTransaction(staff.db, async (tx) => {
      await run(
        tx,
        `insert into register_file (department_id, id, register, name, valid_on, rows, refused, by_account, at, removed_at)
         values ($1, $2, 'penalties', $3, $4, $5, $6, $7, now(), $8)`,
        [
          ...[staff.departmentId, id, `на ${validOn}`, validOn, rows.length, more.refused ?? 0, staff.ids.chief],
          more.removed ? new Date() : null,
        ],
      )
      for (const [line, data] of rows.entries())
        await run(
          tx,
          'insert into register_row (department_id, file_id, line, key, data) values ($1, $2, $3, $4, $5)',
          [staff.departmentId, id, line + 2, '000101100016', JSON.stringify(data)],
        )
    })
  }
  const row = {
    ...{ kind: 'penalty', iin: '000101100016', article: '505', part: '1', penalty: 'fine', fineMrp: 20 },
    ...{ decidedOn: addDays(today, -50), executedOn: addDays(today, -40), decidedBy: 'суд' },
  }
  await file(addDays(today, -9), {}, [row])
  assert.deepEqual(brief(await repeat(of)), ['register counts in-window'])
  await file(addDays(today, -3), {}, [
    { ...row, executedOn: null },
    { ...row, article: '434' },
  ])
  await file(today, { removed: true }, [])
  const view = await repeat(of)
  assert.deepEqual(brief(view).sort(), ['register not other-part', 'register unknown end-unknown'])
  assert.equal(view.registerOn, addDays(today, -3))
  assert.equal(view.lines[0]?.origin.register?.name, `на ${addDays(today, -3)}`)
  await file(addDays(today, -1), { refused: 1 }, [])
  assert.equal((await repeat(of)).suggestion?.answer, 'unknown')
  await file(today, {}, [])
  assert.deepEqual((await repeat(of)).suggestion?.answer, 'no')
  const looks = await query<{ register: string }>(
    staff.db,
    `select distinct register from look where what = 'penalties' and subject_id = $1 and register is not null`,
    [of.subject],
  )
  assert.deepEqual(looks, [{ register: 'penalties' }])
})
