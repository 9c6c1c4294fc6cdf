import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { inTransaction, one, query } from './base/database.ts'
import { seal } from './base/seal.ts'
import { channelName } from './chat/account.ts'
import { addAccount } from './chat/account-store.ts'
import type { Channel, Listener, Rights } from './chat/channel.ts'
import type { Kinds } from './chat/kinds.ts'
import { type MemoryChannel, memoryChannel, type Said } from './chat/memory.ts'
import type { Message } from './chat/message.ts'
import { openYard, type Yard } from './person/testing.ts'
import { password, type Staff, startStaff } from './staff-testing.ts'

/** The whole program with a bot in a messenger that lives in this process: what people write to it, and what it says. For tests alone. */

export interface Messenger {
  accountId: string
  name: string
  memory: MemoryChannel
  on: Listener
  /** What the bot may do in the groups; changed by a test. */
  rights: Rights
  left: string[]
  /** A command or plain words of a person: in a group, or alone with the bot where `chat` is their own. */
  write(chat: string, author: string, text: string, more?: Partial<Message>): Promise<void>
  /** What the bot said in a chat, the latest last. */
  heard(chat: string): Said[]
  /** Waits until the bot has said something like this there. */
  says(chat: string, like: RegExp): Promise<Said>
}

export interface Talking {
  staff: Staff
  yard: Yard
  precincts: string[]
  bot: Messenger
  /** A second account, of another department. */
  foreign: Messenger
  clock: { ahead: number }
  close(): Promise<void>
}

/** Starts the program with two departments, each with a bot. */
export async function startTalking(): Promise<Talking> {
  const clock = { ahead: 0 }
  const open = new Map<string, Messenger>()
  const kinds: Kinds = {
    telegram: { open: (account) => channelOf(open, account.id, account.name), calls: () => false },
  }
  const staff = await startStaff(undefined, { kinds, now: () => new Date(Date.now() + clock.ahead) })
  const { deps } = staff.running
  const yard = await openYard(deps, staff.departmentId, staff.ids.inspector, password)
  const other = deps.newId()
  const precincts = await query<{ id: string }>(
    deps.db,
    'select id from precinct where department_id = $1 order by number',
    [staff.departmentId],
  )
  const ids = { own: deps.newId(), foreign: deps.newId() }
  await inTransaction(deps.db, async (tx) => {
    await query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'Другой', 'Басқа', now())`, [
      other,
    ])
    for (const [id, departmentId] of [[ids.own, staff.departmentId], [ids.foreign, other]] as const) // biome-ignore format: a table
      await addAccount(
        tx,
        {
          ...{ id, departmentId, kind: 'telegram' as const, title: 'Бот участка', address: '@yard_bot', hook: id },
          ...{ sealed: seal(deps.sealKey, JSON.stringify({ token: '1:a' })), settings: {} },
        },
        deps.now(),
      )
  })
  await deps.hub.follow()
  const get = (id: string): Messenger => {
    const found = open.get(id)
    if (!found) throw new Error('The hub has not opened the account.')
    return found
  }
  return {
    ...{ staff, yard, clock, bot: get(ids.own), foreign: get(ids.foreign) },
    precincts: precincts.map(({ id }) => id),
    close: () => staff.close(),
  }
}

function channelOf(open: Map<string, Messenger>, accountId: string, name: string): Channel {
  const memory = memoryChannel(name)
  let number = 0
  const heard = (chat: string) => memory.said.filter((said) => said.chat === chat)
  const messenger: Messenger = {
    ...{ accountId, name, memory, heard, left: [], rights: { readsAll: true, posts: true, admin: true } },
    on: null as unknown as Listener,
    async write(chat, author, text, more = {}) {
      number += 1
      const [, command, args = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/.exec(text) ?? []
      const direct = chat === author
      const base = { at: new Date(), author, authorName: 'Житель', replyTo: null, direct }
      if (command !== undefined)
        return messenger.on.command(chat, { ...base, name: command, args, message: `m${number}` })
      const nothing = { media: null, attachments: [], location: null }
      return messenger.on.message(chat, { ...base, ...nothing, text, id: `m${number}`, ...more })
    },
    async says(chat, like) {
      for (let patience = 500; patience > 0; patience -= 1) {
        const said = heard(chat).findLast(({ post }) => like.test(post.text))
        if (said) return said
        await sleep(20)
      }
      throw new Error(`Expected ${like} in ${chat}, heard:\n${heard(chat).map(({ post }) => post.text).join('\n--\n')}`) // biome-ignore format: one message
    },
  }
  open.set(accountId, messenger)
  return {
    ...memory,
    async listen(on) {
      messenger.on = on
      await memory.listen(on)
    },
    rights: async () => messenger.rights,
    leave: async (chat) => void messenger.left.push(chat),
  }
}

/** Waits until a row is as it should be. */
export async function until(what: () => Promise<boolean>): Promise<void> {
  for (let patience = 500; patience > 0; patience -= 1) {
    if (await what()) return
    await sleep(20)
  }
  throw new Error('Waited ten seconds in vain.')
}

/** How a chat of the messenger stands in the table. */
export const chatRow = (talking: Talking, of: Messenger, externalId: string) =>
  one<{ state: string; problem: string; precinctId: string | null; departmentId: string }>(
    talking.staff.db,
    `select state, problem, precinct_id as "precinctId", department_id as "departmentId" from chat
     where channel = $1 and external_id = $2`,
    [channelName('telegram', of.accountId), externalId],
  )

/** A photograph. */
export const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: { r: 90, g: 120, b: 90 } } })
    .jpeg()
    .toBuffer()
