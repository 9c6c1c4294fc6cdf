import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A small system with chats of its own, connected through the open slot as docs/channels.md tells it: it posts what its
 * people do, is called with what we say, or asks for it.
 */

export type OpenFault = 'cut-before' | 'cut-after' | 'error-500' | { retryAfter: number } | { status: number }

export interface Shown {
  id: string
  text: string
  replyTo: string | null
  buttons: string[]
  photo: Buffer | null
}
export interface Call {
  type: string
  key: string
}
export interface OpenAnswer {
  status: number
  body: { ok?: boolean; word?: string | null; detail?: string; errors?: { at: string; expected: string }[] }
}
interface File {
  kind: string
  name?: string
  bytes: Buffer
}
interface Said {
  type: string
  chat?: string
  message?: string
  text?: string
  replyTo?: string | null
  buttons?: { id: string }[][]
  photo?: { data: string }
  silent?: boolean
}

export type OpenSystem = Awaited<ReturnType<typeof startOpen>>

/** Starts it on 127.0.0.1; `ownIds: false` goes by our ids of messages, as systems that ask must. */
export async function startOpen({
  port = 0,
  now = () => new Date(),
  key = 'a-key-of-the-open-slot',
  webhookSecret = 'a-secret-of-the-calls',
  ownIds = true,
} = {}) {
  const chats = new Map<string, Map<string, Shown>>()
  const taken = new Map<string, string>()
  const files = new Map<string, Buffer>()
  const calls: Call[] = []
  const faults: OpenFault[] = []
  /** Chats that are none, or where we may not be any more. */
  const out = new Set(['nowhere'])
  const looks = new Map<string, { rows: string[][]; silent: boolean }>()
  let [hook, ids] = ['', 0]
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const messagesOf = (chat: string) => {
    const known = chats.get(chat) ?? new Map<string, Shown>()
    chats.set(chat, known)
    return known
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const json = (status: number, told: object, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(told))
    const path = new URL(request.url ?? '/', url).pathname
    if (request.method === 'GET') {
      const bytes = files.get(path)
      return void (bytes ? response.writeHead(200).end(bytes) : json(404, {}))
    }
    const fault = faults.shift()
    if (fault === 'cut-before') return void response.destroy()
    if (fault === 'error-500') return void json(500, {})
    if (typeof fault === 'object' && 'status' in fault) return void json(fault.status, {})
    if (typeof fault === 'object') return void json(429, {}, { 'retry-after': String(fault.retryAfter) })
    if (!isSigned(request, body)) return void json(401, {})
    const said = JSON.parse(body.toString()) as Said
    if (said.chat && out.has(said.chat)) return void json(404, {})
    const id = take(said, String(request.headers['idempotency-key']))
    if (fault === 'cut-after') return void response.destroy()
    json(200, ownIds ? { ...(id && { id }), title: 'City app' } : {})
  }

  function isSigned({ headers }: IncomingMessage, body: Buffer): boolean {
    const seconds = String(headers['x-uchastok-timestamp'])
    if (Math.abs(now().getTime() / 1000 - Number(seconds)) > 300) return false
    const right = `sha256=${createHmac('sha256', webhookSecret).update(`${seconds}.`).update(body).digest('hex')}`
    const given = Buffer.from(String(headers['x-uchastok-signature']))
    return given.length === right.length && timingSafeEqual(given, Buffer.from(right))
  }

  /** Does what we say, once for each key; its id of the message. */
  function take(said: Said, idempotencyKey: string): string {
    const known = taken.get(idempotencyKey)
    if (known !== undefined) return known
    calls.push({ type: said.type, key: idempotencyKey })
    const { chat = '', message = '', text = '', replyTo = null } = said
    const id = said.type === 'post' && ownIds ? `their-${++ids}` : message
    const buttons = (said.buttons ?? []).flat().map((button) => button.id)
    const rows = (said.buttons ?? []).map((row) => row.map((button) => button.id))
    looks.set(id, { rows, silent: said.silent ?? looks.get(id)?.silent ?? false })
    const shown = messagesOf(chat)
    const before = shown.get(message)
    const photo = said.photo ? Buffer.from(said.photo.data, 'base64') : null
    if (said.type === 'post') shown.set(id, { id, text, replyTo, buttons, photo })
    if (said.type === 'edit' && before) shown.set(id, { ...before, text, buttons })
    if (said.type === 'remove') shown.delete(message)
    if (said.type === 'leave') out.add(chat)
    taken.set(idempotencyKey, id)
    return id
  }

  /** Posts an event as our people make them; the same key again is the same event again. */
  async function post(event: object, more: Partial<Posting> = {}): Promise<OpenAnswer> {
    const { idempotencyKey = `e-${++ids}`, parts, bearer = key, signature } = more
    const body = JSON.stringify({ v: 1, ...event })
    const form = new FormData()
    form.set('event', body)
    for (const [name, bytes] of Object.entries(parts ?? {})) form.set(name, new Blob([new Uint8Array(bytes)]), name)
    const headers = {
      ...{ authorization: `Bearer ${bearer}`, 'idempotency-key': idempotencyKey },
      ...(!parts && { 'content-type': 'application/json' }),
      ...(signature && { 'x-uchastok-timestamp': signature.seconds, 'x-uchastok-signature': signature.hex }),
    }
    const told = await fetch(hook, { method: 'POST', headers, body: parts ? form : body })
    return { status: told.status, body: (await told.json()) as OpenAnswer['body'] }
  }

  return {
    ...{ url, key, webhookSecret, calls, post },
    /** Where we are posted to: the address that the administrator's page shows. */
    setHook(address: string) {
      hook = address
    },
    newId: () => `m-${++ids}`,
    /** Somebody writes; files go in the form. */
    say(chat: string, message: object, sent: File[] = [], more: Partial<Posting> = {}): Promise<OpenAnswer> {
      const named = sent.map(({ kind, name }, n) => ({ kind, name: name ?? null, part: `file-${n}` }))
      const parts = Object.fromEntries(sent.map(({ bytes }, n) => [`file-${n}`, bytes]))
      const event = { type: 'message', chat, message: { ...message, files: named } }
      return post(event, { ...(sent.length > 0 && { parts }), ...more })
    },
    edit: (chat: string, message: object) => post({ type: 'edited', chat, message }),
    delete: (chat: string, messages: string[]) => post({ type: 'deleted', chat, messages }),
    press: (chat: string, message: string, button: string, by: string) =>
      post({ type: 'press', chat, press: { message, button, by } }),
    react: (chat: string, message: string, emoji: string[], by: string, more: Partial<Posting> = {}) =>
      post({ type: 'reaction', chat, reaction: { message, by, emoji } }, more),
    happen: (chat: string, event: object) => post({ type: 'event', chat, event }),
    /** A file that we may fetch. */
    offer(path: string, bytes: Buffer): string {
      files.set(path, bytes)
      return `${url}${path}`
    },
    /** Asks for what waits and does it, as a system that cannot be called; how many there were. */
    async ask(after = 0, limit = 100): Promise<{ count: number; next: number }> {
      const headers = { authorization: `Bearer ${key}` }
      const told = await fetch(`${hook}?after=${after}&limit=${limit}`, { headers })
      if (told.status !== 200) throw new Error(`Expected the events that wait, got ${told.status}.`)
      const { events, next } = (await told.json()) as { events: { n: number; event: Said }[]; next: number }
      for (const { n, event } of events) take(event, String(n))
      return { count: events.length, next }
    },
    /** Puts us out of a chat, or lets us in again. */
    put: (chat: string, isOut: boolean) => void (isOut ? out.add(chat) : out.delete(chat)),
    heal: () => void faults.splice(0),
    /** How a message stands: its buttons in their rows, and whether it rang. */
    look: (id: string) => looks.get(id) ?? { rows: [], silent: false },
    fault: (...next: OpenFault[]) => void faults.push(...next),
    shown: (chat: string): Shown[] => [...messagesOf(chat).values()],
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

interface Posting {
  idempotencyKey: string
  parts: Record<string, Buffer>
  bearer: string
  signature: { seconds: string; hex: string }
}
