import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openForwards } from './forwards.ts'

const at = (second: number) => new Date(Date.parse('2026-11-22T10:00:00Z') + second * 1000)

test('what a person forwards in one go has one album, also in disorder and when told again', () => {
  const album = openForwards()
  const first = album('a', at(0), 'm1')
  assert.equal(album('a', at(80), 'm2'), first)
  assert.equal(album('a', at(40), 'm3'), first)
  assert.equal(album('a', at(160), 'm4'), first)
  assert.equal(album('a', at(80), 'm2'), first)
})

test('another person, or the same one later, begins another album', () => {
  const album = openForwards()
  const first = album('a', at(0), 'm1')
  assert.notEqual(album('b', at(1), 'm2'), first)
  assert.notEqual(album('a', at(91), 'm3'), first)
})
