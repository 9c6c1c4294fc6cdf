import type { Read } from '../base/database.ts'
import type { Chat } from './chat.ts'
import { findChat, getChat } from './store.ts'

/** The chats known by heart: every message asks which chat it came from. */
export interface ChatBook {
  find(channel: string, externalId: string): Promise<Chat | null>
  get(id: string): Promise<Chat>
}

/** A change by an administrator, in this process or another, is seen within these milliseconds. */
const freshFor = 3000
const most = 50_000

export function openChatBook(db: Read, now: () => number = () => performance.now()): ChatBook {
  return {
    find: remembering(now, (channel: string, externalId: string) => findChat(db, channel, externalId)),
    get: remembering(now, (id: string) => getChat(db, id)),
  }
}

function remembering<A extends string[], T>(
  now: () => number,
  read: (...key: A) => Promise<T>,
): (...key: A) => Promise<T> {
  const pages = new Map<string, { readAt: number; answer: Promise<T> }>()
  return (...key) => {
    const name = key.join(' ')
    const page = pages.get(name)
    if (page && now() - page.readAt < freshFor) return page.answer
    const answer = read(...key)
    if (pages.size >= most) pages.clear()
    pages.set(name, { readAt: now(), answer })
    answer.catch(() => pages.delete(name))
    return answer
  }
}
