import assert from 'node:assert/strict'
import test from 'node:test'
import { closed, crossesItself, inKazakhstan, overlap } from './outline.ts'
import type { Area } from './precinct.ts'

const box = (west: number, south: number, east: number, north: number): Area => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})

test('a border that is not closed is closed, and points given twice are dropped', () => {
  const open = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [69.5, 42.3],
        [69.6, 42.3],
        [69.6, 42.3],
        [69.6, 42.4],
      ] as [number, number][],
    ],
  }
  assert.deepEqual(closed(open).coordinates[0], [
    [69.5, 42.3],
    [69.6, 42.3],
    [69.6, 42.4],
    [69.5, 42.3],
  ])
  assert.deepEqual(closed(box(69.5, 42.3, 69.6, 42.4)), box(69.5, 42.3, 69.6, 42.4))
})

test('a border in the form of an eight crosses itself, a plain one does not', () => {
  const eight: Area = {
    type: 'Polygon',
    coordinates: [
      [
        [69.5, 42.3],
        [69.6, 42.4],
        [69.6, 42.3],
        [69.5, 42.4],
        [69.5, 42.3],
      ],
    ],
  }
  assert.equal(crossesItself(eight), true)
  assert.equal(crossesItself(box(69.5, 42.3, 69.6, 42.4)), false)
})

test('neighbours with a common border do not overlap, nor do those drawn a metre over it', () => {
  assert.equal(overlap(box(69.5, 42.3, 69.6, 42.4), box(69.6, 42.3, 69.7, 42.4)), false)
  assert.equal(overlap(box(69.5, 42.3, 69.60001, 42.4), box(69.6, 42.3, 69.7, 42.4)), false)
})

test('areas that share ground overlap, whichever is asked first', () => {
  const [one, other] = [box(69.5, 42.3, 69.61, 42.4), box(69.6, 42.3, 69.7, 42.4)]
  assert.equal(overlap(one, other), true)
  assert.equal(overlap(other, one), true)
  const both: Area = {
    type: 'MultiPolygon',
    coordinates: [[...box(69.0, 42, 69.1, 42.1).coordinates] as never, [...one.coordinates] as never],
  }
  assert.equal(overlap(both, other), true)
})

test('swapped degrees and metres are not in Kazakhstan', () => {
  assert.equal(inKazakhstan(box(69.5, 42.3, 69.6, 42.4)), true)
  assert.equal(inKazakhstan(box(42.3, 69.5, 42.4, 69.6)), false)
  assert.equal(inKazakhstan(box(0, 0, 1, 1)), false)
})
