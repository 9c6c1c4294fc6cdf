import type { Message } from '../chat/message.ts'

/** What an officer sent without saying of which incident: it waits in memory for the button that says so. */
export interface Waiting {
  /** True for the first of what is sent in one go, so that it is asked for once. */
  add(chatId: string, message: Message, now: number): boolean
  /** What was sent in one go with this first message; it waits no longer. */
  take(chatId: string, first: string, now: number): Message[]
}

const holds = 15 * 60_000
/** What follows so soon is sent in one go. */
const inOneGo = 30_000
const [mostMessages, mostWaiting] = [20, 2000]

/** Nothing waits yet. */
export function openWaiting(): Waiting {
  const all = new Map<string, { chatId: string; last: number; messages: Message[] }>()
  return {
    add(chatId, message, now) {
      const known = [...all.values()].findLast((one) => one.chatId === chatId && now - one.last < inOneGo)
      if (known) {
        known.last = now
        if (known.messages.length < mostMessages) known.messages.push(message)
        return false
      }
      const [oldest] = all.keys()
      if (oldest !== undefined && all.size >= mostWaiting) all.delete(oldest)
      all.set(`${chatId} ${message.id}`, { chatId, last: now, messages: [message] })
      return true
    },
    take(chatId, first, now) {
      const key = `${chatId} ${first}`
      const found = all.get(key)
      all.delete(key)
      return found && now - found.last < holds ? found.messages : []
    },
  }
}
