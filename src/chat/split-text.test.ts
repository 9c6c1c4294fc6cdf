import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitText } from './split-text.ts'

test('a short text is one piece, as it is', () => {
  assert.deepEqual(splitText('Принято\n\nҚабылданды', 100), ['Принято\n\nҚабылданды'])
  assert.deepEqual(splitText('', 100), [''])
})

test('a long text is cut at a paragraph, else a line, else a space', () => {
  assert.deepEqual(splitText('aaaa bbbb\n\ncccc', 12), ['aaaa bbbb', 'cccc'])
  assert.deepEqual(splitText('aaaa bbbb\ncccc', 12), ['aaaa bbbb', 'cccc'])
  assert.deepEqual(splitText('aaaa bbbb cccc', 12), ['aaaa bbbb', 'cccc'])
})

test('nothing but spaces is lost, and no piece is longer than the limit', () => {
  const text = 'Қоқыс төгілді, иіс шығып тұр. '.repeat(400).trim()
  const pieces = splitText(text, 1000)
  assert.ok(pieces.every((piece) => piece.length <= 1000))
  assert.equal(pieces.join(' '), text)
})

test('a letter of two code units is never cut in two', () => {
  const pieces = splitText('😀'.repeat(11), 5)
  assert.ok(pieces.every((piece) => piece.isWellFormed() && piece.length <= 5))
  assert.equal(pieces.join(''), '😀'.repeat(11))
})
