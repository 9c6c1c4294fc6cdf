import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, kazakhstan } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import type { Roster } from '../inspection/assign.ts'
import { personSchema } from '../person/person.ts'
import type { CaseAct } from './case-act.ts'
import { burns, type Line, type TermPaper, type TermRows, termsOf, urgencyOf } from './deadline.ts'
import { inspectorNow, keyOf, remindersOf, stepOf } from './remind.ts'

const editions = await loadEditions()
const grown = personSchema.parse({ kind: 'individual', surname: 'Примеров', given: 'Образец', birth: '1990-01-01' })
const found = instant('2026-11-16', '12:00')

const paper = (more: Partial<TermPaper> = {}): TermPaper => ({
  ...{ id: 'p1', kind: 'protocol', subjectId: 's1', subjectName: null, article: '505', part: '1' },
  ...{ signedAt: instant('2026-11-17', '10:00'), absent: false, copyAt: null, acts: [] },
  ...more,
})
const act = (name: CaseAct['act'], day: string, data: CaseAct['data'] = {}): CaseAct => ({
  act: name,
  happenedAt: instant(day, '15:00'),
  data,
})
const rows = (more: Partial<TermRows> = {}): TermRows => ({
  ...{ category: 'waste', open: true, openedAt: found, happenedAt: found, answerDue: null, remediation: null },
  finding: { happenedAt: instant('2026-11-15', '20:00'), at: found },
  offenders: [{ id: 's1', person: grown, at: found }],
  papers: [],
  ...more,
})
const terms = (more: Partial<TermRows> = {}) => termsOf(rows(more), editions, kazakhstan)
const line = (id: string, more: Partial<TermRows> = {}) => terms(more).find((one) => one.id === id) as Line

test('an incident has its terms while it has no paper, each paper has its own from then on', () => {
  assert.ok(terms().every(({ paperId }) => paperId === null))
  const two = terms({
    offenders: ['s1', 's2'].map((id) => ({ id, person: grown, at: found })),
    papers: [paper(), paper({ id: 'p2', subjectId: 's2', signedAt: instant('2026-11-18', '10:00') })],
  })
  assert.deepEqual(
    two.filter(({ id }) => id === 'send.decider').map(({ paperId, doBy }) => [paperId, doBy?.toISOString()]),
    [
      ['p1', '2026-11-20T19:00:00.000Z'],
      ['p2', '2026-11-21T19:00:00.000Z'],
    ],
  )
  assert.equal(two.filter(({ limitation }) => limitation).length, 2)
})

test('an incident that is no case, or ended without a paper, has no term of the law', () => {
  assert.deepEqual(terms({ category: 'utilities' }), [])
  assert.deepEqual(terms({ open: false }), [])
  assert.ok(terms({ open: false, papers: [paper()] }).length > 0)
  assert.deepEqual(
    terms({ category: 'utilities', answerDue: instant('2026-11-16', '18:00') }).map(({ id }) => id),
    ['incident.answer'],
  )
})

test('what was done is known from the signature, the receipt and the acts', () => {
  const signedAt = instant('2026-11-17', '10:00')
  assert.deepEqual(line('protocol.clarify', { papers: [paper()] }).done, signedAt)
  assert.equal(line('copy.immediate', { papers: [paper()] }).done, null)
  const receipt = instant('2026-11-17', '10:05')
  assert.deepEqual(line('copy.immediate', { papers: [paper({ copyAt: receipt })] }).done, receipt)
  const sent = paper({ acts: [act('send', '2026-11-18', { to: 'court' })] })
  assert.deepEqual(line('send.decider', { papers: [sent] }).done, instant('2026-11-18', '15:00'))
  const back = paper({ acts: [...sent.acts, act('return', '2026-11-19', { reason: 'нет подписи' })] })
  assert.equal(line('send.decider', { papers: [back] }).done, null)
})

