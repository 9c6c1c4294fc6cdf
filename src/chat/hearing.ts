import type { z } from 'zod'
import { id as logged } from '../base/log.ts'
import type { OpenAccount } from './account.ts'
import { parseJson } from './bounded.ts'
import type { ChannelHealth, Listener, WebhookAnswer } from './channel.ts'
import { hand, type Incoming } from './incoming.ts'
import type { ChannelTools } from './kinds.ts'
import { openOnce } from './once.ts'

/** What every channel over HTTP does with what it is told: once, and acknowledged only when it is forgotten or kept. */
export function openHearing(account: Pick<OpenAccount, 'id'>, tools: Pick<ChannelTools, 'log' | 'now'>) {
  const once = openOnce<void>()
  const account_ = { account: logged(account.id) }
  let listener: Listener | null = null
  let newest = 0

  const health = (state: ChannelHealth) => listener?.health?.(state)
  /** It called or answered: it works. */
  const alive = (cursor?: string) => {
    const lastUpdateAt = tools.now()
    const lag = newest > 0 ? { lastUpdateAt, lagMs: Math.max(0, lastUpdateAt.getTime() - newest) } : {}
    newest = 0
    health({ state: 'working', problem: '', ...lag, ...(cursor !== undefined && { cursor }) })
  }
  return {
    health,
    alive,
    listen(on: Listener | null) {
      listener = on
    },
    /** Hands on what was told at `at` under a key, once; `answer` brings the word to who pressed. */
    hear(
      key: string,
      chat: string,
      at: Date,
      read: () => Incoming | Promise<Incoming>,
      answer?: (word: string | null) => Promise<unknown>,
    ) {
      newest = Math.max(newest, at.getTime())
      return once(key, async () => {
        if (!listener) throw new Error('Nobody hears yet: call listen() first.')
        const word = await hand(listener, chat, await read())
        // The press counts, whether its word arrives or not.
        await answer?.(word).catch((error) => tools.log.fault('channel.word-lost', error, account_))
      })
    },
    /** The answer to a call of the messenger; what failed it brings again. */
    async answer<T>(body: Buffer, shape: z.ZodType<T>, take: (told: T) => Promise<void>): Promise<WebhookAnswer> {
      if (!listener) return { status: 503, type: 'text/plain', body: 'Nobody hears yet: call listen() first.' }
      const told = shape.safeParse(parseJson(body.toString('utf8')))
      if (!told.success) return { status: 400 }
      try {
        await take(told.data)
      } catch (error) {
        tools.log.fault('channel.not-heard', error, account_)
        return { status: 500 }
      }
      alive()
      return { status: 200 }
    },
    unread: () => tools.log.warn('channel.unread', account_),
  }
}
