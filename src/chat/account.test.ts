import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { accountOfChannel, accountShapes, channelName } from './account.ts'
import { ChannelFault } from './channel.ts'
import { idInLine, messengerId, secondOf } from './chat.ts'
import { added, pauseAfter, troubleOf } from './hub-health.ts'

test('a token is taken as it is copied, with spaces around it; an address is not a token', () => {
  const { secrets } = accountShapes.telegram
  assert.equal(secrets.parse({ token: ' 123456:AA-b_c \n' }).token, '123456:AA-b_c')
  for (const token of ['', 'bot', '12:a/../b', '12:a b', '12:ю', 'https://t.me/bot'])
    assert.equal(secrets.safeParse({ token }).success, false, token)
})

test('every kind knows where its messenger is, and takes another address without its last slash', () => {
  assert.deepEqual(accountShapes.telegram.settings.parse({}), { apiRoot: 'https://api.telegram.org', mode: 'polling' })
  assert.equal(accountShapes.max.settings.parse({ apiRoot: 'http://127.0.0.1:9/' }).apiRoot, 'http://127.0.0.1:9')
  for (const apiRoot of ['file:///etc/passwd', 'javascript:1', 'api.telegram.org'])
    assert.equal(accountShapes.telegram.settings.safeParse({ apiRoot }).success, false, apiRoot)
})

test('the name of a channel leads back to its account', () => {
  assert.equal(accountOfChannel(channelName('max', 'x-1')), 'x-1')
  for (const name of ['memory', 'webchat', 'export', 'telegram:', 'other:1']) assert.equal(accountOfChannel(name), null)
})

test('ids in a line lead back to the message in its writer’s own chat', () => {
  assert.equal(messengerId(secondOf(idInLine('77011112233', 'wamid.a/b+')), '77011112233'), 'wamid.a/b+')
  assert.equal(messengerId('wamid.a/b+', null), 'wamid.a/b+')
  assert.equal(messengerId('17', '5'), '17')
})

test('what is wrong with an account is told in words that hold no secret', () => {
  const secrets = ['100:token']
  assert.deepEqual(troubleOf(new ChannelFault('revoked', 'https://x/bot100:token/getMe\n401'), secrets), {
    state: 'revoked',
    problem: 'https://x/bot…/getMe 401',
  })
  assert.equal(troubleOf(new ChannelFault('away', 'no answer'), secrets).state, 'unreachable')
  const wrong = z.object({ token: z.string() }).safeParse({})
  assert.equal(troubleOf(wrong.error, secrets).state, 'misconfigured')
  assert.ok(troubleOf(new Error('x'.repeat(5000)), []).problem.length <= 300)
})

test('pauses grow, and end', () => {
  const pauses = Array.from({ length: 30 }, (_, n) => pauseAfter('revoked', n + 1))
  assert.equal(pauses[0], 60_000)
  assert.ok(pauses.every((pause, n) => n === 0 || pause >= (pauses[n - 1] ?? 0)))
  assert.equal(pauses.at(-1), 3_600_000)
  assert.equal(pauseAfter('unreachable', 1), 5000)
  assert.equal(pauseAfter('unreachable', 100), 300_000)
})

test('what a channel leaves out of its health stays as it was told before', () => {
  const before = added(null, { state: 'working', problem: '', lagMs: 20, cursor: '7' }, [])
  const after = added(before, { state: 'unreachable', problem: 'no answer' }, [])
  assert.deepEqual([after.state, after.lagMs, after.cursor], ['unreachable', 20, '7'])
})
