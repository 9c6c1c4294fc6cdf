import type { Message } from '../chat/message.ts'

/** What an officer sent without saying of which incident: it waits in memory for the button that says so. */
export interface Waiting {
  /** Whether it is the first that waits, so that it is asked for. */
  add(chatId: string, message: Message, now: number): boolean
  /** What waits; it waits no longer. */
  take(chatId: string, now: number): Message[]
}

const holds = 15 * 60_000
const [mostMessages, mostChats] = [20, 2000]

/** Nothing waits yet. */
export function openWaiting(): Waiting {
  const chats = new Map<string, { since: number; messages: Message[] }>()
  const fresh = (chatId: string, now: number) => {
    const found = chats.get(chatId)
    return found && now - found.since < holds ? found : null
  }
  return {
    add(chatId, message, now) {
      const known = fresh(chatId, now)
      if (known) {
        if (known.messages.length < mostMessages) known.messages.push(message)
        return false
      }
      chats.delete(chatId)
      const [oldest] = chats.keys()
      if (oldest !== undefined && chats.size >= mostChats) chats.delete(oldest)
      chats.set(chatId, { since: now, messages: [message] })
      return true
    },
    take(chatId, now) {
      const found = fresh(chatId, now)
      chats.delete(chatId)
      return found?.messages ?? []
    },
  }
}
