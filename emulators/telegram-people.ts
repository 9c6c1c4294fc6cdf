import { mediaOf } from './telegram-methods.ts'
import {
  addChat,
  addFile,
  type Bot,
  type Chat,
  entitiesOf,
  isHere,
  type Message,
  seconds,
  spread,
  tell,
  type User,
  type World,
} from './telegram-world.ts'

/** What people write, send, edit and press. */

/** https://core.telegram.org/bots/api#messageorigin: the four kinds. */
export type Forward =
  | { type: 'user'; user: User }
  | { type: 'hidden_user'; name: string }
  | { type: 'chat'; title: string; signature?: string }
  | { type: 'channel'; title: string; signature?: string }

export interface Content {
  /** Under a file it is the caption. */
  text?: string
  photo?: Buffer
  document?: { bytes: Buffer; name: string }
  video?: Buffer
  videoNote?: Buffer
  voice?: Buffer
  audio?: Buffer
  sticker?: Buffer
  location?: { lon: number; lat: number }
  venue?: { lon: number; lat: number; title: string; address: string }
  contact?: { phone: string; name: string }
  poll?: { question: string; options: string[] }
  replyTo?: number
  /** Bytes of the file, where it is said to be larger than it is; and how long a sound or a film is said to be. */
  size?: number
  seconds?: number
  album?: string
  topic?: number
  forward?: Forward
  /** One and the same id twice is a second delivery. */
  id?: number
  at?: Date
  /** An administrator who writes as the group; a channel that is linked to it. */
  as?: 'group' | { channel: number; title: string }
  /** A message of another bot that ours is shown nevertheless. */
  shownToBots?: true
}

const photoSizes = [90, 320, 1280]
const groupBot: User = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
const channelBot: User = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' }

/** A message is written; the ids of the message and of the updates that tell of it. */
export function write(world: World, chat: Chat, by: User, content: Content): { id: number; updates: number[] } {
  const id = content.id ?? chat.nextMessage
  const known = chat.messages.get(id)
  const message = known ?? make(world, chat, by, content, id)
  chat.messages.set(id, message)
  chat.nextMessage = Math.max(chat.nextMessage, id + 1)
  const kind = chat.shape.type === 'channel' ? 'channel_post' : 'message'
  return { id, updates: spread(world, chat, kind, message) }
}

function make(world: World, chat: Chat, by: User, content: Content, message_id: number): Message {
  const { text = '', replyTo, album, topic, forward, as } = content
  const files = filesOf(world, content)
  const words = text === '' ? {} : Object.keys(files).length > 0 ? { caption: text } : { text }
  const entities = entitiesOf(text)
  const marked = 'text' in words ? { entities } : { caption_entities: entities }
  const answered = replyTo === undefined ? undefined : chat.messages.get(replyTo)
  const date = content.at ? Math.floor(content.at.getTime() / 1000) : seconds(world)
  return {
    message_id,
    date,
    chat: chat.shape,
    ...author(chat, by, as),
    ...words,
    ...(entities.length > 0 && marked),
    ...files,
    // What was answered carries no answer of its own: https://core.telegram.org/bots/api#message (reply_to_message).
    ...(replyTo !== undefined && {
      reply_to_message: answered
        ? { ...answered, reply_to_message: undefined }
        : { message_id: replyTo, date, chat: chat.shape },
    }),
    ...(album && { media_group_id: album }),
    ...(topic && { message_thread_id: topic, is_topic_message: true }),
    ...(forward && { forward_origin: originOf(forward, date - 3600) }),
    ...(content.shownToBots && { shown_to_bots: true }),
  }
}

/** https://core.telegram.org/bots/api#message (from, sender_chat): who writes as a chat has a fake sender. */
function author(chat: Chat, by: User, as: Content['as']): Partial<Message> {
  if (chat.shape.type === 'channel') return { sender_chat: chat.shape, from: undefined }
  if (as === 'group') return { from: groupBot, sender_chat: chat.shape, author_signature: 'админ' }
  if (as) return { from: channelBot, sender_chat: { id: as.channel, type: 'channel', title: as.title } }
  return { from: by }
}

function originOf(forward: Forward, date: number): Record<string, unknown> {
  const other = (title: string, type: string) => ({ id: -1001999000111, type, title })
  switch (forward.type) {
    case 'user':
      return { type: 'user', date, sender_user: forward.user }
    case 'hidden_user':
      return { type: 'hidden_user', date, sender_user_name: forward.name }
    case 'chat':
      return { ...signed(forward), type: 'chat', date, sender_chat: other(forward.title, 'supergroup') }
    case 'channel':
      return { ...signed(forward), type: 'channel', date, chat: other(forward.title, 'channel'), message_id: 7 }
  }
}
const signed = ({ signature }: { signature?: string }) => (signature ? { author_signature: signature } : {})

