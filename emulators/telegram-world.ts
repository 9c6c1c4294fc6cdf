/** Who and what there is in the stand-in for Telegram: people, bots, chats, messages, and who gets to know of what. */

/** https://core.telegram.org/bots/api#user */
export interface User {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
}

/** https://core.telegram.org/bots/api#chat */
export interface ChatShape {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
  username?: string
  first_name?: string
  last_name?: string
  is_forum?: true
}

/** https://core.telegram.org/bots/api#chatpermissions: what members may do who are not restricted by themselves. */
export interface Permissions {
  can_send_messages: boolean
}

/** https://core.telegram.org/bots/api#message: only what every message has is named. */
export interface Message {
  message_id: number
  date: number
  chat: ChatShape
  from?: User
  [field: string]: unknown
}

/** https://core.telegram.org/bots/api#update */
export interface Update {
  update_id: number
  [kind: string]: unknown
}

/** https://core.telegram.org/bots/api#chatmember */
export interface Member {
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  user: User
  [right: string]: unknown
}

export interface Chat {
  shape: ChatShape
  members: Map<number, Member>
  messages: Map<number, Message>
  topics: Set<number>
  nextMessage: number
  permissions: Permissions
  /** What stands under a message, by message and person. */
  reactions: Map<string, string[]>
  /** The supergroup that it became. */
  movedTo: number | null
  /** Bots that read all: privacy mode counts as it was when the bot was added (https://core.telegram.org/bots/features#privacy-mode). */
  readsAll: Set<number>
  /** Private chats: the person blocked the bot, or never wrote to it. */
  blocked: boolean
  lastBot: number | null
}

export interface Webhook {
  url: string
  secret: string
  connections: number
  lastError: { date: number; message: string } | null
}

export interface Bot {
  user: User & { is_bot: true; username: string }
  token: string
  /** As @BotFather sets it; on unless switched off. */
  privacy: boolean
  allowed: string[] | null
  /** Not yet acknowledged. */
  queue: Update[]
  webhook: Webhook | null
  wake: () => void
}

export interface StoredFile {
  bytes: Buffer
  /** Told in its place, so that a test needs no 21 MB. */
  size: number
  name: string
}

/** A call that said or changed something, for checks of the limits. */
export interface Sent {
  at: number
  method: string
  chat: number
  group: boolean
  message: number
  token: string
}

export interface World {
  now: () => Date
  users: Map<number, User>
  bots: Map<string, Bot>
  chats: Map<number, Chat>
  files: Map<string, StoredFile>
  sentLog: Sent[]
  /** Callback queries that wait for their answer. */
  presses: Map<string, (answer: string | null) => void>
  /** How many files were asked for. */
  fetched: number
  nextUpdate: number
  nextId: number
}

export function openWorld(now: () => Date): World {
  const maps = { users: new Map(), bots: new Map(), chats: new Map(), files: new Map(), presses: new Map() }
  return { now, ...maps, sentLog: [], fetched: 0, nextUpdate: 700_000_000, nextId: 5_000_000_000 }
}

export const seconds = (world: World): number => Math.floor(world.now().getTime() / 1000)
export const isGroup = ({ shape }: Chat): boolean => shape.type === 'group' || shape.type === 'supergroup'
export const isHere = (member: Member | undefined): boolean =>
  member !== undefined && member.status !== 'left' && member.status !== 'kicked' && member.is_member !== false
export const isAdmin = (member: Member | undefined): boolean =>
  member?.status === 'administrator' || member?.status === 'creator'

export function addChat(world: World, shape: ChatShape): Chat {
  const sets = {
    members: new Map(),
    messages: new Map(),
    topics: new Set<number>(),
    readsAll: new Set<number>(),
    reactions: new Map(),
  }
  const chat: Chat = {
    shape,
    ...sets,
    nextMessage: 1,
    movedTo: null,
    blocked: false,
    lastBot: null,
    permissions: { can_send_messages: true },
  }
  world.chats.set(shape.id, chat)
  return chat
}

/** Not asked for by name, these are not sent: https://core.telegram.org/bots/api#getupdates (allowed_updates). */
const onlyWhenAsked = ['chat_member', 'message_reaction', 'message_reaction_count']

/** Puts an update into a bot's queue, unless it did not ask for its kind; the update's id, or null. */
export function tell(world: World, bot: Bot, kind: string, body: unknown): number | null {
  const wanted = bot.allowed && bot.allowed.length > 0 ? bot.allowed.includes(kind) : !onlyWhenAsked.includes(kind)
  if (!wanted) return null
  const update = { update_id: world.nextUpdate++, [kind]: body }
  bot.queue.push(update)
  bot.wake()
  return update.update_id
}

/** Tells every bot of the chat that may see the message; the ids of the updates. */
export function spread(world: World, chat: Chat, kind: string, message: Message): number[] {
  return [...world.bots.values()]
    .filter((bot) => bot.user.id !== message.from?.id && sees(chat, bot, message))
    .flatMap((bot) => tell(world, bot, kind, message) ?? [])
}

const service = /^(new_chat_|left_chat_|delete_chat_|group_chat_|supergroup_chat_|migrate_|pinned_|forum_topic_)/

/** Privacy mode: https://core.telegram.org/bots/features#privacy-mode */
function sees(chat: Chat, bot: Bot, message: Message): boolean {
  if (chat.shape.type === 'private') return chat.members.has(bot.user.id)
  const member = chat.members.get(bot.user.id)
  if (!isHere(member)) return false
  // "Bots will not be able to see messages from other bots regardless of mode"; a test may play a messenger that shows them.
  if (message.from?.is_bot && !message.sender_chat && !message.shown_to_bots) return false
  if (isAdmin(member) || chat.readsAll.has(bot.user.id) || chat.shape.type === 'channel') return true
  if (Object.keys(message).some((field) => service.test(field))) return true
  const text = String(message.text ?? message.caption ?? '')
  const addressed = /^\/\w+@(\w+)/.exec(text)?.[1]
  if (text.startsWith('/')) return addressed ? addressed.toLowerCase() === bot.user.username.toLowerCase() : true
  if (text.toLowerCase().includes(`@${bot.user.username.toLowerCase()}`)) return true
  return (message.reply_to_message as Message | undefined)?.from?.id === bot.user.id
}

/** Commands and mentions, as the server marks them: https://core.telegram.org/bots/api#messageentity, in UTF-16 code units. */
export function entitiesOf(text: string): { type: string; offset: number; length: number }[] {
  return [...text.matchAll(/(?<=^|\s)(\/[a-z0-9_]{1,32}(@\w+)?|@\w{4,32})/gi)].map((found) => ({
    type: found[0].startsWith('/') ? 'bot_command' : 'mention',
    offset: found.index,
    length: found[0].length,
  }))
}

/** Keeps bytes as a file; its id. */
export function addFile(world: World, bytes: Buffer, name: string, size = bytes.length): string {
  const id = `AgAC${(world.nextId++).toString(36)}`
  world.files.set(id, { bytes, size, name })
  return id
}
