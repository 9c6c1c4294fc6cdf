import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type OpenSystem, startOpen } from '../../emulators/open.ts'
import type { Database } from '../base/database.ts'
import { silent } from '../base/log.ts'
import { takesMs } from './battery-testing.ts'
import type { Channel } from './channel.ts'
import { openOpen } from './open.ts'

/** The open slot with a stand-in of a connected system at its other end. */
export interface OpenTried {
  channel: Channel
  system: OpenSystem
  /** Where the system posts. */
  hookUrl: string
  /** As after a restart of ours: the same account, nothing remembered. */
  reopen(): Channel
  close(): Promise<void>
}

export interface OpenTry {
  /** Called at its webhook, or asks for what waits. */
  mode?: 'called' | 'asks'
  now?: () => Date
  accountId?: string
  /** Needed by one that asks. */
  db?: Database
}

const nobody = {} as Database

export async function startOpenTried(options: OpenTry = {}): Promise<OpenTried> {
  const { mode = 'called', now = () => new Date(), db = nobody, accountId = 'account' } = options
  const system = await startOpen({ now, ownIds: mode === 'called' })
  const door = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://x').searchParams)
    const headers = request.headers as Record<string, string>
    const call = { method: request.method ?? '', headers, query, body: Buffer.concat(chunks) }
    const answer = await tried.channel.webhook?.(call)
    response.writeHead(answer?.status ?? 404, { 'content-type': answer?.type ?? 'text/plain' }).end(answer?.body)
  })
  await new Promise<void>((done) => door.listen(0, '127.0.0.1', done))
  const hookUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/hooks/a-secret-address`
  system.setHook(hookUrl)
  const open = () =>
    openOpen(
      {
        ...{ id: accountId, name: `open:${accountId}`, cursor: null, hookUrl },
        settings: { webhookUrl: mode === 'called' ? system.url : null },
        secrets: { key: system.key, webhookSecret: system.webhookSecret },
      },
      { log: silent, now, db, takesMs },
    )
  const tried: OpenTried = {
    ...{ channel: open(), system, hookUrl },
    reopen() {
      tried.channel = open()
      return tried.channel
    },
    async close() {
      await tried.channel.close()
      await system.close()
      door.closeAllConnections()
      await new Promise((done) => door.close(done))
    },
  }
  return tried
}
