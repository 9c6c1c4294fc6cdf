import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { openFileStore } from '../base/files.ts'
import { newId } from '../base/ids.ts'
import { testDatabase } from '../base/testing.ts'
import type { Tried } from './battery-testing.ts'
import { channelContract } from './channel-contract.ts'
import { roomMessages } from './room-store.ts'
import { lacksOfRooms, letterBox } from './rooms-testing.ts'
import { openWebChat } from './webchat.ts'

const folder = mkdtempSync(join(tmpdir(), 'uchastok-webchat-'))
const { db, close } = await testDatabase()
const files = await openFileStore(folder)
after(async () => {
  await close()
  rmSync(folder, { recursive: true, force: true })
})

let clock = Date.parse('2026-11-22T10:00:00Z')
const deps = { db, files, now: () => new Date(clock++) }

const lacks = { ...lacksOfRooms, 'long-ids': 'the ids of messages are ours' }

channelContract('webchat', lacks, async () => {
  let channel = openWebChat(deps)
  const [chat, other] = [newId(), newId()]
  const box = letterBox(chat, (where, message) => channel.say(where, message, []))
  const tried: Tried = {
    ...{ channel, ...box },
    shown: async (where = chat) =>
      (await roomMessages(db, where, 500))
        .filter(({ byBot }) => byBot)
        .map(({ id, text, replyTo, buttons }) => ({
          ...{ id, text, replyTo, buttons: buttons.map((row) => row.map((one) => one.id)) },
          ...{ preview: null, silent: null, photo: false },
        })),
    otherChat: async () => other,
    press: (where, message, button, by) => channel.press(where, message, button, box.people[by] ?? ''),
    async restart() {
      channel = openWebChat(deps)
      tried.channel = channel
    },
    close: () => tried.channel.close(),
  }
  return tried
})
