import assert from 'node:assert/strict'
import test from 'node:test'
import { areaOf, inserted, middles, moved, type Ring, ringOf, without } from './ring.ts'

const triangle: Ring = [
  [69.5, 42.3],
  [69.6, 42.3],
  [69.5, 42.4],
]

test('a border is closed when it is kept and open while it is drawn', () => {
  const area = areaOf(triangle)
  assert.deepEqual(area.coordinates[0]?.at(-1), [69.5, 42.3])
  assert.deepEqual(ringOf(area), triangle)
  assert.deepEqual(ringOf({ type: 'MultiPolygon', coordinates: [areaOf(triangle).coordinates as never] }), triangle)
})

test('an area of several parts or with a hole is not edited by hand', () => {
  const part = areaOf(triangle).coordinates as [number, number][][]
  assert.equal(ringOf({ type: 'MultiPolygon', coordinates: [part, part] }), null)
  assert.equal(ringOf({ type: 'Polygon', coordinates: [...part, ...part] }), null)
})

test('points are moved, added between others, and taken away', () => {
  assert.deepEqual(moved(triangle, 1, [70, 43])[1], [70, 43])
  assert.deepEqual(without(triangle, 0), triangle.slice(1))
  assert.equal(inserted(triangle, 2, [69, 42]).length, 4)
  assert.deepEqual(inserted(triangle, 0, [69, 42])[1], [69, 42])
  assert.deepEqual(middles(triangle)[1], [69.55, 42.349999999999994])
})
