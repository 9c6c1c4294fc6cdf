import type { Read } from '../base/database.ts'
import type { Chat } from './chat.ts'
import { findChat } from './store.ts'

/** The chats known by heart: every message asks which chat it came from. */
export interface ChatBook {
  find(channel: string, externalId: string): Promise<Chat | null>
}

/** A change by an administrator, in this process or another, is seen within these milliseconds. */
const freshFor = 3000
const most = 50_000

export function openChatBook(db: Read, now: () => number = () => performance.now()): ChatBook {
  const pages = new Map<string, { readAt: number; chat: Promise<Chat | null> }>()
  return {
    find(channel, externalId) {
      const key = `${channel} ${externalId}`
      const page = pages.get(key)
      if (page && now() - page.readAt < freshFor) return page.chat
      const chat = findChat(db, channel, externalId)
      if (pages.size >= most) pages.clear()
      pages.set(key, { readAt: now(), chat })
      chat.catch(() => pages.delete(key))
      return chat
    },
  }
}
