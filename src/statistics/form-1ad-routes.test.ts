import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays, localDay } from '../base/calendar.ts'
import { inTransaction, one } from '../base/database.ts'
import { openYard, type Yard } from '../person/testing.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { FormList, FormView } from './form-1ad-view.ts'

let staff: Staff
let yard: Yard
let neighbour: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  neighbour = await staff.signIn(yard.neighbour)
  const incidentId = await yard.open()
  const signedAt = new Date(Date.now() - 5 * 86_400_000)
  await inTransaction(staff.db, (tx) =>
    one(
      tx,
      `insert into paper (department_id, id, incident_id, kind, number, erap_number, article, part, edition, lang, status, suggested,
         answers, fields, missing, by_account, created_at, updated_at, signed_at, version)
       values ($1, $2, $3, 'warning', '1', '', '505', '1', '', 'ru', 'signed', '{}', '{}', '{}', 0, $4, $5, $5, $5, 1) returning id`,
      [staff.departmentId, staff.running.deps.newId(), incidentId, staff.ids.inspector, signedAt],
    ),
  )
})
after(() => staff?.close())

const today = localDay(new Date())
const span = `from=${addDays(today, -30)}&to=${today}`

async function file(door: Door, path: string) {
  const answer = await fetch(staff.running.address + path, { headers: { cookie: door.cookie } })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

test('the form, its lists and its table are for those who see the figures; the records for the chief alone', async () => {
  const { inspector, chief, administrator } = staff.doors
  const form = await chief.ask('GET', `/api/statistics/1ad?${span}`)
  assert.equal(form.status, 200)
  const { rows, total } = form.body as FormView
  assert.deepEqual([rows.length, total.figures.drawnUp, total.figures.onSpot, total.figures.warning], [1, 1, 1, 1])
  const list = await inspector.ask(
    'GET',
    `/api/statistics/1ad/list?${span}&measure=onSpot&article=${encodeURIComponent('505/1')}`,
  )
  assert.equal((list.body as FormList).total, 1)
  assert.equal((list.body as FormList).items.length, 1)
  const elsewhere = await neighbour.ask('GET', `/api/statistics/1ad?${span}`)
  assert.equal((elsewhere.body as FormView).total.figures.drawnUp, 0, 'another precinct counts its own')
  assert.equal((await administrator.ask('GET', `/api/statistics/1ad?${span}`)).status, 403)
  assert.equal((await file(inspector, `/api/statistics/1ad.csv?${span}&what=records`)).status, 403)
  const table = await file(inspector, `/api/statistics/1ad.csv?${span}&lang=kk`)
  assert.match(table.type ?? '', /text\/csv/)
  assert.match(table.text, /505-бап, 1-бөлік;1;1;/)
  const records = await file(chief, `/api/statistics/1ad.csv?${span}&what=records`)
  assert.equal(records.status, 200)
  assert.match(records.text, /^\uFEFF?1 Подразделение;2\.1 Место совершения;3 Дата заведения;/)
  assert.match(records.text, /рассмотрен с наложением взыскания;ст\. 505 ч\. 1;Предупреждение/)
  assert.equal(records.text.trim().split('\r\n').length, 2)
})

test('a day that does not exist, a measure that is none, a period too long: refused', async () => {
  for (const path of [
    '/api/statistics/1ad?from=2026-02-30&to=2026-03-01',
    '/api/statistics/1ad?from=2026-03-02&to=2026-03-01',
    '/api/statistics/1ad?from=2020-03-02&to=2026-03-01',
    `/api/statistics/1ad/list?${span}&measure=everything`,
    `/api/statistics/1ad.csv?${span}&what=names`,
  ])
    assert.equal((await staff.doors.chief.ask('GET', path)).status, 400, path)
})
