import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../base/config.ts'
import { inTransaction, one, query } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { FileStore } from '../base/files.ts'
import { type App, openHttp } from '../base/http.ts'
import { newId, newSecret } from '../base/ids.ts'
import { silent } from '../base/log.ts'
import { isSealedNow, type SealKey, seal } from '../base/seal.ts'
import { type TestDatabase, testDatabase } from '../base/testing.ts'
import * as accounts from './account-store.ts'
import { type Channel, ChannelFault, type Listener, listening, unlimited } from './channel.ts'
import { type Hub, openHub } from './hub.ts'
import { hubRoutes } from './hub-routes.ts'
import type { Kinds } from './kinds.ts'
import { findLine } from './store.ts'

/** Two processes stand on one database: two hubs, each with channels of its own. The messenger is a list of its calls. */

const departmentId = newId()
const sealKey: SealKey = { current: randomBytes(32), old: [] }
const good = '100:good-token'
let database: TestDatabase
let clock = Date.now()

interface Opened {
  token: string
  cursor: string | null
  hears: Listener | null
  closed: boolean
}

/** A process: its hub, and the channels that it opened, oldest first. */
function launch(over: { leaseMs?: number; mode?: 'polling' | 'webhook' } = {}) {
  const opened: Opened[] = []
  const kinds: Kinds = {
    telegram: {
      calls: ({ mode }) => mode === 'webhook',
      open(account): Channel {
        const mine: Opened = { token: account.secrets.token, cursor: account.cursor, hears: null, closed: false }
        opened.push(mine)
        return {
          ...{ name: account.name, can: unlimited, post: async () => '1', edit: async () => {} },
          async check() {
            if (account.secrets.token !== good)
              throw new ChannelFault('revoked', `GET /bot${account.secrets.token}/getMe: 401 Unauthorized`)
            return { title: 'Bot', address: '@shymkent_bot' }
          },
          async listen(on) {
            mine.hears = on
          },
          async webhook({ method, query: asked, body }) {
            if (method === 'GET') return { status: 200, body: asked.challenge ?? '', type: 'text/plain' }
            const text = body.toString()
            await mine.hears?.deleted('chat', [text])
            return { status: 200, body: String(body.length) }
          },
          async close() {
            mine.closed = true
          },
        }
      },
    },
  }
  const needs = {
    ...{ config: readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'https://uchastok.example.kz' }), db: database.db },
    ...{ log: silent, now: () => new Date(clock), newId: () => newId(), newSecret, files: {} as FileStore },
    ...{ channels: new Map<string, Channel>(), sealKey },
  }
  const hub = openHub(needs, { kinds, everyMs: 0, leaseMs: over.leaseMs ?? 20_000 })
  return { hub, opened, channels: needs.channels, needs }
}

async function add(token = good, mode: 'polling' | 'webhook' = 'polling') {
  const id = newId()
  const [hook, sealed] = [newSecret(), seal(sealKey, JSON.stringify({ token }))]
  const account = { id, departmentId, kind: 'telegram' as const, title: 'Двор', address: '', sealed, hook }
  await inTransaction(database.db, (tx) => accounts.addAccount(tx, { ...account, settings: { mode } }, new Date(clock)))
  return { id, hook, name: `telegram:${id}` }
}

const change = (act: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<void>) =>
  inTransaction(database.db, act)
const rotate = (id: string, token: string) =>
  change((tx) => accounts.rotateAccount(tx, id, seal(sealKey, JSON.stringify({ token })), new Date(clock)))
const rowOf = async (id: string) => {
  const row = await accounts.findAccount(database.db, id)
  assert.ok(row)
  return row
}
const begin = async (hub: Hub) => {
  await hub.start(() => listening({}))
  await hub.follow()
}

before(async () => {
  database = await testDatabase()
  const sql = `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Отдел', 'Бөлім', now())`
  await inTransaction(database.db, (tx) => query(tx, sql, [departmentId]))
})
after(() => database?.close())

async function clean(t: { after(act: () => Promise<unknown>): void }, ...hubs: Hub[]) {
  t.after(async () => {
    for (const hub of hubs) await hub.close()
    await change((tx) =>
      query(tx, 'delete from chat')
        .then(() => query(tx, 'delete from channel_account'))
        .then(() => {}),
    )
  })
}

