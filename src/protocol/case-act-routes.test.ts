import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { instant, localDay } from '../base/calendar.ts'
import { inTransaction, one, query } from '../base/database.ts'
import { openYard, type Yard } from '../person/testing.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { ActedView, ActRefused, CaseView } from './case-act-view.ts'

let staff: Staff
let yard: Yard
let inspector: Door
let chief: Door
let neighbour: Door

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
  chief = staff.doors.chief
  neighbour = await staff.signIn(yard.neighbour)
})
after(() => staff?.close())

const day = 86_400_000
const ago = (days: number) => new Date(Date.now() - days * day).toISOString()

/** A signed paper of the inspector's, twenty days old; who did it is not named. */
async function paper(
  more: { kind?: string; article?: string; part?: string; status?: string; daysAgo?: number } = {},
): Promise<string> {
  const { kind = 'protocol', article = '505', part = '1', status = 'signed', daysAgo = 20 } = more
  const incidentId = await yard.open()
  const id = staff.running.deps.newId()
  await inTransaction(staff.db, (tx) =>
    one(
      tx,
      `insert into paper (department_id, id, incident_id, kind, number, erap_number, article, part, edition, lang, status, suggested,
         answers, fields, missing, by_account, created_at, updated_at, signed_at, version)
       values ($1, $2, $3, $4, '1', '', $5, $6, 'koap-2026-03-02', 'ru', $7, '{}', '{}', '{}', 0, $8, $9, $9, $9, 1) returning id`,
      [staff.departmentId, id, incidentId, kind, article, part, status, staff.ids.inspector, ago(daysAgo)],
    ),
  )
  return id
}

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 400)}`)
  return answer.body as T
}

const look = (id: string, door = inspector) => ask<CaseView>(door, 'GET', `/api/papers/${id}/acts`)

/** Writes an act down at the version that stands. */
async function act<T = ActedView>(
  id: string,
  name: string,
  daysAgo: number,
  data: object = {},
  more: { door?: Door; status?: number; version?: number } = {},
): Promise<T> {
  const { door = inspector, status = 200 } = more
  const version = more.version ?? (await look(id)).version
  return ask<T>(door, 'POST', `/api/papers/${id}/acts`, { act: name, version, happenedAt: ago(daysAgo), data }, status)
}

const stored = (id: string) =>
  one<{ stage: string | null; penalty: string | null; fineMrp: number | null; version: number }>(
    staff.db,
    `select stage, penalty, fine_mrp as "fineMrp", version from paper where department_id = $1 and id = $2`,
    [staff.departmentId, id],
  )

test('only those who may see the incident look at its case, write acts down and strike them out', async () => {
  const id = await paper()
  const sent = await act(id, 'send', 18, { to: 'policeHead' })
  const doors: [string, string, unknown?][] = [
    ['GET', `/api/papers/${id}/acts`],
    ['POST', `/api/papers/${id}/acts`, { act: 'receive', version: 2, happenedAt: ago(17), data: {} }],
    ['POST', `/api/papers/${id}/acts/${sent.actId}/strike`, { version: 2, reason: 'ошибка' }],
  ]
  for (const [method, path, body] of doors) {
    await ask(staff.doors.administrator, method, path, body, 403)
    await ask(neighbour, method, path, body, 403)
  }
  await look(id, chief)
  await ask(inspector, 'GET', `/api/papers/${staff.departmentId}/acts`, undefined, 404)
})

test('from the signed protocol to the paid fine: stage, measure, terms that start, the window of a repeat', async () => {
  const id = await paper({ article: '505', part: '2' })
  const first = await look(id)
  assert.deepEqual([first.stage, first.outcome.decision, first.strikable], ['drawnUp', null, null])
  assert.deepEqual(
    first.law.considers.some(({ code }) => code === 'policeHead'),
    true,
  )
  const received = await act(id, 'receive', 18)
  const consider = received.started.find((term) => term.id === 'consider.general')
  assert.equal(consider?.article, 'КоАП 817(1)')
  const decided = await act(id, 'decide', 15, { decision: 'fine', fineMrp: 25 })
  assert.equal(decided.stage, 'decided')
  assert.deepEqual(decided.warnings, [])
  assert.deepEqual(await stored(id), { stage: 'decided', penalty: 'fine', fineMrp: 25, version: 3 })
  const mrp = decided.law.mrp
  assert.equal(decided.outcome.fineTenge, mrp === null ? null : mrp * 25)
  const copied = await act(id, 'handCopy', 14)
  assert.ok(copied.started.some((term) => term.id === 'appeal.file'))
  const early = await act(id, 'inForce', 13)
  assert.deepEqual(early.warnings, [{ id: 'force-early', rule: 'КоАП 883, 826-2(2)' }])
  assert.ok(early.started.some((term) => term.id === 'fine.pay'))
  assert.ok(early.sums.payUntil)
  const paid = await act(id, 'pay', 10, { amount: (mrp ?? 1) * 25 })
  assert.deepEqual([paid.stage, paid.outcome.paid, paid.open], ['executed', 'full', []])
  const until = `${Number(localDay(new Date(ago(10))).slice(0, 4)) + 1}${localDay(new Date(ago(10))).slice(4)}`
  assert.equal(paid.repeatUntil, until, 'КоАП 61: a year from the end of execution')
  const journal = await query<{ act: string }>(
    staff.db,
    `select data->>'act' as act from journal where department_id = $1 and kind = 'case.acted' and data->>'paperId' = $2 order by id`,
    [staff.departmentId, id],
  )
  assert.deepEqual(
    journal.map((row) => row.act),
    ['receive', 'decide', 'handCopy', 'inForce', 'pay'],
  )
})

test('striking the last act brings back the stage and the measure before it; the row stays with its reason', async () => {
  const id = await paper()
  const sent = await act(id, 'send', 18, { to: 'policeHead' })
  const decided = await act(id, 'decide', 15, { decision: 'warning' })
  const strike = (actId: string, version: number, status = 200) =>
    ask<CaseView>(
      inspector,
      'POST',
      `/api/papers/${id}/acts/${actId}/strike`,
      { version, reason: 'записано по ошибке' },
      status,
    )
  await strike(sent.actId, decided.version, 409)
  await strike(decided.actId, decided.version - 1, 409)
  const back = await strike(decided.actId, decided.version)
  assert.deepEqual([back.stage, back.outcome.decision, back.strikable], ['sent', null, sent.actId])
  assert.deepEqual(await stored(id), { stage: 'sent', penalty: null, fineMrp: null, version: 4 })
  const struck = back.acts.find((one) => one.id === decided.actId)
  assert.deepEqual([struck?.struckWhy, struck?.struckBy], ['записано по ошибке', 'Person inspector'])
  const start = await strike(sent.actId, back.version)
  assert.deepEqual([start.stage, start.strikable], ['drawnUp', null])
  await strike(sent.actId, start.version, 409)
})

test('half: within the seven days it ends the case, later the case goes on, and a part without it refuses', async () => {
  const id = await paper({ article: '505', part: '2' })
  const agreed = await act(id, 'agreeShort', 19)
  assert.ok(agreed.started.some((term) => term.id === 'short.pay'))
  const paid = await act(id, 'payHalf', 15, { amount: ((agreed.law.mrp ?? 2) * 30) / 2, fineMrp: 30 })
  assert.deepEqual([paid.stage, paid.outcome.paid, paid.warnings], ['executed', 'half', []])
  assert.ok(paid.outcome.inForce)
  assert.deepEqual(await stored(id), { stage: 'executed', penalty: 'fine', fineMrp: 30, version: 3 })

  const late = await paper({ article: '505', part: '2' })
  await act(late, 'agreeShort', 19)
  const tooLate = await act(late, 'payHalf', 3, { amount: 60_000, fineMrp: 30 })
  assert.equal(tooLate.stage, 'drawnUp')
  assert.ok(tooLate.warnings.some((warning) => warning.id === 'short-late' && warning.rule === 'КоАП 811(1), (3)'))

  const court = await paper({ article: '434-2' })
  assert.equal((await look(court)).open.includes('payHalf'), false)
  const refused = await act<ActRefused>(court, 'payHalf', 3, { amount: 100, fineMrp: 10 }, { status: 422 })
  assert.deepEqual([refused.refused, refused.rule], ['not-short', 'КоАП 810(2)(1)'])
})

test('days that cannot be, an older page, an act of another stage, and what is the chief’s: refused, nothing kept', async () => {
  const id = await paper()
  const cases: [string, number, object, number, string][] = [
    ['send', -2, { to: 'court' }, 422, 'in-future'],
    ['send', 30, { to: 'court' }, 422, 'before-paper'],
    ['pay', 3, { amount: 5 }, 409, 'not-now'],
    ['expire', 3, {}, 403, 'not-yours'],
  ]
  for (const [name, daysAgo, data, status, why] of cases) {
    const refused = await act<ActRefused>(id, name, daysAgo, data, { status })
    assert.equal(refused.refused, why)
    assert.equal(refused.message, refused.reason.ru)
    assert.match(refused.rule, /^КоАП/)
  }
  await act(id, 'send', 10, { to: 'court' })
  assert.equal((await act<ActRefused>(id, 'receive', 12, {}, { status: 422 })).refused, 'before-last')
  assert.equal((await act<ActRefused>(id, 'receive', 9, {}, { status: 409, version: 1 })).refused, 'changed-meanwhile')
  await ask(
    inspector,
    'POST',
    `/api/papers/${id}/acts`,
    { act: 'decide', version: 2, happenedAt: ago(1), data: { decision: 'fine' } },
    400,
  )
  await ask(
    inspector,
    'POST',
    `/api/papers/${id}/acts`,
    { act: 'send', version: 2, happenedAt: 'завтра', data: { to: 'court' } },
    400,
  )
  assert.equal((await look(id)).acts.length, 1)
  assert.equal((await act(id, 'expire', 1, {}, { door: chief })).stage, 'expired')
})

test('two who write at once: one is told that it changed', async () => {
  const id = await paper()
  const input = (name: string) => ({
    act: name,
    version: 1,
    happenedAt: ago(5),
    data: name === 'send' ? { to: 'court' } : {},
  })
  const answers = await Promise.all([
    inspector.ask('POST', `/api/papers/${id}/acts`, input('send')),
    chief.ask('POST', `/api/papers/${id}/acts`, input('receive')),
  ])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
  assert.equal((await look(id)).acts.length, 1)
})

test('a warning on the spot is decided when it is signed; a draft and a letter have no case', async () => {
  const id = await paper({ kind: 'warning' })
  const seen = await look(id)
  assert.deepEqual([seen.stage, seen.outcome.decision, seen.open], ['warned', 'warning', ['handCopy', 'appeal']])
  assert.ok(seen.repeatUntil)
  const appealed = await act(id, 'appeal', 15, { by: 'person' })
  assert.deepEqual([appealed.stage, appealed.repeatUntil], ['appealed', null])
  const cancelled = await act(id, 'appealDecided', 12, { result: 'cancelled' })
  assert.deepEqual([cancelled.stage, cancelled.outcome.decision], ['terminated', null])
  for (const other of [await paper({ status: 'draft' }), await paper({ kind: 'notice' })])
    await ask(inspector, 'GET', `/api/papers/${other}/acts`, undefined, 409)
})

test('markup in a reason stays text', async () => {
  const id = await paper()
  await act(id, 'send', 10, { to: 'court', toName: '<b>#let x = 1</b>' })
  const { acts } = await look(id)
  assert.equal(acts[0]?.data.toName, '<b>#let x = 1</b>')
  assert.ok(instant(localDay(new Date(acts[0]?.happenedAt ?? ''))))
})
