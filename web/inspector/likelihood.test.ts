import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentWords } from './likelihood.ts'

test('a likelihood is said as a whole number, and never as certain or impossible', () => {
  assert.equal(percentWords(0.804, 'ru'), '80\u00a0%')
  assert.equal(percentWords(0.8, 'en'), '80%')
  assert.equal(percentWords(1, 'kk'), '>\u00a099\u00a0%')
  assert.equal(percentWords(0, 'ru'), '<\u00a01\u00a0%')
  assert.equal(percentWords(0.994, 'ru'), '99\u00a0%')
})
