import assert from 'node:assert/strict'
import { type Battery, type Check, check, type HookCall, the } from './battery-testing.ts'

/** Calls to our address: whoever knows it may make them. */

const strangers: [string, HookCall['secret']][] = [
  ['a call with another secret', 'wrong'],
  ['a call without a secret', 'none'],
  ['a call with an empty secret', 'empty'],
  ['a call with more than the secret', 'longer'],
]
const refused: Check[] = strangers.map(([says, secret]) =>
  check(`${says} is refused, and not heard`, ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { status, body } = await the(tried.hook)({ secret })
    assert.ok(status === 401 || status === 403, `${status}`)
    for (const one of tried.secrets) assert.ok(!body.includes(one))
    assert.deepEqual(trial.texts(), [])
  }),
)
const bodies: [string, string][] = [
  ['what is no JSON', '{"entry":'],
  ['nothing at all', ''],
  ['a list', '[]'],
  ['a null', 'null'],
  ['a number', '7'],
  ['ten thousand brackets', '['.repeat(10_000)],
  [
    'a field that would change all objects',
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":1}}}',
  ],
]
const strange: Check[] = bodies.map(([says, body]) =>
  check(`${says} in a call does no harm, and the next call is heard`, ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { status } = await the(tried.hook)({ body })
    assert.ok(status >= 200 && status < 500, `${status}`)
    assert.equal(({} as { polluted?: unknown }).polluted, undefined)
    await trial.say('Мусор')
    assert.deepEqual(trial.texts(), ['Мусор'])
  }),
)

export const webhooks: Battery = [
  check('a call with the right secret is taken and heard', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    assert.equal((await the(tried.hook)()).status, 200)
    assert.equal(trial.heard.messages.length, 1)
  }),
  ...refused,
  check('forged calls are counted in the state', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const secret of ['wrong', 'none'] as const) await the(tried.hook)({ secret })
    assert.match(trial.heard.health.at(-1)?.problem ?? '', /wrong secret refused: 2/)
  }),
  check('a forged call leaves those who write heard as before', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.hook)({ secret: 'wrong' })
    await trial.say('Мусор')
    assert.deepEqual(trial.texts(), ['Мусор'])
  }),
  check('a call played again is taken and heard once', ['replay'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const _ of [1, 2, 3]) assert.equal((await the(tried.hook)()).status, 200)
    assert.equal(trial.heard.messages.length, 1)
  }),
  check('a call made three times at once is heard once', ['replay'], async ({ tried, ...trial }) => {
    await trial.listen()
    await Promise.all([1, 2, 3].map(() => the(tried.hook)()))
    assert.equal(trial.heard.messages.length, 1)
  }),
  check(
    'a call that could not be kept is not answered as taken, and heard when made again',
    ['replay'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      trial.failures.push(new Error('the database is away'))
      assert.ok((await the(tried.hook)()).status >= 500)
      assert.equal((await the(tried.hook)()).status, 200)
      assert.equal(trial.heard.messages.length, 1)
    },
  ),
  check('what went wrong inside is not told to who called', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    trial.failures.push(new Error('select name from person'))
    const { status, body } = await the(tried.hook)()
    assert.deepEqual([status >= 500, body.includes('select')], [true, false])
  }),
  check('a call before somebody hears is put off, not lost', ['hook'], async ({ tried }) => {
    assert.equal((await the(tried.hook)()).status, 503)
  }),
  ...strange,
  check('five megabytes of nothing do no harm, and the next call is heard', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { status } = await the(tried.hook)({ body: JSON.stringify({ junk: 'x'.repeat(5e6) }) })
    assert.ok(status < 500, `${status}`)
    await trial.say('Мусор')
    assert.deepEqual(trial.texts(), ['Мусор'])
  }),
  check('a call of another content type is not an error of ours', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { status } = await the(tried.hook)({ type: 'text/plain' })
    assert.ok(status < 500, `${status}`)
    await trial.say('после')
    assert.equal(trial.texts().at(-1), 'после')
  }),
  check('another method with a wrong secret is refused', ['hook'], async ({ tried, ...trial }) => {
    await trial.listen()
    for (const method of ['PUT', 'DELETE', 'GET'] as const)
      assert.ok((await the(tried.hook)({ method, secret: 'wrong' })).status >= 400, method)
    assert.deepEqual(trial.texts(), [])
  }),
  check('the messenger makes sure of the address with the right word', ['handshake'], async ({ tried }) => {
    assert.equal(await the(tried.handshake)(true), true)
  }),
  check('another word does not confirm the address', ['handshake'], async ({ tried }) => {
    assert.equal(await the(tried.handshake)(false), false)
  }),
]
