import type { UserFromGetMe } from 'grammy/types'
import { z } from 'zod'
import type { ChatEvent, Press, Rights } from './channel.ts'
import { type Attachment, contentOf, type Message, type Origin } from './message.ts'
import { orderOf } from './order.ts'
import type { Told as Heard } from './take-call.ts'
import { visibleName } from './visible-name.ts'

/** What an update of the Bot API says, in our words: https://core.telegram.org/bots/api#update */

const [text, number, flag] = [z.string(), z.number(), z.boolean().optional()]
const [name, size] = [text.default(''), number.default(0)]
const user = z.object({ id: number, first_name: name, last_name: name, username: text.optional(), is_bot: flag })
const chat = z.object({ id: number, type: text, title: name })
const sizes = { file_size: size, width: size, height: size, duration: size }
const file = z.object({ file_id: text, file_name: text.optional(), ...sizes })
const point = z.object({ longitude: number.min(-180).max(180), latitude: number.min(-90).max(90) })
const first = { sender_user: user, sender_user_name: text, sender_chat: chat, chat, author_signature: text }
const origin = z.object({ ...first, date: number }).partial()
const more = {
  ...{ from: user, sender_chat: chat, text, caption: text, forward_origin: origin },
  ...{ reply_to_message: z.object({ message_id: number, forum_topic_created: z.unknown().optional() }) },
  ...{ message_thread_id: number, is_topic_message: z.boolean(), photo: z.array(file), video: file, video_note: file },
  ...{ animation: file, voice: file, audio: file, sticker: file, document: file, location: point },
  venue: z.object({ title: text, address: text }),
  contact: z.object({ phone_number: text, first_name: text, last_name: name }),
  poll: z.object({ question: text, options: z.array(z.object({ text })) }),
  ...{ media_group_id: text, migrate_to_chat_id: number, migrate_from_chat_id: number, new_chat_title: text },
  entities: z.array(z.object({ type: text, offset: number, length: number })),
}
const message = z.object({ message_id: number, date: number, chat, ...z.object(more).partial().shape })
const member = z.object({ status: text, is_member: flag, can_send_messages: flag, can_post_messages: flag })
const mine = z.object({ chat, from: user, old_chat_member: member, new_chat_member: member })
const press = z.object({ id: text, from: user, data: text, message: z.object({ message_id: number, chat }) })
const emoji = z.array(z.object({ emoji: text.optional() }))
const who = { user: user.optional(), actor_chat: chat.optional() }
const put = z.object({ chat, message_id: number, new_reaction: emoji, ...who })
const kinds = {
  ...{ message, edited_message: message, channel_post: message, edited_channel_post: message },
  ...{ callback_query: press, my_chat_member: mine, message_reaction: put },
}
const updateShape = z.object({ update_id: number.int(), ...z.object(kinds).partial().shape })
/** What we ask for; nothing else is sent to us. */
export const wanted = Object.keys(kinds)
type Told = z.output<typeof message>
type Open = (file: TelegramFile) => Attachment['open']
type Answer = (query: string, word: string | null) => Promise<unknown>
export type TelegramFile = z.output<typeof file>
export type Me = Pick<UserFromGetMe, 'id' | 'first_name' | 'username' | 'can_read_all_group_messages'>

/** What is told, and of which chat; null for what concerns nobody here, `'unknown'` for a kind that we do not know. */
export function heard(told: unknown, me: Me, open: Open, answer: Answer): Heard {
  const { data: update } = updateShape.safeParse(told)
  if (!update) return 'unknown'
  const delivery = String(update.update_id)
  const { callback_query: pressed, my_chat_member: own, message_reaction: put } = update
  if (pressed) {
    const one: Press = { message: `${pressed.message.message_id}`, button: pressed.data, by: `${pressed.from.id}` }
    const back = { delivery, at: null, answer: (word: string | null) => answer(pressed.id, word) }
    return { ...back, to: 'press', chat: String(pressed.message.chat.id), press: one }
  }
  if (put) {
    const emoji = put.new_reaction.flatMap((one) => one.emoji ?? [])
    const one = { message: `${put.message_id}`, by: `${(put.user ?? put.actor_chat ?? put.chat).id}`, emoji }
    return { to: 'reaction', delivery, chat: String(put.chat.id), at: null, reaction: one }
  }
  if (own) return { to: 'event', delivery, chat: String(own.chat.id), at: null, event: ownEvent(own, me) }
  const fresh = update.message ?? update.channel_post
  const one = fresh ?? update.edited_message ?? update.edited_channel_post
  if (!one) return 'unknown'
  const about = { delivery, chat: String(one.chat.id), at: fresh ? new Date(one.date * 1000) : null }
  const event = serviceEvent(one)
  if (event) return { ...about, to: 'event', ...event }
  const said = messageOf(one, open)
  const isMarked = one.text && one.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0)
  const command = isMarked ? orderOf({ ...said, text: said.text.replace(/^(\/\w+)@\w+/, '$1') }) : null
  // What is addressed to another bot is not ours to hear.
  const whose = /^\/\w+@(\w+)/.exec(said.text)?.[1] ?? me.username
  if (command && (!fresh || whose.toLowerCase() !== me.username.toLowerCase())) return null
  if (command) return { ...about, to: 'command', command }
  if (said.text === '' && said.media === null) return null
  return { ...about, to: fresh ? 'message' : 'edited', message: said }
}

