import { type Answer, callHook } from './whatsapp-hook.ts'

/** Who and what there is in the stand-in for MAX: https://dev.max.ru/docs-api (objects User, Chat, Message, Update). */

export interface User {
  user_id: number
  first_name: string
  last_name: string
  name: string
  username: string | null
  is_bot: boolean
  last_activity_time: number
}
export interface Body {
  mid: string
  seq: number
  text: string | null
  attachments: Attachment[]
}
export type Attachment = { type: string; [field: string]: unknown }
export interface Message {
  sender: User
  recipient: { chat_id: number; chat_type: 'dialog' | 'chat'; user_id: number | null }
  timestamp: number
  link: { type: 'forward' | 'reply'; sender?: User; chat_id?: number; message: Body } | null
  body: Body
  silent?: boolean
  preview?: boolean
}
export interface Chat {
  chat_id: number
  type: 'dialog' | 'chat'
  title: string | null
  /** The person of a dialog. */
  person: User | null
  bot: { here: boolean; admin: boolean; permissions: string[] | null }
  /** The person stopped the bot. */
  stopped: boolean
  messages: Map<string, Message>
}
export type Update = { update_type: string; timestamp: number; [field: string]: unknown }
export interface Subscription {
  url: string
  time: number
  update_types: string[]
  secret: string | null
}

export interface World {
  now: () => Date
  bot: User
  token: string | null
  users: Map<number, User>
  chats: Map<number, Chat>
  /** From the first that is not read; a marker is a place in it. */
  queue: { seq: number; update: Update /** false: told though nobody asked for its kind. */; asked: boolean }[]
  subscriptions: Subscription[]
  files: Map<string, Buffer>
  videos: Map<string, string>
  callbacks: Map<string, { chat: Chat; mid: string; word: string | null; answered: boolean }>
  sent: { at: number; chat: number }[]
  /** Calls to the webhook that were not answered with 200; MAX tries again, for eight hours at most. */
  failed: Update[]
  delivering: Set<Promise<unknown>>
  wake: () => void
  next: number
}

export function openWorld(now: () => Date): World {
  const bot = userOf(9000, 'Участок', 'uchastok_bot', true, now)
  const maps = { users: new Map(), chats: new Map(), files: new Map(), videos: new Map(), callbacks: new Map() }
  const lists = { queue: [], subscriptions: [], sent: [], failed: [] }
  return { now, bot, token: 'f9LHodD0cOK-max-token', ...maps, ...lists, delivering: new Set(), wake: () => {}, next: 1 }
}

export const userOf = (
  user_id: number,
  name: string,
  username: string | null,
  is_bot: boolean,
  now: () => Date,
): User => ({
  ...{ user_id, first_name: name, last_name: '', name, username, is_bot, last_activity_time: now().getTime() },
})

/** https://dev.max.ru/docs-api/objects/Update: of a group an administrator alone is told; that it came or went the bot always is. */
export async function tell(world: World, chat: Chat, update_type: string, more: object): Promise<Answer | null> {
  const always = /^(bot_|message_callback)/.test(update_type)
  if (chat.type === 'chat' && !always && !(chat.bot.here && chat.bot.admin)) return null
  // As it is now: later changes are told by themselves.
  return deliver(world, structuredClone({ update_type, timestamp: world.now().getTime(), ...more }))
}

export async function deliver(world: World, update: Update, asked = true): Promise<Answer | null> {
  const [hook] = world.subscriptions
  if (!hook) {
    world.queue.push({ seq: world.next++, update, asked })
    world.wake()
    return null
  }
  if (asked && hook.update_types.length > 0 && !hook.update_types.includes(update.update_type)) return null
  const headers: Record<string, string> = hook.secret ? { 'x-max-bot-api-secret': hook.secret } : {}
  const calling = callHook(hook.url, JSON.stringify(update), headers)
  world.delivering.add(calling)
  const answer = await calling
  world.delivering.delete(calling)
  if (answer.status !== 200) world.failed.push(update)
  return answer
}

export const mid = (world: World): string => `mid.${(0xfff000000 + world.next++).toString(16).padStart(24, '0')}`
