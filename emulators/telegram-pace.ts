import { ApiError } from './telegram-error.ts'
import type { Sent } from './telegram-world.ts'

/**
 * How much a bot may say: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
 * "avoid sending more than one message per second" in a chat (short bursts may pass), "no more than 20 messages per
 * minute" in a group, "about 30 messages per second" in all.
 */
export const documented = { account: { count: 30, ms: 1000 }, group: { count: 20, ms: 60_000 }, chat: { ms: 1000 } }
const burst = 3

/** Throws the 429 that the server would answer: https://core.telegram.org/bots/api#responseparameters (retry_after). */
export function keepPace(log: readonly Sent[], one: Omit<Sent, 'message'>): void {
  const mine: Sent[] = []
  for (let n = log.length - 1; n >= 0; n--) {
    const sent = log[n]
    if (!sent || one.at - sent.at >= documented.group.ms) break
    if (sent.token === one.token) mine.push(sent)
  }
  const here = mine.filter(({ chat }) => chat === one.chat)
  const wait = Math.max(
    over(mine, documented.account, one.at),
    one.group ? over(here, documented.group, one.at) : 0,
    // A burst of three, then one a second.
    over(here, { count: burst, ms: burst * documented.chat.ms }, one.at),
  )
  if (wait <= 0) return
  const retry_after = Math.ceil(wait / 1000)
  throw new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after })
}

/** Milliseconds until one more fits; the newest first. */
function over(sent: readonly Sent[], limit: { count: number; ms: number }, at: number): number {
  const oldest = sent[limit.count - 1]
  return oldest ? oldest.at + limit.ms - at : 0
}
