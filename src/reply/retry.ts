import type { FaultKind } from '../chat/channel.ts'

/** What becomes of a message that the messenger did not take. */

/** Why it did not get through, as it is kept beside it; people read it in words of their language. */
export const whys = ['gone', 'refused', 'window', 'away', 'later', 'revoked', 'moved', 'stale', 'broken'] as const
export type Why = (typeof whys)[number]

/** After so many attempts, or so long, a person decides whether it is said again. */
export const mostAttempts = 12
export const staleAfter = 24 * 3_600_000

export interface Missed {
  /** `broken`: a fault of ours, or one that the channel has no name for. */
  kind: FaultKind | 'broken'
  retryAfterMs: number
  movedTo: string | null
  /** Attempts that counted before this one. */
  attempts: number
  /** It went as a template already, or would have, if there were one. */
  outside: boolean
  /** Calls of this account that the messenger did not take just before; none: then it is this message that it does not take. */
  missedInARow: number
}

export type Fate =
  | { next: 'failed'; why: Why }
  /** Again after so many milliseconds; `counts` as an attempt or not; `pause` stops a chat or the whole account. */
  | { next: 'again'; why: Why; inMs: number; counts: boolean; pause: 'chat' | 'account' | null }
  | { next: 'moved'; to: string }

const first = 2000
const longest = 3_600_000
const unreachable = 60_000

/** Decides; `chance` from 0 to 1 spreads the next tries, so that they do not all come at once. */
export function fateOf(missed: Missed, chance: number): Fate {
  const { kind, attempts } = missed
  switch (kind) {
    case 'gone':
    case 'refused':
      return { next: 'failed', why: kind }
    case 'window':
      // Once more, as a template.
      if (missed.outside) return { next: 'failed', why: kind }
      return { next: 'again', why: kind, inMs: 0, counts: true, pause: null }
    case 'moved':
      return missed.movedTo ? { next: 'moved', to: missed.movedTo } : { next: 'failed', why: 'moved' }
    case 'later':
      return {
        ...{ next: 'again', why: 'later', counts: false, pause: 'chat' },
        inMs: Math.max(1000, missed.retryAfterMs) + Math.round(chance * 250),
      }
    case 'revoked':
      return { next: 'again', why: 'revoked', inMs: unreachable, counts: false, pause: 'account' }
    case 'away':
    case 'broken': {
      const counts = kind === 'broken' || missed.missedInARow === 0
      if (counts && attempts + 1 >= mostAttempts) return { next: 'failed', why: kind }
      if (counts) return { next: 'again', why: kind, inMs: backoff(attempts, chance), counts, pause: null }
      // A messenger that takes nothing at all is asked by one message at a time, and no more than once in a while.
      const inMs = Math.min(backoff(missed.missedInARow, chance), unreachable)
      return { next: 'again', why: kind, inMs, counts, pause: 'account' }
    }
  }
}

export type MissedLate = Omit<Missed, 'missedInARow' | 'movedTo'>

/**
 * Decides about a message that the messenger took and then could not deliver. Every such try counts, or one that is
 * always taken and never delivered would go on for ever.
 */
export function lateFateOf(missed: MissedLate, chance: number): Exclude<Fate, { next: 'moved' }> {
  const { kind, attempts, retryAfterMs } = missed
  const fate = fateOf({ ...missed, movedTo: null, missedInARow: 0 }, chance)
  if (fate.next !== 'again') return { next: 'failed', why: kind === 'moved' ? 'gone' : kind }
  if (attempts >= mostAttempts) return { next: 'failed', why: fate.why }
  const inMs = kind === 'window' ? 0 : Math.max(retryAfterMs, backoff(attempts, chance))
  return { ...fate, inMs, counts: true, pause: null }
}

/** The last digits of an id are chance: they spread the next tries of many messages. */
export const chanceOf = (id: string): number => Number.parseInt(id.slice(-6), 16) / 0xffffff

/** Doubling from two seconds to an hour, a quarter less or more by chance; in milliseconds. */
export function backoff(attempts: number, chance: number): number {
  return Math.round(Math.min(longest, first * 2 ** attempts) * (0.75 + chance / 2))
}
