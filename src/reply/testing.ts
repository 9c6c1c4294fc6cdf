import { setTimeout as sleep } from 'node:timers/promises'
import { inTransaction, one, query } from '../base/database.ts'
import { newId } from '../base/ids.ts'
import { silent } from '../base/log.ts'
import { type TestDatabase, testDatabase } from '../base/testing.ts'
import { type Channel, ChannelFault, type Post, unlimited } from '../chat/channel.ts'
import { openOutbox } from './outbox.ts'
import { type Saying, say } from './store.ts'

/** A messenger that takes, refuses, forgets and falls silent as it is told; it knows no keys, so what is said twice stands there twice. */
export interface Fickle extends Channel {
  stands: { id: string; chat: string; post: Post; edits: string[] }[]
  /** What happens at the next calls, in turn; then all is taken. `lost`: it is taken, and the answer is lost. */
  next: (ChannelFault | Error | 'lost' | 'hang')[]
  calls: number
}

export function fickle(name: string, can: Partial<Channel['can']> = {}): Fickle {
  const trouble = async (take: () => void) => {
    channel.calls += 1
    const next = channel.next.shift()
    if (next instanceof Error) throw next
    take()
    if (next === 'hang') await new Promise(() => {})
    if (next === 'lost') throw new ChannelFault('away', 'The answer was lost.')
  }
  const channel: Fickle = {
    ...{ name, stands: [], next: [], calls: 0, can: { ...unlimited, ...can } },
    listen: async () => {},
    async post(chat, post) {
      const id = `p${channel.calls + 1}`
      await trouble(() => channel.stands.push({ id, chat, post, edits: [] }))
      return id
    },
    async edit(chat, message, post) {
      const one = channel.stands.find(({ id }) => id === message)
      if (!one || one.chat !== chat) throw new ChannelFault('refused', 'There is no such message.')
      await trouble(() => {
        one.post = post
        one.edits.push(post.text)
      })
    },
    close: async () => {},
  }
  return channel
}

export interface Town {
  database: TestDatabase
  departmentId: string
  /** The clock, which may be set forward. */
  clock: { ahead: number }
  now(): Date
  addChat(channel: string, more?: { kind?: string; settings?: object; externalId?: string }): Promise<string>
  /** Lays a message out. */
  say(chatId: string, step: string, more?: Partial<Saying>): Promise<string>
  row(id: string): Promise<Row>
  until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T>
  /** Speaks for these channels, as a process of its own would. */
  open(...channels: Channel[]): { channels: Map<string, Channel>; close(): Promise<void> }
  close(): Promise<void>
}

export interface Row {
  state: string
  error: string
  attempts: number
  maybe: boolean
  external_id: string | null
  text: string
  next_at: Date | null
  code: string
  round: number
  outside: boolean
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  not_before: Date | null
  numbers: number[]
}

/** A database with a department, and an outbox on it. */
export async function openTown(): Promise<Town> {
  const database = await testDatabase()
  const { db } = database
  const departmentId = newId()
  await inTransaction(db, (tx) =>
    query(tx, `insert into department (id, name_ru, name_kk, created_at) values ($1, 'О', 'Б', now())`, [departmentId]),
  )
  const clock = { ahead: 0 }
  const now = () => new Date(Date.now() + clock.ahead)
  const open = new Set<{ close(): Promise<void> }>()
  return {
    ...{ database, departmentId, clock, now },
    async addChat(channel, { kind = 'group', settings = {}, externalId = newId() } = {}) {
      const id = newId()
      await inTransaction(db, (tx) =>
        query(
          tx,
          `insert into chat (id, department_id, channel, external_id, title, lang, kind, settings, created_at)
           values ($1, $2, $3, $4, 'Двор', 'ru', $5, $6, now())`,
          [id, departmentId, channel, externalId, kind, JSON.stringify(settings)],
        ),
      )
      return id
    },
    async say(chatId, step, more = {}) {
      const id = newId()
      const saying = { departmentId, id, chatId, step, lang: 'ru', text: step, ...more }
      await inTransaction(db, (tx) => say(tx, saying, now()))
      return id
    },
    row: (id) => one<Row>(db, 'select * from reply where id = $1', [id]),
    async until(what, look) {
      for (let patience = 400; patience > 0; patience--) {
        const seen = await look()
        if (seen) return seen
        await sleep(25)
      }
      throw new Error(`Waited ten seconds in vain: ${what}.`)
    },
    open(...list) {
      const channels = new Map(list.map((channel) => [channel.name, channel]))
      const files = { preview: async () => null } as never
      const outbox = openOutbox({ db, log: silent, files, now, channels }, 50)
      const one = {
        channels,
        close: () => {
          open.delete(one)
          return outbox.close()
        },
      }
      open.add(one)
      return one
    },
    async close() {
      for (const one of open) await one.close()
      await database.close()
    },
  }
}
