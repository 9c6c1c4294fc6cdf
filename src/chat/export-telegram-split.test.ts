import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Piece, splitTelegram } from './export-telegram-split.ts'
import { linesOf } from './export-text.ts'

const bytes = await readFile(join(import.meta.dirname, 'fixtures/telegram.json'))

async function* inChunks(all: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
}

async function split(text: Buffer | string, size = 4096): Promise<Piece[]> {
  return await Array.fromAsync(splitTelegram(inChunks(Buffer.from(text), size)))
}

test('the pieces are the same however the bytes arrive', async () => {
  const whole = await split(bytes)
  assert.equal(whole.length, 12)
  for (const size of [1, 2, 3, 7, 64, 1000]) assert.deepEqual(await split(bytes, size), whole, `chunks of ${size}`)
})

test('lines are the same however the bytes arrive', async () => {
  const lines = (size: number) => Array.fromAsync(linesOf(inChunks(bytes, size), { off: false }))
  for (const size of [1, 3, 1000]) assert.deepEqual(await lines(size), await lines(bytes.length))
})

test('every message is what a JSON parser finds in it', async () => {
  const texts = (await split(bytes)).flatMap((piece) => (piece.kind === 'message' ? [piece.bytes.toString()] : []))
  assert.deepEqual(
    texts.map((text) => JSON.parse(text)),
    JSON.parse(bytes.toString()).messages,
  )
})

const broken: [string, string, string[]][] = [
  [
    'a message over a megabyte is passed over',
    `{"messages":[{"a":"${'x'.repeat(2 ** 20)}"},{"b":1}]}`,
    ['too-long', 'message'],
  ],
  ['brackets that do not match end the reading', '{"messages":[{"a":1}}', ['message', 'not-json']],
  ['brackets too deep end the reading', `{"a":${'['.repeat(100)}`, ['not-json']],
  ['a file that ends inside a message is told of', '{"messages":[{"a":1},{"b":', ['message', 'cut-off']],
  ['a file that ends between messages is told of', '{"messages":[{"a":1},', ['message', 'cut-off']],
  ['objects in other arrays are no messages', '{"contacts":{"messages":[{"a":1}]},"messages":[]}', []],
]
for (const [name, text, expected] of broken) {
  test(name, async () => {
    const got = (await split(text)).map((piece) => (piece.kind === 'fault' ? piece.reason : piece.kind))
    assert.deepEqual(got, expected)
  })
}
