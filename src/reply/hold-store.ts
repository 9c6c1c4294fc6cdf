import pg from 'pg'
import { type Database, named } from '../base/database.ts'
import { outboxChannel } from './store.ts'

/** One process speaks for a channel: it holds a lock of the database that ends with its connection, however it ends. */
export interface Hold {
  has(name: string): boolean
  /** False when another process has it. */
  take(name: string): Promise<boolean>
  free(name: string): Promise<void>
  close(): Promise<void>
}

/** Opens it on a connection of its own, on which it also hears that something was laid out. */
export function openHold(db: Database, onLaidOut: () => void): Hold {
  const held = new Set<string>()
  let client: Promise<pg.Client> | null = null
  let closed = false

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ ...db.connection, application_name: 'uchastok-outbox' })
    let over = false
    // Told twice, and perhaps when another connection has taken its place.
    const lost = () => {
      if (over) return
      over = true
      held.clear()
      client = null
    }
    next.on('error', lost).on('end', lost).on('notification', onLaidOut)
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(outboxChannel)}`)
      return next
    } catch (error) {
      lost()
      await next.end().catch(() => {})
      throw named(error)
    }
  }
  // One question at a time: a connection answers no two at once.
  let turn: Promise<unknown> = Promise.resolve()
  const ask = (sql: string, name: string): Promise<boolean> => {
    const mine = turn.then(() => askNow(sql, name))
    turn = mine.catch(() => null)
    return mine
  }
  const askNow = async (sql: string, name: string): Promise<boolean> => {
    if (closed) return false
    client ??= connect()
    const { rows } = await (await client).query<{ done: boolean }>(sql, [`uchastok outbox ${name}`]).catch((error) => {
      throw named(error)
    })
    return rows[0]?.done ?? false
  }
  return {
    has: (name) => held.has(name),
    async take(name) {
      const taken = await ask('select pg_try_advisory_lock(hashtextextended($1, 0)) as done', name)
      if (taken) held.add(name)
      return taken
    },
    async free(name) {
      if (!held.delete(name)) return
      await ask('select pg_advisory_unlock(hashtextextended($1, 0)) as done', name)
    },
    async close() {
      closed = true
      const open = await client?.catch(() => null)
      await open?.end().catch(() => {})
      held.clear()
    },
  }
}
