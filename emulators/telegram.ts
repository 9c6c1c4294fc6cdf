import { type Answer, openDelivery } from './telegram-delivery.ts'
import { ApiError } from './telegram-error.ts'
import { methodsOf } from './telegram-methods.ts'
import { type Content, come, press, react, rewrite, say, upgrade, write } from './telegram-people.ts'
import { type Fault, openDoor, type Planned } from './telegram-server.ts'
import {
  addChat,
  type Bot,
  type Chat,
  isGroup,
  type Member,
  type Message,
  openWorld,
  type Sent,
  seconds,
  tell,
  type User,
  type World,
} from './telegram-world.ts'

/**
 * A stand-in for Telegram: its Bot API (https://core.telegram.org/bots/api) over HTTP, and a hand for the people in the
 * chats. Nothing reaches the real one.
 *
 *     const telegram = await startTelegram()
 *     const aliya = telegram.person('Алия')
 *     const yard = telegram.group('Двор', [aliya])
 *     telegram.setBot(yard, 'member', aliya)
 *     telegram.say(yard, aliya, 'Мусор у дома 14')
 */

export interface Options {
  port?: number
  now?: () => Date
  token?: string
  username?: string
  /** false: it may say as much as it likes. */
  paced?: boolean
}

/** What a bot said, as the chat shows it now. */
export interface Shown {
  id: number
  text: string
  replyTo: number | null
  buttons: { id: string; text: string }[][]
  topic: number | null
  photo: string | null
  silent: boolean
  previewOff: boolean
}

export interface Written {
  id: number
  updates: number[]
  /** Resolves when our bot acknowledged it, or with the first answer of the webhook. */
  taken(): Promise<Answer>
}

export type Telegram = Awaited<ReturnType<typeof startTelegram>>

