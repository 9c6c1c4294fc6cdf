import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { testDatabase } from '../base/testing.ts'
import type { Category } from '../detection/categories.ts'
import type { Outcome, Status } from '../incident/life.ts'
import { listOf } from './list-store.ts'
import { breakdownIds, figureIds, type Measure, unitOf } from './measures.ts'
import { overviewOf } from './overview-store.ts'
import type { Scope } from './scope.ts'
import { campaignOf } from './store.ts'
import { addIncidents, addRows, type Happened, makeDepartment } from './testing.ts'

const { db, close } = await testDatabase()
test.after(close)
const now = instant('2026-10-20', '12:00')
const period = { from: '2026-10-01', to: '2026-10-31' }

test('the figures are those counted by hand', async () => {
  const made = await makeDepartment(db, now)
  await addIncidents(db, made, [
    {
      openedAt: instant('2026-10-01'),
      answered: 10,
      closed: 600,
      status: 'closed',
      outcome: 'remedied',
      precinct: 0,
      channel: 'telegram',
      place: [69.60142, 42.31049],
      messages: 3,
      orders: [{ status: 'accepted', photo: true, dueIn: 500 }],
      told: 1,
      ratings: [{ score: 5, thanks: true }, { score: 4 }, { notDone: true }],
      offenders: ['a'],
    },
    {
      openedAt: instant('2026-10-02', '23:59'),
      answered: 90,
      closed: 1200,
      status: 'closed',
      outcome: 'protocol',
      precinct: 0,
      channel: 'telegram',
      place: [69.60138, 42.31051],
      messages: 1,
      orders: [{ status: 'accepted', dueIn: 100 }],
      told: 2,
      offenders: ['a', 'b'],
      protocols: [
        { article: '434-2', part: '1', penalty: 'fine', signed: 100 },
        { article: '505', part: '1', penalty: 'warning', signed: 200 },
      ],
    },
    // Closed after the first answer was due, without another word.
    {
      openedAt: instant('2026-10-03'),
      closed: 61,
      status: 'closed',
      outcome: 'not_confirmed',
      precinct: 1,
      category: 'noise',
      channel: 'webchat',
    },
    {
      openedAt: instant('2026-10-20', '11:30'),
      status: 'new',
      precinct: 1,
      category: 'noise',
      channel: 'webchat',
      messages: 1,
    },
    { openedAt: instant('2026-10-20', '08:00'), status: 'reopened', reopened: 1, answered: 20, category: 'noise' },
    {
      openedAt: instant('2026-10-05'),
      answered: 30,
      status: 'ordered',
      precinct: 0,
      channel: 'telegram',
      orders: [{ status: 'refused', dueIn: 60 }],
      protocols: [{ article: '505', part: '1', signed: null }],
    },
    { openedAt: instant('2026-10-06'), closed: 1, status: 'joined', precinct: 0 },
    // The day before, closed within: it counts where closings and signatures count by their own day.
    {
      openedAt: instant('2026-09-30', '23:59'),
      answered: 5,
      closed: 60,
      status: 'closed',
      outcome: 'protocol',
      precinct: 0,
      offenders: ['b'],
      protocols: [{ article: '505', part: '1', penalty: 'fine', signed: 30 }],
      ratings: [{ score: 1 }],
      told: 1,
    },
    { openedAt: instant('2026-11-01'), status: 'new', precinct: 0 },
  ])
  await addRows(db, 'chat_day', [
    { chat_id: made.chats.telegram, day: '2026-10-01', messages: 40, reports: 4 },
    { chat_id: made.chats.webchat, day: '2026-10-31', messages: 2, reports: 1 },
    { chat_id: made.chats.webchat, day: '2026-11-01', messages: 100, reports: 1 },
  ])
  const scope: Scope = { departmentId: made.departmentId, precinctIds: null, period }
  const { figures, breakdowns, times, heard, repeatPeople, meanScore } = await campaignOf(db, scope, now)
  assert.deepEqual(figures, {
    opened: 6,
    joined: 1,
    ended: 3,
    closedIn: 4,
    answered: 4,
    inTime: 3,
    late: 2,
    unanswered: 1,
    reopened: 1,
    repeat: 2,
    messages: 5,
    protocols: 3,
    orders: 3,
    accepted: 2,
    byPhoto: 1,
    waived: 1,
    overdue: 1,
    rated: 1,
    ratings: 3,
    thanks: 1,
    notDone: 1,
    told: 3,
  })
  assert.equal(heard, 42)
  assert.equal(repeatPeople, 2)
  assert.equal(meanScore, 4.5)
  const of = (id: keyof typeof breakdowns) =>
    Object.fromEntries(breakdowns[id].map(({ value, count }) => [value, count]))
  assert.deepEqual(of('category'), { waste: 3, noise: 3 })
  assert.deepEqual(of('outcome'), { remedied: 1, protocol: 1, not_confirmed: 1 })
  assert.deepEqual(of('precinct'), { [made.precincts[0]]: 3, [made.precincts[1]]: 2, none: 1 })
  assert.deepEqual(of('channel'), { telegram: 3, webchat: 2, none: 1 })
  assert.deepEqual(of('speed'), { to15m: 1, to1h: 2, to4h: 1 })
  assert.deepEqual(of('cell'), { '69601,42310': 1, '69601,42311': 1 })
  assert.deepEqual(of('article'), { '505/1': 2, '434-2/1': 1 })
  assert.deepEqual(of('sanction'), { '505/1/fine': 1, '505/1/warning': 1, '434-2/1/fine': 1 })
  assert.deepEqual(of('score'), { 4: 1, 5: 1 })
  assert.deepEqual(of('openedOn'), {
    '2026-10-01': 1,
    '2026-10-02': 1,
    '2026-10-03': 1,
    '2026-10-05': 1,
    '2026-10-20': 2,
  })
  assert.deepEqual(of('closedOn'), { '2026-10-01': 2, '2026-10-03': 2 })
  assert.deepEqual(times.answer, { of: 4, median: 20 * 60, p95: 90 * 60 })
  assert.deepEqual(times.closing, { of: 3, median: 600 * 60, p95: 1200 * 60 })
  assert.deepEqual(times.byCategory.find(({ value }) => value === 'noise')?.closing, {
    of: 1,
    median: 61 * 60,
    p95: 61 * 60,
  })

  const first = await campaignOf(db, { ...scope, precinctIds: [made.precincts[0]] }, now)
  assert.equal(first.figures.opened, 3)
  assert.equal(first.heard, 40)
})

