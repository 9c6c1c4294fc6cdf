import assert from 'node:assert/strict'
import { type Battery, check, the, until } from './battery-testing.ts'

/** What becomes of what the bot said, told later: it arrived, it was read, or it could not be delivered after all. */

export const arrivals: Battery = [
  check(
    'that a message arrived and was read is told under its id and our key',
    ['tellsDelivered'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const post = trial.post('Принято')
      const message = await tried.channel.post(tried.chat, post)
      for (const state of ['sent', 'delivered', 'read'] as const) await the(tried.arrive)(message, state)
      await tried.quiet()
      const told = trial.heard.arrivals.map(({ arrival }) => [arrival.message, arrival.key, arrival.state])
      assert.deepEqual(
        told.filter(([, , state]) => state !== 'sent'),
        ['delivered', 'read'].map((state) => [message, post.key, state]),
      )
      assert.ok(trial.heard.arrivals.every(({ arrival }) => Number.isFinite(arrival.at.getTime()) && !arrival.why))
    },
  ),
  check(
    'that a message could not be delivered is told with the reason and its code, and without a secret',
    ['tellsDelivered'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const message = await tried.channel.post(tried.chat, trial.post('Принято'))
      await the(tried.arrive)(message, 'failed')
      await tried.quiet()
      const [one] = trial.heard.arrivals.filter(({ arrival }) => arrival.state === 'failed')
      const { kind, said, message: words = '' } = one?.arrival.why ?? {}
      assert.equal(kind, 'gone')
      assert.notEqual(said, '')
      assert.ok([...tried.secrets, ...tried.people].every((secret) => !words.includes(secret)))
    },
  ),
  check(
    'what becomes of a message is told again until it is noted, and once',
    ['tellsDelivered'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const message = await tried.channel.post(tried.chat, trial.post('Принято'))
      trial.failures.push(new Error('the database is away'))
      for (let n = 0; n < 2; n++) await the(tried.arrive)(message, 'delivered')
      await tried.quiet()
      await until('it is noted', () => trial.heard.arrivals.length > 0)
      assert.equal(trial.heard.arrivals.length, 1)
    },
  ),
  check(
    'of a text of several messages one alone brings the key: what becomes of it tells of all',
    ['tellsDelivered', 'limited'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const post = trial.post('Жұмыс жүріп жатыр. '.repeat((tried.channel.can.textLimit / 19) * 2))
      const last = await tried.channel.post(tried.chat, post)
      const messages = (await tried.shown()).map(({ id }) => id)
      assert.ok(messages.length > 1)
      for (const message of messages) await the(tried.arrive)(message, 'delivered')
      await tried.quiet()
      const whole = trial.heard.arrivals.filter(({ arrival }) => arrival.key === post.key)
      assert.deepEqual(
        whole.map(({ arrival }) => arrival.message),
        [last],
      )
    },
  ),
]
