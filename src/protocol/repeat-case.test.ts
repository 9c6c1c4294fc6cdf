import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../base/calendar.ts'
import type { ActData, CaseAct, CaseActName } from './case-act.ts'
import { penaltyOfCase } from './repeat-case.ts'

const act = (name: CaseActName, day: string, data: ActData = {}): CaseAct => ({
  act: name,
  happenedAt: instant(day, '12:00'),
  data,
})
const of = (acts: CaseAct[], kind = 'protocol') =>
  penaltyOfCase({
    ...{ id: 'p', kind, article: '505', part: '1', number: '12', signedAt: instant('2026-02-01', '23:30') },
    acts,
  })
const fined = act('decide', '2026-02-10', { decision: 'fine', fineMrp: 20 })

test('a fine counts from the day it was paid; before that it waits', () => {
  const { execution, decidedOn } = of([fined])
  assert.deepEqual([execution, decidedOn], ['pending', '2026-02-10'])
  const paid = of([fined, act('inForce', '2026-02-21'), act('pay', '2026-03-12', { amount: 86_500 })])
  assert.deepEqual([paid.execution, paid.executedOn, paid.inForceOn], ['done', '2026-03-12', '2026-02-21'])
  assert.deepEqual([paid.penalty, paid.fineMrp, paid.outcome], ['fine', 20, 'imposed'])
})

test('half paid in time is a decision and its execution (КоАП 811)', () => {
  const half = of([act('agreeShort', '2026-02-01'), act('payHalf', '2026-02-05', { amount: 43_250, fineMrp: 20 })])
  assert.deepEqual(
    [half.outcome, half.decidedOn, half.executedOn, half.shortPaid],
    ['imposed', '2026-02-05', '2026-02-05', true],
  )
})

test('a warning on the spot is decided on the local day of its signing', () => {
  const warned = of([], 'warning')
  assert.deepEqual([warned.penalty, warned.decidedOn, warned.executedOn], ['warning', '2026-02-01', '2026-02-01'])
})

test('what ended without a penalty is none', () => {
  assert.equal(of([]).outcome, 'undecided')
  assert.equal(of([act('decide', '2026-02-10', { decision: 'terminated', ground: 'noEvent' })]).outcome, 'terminated')
  assert.equal(of([act('decide', '2026-02-10', { decision: 'remark' })]).outcome, 'remark')
  assert.equal(of([act('decide', '2026-02-10', { decision: 'transferred' })]).outcome, 'elsewhere')
  const cancelled = of([
    fined,
    act('appeal', '2026-02-12'),
    act('appealDecided', '2026-03-01', { result: 'cancelled' }),
  ])
  assert.equal(cancelled.outcome, 'cancelled')
  assert.equal(of([act('expire', '2026-04-02')]).outcome, 'terminated')
})

test('a complaint that waits and an execution that ran out are told of', () => {
  assert.equal(of([fined, act('appeal', '2026-02-12', { by: 'person' })]).appealed, true)
  const late = of([fined, act('inForce', '2026-02-21'), act('expire', '2027-02-22')])
  assert.deepEqual([late.outcome, late.execution], ['imposed', 'expired'])
})

test('a case that was decided under another part counts under that one', () => {
  const moved = of([act('decide', '2026-02-10', { decision: 'requalified', article: '344', part: '3' }), fined])
  assert.deepEqual([moved.article, moved.part, moved.outcome], ['344', '3', 'imposed'])
})
