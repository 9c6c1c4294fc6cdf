import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isThankful } from './thankful.ts'

test('a thumb, a heart, folded hands are thanks, of any colour and in any form', () => {
  for (const one of ['👍', '👍🏽', '❤', '❤️', '🙏', '🙏🏻', '👏', '💚']) assert.ok(isThankful([one]), one)
  assert.ok(isThankful(['😀', '👍']))
})

test('nothing, a thumb down, a laugh, a fire or a word is none; nor is thanks beside a thumb down', () => {
  for (const all of [[], ['👎'], ['😁'], ['🔥'], ['❤️‍🔥'], ['💔'], ['спасибо'], ['👍👎'], ['👍', '👎']])
    assert.ok(!isThankful(all), all.join(' '))
})
