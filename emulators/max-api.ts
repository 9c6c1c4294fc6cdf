import { type Attachment, type Chat, type Message, mid, type World } from './max-world.ts'

/** The methods of https://dev.max.ru/docs-api, each with what it refuses. */

/** https://dev.max.ru/docs-api: the body of a refusal is a code and a message. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message = code) {
    super(message)
    this.status = status
    this.code = code
  }
}

export interface Asked {
  query: URLSearchParams
  body: Record<string, unknown>
  /** Of the path: /chats/{chatId}/…, /videos/{token} */
  id: string
}
type Method = (world: World, asked: Asked, paced: boolean) => object | Promise<object>

const wrong = (message: string) => new ApiError(400, 'proto.payload', message)
const ok = { success: true }

function chatOf(world: World, id: string): Chat {
  const chat = world.chats.get(Number(id))
  if (!chat) throw new ApiError(404, 'chat.not.found', `Chat ${id} not found`)
  if (!chat.bot.here || chat.stopped) throw new ApiError(403, 'chat.denied', 'Bot is not in this chat')
  return chat
}

function messageOf(world: World, id: string | null): [Chat, Message] {
  for (const chat of world.chats.values()) {
    const message = chat.messages.get(id ?? '')
    if (message) return [chat, message]
  }
  throw new ApiError(404, 'not.found', 'Message not found')
}

/** https://dev.max.ru/docs-api/methods/POST/messages: two a second in a chat; 30 calls a second in all. */
function keepPace(world: World, chat: Chat, paced: boolean): void {
  const at = world.now().getTime()
  const lately = world.sent.filter((one) => at - one.at < 1000)
  if (paced && (lately.length >= 30 || lately.filter((one) => one.chat === chat.chat_id).length >= 2))
    throw new ApiError(429, 'too.many.requests')
  world.sent.push({ at, chat: chat.chat_id })
}

/** https://dev.max.ru/docs-api/use-cases/sending-messages/keyboard: 210 buttons, 30 rows, seven in a row. */
function attachmentsOf(world: World, given: unknown): Attachment[] {
  if (given === undefined || given === null) return []
  if (!Array.isArray(given)) throw wrong('attachments must be a list')
  return given.map((one: Attachment) => {
    const payload = one.payload as { buttons?: { type: string; text: string; payload?: string }[][]; photos?: object }
    if (one.type === 'inline_keyboard') {
      const rows = payload.buttons ?? []
      if (rows.length === 0 || rows.length > 30 || rows.some((row) => row.length < 1 || row.length > 7))
        throw wrong('inline_keyboard: one to 30 rows of one to seven buttons')
      if (rows.flat().some(({ text, payload = '' }) => !text || text.length > 128 || payload.length > 1024))
        throw wrong('inline_keyboard: text of 128, payload of 1024 letters')
      return one
    }
    if (one.type === 'image' && payload.photos) {
      const tokens = Object.values(payload.photos as Record<string, { token: string }>).map(({ token }) => token)
      if (!tokens.every((token) => world.files.has(token))) throw new ApiError(400, 'attachment.not.ready')
      return one
    }
    throw wrong(`attachment ${one.type}`)
  })
}

function bodyOf(world: World, body: Asked['body']): { text: string; attachments: Attachment[] } {
  const text = body.text ?? ''
  if (typeof text !== 'string' || text.length > 4000) throw wrong('text: 4000 letters at most')
  const attachments = attachmentsOf(world, body.attachments)
  if (text === '' && attachments.length === 0) throw wrong('text or attachments are required')
  return { text, attachments }
}