test('an account is open and spoken for in one process; when that one ends the other takes over at once', async (t) => {
  const { id, name } = await add()
  const [first, second] = [launch(), launch()]
  await clean(t, first.hub, second.hub)
  await begin(first.hub)
  await begin(second.hub)
  assert.deepEqual([first.hub.speaksFor(name), second.hub.speaksFor(name)], [true, false])
  assert.ok(first.channels.has(name) && !second.channels.has(name))
  assert.deepEqual([first.opened.length, second.opened.length], [1, 0])
  assert.equal((await rowOf(id)).address, '@shymkent_bot')
  assert.equal((await findLine(database.db, id))?.kind, 'line', 'what people write to it alone has a chat')
  assert.equal(second.hub.speaksFor('memory'), true, 'a channel without an account is everybody’s')

  await first.hub.close()
  assert.equal(first.opened[0]?.closed, true)
  await second.hub.follow()
  assert.equal(second.hub.speaksFor(name), true)
})

test('a process that died is followed by another when its lease is over, and knows that it may not speak', async (t) => {
  const { name } = await add()
  const [dead, heir] = [launch({ leaseMs: 300 }), launch({ leaseMs: 300 })]
  await clean(t, dead.hub, heir.hub)
  await begin(dead.hub)
  await begin(heir.hub)
  assert.equal(heir.hub.speaksFor(name), false)
  await sleep(400)
  assert.equal(dead.hub.speaksFor(name), false)
  await heir.hub.follow()
  assert.equal(heir.hub.speaksFor(name), true)
  await dead.hub.follow()
  assert.equal(dead.hub.speaksFor(name), false)
  assert.equal(dead.channels.has(name), false, 'who wakes up again lets go')
  assert.equal(dead.opened[0]?.closed, true)
})

test('a token revoked at night: told in words without it, tried ever more seldom, and all is well with a new one', async (t) => {
  const { id, name } = await add()
  const { hub, opened, channels } = launch()
  await clean(t, hub)
  await begin(hub)
  opened[0]?.hears?.health?.({ state: 'revoked', problem: `401 for /bot${good}/getUpdates` })
  await hub.follow()
  const row = await rowOf(id)
  assert.equal(row.state, 'revoked')
  assert.ok(row.problem.includes('401') && !row.problem.includes('good-token'))
  assert.equal(channels.has(name), false, 'what is to be said waits')

  await rotate(id, '100:still-wrong')
  clock += 1
  let day = 0
  for (const end = clock + 24 * 3_600_000; clock < end; clock += 10_000, day++) if (day % 30 === 0) await hub.follow()
  const tries = opened.filter(({ token }) => token === '100:still-wrong').length
  assert.ok(tries >= 5 && tries <= 40, `${tries} tries in a day`)
  assert.ok(!(await rowOf(id)).problem.includes('still-wrong'))

  await rotate(id, good)
  await hub.follow()
  assert.deepEqual([(await rowOf(id)).state, hub.speaksFor(name), channels.has(name)], ['working', true, true])
})

test('health is written down, and where to go on reading is given to who opens next', async (t) => {
  const { id } = await add()
  const [first, second] = [launch(), launch()]
  await clean(t, first.hub, second.hub)
  await begin(first.hub)
  const at = new Date(clock)
  const told = { state: 'working' as const, problem: '', lastUpdateAt: at }
  for (const cursor of ['1', '2', '3']) first.opened[0]?.hears?.health?.({ ...told, lagMs: 40, cursor })
  first.opened[0]?.hears?.health?.({ state: 'unreachable', problem: 'no answer' })
  await first.hub.flush()
  const row = await rowOf(id)
  assert.deepEqual([row.state, row.problem, row.lagMs, row.cursor], ['unreachable', 'no answer', 40, '3'])
  assert.deepEqual(row.lastUpdateAt, at)
  await first.hub.close()
  await begin(second.hub)
  assert.equal(second.opened[0]?.cursor, '3')
})

test('paused, it hears and says nothing; removed, its chats are left and its secrets gone', async (t) => {
  const { id, name } = await add()
  const { hub, opened, channels } = launch()
  await clean(t, hub)
  await begin(hub)
  clock += 1
  await change((tx) => accounts.pauseAccount(tx, id, true, new Date(clock)))
  await hub.follow()
  assert.deepEqual([opened[0]?.closed, channels.has(name), (await rowOf(id)).state], [true, false, 'paused'])
  clock += 1
  await change((tx) => accounts.pauseAccount(tx, id, false, new Date(clock)))
  await hub.follow()
  assert.ok(channels.has(name))
  await change((tx) => accounts.removeAccount(tx, id))
  await hub.follow()
  assert.equal(channels.has(name), false)
  assert.equal(opened.at(-1)?.closed, true)
  const left = await one<{ state: string }>(database.db, 'select state from chat where channel = $1', [name])
  assert.equal(left.state, 'left')
})

