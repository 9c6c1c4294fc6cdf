import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { query } from '../base/database.ts'
import { openTown } from './testing.ts'

/** A process that speaks is killed again and again within a call: nothing is lost, and no more than one message a kill is doubled. */

const root = fileURLToPath(new URL('../../', import.meta.url))
const kills = 8
const messages = 120

const speaking = `
  const { openDatabase } = await import('./src/base/database.ts')
  const { silent } = await import('./src/base/log.ts')
  const { unlimited, ChannelFault } = await import('./src/chat/channel.ts')
  const { openOutbox } = await import('./src/reply/outbox.ts')
  const db = await openDatabase({ connectionString: process.env.DATABASE_URL })
  const tell = async (chat, message, post) => {
    const body = JSON.stringify({ chat, message, key: post.key, text: post.text })
    const answer = await fetch(process.env.MESSENGER, { method: 'POST', body }).catch((error) => {
      throw new ChannelFault('away', String(error))
    })
    return answer.text()
  }
  const pace = { account: [{ count: 1000, ms: 1000 }], chat: [], group: [] }
  const channel = {
    name: 'killed', can: { ...unlimited, pace },
    listen: async () => {}, close: async () => {},
    post: (chat, post) => tell(chat, null, post),
    edit: async (chat, message, post) => void (await tell(chat, message, post)),
  }
  const files = { preview: async () => null }
  openOutbox({ db, log: silent, files, now: () => new Date(), channels: new Map([['killed', channel]]) })
  setInterval(() => {}, 1000)`

test(`killed ${kills} times within a call, it loses nothing and doubles at most one message a kill, which is written down`, async (t) => {
  const town = await openTown()
  t.after(() => town.close())
  const stands: string[] = []
  let child: ChildProcess | null = null
  let killed = 0
  let untilKill = 5
  const messenger = createServer(async (request, response) => {
    let body = ''
    for await (const bytes of request) body += bytes
    stands.push((JSON.parse(body) as { key: string }).key)
    untilKill -= 1
    if (untilKill === 0 && killed < kills) {
      // It stands in the chat; the answer never comes.
      killed += 1
      child?.kill('SIGKILL')
      return
    }
    response.end(`m${stands.length}`)
  })
  messenger.listen(0, '127.0.0.1')
  await once(messenger, 'listening')
  t.after(() => {
    child?.kill('SIGKILL')
    messenger.closeAllConnections()
    messenger.close()
  })
  const chats: string[] = []
  for (let n = 0; n < 30; n++) chats.push(await town.addChat('killed'))
  const ids: string[] = []
  for (let n = 0; n < messages; n++) ids.push(await town.say(chats[n % chats.length] ?? '', `s${n}`))

  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: town.database.url,
    MESSENGER: `http://127.0.0.1:${(messenger.address() as AddressInfo).port}/`,
  }
  const launch = () => {
    child = spawn(process.execPath, ['--input-type=module', '--eval', speaking], { cwd: root, env, stdio: 'inherit' })
    return once(child, 'exit')
  }
  while (killed < kills) {
    untilKill = 3 + ((killed * 5) % 9)
    await launch()
  }
  const last = launch()
  await town.until('all is said', async () => {
    const left = await query(town.database.db, `select 1 from reply where state <> 'sent' limit 1`)
    return left.length === 0
  })
  ;(child as ChildProcess | null)?.kill('SIGKILL')
  await last

  assert.deepEqual(
    ids.filter((id) => !stands.includes(id)),
    [],
    'nothing is lost',
  )
  const doubled = ids.filter((id) => stands.filter((key) => key === id).length > 1)
  assert.ok(doubled.length <= kills, `${doubled.length} doubled by ${kills} kills`)
  assert.equal(stands.length - new Set(stands).size, doubled.length, 'none stands there three times')
  const noted = await query<{ id: string }>(
    town.database.db,
    `select data->>'replyId' as id from journal where kind = 'reply.sent' and data->>'maybe' = 'true'`,
  )
  assert.deepEqual(
    doubled.filter((id) => !noted.some((one) => one.id === id)),
    [],
    'each is written down',
  )
  assert.ok(noted.length <= kills)
  t.diagnostic(
    `${messages} messages, ${kills} kills: ${doubled.length} doubled, ${noted.length} written down as perhaps doubled`,
  )
})