export const methods: Record<string, Method> = {
  'GET /me': ({ bot }) => bot,
  'GET /chats': ({ chats }) => ({ chats: [...chats.values()].map(shown), marker: null }),
  'GET /chats/*': (world, { id }) => shown(chatOf(world, id)),
  /** https://dev.max.ru/docs-api/methods/GET/chats/-chatId-/members/me */
  'GET /chats/*/members/me': (world, { id }) => {
    const { bot } = chatOf(world, id)
    return { ...world.bot, is_owner: false, is_admin: bot.admin, join_time: 0, permissions: bot.permissions }
  },
  'DELETE /chats/*/members/me': (world, { id }) => {
    chatOf(world, id).bot.here = false
    return ok
  },
  'POST /messages': (world, { query, body }, paced) => {
    const own = query.get('user_id')
    const dialog = own && [...world.chats.values()].find((one) => one.person?.user_id === Number(own))
    const chat = chatOf(world, dialog ? String(dialog.chat_id) : (query.get('chat_id') ?? ''))
    keepPace(world, chat, paced)
    const { text, attachments } = bodyOf(world, body)
    const to = body.link as { type: 'reply' | 'forward'; mid: string } | null | undefined
    const linked = to ? messageOf(world, to.mid)[1] : null
    const id = mid(world)
    const message: Message = {
      sender: world.bot,
      recipient: { chat_id: chat.chat_id, chat_type: chat.type, user_id: chat.person?.user_id ?? null },
      timestamp: world.now().getTime(),
      link: to && linked ? { type: to.type, sender: linked.sender, message: linked.body } : null,
      body: { mid: id, seq: world.next, text, attachments },
      silent: body.notify === false,
      preview: query.get('disable_link_preview') !== 'true',
    }
    chat.messages.set(id, message)
    return { message }
  },
  /** https://dev.max.ru/docs-api/methods/PUT/messages: in a dialog without buttons for seven days; no attachments given, none changed. */
  'PUT /messages': (world, { query, body }, paced) => {
    const [chat, message] = messageOf(world, query.get('message_id'))
    if (message.sender.user_id !== world.bot.user_id) throw new ApiError(403, 'access.denied')
    keepPace(world, chat, paced)
    const old = world.now().getTime() - message.timestamp > 7 * 24 * 3_600_000
    const keyboard = message.body.attachments.some(({ type }) => type === 'inline_keyboard')
    if (chat.type === 'dialog' && old && !keyboard) return { success: false, message: 'Message is too old' }
    const { text, attachments } = bodyOf(world, body)
    Object.assign(message.body, { text, ...(body.attachments != null && { attachments }) })
    return ok
  },
  'DELETE /messages': (world, { query }) => {
    const [chat, message] = messageOf(world, query.get('message_id'))
    chat.messages.delete(message.body.mid)
    return ok
  },
  /** https://dev.max.ru/docs-api/methods/POST/answers: a word shown once, and or the message as it is now. */
  'POST /answers': (world, { query, body }) => {
    const callback = world.callbacks.get(query.get('callback_id') ?? '')
    if (!callback) throw new ApiError(404, 'not.found', 'Callback not found')
    Object.assign(callback, { answered: true, word: (body.notification as string | undefined) ?? null })
    return ok
  },
  'GET /subscriptions': ({ subscriptions }) => ({ subscriptions: subscriptions.map(({ secret: _, ...one }) => one) }),
  /** https://dev.max.ru/docs-api/methods/POST/subscriptions: a real one must be HTTPS; this one is on the same machine. */
  'POST /subscriptions': (world, { body }) => {
    const { url, secret = null, update_types = [] } = body as { url: string; secret?: string; update_types?: string[] }
    if (secret !== null && !/^[\w-]{5,256}$/.test(secret)) throw wrong('secret: five to 256 of A-Z, a-z, 0-9, _ and -')
    world.subscriptions = [{ url, secret, update_types, time: world.now().getTime() }]
    return ok
  },
  'DELETE /subscriptions': (world, { query }) => {
    world.subscriptions = world.subscriptions.filter(({ url }) => url !== query.get('url'))
    return ok
  },
  'GET /videos/*': (world, { id }) => {
    const url = world.videos.get(id)
    if (!url) throw new ApiError(404, 'not.found')
    return { token: id, urls: { mp4_360: `${url}?small`, mp4_720: url }, width: 1280, height: 720, duration: 5 }
  },
  /** https://dev.max.ru/docs-api/methods/GET/updates: without a marker the newest alone; a marker says that all before it is read. */
  'GET /updates': async (world, { query }) => {
    if (world.subscriptions.length > 0) throw new ApiError(400, 'subscription.active', 'Webhook is set')
    const given = query.get('marker')
    const types = query.get('types')?.split(',')
    const [limit, timeout] = [Number(query.get('limit') ?? 100), Number(query.get('timeout') ?? 30)]
    const from = given === null ? Math.max(0, world.queue.at(-1)?.seq ?? 0) : Number(given)
    if (given !== null) world.queue = world.queue.filter(({ seq }) => seq >= from)
    const ready = () => world.queue.filter(({ seq }) => seq >= from)
    if (ready().length === 0 && timeout > 0) {
      const woken = new Promise<void>((wake) => {
        world.wake = wake
      })
      const timer = new Promise<void>((done) => setTimeout(done, timeout * 1000).unref())
      await Promise.race([woken, timer])
    }
    const batch = ready().slice(0, limit)
    const last = batch.at(-1)?.seq ?? Math.max(from, world.next) - 1
    const wanted = ({ update, asked }: World['queue'][number]) => !asked || !types || types.includes(update.update_type)
    return { updates: batch.filter(wanted).map(({ update }) => update), marker: last + 1 }
  },
}

const shown = ({ chat_id, type, title }: Chat) => ({
  ...{
    chat_id,
    type,
    status: 'active',
    title,
    icon: null,
    last_event_time: 0,
    participants_count: 2,
    is_public: false,
  },
})
