import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openOnce, openSteps } from './once.ts'

test('the same key is worked on once, also at the same time', async () => {
  const once = openOnce<number>()
  let done = 0
  const work = async () => ++done
  assert.deepEqual(await Promise.all([once('a', work), once('a', work)]), [1, 1])
  assert.equal(await once('a', work), 1)
  assert.equal(await once('b', work), 2)
})

test('what failed is tried again', async () => {
  const once = openOnce<string>()
  await assert.rejects(
    once('a', () => Promise.reject(new Error('away'))),
    /away/,
  )
  assert.equal(await once('a', async () => 'here'), 'here')
})

test('a work of steps goes on where it broke off', async () => {
  const steps = openSteps<string>()
  const said: string[] = []
  let broken = true
  const work = ['a', 'b', 'c'].map((word) => async () => {
    if (word === 'b' && broken) throw new Error('cut')
    said.push(word)
    return word
  })
  await assert.rejects(steps('k', work), /cut/)
  broken = false
  assert.deepEqual(await steps('k', work), ['a', 'b', 'c'])
  assert.deepEqual(said, ['a', 'b', 'c'])
})
