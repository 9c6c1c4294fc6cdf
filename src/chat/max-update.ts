import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { ChatEvent, Rights } from './channel.ts'
import { type Attachment, contentOf, type Message } from './message.ts'
import { saidAs, type Told } from './take-call.ts'
import { visibleName } from './visible-name.ts'

/** What MAX tells, and what it is to us: https://dev.max.ru/docs-api/objects/Update */

// Beyond 2^53 an id comes here as text.
const id = z.union([z.int(), z.string().regex(/^-?\d{1,20}$/)]).transform(String)
const [text, flag] = [z.string(), z.boolean().default(false)]
const words = text.nullish()
const names = { first_name: words, last_name: words, name: words, username: words }
export const user = z.object({ user_id: id, is_bot: flag, ...names })
const degrees = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
const payload = z.object({ url: text, token: text, vcf_info: text }).partial()
const kinds = { image: 'photo', video: 'video', audio: 'voice', file: 'document', sticker: 'sticker' } as const
const types = ['image', 'video', 'audio', 'file', 'sticker', 'contact'] as const
const number = z.number().default(0)
const more = { payload, filename: words, size: number, duration: number }
/** Kinds that nobody knows, such as a keyboard, are none. */
const attachment = z.union([
  z.object({ type: z.literal('location'), ...degrees }),
  z.object({ type: z.enum(types), ...more }),
  z.object({ type: text }).transform(() => null),
])
const attachments = z.array(attachment).nullish()
const body = z.object({ mid: text, text: words, attachments })
const link = z.object({ type: text, sender: user.nullish(), chat_id: id.nullish(), message: body })
const recipient = z.object({ chat_id: id, chat_type: text })
const message = z.object({ sender: user.nullish(), recipient, timestamp: z.number(), link: link.nullish(), body })
const callback = z.object({ callback_id: text, payload: text.default(''), user })
const update = z.object({
  ...{ update_type: text, timestamp: z.number(), message: message.nullish(), callback: callback.optional() },
  ...{ message_id: words, chat_id: id.optional(), user: user.optional(), title: words, payload: words },
})
export const updateShape = z.object({ update_type: text }).catchall(z.unknown())
export const chatShape = z.object({ title: words.transform((title) => title ?? '') })
export const memberShape = z.object({ is_admin: flag, permissions: z.array(text).nullish() })
/** What we ask for: joins and leaves of others, muted dialogs and the like are none of our business. */
export const wanted = [
  ...['message_created', 'message_edited', 'message_removed', 'message_callback', 'bot_added', 'bot_removed'],
  ...['bot_started', 'bot_stopped', 'chat_title_changed'],
]

export interface Ways {
  open(id: string, where: { url?: string; token?: string }, isVideo: boolean, size: number): Attachment['open']
  albumOf(by: string, at: Date, id: string): string
  answer(callback: string, word: string | null): Promise<unknown>
  look(chat: string): Promise<{ title: string; rights: Rights }>
}

/** Groups are told to administrators alone; who is none still posts where everybody may. */
export const rightsOf = ({ is_admin: admin, permissions }: z.output<typeof memberShape>): Rights => ({
  readsAll: admin && (permissions?.includes('read_all_messages') ?? true),
  posts: !permissions || permissions.length === 0 || permissions.includes('write'),
  admin,
})

export async function heard(told: unknown, ways: Ways): Promise<Told> {
  const one = update.safeParse(told).data
  if (!one) return 'unknown'
  const { update_type: kind, message: said, callback: pressed, user: by, chat_id: chat = '' } = one
  const at = new Date(one.timestamp)
  // MAX numbers no updates, so one is known by what it says.
  const about = { chat, at, delivery: createHash('sha256').update(JSON.stringify(told)).digest('base64') }
  const event = (event: ChatEvent): Told => ({ ...about, to: 'event', event })
  switch (kind) {
    case 'message_created':
    case 'message_edited': {
      if (!said) return 'unknown'
      const here = { ...about, chat: said.recipient.chat_id }
      const message = messageOf(said, ways)
      if (kind === 'message_created') return saidAs(here, message)
      return message.text === '' && message.media === null ? null : { ...here, to: 'edited', message }
    }
    case 'message_removed':
      return one.message_id ? { ...about, to: 'deleted', messages: [one.message_id] } : 'unknown'
    case 'message_callback': {
      if (!pressed || !said) return null
      const press = { message: said.body.mid, button: pressed.payload, by: pressed.user.user_id }
      const answer = (word: string | null) => ways.answer(pressed.callback_id, word)
      return { ...about, delivery: pressed.callback_id, chat: said.recipient.chat_id, to: 'press', press, answer }
    }
    case 'bot_started': {
      if (!by) return 'unknown'
      const who = { author: by.user_id, authorName: nameOf(by), direct: true, replyTo: null }
      return { ...about, to: 'command', command: { name: 'start', args: one.payload ?? '', message: '', at, ...who } }
    }
    case 'bot_added': {
      // Put out again meanwhile, it may not look.
      const group = await ways.look(chat).catch(() => ({ title: '', rights: null }))
      const who = { by: by?.user_id ?? null, byName: by ? nameOf(by) : '' }
      return event({ kind: 'joined', ...who, ...group })
    }
    case 'bot_removed':
    case 'bot_stopped':
      return event({ kind: 'left', by: by?.user_id ?? null })
    case 'chat_title_changed':
      return event({ kind: 'titled', title: one.title ?? '' })
    default:
      return 'unknown'
  }
}

export const nameOf = (one: z.output<typeof user>): string =>
  visibleName(`${one.first_name ?? one.name ?? ''} ${one.last_name ?? ''}`, one.username)

function messageOf(
  { sender, recipient, timestamp, link: to, body: own }: z.output<typeof message>,
  ways: Ways,
): Message {
  const first = to?.type === 'forward' ? to : null
  const texts = [own.text, first?.message.text]
  const attachments: Attachment[] = []
  let location: Message['location'] = null
  for (const [n, one] of [...(own.attachments ?? []), ...(first?.message.attachments ?? [])].entries()) {
    if (one?.type === 'location') location = { lon: one.longitude, lat: one.latitude }
    else if (one?.type === 'contact') texts.push(cardOf(one.payload.vcf_info ?? ''))
    else if (one) {
      const open = ways.open(`${own.mid} ${n}`, one.payload, one.type === 'video', one.size)
      const { filename: name = null, size: bytes, duration: seconds } = one
      attachments.push({ kind: kinds[one.type], name, bytes, seconds, open })
    }
  }
  const [author, at] = [sender?.user_id ?? recipient.chat_id, new Date(timestamp)]
  const album = first && ways.albumOf(`${recipient.chat_id} ${author}`, at, own.mid)
  return {
    ...{ id: own.mid, at, author, authorName: sender ? nameOf(sender) : '' },
    ...contentOf({ text: texts.filter(Boolean).join('\n'), attachments, location }),
    ...{ replyTo: to?.type === 'reply' ? to.message.mid : null, direct: recipient.chat_type === 'dialog' },
    ...(album && { album, origin: { name: first.sender ? nameOf(first.sender) : null, chat: null, at: null } }),
    ...(sender?.is_bot && { byBot: true }),
  }
}

/** Name and numbers of a vCard. */
const cardOf = (card: string): string =>
  [...card.matchAll(/^(?:FN|TEL)[^:\n]*:(.+)$/gim)].map(([, value = '']) => value.trim()).join(', ')
