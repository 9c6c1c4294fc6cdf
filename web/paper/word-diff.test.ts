import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { wordDiff } from './word-diff.ts'

const side = (of: 'gone' | 'new', pieces: ReturnType<typeof wordDiff>) =>
  pieces
    .filter(({ change }) => change === 'same' || change === of)
    .map(({ text }) => text)
    .join('')

test('what stayed, what went and what came are told apart by words', () => {
  assert.deepEqual(wordDiff('битый кирпич и мешки', 'битый кирпич и доски'), [
    { text: 'битый кирпич и ', change: 'same' },
    { text: 'мешки', change: 'gone' },
    { text: 'доски', change: 'new' },
  ])
  assert.deepEqual(wordDiff('', 'үй шаруасында'), [{ text: 'үй шаруасында', change: 'new' }])
  assert.deepEqual(wordDiff('то же', 'то же'), [{ text: 'то же', change: 'same' }])
})

test('both texts can be read out of the pieces, whatever they are', () => {
  const text = fc.string({ unit: fc.constantFrom('а', 'ә', 'ң', ' ', '\n', ',', '<', '1'), maxLength: 60 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after)
      assert.equal(side('gone', pieces), before)
      assert.equal(side('new', pieces), after)
    }),
  )
})

test('a text too long for the table of words is told as a whole', () => {
  const long = 'слово '.repeat(2000)
  assert.deepEqual(wordDiff(long, 'иначе'), [
    { text: long, change: 'gone' },
    { text: 'иначе', change: 'new' },
  ])
})
