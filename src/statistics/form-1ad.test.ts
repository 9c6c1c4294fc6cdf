import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { newId } from '../base/ids.ts'
import { testDatabase } from '../base/testing.ts'
import { type ActData, type CaseAct, type CaseActName, caseActs } from '../protocol/case-act.ts'
import { actsOfPaper, firstStage, nextStage, type Stage, stageAfter } from '../protocol/life.ts'
import { endings, type FormCase, type FormMeasure, formMeasures, formOf, keyOf } from './form-1ad.ts'
import { type FormRecord, formCsv, recordLine } from './form-1ad-csv.ts'
import { form1ad, form1adList, recordsOf } from './form-1ad-store.ts'
import type { Scope } from './scope.ts'
import { addIncidents, addRows, type Made, makeDepartment } from './testing.ts'

const { db, close } = await testDatabase()
test.after(close)
const now = instant('2026-10-20', '12:00')
const period = { from: '2026-10-01', to: '2026-10-31' }
const mrpOf = (year: number) => ({ 2025: 3932, 2026: 4325 })[year] ?? null

interface Given {
  incident: number
  kind: 'protocol' | 'warning'
  article: string
  part: string | null
  signedAt: Date
  acts: CaseAct[]
  struck?: CaseAct[]
  subjectId?: string
}

/** Signed papers with their acts as rows; struck acts must count nowhere. */
async function addCases(made: Made, incidents: string[], given: Given[]): Promise<void> {
  const own = { department_id: made.departmentId, by_account: made.chief }
  const papers = given.map((one) => ({ ...one, id: newId(one.signedAt) }))
  await addRows(
    db,
    'paper',
    papers.map(({ id, incident, kind, article, part, signedAt, subjectId = null }) => ({
      ...own,
      ...{
        id,
        incident_id: incidents[incident],
        kind,
        article,
        part,
        subject_id: subjectId,
        number: '1',
        erap_number: '',
      },
      ...{ edition: '', lang: 'ru', status: 'signed', suggested: {}, answers: {}, fields: {}, missing: 0 },
      ...{ created_at: signedAt, updated_at: signedAt, signed_at: signedAt, version: 1, cancel_reason: '' },
    })),
  )
  const row = (paper: (typeof papers)[number], { act, happenedAt, data }: CaseAct, at: Date, struck: boolean) => ({
    ...own,
    ...{
      id: newId(at),
      incident_id: incidents[paper.incident],
      paper_id: paper.id,
      act,
      happened_at: happenedAt,
      data,
      at,
    },
    ...{ struck_at: struck ? at : null, struck_why: '' },
  })
  const rows = papers.flatMap((paper) => [
    ...paper.acts.map((one, index) => row(paper, one, new Date(now.getTime() + index), false)),
    ...(paper.struck ?? []).map((one, index) => row(paper, one, new Date(now.getTime() + 500 + index), true)),
  ])
  if (rows.length > 0) await addRows(db, 'case_act', rows)
}

const on = (date: number, hour = 10) => instant(`2026-10-${String(date).padStart(2, '0')}`, `${hour}:00`)
const act = (name: CaseActName, date: number, data: ActData = {}): CaseAct => ({
  act: name,
  happenedAt: on(date),
  data,
})
const of = (made: Made, precinctIds: string[] | null = null): Scope => ({
  departmentId: made.departmentId,
  precinctIds,
  period,
})

