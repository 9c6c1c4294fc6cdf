import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksCalledTogether, measures, openGuard, openLanes } from './guard.ts'
import { bearable, longestText, mayBeHere, seen } from './guard-message.ts'
import type { Message } from './message.ts'

const minute = 60_000
const start = Date.UTC(2026, 2, 1)

test('who writes too much is not read until it is calm, and nobody else is touched by it', () => {
  const guard = openGuard()
  const of = (author: string, at: number) => guard.admits(author, measures.group, at)
  const read = Array.from({ length: 200 }, (_, n) => of('a', start + n * 50)).filter(Boolean).length
  assert.ok(read >= 30 && read <= 36, `${read} of 200 are read`)
  assert.equal(of('b', start + 9000), true)
  assert.equal(of('a', start + 10_000), false)
  assert.equal(of('a', start + 2 * minute), true)
})

test('a day of messages that come at once, after a night without network, is no flood', () => {
  const guard = openGuard()
  const admitted = Array.from({ length: 500 }, (_, n) => guard.admits('a', measures.group, start + n * 3 * minute))
  assert.ok(admitted.every(Boolean))
})

test('times that run backwards earn nothing', () => {
  const guard = openGuard()
  for (let n = 0; n < 30; n++) assert.ok(guard.admits('a', measures.group, start))
  for (let n = 1; n <= 60; n++) assert.equal(guard.admits('a', measures.group, start - n * minute), false)
})

test('the memory of the guard is bounded', () => {
  const guard = openGuard(10)
  for (let n = 0; n < 30; n++) guard.admits('a', measures.group, start)
  assert.equal(guard.admits('a', measures.group, start), false)
  for (let n = 0; n < 10; n++) guard.admits(`stranger ${n}`, measures.group, start)
  assert.equal(guard.admits('a', measures.group, start), true)
})

test('one person’s two hundred messages do not starve the others of the chat', async () => {
  const lanes = openLanes(5)
  const order: string[] = []
  const say = (author: string, n: number) =>
    lanes.inTurn('yard', author, async () => {
      await null
      order.push(`${author}${n}`)
    })
  const flood = Array.from({ length: 200 }, (_, n) => say('a', n))
  const others = ['b', 'c', 'b', 'c'].map((author, n) => say(author, n))
  await Promise.all([...flood, ...others])
  const places = ['b0', 'c1', 'b2', 'c3'].map((one) => order.indexOf(one))
  assert.ok(
    places.every((place) => place < 12),
    `the others are heard at ${places}`,
  )
  const own = order.filter((one) => one.startsWith('a')).map((one) => Number(one.slice(1)))
  assert.deepEqual(
    own,
    own.toSorted((a, b) => a - b),
    'each author in the order of writing',
  )
  assert.equal(order.length, 204)
})

test('a reading that fails fails for its message alone', async () => {
  const lanes = openLanes()
  const bad = lanes.inTurn('yard', 'a', async () => {
    throw new Error('the database is away')
  })
  const good = lanes.inTurn('yard', 'a', async () => 'read')
  await assert.rejects(bad, /away/)
  assert.equal(await good, 'read')
})

test('many newcomers at once are a crowd that was called; neighbours, and few, are not', () => {
  const crowd = Array.from({ length: 6 }, (_, n) => ({ author: `a${n}`, at: start + n * minute, newcomer: true }))
  assert.equal(looksCalledTogether(crowd), true)
  assert.equal(looksCalledTogether(crowd.slice(1)), false)
  assert.equal(looksCalledTogether(crowd.map((one) => ({ ...one, author: 'one' }))), false)
  assert.equal(looksCalledTogether(crowd.map((one) => ({ ...one, newcomer: false }))), false)
  assert.equal(looksCalledTogether(crowd.map((one, n) => ({ ...one, at: start + n * 20 * minute }))), false)
})

const message = (over: Partial<Message>): Message => ({
  ...{ id: 'm', at: new Date(start), author: 'a', authorName: 'Асель', text: '', media: null, attachments: [] },
  ...{ location: null, replyTo: null, direct: false },
  ...over,
})

test('a name that nobody sees is «без имени», one that can be seen stays, in bounds', () => {
  for (const name of ['', ' ', '\u200b\u200d\u2060', '\u3164\u3164', '\u202e\u202d', '\u2800'])
    assert.equal(seen(name), 'без имени', JSON.stringify(name))
  assert.equal(seen('Әлия'), 'Әлия')
  assert.equal(seen('🌷'), '🌷')
  assert.equal(seen('\u202eтсер\u2066а\nПринято'), 'тсер а Принято')
  const origin = { name: 'А\u202e', chat: 'Двор\n\u202d7', at: null }
  assert.deepEqual(bearable(message({ origin })).origin, { name: 'А', chat: 'Двор 7', at: null })
  assert.equal(seen('Б'.repeat(5000)).length, 120)
})

test('a text is cut between letters, an album to what can be borne, a place in the ocean is left out', () => {
  const long = bearable(message({ text: `${'а'.repeat(longestText - 1)}😀tail` }))
  assert.equal(long.text.length, longestText - 1)
  const open = async () => null
  const many = Array.from({ length: 1000 }, () => ({ kind: 'photo' as const, name: null, open }))
  assert.equal(bearable(message({ attachments: many })).attachments.length, 200)
  const ocean = bearable(message({ text: 'Здесь', location: { lon: -30, lat: 10 } }))
  assert.equal(ocean.location, null)
  assert.equal(ocean.text, 'Здесь')
  assert.deepEqual(bearable(message({ location: { lon: 69.6, lat: 42.3 } })).location, { lon: 69.6, lat: 42.3 })
  for (const [lon, lat] of [
    [0, 0],
    [200, 42],
    [69.6, 95],
    [Number.NaN, 42],
    [Number.POSITIVE_INFINITY, 42],
  ] as const)
    assert.equal(mayBeHere({ lon, lat }), false)
})
