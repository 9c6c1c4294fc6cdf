import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Database, named } from './database.ts'

/**
 * Calls `onPayload` with every NOTIFY on the channel, on a connection of its own. When the connection is lost it is
 * opened again and `onReconnect` is called: what was told in between is lost, so look it up there.
 * The function returned ends it.
 */
export async function listen(
  db: Database,
  channel: string,
  onPayload: (payload: string) => void,
  onReconnect: () => void = () => {},
): Promise<() => Promise<void>> {
  const ending = new AbortController()
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({ ...db.connection, application_name: 'uchastok-listen' })
    let lost = false
    const onLost = () => {
      if (lost || ending.signal.aborted) return
      lost = true
      void reconnect()
    }
    next.on('notification', ({ payload }) => onPayload(payload ?? ''))
    try {
      next.on('error', () => {})
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
    } catch (error) {
      await next.end().catch(() => {})
      throw named(error)
    }
    next.on('error', onLost).on('end', onLost)
    return next
  }

  async function reconnect(): Promise<void> {
    db.log.warn('database.listener-lost')
    for (let wait = 100; !ending.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      try {
        await sleep(wait, undefined, { signal: ending.signal })
        client = await connect()
        if (ending.signal.aborted) return await client.end()
        return onReconnect()
      } catch {
        // Not back yet, or closed in the meantime.
      }
    }
  }

  return async () => {
    ending.abort()
    await client.end().catch(() => {})
  }
}