test('an empty period has no figures and no times', async () => {
  const made = await makeDepartment(db, now)
  const { figures, times, meanScore } = await campaignOf(
    db,
    { departmentId: made.departmentId, precinctIds: null, period },
    now,
  )
  assert.deepEqual(new Set(Object.values(figures)), new Set([0]))
  assert.deepEqual(times.answer, { of: 0, median: null, p95: null })
  assert.equal(meanScore, null)
})

const minutes = fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: null })
const happened: fc.Arbitrary<Happened> = fc.record({
  openedAt: fc
    .integer({ min: -3, max: 40 * 24 * 60 })
    .map((at) => new Date(instant('2026-09-28').getTime() + at * 60_000)),
  answered: minutes,
  closed: minutes,
  category: fc.constantFrom<Category[]>('waste', 'noise', 'domestic', 'parking'),
  status: fc.constantFrom<Status[]>(
    'new',
    'reopened',
    'accepted',
    'ordered',
    'submitted',
    'closed',
    'handed_over',
    'joined',
  ),
  outcome: fc.option(fc.constantFrom<Outcome[]>('remedied', 'protocol', 'talk', 'not_confirmed'), { nil: null }),
  precinct: fc.constantFrom(0 as const, 1 as const, null),
  channel: fc.constantFrom('telegram' as const, 'webchat' as const, null),
  reopened: fc.integer({ min: 0, max: 2 }),
  place: fc.option(
    fc.tuple(fc.double({ min: 69.6, max: 69.603, noNaN: true }), fc.double({ min: 42.3, max: 42.303, noNaN: true })),
    { nil: null },
  ),
  messages: fc.integer({ min: 0, max: 3 }),
  told: fc.integer({ min: 0, max: 2 }),
  orders: fc.array(
    fc.record({
      status: fc.constantFrom('ordered' as const, 'submitted' as const, 'accepted' as const, 'refused' as const),
      photo: fc.boolean(),
      dueIn: fc.integer({ min: 1, max: 20_000 }),
    }),
    { maxLength: 2 },
  ),
  ratings: fc.array(
    fc.record({
      score: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
      thanks: fc.boolean(),
      notDone: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  protocols: fc.array(
    fc.record({
      article: fc.constantFrom('505', '434-2'),
      part: fc.constantFrom('1', '2', null),
      penalty: fc.constantFrom('fine', 'warning', null),
      signed: minutes,
    }),
    { maxLength: 2 },
  ),
  offenders: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 2 }),
})

test('every figure equals the list behind it, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(happened, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(null, 0, 1),
      async (all, chosen) => {
        const made = await makeDepartment(db, now)
        await addIncidents(db, made, all)
        const precinctIds = chosen === null ? null : [made.precincts[chosen as 0 | 1]]
        const scope: Scope = { departmentId: made.departmentId, precinctIds, period }
        const { figures, breakdowns } = await campaignOf(db, scope, now)
        const listed = async (measure: Measure, value: string) => {
          const rows: { id: string; times: number }[] = []
          let before: string | undefined
          do {
            const page = await listOf(db, scope, { measure, value, inspectorId: null, before, limit: 7 }, now)
            rows.push(...page.items)
            before = page.next ?? undefined
            assert.equal(page.incidents >= rows.length, true)
          } while (before)
          assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length, 'no incident twice')
          if (unitOf(measure) === 'incident') assert.ok(rows.every(({ times }) => times === 1))
          return rows.reduce((sum, { times }) => sum + times, 0)
        }
        for (const id of figureIds) assert.equal(await listed(id, ''), figures[id], id)
        for (const id of breakdownIds)
          for (const { value, count } of breakdowns[id]) assert.equal(await listed(id, value), count, `${id} ${value}`)
      },
    ),
    { numRuns: 8 },
  )
})

