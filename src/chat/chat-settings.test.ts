import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatSettings, settingsOf, sureFromOf } from './chat-settings.ts'

test('what does not fit is as if it were not set, and what others keep beside it is left out', () => {
  assert.deepEqual(settingsOf({ quiet: { from: '25:00', to: '08:00' }, sureFrom: 0.7, askedAt: 'now' }), {
    sureFrom: 0.7,
  })
  assert.deepEqual(settingsOf({ quiet: null }), { quiet: null })
  for (const odd of [null, 7, 'text', []]) assert.deepEqual(settingsOf(odd), {})
})

test('how sure the program must be stays within its bounds', () => {
  assert.equal(sureFromOf({}), 0.6)
  assert.equal(sureFromOf({ sureFrom: 0.9 }), 0.9)
  for (const wrong of [0, 0.44, 0.96, 2, Number.NaN]) {
    assert.equal(sureFromOf({ sureFrom: wrong }), 0.6)
    assert.equal(chatSettings.safeParse({ sureFrom: wrong }).success, false)
  }
})
