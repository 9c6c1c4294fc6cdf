import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { quietOf, quietUntil, usualQuiet } from './quiet.ts'
import { backoff, fateOf, type Missed, mostAttempts } from './retry.ts'
import { digestText } from './texts.ts'

const missed = (more: Partial<Missed>): Missed => ({
  ...{ kind: 'away', retryAfterMs: 0, movedTo: null, attempts: 0, outside: false, missedInARow: 0 },
  ...more,
})

test('who is gone and what is refused is not tried again', () => {
  assert.deepEqual(fateOf(missed({ kind: 'gone' }), 0), { next: 'failed', why: 'gone' })
  assert.deepEqual(fateOf(missed({ kind: 'refused' }), 0), { next: 'failed', why: 'refused' })
  assert.deepEqual(fateOf(missed({ kind: 'moved' }), 0), { next: 'failed', why: 'moved' })
})

test('who wrote too long ago gets a template, once', () => {
  const again = { next: 'again', why: 'window', inMs: 0, counts: true, pause: null }
  assert.deepEqual(fateOf(missed({ kind: 'window' }), 0.5), again)
  assert.deepEqual(fateOf(missed({ kind: 'window', outside: true }), 0.5), { next: 'failed', why: 'window' })
})

test('a chat that moved is spoken to where it is now', () => {
  assert.deepEqual(fateOf(missed({ kind: 'moved', movedTo: '-100' }), 0), { next: 'moved', to: '-100' })
})

test('«wait» waits as long as was said and is no attempt', () => {
  const fate = fateOf(missed({ kind: 'later', retryAfterMs: 35_000, attempts: mostAttempts }), 0)
  assert.deepEqual(fate, { next: 'again', why: 'later', inMs: 35_000, counts: false, pause: 'chat' })
})

test('without a token that holds nothing is said and no attempt counts', () => {
  const fate = fateOf(missed({ kind: 'revoked', attempts: 11 }), 0)
  assert.deepEqual(fate, { next: 'again', why: 'revoked', inMs: 60_000, counts: false, pause: 'account' })
})

test('a message that alone is not taken fails at the twelfth attempt; when nothing is taken, no attempt counts', () => {
  const last = missed({ kind: 'away', attempts: mostAttempts - 1 })
  assert.deepEqual(fateOf(last, 0.5), { next: 'failed', why: 'away' })
  const all = fateOf({ ...last, missedInARow: 3 }, 0.5)
  assert.deepEqual(all, { next: 'again', why: 'away', inMs: 16_000, counts: false, pause: 'account' })
  assert.deepEqual(fateOf(missed({ kind: 'broken', attempts: 11, missedInARow: 5 }), 0), {
    next: 'failed',
    why: 'broken',
  })
})

test('the pauses grow to an hour and never lie further from their middle than a quarter', () => {
  assert.deepEqual(
    [0, 1, 2, 20].map((attempts) => backoff(attempts, 0.5)),
    [2000, 4000, 8000, 3_600_000],
  )
  fc.assert(
    fc.property(fc.nat(30), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      const middle = backoff(attempts, 0.5)
      const ms = backoff(attempts, chance)
      assert.ok(ms >= middle * 0.75 - 1 && ms <= middle * 1.25 + 1)
    }),
  )
})

test('quiet hours go over midnight by the clock of Shymkent', () => {
  const at = (time: string) => quietUntil(usualQuiet, new Date(`2026-11-22T${time}:00Z`))?.toISOString() ?? null
  assert.equal(at('16:59'), null)
  assert.equal(at('17:00'), '2026-11-23T03:00:00.000Z')
  assert.equal(at('21:30'), '2026-11-23T03:00:00.000Z')
  assert.equal(at('02:59'), '2026-11-22T03:00:00.000Z')
  assert.equal(at('03:00'), null)
  const noon = quietUntil({ from: '13:00', to: '14:00' }, new Date('2026-11-22T08:30:00Z'))
  assert.equal(noon?.toISOString(), '2026-11-22T09:00:00.000Z')
  assert.equal(quietUntil({ from: '08:00', to: '08:00' }, new Date()), null)
})

test('messengers that ring have quiet hours unless the chat has its own or none; what is not understood changes nothing', () => {
  assert.deepEqual(quietOf({}, true), usualQuiet)
  assert.equal(quietOf({}, false), null)
  assert.equal(quietOf({ quiet: null }, true), null)
  assert.deepEqual(quietOf({ quiet: { from: '23:00', to: '06:30' } }, false), { from: '23:00', to: '06:30' })
  assert.deepEqual(quietOf({ quiet: { from: '25:00', to: 'x' } }, true), usualQuiet)
  assert.deepEqual(quietOf(null, true), usualQuiet)
})

test('a digest names its incidents shortly, in both languages', () => {
  assert.equal(digestText([101], 'ru', 'short'), 'Принято ещё одно сообщение: № 101. Участковый его видит.')
  const many = [107, 101, 102, 103, 104, 105, 106]
  assert.equal(digestText(many, 'ru', 'short'), 'Принято ещё 7 сообщений: №№ 101–107. Участковый их видит.')
  assert.equal(
    digestText([3, 1, 2, 9, 7, 6], 'kk', 'short'),
    'Тағы 6 хабарлама қабылданды: №№ 1–3, 6, 7, 9. Учаскелік инспектор оларды көріп отыр.',
  )
  assert.match(digestText([1, 2], 'mixed', 'short'), /^Тағы 2 хабарлама .*\nПринято ещё 2 сообщения: №№ 1, 2\./)
  assert.match(
    digestText(
      Array.from({ length: 21 }, (_, n) => n + 1),
      'ru',
      'short',
    ),
    /ещё 21 сообщение: №№ 1–21/,
  )
})
