import type { Log } from '../base/log.ts'
import { remember } from './bounded.ts'
import type { Arrival, ChannelHealth, ChatEvent, Command, Listener, Press } from './channel.ts'
import type { Message } from './message.ts'

/** One thing that a messenger told. `delivery` names the update, so that one brought twice is known. */
export type Heard = { chat: string; at: Date | null; delivery: string } & (
  | { to: 'message' | 'edited'; message: Message }
  | { to: 'deleted'; messages: string[] }
  | { to: 'command'; command: Command }
  | { to: 'event'; event: ChatEvent }
  | { to: 'press'; press: Press; answer(word: string | null): Promise<unknown> }
  | { to: 'arrival'; arrival: Arrival }
)

export interface Intake {
  /** From now on there is somebody who hears. */
  listen(on: Listener): void
  isListening(): boolean
  /** Hands on in order within a chat, chats beside one another; the deliveries that must be brought again. */
  take(batch: readonly Heard[]): Promise<Set<string>>
  /** Tells how it goes; what is left out stays as it was. */
  tell(more?: Partial<ChannelHealth>): void
  /** A call with a wrong secret; updates that nobody understands. */
  countForged(): void
  countUnknown(count: number): void
  close(): Promise<void>
}

/** What fails while others are taken is left out after so many times, or nothing behind it would be heard. */
const patience = 8

/**
 * Between a messenger and the program: everything is handed on at least once, and once where memory tells. Where the
 * messenger brings a failed one again after others (`inOrder: false`, a webhook) it is never given up here.
 */
export function openIntake({ log, now }: { log: Log; now(): Date }, { inOrder }: { inOrder: boolean }): Intake {
  const done = new Map<string, true>()
  const failed = new Map<string, { times: number; takenBefore: number }>()
  const turns = new Map<string, Promise<unknown>>()
  let listener: Listener | null = null
  let [forged, unknown, taken] = [0, 0, 0]

  async function takeOne(on: Listener, one: Heard): Promise<boolean> {
    const keys = keysOf(one)
    if (keys.some((key) => done.has(key))) return true
    try {
      await handOn(on, one)
      taken += 1
    } catch (error) {
      log.fault('channel.not-taken', error)
      const { times, takenBefore } = failed.get(one.delivery) ?? { times: 0, takenBefore: taken }
      remember(failed, one.delivery, { times: times + 1, takenBefore })
      if (!inOrder || times + 1 < patience || taken === takenBefore) return false
      log.error('channel.given-up', { times })
    }
    for (const key of keys) remember(done, key, true)
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
    ]
    listener?.health?.({ state: 'working', problem: notes.filter((note) => note !== '').join('; '), ...more })
  }

  return {
    listen(on) {
      listener = on
    },
    isListening: () => listener !== null,
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
      return on.delivered?.(one.chat, one.arrival)
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
