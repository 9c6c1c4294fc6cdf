import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ApiError, methods } from './max-api.ts'
import {
  type Attachment,
  type Chat,
  deliver,
  type Message,
  mid,
  openWorld,
  tell,
  type User,
  userOf,
} from './max-world.ts'
import type { Answer } from './whatsapp-hook.ts'

/**
 * A stand-in for MAX: its Bot API (https://dev.max.ru/docs-api) over HTTP, and a hand for the people in the chats.
 * Nothing reaches the real one.
 *
 *     const max = await startMax()
 *     const aliya = max.person('Алия')
 *     const yard = max.group('Двор')
 *     await max.say(yard, aliya, 'Мусор у дома 14')
 */

export type Fault =
  | 'cut-before'
  | 'cut-after'
  | 'html-502'
  | 'error-500'
  | { status: number; code: string; after?: number }
export interface Options {
  port?: number
  now?: () => Date
  paced?: boolean
}
export interface Content {
  text?: string
  attachments?: Attachment[]
  replyTo?: string
  forward?: { text: string; attachments?: Attachment[]; by?: User; chat?: number }
  at?: Date
  id?: string
}
export interface Shown {
  id: string
  text: string
  replyTo: string | null
  buttons: { id: string; text: string }[][]
  photo: boolean
  silent: boolean
  preview: boolean
}
export type Max = Awaited<ReturnType<typeof startMax>>

