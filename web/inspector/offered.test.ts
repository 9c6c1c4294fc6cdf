import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offeredOf } from './offered.ts'

const likely = [
  { category: 'noise', likelihood: 0.5 },
  { category: 'dogs', likelihood: 0.3 },
  { category: 'parking', likelihood: 0.1 },
  { category: 'waste', likelihood: 0.05 },
] as const

test('three categories are offered, the one suggested first, each once', () => {
  const offered = (category: Parameters<typeof offeredOf>[0]['category'], of: readonly (typeof likely)[number][]) =>
    offeredOf({ category, categories: [...of] })
  assert.deepEqual(offered('noise', likely), likely.slice(0, 3))
  assert.deepEqual(
    offered('dogs', likely).map((one) => one.category),
    ['dogs', 'noise', 'parking'],
  )
  assert.deepEqual(offered('fraud', likely)[0], { category: 'fraud', likelihood: null })
  assert.equal(offered('fraud', likely).length, 3)
})

test('a reading of an earlier version offers its category alone, one without a category none', () => {
  assert.deepEqual(offeredOf({ category: 'dogs', categories: [] }), [{ category: 'dogs', likelihood: null }])
  assert.deepEqual(offeredOf({ category: null, categories: [] }), [])
})
