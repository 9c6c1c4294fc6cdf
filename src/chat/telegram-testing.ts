import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startTelegram, type Telegram } from '../../emulators/telegram.ts'
import type { User } from '../../emulators/telegram-world.ts'
import { silent } from '../base/log.ts'
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
  reopen(cursor: string | null): Promise<Channel>
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
}

const secret = 'a-secret-of-the-webhook'

export async function startTelegramTried(options: TelegramTry = {}): Promise<TelegramTried> {
  const { mode = 'polling', now = () => new Date(), paced = false, cursor = null, listens = true } = options
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
    return openTelegram(account, { log: silent, now })
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
    async reopen(cursor) {
      await channel.close()
      channel = open(cursor)
      await channel.listen(listener)
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
