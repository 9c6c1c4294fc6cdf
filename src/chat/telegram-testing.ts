import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startTelegram, type Telegram } from '../../emulators/telegram.ts'
import type { Content } from '../../emulators/telegram-people.ts'
import type { Fault } from '../../emulators/telegram-server.ts'
import type { User } from '../../emulators/telegram-world.ts'
import { silent } from '../base/log.ts'
import {
  type Broken,
  type Content as Contents,
  type Happening,
  type HookCall,
  type Tried,
  takesMs,
  type Written,
} from './battery-testing.ts'
import type { Channel, ChannelHealth, ChatEvent, Command, Listener, Press } from './channel.ts'
import type { Message } from './message.ts'
import { openTelegram } from './telegram.ts'

/** A bot in a group of the stand-in for Telegram, with all that it heard. */

export interface TelegramTried {
  telegram: Telegram
  channel: Channel
  /** A supergroup in which the bot is an administrator, and its people. */
  group: number
  people: [User, User, User]
  heard: {
    messages: { chat: string; message: Message }[]
    edited: { chat: string; message: Message }[]
    commands: { chat: string; command: Command }[]
    events: { chat: string; event: ChatEvent }[]
    presses: { chat: string; press: Press }[]
    health: ChannelHealth[]
  }
  /** Thrown instead of taking the next messages, one each. */
  failures: Error[]
  listener: Listener
  /** Where Telegram calls us, in the mode that does. */
  hookUrl: string
  /** The program again, as it knows where it was. */
  reopen(cursor: string | null, listens?: boolean): Promise<Channel>
  /** Resolves when everything told so far is acknowledged. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface TelegramTry {
  mode?: 'polling' | 'webhook'
  now?: () => Date
  paced?: boolean
  cursor?: string | null
  listens?: boolean
  watchMs?: number
}

const secret = 'a-secret-of-the-webhook'

export async function startTelegramTried(options: TelegramTry = {}): Promise<TelegramTried> {
  const {
    mode = 'polling',
    now = () => new Date(),
    paced = false,
    cursor = null,
    listens = true,
    watchMs = 60_000,
  } = options
  const telegram = await startTelegram({ now, paced })
  const aliya = telegram.person('Алия')
  const people: TelegramTried['people'] = [aliya, telegram.person('Бекзат'), telegram.person('Вера')]
  const group = telegram.group('Двор 14', people)
  const calls = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const headers = request.headers as Record<string, string>
    const call = { method: request.method ?? '', headers, query: {}, body: Buffer.concat(chunks) }
    const answer = await channel.webhook?.(call)
    response.writeHead(answer?.status ?? 404).end(answer?.body)
  })
  await new Promise<void>((done) => calls.listen(0, '127.0.0.1', done))
  const hookUrl = `http://127.0.0.1:${(calls.address() as AddressInfo).port}/hooks/x`
  const open = (cursor: string | null): Channel => {
    const settings = { apiRoot: telegram.url, mode }
    const secrets = { token: telegram.bot.token, webhookSecret: secret }
    const account = { id: 'account', name: 'telegram:account', cursor, hookUrl, settings, secrets }
    return openTelegram(account, { log: silent, now, takesMs, watchMs })
  }
  let channel = open(cursor)
  const heard: TelegramTried['heard'] = { messages: [], edited: [], commands: [], events: [], presses: [], health: [] }
  const failures: Error[] = []
  const listener: Listener = {
    async message(chat, message) {
      const failure = failures.shift()
      if (failure) throw failure
      heard.messages.push({ chat, message })
    },
    edited: async (chat, message) => void heard.edited.push({ chat, message }),
    deleted: async () => {},
    command: async (chat, command) => void heard.commands.push({ chat, command }),
    event: async (chat, event) => void heard.events.push({ chat, event }),
    async press(chat, press) {
      heard.presses.push({ chat, press })
      return 'Принято'
    },
    health: (state) => void heard.health.push(state),
  }
  if (listens) await channel.listen(listener)
  telegram.setBot(group, 'administrator', aliya)
  async function quiet(): Promise<void> {
    for (let patience = 500; telegram.waiting() > 0; patience--) {
      if (patience === 0) throw new Error(`Telegram waits in vain for ${telegram.waiting()} updates to be taken.`)
      await new Promise((done) => setTimeout(done, 10))
    }
  }
  if (listens) await quiet()
  return {
    ...{ telegram, channel, group, people, heard, failures, listener, hookUrl, quiet },
    async reopen(cursor, listensAgain = true) {
      await channel.close()
      channel = open(cursor)
      if (listensAgain) await channel.listen(listener)
      return channel
    },
    async close() {
      await channel.close()
      await telegram.close()
      calls.closeAllConnections()
      await new Promise((done) => calls.close(done))
    },
  }
}

const ours = /^(send(?!ChatAction)|edit|delete|leave|get(Me|Chat))/
const secretHeader = 'x-telegram-bot-api-secret-token'

/** The hand of the battery: a fresh bot, administrator of a group of three. */
export async function tryTelegram(mode: 'polling' | 'webhook' = 'polling'): Promise<Tried> {
  const tried = await startTelegramTried({ mode, listens: false })
  const { telegram, group, hookUrl } = tried
  const people: User[] = [...tried.people]
  const other = telegram.addBot('weather_bot')
  const told = new Map<string, object[]>()
  let open: Channel = tried.channel
  const who = (by = 0): User => people[by] ?? people[0] ?? other.user
  const written = (chat: number, by: User, { id, updates }: { id: number; updates: number[] }): Written => {
    const isWaiting = () => telegram.bot.queue.some(({ update_id }) => updates.includes(update_id))
    told.set(
      `${chat} ${id}`,
      telegram.bot.queue.filter(({ update_id }) => updates.includes(update_id)),
    )
    return { id: String(id), chat: String(chat), author: String(by.id), isTaken: () => !isWaiting() }
  }
  const write = (chat: number, content: Contents): Written => {
    const by = content.byBot ? other.user : who(content.by)
    const where = content.direct ? 'bot' : chat
    return written(content.direct ? by.id : chat, by, telegram.say(where, by, contentOf(content)))
  }
  return {
    get channel() {
      return open
    },
    ...{ chat: String(group), people: people.map(({ id }) => String(id)), secrets: [telegram.bot.token, secret] },
    ...{ nowhere: '-1009999', bot: telegram.bot.user.username, quiet: tried.quiet },
    write: async (content) => write(group, content),
    writeIn: async (chat, content) => write(Number(chat), content),
    shown: async (chat = String(group)) =>
      telegram.shown(Number(chat)).map(({ id, text, replyTo, buttons, previewOff, silent, photo }) => ({
        ...{ id: String(id), text, replyTo: replyTo === null ? null : String(replyTo) },
        ...{ buttons: buttons.map((row) => row.map((button) => button.id)), silent, photo: photo !== null },
        preview: photo === null ? !previewOff : null,
      })),
    async restart(cursor) {
      open = await tried.reopen(cursor, false)
    },
    close: tried.close,
    person: (name) => people.push(telegram.person(name)) - 1,
    async otherChat() {
      const yard = telegram.group('Двор 15', people.slice(0, 3))
      telegram.setBot(yard, 'administrator', who())
      return String(yard)
    },
    edit: async ({ id, chat }, text) => written(Number(chat), who(), telegram.edit(Number(chat), Number(id), text)),
    press: (chat, message, button, by) => telegram.press(Number(chat), Number(message), button, who(by)),
    async react(chat, message, emoji, by) {
      telegram.react(Number(chat), Number(message), who(by), emoji)
    },
    pin: async ({ chat, id }) => void telegram.pin(Number(chat), Number(id), who()),
    isShownDeleted: async (message) => void telegram.delete(group, Number(message)),
    topic: async () => String(telegram.topic(group)),
    happen: async (what) => happen(tried, people, what),
    async upgrade() {
      const small = telegram.group('Подъезд', people.slice(0, 3), 'group')
      telegram.setBot(small, 'administrator', who())
      return { from: String(small), to: String(telegram.upgrade(small, who())) }
    },
    async again({ chat, id }) {
      telegram.bot.queue.push(...((told.get(`${chat} ${id}`) ?? []) as typeof telegram.bot.queue))
      telegram.bot.wake()
    },
    async shuffled(contents) {
      telegram.deliver('shuffle')
      return contents.map((content) => write(group, content))
    },
    async strange(what) {
      const date = 1_790_000_000
      if (what === 'unknown') telegram.raw('brand_new_kind', { id: 1 })
      if (what === 'torn') telegram.raw('message', { message_id: 5 })
      if (what === 'wrong') telegram.raw('message', { message_id: 'five', date: 'now', chat: 7, text: { a: 1 } })
      if (what === 'nowhere') telegram.raw('message', { message_id: 5, date, text: 'x' })
    },
    fault: (broken, times = 1) => telegram.fault(faultOf(broken), ours, times),
    heal: telegram.heal,
    paced: () => telegram.pace(true),
    revoke: () => telegram.revoke(),
    fileFaults: (times) => telegram.fault('error-500', 'getFile', times),
    vanish: () => telegram.world.files.clear(),
    fetched: () => telegram.world.fetched,
    hook: (call) => callHook(hookUrl, 800_000_000, call),
  }
}

function faultOf(broken: Broken): Fault {
  if (typeof broken === 'object') return { retryAfter: broken.later }
  if (broken === 'server-error') return 'error-500'
  return broken === 'html' ? 'html-502' : broken
}

function contentOf({ text, at, replyTo, media, location, topic, forward, byBot, id, ...same }: Contents): Content {
  const kinds = { photo: 'photo', video: 'video', voice: 'voice', sticker: 'sticker' } as const
  const isDocument = media?.kind === 'document'
  const document = isDocument && { bytes: media.bytes, name: media.name ?? 'file' }
  const { venue, contact, poll, album } = same
  return {
    ...{ ...(text !== undefined && { text }), ...(at && { at }), ...(replyTo && { replyTo: Number(replyTo) }) },
    ...(media && !isDocument && { [kinds[media.kind as keyof typeof kinds]]: media.bytes }),
    ...{ ...(document && { document }), ...(media?.size && { size: media.size }) },
    ...{ ...(location && { location }), ...(venue && { venue }), ...(contact && { contact }), ...(poll && { poll }) },
    ...{ ...(album && { album }), ...(topic && { topic: Number(topic) }), ...(id && { id: Number(id) }) },
    ...(byBot && { shownToBots: true as const }),
    ...(forward && { forward: originOf(forward) }),
  }
}

function originOf({ name, chat }: NonNullable<Contents['forward']>): NonNullable<Content['forward']> {
  if (chat === null) return { type: 'hidden_user', name: name ?? '' }
  return { type: 'channel', title: chat, ...(name && { signature: name }) }
}

async function happen({ telegram, group }: TelegramTried, people: User[], what: Happening): Promise<void> {
  const [aliya, bekzat] = people
  if (!aliya || !bekzat) return
  switch (what.kind) {
    case 'added':
      return telegram.setBot(group, 'member', aliya)
    case 'removed':
      return telegram.setBot(group, 'kicked', aliya)
    case 'promoted':
      return telegram.setBot(group, 'administrator', aliya)
    case 'demoted':
      return telegram.setBot(group, 'member', aliya)
    case 'silenced':
      return telegram.setBot(group, 'restricted', aliya, { is_member: true, can_send_messages: false })
    case 'person-joins':
      return void telegram.join(group, bekzat, aliya)
    case 'person-leaves':
      return void telegram.leave(group, bekzat)
    case 'renamed':
      return void telegram.rename(group, what.title, aliya)
    case 'blocked':
    case 'unblocked':
      return void telegram.block(people[what.by] ?? aliya, what.kind === 'blocked')
  }
}

async function callHook(
  url: string,
  update_id: number,
  { method = 'POST', secret: which = 'right', body, type }: HookCall = {},
) {
  const words = { right: secret, wrong: 'guess', empty: '', longer: `${secret}x`, none: null }[which]
  const chat = { id: 77, type: 'private' }
  const message = { message_id: update_id, date: 1_790_000_000, chat, from: { id: 77, first_name: 'Вера' }, text: 'x' }
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': type ?? 'application/json', ...(words !== null && { [secretHeader]: words }) },
    ...(method === 'GET' ? {} : { body: body ?? JSON.stringify({ update_id, message }) }),
  })
  return { status: answer.status, body: await answer.text() }
}
