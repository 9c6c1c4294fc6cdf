import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { query } from '../base/database.ts'
import { openFileStore } from '../base/files.ts'
import { newId } from '../base/ids.ts'
import { testDatabase } from '../base/testing.ts'
import { listening } from './channel.ts'
import type { Message } from './message.ts'
import { roomMessages } from './room-store.ts'
import { openWebChat, roomMemory } from './webchat.ts'

const folder = mkdtempSync(join(tmpdir(), 'uchastok-webchat-'))
const { db, close } = await testDatabase()
const files = await openFileStore(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

let clock = Date.parse('2026-11-22T10:00:00Z')
const now = () => new Date(clock++)
const quiet = listening({})
const says = (text: string, more: Partial<Message> = {}): Message => ({
  id: newId(),
  at: now(),
  author: 'a-1',
  authorName: 'Асель',
  text,
  media: null,
  attachments: [],
  location: null,
  replyTo: null,
  direct: false,
  ...more,
})

test('what is written to the inspector alone is nowhere in the room', async () => {
  const channel = openWebChat({ db, files, now })
  await channel.listen(quiet)
  const chat = newId()
  await channel.say(chat, says('сосед торгует', { direct: true }), [])
  await channel.say(chat, says('доброе утро'), [])
  assert.deepEqual(
    (await roomMessages(db, chat, 10)).map(({ text }) => text),
    ['доброе утро'],
  )
})

test('a room forgets what is older than a day, with its files', async () => {
  const channel = openWebChat({ db, files, now })
  await channel.listen(quiet)
  const [chat, other] = [newId(), newId()]
  const put = async (text: string) => {
    const kept = await files.put(Buffer.from(text), { limit: 1000 })
    assert.ok('hash' in kept)
    return { hash: kept.hash, kind: 'photo' as const, mime: 'image/jpeg' }
  }
  const [old, shared] = [await put('old'), await put('shared')]
  await channel.say(chat, says('вчерашнее', { at: new Date(clock - roomMemory - 1) }), [old, shared])
  await channel.say(other, says('сегодняшнее'), [shared])
  await channel.purge()
  assert.deepEqual(await roomMessages(db, chat, 10), [])
  assert.equal(await files.has(old.hash), false)
  assert.equal(await files.has(shared.hash), true)
  assert.deepEqual(await query(db, `select 1 as left from room_message where text = 'вчерашнее'`), [])
})

test('an edit of a message that the room forgot says it anew', async () => {
  const channel = openWebChat({ db, files, now })
  await channel.listen(quiet)
  const chat = newId()
  const id = newId()
  await channel.edit(chat, id, { key: id, text: 'Открыто снова', replyTo: null, buttons: [] })
  assert.deepEqual(
    (await roomMessages(db, chat, 10)).map((message) => [message.id, message.text]),
    [[id, 'Открыто снова']],
  )
})

test('nobody can edit the words of a resident', async () => {
  const channel = openWebChat({ db, files, now })
  await channel.listen(quiet)
  const chat = newId()
  const said = says('мои слова')
  await channel.say(chat, said, [])
  await channel.edit(chat, said.id, { key: said.id, text: 'чужие слова', replyTo: null, buttons: [] })
  assert.deepEqual(
    (await roomMessages(db, chat, 10)).map(({ text }) => text),
    ['мои слова'],
  )
})
