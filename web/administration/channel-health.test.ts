import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChannelView } from '../../src/chat/channel-shown.ts'
import { nextStep, shownState, troubles } from './channel-health.ts'
import { channelsTexts } from './channels-texts.ts'

const well: ChannelView = {
  ...{ id: '1', kind: 'telegram', title: 'Бот', address: '@bot', settings: { mode: 'polling' }, secrets: [] },
  ...{ hookUrl: null, state: 'working', problem: '', lastUpdateAt: null, lagMs: null, createdAt: '' },
  chats: { bound: 3, asked: 0, deaf: 0, mute: 0 },
}
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
    const said = 'Telegram cannot reach our address: Connection refused. Updates that wait: 12.'
    const [hook, { problems }] = [{ hookUrl: 'https://x', settings: { mode: 'webhook' } }, words]
    assert.deepEqual(told({ ...hook, state: 'unreachable', problem: said }), [
      problems.notReached('Connection refused', '12'),
    ])
    const other = 'Telegram calls another address.'
    assert.deepEqual(told({ ...hook, state: 'misconfigured', problem: other }), [problems.elsewhere])
    const busy =
      'not taken within 60 s: 2; left out after 8 tries: 1; rooms that cannot be read because they are encrypted: 3'
    assert.deepEqual(told({ problem: busy }), [problems.late('2'), problems.leftOut('1'), problems.encrypted('3')])
    assert.deepEqual(told({ chats: { ...well.chats, deaf: 2 } }), [words.problems.deaf(2)])
    assert.deepEqual(told({ secrets: [{ name: 'key', shown: null }] }), [words.problems.sealed])
    assert.deepEqual(told({ state: 'misconfigured', problem: 'odd' }), [
      words.problems.misconfigured,
      words.said('odd'),
    ])
  }
})

test('a channel that must be called and cannot be is not shown as working', () => {
  const line: ChannelView = { ...well, kind: 'whatsapp', settings: {} }
  assert.deepEqual(troubles(line, t), [t.problems.noCalls])
  assert.equal(shownState(line), 'misconfigured')
  assert.equal(shownState({ ...line, hookUrl: 'https://uchastok.example.kz/hooks/x' }), 'working')
  assert.deepEqual(troubles({ ...well, settings: { mode: 'webhook' } }, t), [t.problems.noPublicUrl])
  assert.deepEqual(troubles({ ...line, hookUrl: 'x', problem: 'calls with a wrong secret refused: 2' }, t), [
    t.problems.forgedSigned('2'),
  ])
  assert.equal(shownState({ ...well, kind: 'open', state: 'revoked' }), 'unsigned')
  assert.deepEqual(troubles({ ...well, kind: 'open', state: 'revoked' }, t), [t.problems.unsigned])
})

test('a channel that works and reads nothing says what to do next, until something is read', () => {
  const fresh = { ...well, chats: { ...well.chats, bound: 0 } }
  assert.equal(nextStep(fresh, t), t.next('@bot'))
  assert.equal(nextStep(well, t), null)
  assert.equal(nextStep({ ...fresh, state: 'revoked' }, t), null)
  assert.equal(nextStep({ ...fresh, kind: 'open' }, t), t.nextOpen)
  const line: ChannelView = { ...fresh, kind: 'whatsapp', hookUrl: 'https://uchastok.example.kz/hooks/x' }
  assert.equal(nextStep(line, t), t.nextWhatsapp)
  assert.equal(nextStep({ ...line, lastUpdateAt: '2026-11-22T10:00:00Z' }, t), null)
})
