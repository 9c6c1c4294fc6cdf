import assert from 'node:assert/strict'
import test from 'node:test'
import { change, share } from './measures.ts'
import { daysIn, daysOf, periodBefore, periodOf } from './operation.ts'

test('a period that is named ends today while it runs', () => {
  const today = '2026-10-21' // a Wednesday
  assert.deepEqual(periodOf('week', today), { from: '2026-10-19', to: today })
  assert.deepEqual(periodOf('month', today), { from: '2026-10-01', to: today })
  assert.deepEqual(periodOf('year', today), { from: '2026-01-01', to: today })
})

test('the campaign runs from 1 September to 1 November; before it begins, the last one is meant', () => {
  assert.deepEqual(periodOf('campaign', '2026-10-21'), { from: '2026-09-01', to: '2026-10-21' })
  assert.deepEqual(periodOf('campaign', '2026-11-22'), { from: '2026-09-01', to: '2026-11-01' })
  assert.deepEqual(periodOf('campaign', '2026-08-31'), { from: '2025-09-01', to: '2025-11-01' })
})

test('the period before is as long and ends on the day before', () => {
  assert.equal(daysIn({ from: '2026-09-01', to: '2026-11-01' }), 62)
  assert.deepEqual(periodBefore({ from: '2026-09-01', to: '2026-11-01' }), { from: '2026-07-01', to: '2026-08-31' })
  assert.deepEqual(periodBefore({ from: '2026-03-01', to: '2026-03-01' }), { from: '2026-02-28', to: '2026-02-28' })
  assert.deepEqual(daysOf({ from: '2026-02-27', to: '2026-03-01' }), ['2026-02-27', '2026-02-28', '2026-03-01'])
})

test('a share of nothing and a change from nothing are not numbers', () => {
  assert.equal(share(1, 0), null)
  assert.equal(share(1, 4), 0.25)
  assert.equal(change(5, 0), null)
  assert.equal(change(3, 4), -0.25)
})
