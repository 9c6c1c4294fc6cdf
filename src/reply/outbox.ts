import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseAway, inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { id as logged } from '../base/log.ts'
import { type Channel, ChannelFault } from '../chat/channel.ts'
import { choose } from './choose.ts'
import { type Delivered, deliver, type Manner } from './deliver.ts'
import { type Hold, openHold } from './hold-store.ts'
import { callsSince, type Due, dueHeads, goOnAfterToken, nextDue, takeOver } from './outbox-store.ts'
import { openPace, type Pace } from './pace.ts'

/** Says what is laid out, within what each messenger allows: one loop a channel, in one process at a time. */

export interface Outbox {
  /** Lets the calls that have begun end, within a few seconds. */
  close(): Promise<void>
}

type Needed = Pick<Deps, 'db' | 'log' | 'files' | 'now' | 'channels'>

/** A call that takes longer ended nobody knows how. */
const callTakes = 30_000
/** How often it looks of itself, in milliseconds; what is laid out wakes it at once. */
const usually = 1000
const endsWithin = 5000
const edits = 4
/** A messenger that tells the same key twice apart, and has no limits, is one of ours. */
const postsToOurOwn = 6

/** Begins to speak for every channel that is open, as they come and go. */
export function openOutbox(deps: Needed, looksEach = usually): Outbox {
  const closing = new AbortController()
  const bells = new Set<Bell>()
  const speakers = new Map<string, Promise<void>>()
  const ringAll = () => {
    for (const bell of bells) bell.ring()
  }
  const hold = openHold(deps.db, ringAll)

  async function watch(): Promise<void> {
    const bell = newBell(bells)
    while (!closing.signal.aborted) {
      for (const name of deps.channels.keys())
        if (!speakers.has(name))
          speakers.set(
            name,
            speak(deps, name, { hold, bell: newBell(bells), closing: closing.signal, looksEach }).finally(() =>
              speakers.delete(name),
            ),
          )
      await bell.wait(looksEach)
    }
  }
  const watching = watch()

  return {
    async close() {
      closing.abort()
      ringAll()
      await watching
      await Promise.all(speakers.values())
      await hold.close()
    },
  }
}

interface Around {
  hold: Hold
  bell: Bell
  closing: AbortSignal
  looksEach: number
}

