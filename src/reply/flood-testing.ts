import type { Capabilities, Limit } from '../chat/channel.ts'
import { choose, type Head } from './choose.ts'
import { type Call, openPace } from './pace.ts'
import { priorities, turn } from './priority.ts'

/** Ten minutes of a flood, on a clock that is only a number: what the outbox would say when, and what the messenger would see. */

/** Of a Telegram bot (core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). */
export const telegramPace: Capabilities['pace'] = {
  account: [{ count: 30, ms: 1000 }],
  chat: [{ count: 1, ms: 1000 }],
  group: [{ count: 20, ms: 60_000 }],
}

export interface Flood {
  seed: number
  groups: number
  messages: number
  /** The part of the messages that are emergencies. */
  emergencies: number
  /** How long the messages come, in milliseconds. */
  lasts: number
  /** How long a call takes, in milliseconds. */
  call: [number, number]
  posts: number
}

export interface Flooded {
  said: number
  left: number
  /** The most that the messenger saw within one second, within one second in one chat, within a minute in one group. */
  worst: { account: number; chat: number; group: number }
  /** From being laid out to being in the messenger, in milliseconds. */
  emergency: { count: number; p50: number; p95: number; most: number }
  other: { count: number; p50: number; p95: number; most: number }
  /** The others in groups that write little: no more than twenty in all. */
  calm: { count: number; p50: number; p95: number; most: number }
  /** What the longest queue of a group takes at the pace that the messenger allows, and a minute. */
  longest: number
  /** When the last of them was said, in milliseconds. */
  endedAt: number
}

interface Waiting extends Head {
  waitingSince: number
}

/** Lets it happen. */
export function flood(of: Flood, pace: Capabilities['pace'] = telegramPace): Flooded {
  const chance = chances(of.seed)
  const between = ([low, high]: [number, number]) => low + chance() * (high - low)
  const coming = Array.from({ length: of.messages }, (): Waiting => {
    // A few of the groups write most of it.
    const group = Math.floor(chance() ** 3 * of.groups)
    const emergency = chance() < of.emergencies
    const others = [priorities.asked, priorities.acknowledged, priorities.outcome, priorities.other, priorities.digest]
    const priority = emergency ? priorities.emergency : (others[Math.floor(chance() * others.length)] ?? 5)
    return {
      ...{ chat: `g${group}`, group: true, priority, edit: priority === priorities.other },
      waitingSince: chance() * of.lasts,
    }
  }).sort((a, b) => a.waitingSince - b.waitingSince)

  const queues = new Map<string, Waiting[]>()
  const going: { head: Waiting; call: Call; endsAt: number }[] = []
  const seen: { at: number; chat: string }[] = []
  const delays = { emergency: [] as number[], other: [] as number[], calm: [] as number[] }
  const ofGroup = Map.groupBy(coming, ({ chat }) => chat)
  const sizes = new Map([...ofGroup].map(([chat, all]) => [chat, all.length]))
  const our = openPace(pace)
  let now = 0
  for (;;) {
    while (coming[0] && coming[0].waitingSince <= now) {
      const one = coming.shift() as Waiting
      const queue = queues.get(one.chat) ?? []
      queue.push(one)
      queue.sort((a, b) => turn(a.priority, a.waitingSince) - turn(b.priority, b.waitingSince))
      queues.set(one.chat, queue)
    }
    for (const done of going.filter(({ endsAt }) => endsAt <= now)) {
      going.splice(going.indexOf(done), 1)
      our.end(done.call, now)
      const { priority, waitingSince } = done.head
      const delay = now - waitingSince
      delays[priority === priorities.emergency ? 'emergency' : 'other'].push(delay)
      if (priority !== priorities.emergency && (sizes.get(done.head.chat) ?? 0) <= 20) delays.calm.push(delay)
    }
    const heads = [...queues.values()]
      .flatMap((queue) => queue.slice(0, 1))
      .sort((a, b) => turn(a.priority, a.waitingSince) - turn(b.priority, b.waitingSince))
    const busy = {
      chats: new Set(going.map(({ head }) => head.chat)),
      posts: going.filter(({ head }) => !head.edit).length,
      edits: going.filter(({ head }) => head.edit).length,
    }
    const { go, lookAt } = choose(heads, busy, { posts: of.posts, edits: 4 }, our, now)
    if (go) {
      queues.get(go.chat)?.shift()
      const endsAt = now + between(of.call)
      // The messenger counts it at some moment of the call.
      seen.push({ at: now + chance() * (endsAt - now), chat: go.chat })
      going.push({ head: go, call: our.begin(go), endsAt })
      continue
    }
    const next = Math.min(lookAt, coming[0]?.waitingSince ?? Infinity, ...going.map(({ endsAt }) => endsAt))
    if (next === Number.POSITIVE_INFINITY) break
    now = next
  }
  const left = [...queues.values()].reduce((sum, queue) => sum + queue.length, 0)
  return {
    ...{ said: seen.length, left, worst: worstOf(seen, pace), endedAt: now },
    emergency: figures(delays.emergency),
    other: figures(delays.other),
    calm: figures(delays.calm),
    longest: (Math.max(...sizes.values()) / 18 + 1) * 60_000,
  }
}

/** The most of these instants that lie within one window of this length. */
export function mostWithin(instants: readonly number[], { ms }: Pick<Limit, 'ms'>): number {
  const sorted = instants.toSorted((a, b) => a - b)
  let most = 0
  let from = 0
  sorted.forEach((at, index) => {
    while ((sorted[from] ?? at) <= at - ms) from += 1
    most = Math.max(most, index - from + 1)
  })
  return most
}

function worstOf(seen: readonly { at: number; chat: string }[], pace: Capabilities['pace']): Flooded['worst'] {
  const byChat = [...Map.groupBy(seen, ({ chat }) => chat).values()].map((of) => of.map(({ at }) => at))
  const worst = (limits: Limit[], of: number[][]) =>
    Math.max(0, ...limits.flatMap((limit) => of.map((instants) => mostWithin(instants, limit))))
  return {
    account: worst(pace.account, [seen.map(({ at }) => at)]),
    chat: worst(pace.chat, byChat),
    group: worst(pace.group, byChat),
  }
}

function figures(delays: number[]): Flooded['other'] {
  const sorted = delays.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), most: at(1) }
}

/** The same chances again for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
