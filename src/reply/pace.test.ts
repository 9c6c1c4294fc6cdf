import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Limit } from '../chat/channel.ts'
import { choose, type Head } from './choose.ts'
import { chances, flood, mostWithin, telegramPace } from './flood-testing.ts'
import { openPace } from './pace.ts'
import { priorities, turn } from './priority.ts'

const group = { chat: 'g', group: true }

test('a first message may go at once; the next one in the chat when a second has passed since the first ended', () => {
  const pace = openPace(telegramPace)
  assert.ok(pace.mayAt(group, false, 1000) <= 1000)
  const call = pace.begin(group)
  assert.equal(pace.mayAt(group, false, 1100), Number.POSITIVE_INFINITY)
  pace.end(call, 1300)
  assert.equal(pace.mayAt(group, false, 1400), 2300)
})

test('of twenty a minute in a group two are kept for emergencies; after them an emergency waits too', () => {
  const pace = openPace(telegramPace)
  let now = 0
  for (let said = 0; said < 18; said++, now += 1000) pace.end(pace.begin(group), now)
  assert.equal(pace.mayAt(group, false, now), 60_000)
  for (let said = 0; said < 2; said++, now += 1000) {
    assert.ok(pace.mayAt(group, true, now) <= now)
    pace.end(pace.begin(group), now)
  }
  assert.equal(pace.mayAt(group, true, now), 60_000)
})

test('the minute of a group does not hold for a person alone', () => {
  const pace = openPace(telegramPace)
  const person = { chat: 'p', group: false }
  for (let said = 0; said < 40; said++) pace.end(pace.begin(person), said * 1000)
  assert.equal(pace.mayAt(person, false, 39_500), 40_000)
})

test('who must wait is one chat; when a third must wait at the same time, the account waits', () => {
  const pace = openPace(telegramPace)
  pace.wait('a', 30_000, 0)
  assert.equal(pace.mayAt({ chat: 'a', group: true }, true, 0), 30_000)
  assert.equal(pace.mayAt({ chat: 'b', group: true }, false, 0), 0)
  pace.wait('b', 5000, 0)
  assert.equal(pace.mayAt({ chat: 'c', group: true }, false, 0), 0)
  pace.wait('c', 7000, 0)
  assert.equal(pace.mayAt({ chat: 'd', group: true }, false, 0), 7000)
  pace.goOn()
  assert.equal(pace.mayAt({ chat: 'd', group: true }, false, 0), 0)
})

test('the calls of an earlier process count', () => {
  const pace = openPace(telegramPace)
  for (let said = 0; said < 18; said++) pace.remember(group, said * 1000)
  assert.equal(pace.mayAt(group, false, 20_000), 60_000)
})

const limits = (most: number) =>
  fc.array(fc.record({ count: fc.integer({ min: 1, max: most }), ms: fc.integer({ min: 1, max: 5000 }) }), {
    maxLength: 2,
  })

test('whatever the limits and the calls, no window of any length sees more than it may', () => {
  fc.assert(
    fc.property(
      fc.record({ account: limits(12), chat: limits(4), group: limits(25) }),
      fc.integer(),
      fc.integer({ min: 1, max: 4 }),
      (pace, seed, chats) => {
        const chance = chances(seed)
        const own = openPace(pace)
        const seen: { chat: string; at: number }[] = []
        const going: { call: ReturnType<typeof own.begin>; endsAt: number }[] = []
        let now = 0
        for (let step = 0; step < 300; step++) {
          now += Math.floor(chance() * 400)
          for (const done of going.filter(({ endsAt }) => endsAt <= now)) {
            going.splice(going.indexOf(done), 1)
            own.end(done.call, now)
          }
          const to = { chat: `c${Math.floor(chance() * chats)}`, group: true }
          if (own.mayAt(to, chance() < 0.3, now) > now) continue
          const endsAt = now + Math.floor(chance() * 900)
          going.push({ call: own.begin(to), endsAt })
          seen.push({ chat: to.chat, at: now + chance() * (endsAt - now) })
        }
        const over = (limit: Limit, of: typeof seen) =>
          mostWithin(
            of.map(({ at }) => at),
            limit,
          ) > limit.count
        assert.ok(!pace.account.some((limit) => over(limit, seen)))
        for (const of of Map.groupBy(seen, ({ chat }) => chat).values())
          assert.ok(![...pace.chat, ...pace.group].some((limit) => over(limit, of)))
      },
    ),
    { numRuns: 200 },
  )
})

test('an emergency is before all; else a step of priority is worth twenty seconds, so nothing waits for ever', () => {
  const ofAll = Object.values(priorities).filter((priority) => priority > 0)
  for (const priority of ofAll) assert.ok(turn(priorities.emergency, 1e12) < turn(priority, 0))
  assert.ok(turn(priorities.asked, 0) < turn(priorities.outcome, 0))
  assert.ok(turn(priorities.digest, 0) < turn(priorities.asked, 121_000))
})

test('chosen is the first whose turn it is and who may: one new message at a time, edits beside it', () => {
  const pace = openPace(telegramPace)
  const head = (chat: string, edit = false): Head => ({ chat, group: true, priority: 3, edit })
  const most = { posts: 1, edits: 2 }
  const busy = { chats: new Set(['a']), posts: 1, edits: 0 }
  const heads = [head('a'), head('b'), head('c', true)]
  assert.equal(choose(heads, busy, most, pace, 0).go?.chat, 'c')
  assert.equal(choose(heads, { ...busy, edits: 2 }, most, pace, 0).go, null)
  assert.equal(choose(heads, { chats: new Set(), posts: 0, edits: 0 }, most, pace, 0).go?.chat, 'a')
  pace.end(pace.begin(head('a')), 0)
  const later = choose([head('a')], { chats: new Set(), posts: 0, edits: 0 }, most, pace, 10)
  assert.deepEqual(later, { go: null, lookAt: 1000 })
})

for (const { name, of } of [
  { name: 'one call after the other', of: { posts: 1, messages: 5000, call: [40, 160] as [number, number] } },
  { name: 'sixteen calls at once', of: { posts: 16, messages: 9000, call: [40, 400] as [number, number] } },
]) {
  test(`ten minutes of a flood in four hundred groups, ${name}: no limit is passed, emergencies go first, all is said`, () => {
    const came = flood({ seed: 7, groups: 400, emergencies: 0.02, lasts: 600_000, ...of })
    assert.equal(came.said, of.messages)
    assert.equal(came.left, 0)
    assert.ok(came.worst.account <= 30 && came.worst.chat <= 1 && came.worst.group <= 20, JSON.stringify(came.worst))
    assert.ok(came.emergency.count > 50)
    assert.ok(came.emergency.p95 <= 3000, JSON.stringify(came.emergency))
    // The busiest group alone takes its length at twenty a minute; nobody else waits for it.
    assert.ok(came.calm.count > 300)
    assert.ok(came.calm.p95 <= 5000, JSON.stringify(came.calm))
    assert.ok(came.other.most <= came.longest, JSON.stringify({ most: came.other.most, longest: came.longest }))
  })
}

test('the flood sees when a limit is passed', () => {
  const loose = { ...telegramPace, group: [{ count: 25, ms: 60_000 }] }
  const came = flood(
    { seed: 7, groups: 20, emergencies: 0, lasts: 60_000, messages: 900, posts: 4, call: [40, 160] },
    loose,
  )
  assert.ok(came.worst.group > 20)
})