/** Starts it on 127.0.0.1 with one bot. */
export async function startMax({ port = 0, now = () => new Date(), paced = true }: Options = {}) {
  const world = openWorld(now)
  const faults: { fault: Fault; times: number; path: RegExp }[] = []
  const calls: string[] = []
  let isPaced = paced
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', url)
    calls.push(`${request.method} ${pathname}`)
    const planned = faults.find(({ times, path }) => times > 0 && path.test(`${request.method} ${pathname}`))
    if (planned) planned.times -= 1
    const fault = planned?.fault
    if (fault === 'cut-before') return void request.socket.destroy()
    if (fault === 'html-502') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>')
    if (fault === 'error-500') return json(response, 500, { code: 'internal', message: 'Internal error' })
    try {
      if (typeof fault === 'object') {
        if (fault.after) response.setHeader('retry-after', fault.after)
        throw new ApiError(fault.status, fault.code)
      }
      const file = /^\/files\/([^/]+)$/.exec(pathname)?.[1]
      // Files are public, under names that nobody guesses.
      if (file) return sendFile(response, file)
      if (pathname === '/upload') return json(response, 200, await take(request))
      if (request.headers.authorization !== world.token) throw new ApiError(401, 'verify.token', 'Invalid access_token')
      if (pathname === '/uploads') return json(response, 200, { url: `${url}/upload` })
      const route = pathname.replace(/^\/(chats|videos)\/[^/]+/, '/$1/*')
      const method = methods[`${request.method} ${route}`]
      if (!method) throw new ApiError(404, 'not.found', 'Unknown path')
      const id = decodeURIComponent(pathname.split('/')[2] ?? '')
      const body = await bodyOf(request)
      const result = await method(
        world,
        { query, body: body.length > 0 ? JSON.parse(body.toString()) : {}, id },
        isPaced,
      )
      if (fault === 'cut-after') return void request.socket.destroy()
      json(response, 200, result)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      json(response, error.status, { code: error.code, message: error.message })
    }
  }

  function sendFile(response: ServerResponse, name: string): void {
    const bytes = world.files.get(name)
    if (!bytes) throw new ApiError(404, 'not.found')
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
  }

  /** https://dev.max.ru/docs-api/methods/POST/uploads: a form with `data`; of a picture the answer is its tokens. */
  async function take(request: IncomingMessage): Promise<object> {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(new Uint8Array(await bodyOf(request)), { headers }).formData()
    const data = form.get('data')
    if (!(data instanceof Blob)) throw new ApiError(400, 'proto.payload', 'data is required')
    const token = `photo${world.next++}`
    world.files.set(token, Buffer.from(await data.arrayBuffer()))
    return { photos: { [token]: { token } } }
  }

  const chatOf = (id: number): Chat => {
    const chat = world.chats.get(id)
    if (!chat) throw new Error(`There is no chat ${id} in this MAX.`)
    return chat
  }

  function addChat(chat_id: number, title: string | null, person: User | null): Chat {
    const bot = { here: true, admin: true, permissions: ['read_all_messages', 'write'] }
    const type = person ? ('dialog' as const) : ('chat' as const)
    const chat: Chat = { chat_id, type, title, person, bot, stopped: false, messages: new Map() }
    world.chats.set(chat_id, chat)
    return chat
  }

  /** A message, as it stands in the chat; `say` tells it as well. */
  function write(where: number, sender: User, content: Content): Message {
    const chat = chatOf(where)
    const { text = null, attachments = [], replyTo, forward, at = now() } = content
    const answered = replyTo
      ? (chat.messages.get(replyTo)?.body ?? { mid: replyTo, seq: 0, text: '', attachments: [] })
      : null
    const first = forward && { mid: mid(world), seq: 0, text: forward.text, attachments: forward.attachments ?? [] }
    const message: Message = {
      sender,
      recipient: { chat_id: where, chat_type: chat.type, user_id: chat.type === 'dialog' ? world.bot.user_id : null },
      timestamp: at.getTime(),
      link: answered
        ? { type: 'reply', message: answered }
        : first
          ? {
              type: 'forward',
              ...(forward?.by && { sender: forward.by }),
              ...(forward?.chat && { chat_id: forward.chat }),
              message: first,
            }
          : null,
      body: { mid: content.id ?? mid(world), seq: world.next, text, attachments },
    }
    chat.messages.set(message.body.mid, message)
    return message
  }

  return {
    ...{ url, world, calls, write, bot: world.bot },
    person(name: string, more: Partial<User> = {}): User {
      const one = { ...userOf(10_000 + world.next++, name, null, false, now), ...more }
      world.users.set(one.user_id, one)
      return one
    },
    /** A group in which the bot is an administrator. */
    group: (title: string): number => addChat(-70_000_000_000_000 - world.next++, title, null).chat_id,
    dialog(person: User): number {
      const known = [...world.chats.values()].find((one) => one.person?.user_id === person.user_id)
      return (known ?? addChat(50_000_000 + world.next++, null, person)).chat_id
    },
    async say(where: number, by: User, content: Content | string): Promise<{ id: string; answer: Answer | null }> {
      const message = write(where, by, typeof content === 'string' ? { text: content } : content)
      return { id: message.body.mid, answer: await tell(world, chatOf(where), 'message_created', { message }) }
    },
    /** Once more, as it was told. */
    again: (where: number, id: string) =>
      tell(world, chatOf(where), 'message_created', { message: chatOf(where).messages.get(id) }),
    async edit(where: number, id: string, text: string): Promise<Answer | null> {
      const message = chatOf(where).messages.get(id)
      if (message) message.body = { ...message.body, text }
      return tell(world, chatOf(where), 'message_edited', { message })
    },
    delete(where: number, id: string, by: User): Promise<Answer | null> {
      chatOf(where).messages.delete(id)
      return tell(world, chatOf(where), 'message_removed', { message_id: id, chat_id: where, user_id: by.user_id })
    },
    /** The word that the bot answers with, or null. */
    async press(where: number, id: string, payload: string, user: User): Promise<string | null> {
      const callback_id = `cb.${world.next++}`
      const pressed = { chat: chatOf(where), mid: id, word: null as string | null, answered: false }
      world.callbacks.set(callback_id, pressed)
      const callback = { timestamp: now().getTime(), callback_id, payload, user }
      await tell(world, chatOf(where), 'message_callback', { callback, message: chatOf(where).messages.get(id) })
      for (let patience = 300; !pressed.answered && patience > 0; patience--)
        await new Promise((done) => setTimeout(done, 10))
      return pressed.word
    },
    start: (by: User, where: number, payload: string | null = null) =>
      tell(world, chatOf(where), 'bot_started', { chat_id: where, user: by, payload, user_locale: 'kk' }),
    stop(by: User, where: number, stopped = true) {
      chatOf(where).stopped = stopped
      return tell(world, chatOf(where), stopped ? 'bot_stopped' : 'bot_started', { chat_id: where, user: by })
    },
    setBot(where: number, is: Partial<Chat['bot']>, by: User) {
      const chat = chatOf(where)
      const was = chat.bot.here
      Object.assign(chat.bot, is)
      const more = { chat_id: where, user: by, is_channel: false }
      if (was && !chat.bot.here) return tell(world, chat, 'bot_removed', more)
      return !was && chat.bot.here ? tell(world, chat, 'bot_added', more) : Promise.resolve(null)
    },
    come: (where: number, user: User, comes: boolean) =>
      tell(world, chatOf(where), comes ? 'user_added' : 'user_removed', { chat_id: where, user, is_channel: false }),
    rename(where: number, title: string, user: User) {
      chatOf(where).title = title
      return tell(world, chatOf(where), 'chat_title_changed', { chat_id: where, user, title })
    },
    /** Any update at all. */
    raw: (update: { update_type: string; [field: string]: unknown }) =>
      deliver(world, { timestamp: now().getTime(), ...update }, false),
    /** A file where MAX would have it, as an attachment. */
    file(type: 'image' | 'video' | 'audio' | 'file' | 'sticker', bytes: Buffer, more: object = {}): Attachment {
      const name = `f${world.next++}`
      world.files.set(name, bytes)
      const at = `${url}/files/${name}`
      if (type === 'video') world.videos.set(name, at)
      return { type, payload: { url: type === 'video' ? `${url}/page` : at, token: name }, ...more }
    },
    /** What the webhook did not take, once more. */
    async redeliver(): Promise<void> {
      for (const update of world.failed.splice(0)) await deliver(world, update)
    },
    /** What is not yet read. */
    waiting: () => world.queue.length + world.failed.length,
    shown: (where: number): Shown[] => said(chatOf(where), world.bot),
    fault: (fault: Fault, times = 1, path = /^(?!GET \/updates)/) => void faults.push({ fault, times, path }),
    heal: () => void faults.splice(0),
    pace(on: boolean) {
      isPaced = on
    },
    revoke() {
      world.token = null
    },
    async close() {
      world.wake()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function said(chat: Chat, bot: User): Shown[] {
  const ours = [...chat.messages.values()].filter(({ sender }) => sender.user_id === bot.user_id)
  return ours.map(({ body, link, silent = false, preview = true }) => {
    const keyboard = body.attachments.find(({ type }) => type === 'inline_keyboard')
    const rows = (keyboard?.payload as { buttons: { text: string; payload: string }[][] } | undefined)?.buttons ?? []
    return {
      ...{ id: body.mid, text: body.text ?? '', replyTo: link?.type === 'reply' ? link.message.mid : null },
      buttons: rows.map((row) => row.map(({ text, payload }) => ({ id: payload, text }))),
      ...{ photo: body.attachments.some(({ type }) => type === 'image'), silent, preview },
    }
  })
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
