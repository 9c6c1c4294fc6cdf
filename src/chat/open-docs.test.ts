import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { inTransaction, query } from '../base/database.ts'
import { silent } from '../base/log.ts'
import { testDatabase } from '../base/testing.ts'
import { addAccount } from './account-store.ts'
import { listening } from './channel.ts'
import type { Message } from './message.ts'
import { openOpen } from './open.ts'
import { openChannelApi } from './open-routes.ts'
import { openSignature } from './open-signature.ts'
import { startOpenTried } from './open-testing.ts'

const run = promisify(execFile)
const page = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8')
const sample = new URL('../../docs/sample-adapter.mjs', import.meta.url)
interface Adapter {
  port: number
  say(chat: string, message: object): Promise<string | null>
  press(chat: string, message: string, button: string, by: string): Promise<string | null>
  react(chat: string, message: string, emoji: string[], by: string, version: number): Promise<string | null>
  close(): Promise<void>
}
interface Shown {
  text: string
}
interface Own {
  show(chat: string, shown: Shown): Promise<string>
  change(chat: string, id: string, shown: Shown): Promise<void>
  hide(chat: string, id: string): Promise<void>
}

test('every call on the page is answered as the page says', async () => {
  const database = await testDatabase()
  const { db } = database
  const [id, departmentId] = [crypto.randomUUID(), crypto.randomUUID()]
  await inTransaction(db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'О', 'Б', now())`, [
      departmentId,
    ])
    const more = { kind: 'open' as const, title: 'City app', address: '', sealed: Buffer.of(1), settings: {}, hook: id }
    await addAccount(tx, { id, departmentId, ...more }, new Date())
  })
  const tried = await startOpenTried({ mode: 'asks', db, accountId: id })
  const { channel, system, hookUrl } = tried
  try {
    await channel.listen(listening({ press: async () => 'Рақмет · Спасибо' }))
    const buttons = [[{ id: 'mine', text: 'И я' }]]
    await channel.post('yard-14', { key: 'k-1', text: 'Принято, № 7.', replyTo: '1', buttons })
    const calls = [...page.matchAll(/```sh\n(.*?)```\n\n```json\n(.*?)```/gs)]
    assert.ok(calls.length >= 8)
    for (const [, command = '', answer = ''] of calls) {
      const env = { ...process.env, HOOK: hookUrl, KEY: system.key }
      const { stdout } = await run('bash', ['-ec', command], { env })
      const read = (text: string): unknown =>
        JSON.parse(text, (key, value) => (key === 'at' && /^\d{4}-/.test(value) ? 'then' : value))
      assert.deepEqual(read(stdout), read(answer), command)
    }
  } finally {
    await tried.close()
    await database.close()
  }
})

test('the signature that the page gives to try is ours', () => {
  assert.ok(page.includes(openSignature('secret', '1795341600', '{"v":1,"type":"ping"}')))
})

test('the sample adapter works in both directions, and is short', async () => {
  const lines = readFileSync(sample, 'utf8').split('\n').length
  assert.ok(lines <= 150, `${lines} lines`)
  const { startAdapter } = (await import(sample.href)) as { startAdapter(options: object): Promise<Adapter> }
  const tried = await startOpenTried()
  const { system, hookUrl } = tried
  const shown = new Map<string, string>()
  const own: Own = {
    async show(_chat, { text }) {
      shown.set(`our-${shown.size + 1}`, text)
      return `our-${shown.size}`
    },
    change: async (_chat, id, { text }) => void shown.set(id, text),
    hide: async (_chat, id) => void shown.delete(id),
  }
  const secrets = { key: system.key, secret: system.webhookSecret }
  const adapter = await startAdapter({ hook: hookUrl, ...secrets, port: 0, own })
  const ours = openOpen(
    {
      ...{ id: 'account', name: 'open:account', cursor: null, hookUrl },
      settings: { webhookUrl: `http://127.0.0.1:${adapter.port}` },
      secrets: { key: system.key, webhookSecret: system.webhookSecret },
    },
    { log: silent, now: () => new Date(), db: {} as never },
  )
  try {
    const [heard, put]: [Message[], string[]] = [[], []]
    let failures = 1
    await tried.channel.listen(
      listening({
        message: async (_, message) => {
          if (failures-- > 0) throw new Error('the database is away')
          heard.push(message)
        },
        press: async () => 'Спасибо',
        reaction: async (_, { emoji }) => void put.push(...emoji),
      }),
    )
    await adapter.say('yard', { id: '1', at: new Date().toISOString(), author: 'u-1', text: 'Шумят' })
    assert.deepEqual(
      heard.map(({ text }) => text),
      ['Шумят'],
    )
    assert.equal(await adapter.press('yard', 'our-1', 'rate:5', 'u-1'), 'Спасибо')
    await adapter.react('yard', 'our-1', ['👍'], 'u-1', 1)
    assert.deepEqual(put, ['👍'])
    const post = { key: 'k-1', text: 'Принято', replyTo: null, buttons: [] }
    const id = await ours.post('yard', post)
    await ours.edit('yard', id, { ...post, text: 'В работе' })
    assert.deepEqual([...shown], [['our-1', 'В работе']])
    await ours.remove?.('yard', id)
    assert.equal(shown.size, 0)
  } finally {
    await adapter.close()
    await tried.close()
  }
})

test('the description for machines names every event, every word of ours and every answer', () => {
  const text = JSON.stringify(openChannelApi)
  for (const type of [
    'message',
    'edited',
    'deleted',
    'press',
    'reaction',
    'event',
    'post',
    'edit',
    'remove',
    'leave',
    'ping',
  ])
    assert.ok(text.includes(`"const":"${type}"`), type)
  assert.equal(openChannelApi.openapi, '3.1.0')
  const { post, get } = openChannelApi.paths['/hooks/{hook}']
  assert.deepEqual(Object.keys(post.requestBody.content), ['application/json', 'multipart/form-data'])
  for (const { responses } of [post, get]) assert.ok('200' in responses && '4XX' in responses)
  assert.ok(!text.includes('"$schema"'))
})
