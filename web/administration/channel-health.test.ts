import assert from 'node:assert/strict'
import { test } from 'node:test'
import { troubles } from './channel-health.ts'
import { channelsTexts } from './channels-texts.ts'

const well = { state: 'working' as const, problem: '', secrets: [], chats: { bound: 3, asked: 0, deaf: 0, mute: 0 } }
const t = channelsTexts.ru

test('a channel that works has no trouble to tell', () => {
  assert.deepEqual(troubles(well, t), [])
})

test('each trouble is told with what to do, in every language', () => {
  const conflict = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'
  for (const words of [channelsTexts.ru, channelsTexts.kk, channelsTexts.en] as (typeof t)[]) {
    const told = (more: Partial<Parameters<typeof troubles>[0]>) => troubles({ ...well, ...more }, words)
    assert.deepEqual(told({ state: 'revoked', problem: 'Unauthorized' }), [words.problems.revoked])
    assert.deepEqual(told({ state: 'unreachable', problem: conflict }), [words.problems.twoPollers])
    assert.deepEqual(told({ problem: 'calls with a wrong secret refused: 7' }), [words.problems.forged('7')])
    assert.deepEqual(told({ chats: { ...well.chats, deaf: 2 } }), [words.problems.deaf(2)])
    assert.deepEqual(told({ secrets: [{ name: 'key', shown: null }] }), [words.problems.sealed])
    assert.deepEqual(told({ state: 'misconfigured', problem: 'odd' }), [
      words.problems.misconfigured,
      words.said('odd'),
    ])
  }
})