async function speak(deps: Needed, name: string, { hold, bell, closing, looksEach }: Around): Promise<void> {
  const going = new Map<string, { chat: string; edit: boolean; done: Promise<void> }>()
  let pace: Pace = openPace({ account: [], chat: [], group: [] })
  let speaksBy: Channel | null = null
  let missedInARow = 0
  const now = () => deps.now().getTime()

  /** How a call ended is known here alone: while the database is away it is kept in mind. */
  const note: Manner['note'] = async (write) => {
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (!(error instanceof DatabaseAway) || closing.aborted) throw error
        await sleep(200)
      }
    }
  }

  const begin = async (channel: Channel): Promise<void> => {
    const perhaps = await inTransaction(deps.db, (tx) => takeOver(tx, name, [...going.keys()]))
    if (perhaps > 0) deps.log.warn('outbox.perhaps-twice', { channel: logged(name), messages: perhaps })
    pace = openPace(channel.can.pace)
    const longest = Math.max(0, ...Object.values(channel.can.pace).flatMap((limits) => limits.map(({ ms }) => ms)))
    for (const call of await callsSince(deps.db, name, new Date(now() - longest)))
      pace.remember(call, call.at.getTime())
  }

  const send = (channel: Channel, due: Due): void => {
    const [ours, call] = [pace, pace.begin(due)]
    const done = deliver(deps, channel, due, missedInARow, { call: (promise) => within(promise, callTakes), note })
      .then((delivered) => {
        ours.end(call, delivered.did === 'nothing' ? 0 : now())
        learn(delivered, due)
      })
      .catch((error) => {
        ours.end(call, now())
        // The next process, or this one when it has the lock again, finds it as being sent.
        if (!(error instanceof DatabaseAway)) deps.log.fault('outbox.fault', error, { channel: logged(name) })
      })
      .finally(() => {
        going.delete(due.id)
        bell.ring()
      })
    going.set(due.id, { chat: due.chat, edit: due.edit, done })
  }

  const learn = (delivered: Delivered, due: Due): void => {
    if (delivered.did === 'sent') missedInARow = 0
    if (delivered.did !== 'missed') return
    const { fate } = delivered
    if (fate.next !== 'again') return
    if (fate.why === 'away') missedInARow += 1
    if (fate.pause === 'account') pace.waitAll(now() + fate.inMs)
    if (fate.pause === 'chat') pace.wait(due.chat, now() + fate.inMs, now())
  }

  /** Sends what may go now; gives for how long there is nothing to do. */
  const look = async (channel: Channel): Promise<number> => {
    if (!hold.has(name)) {
      if (!(await hold.take(name))) return looksEach
      await begin(channel)
    }
    if (channel !== speaksBy) {
      // Opened anew: perhaps with another token.
      if (speaksBy) pace.goOn()
      await inTransaction(deps.db, (tx) => goOnAfterToken(tx, name))
      speaksBy = channel
    }
    const most = { posts: isOurOwn(channel) ? postsToOurOwn : 1, edits }
    const heads = await dueHeads(deps.db, name, [...going.values()].map(({ chat }) => chat), deps.now()) // biome-ignore format: one call
    for (;;) {
      const { go, lookAt } = choose(heads, busyOf(going), most, pace, now())
      if (!go || closing.aborted || !hold.has(name)) {
        const due = heads.length === 0 && going.size === 0 ? await nextDue(deps.db, name, deps.now()) : null
        return Math.min(lookAt, due?.getTime() ?? lookAt) - now()
      }
      heads.splice(heads.indexOf(go), 1)
      send(channel, go)
    }
  }

  for (;;) {
    const channel = deps.channels.get(name)
    if (!channel || closing.aborted) break
    const wait = await look(channel).catch((error) => {
      if (!(error instanceof DatabaseAway)) deps.log.fault('outbox.fault', error, { channel: logged(name) })
      return looksEach
    })
    await bell.wait(Math.min(looksEach, Math.max(5, wait)))
  }
  await Promise.race([
    Promise.all([...going.values()].map(({ done }) => done)),
    sleep(endsWithin, undefined, { ref: false }),
  ])
  await hold.free(name).catch(() => {})
  bell.end()
}

const isOurOwn = ({ can: { pace } }: Channel) => pace.account.length + pace.chat.length + pace.group.length === 0

function busyOf(going: ReadonlyMap<string, { chat: string; edit: boolean }>) {
  const all = [...going.values()]
  const edits = all.filter(({ edit }) => edit).length
  return { chats: new Set(all.map(({ chat }) => chat)), edits, posts: all.length - edits }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const done = new AbortController()
  const late = sleep(ms, undefined, { signal: done.signal, ref: false }).then(() => {
    throw new ChannelFault('away', `The messenger did not answer within ${ms / 1000} seconds.`)
  })
  late.catch(() => {})
  return Promise.race([promise, late]).finally(() => done.abort())
}

/** Says everything that is due, at once and in turn: for the demo's invented week, whose clock stands still meanwhile. */
export async function sayAllNow(deps: Needed): Promise<void> {
  for (const channel of deps.channels.values()) {
    for (;;) {
      const heads = await dueHeads(deps.db, channel.name, [], deps.now())
      for (const due of heads) await deliver(deps, channel, due)
      if (heads.length === 0) break
    }
  }
}

/** Wakes one that waits. */
interface Bell {
  ring(): void
  wait(ms: number): Promise<void>
  end(): void
}

function newBell(bells: Set<Bell>): Bell {
  let rung = false
  let wake = () => {}
  const bell: Bell = {
    ring() {
      rung = true
      wake()
    },
    async wait(ms) {
      if (!rung) {
        const waking = new AbortController()
        wake = () => waking.abort()
        await sleep(ms, undefined, { signal: waking.signal }).catch(() => {})
      }
      rung = false
    },
    end: () => void bells.delete(bell),
  }
  bells.add(bell)
  return bell
}