test('the form of a month counted by hand: measures, sums by the МРП of the year, grounds, what was struck out', async () => {
  const made = await makeDepartment(db, now)
  const incidents = await addIncidents(db, made, [
    { openedAt: on(1), precinct: 0 },
    { openedAt: on(2), precinct: 1 },
  ])
  const fine = (date: number, fineMrp: number) => act('decide', date, { decision: 'fine', fineMrp })
  await addCases(made, incidents, [
    { incident: 0, kind: 'protocol', article: '434-2', part: '1', signedAt: on(2), acts: [act('send', 2, { to: 'court' }), fine(5, 10), act('inForce', 16), act('pay', 17, { amount: 43_250 })] },
    { incident: 0, kind: 'protocol', article: '434-2', part: '1', signedAt: on(3), acts: [act('send', 4), fine(5, 7), act('inForce', 16)], struck: [act('pay', 18, { amount: 5 })] },
    { incident: 1, kind: 'protocol', article: '505', part: '1', signedAt: on(3), acts: [act('agreeShort', 3), act('payHalf', 4, { fineMrp: 20, amount: 43_250 })] },
    { incident: 1, kind: 'warning', article: '505', part: '1', signedAt: on(4), acts: [] },
    { incident: 1, kind: 'protocol', article: '505', part: '1', signedAt: on(5), acts: [act('receive', 6), act('decide', 7, { decision: 'terminated', ground: 'limitation' })] },
    { incident: 1, kind: 'protocol', article: '434', part: '1', signedAt: on(5), acts: [] },
    { incident: 1, kind: 'protocol', article: '434', part: '1', signedAt: instant('2026-09-30'), acts: [] },
  ]) // biome-ignore format: a table
  const { rows, total } = await form1ad(db, of(made), mrpOf)
  assert.deepEqual(rows.map(keyOf), ['434/1', '434-2/1', '505/1'])
  const shown = (row: (typeof rows)[number]) =>
    Object.fromEntries(Object.entries(row.figures).filter(([, count]) => count > 0))
  assert.deepEqual(rows.map(shown), [
    { drawnUp: 1, open: 1 },
    { drawnUp: 2, sent: 2, considered: 2, fine: 2, paidFull: 1, unpaid: 1 },
    { drawnUp: 3, onSpot: 1, sent: 1, considered: 3, warning: 1, fine: 1, terminated: 1, paidHalf: 1 },
  ])
  assert.deepEqual([total.fineMrp, total.fineTenge, total.paidTenge, total.withoutMrp], [37, 160_025, 86_500, 0])
  assert.deepEqual(total.grounds, { limitation: 1 })
  const first = await form1ad(db, of(made, [made.precincts[0]]), mrpOf)
  assert.equal(first.total.figures.drawnUp, 2)
  const unknown = await form1ad(db, of(made), () => null)
  assert.deepEqual([unknown.total.fineTenge, unknown.total.withoutMrp], [0, 3])
  const csv = [...formCsv({ ...unknown, rows, total }, 'ru')]
  assert.equal(csv.length, 5)
  assert.match(csv[4] ?? '', /^Всего;6;/)
})

test('the records of the chief: eleven columns, no name, no ИИН, no flat, the words of the law', async () => {
  const made = await makeDepartment(db, now)
  const incidents = await addIncidents(db, made, [{ openedAt: on(1), precinct: 0 }])
  const subjectId = newId(now)
  const person = {
    ...{
      kind: 'individual',
      surname: 'Примеров',
      given: 'Образец',
      patronymic: null,
      iin: '000101100016',
      birth: '1990-05-05',
    },
    ...{ residence: 'мкр Самал, 1, кв. 7', document: null, workplace: null, phone: null, email: null, plates: [] },
  }
  await addRows(db, 'subject', [
    { department_id: made.departmentId, id: subjectId, kind: 'individual', name: 'Примеров Образец', details: person, created_at: now, updated_at: now },
  ]) // biome-ignore format: a row
  await addCases(made, incidents, [
    { incident: 0, kind: 'protocol', article: '505', part: '1', signedAt: on(3), subjectId, acts: [act('agreeShort', 3), act('payHalf', 4, { fineMrp: 20, amount: 43_250 })] },
  ]) // biome-ignore format: a row
  const records: FormRecord[] = []
  for await (const some of recordsOf(db, of(made))) records.push(...some)
  const [record] = records
  assert.ok(record)
  const place = 'мкр Самал, дом 1, кв. 7, Примеров Образец'
  const line = recordLine({ ...record, place }, 'ru', { mrpOf, conductOf: () => 'Нарушение правил благоустройства' })
  const cells = line.trim().split(';')
  assert.equal(cells.length, 11)
  assert.deepEqual(
    [cells[0], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9], cells[10]],
    [
      ...['Отдел, участок 1', '03.10.2026', 'погашение штрафа', 'ст. 505 ч. 1', 'Штраф', '86500', '43250'],
      ...['Нарушение правил благоустройства', 'муж.', '36'],
    ],
  )
  assert.doesNotMatch(line, /Примеров|000101100016|кв\. 7/)
})

