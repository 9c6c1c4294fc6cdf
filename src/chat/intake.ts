import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../base/log.ts'
import { remember } from './bounded.ts'
import type { Arrival, ChannelHealth, ChatEvent, Command, Listener, Press, Reaction } from './channel.ts'
import type { Message } from './message.ts'

/** One thing that a messenger told. `delivery` names the update, so that one brought twice is known. */
export type Heard = { chat: string; at: Date | null; delivery: string } & (
  | { to: 'message' | 'edited'; message: Message }
  | { to: 'deleted'; messages: string[] }
  | { to: 'command'; command: Command }
  | { to: 'event'; event: ChatEvent }
  | { to: 'reaction'; reaction: Reaction }
  | { to: 'press'; press: Press; answer(word: string | null): Promise<unknown> }
  | { to: 'arrival'; arrival: Arrival }
)

export interface Intake {
  /** From now on there is somebody who hears. */
  listen(on: Listener): void
  isListening(): boolean
  /** When something was last forgotten or kept, in milliseconds since 1970; 0 for never. */
  takenAt(): number
  /** Hands on in order within a chat, chats beside one another; the deliveries that must be brought again. */
  take(batch: readonly Heard[]): Promise<Set<string>>
  /** Tells how it goes; what is left out stays as it was. */
  tell(more?: Partial<ChannelHealth>): void
  /** What the state says from now on, though all works. */
  remark(words: string): void
  /** A call with a wrong secret; updates that nobody understands. */
  countForged(): void
  countUnknown(count: number): void
  close(): Promise<void>
}

/** What fails while others are taken is left out after so many times, or nothing behind it would be heard. */
const patience = 8
export interface IntakeTools {
  log: Log
  now(): Date
  /** So long one thing may take, in milliseconds. */
  takesMs?: number
}

/**
 * Between a messenger and the program: everything is handed on at least once, and once where memory tells. Where the
 * messenger brings a failed one again after others (`inOrder: false`, a webhook) it is never given up here. What takes
 * too long counts as failed, or it would hold back all that came with it.
 */
export function openIntake({ log, now, takesMs = 60_000 }: IntakeTools, { inOrder }: { inOrder: boolean }): Intake {
  const done = new Map<string, true>()
  const failed = new Map<string, { times: number; takenBefore: number }>()
  const late = new Set<string>()
  const turns = new Map<string, Promise<unknown>>()
  let listener: Listener | null = null
  let [forged, unknown, taken, takenAt, leftOut, remark] = [0, 0, 0, 0, 0, '']

  function finish(one: Heard): void {
    for (const key of keysOf(one)) remember(done, key, true)
    late.delete(one.delivery)
  }

  async function takeOne(on: Listener, one: Heard): Promise<boolean> {
    if (keysOf(one).some((key) => done.has(key))) return true
    // What was too late once holds the others back for a tenth of that time.
    const ms = late.has(one.delivery) ? takesMs / 10 : takesMs
    const handed = handOn(on, one)
    try {
      if (!(await within(handed, ms))) {
        late.add(one.delivery)
        handed.then(() => finish(one)).catch(() => {})
        throw new Error(`What was told was neither forgotten nor kept within ${ms} ms.`)
      }
      taken += 1
      takenAt = now().getTime()
    } catch (error) {
      log.fault('channel.not-taken', error)
      const { times, takenBefore } = failed.get(one.delivery) ?? { times: 0, takenBefore: taken }
      remember(failed, one.delivery, { times: times + 1, takenBefore })
      if (!inOrder || times + 1 < patience || taken === takenBefore) return false
      log.error('channel.given-up', { times })
      leftOut += 1
    }
    finish(one)
    return true
  }

  async function takeChat(on: Listener, mine: readonly Heard[]): Promise<string[]> {
    for (const [n, one] of mine.entries())
      if (!(await takeOne(on, one))) return mine.slice(n).map(({ delivery }) => delivery)
    return []
  }

  const tell: Intake['tell'] = (more = {}) => {
    const notes = [
      forged > 0 ? `calls with a wrong secret refused: ${forged}` : '',
      unknown > 0 ? `updates of unknown kinds skipped: ${unknown}` : '',
      late.size > 0 ? `not taken within ${takesMs / 1000} s: ${late.size}` : '',
      leftOut > 0 ? `left out after ${patience} tries: ${leftOut}` : '',
      remark,
    ]
    listener?.health?.({ state: 'working', problem: notes.filter((note) => note !== '').join('; '), ...more })
  }

  return {
    listen(on) {
      listener = on
    },
    isListening: () => listener !== null,
    takenAt: () => takenAt,
    async take(batch) {
      const on = listener
      if (!on) return new Set(batch.map(({ delivery }) => delivery))
      const chats = Map.groupBy(batch, ({ chat }) => chat)
      const missed = await Promise.all(
        [...chats].map(([chat, mine]) => {
          const turn = (turns.get(chat) ?? Promise.resolve()).then(() => takeChat(on, mine))
          turns.set(chat, turn)
          return turn.finally(() => turns.get(chat) === turn && turns.delete(chat))
        }),
      )
      const at = now()
      const newest = Math.max(...batch.map((one) => one.at?.getTime() ?? 0))
      tell({ lastUpdateAt: at, ...(newest > 0 && { lagMs: Math.max(0, at.getTime() - newest) }) })
      return new Set(missed.flat())
    },
    tell,
    remark(words) {
      remark = words
    },
    countForged() {
      forged += 1
      tell()
    },
    countUnknown(count) {
      unknown += count
    },
    async close() {
      await Promise.allSettled(turns.values())
      listener = null
    },
  }
}

async function handOn(on: Listener, one: Heard): Promise<void> {
  switch (one.to) {
    case 'message':
      return on.message(one.chat, one.message)
    case 'edited':
      return on.edited(one.chat, one.message)
    case 'deleted':
      return on.deleted(one.chat, one.messages)
    case 'command':
      return on.command(one.chat, one.command)
    case 'event':
      return on.event(one.chat, one.event)
    case 'arrival':
      if (one.arrival.why?.kind === 'revoked') on.health?.({ state: 'revoked', problem: one.arrival.why.message })
      return on.delivered?.(one.chat, one.arrival)
    case 'reaction':
      return on.reaction?.(one.chat, one.reaction)
    case 'press': {
      const word = await on.press(one.chat, one.press)
      // One that is too old is no longer answered; it was heard all the same.
      await one.answer(word).catch(() => {})
    }
  }
}

function keysOf(one: Heard): string[] {
  const keys = [`delivery ${one.delivery}`]
  if (one.to === 'message') keys.push(`message ${one.chat} ${one.message.id}`)
  if (one.to === 'command') keys.push(`message ${one.chat} ${one.command.message}`)
  if (one.to === 'event' && one.event.kind === 'moved') keys.push(`moved ${one.chat} ${one.event.to}`)
  return keys
}

/** Whether it ended in time; throws what it throws. */
async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  const ended = new AbortController()
  const late = sleep(ms, false, { signal: ended.signal, ref: false }).catch(() => false)
  return Promise.race([promise.then(() => true), late]).finally(() => ended.abort())
}