function filesOf(world: World, content: Content): Record<string, unknown> {
  const file = (bytes: Buffer, name: string, size = content.size) => {
    const file_id = addFile(world, bytes, name, size)
    return { file_id, file_unique_id: `u${file_id}`, file_size: size ?? bytes.length }
  }
  const { photo, document, video, videoNote, voice, audio, sticker, location, venue, contact, poll, seconds } = content
  const point = (at: { lon: number; lat: number }) => ({ longitude: at.lon, latitude: at.lat })
  const found: Record<string, unknown> = {}
  // https://core.telegram.org/bots/api#photosize
  if (photo)
    found.photo = photoSizes.map((width) => ({
      ...(width === 1280 ? file(photo, 'photo.jpg') : file(photo.subarray(0, 10), 'small.jpg', 10)),
      ...{ width, height: Math.round((width * 3) / 4) },
    }))
  if (document) {
    const kept = file(document.bytes, document.name)
    found.document = { ...mediaOf(kept.file_id, kept.file_size, 'document', document.name).document }
  }
  if (video)
    found.video = { ...file(video, 'v.mp4'), width: 1280, height: 720, duration: seconds ?? 5, mime_type: 'video/mp4' }
  if (videoNote) found.video_note = { ...file(videoNote, 'n.mp4'), length: 240, duration: 5 }
  if (voice) found.voice = { ...file(voice, 'v.ogg'), duration: seconds ?? 4, mime_type: 'audio/ogg' }
  if (audio) found.audio = { ...file(audio, 'a.mp3'), duration: 60, mime_type: 'audio/mpeg', file_name: 'a.mp3' }
  if (sticker) found.sticker = { ...file(sticker, 's.webp'), type: 'regular', width: 512, height: 512, emoji: '👍' }
  if (location) found.location = point(location)
  // "For backward compatibility, when this field is set, the location field will also be set."
  if (venue) {
    found.venue = { location: point(venue), title: venue.title, address: venue.address }
    found.location = point(venue)
  }
  if (contact) found.contact = { phone_number: contact.phone, first_name: contact.name }
  if (poll) {
    const options = poll.options.map((text) => ({ text, voter_count: 0 }))
    found.poll = { id: '1', question: poll.question, options, total_voter_count: 0, is_closed: false, type: 'regular' }
  }
  return found
}

/** https://core.telegram.org/bots/api#update (edited_message) */
export function rewrite(world: World, chat: Chat, id: number, text: string): number[] {
  const message = chat.messages.get(id)
  if (!message) throw new Error(`There is no message ${id} in chat ${chat.shape.id} to edit.`)
  const words = message.text === undefined ? { caption: text } : { text, entities: entitiesOf(text) }
  const edited = { ...message, ...words, edit_date: seconds(world) } as Message
  chat.messages.set(id, edited)
  return spread(world, chat, chat.shape.type === 'channel' ? 'edited_channel_post' : 'edited_message', edited)
}

/** https://core.telegram.org/bots/api#callbackquery; resolves with the word that is shown, or null. */
export function press(world: World, chat: Chat, message: number, data: string, by: User): Promise<string | null> {
  const shown = chat.messages.get(message)
  const rows = (shown?.reply_markup as { inline_keyboard: { callback_data?: string }[][] } | undefined)?.inline_keyboard
  const bot = [...world.bots.values()].find((one) => one.user.id === shown?.from?.id)
  if (!bot || !rows?.flat().some((button) => button.callback_data === data))
    throw new Error(`There is no button ${data} under message ${message} of chat ${chat.shape.id}.`)
  const id = String(world.nextId++)
  return new Promise((resolve) => {
    world.presses.set(id, resolve)
    tell(world, bot, 'callback_query', { id, from: by, message: shown, chat_instance: String(chat.shape.id), data })
  })
}

/** https://core.telegram.org/bots/api#messagereactionupdated: told to bots that are administrators and asked for it. */
export function react(world: World, chat: Chat, message_id: number, by: User, emoji: string[]): number[] {
  const key = `${message_id} ${by.id}`
  const told = (all: string[]) => all.map((one) => ({ type: 'emoji', emoji: one }))
  const reactions = { old_reaction: told(chat.reactions.get(key) ?? []), new_reaction: told(emoji) }
  const body = { chat: chat.shape, message_id, user: by, date: seconds(world), ...reactions }
  chat.reactions.set(key, emoji)
  return admins(world, chat).flatMap((bot) => tell(world, bot, 'message_reaction', body) ?? [])
}

/** People come and go: service messages for all, chat_member for administrators. */
export function come(world: World, chat: Chat, user: User, by: User, isNow: 'member' | 'left' | 'kicked'): number[] {
  const was = chat.members.get(user.id) ?? { status: 'left' as const, user }
  const now = { status: isNow, user }
  chat.members.set(user.id, now)
  const service = isNow === 'member' ? { new_chat_members: [user] } : { left_chat_member: user }
  const body = { chat: chat.shape, from: by, date: seconds(world), old_chat_member: was, new_chat_member: now }
  return [
    ...say(world, chat, by, service),
    ...admins(world, chat).flatMap((bot) => tell(world, bot, 'chat_member', body) ?? []),
  ]
}

/** A service message. */
export function say(world: World, chat: Chat, by: User, service: Record<string, unknown>): number[] {
  const message = { message_id: chat.nextMessage++, date: seconds(world), chat: chat.shape, from: by, ...service }
  chat.messages.set(message.message_id, message)
  return spread(world, chat, 'message', message)
}

/** https://core.telegram.org/bots/api#message (migrate_to_chat_id): the group becomes a supergroup under another id. */
export function upgrade(world: World, chat: Chat, by: User): Chat {
  const id = -1_000_000_000_000 - Math.abs(chat.shape.id)
  const next = addChat(world, { ...chat.shape, id, type: 'supergroup' })
  for (const [user, member] of chat.members) next.members.set(user, member)
  for (const bot of chat.readsAll) next.readsAll.add(bot)
  say(world, chat, by, { migrate_to_chat_id: id })
  chat.movedTo = id
  say(world, next, by, { migrate_from_chat_id: chat.shape.id })
  return next
}

const admins = (world: World, chat: Chat): Bot[] =>
  [...world.bots.values()].filter((bot) => {
    const member = chat.members.get(bot.user.id)
    return isHere(member) && member?.status === 'administrator'
  })