function messageOf(told: Told, open: Open): Message {
  const { from, sender_chat: as, venue, contact, poll, forward_origin: first, reply_to_message: root } = told
  const replyTo = root && !root.forum_topic_created ? `${root.message_id}` : null
  const instead = [
    ...(venue ? [`${venue.title}, ${venue.address}`] : []),
    ...(contact ? [`${nameOf(contact)} ${contact.phone_number}`.trim()] : []),
    ...(poll ? [poll.question, ...poll.options.map(({ text }) => text)] : []),
  ].join('\n')
  const location = told.location ? { lon: told.location.longitude, lat: told.location.latitude } : null
  return {
    ...contentOf({ text: told.text ?? told.caption ?? instead, attachments: filesOf(told, open), location }),
    ...{ id: String(told.message_id), at: new Date(told.date * 1000) },
    // Who writes as the group or as a channel has the same fake user everywhere; the chat's id is its own.
    ...{ author: String(as?.id ?? from?.id ?? told.chat.id), authorName: as ? visibleName(as.title) : nameOf(from) },
    ...{ replyTo, direct: told.chat.type === 'private' },
    ...(first && { origin: originOf(first) }),
    ...(told.media_group_id && { album: told.media_group_id }),
    ...(told.is_topic_message && { topic: String(told.message_thread_id) }),
    ...(from?.is_bot && !as && { byBot: true }),
  }
}

const films = { video: 'video', video_note: 'video', animation: 'video', voice: 'voice', audio: 'voice' } as const
const fileKinds = { ...films, sticker: 'sticker', document: 'document' } as const
function filesOf(told: Told, open: Open): Attachment[] {
  // Of the sizes of one photo the largest is the best that Telegram has.
  const best = told.photo?.toSorted((a, b) => b.width * b.height - a.width * a.height)[0]
  const found = (Object.keys(fileKinds) as (keyof typeof fileKinds)[]).find((field) => told[field])
  const [kind, one] = best ? ['photo' as const, best] : found ? [fileKinds[found], told[found]] : []
  if (!kind || !one) return []
  return [{ kind, name: one.file_name ?? null, bytes: one.file_size, seconds: one.duration, open: open(one) }]
}

const nameOf = (one?: { first_name: string; last_name: string; username?: string }): string =>
  visibleName(`${one?.first_name ?? ''} ${one?.last_name ?? ''}`, one?.username)

function originOf(told: NonNullable<Told['forward_origin']>): Origin {
  const name = told.sender_user ? nameOf(told.sender_user) : (told.sender_user_name ?? told.author_signature ?? null)
  const at = told.date === undefined ? null : new Date(told.date * 1000)
  return { name, chat: told.sender_chat?.title ?? told.chat?.title ?? null, at }
}

/** What the bot may do: an administrator sees all; others what privacy mode lets through, and say what all may say. */
export function rightsOf(is: z.input<typeof member>, me: Me): Rights {
  const admin = is.status === 'administrator' || is.status === 'creator'
  const mayTalk = is.status === 'restricted' ? is.can_send_messages === true : is.can_send_messages !== false
  const posts = (admin || mayTalk) && is.can_post_messages !== false
  return { readsAll: admin || me.can_read_all_group_messages, posts, admin }
}

function ownEvent({ chat, from, old_chat_member: was, new_chat_member: is }: z.output<typeof mine>, me: Me): ChatEvent {
  const isIn = (one: z.output<typeof member>) => !/^(left|kicked)$/.test(one.status) && one.is_member !== false
  const [by, rights] = [String(from.id), rightsOf(is, me)]
  if (!isIn(is)) return { kind: 'left', by }
  // A person who lets the bot write again: there is nothing to introduce oneself for.
  if (chat.type === 'private') return { kind: 'rights', rights: { ...rights, readsAll: true } }
  if (isIn(was)) return { kind: 'rights', rights }
  return { kind: 'joined', title: chat.title, by, byName: nameOf(from), rights }
}

function serviceEvent(told: Told): { chat: string; event: ChatEvent } | null {
  const { migrate_to_chat_id: to, migrate_from_chat_id: from, new_chat_title: title } = told
  if (to) return { chat: `${told.chat.id}`, event: { kind: 'moved', to: String(to) } }
  if (from) return { chat: String(from), event: { kind: 'moved', to: `${told.chat.id}` } }
  return title ? { chat: `${told.chat.id}`, event: { kind: 'titled', title } } : null
}
