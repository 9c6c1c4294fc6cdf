import assert from 'node:assert/strict'
import { aWhile, type Battery, check, the, timersLeft, until } from './battery-testing.ts'

/** Nothing is acknowledged before it is kept; nothing kept is handed on again; an end is an end. */

export const delivery: Battery = [
  check('a message is acknowledged only when it is forgotten or kept', [], async ({ tried, ...trial }) => {
    const keeping = Promise.withResolvers<void>()
    let hears = false
    await tried.channel.listen({
      ...trial.listener,
      message: () => {
        hears = true
        return keeping.promise
      },
    })
    const written = await tried.write({ text: 'Дерутся' })
    await until('it is heard', () => hears)
    await aWhile(20)
    assert.equal(written.isTaken(), false)
    keeping.resolve()
    await until('it is acknowledged', () => written.isTaken())
  }),
  check('a message that could not be kept is brought again, and then heard once', [], async (trial) => {
    await trial.listen()
    trial.failures.push(new Error('the database is away'))
    const written = await trial.say('Дерутся')
    assert.deepEqual([trial.texts(), written.isTaken()], [['Дерутся'], true])
  }),
  check('a message that could not be kept three times is still not lost', [], async (trial) => {
    await trial.listen()
    for (let n = 0; n < 3; n++) trial.failures.push(new Error('the database is away'))
    await trial.say('Дерутся')
    assert.deepEqual(trial.texts(), ['Дерутся'])
  }),
  check(
    'what is kept while the one before it fails comes after it, where the messenger keeps an order',
    ['order'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      trial.failures.push(new Error('the database is away'))
      for (const text of ['раз', 'два', 'три']) await tried.write({ text })
      await tried.quiet()
      assert.deepEqual(trial.texts(), ['раз', 'два', 'три'])
    },
  ),
  check('one that fails loses none of those around it', [], async ({ tried, ...trial }) => {
    await trial.listen()
    trial.failures.push(new Error('the database is away'))
    for (const text of ['раз', 'два', 'три']) await tried.write({ text })
    await tried.quiet()
    assert.deepEqual(trial.texts().toSorted(), ['два', 'раз', 'три'])
  }),
  check('a message brought twice is heard once', ['again'], async ({ tried, ...trial }) => {
    await trial.listen()
    const written = await trial.say('Шумят')
    await the(tried.again)(written)
    await tried.quiet()
    assert.deepEqual(trial.texts(), ['Шумят'])
  }),
  check(
    'a message brought twice is heard once, also when others came between',
    ['again'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const written = await trial.say('раз')
      await trial.say({ text: 'два', by: 1 })
      await the(tried.again)(written)
      await tried.quiet()
      assert.deepEqual(trial.texts(), ['раз', 'два'])
    },
  ),
  check('what is brought in disorder is heard, each once', ['shuffled'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.shuffled)(['1', '2', '3', '4'].map((text) => ({ text })))
    await tried.quiet()
    assert.deepEqual(trial.texts().toSorted(), ['1', '2', '3', '4'])
  }),
  check(
    'what is brought in disorder at once is put in order, where the messenger numbers it',
    ['shuffled', 'order'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await the(tried.shuffled)(['1', '2', '3', '4'].map((text) => ({ text })))
      await tried.quiet()
      assert.deepEqual(trial.texts(), ['1', '2', '3', '4'])
    },
  ),
  check(
    'what hangs is not acknowledged and is brought again; other chats go on meanwhile, and the state says so',
    ['hangs', 'otherChat'],
    async ({ tried, ...trial }) => {
      let times = 0
      const hangs = new Promise<void>(() => {})
      await tried.channel.listen({
        ...trial.listener,
        message: (chat, message) =>
          message.text === 'висит' && times++ === 0 ? hangs : trial.listener.message(chat, message),
      })
      const other = await the(tried.otherChat)()
      await tried.quiet()
      const written = await tried.write({ text: 'висит' })
      await until('it hangs', () => times > 0)
      await the(tried.writeIn)(other, { text: 'другие' })
      assert.equal(written.isTaken(), false)
      await until('the other chat is heard', () => trial.texts().includes('другие'))
      const states = () => trial.heard.health.map(({ problem }) => problem)
      await until('the state says so', () => states().some((problem) => /not taken within 0\.4 s: 1/.test(problem)))
      await tried.quiet()
      assert.deepEqual([trial.texts().toSorted(), written.isTaken()], [['висит', 'другие'], true])
      await trial.say('после')
      assert.doesNotMatch(states().at(-1) ?? '', /not taken/)
    },
  ),
  check('two hundred messages of one person are all heard, each once', [], async ({ tried, ...trial }) => {
    await trial.listen()
    const texts = Array.from({ length: 200 }, (_, n) => `${n}`)
    for (const text of texts) await tried.write({ text })
    await tried.quiet()
    assert.deepEqual(trial.texts().toSorted(), texts.toSorted())
  }),
  check('two hundred messages of one person are heard in order', ['order'], async ({ tried, ...trial }) => {
    await trial.listen()
    const texts = Array.from({ length: 200 }, (_, n) => `${n}`)
    for (const text of texts) await tried.write({ text })
    await tried.quiet()
    assert.deepEqual(trial.texts(), texts)
  }),
  check('two hundred messages of one person do not keep another from being heard', [], async ({ tried, ...trial }) => {
    await trial.listen()
    for (let n = 0; n < 200; n++) await tried.write({ text: `${n}` })
    await trial.say({ text: 'пожар', by: 1 })
    assert.ok(trial.texts().includes('пожар'))
  }),
  check('before somebody hears, nothing is acknowledged', ['keeps-unheard'], async ({ tried, ...trial }) => {
    const written = await tried.write({ text: 'Рано' })
    await aWhile(20)
    assert.equal(written.isTaken(), false)
    await trial.listen()
    assert.deepEqual([written.isTaken(), trial.texts()], [true, ['Рано']])
  }),
  check('what was written before somebody heard is heard then', ['keeps-unheard'], async ({ tried, ...trial }) => {
    await tried.write({ text: 'Рано' })
    await aWhile(20)
    await trial.listen()
    assert.deepEqual(trial.texts(), ['Рано'])
  }),
  check('a new listener hears instead of the old one', ['relisten'], async ({ tried, ...trial }) => {
    await trial.listen()
    let hears = 0
    await tried.channel.listen({ ...trial.listener, message: async () => void hears++ })
    await trial.say('Мусор')
    assert.deepEqual([hears, trial.texts()], [1, []])
  }),
  check(
    'what is written while we are away is heard after the restart',
    ['keeps-unheard'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await trial.say('до')
      await tried.channel.close()
      await tried.write({ text: 'без нас' })
      await aWhile(20)
      await tried.restart(trial.heard.health.findLast(({ cursor }) => cursor !== undefined)?.cursor ?? null)
      await tried.channel.listen(trial.listener)
      await tried.quiet()
      assert.deepEqual(trial.texts(), ['до', 'без нас'])
    },
  ),
  check('what was kept before a restart is not handed on again', [], async ({ tried, ...trial }) => {
    await trial.listen()
    await trial.say('раз')
    await trial.say('два')
    await tried.channel.close()
    await tried.restart(trial.heard.health.findLast(({ cursor }) => cursor !== undefined)?.cursor ?? null)
    await tried.channel.listen(trial.listener)
    await tried.quiet()
    await aWhile(20)
    assert.deepEqual(trial.texts(), ['раз', 'два'])
  }),
  check('what could not be kept before a restart is heard after it', ['keeps-unheard'], async ({ tried, ...trial }) => {
    let asked = 0
    const failing = { ...trial.listener, message: async () => Promise.reject(new Error(`away ${++asked}`)) }
    await tried.channel.listen(failing)
    await tried.write({ text: 'Дерутся' })
    await until('it was tried', () => asked > 0)
    await tried.channel.close()
    await tried.restart(trial.heard.health.findLast(({ cursor }) => cursor !== undefined)?.cursor ?? null)
    await tried.channel.listen(trial.listener)
    await tried.quiet()
    assert.deepEqual(trial.texts(), ['Дерутся'])
  }),
  check('once it is closed nothing more is heard', [], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.close()
    await tried.write({ text: 'поздно' }).catch(() => {})
    await aWhile()
    assert.deepEqual(trial.texts(), [])
  }),
  check('to close it twice does no harm', [], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.close()
    await tried.channel.close()
  }),
  check('one that never listened can be closed', [], async ({ tried }) => tried.channel.close()),
  check('closed, it leaves no timer behind, so that the process can end', [], async ({ tried, ...trial }) => {
    const before = timersLeft()
    await trial.listen()
    await trial.say('Мусор')
    await tried.channel.close()
    await until('no timer is left', () => timersLeft() <= before)
  }),
  check('the state tells when the last update came, and how old it was', ['health'], async (trial) => {
    await trial.listen()
    await trial.say('Мусор')
    const told = trial.heard.health.findLast(({ lagMs }) => lagMs !== undefined)
    assert.equal(told?.state, 'working')
    assert.ok(told.lastUpdateAt instanceof Date && (told.lagMs ?? -1) >= 0)
  }),
  check('a listener that asks for no state is heard for all the same', [], async ({ tried, ...trial }) => {
    const { health: _, ...deaf } = trial.listener
    await tried.channel.listen(deaf)
    await trial.say('Мусор')
    assert.deepEqual(trial.texts(), ['Мусор'])
  }),
]
