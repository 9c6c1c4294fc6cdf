import assert from 'node:assert/strict'
import test from 'node:test'
import { instant } from '../base/calendar.ts'
import { readConfig } from '../base/config.ts'
import { inTransaction, one } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { openHttp, sessionCookie } from '../base/http.ts'
import { newSecret } from '../base/ids.ts'
import { silent } from '../base/log.ts'
import { openSession } from '../base/people.ts'
import { testDatabase } from '../base/testing.ts'
import { openAtlas } from '../inspection/store.ts'
import { statisticsRoutes } from './routes.ts'
import { addIncidents, makeDepartment } from './testing.ts'

const { db, close } = await testDatabase()
const now = instant('2026-10-20', '12:00')
// Of all that a route may need, these stand on no more.
const deps = {
  db,
  config: readConfig({ NODE_ENV: 'test' }),
  log: silent,
  atlas: openAtlas(db, () => now),
  now: () => now,
} as Deps
const app = await openHttp(deps)
statisticsRoutes(app, deps)
test.after(async () => {
  await app.close()
  await close()
})

const made = await makeDepartment(db, now)
const other = await makeDepartment(db, now)
await addIncidents(db, made, [
  {
    openedAt: instant('2026-10-02'),
    answered: 5,
    closed: 50,
    status: 'closed',
    outcome: 'talk',
    precinct: 0,
    messages: 2,
  },
  { openedAt: instant('2026-10-03'), status: 'new', precinct: 1, category: 'noise' },
  { openedAt: instant('2026-10-04'), status: 'new', precinct: null },
])
await addIncidents(db, other, [{ openedAt: instant('2026-10-02'), status: 'new', precinct: 0 }])
const administrator = await one<{ id: string }>(
  db,
  `select id from account where department_id = $1 and role = 'administrator'`,
  [made.departmentId],
)

async function ask(accountId: string | null, url: string) {
  const token = newSecret()
  if (accountId) await inTransaction(db, (tx) => openSession(tx, accountId, token, newSecret(), now))
  return app.inject({ url, ...(accountId ? { cookies: { [sessionCookie]: token } } : {}) })
}
const october = 'from=2026-10-01&to=2026-10-31'

test('a chief counts the whole department, and nothing of another one', async () => {
  const { figures } = (await ask(made.chief, `/api/campaign?${october}`)).json()
  assert.equal(figures.opened, 3)
  const theirs = (await ask(made.chief, `/api/campaign?${october}&precinct=${other.precincts[0]}`)).json()
  assert.equal(theirs.figures.opened, 0)
})

test('a chief may choose one precinct or several', async () => {
  const [first, second] = made.precincts
  const of = async (query: string) => (await ask(made.chief, `/api/campaign?${october}&${query}`)).json().figures.opened
  assert.equal(await of(`precinct=${first}`), 1)
  assert.equal(await of(`precinct=${first}&precinct=${second}`), 2)
})

test('an inspector counts precincts of his own only', async () => {
  const { figures, breakdowns } = (await ask(made.inspector, `/api/campaign?${october}`)).json()
  assert.equal(figures.opened, 1)
  assert.deepEqual(breakdowns.precinct, [{ value: made.precincts[0], count: 1 }])
  for (const path of ['campaign?', 'campaign/list?measure=opened&', 'campaign.csv?']) {
    const refused = await ask(made.inspector, `/api/${path}${october}&precinct=${made.precincts[1]}`)
    assert.equal(refused.statusCode, 403, path)
    assert.equal(refused.json().refused, 'not-yours')
  }
})

test('nobody else counts: not a stranger, not the administrator', async () => {
  for (const path of [
    `campaign?${october}`,
    `campaign/list?measure=opened&${october}`,
    `campaign.csv?${october}`,
    'department',
  ]) {
    assert.equal((await ask(null, `/api/${path}`)).statusCode, 401, path)
    assert.equal((await ask(administrator.id, `/api/${path}`)).statusCode, 403, path)
  }
  assert.equal((await ask(made.inspector, '/api/department')).statusCode, 403)
})

test('the department at this moment is told to its chief', async () => {
  const { now: stands, precincts } = (await ask(made.chief, '/api/department')).json()
  assert.equal(stands.openNow, 2)
  assert.deepEqual(
    precincts.map(({ number }: { number: string }) => number),
    ['1', '2'],
  )
})

test('a figure opens its list as rows of the queue', async () => {
  const page = (await ask(made.chief, `/api/campaign/list?measure=messages&${october}`)).json()
  assert.equal(page.total, 2)
  assert.equal(page.incidents, 1)
  assert.deepEqual(
    page.items.map(({ precinctNumber, times }: { precinctNumber: string; times: number }) => ({
      precinctNumber,
      times,
    })),
    [{ precinctNumber: '1', times: 2 }],
  )
})

test('what cannot be counted is refused with the field that is wrong', async () => {
  const wrong = [
    ['from=2026-10-31&to=2026-10-01', 'to'],
    ['from=2026-02-30&to=2026-10-01', 'from'],
    ['from=2020-01-01&to=2026-10-01', 'to'],
    [`${october}&precinct=1`, 'precinct'],
  ] as const
  for (const [query, field] of wrong) {
    const answer = await ask(made.chief, `/api/campaign?${query}`)
    assert.equal(answer.statusCode, 400, query)
    assert.equal(answer.json().field, field, query)
  }
  assert.equal((await ask(made.chief, `/api/campaign/list?measure=category&${october}`)).json().field, 'value')
  assert.equal((await ask(made.chief, `/api/campaign/list?measure=nothing&${october}`)).statusCode, 400)
})

test('the tables open in Excel: a byte order mark, semicolons, one line for each incident', async () => {
  const answer = await ask(made.chief, `/api/campaign.csv?${october}&what=incidents&lang=kk`)
  assert.match(String(answer.headers['content-type']), /^text\/csv; charset=utf-8/)
  assert.match(
    String(answer.headers['content-disposition']),
    /attachment; filename="uchastok-incidents-2026-10-01-2026-10-31.csv"/,
  )
  const lines = answer.body.split('\r\n')
  assert.equal(lines.length, 5)
  assert.match(lines[0] ?? '', /^\uFEFFНөмірі;Ашылды;Санат;/)
  assert.match(
    lines[3] ?? '',
    /;2026-10-02 00:00;Қоқыс пен қалдық;Жабылды;Түсіндіру әңгімесі жүргізілді;;1;2026-10-02 00:05;2026-10-02 01:00;5;2026-10-02 00:50;50;2;0$/,
  )
  const summary = await ask(made.chief, `/api/campaign.csv?${october}`)
  assert.match(summary.body, /\r\nИтоги;Происшествий открыто;3\r\n/)
  assert.match(summary.body, /\r\nКатегория;Шум;1\r\n/)
  assert.match(summary.body, /\r\nУчасток;Участок не определён;1\r\n/)
})