const saidOf = (name: CaseActName): fc.Arbitrary<ActData> => {
  if (name === 'decide')
    return fc.constantFrom<ActData>(
      ...[
        { decision: 'fine', fineMrp: 10 } as const,
        { decision: 'warning' } as const,
        { decision: 'remark' } as const,
      ],
      ...[{ decision: 'arrest', days: 5 } as const, { decision: 'requalified', article: '505' } as const],
      ...[{ decision: 'terminated', ground: 'noEvent' } as const, { decision: 'transferred' } as const],
    )
  if (name === 'appealDecided')
    return fc.constantFrom<ActData>({ result: 'upheld' }, { result: 'cancelled' }, { result: 'cancelled', anew: true })
  if (name === 'pay') return fc.constantFrom<ActData>({ amount: 100 }, { amount: 50, full: false })
  if (name === 'payHalf')
    return fc.constantFrom<ActData>({ amount: 50, fineMrp: 5 }, { amount: 50, fineMrp: 5, late: true })
  return fc.constant({})
}
const wanted = fc.array(
  fc.constantFrom(...caseActs).chain((name) => fc.tuple(fc.constant(name), saidOf(name))),
  { maxLength: 25 },
)
const someCase = fc.record({
  incident: fc.nat(3),
  kind: fc.constantFrom('protocol' as const, 'warning' as const),
  article: fc.constantFrom('505', '434-2', '434'),
  part: fc.constantFrom('1', '2', null),
  date: fc.integer({ min: 1, max: 28 }),
  wanted,
})

/** The acts of what was wanted that were open. */
function lived(kind: string, signedAt: Date, steps: [CaseActName, ActData][]): CaseAct[] {
  let stage = firstStage(kind) as Stage
  const acts: CaseAct[] = []
  for (const [name, data] of steps) {
    if ('refused' in nextStage(stage, name, 'chief')) continue
    const one = { act: name, happenedAt: new Date(signedAt.getTime() + (acts.length + 1) * 3_600_000), data }
    stage = stageAfter(stage, actsOfPaper(kind, signedAt, acts), one)
    acts.push(one)
  }
  return acts
}

test('every figure equals its list, and every case falls into exactly one ending', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someCase, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(null, 0, 1),
      async (all, chosen) => {
        const made = await makeDepartment(db, now)
        const incidents = await addIncidents(
          db,
          made,
          [0, 1, 0, 1].map((precinct) => ({ openedAt: on(1), precinct: precinct as 0 | 1 })),
        )
        await addCases(
          made,
          incidents,
          all.map(({ date, wanted: steps, ...one }) => ({
            ...one,
            signedAt: on(date),
            acts: lived(one.kind, on(date), steps),
          })),
        )
        const scope = of(made, chosen === null ? null : [made.precincts[chosen as 0 | 1]])
        const { rows, total } = await form1ad(db, scope, mrpOf)
        const listed = async (measure: FormMeasure, article?: string) => {
          let sum = 0
          let skip: number | null = 0
          const seen = new Set<string>()
          while (skip !== null) {
            const page: Awaited<ReturnType<typeof form1adList>> = await form1adList(
              db,
              scope,
              { measure, article, ground: undefined, skip, limit: 2 },
              mrpOf,
            )
            for (const { id, times } of page.items) {
              assert.equal(seen.has(id), false, 'no incident twice')
              seen.add(id)
              sum += times
            }
            assert.ok(page.total >= sum && page.incidents >= seen.size)
            skip = page.next
          }
          return sum
        }
        for (const measure of formMeasures) assert.equal(await listed(measure), total.figures[measure], measure)
        for (const row of rows) {
          assert.equal(
            endings.reduce((sum, ending) => sum + row.figures[ending], 0),
            row.figures.drawnUp,
            'one ending each',
          )
          assert.ok(row.figures.paidFull + row.figures.paidHalf + row.figures.unpaid <= row.figures.fine)
          assert.equal(
            Object.values(row.grounds).reduce((sum, count) => sum + count, 0),
            row.figures.terminated,
          )
        }
        const [first] = rows
        if (first)
          for (const measure of endings)
            assert.equal(await listed(measure, keyOf(first)), first.figures[measure], measure)
        assert.deepEqual(formOf(rows).total, total)
      },
    ),
    { numRuns: 6 },
  )
})

test('a case is counted by the local year in which it was drawn up', async () => {
  const made = await makeDepartment(db, now)
  const incidents = await addIncidents(db, made, [{ openedAt: on(1), precinct: 0 }])
  const signedAt = instant('2025-12-31', '23:30')
  const given: FormCase['acts'] = [{ act: 'decide', happenedAt: signedAt, data: { decision: 'fine', fineMrp: 10 } }]
  await addCases(made, incidents, [{ incident: 0, kind: 'protocol', article: '505', part: '2', signedAt, acts: given }])
  const scope: Scope = {
    departmentId: made.departmentId,
    precinctIds: null,
    period: { from: '2025-12-31', to: '2025-12-31' },
  }
  assert.equal((await form1ad(db, scope, mrpOf)).total.fineTenge, 39_320)
})
