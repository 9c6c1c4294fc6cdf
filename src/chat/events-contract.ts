import assert from 'node:assert/strict'
import { type Battery, check, faultOf, the } from './battery-testing.ts'

/** What happens to a chat, and what the bot may do in it. */

export const events: Battery = [
  check('added to a group, it is told the title, by whom, and what it may', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'removed' })
    await the(tried.happen)({ kind: 'added' })
    await tried.quiet()
    const joined = trial.heard.events.find(({ event }) => event.kind === 'joined')
    assert.equal(joined?.chat, tried.chat)
    assert.ok(joined.event.kind === 'joined')
    assert.deepEqual([joined.event.title, joined.event.by, joined.event.byName], ['Двор 14', tried.people[0], 'Алия'])
  }),
  check('put out of a group, it is told so', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'removed' })
    await tried.quiet()
    assert.deepEqual(
      trial.heard.events.map(({ chat, event }) => [chat, event.kind]),
      [[tried.chat, 'left']],
    )
  }),
  check('put out, it cannot say anything there: the fault is «gone»', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'removed' })
    await tried.quiet()
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).kind, 'gone')
  }),
  check('added again, it speaks again', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'removed' })
    await the(tried.happen)({ kind: 'added' })
    await tried.quiet()
    await tried.channel.post(tried.chat, trial.post('Салем'))
    assert.deepEqual(await trial.shownTexts(), ['Салем'])
  }),
  check('made less than it was, it is told what is left', ['rights'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'demoted' })
    await tried.quiet()
    const [told] = trial.heard.events.map(({ event }) => event)
    assert.ok(told?.kind === 'rights')
    assert.equal(told.rights.admin, false)
  }),
  check('made an administrator, it is told that it sees all', ['rights'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'demoted' })
    await the(tried.happen)({ kind: 'promoted' })
    await tried.quiet()
    const told = trial.heard.events.at(-1)?.event
    assert.deepEqual(told, { kind: 'rights', rights: { readsAll: true, posts: true, admin: true } })
  }),
  check('silenced, it is told that it may not speak', ['silenced'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'silenced' })
    await tried.quiet()
    const told = trial.heard.events.at(-1)?.event
    assert.ok(told?.kind === 'rights')
    assert.equal(told.rights.posts, false)
  }),
  check(
    'asked, the messenger says what an administrator may',
    ['rights', 'rights-asked'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      assert.deepEqual(await tried.channel.rights?.(tried.chat), { readsAll: true, posts: true, admin: true })
    },
  ),
  check(
    'asked, the messenger says what a plain member may',
    ['rights', 'rights-asked'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      await the(tried.happen)({ kind: 'demoted' })
      await tried.quiet()
      const rights = await tried.channel.rights?.(tried.chat)
      assert.deepEqual([rights?.posts, rights?.admin], [true, false])
    },
  ),
  check(
    'the rights in a chat that is none are a fault',
    ['rights', 'rights-asked', 'nowhere'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      assert.match((await faultOf(tried.channel.rights?.(the(tried.nowhere)))).kind, /^(gone|refused)$/)
    },
  ),
  check('left by itself, a chat is left', ['leave'], async ({ tried, ...trial }) => {
    await trial.listen()
    await tried.channel.leave?.(tried.chat)
    await tried.quiet()
    assert.equal((await faultOf(tried.channel.post(tried.chat, trial.post('x')))).kind, 'gone')
  }),
  check('a group with a new title tells it', ['renamed'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'renamed', title: 'Аула 14А «Көктем»' })
    await tried.quiet()
    assert.deepEqual(trial.heard.events, [{ chat: tried.chat, event: { kind: 'titled', title: 'Аула 14А «Көктем»' } }])
  }),
  check('a new title is no message', ['renamed'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'renamed', title: 'Пожар у дома 14' })
    await tried.quiet()
    await trial.say('после')
    assert.deepEqual(trial.texts(), ['после'])
  }),
  check('people who come and go are no messages', ['person-joins'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'person-joins' })
    await the(tried.happen)({ kind: 'person-leaves' })
    await tried.quiet()
    await trial.say('после')
    assert.deepEqual([trial.texts(), trial.heard.events], [['после'], []])
  }),
  check('a group that became another tells both ids, once', ['upgrade'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { from, to } = await the(tried.upgrade)()
    await tried.quiet()
    const moved = trial.heard.events.filter(({ event }) => event.kind === 'moved')
    assert.deepEqual(moved, [{ chat: from, event: { kind: 'moved', to } }])
  }),
  check(
    'what is said to the old id is a fault that names the new one',
    ['upgrade-told'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const { from, to } = await the(tried.upgrade)()
      await tried.quiet()
      const fault = await faultOf(tried.channel.post(from, trial.post('x')))
      assert.deepEqual([fault.kind, fault.movedTo], ['moved', to])
    },
  ),
  check('what is said to the new id appears', ['upgrade'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { to } = await the(tried.upgrade)()
    await tried.quiet()
    await tried.channel.post(to, trial.post('Салем'))
    assert.deepEqual(
      (await tried.shown(to)).map(({ text }) => text),
      ['Салем'],
    )
  }),
  check(
    'a person who blocks the bot cannot be reached: the fault is «gone»',
    ['blocked'],
    async ({ tried, ...trial }) => {
      await trial.listen()
      const { chat } = await trial.say({ text: 'привет', direct: true, by: 1 })
      await the(tried.happen)({ kind: 'blocked', by: 1 })
      await tried.quiet()
      assert.equal((await faultOf(tried.channel.post(chat, trial.post('x')))).kind, 'gone')
    },
  ),
  check('a person who lets the bot write again is reached again', ['blocked'], async ({ tried, ...trial }) => {
    await trial.listen()
    const { chat } = await trial.say({ text: 'привет', direct: true, by: 1 })
    await the(tried.happen)({ kind: 'blocked', by: 1 })
    await the(tried.happen)({ kind: 'unblocked', by: 1 })
    await tried.quiet()
    await tried.channel.post(chat, trial.post('Салем'))
    assert.deepEqual(
      (await tried.shown(chat)).map(({ text }) => text),
      ['Салем'],
    )
  }),
  check('what happened to a chat and could not be kept is brought again', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    trial.failures.push(new Error('the database is away'))
    await the(tried.happen)({ kind: 'removed' })
    await tried.quiet()
    assert.deepEqual(
      trial.heard.events.map(({ event }) => event.kind),
      ['left'],
    )
  }),
  check('after it was put out nothing more of that group is heard', ['happen'], async ({ tried, ...trial }) => {
    await trial.listen()
    await the(tried.happen)({ kind: 'removed' })
    await tried.write({ text: 'без бота' }).catch(() => {})
    await tried.quiet()
    assert.deepEqual([trial.texts(), trial.heard.events.length], [[], 1])
  }),
]
