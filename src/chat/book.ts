import type { Read } from '../base/database.ts'
import { findBlocked } from './blocked-store.ts'
import type { Chat } from './chat.ts'
import { findChat, findLine, getChat } from './store.ts'

/** The chats known by heart: every message asks which chat it came from. */
export interface ChatBook {
  find(channel: string, externalId: string): Promise<Chat | null>
  get(id: string): Promise<Chat>
  /** What people write to this account alone. */
  line(accountId: string): Promise<Chat | null>
  /** Whether the author is not to be heard, in any chat of the department. */
  isBlocked(departmentId: string, channel: string, author: string, at: Date): Promise<boolean>
  /** What was remembered is looked up anew: after a chat was bound or moved in this process. */
  forget(): void
}

/** A change by an administrator, in this process or another, is seen within these milliseconds. */
const freshFor = 3000
const most = 50_000

export function openChatBook(db: Read, now: () => number = () => performance.now()): ChatBook {
  const find = remembering(now, (channel: string, externalId: string) => findChat(db, channel, externalId))
  const get = remembering(now, (id: string) => getChat(db, id))
  const line = remembering(now, (accountId: string) => findLine(db, accountId))
  // All that are blocked in a channel at once: nobody asks the database about each message.
  const blocked = remembering(now, (departmentId: string, channel: string) => findBlocked(db, departmentId, channel))
  return {
    find: find.ask,
    get: get.ask,
    line: line.ask,
    async isBlocked(departmentId, channel, author, at) {
      const until = (await blocked.ask(departmentId, channel)).get(author)
      return until !== undefined && (until === null || until > at)
    },
    forget() {
      for (const { clear } of [find, get, line, blocked]) clear()
    },
  }
}

function remembering<A extends string[], T>(
  now: () => number,
  read: (...key: A) => Promise<T>,
): { ask(...key: A): Promise<T>; clear(): void } {
  const pages = new Map<string, { readAt: number; answer: Promise<T> }>()
  return {
    ask(...key) {
      const name = key.join(' ')
      const page = pages.get(name)
      if (page && now() - page.readAt < freshFor) return page.answer
      const answer = read(...key)
      if (pages.size >= most) pages.clear()
      pages.set(name, { readAt: now(), answer })
      answer.catch(() => pages.delete(name))
      return answer
    },
    clear: () => pages.clear(),
  }
}
