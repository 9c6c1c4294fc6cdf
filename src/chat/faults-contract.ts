import assert from 'node:assert/strict'
import { aWhile, type Battery, type Broken, type Check, check, faultOf, the, until } from './battery-testing.ts'

/** What the messenger does not take, and what the network loses. */

const broken: [string, Exclude<Broken, object>][] = [
  ['the network breaks before the messenger took it', 'cut-before'],
  ['the network breaks after the messenger took it', 'cut-after'],
  ['the messenger’s server fails', 'server-error'],
  ['something between answers with a page', 'html'],
]

const ofBroken: Check[] = broken.flatMap(([says, how]) => [
  check(`${says}: the fault is «away»`, ['fault', `fault-${how}`], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.fault)(how)
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).kind, 'away')
  }),
  check(`${says}: said again, it is there`, ['fault', `fault-${how}`], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.fault)(how)
    const said = trial.post('Принято')
    await faultOf(tried.channel.post(tried.chat, said))
    await tried.channel.post(tried.chat, said)
    const shown = await trial.shownTexts()
    // Where the messenger knows no keys, a cut after it took the call is the one case that doubles.
    assert.ok(shown.length === 1 || (how === 'cut-after' && shown.length === 2), `${shown.length} times`)
  }),
])

export const faults: Battery = [
  ...ofBroken,
  check(
    'a cut after the messenger took it doubles nothing, where keys are known',
    ['fault', 'keys'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      the(tried.fault)('cut-after')
      const said = trial.post('Принято')
      await faultOf(tried.channel.post(tried.chat, said))
      await tried.channel.post(tried.chat, said)
      assert.deepEqual(await trial.shownTexts(), ['Принято'])
    },
  ),
  check('too much at once is «later», after as long as the messenger asks', ['later'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.fault)({ later: 7 })
    const fault = await faultOf(tried.channel.post(tried.chat, trial.post('x')))
    assert.deepEqual([fault.kind, fault.retryAfterMs], ['later', 7000])
  }),
  check('too much at once is «later», with some time to wait', ['fault', 'too-many'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.fault)({ later: 35 })
    const fault = await faultOf(tried.channel.post(tried.chat, trial.post('x')))
    assert.ok(fault.kind === 'later' && fault.retryAfterMs > 0)
  }),
  check('what was too much is said once, later', ['fault', 'too-many'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Принято')
    the(tried.fault)({ later: 3 })
    await faultOf(tried.channel.post(tried.chat, said))
    await tried.channel.post(tried.chat, said)
    assert.deepEqual(await trial.shownTexts(), ['Принято'])
  }),
  check(
    'a refusal in the middle of a long text: the parts that are out are not said again',
    ['fault', 'limited', 'too-many'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const text = Array.from({ length: tried.channel.can.textLimit / 3 }, (_, n) => `сөз${n}`).join(' ')
      const said = trial.post(text)
      const posting = tried.channel.post(tried.chat, said).catch(() => null)
      await until('the first part is out', async () => (await tried.shown()).length > 0)
      the(tried.fault)({ later: 1 })
      await posting
      the(tried.heal)()
      await tried.channel.post(tried.chat, said)
      assert.equal((await trial.shownTexts()).join(' ').replace(/\s+/g, ' '), text)
    },
  ),
  check(
    'a change that meets a broken network is «away», and can be made later',
    ['fault', 'edit', 'fault-cut-before'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const said = trial.post('Принято')
      const id = await tried.channel.post(tried.chat, said)
      the(tried.fault)('cut-before')
      assert.equal((await faultOf(tried.channel.edit(tried.chat, id, { ...said, text: 'В работе' }))).kind, 'away')
      await tried.channel.edit(tried.chat, id, { ...said, text: 'В работе' })
      assert.deepEqual(await trial.shownTexts(), ['В работе'])
    },
  ),
  check('a change that is too much at once is «later»', ['fault', 'edit', 'too-many'], async ({ tried, ...trial }) => {
    await trial.listen()
    const said = trial.post('Принято')
    const id = await tried.channel.post(tried.chat, said)
    the(tried.fault)({ later: 2 })
    assert.equal((await faultOf(tried.channel.edit(tried.chat, id, { ...said, text: 'В работе' }))).kind, 'later')
  }),
  check(
    'a taking back that meets a broken network is «away»',
    ['fault', 'remove', 'fault-cut-before'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const id = await tried.channel.post(tried.chat, trial.post('Ошибка'))
      the(tried.fault)('cut-before')
      assert.equal((await faultOf(tried.channel.remove?.(tried.chat, id))).kind, 'away')
      await tried.channel.remove?.(tried.chat, id)
      assert.deepEqual(await trial.shownTexts(), [])
    },
  ),
  check('the messenger tells whose token it is', ['check'], async ({ tried, ...trial }) => {
    await trial.listen()
    const told = await tried.channel.check?.()
    assert.ok((told?.title ?? '').length > 0)
  }),
  check('a check over a broken network is «away»', ['check', 'fault', 'check-away'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.fault)('cut-before')
    assert.equal((await faultOf(tried.channel.check?.())).kind, 'away')
  }),
  check('with a token taken back, what is said is «revoked»', ['revoke'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.revoke)()
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).kind, 'revoked')
  }),
  check('with a token taken back, a check is «revoked»', ['revoke', 'check'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.revoke)()
    assert.equal((await faultOf(tried.channel.check?.())).kind, 'revoked')
  }),
  check('with a token taken back, the state says so by itself', ['revoke', 'polls'], async ({ tried, ...trial }) => {
    await trial.listen()
    the(tried.revoke)()
    await until('the state is «revoked»', () => trial.heard.health.at(-1)?.state === 'revoked')
  }),
  check('no fault and no state tells a secret', ['fault', 'revoke', 'fault-html'], async ({ tried, ...trial }) => {
    await trial.listen()
    const told: string[] = []
    for (const how of ['cut-before', 'html'] as const) {
      the(tried.fault)(how)
      told.push((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).message)
    }
    the(tried.revoke)()
    told.push((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).message)
    await aWhile()
    told.push(...trial.heard.health.map(({ problem }) => problem))
    for (const secret of tried.secrets) assert.ok(told.every((one) => !one.includes(secret)))
  }),
  check(
    'while the network is broken the state says so, and then people are heard as before',
    ['polls'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      the(tried.fault)('html', 2)
      await tried.write({ text: 'раз' })
      await tried.quiet()
      await tried.write({ text: 'два' })
      await tried.quiet()
      assert.deepEqual(trial.texts(), ['раз', 'два'])
      await until('the state is «working»', () => trial.heard.health.at(-1)?.state === 'working')
    },
  ),
  check(
    'what the vendor does not let be said is «later», and never more is out than may be',
    ['paced'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await trial.say('Мусор')
      the(tried.paced)()
      const told: string[] = []
      for (let n = 0; n < 100; n++)
        told.push(
          await tried.channel.post(tried.chat, trial.post(`${n}`)).then(
            () => '',
            ({ kind }) => kind,
          ),
        )
      assert.deepEqual(new Set(told), new Set(['', 'later']))
      assert.equal((await tried.shown()).length, told.filter((one) => one === '').length)
    },
  ),
  check('an answer while another chat is gone is not disturbed', ['nowhere'], async ({ tried, ...trial }) => {
    await trial.listen()
    const [gone, said] = await Promise.allSettled([
      tried.channel.post(the(tried.nowhere), trial.post('x')),
      tried.channel.post(tried.chat, trial.post('Принято')),
    ])
    assert.deepEqual([gone.status, said.status], ['rejected', 'fulfilled'])
  }),
]
