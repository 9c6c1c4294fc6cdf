import { type Channel, type Listener, type Post, unlimited } from './channel.ts'
import type { Message } from './message.ts'

export interface Said {
  id: string
  chat: string
  post: Post
  edits: number
}

export interface MemoryChannel extends Channel {
  /** A resident writes; resolves when the program has dealt with the message. */
  say(chat: string, message: Message): Promise<void>
  press(chat: string, message: string, button: string, by: string): Promise<string | null>
  /** All that the bot said, oldest first. */
  said: Said[]
}

/** A messenger that lives in this process: for tests, the demo and the bench. */
export function memoryChannel(name = 'memory'): MemoryChannel {
  let listener: Listener | null = null
  const said: Said[] = []
  const byKey = new Map<string, Said>()
  const heard = new Set<string>()
  const listening = (): Listener => {
    if (!listener) throw new Error(`The ${name} channel hears nobody yet: call listen() before a message is written.`)
    return listener
  }
  return {
    name,
    can: unlimited,
    said,
    async listen(on) {
      listener = on
    },
    async post(chat, post) {
      const known = byKey.get(`${chat} ${post.key}`)
      if (known) return known.id
      const one = { id: `bot-${said.length + 1}`, chat, post, edits: 0 }
      said.push(one)
      byKey.set(`${chat} ${post.key}`, one)
      return one.id
    },
    async edit(chat, message, post) {
      const known = said[Number(message.slice('bot-'.length)) - 1]
      if (!known) throw new Error(`The ${name} channel has no message ${message} in chat ${chat} to edit.`)
      known.post = post
      known.edits += 1
    },
    async say(chat, message) {
      const key = `${chat}/${message.id}`
      if (heard.has(key)) return
      await listening().message(chat, message)
      heard.add(key)
    },
    press: (chat, message, button, by) => listening().press(chat, { message, button, by }),
    async close() {
      listener = null
    },
  }
}
