import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Act, statuses } from '../incident/life.ts'
import { openTo, type Past, rating, stepsOf } from './my-report.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 10, 22, hour))
const past = (acts: [Act, number][], more: Partial<Past> = {}): Past => ({
  receivedAt: at(8),
  seenAt: at(9),
  acts: acts.map(([act, hour]) => ({ act, at: at(hour) })),
  closedAt: null,
  ...more,
})
/** `accepted 10` is done at ten; a bare word is still to come. */
const steps = (given: Past) => stepsOf(given).map(({ key, at }) => (at ? `${key} ${at.getUTCHours()}` : key))

test('what has only come in has the usual way before it', () => {
  assert.deepEqual(steps(past([], { seenAt: null })), ['received 8', 'seen', 'accepted', 'checked', 'closed'])
})

test('an ordered removal waits for its check', () => {
  const acts: [Act, number][] = [
    ['accept', 10],
    ['confirm', 11],
    ['order', 12],
  ]
  assert.deepEqual(steps(past(acts)), [
    'received 8',
    'seen 9',
    'accepted 10',
    'checked 11',
    'ordered 12',
    'remedied',
    'closed',
  ])
})

test('a closed way shows only what was done', () => {
  assert.deepEqual(steps(past([['handOver', 10]], { closedAt: at(10) })), ['received 8', 'seen 9', 'closed 10'])
})

test('an extended order keeps its day, a second approval counts', () => {
  const acts: [Act, number][] = [
    ['accept', 10],
    ['confirm', 11],
    ['order', 12],
    ['extend', 13],
    ['approve', 14],
    ['approve', 16],
  ]
  assert.deepEqual(steps(past(acts, { closedAt: at(17) })).slice(4), ['ordered 12', 'remedied 16', 'closed 17'])
})

test('after a reopening the work begins anew', () => {
  const acts: [Act, number][] = [
    ['accept', 10],
    ['notFound', 11],
    ['reopen', 12],
    ['accept', 13],
  ]
  assert.deepEqual(steps(past(acts)), ['received 8', 'seen 9', 'reopened 12', 'accepted 13', 'checked', 'closed'])
})

test('who reports what is being worked on sees no time before the own report', () => {
  assert.deepEqual(steps(past([['accept', 7]], { seenAt: at(6) })).slice(0, 3), ['received 8', 'seen 8', 'accepted 8'])
})

test('only what is closed may be rated, and only what a resident may reopen is "not done"', () => {
  const may = (which: 'mayRate' | 'mayReopen') => statuses.filter((status) => openTo(status, at(12))[which])
  assert.deepEqual(may('mayReopen'), ['closed', 'handed_over'])
  assert.equal(may('mayRate').includes('dismissed'), false)
  assert.deepEqual(openTo('ordered', null), { mayRate: false, mayReopen: false })
})

test('a voice says something, within bounds', () => {
  for (const good of [{ score: 1 }, { thanks: true }, { notDone: true, text: 'мусор лежит' }])
    assert.equal(rating.safeParse(good).success, true)
  for (const bad of [{}, { text: 'x' }, { score: 0 }, { score: 6 }, { score: 2.5 }, { thanks: false }])
    assert.equal(rating.safeParse(bad).success, false, JSON.stringify(bad))
})
