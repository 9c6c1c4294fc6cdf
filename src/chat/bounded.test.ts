import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesUpTo, parseJson, remember, sameSecret } from './bounded.ts'

test('the oldest is forgotten beyond the limit, and what is set again is the newest', () => {
  const memory = new Map<string, number>()
  for (const [n, key] of ['a', 'b', 'a', 'c'].entries()) remember(memory, key, n, 2)
  assert.deepEqual(
    [...memory],
    [
      ['a', 2],
      ['c', 3],
    ],
  )
})

test('bytes are taken up to the limit and no further', async () => {
  assert.deepEqual(await bytesUpTo(new Response('12345'), 5), Buffer.from('12345'))
  assert.equal(await bytesUpTo(new Response('123456'), 5), null)
  assert.equal(await bytesUpTo(new Response('', { headers: { 'content-length': '9' } }), 5), null)
  let given = 0
  const endless = new ReadableStream({ pull: (to) => to.enqueue(Buffer.alloc(1000, ++given)) })
  assert.equal(await bytesUpTo(new Response(endless), 5000), null)
  assert.ok(given < 20)
})

test('only the same secret is the same', () => {
  assert.ok(sameSecret('abc', 'abc'))
  for (const wrong of ['abd', 'ab', 'abcd', '', undefined]) assert.ok(!sameSecret(wrong, 'abc'))
})

test('what is no JSON is null, and long ids stay exact', () => {
  assert.equal(parseJson('{'), null)
  assert.deepEqual(parseJson('{"chat_id":-9223372036854775807,"n":5}'), { chat_id: '-9223372036854775807', n: 5 })
})