test('the limitation stands still while a court has the case, flows when it comes back, and is over with the decision', () => {
  const general = (acts: CaseAct[]) => line('liability.general', { papers: [paper({ acts })] })
  const sent = [act('send', '2026-11-18'), act('receive', '2026-11-19')]
  const far = instant('2027-01-14')
  assert.equal(burns(general([]), far), true)
  assert.equal(general(sent).suspended, true)
  assert.equal(burns(general(sent), far), false)
  const back = [...sent, act('return', '2026-11-20')]
  assert.equal(general(back).suspended, false)
  assert.match(general(back).noteRu ?? '', /приостанавливался/)
  const decided = [...sent, act('decide', '2026-11-24', { decision: 'fine', fineMrp: 20 })]
  assert.deepEqual(general(decided).done, instant('2026-11-24', '15:00'))
})

test('a firm, a minor and an unknown person have the terms of their own', () => {
  const minor = personSchema.parse({ kind: 'individual', surname: 'Примеров', given: 'Образец', birth: '2010-01-01' })
  const offenders = [{ id: 's1', person: minor, at: found }]
  assert.ok(line('liability.minorHalf', { offenders, papers: [paper()] }))
  const nobody = terms({ papers: [paper({ subjectId: null })] }).map(({ id }) => id)
  assert.ok(nobody.includes('protocol.unknownOffender') && !nobody.includes('send.decider'))
  const named = terms({ papers: [paper({ subjectId: null })] }).find(({ id }) => id === 'send.unknownOffender')
  assert.deepEqual(named?.fromAt, found)
  const seen = { kind: 'unknown', description: 'мужчина в красной куртке' } as const
  const described = terms({ offenders: [{ id: 's1', person: seen as never, at: found }], papers: [paper()] })
  assert.ok(described.some(({ id }) => id === 'protocol.unknownOffender'))
})

test('a representation is answered within a month, counted from its signing as long as nobody knows better', () => {
  const sent = line('representation.answer', { papers: [paper({ kind: 'representation', article: null, part: null })] })
  assert.equal(sent.doBy?.toISOString(), '2026-12-17T19:00:00.000Z')
  assert.match(sent.noteRu ?? '', /от подписания/)
  assert.equal(burns(sent, found), false)
  assert.equal(burns(sent, instant('2026-12-18')), true)
})

test('a warning on the spot is sent nowhere and is no longer limited', () => {
  const ids = terms({ papers: [paper({ kind: 'warning' })] })
  assert.ok(!ids.some(({ id }) => id.startsWith('send.')))
  assert.ok(ids.filter(({ limitation }) => limitation).every(({ done }) => done !== null))
})

test('steps come at their hour: a day before, nine in the morning, when it is missed, and no more after a week', () => {
  const clarify = line('protocol.clarify')
  assert.equal(clarify.doBy?.toISOString(), '2026-11-19T19:00:00.000Z')
  const steps: [day: string, time: string, step: string | null][] = [
    ['2026-11-18', '23:59', null],
    ['2026-11-19', '00:00', 'soon'],
    ['2026-11-19', '08:59', 'soon'],
    ['2026-11-19', '09:00', 'today'],
    ['2026-11-19', '23:59', 'today'],
    ['2026-11-20', '00:00', 'late'],
    ['2026-11-26', '23:59', 'late'],
    ['2026-11-27', '00:00', null],
  ]
  for (const [day, time, step] of steps) assert.equal(stepOf(clarify, instant(day, time)), step, `${day} ${time}`)
})

test('of a term in hours it is told at its half and two hours before, of an immediate one at once', () => {
  const order = { orderedAt: found, dueAt: instant('2026-11-16', '22:00'), submittedAt: null }
  const put = line('remediation.due', { remediation: order })
  const at = (time: string) => stepOf(put, instant('2026-11-16', time))
  assert.deepEqual([at('16:59'), at('17:00'), at('20:00'), at('22:00')], [null, 'soon', 'today', 'late'])
  const copy = line('copy.immediate', { papers: [paper()] })
  assert.equal(stepOf(copy, instant('2026-11-17', '10:00')), 'today')
  assert.equal(stepOf(copy, instant('2026-11-18', '00:00')), 'late')
  assert.equal(urgencyOf(copy, instant('2026-11-17', '23:00')), 'today')
})

