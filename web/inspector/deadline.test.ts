import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endWords, pressureOf } from './deadline.ts'

const now = Date.parse('2026-11-22T05:00:00Z')

test('24:00 is said of the day that ends, not of the next one', () => {
  assert.equal(endWords('2026-11-22T19:00:00Z', now, 'ru'), '24:00')
  assert.equal(endWords('2026-11-23T19:00:00Z', now, 'ru'), 'завтра, 24:00')
  assert.equal(endWords('2026-11-21T19:00:00Z', now, 'kk'), 'кеше, 24:00')
  assert.match(endWords('2026-11-30T19:00:00Z', now, 'ru'), /^30 нояб\.?, 24:00$/)
  assert.equal(endWords('2026-11-22T16:40:00Z', now, 'ru'), '21:40')
})

test('a term presses on its last day, and more once it is missed', () => {
  assert.equal(pressureOf(null, now), 'calm')
  assert.equal(pressureOf('2026-11-24T19:00:00Z', now), 'calm')
  assert.equal(pressureOf('2026-11-22T19:00:00Z', now), 'soon')
  assert.equal(pressureOf('2026-11-22T04:59:59Z', now), 'late')
})
