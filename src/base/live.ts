import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Database } from './database.ts'
import { type LiveNews, liveChannel } from './journal.ts'
import { listen } from './listen.ts'

/** The news of this moment for open pages, heard from PostgreSQL so that any process may have made them. */
export interface Live {
  /** Calls back with all news until the function returned is called. `again` follows a lost connection: ask for everything anew. */
  follow(listener: (news: LiveNews | { to: 'all'; type: 'again' }) => void): () => void
  close(): Promise<void>
}

const shape = z.object({ to: z.enum(['staff', 'room']), type: z.string() }).loose()

/** Starts listening; one connection serves every open page. */
export async function openLive(db: Database): Promise<Live> {
  const listeners = new Set<(news: LiveNews | { to: 'all'; type: 'again' }) => void>()
  const spread = (news: LiveNews | { to: 'all'; type: 'again' }) => {
    for (const listener of listeners) listener(news)
  }
  const stop = await listen(
    db,
    liveChannel,
    (payload) => {
      const parsed = shape.safeParse(JSON.parse(payload))
      if (parsed.success) spread(parsed.data as unknown as LiveNews)
    },
    () => spread({ to: 'all', type: 'again' }),
  )
  return {
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: stop,
  }
}

export interface EventStream {
  send(event: string, data: unknown): void
}

/** Turns a reply into server-sent events with a heartbeat every 20 s; `onEnd` runs when the page goes away. */
export function eventStream(request: FastifyRequest, reply: FastifyReply, onEnd: () => void): EventStream {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 1500\n\nevent: hello\ndata: {}\n\n')
  const beat = setInterval(() => raw.write(': still here\n\n'), 20_000)
  beat.unref()
  request.raw.once('close', () => {
    clearInterval(beat)
    onEnd()
    raw.end()
  })
  return { send: (event, data) => void raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`) }
}
