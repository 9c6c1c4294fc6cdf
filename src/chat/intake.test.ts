import assert from 'node:assert/strict'
import { test } from 'node:test'
import { silent } from '../base/log.ts'
import { listening } from './channel.ts'
import { type Heard, openIntake } from './intake.ts'

const now = () => new Date('2026-11-22T10:00:05Z')
let deliveries = 0
const told = (chat: string, text: string, id = `${++deliveries}`): Heard => {
  const at = new Date('2026-11-22T10:00:00Z')
  const from = { author: 'a', authorName: 'А', media: null, attachments: [], location: null, replyTo: null }
  return { to: 'message', chat, at, delivery: `${++deliveries}`, message: { id, at, text, direct: false, ...from } }
}

test('order is kept within a chat: what follows a failed message waits with it, other chats go on', async () => {
  const intake = openIntake({ log: silent, now }, { inOrder: true })
  const heard: string[] = []
  let broken = true
  intake.listen(
    listening({
      message: async (_, { text }) => {
        if (broken && text === 'b') throw new Error('away')
        heard.push(text)
      },
    }),
  )
  const batch = [told('1', 'a'), told('1', 'b'), told('1', 'c'), told('2', 'd')]
  const missed = await intake.take(batch)
  assert.deepEqual([...missed], [batch[1]?.delivery, batch[2]?.delivery])
  assert.deepEqual(heard.toSorted(), ['a', 'd'])
  broken = false
  assert.equal((await intake.take(batch)).size, 0)
  assert.deepEqual(heard.slice(2), ['b', 'c'])
})

test('one message that always fails is left out when others are taken; while all fail, none is', async () => {
  const intake = openIntake({ log: silent, now }, { inOrder: true })
  let away = true
  intake.listen(
    listening({
      message: async (_, { text }) => {
        if (away || text === 'poison') throw new Error('away')
      },
    }),
  )
  const poison = told('1', 'poison')
  for (let n = 0; n < 30; n++) assert.equal((await intake.take([poison])).size, 1)
  away = false
  assert.equal((await intake.take([told('2', 'well')])).size, 0)
  assert.equal((await intake.take([poison])).size, 0)
})

test('one thing told under two numbers is heard once; nothing is taken before somebody hears', async () => {
  const intake = openIntake({ log: silent, now }, { inOrder: false })
  const one = told('1', 'a', 'm1')
  assert.equal((await intake.take([one])).size, 1)
  let heard = 0
  intake.listen(listening({ message: async () => void heard++ }))
  await intake.take([one])
  await intake.take([told('1', 'a', 'm1'), one])
  assert.equal(heard, 1)
})

test('the lag is how old the newest was when it came', async () => {
  const intake = openIntake({ log: silent, now }, { inOrder: true })
  const lags: (number | undefined)[] = []
  intake.listen(listening({ health: ({ lagMs }) => void lags.push(lagMs) }))
  await intake.take([told('1', 'a')])
  assert.deepEqual(lags, [5000])
})

test('what hangs counts as not taken; other chats go on; what ends after all is not handed on again', async () => {
  const intake = openIntake({ log: silent, now, takesMs: 50 }, { inOrder: true })
  const [heard, problems]: [string[], string[]] = [[], []]
  const first = Promise.withResolvers<void>()
  intake.listen(
    listening({
      async message(_, { text }) {
        heard.push(text)
        if (text === 'hangs' && heard.filter((one) => one === text).length === 1) await first.promise
      },
      health: ({ problem }) => void problems.push(problem),
    }),
  )
  const batch = [told('1', 'hangs'), told('1', 'behind'), told('2', 'other')]
  assert.deepEqual([...(await intake.take(batch))], [batch[0]?.delivery, batch[1]?.delivery])
  assert.deepEqual(heard, ['hangs', 'other'])
  assert.equal(problems.at(-1), 'not taken within 0.05 s: 1')
  first.resolve()
  await new Promise(setImmediate)
  assert.equal((await intake.take(batch)).size, 0)
  assert.deepEqual(heard, ['hangs', 'other', 'behind'])
  assert.equal(problems.at(-1), '')
})

test('what always hangs is asked for again, holds the others back less, and is left out at last', async () => {
  const intake = openIntake({ log: silent, now, takesMs: 50 }, { inOrder: true })
  const problems: string[] = []
  intake.listen(
    listening({
      message: (_, { text }) => (text === 'hangs' ? new Promise<void>(() => {}) : Promise.resolve()),
      health: ({ problem }) => void problems.push(problem),
    }),
  )
  const one = told('1', 'hangs')
  assert.equal((await intake.take([one])).size, 1)
  for (let tries = 1; (await intake.take([one, told('2', 'other')])).size > 0; tries++) assert.ok(tries < 8)
  assert.equal(problems.at(-1), 'left out after 8 tries: 1')
})
