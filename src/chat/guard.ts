/** Guards against floods: who says too much is counted, not read, until it is calm again. Times in milliseconds. */

export interface Measure {
  /** So many at once. */
  most: number
  /** And so many a minute in the long run. */
  aMinute: number
}

/** What one person may say in one chat and be read. Who forwards the messages of a house chat to the line sends many at once. */
export const measures = {
  group: { most: 30, aMinute: 30 },
  direct: { most: 120, aMinute: 60 },
  command: { most: 10, aMinute: 10 },
  /** Calls of a messenger to one address. */
  hook: { most: 6000, aMinute: 120_000 },
} as const satisfies Record<string, Measure>

export interface Guard {
  /** Whether one more of this key is within the measure at that time; times that run backwards count as the latest. */
  admits(key: string, measure: Measure, at: number): boolean
}

/** Token buckets in a bounded memory: those used longest ago are forgotten, and so begin full again. */
export function openGuard(most = 50_000): Guard {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    admits(key, measure, at) {
      const known = buckets.get(key)
      const bucket = known ?? { left: measure.most, at }
      const passed = Math.max(0, at - bucket.at)
      const left = Math.min(measure.most, bucket.left + (passed * measure.aMinute) / 60_000)
      const admitted = left >= 1
      buckets.delete(key)
      buckets.set(key, { left: admitted ? left - 1 : left, at: Math.max(at, bucket.at) })
      const oldest = buckets.keys().next().value
      if (buckets.size > most && oldest !== undefined) buckets.delete(oldest)
      return admitted
    },
  }
}

export interface Lanes {
  /** Does this after what came before it; what one author has too much of waits until the others were heard. */
  inTurn<T>(chat: string, author: string, act: () => Promise<T>): Promise<T>
}

interface Waiting {
  author: string
  act(): Promise<void>
}

/**
 * One reading at a time in a chat, in the order of writing; but of an author who has more than `ahead` waiting the rest
 * stands in a second lane, where authors take turns, and which is read when the first is empty.
 */
export function openLanes(ahead = 5): Lanes {
  const chats = new Map<string, { first: Waiting[]; second: Map<string, Waiting[]>; busy: boolean }>()

  async function run(chat: string): Promise<void> {
    const lanes = chats.get(chat)
    if (!lanes || lanes.busy) return
    lanes.busy = true
    for (let next = take(lanes); next; next = take(lanes)) await next.act()
    chats.delete(chat)
  }

  return {
    inTurn(chat, author, act) {
      const lanes = chats.get(chat) ?? { first: [], second: new Map<string, Waiting[]>(), busy: false }
      chats.set(chat, lanes)
      return new Promise((resolve, reject) => {
        const waiting = { author, act: () => act().then(resolve, reject) }
        const behind = lanes.second.get(author)
        if (behind) behind.push(waiting)
        else if (lanes.first.filter((one) => one.author === author).length >= ahead) lanes.second.set(author, [waiting])
        else lanes.first.push(waiting)
        void run(chat)
      })
    },
  }
}

function take(lanes: { first: Waiting[]; second: Map<string, Waiting[]> }): Waiting | undefined {
  const next = lanes.first.shift()
  if (next) return next
  for (const [author, waiting] of lanes.second) {
    const one = waiting.shift()
    lanes.second.delete(author)
    if (waiting.length > 0) lanes.second.set(author, waiting)
    return one
  }
  return undefined
}

/** How many who are new in their chat may tell of one thing within an hour before staff are told of it. */
export const brigade = { authors: 6, withinMs: 3_600_000, newForMs: 24 * 3_600_000 }

/** Whether those who told of one happening look like a crowd called together: many, new in their chats, at once. */
export function looksCalledTogether(told: readonly { author: string; at: number; newcomer: boolean }[]): boolean {
  const late = told.filter(({ newcomer }) => newcomer).sort((a, b) => a.at - b.at)
  return late.some(({ at }, index) => {
    const within = late.slice(index).filter((one) => one.at - at <= brigade.withinMs)
    return new Set(within.map(({ author }) => author)).size >= brigade.authors
  })
}
