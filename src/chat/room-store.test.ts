import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { inTransaction, one, query } from '../base/database.ts'
import { openFileStore } from '../base/files.ts'
import { newId } from '../base/ids.ts'
import { testDatabase } from '../base/testing.ts'
import { listening } from './channel.ts'
import type { RoomFile } from './room-store.ts'
import { openWebChat, roomMemory } from './webchat.ts'

const folder = await mkdtemp(join(tmpdir(), 'uchastok-rooms-'))
const { db, close } = await testDatabase()
const files = await openFileStore(folder)
after(async () => {
  await close()
  await rm(folder, { recursive: true })
})

let ahead = 0
const now = () => new Date(Date.now() + ahead)

async function room() {
  const webchat = openWebChat({ db, files, now })
  await webchat.listen(listening({}))
  const say = (text: string, sent: RoomFile[] = []) => {
    const from = { author: 'a', authorName: 'A', media: null, attachments: [], location: null, replyTo: null }
    return webchat.say(newId(), { id: newId(), at: now(), text, direct: false, ...from }, sent)
  }
  const photo = async (content: string): Promise<RoomFile> => {
    const kept = await files.put(Buffer.from(content), { limit: 1000 })
    assert.ok('hash' in kept)
    return { hash: kept.hash, kind: 'photo', mime: 'image/jpeg' }
  }
  return { webchat, say, photo }
}

test('photos of a room that a crash has emptied go with its last hours', async () => {
  const { webchat, say, photo } = await room()
  const [lost, again] = [await photo('lost'), await photo('sent again later')]
  await say('look', [lost, again])
  // What PostgreSQL does with an unlogged table after a crash.
  await inTransaction(db, (tx) => query(tx, 'truncate room_message'))
  ahead += roomMemory / 2
  await say('once more', [again])
  ahead += roomMemory / 2 + 1000
  await webchat.purge()
  assert.deepEqual([await files.has(lost.hash), await files.has(again.hash)], [false, true])
  ahead += roomMemory
  await webchat.purge()
  assert.equal(await files.has(again.hash), false)
  assert.deepEqual(await one(db, 'select count(*)::int as n from room_file'), { n: 0 })
})

test('a purge writes the rooms into a fresh file, once an hour at most', async () => {
  const { webchat, say } = await room()
  const place = async () => (await one<{ at: string }>(db, `select pg_relation_filepath('room_message') as at`)).at
  await webchat.purge()
  const first = await place()
  await say('to be forgotten')
  ahead += roomMemory + 1000
  await say('to stay')
  await webchat.purge()
  const second = await place()
  assert.notEqual(second, first)
  await webchat.purge()
  assert.equal(await place(), second, 'nothing was deleted since')
  ahead += roomMemory - 1000
  await say('a new one')
  ahead += 2000
  await webchat.purge()
  const third = await place()
  assert.notEqual(third, second)
  await say('one more')
  assert.deepEqual(
    (await query<{ text: string }>(db, 'select text from room_message order by at')).map(({ text }) => text),
    ['a new one', 'one more'],
  )
})
