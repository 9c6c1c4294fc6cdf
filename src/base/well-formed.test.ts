import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeWellFormed, wellFormed } from './well-formed.ts'

test('zero letters and halves of letters go, whole letters and other values stay', () => {
  const sent = { 'a\0': ['x\0y', 'қ\ud83d', '😀', 1, null, true, { b: '\udc00' }] }
  assert.deepEqual(wellFormed(sent), { a: ['xy', 'қ\ufffd', '😀', 1, null, true, { b: '\ufffd' }] })
  const bytes = Buffer.from([0])
  assert.equal(wellFormed(bytes), bytes)
  assert.equal(wellFormed(undefined), undefined)
})

test('a request is taken well-formed, in its body and in its address', async () => {
  const request = { body: { name: 'a\0' }, query: Object.assign(Object.create(null), { q: 'b\0' }) }
  await takeWellFormed(request)
  assert.deepEqual(request.body, { name: 'a' })
  assert.equal(request.query.q, 'b')
})