test('secrets that do not open make an account misconfigured, and stop no other', async (t) => {
  const broken = await add()
  const fine = await add()
  const other = { current: randomBytes(32), old: [] }
  await change((tx) => accounts.rotateAccount(tx, broken.id, seal(other, '{}'), new Date(clock)))
  const { hub } = launch()
  await clean(t, hub)
  await begin(hub)
  assert.deepEqual([hub.speaksFor(broken.name), hub.speaksFor(fine.name)], [false, true])
  const row = await rowOf(broken.id)
  assert.equal(row.state, 'misconfigured')
  assert.match(row.problem, /UCHASTOK_OLD_KEYS/)
})

test('secrets that an old key sealed are sealed with the present one, and the account is opened once', async (t) => {
  const { id, name } = await add()
  const old = { current: randomBytes(32), old: [] }
  await change((tx) => accounts.rotateAccount(tx, id, seal(old, JSON.stringify({ token: good })), new Date(clock)))
  const { hub, opened, needs } = launch()
  needs.sealKey.old.push(old.current)
  t.after(() => {
    needs.sealKey.old.length = 0
  })
  await clean(t, hub)
  await begin(hub)
  await hub.follow()
  assert.deepEqual([hub.speaksFor(name), opened.length], [true, 1])
  assert.ok(isSealedNow(sealKey, (await rowOf(id)).sealed))
})

async function serve(hub: Hub, needs: ReturnType<typeof launch>['needs']): Promise<{ app: App; url: string }> {
  const deps = { ...needs, hub } as unknown as Deps
  const app = await openHttp(deps)
  hubRoutes(app, deps)
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

test('a call of a messenger is taken by any process, raw, without a session; answered when it is dealt with', async (t) => {
  const { id, hook } = await add(good, 'webhook')
  const polled = await add(good, 'polling')
  const [holder, called] = [launch(), launch()]
  await clean(t, holder.hub, called.hub)
  await begin(holder.hub)
  const heard: string[] = []
  let fails = false
  await called.hub.start(() =>
    listening({
      async deleted(_, ids) {
        if (fails) throw new Error('the database is away')
        heard.push(...ids)
      },
    }),
  )
  const { app, url } = await serve(called.hub, called.needs)
  t.after(() => app.close())
  const call = (path: string, init?: RequestInit) => fetch(`${url}/hooks/${path}`, init)
  const body = '{"a": 1,   "знак": "ё"}'
  const headers = { 'content-type': 'application/json' }
  const taken = await call(hook, { method: 'POST', body, headers })
  assert.equal(taken.status, 200)
  assert.equal(await taken.text(), String(Buffer.byteLength(body)))
  assert.deepEqual(heard, [body], 'the bytes as they came, for a signature is over them')
  assert.equal(called.hub.speaksFor(`telegram:${id}`), false, 'it is called, but speaks not')
  assert.equal(await (await call(`${hook}?challenge=42`)).text(), '42')

  fails = true
  const failed = await call(hook, { method: 'POST', body: 'x', headers: { 'content-type': 'text/strange' } })
  assert.equal(failed.status, 503, 'the messenger brings it again')
  assert.ok(failed.headers.get('retry-after'))
  fails = false

  assert.equal((await call(polled.hook, { method: 'POST', body: '{}', headers })).status, 404)
  assert.equal((await call(newSecret(), { method: 'POST', body: '{}', headers })).status, 404)
  assert.equal((await call('short', { method: 'POST', body: '{}', headers })).status, 404)
  assert.equal((await call(`${hook.slice(0, -1)}'`, { method: 'POST', body: '{}', headers })).status, 404)
  const large = await call(hook, { method: 'POST', body: Buffer.alloc(5 * 1024 * 1024 + 1), headers })
  assert.equal(large.status, 413)
  const nowhere = await call(newSecret(), { method: 'POST', body: Buffer.alloc(5 * 1024 * 1024 + 1), headers })
  assert.equal(nowhere.status, 404, 'of what comes to an address that is none, nothing is read')
  const most = await call(hook, { method: 'POST', body: Buffer.alloc(5 * 1024 * 1024), headers })
  assert.equal(most.status, 200)
  assert.equal(heard.length, 2)

  clock += 1
  await change((tx) => accounts.pauseAccount(tx, id, true, new Date(clock)))
  await called.hub.follow()
  assert.equal((await call(hook, { method: 'POST', body: 'while paused', headers })).status, 200)
  assert.equal(heard.length, 2, 'nothing of it is read')
})

test('who tries addresses is stopped', async (t) => {
  const { hub, needs } = launch()
  await clean(t, hub)
  await begin(hub)
  const { app, url } = await serve(hub, needs)
  t.after(() => app.close())
  const answers: number[] = []
  for (let n = 0; n < 80; n++) answers.push((await fetch(`${url}/hooks/${newSecret()}`)).status)
  assert.equal(answers[0], 404)
  assert.equal(answers.at(-1), 429)
})