/** Starts it on 127.0.0.1 with one bot. */
export async function startTelegram(options: Options = {}) {
  const { port = 0, now = () => new Date(), token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw' } = options
  const world: World = openWorld(now)
  const delivery = openDelivery(world)
  const faults: Planned[] = []
  let paced = options.paced ?? true
  const methods = methodsOf(
    delivery,
    () => paced,
    (chat, bot) => setBot(chat.shape.id, 'left', bot.user, {}, bot),
  )
  const door = await openDoor(
    world,
    async (asked) => {
      const ask = methods[asked.method.toLowerCase()]
      if (!ask) throw new ApiError(404, 'Not Found: method not found')
      return ask({ world, ...asked })
    },
    faults,
    port,
  )
  const bot = addBot(options.username ?? 'uchastok_bot', token)

  function addBot(username: string, itsToken = `${world.nextId}:AAE-${username}`): Bot {
    const id = Number(itsToken.split(':')[0])
    world.nextId += 1
    const user = { id, is_bot: true as const, first_name: username, username }
    const more = { queue: [], webhook: null, wake: () => {}, privacy: true, allowed: null }
    const one: Bot = { user, token: itsToken, ...more }
    world.users.set(id, user)
    world.bots.set(itsToken, one)
    return one
  }
  const chatOf = (id: number): Chat => {
    const chat = world.chats.get(id)
    if (!chat) throw new Error(`There is no chat ${id} in this Telegram.`)
    return chat
  }
  const written = ({ id, updates }: { id: number; updates: number[] }): Written => ({
    ...{ id, updates },
    taken: async () => (updates[0] === undefined ? { status: 200, body: '' } : delivery.taken(bot, updates[0])),
  })

  /** https://core.telegram.org/bots/api#chatmemberupdated: what a bot may do in a chat changes. */
  function setBot(chat: number, status: Member['status'], by: User, rights: Record<string, unknown> = {}, whom = bot) {
    const here = chatOf(chat)
    const was: Member = here.members.get(whom.user.id) ?? { status: 'left', user: whom.user }
    const is: Member = { status, user: whom.user, ...rights }
    here.members.set(whom.user.id, is)
    const wasOut = was.status === 'left' || was.status === 'kicked'
    const isOut = status === 'left' || status === 'kicked'
    if (wasOut && !isOut) {
      if (whom.privacy) here.readsAll.delete(whom.user.id)
      else here.readsAll.add(whom.user.id)
    }
    tell(world, whom, 'my_chat_member', {
      ...{ chat: here.shape, from: by, date: seconds(world), old_chat_member: was, new_chat_member: is },
    })
    if (wasOut && !isOut && isGroup(here)) say(world, here, by, { new_chat_members: [whom.user] })
    if (!wasOut && isOut && isGroup(here)) say(world, here, by, { left_chat_member: whom.user })
  }

  return {
    url: door.url,
    world,
    bot,
    addBot,
    /** A new person; the private chat with the bot opens with the first message. */
    person(first_name: string, more: Partial<User> = {}): User {
      const user: User = { id: world.nextId++, is_bot: false, first_name, ...more }
      world.users.set(user.id, user)
      return user
    },
    /** A group, or what else; the first of the people made it. Its id. */
    group(
      title: string,
      people: User[],
      type: 'group' | 'supergroup' | 'channel' = 'supergroup',
      forum = false,
    ): number {
      const id = type === 'group' ? -(world.nextId++ % 1e10) : -1_000_000_000_000 - world.nextId++
      const chat = addChat(world, { id, type, title, ...(forum && { is_forum: true as const }) })
      people.forEach((user, n) => {
        chat.members.set(user.id, { status: n === 0 ? 'creator' : 'member', user })
      })
      return id
    },
    topic(chat: number): number {
      const topic = chatOf(chat).nextMessage++
      chatOf(chat).topics.add(topic)
      return topic
    },
    setBot,
    /** Somebody writes in a chat, or to the bot alone (`'bot'`). */
    say(where: number | 'bot', by: User, content: Content | string): Written {
      const { id: _, is_bot: __, ...names } = by
      const own = () => world.chats.get(by.id) ?? addChat(world, { id: by.id, type: 'private', ...names })
      const chat = where === 'bot' ? own() : chatOf(where)
      if (where === 'bot' && !chat.members.has(bot.user.id)) {
        chat.members.set(bot.user.id, { status: 'member', user: bot.user })
        chat.members.set(by.id, { status: 'member', user: by })
      }
      return written(write(world, chat, by, typeof content === 'string' ? { text: content } : content))
    },
    edit: (chat: number, id: number, text: string): Written =>
      written({ id, updates: rewrite(world, chatOf(chat), id, text) }),
    /** Bots are not told: https://core.telegram.org/bots/api#update knows no such update for groups. */
    delete: (chat: number, id: number): boolean => chatOf(chat).messages.delete(id),
    press: (chat: number, id: number, button: string, by: User) => press(world, chatOf(chat), id, button, by),
    /** All that stands there of this person from now on. */
    react: (chat: number, id: number, by: User, emoji: string[]) => react(world, chatOf(chat), id, by, emoji),
    join: (chat: number, who: User, by = who) => come(world, chatOf(chat), who, by, 'member'),
    leave: (chat: number, who: User, by = who) => come(world, chatOf(chat), who, by, who === by ? 'left' : 'kicked'),
    pin: (chat: number, id: number, by: User) =>
      say(world, chatOf(chat), by, { pinned_message: chatOf(chat).messages.get(id) }),
    rename(chat: number, title: string, by: User) {
      chatOf(chat).shape = { ...chatOf(chat).shape, title }
      return say(world, chatOf(chat), by, { new_chat_title: title })
    },
    /** The group becomes a supergroup; its new id. */
    upgrade: (chat: number, by: User): number => upgrade(world, chatOf(chat), by).shape.id,
    /** What all members may do who are not restricted by themselves. */
    allow(chat: number, can_send_messages: boolean) {
      chatOf(chat).permissions = { can_send_messages }
    },
    block(person: User, blocked = true) {
      const chat = chatOf(person.id)
      chat.blocked = blocked
      const status = blocked ? 'kicked' : 'member'
      const was: Member = { status: blocked ? 'member' : 'kicked', user: bot.user }
      const body = { chat: chat.shape, from: person, date: seconds(world), old_chat_member: was }
      return tell(world, bot, 'my_chat_member', { ...body, new_chat_member: { status, user: bot.user } })
    },
    /** The token is taken back; a new one, if given, stands for the same bot. */
    revoke(next?: string) {
      world.bots.delete(bot.token)
      bot.wake()
      if (next) world.bots.set(next, Object.assign(bot, { token: next }))
    },
    /** An update of any kind, asked for or not. */
    raw(kind: string, body: unknown, to = bot): Written {
      const update_id = world.nextUpdate++
      to.queue.push({ update_id, [kind]: body })
      to.wake()
      return written({ id: update_id, updates: [update_id] })
    },
    /** The next calls (of a method) go wrong. */
    fault(fault: Fault, method: Planned['method'] = null, times = 1) {
      faults.push({ fault, method, times })
    },
    heal: () => void faults.splice(0),
    pace(on: boolean) {
      paced = on
    },
    /** The next answer to getUpdates brings the last ones again, or in disorder. */
    deliver: delivery.play,
    /** All that was written to the bot and is not yet acknowledged. */
    waiting: () => bot.queue.length,
    /** What bots said in a chat, as it stands now, oldest first. */
    shown: (chat: number): Shown[] => said(chatOf(chat), world),
    /** Everything in a chat, for a page that shows it. */
    messages: (chat: number): Message[] => [...chatOf(chat).messages.values()],
    get sentLog(): readonly Sent[] {
      return world.sentLog
    },
    async close() {
      delivery.close()
      await door.close()
    },
  }
}

function said(chat: Chat, world: World): Shown[] {
  const ours = new Set([...world.bots.values()].map((one) => one.user.id))
  return [...chat.messages.values()]
    .filter(
      (message) =>
        ours.has(message.from?.id ?? 0) && ('text' in message || 'photo' in message || 'document' in message),
    )
    .map((message) => {
      const rows = (message.reply_markup as { inline_keyboard?: { text: string; callback_data?: string }[][] })
        ?.inline_keyboard
      return {
        id: message.message_id,
        text: String(message.text ?? message.caption ?? ''),
        replyTo: (message.reply_to_message as Message | undefined)?.message_id ?? null,
        buttons: (rows ?? []).map((row) => row.map((one) => ({ id: one.callback_data ?? '', text: one.text }))),
        topic: (message.message_thread_id as number | undefined) ?? null,
        photo: (message.photo as { file_id: string }[] | undefined)?.at(-1)?.file_id ?? null,
        silent: message.silent === true,
        previewOff: (message.link_preview_options as { is_disabled?: boolean } | undefined)?.is_disabled === true,
      }
    })
}
