import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, query, run } from '../base/database.ts'
import { type Door, type Staff, startStaff } from '../staff-testing.ts'
import type { PaperSettingsView } from './paper-settings.ts'

let staff: Staff

before(async () => {
  staff = await startStaff()
})
after(() => staff?.close())

const path = '/api/paper-settings'
async function ask<T = PaperSettingsView>(door: Door, method: string, at: string, body?: unknown, status = 200) {
  const answer = await door.ask(method, at, body)
  assert.equal(answer.status, status, `${method} ${at}: ${JSON.stringify(answer.body).slice(0, 300)}`)
  return answer.body as T
}
const settings = {
  drawnUpPlace: { ru: 'г. Шымкент, УПП № 5', kk: 'Шымкент қ., № 5 УПП' },
  hearingPolice: { ru: 'отдел полиции', kk: 'полиция бөлімі' },
  hearingCourt: { ru: 'суд', kk: 'сот' },
  hearingAkimat: { ru: 'акимат', kk: 'әкімдік' },
  head: { ru: 'Начальнику отдела', kk: 'Бөлім бастығына' },
  prefixes: { protocol: 'У5-', notice: '' },
}

test('settings are empty at first, read by who draws papers up, set by the chief and the administrator alone', async () => {
  const { inspector, chief, administrator } = staff.doors
  const empty = await ask(inspector, 'GET', path)
  assert.deepEqual([empty.drawnUpPlace, empty.book, empty.since], [{ ru: '', kk: '' }, [], null])
  await ask(inspector, 'PUT', path, { ...settings, since: null }, 403)
  const set = await ask(chief, 'PUT', path, { ...settings, since: null })
  assert.deepEqual([set.head, set.byName], [settings.head, 'Person chief'])
  const again = await ask(administrator, 'PUT', path, { ...settings, since: set.since })
  assert.equal(again.byName, 'Person administrator')
  assert.deepEqual((await ask(inspector, 'GET', path)).drawnUpPlace, settings.drawnUpPlace)
  const rows = await query<{ data: object }>(
    staff.db,
    `select data from journal where kind = 'papers.changed' order by id`,
  )
  assert.deepEqual(
    rows.map(({ data }) => data),
    [{ what: 'settings' }, { what: 'settings' }],
  )
})

test('what somebody else has set meanwhile is not overwritten', async () => {
  const { chief } = staff.doors
  const { since } = await ask(chief, 'GET', path)
  await ask(chief, 'PUT', path, { ...settings, since })
  const refused = await ask<{ refused: string }>(
    chief,
    'PUT',
    path,
    { ...settings, head: { ru: 'x', kk: 'x' }, since },
    409,
  )
  assert.equal(refused.refused, 'changed-meanwhile')
  assert.deepEqual((await ask(chief, 'GET', path)).head, settings.head)
})

test('the book goes on from a number that was set, with its prefix, and never back', async () => {
  const { chief, inspector } = staff.doors
  const next = () => ask<{ next: number; number: string }>(inspector, 'GET', '/api/papers/next-number?kind=protocol')
  assert.deepEqual(await next(), { next: 1, number: 'У5-1' })
  const { since, year } = await ask(chief, 'GET', path)
  const set = await ask(chief, 'PUT', path, { ...settings, since, book: [{ kind: 'protocol', last: 41 }] })
  assert.deepEqual(set.book, [{ kind: 'protocol', year, last: 41 }])
  assert.deepEqual(await next(), { next: 42, number: 'У5-42' })
  const back = await ask<{ error: string; message: string }>(
    chief,
    'PUT',
    path,
    { ...settings, since: set.since, book: [{ kind: 'protocol', last: 40 }] },
    409,
  )
  assert.equal(back.error, 'book-back')
  assert.match(back.message, /41 was given/)
  assert.deepEqual(await next(), { next: 42, number: 'У5-42' })
})

test('what is no setting is refused at the door, and a setting stored askew is empty', async () => {
  const { chief, inspector } = staff.doors
  const { since } = await ask(chief, 'GET', path)
  for (const body of [
    { ...settings },
    { ...settings, since: 'yesterday' },
    { ...settings, since, head: { ru: 'ж'.repeat(301), kk: '' } },
    { ...settings, since, prefixes: { nonsense: 'x' } },
    { ...settings, since, prefixes: { protocol: 'длинная приставка' } },
    { ...settings, since, book: [{ kind: 'protocol', last: -1 }] },
    { ...settings, since, more: 1 },
  ])
    await ask(chief, 'PUT', path, body, 400)
  await inTransaction(staff.db, (tx) =>
    run(tx, `update department set settings = settings || '{"papers": {"head": 7}}' where id = $1`, [
      staff.departmentId,
    ]),
  )
  assert.deepEqual((await ask(inspector, 'GET', path)).head, { ru: '', kk: '' })
})
