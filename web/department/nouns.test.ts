import assert from 'node:assert/strict'
import test from 'node:test'
import { categoryNames, outcomeNames, statusNames } from '../../src/statistics/nouns.ts'
import { categoryWords, outcomeWords, statusWords } from '../parts/words.ts'

test('a downloaded table and the page call things by the same words', () => {
  assert.deepEqual(categoryNames, categoryWords)
  assert.deepEqual(statusNames, statusWords)
  assert.deepEqual(outcomeNames, outcomeWords)
})
