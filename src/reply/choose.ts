import type { Destination, Pace } from './pace.ts'
import { priorities } from './priority.ts'

/** Which of the messages that are due goes now. */

/** The next message of a destination. */
export interface Head extends Destination {
  priority: number
  /** It changes a message that stands there already: doing it twice does no harm. */
  edit: boolean
}

export interface Busy {
  /** The destinations that are being spoken to. */
  chats: ReadonlySet<string>
  posts: number
  edits: number
}

export interface Chosen<H extends Head> {
  go: H | null
  /** When to look again if nothing happens before; Infinity when only the end of a call can change anything. */
  lookAt: number
}

/**
 * Chooses among the heads, one of each destination in the order of their turn; none to a destination that is being
 * spoken to. `most` is how many calls may be on their way at once: of new messages one, where the messenger cannot tell
 * that it is told the same thing twice, so that a crash can double no more than one.
 */
export function choose<H extends Head>(
  heads: readonly H[],
  busy: Busy,
  most: { posts: number; edits: number },
  pace: Pace,
  now: number,
): Chosen<H> {
  let lookAt = Number.POSITIVE_INFINITY
  for (const head of heads) {
    if (busy.chats.has(head.chat)) continue
    if (head.edit ? busy.edits >= most.edits : busy.posts >= most.posts) continue
    const at = pace.mayAt(head, head.priority === priorities.emergency, now)
    if (at <= now) return { go: head, lookAt: now }
    lookAt = Math.min(lookAt, at)
  }
  return { go: null, lookAt }
}
