import type { Capabilities, Limit } from '../chat/channel.ts'

/** When the next message may go, by what the messenger allows. Knows no clock: every instant is given, in milliseconds. */

type Limits = Capabilities['pace']

/** Where a message goes. */
export interface Destination {
  /** The messenger's id of the chat. */
  chat: string
  group: boolean
}

/** A call that has begun; until it has ended it counts as if it were being made now. */
export interface Call {
  chat: string
  endedAt: number
}

export interface Pace {
  /** The earliest instant at which it may go: `now` or before when at once, Infinity when a call must end first. */
  mayAt(to: Destination, emergency: boolean, now: number): number
  begin(to: Destination): Call
  /** The messenger may have counted it as late as this. */
  end(call: Call, now: number): void
  /** A call of an earlier process. */
  remember(to: Destination, at: number): void
  /** The messenger asked to wait, in one chat; when a third one must wait at the same time, the account as a whole waits. */
  wait(chat: string, until: number, now: number): void
  /** The account says nothing until then. */
  waitAll(until: number): void
  goOn(): void
}

/** Of ten or more that are allowed, a tenth is kept for emergencies. */
export const reserveOf = ({ count }: Limit): number => Math.floor(count / 10)

/** Begins with nothing said. */
export function openPace(limits: Limits): Pace {
  const all: Call[] = []
  const chats = new Map<string, Call[]>()
  const waits = new Map<string, number>()
  let allWait = 0
  const longest = (of: Limit[]) => Math.max(0, ...of.map(({ ms }) => ms))
  const keptFor = Math.max(longest(limits.chat), longest(limits.group))

  const inChat = (chat: string): Call[] => {
    const known = chats.get(chat)
    if (known) return known
    const none: Call[] = []
    chats.set(chat, none)
    return none
  }
  const add = ({ chat }: Destination, endedAt: number): Call => {
    const call = { chat, endedAt }
    all.push(call)
    inChat(chat).push(call)
    return call
  }

  /** What no window can see any more is forgotten. */
  const forget = (now: number): void => {
    prune(all, now - longest(limits.account))
    for (const [chat, calls] of chats) {
      prune(calls, now - keptFor)
      if (calls.length === 0) chats.delete(chat)
    }
    for (const [chat, until] of waits) if (until <= now) waits.delete(chat)
  }
  let forgotAt = 0

  return {
    mayAt({ chat, group }, emergency, now) {
      if (now - forgotAt > 1000) {
        forget(now)
        forgotAt = now
      }
      const own = chats.get(chat) ?? []
      const reserve = (limit: Limit) => (emergency ? 0 : reserveOf(limit))
      return Math.max(
        ...[0, allWait, waits.get(chat) ?? 0],
        ...limits.account.map((limit) => freeAt(all, limit, reserve(limit))),
        ...limits.chat.map((limit) => freeAt(own, limit, reserve(limit))),
        ...(group ? limits.group.map((limit) => freeAt(own, limit, reserve(limit))) : []),
      )
    },
    begin: (to) => add(to, Number.POSITIVE_INFINITY),
    end(call, now) {
      call.endedAt = now
      // Calls end in another order than they began; the last ones are looked at as the latest.
      settle(all)
      settle(inChat(call.chat))
    },
    remember(to, at) {
      add(to, at)
      settle(all)
      settle(inChat(to.chat))
    },
    wait(chat, until, now) {
      waits.set(chat, Math.max(until, waits.get(chat) ?? 0))
      const waiting = [...waits.values()].filter((one) => one > now)
      if (waiting.length > 2) allWait = Math.max(allWait, until)
    },
    waitAll(until) {
      allWait = Math.max(allWait, until)
    },
    goOn() {
      allWait = 0
      waits.clear()
    },
  }
}

/** When fewer than the allowed ones lie within the window; `calls` are in the order in which they ended. */
function freeAt(calls: readonly Call[], { count, ms }: Limit, reserve: number): number {
  const blocking = calls[calls.length - Math.max(1, count - reserve)]
  return blocking ? blocking.endedAt + ms : 0
}

/** Puts what has just ended in its place: nearly sorted, so a step or two. */
function settle(calls: Call[]): void {
  for (let at = 1; at < calls.length; at++) {
    const call = calls[at] as Call
    let to = at
    for (; to > 0 && (calls[to - 1] as Call).endedAt > call.endedAt; to--) calls[to] = calls[to - 1] as Call
    calls[to] = call
  }
}

function prune(calls: Call[], until: number): void {
  let gone = 0
  while (gone < calls.length && (calls[gone] as Call).endedAt < until) gone += 1
  if (gone > 0) calls.splice(0, gone)
}
