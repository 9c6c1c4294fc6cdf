import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A small public address for a channel, so that a messenger may call it over the wire. */

export interface HookCall {
  method: string
  headers: Record<string, string | undefined>
  query: Record<string, string | undefined>
  body: Buffer
}
export interface Answer {
  status: number
  body: string
}

/** Listens on 127.0.0.1 and gives each call to `webhook`. */
export async function startHook(
  webhook: (call: HookCall) => Promise<{ status: number; body?: string; type?: string }>,
) {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
      const query = Object.fromEntries(searchParams)
      const answer = await webhook({ method: request.method ?? '', headers, query, body: Buffer.concat(chunks) })
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' }).end(answer.body ?? '')
    })().catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/h`,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** Calls the hook as a messenger does; a cut line is status 0. */
export async function callHook(url: string, body: string, headers: Record<string, string>): Promise<Answer> {
  try {
    const all = { 'content-type': 'application/json', ...headers }
    const answer = await fetch(url, { method: 'POST', headers: all, body })
    return { status: answer.status, body: await answer.text() }
  } catch {
    return { status: 0, body: '' }
  }
}
