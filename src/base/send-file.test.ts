import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedPart } from './send-file.ts'

test('a player gets the part it asks for, and everything when it asks for none that there is', () => {
  const cases: [string | undefined, ReturnType<typeof askedPart>][] = [
    [undefined, null],
    ['bytes=0-', { start: 0, end: 99 }],
    ['bytes=0-1', { start: 0, end: 1 }],
    ['bytes=90-500', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=100-', null],
    ['bytes=5-2', null],
    ['bytes=0-1,5-6', null],
    ['items=0-1', null],
    ['bytes=-', null],
  ]
  for (const [range, part] of cases) assert.deepEqual(askedPart(range, 100), part, String(range))
})