test('what is in time, late and still waiting is together what was opened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happened, { maxLength: 30 }), async (all) => {
      const made = await makeDepartment(db, now)
      await addIncidents(db, made, all)
      const { figures, breakdowns } = await campaignOf(
        db,
        { departmentId: made.departmentId, precinctIds: null, period },
        now,
      )
      assert.equal(figures.inTime + figures.late + figures.unanswered, figures.opened)
      assert.equal(figures.byPhoto + figures.waived, figures.accepted)
      for (const id of ['category', 'status', 'precinct', 'channel', 'openedOn'] as const)
        assert.equal(
          breakdowns[id].reduce((sum, { count }) => sum + count, 0),
          figures.opened,
          id,
        )
    }),
    { numRuns: 5 },
  )
})

test('the department at this moment agrees with the lists of what stands open', async () => {
  const made = await makeDepartment(db, now)
  await addIncidents(db, made, [
    { openedAt: instant('2026-10-20', '09:00'), status: 'new', precinct: 0, category: 'domestic' },
    { openedAt: instant('2026-10-20', '11:30'), status: 'reopened', reopened: 1, answered: 3, precinct: 0 },
    {
      openedAt: instant('2026-10-01'),
      status: 'ordered',
      answered: 3,
      precinct: 1,
      orders: [{ status: 'ordered', dueIn: 60 }],
    },
    {
      openedAt: instant('2026-10-01'),
      status: 'submitted',
      answered: 3,
      precinct: 1,
      orders: [{ status: 'submitted', dueIn: 60 }],
    },
    { openedAt: instant('2026-10-19'), status: 'closed', answered: 3, closed: 30, precinct: 1 },
  ])
  const { now: stands, precincts } = await overviewOf(db, made.departmentId, now)
  assert.deepEqual(stands, {
    openNow: 4,
    newNow: 2,
    lateNow: 1,
    workingNow: 0,
    waitingNow: 2,
    submittedNow: 1,
    overdueNow: 1,
    reopenedNow: 1,
    emergencyNow: 1,
  })
  const scope: Scope = {
    departmentId: made.departmentId,
    precinctIds: null,
    period: { from: '2026-10-20', to: '2026-10-20' },
  }
  for (const [measure, count] of Object.entries(stands)) {
    const page = await listOf(
      db,
      scope,
      { measure: measure as Measure, value: '', inspectorId: null, before: undefined, limit: 50 },
      now,
    )
    assert.equal(page.items.length, count, measure)
  }
  assert.deepEqual(
    precincts.map(({ number, open, late, overdue, openedWeek, closedWeek }) => ({
      number,
      open,
      late,
      overdue,
      openedWeek,
      closedWeek,
    })),
    [
      { number: '1', open: 2, late: 1, overdue: 0, openedWeek: 2, closedWeek: 0 },
      { number: '2', open: 2, late: 0, overdue: 1, openedWeek: 1, closedWeek: 1 },
    ],
  )
})