test('the limitation is told of a week before; what was done is told of no more', () => {
  const limit = line('liability.general')
  assert.equal(limit.doBy?.toISOString(), '2027-01-15T19:00:00.000Z')
  assert.equal(stepOf(limit, instant('2027-01-08', '23:59')), null)
  assert.equal(stepOf(limit, instant('2027-01-09', '00:00')), 'soon')
  assert.equal(stepOf({ ...limit, done: found }, instant('2027-01-10')), null)
})

const absence = (accountId: string, deputyId: string | null) => ({
  ...{ accountId, deputyId },
  startsAt: instant('2026-11-01'),
  endsAt: instant('2027-03-01'),
})
const roster = (more: Partial<Roster> = {}): Roster => ({
  precincts: [],
  inspectors: [
    { precinctId: 'q', accountId: 'main' },
    { precinctId: 'q', accountId: 'second' },
  ],
  ...{ absences: [], duty: [], chiefs: ['chief', 'other chief'] },
  ...more,
})
const incident = { id: 'i', inspectorId: 'main', precinctId: 'q' }
const told = (id: string, at: Date, people = roster(), more: Partial<TermRows> = {}) =>
  remindersOf(incident, terms(more), people, at)
    .filter(({ term }) => term === id)
    .map(({ accountId, step }) => `${accountId} ${step}`)

test('the inspector is told first, the chiefs when it is missed, of a limitation on its last day already', () => {
  assert.deepEqual(told('protocol.clarify', instant('2026-11-19', '10:00')), ['main today'])
  assert.deepEqual(told('protocol.clarify', instant('2026-11-20')), ['main late', 'chief late', 'other chief late'])
  assert.deepEqual(told('liability.general', instant('2027-01-10')), ['main soon'])
  assert.deepEqual(told('liability.general', instant('2027-01-15', '10:00')), [
    'main today',
    'chief today',
    'other chief today',
  ])
})

test('who is away is not told: his deputy is, else whoever would be given the incident', () => {
  const at = instant('2026-11-19', '10:00')
  assert.equal(inspectorNow(roster({ absences: [absence('main', 'deputy')] }), incident, at), 'deputy')
  assert.equal(inspectorNow(roster({ absences: [absence('main', null)] }), incident, at), 'second')
  const gone = roster({ absences: [absence('main', 'deputy'), absence('deputy', null)] })
  assert.equal(inspectorNow(gone, incident, at), 'second')
  assert.deepEqual(told('protocol.clarify', at, roster({ absences: [absence('main', 'deputy')] })), ['deputy today'])
  const late = told('protocol.clarify', instant('2026-11-20'), roster({ absences: [absence('chief', null)] }))
  assert.deepEqual(late, ['main late', 'other chief late'])
})

test('rights and duties of others are told only when the inspector has something to do after them', () => {
  const acts = [act('agreeShort', '2026-11-17')]
  const short = { papers: [paper({ acts })] }
  assert.deepEqual(told('short.pay', instant('2026-11-24', '10:00'), roster(), short), [])
  assert.deepEqual(told('short.pay', instant('2026-11-25', '00:00'), roster(), short), ['main late'])
  assert.equal(line('send.afterShort', short).doBy?.toISOString(), '2026-11-27T19:00:00.000Z')
  assert.deepEqual(told('appeal.file', instant('2027-01-01'), roster(), short), [])
})

test('the same minute asked twice gives the same reminders, and none twice', () => {
  const at = instant('2026-11-20', '10:00')
  const once = remindersOf(incident, terms({ papers: [paper(), paper({ id: 'p2' })] }), roster(), at)
  assert.deepEqual(once, remindersOf(incident, terms({ papers: [paper(), paper({ id: 'p2' })] }), roster(), at))
  assert.equal(new Set(once.map(keyOf)).size, once.length)
})
