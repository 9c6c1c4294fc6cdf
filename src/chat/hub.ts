import { setTimeout as sleep } from 'node:timers/promises'
import { inOneStatement, inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { id as logged } from '../base/log.ts'
import { type AccountKind, accountShapes } from './account.ts'
import type { AccountRow, HealthNote } from './account-store.ts'
import * as accounts from './account-store.ts'
import type { Channel, ChannelHealth, Listener, WebhookAnswer, WebhookCall } from './channel.ts'
import { isChanged, nameOf, readAccount, sealedAnew, watched } from './hub-account.ts'
import { added, pauseAfter, troubleOf } from './hub-health.ts'
import { type Kind, type Kinds, kinds as ours } from './kinds.ts'
import { makeLine } from './store.ts'

/**
 * Which accounts are open in this process. One process at a time holds an account's lease: it asks the messenger and
 * speaks. A call of the messenger is taken by whichever process it reaches, for that needs no more than `webhook`; so
 * an account may also be open in others, to be called alone.
 */
export interface Hub {
  /** Begins to follow the accounts; each channel tells the listener made for it. */
  start(listenerOf: (channel: Channel) => Listener): Promise<void>
  /** Looks at the table now and waits for what it opens and closes. Also done every second by itself. */
  follow(): Promise<void>
  /** Whether this process speaks in the channel of this name now; always for those that have no account. */
  speaksFor(channelName: string): boolean
  /** Whether an account is called at `/hooks/<hook>`; asked before anything of the call is read. */
  knows(hook: string): Promise<boolean>
  /** A messenger's call to `/hooks/<hook>`; null when no account is called there. */
  hook(hook: string, call: WebhookCall): Promise<WebhookAnswer | null>
  /** Writes down the health that waits. */
  flush(): Promise<void>
  /** Closes what it opened and gives the leases back. */
  close(): Promise<void>
}

export interface HubOptions {
  kinds?: Kinds
  /** How long a lease holds, and how often the table is looked at, in milliseconds; 0 for only when told. */
  leaseMs?: number
  everyMs?: number
}

export type HubNeeds = Pick<
  Deps,
  'config' | 'db' | 'log' | 'now' | 'newId' | 'newSecret' | 'files' | 'channels' | 'sealKey'
>

interface Entry {
  row: AccountRow
  channel: Channel | null
  secrets: string[]
  /** Opening or closing, one after the other. */
  turn: Promise<void>
  failures: number
  /** Not tried again before; by the clock of `now`. */
  restsUntil: number
  note: HealthNote | null
  unwritten: boolean
}

const away: WebhookAnswer = { status: 503 }
const closesWithin = 5000

/** Opens the hub; nothing is heard before `start`. */
export function openHub(deps: HubNeeds, { kinds = ours, leaseMs = 20_000, everyMs = 1000 }: HubOptions = {}): Hub {
  const holder = deps.newId()
  const entries = new Map<string, Entry>()
  const leases = new Map<string, number>()
  let rows = new Map<string, AccountRow>()
  let renewed = Number.NEGATIVE_INFINITY
  let listenerOf: ((channel: Channel) => Listener) | null = null
  let looking: Promise<void> | null = null
  let timer: NodeJS.Timeout | null = null

  const isLeased = (id: string) => (leases.get(id) ?? 0) > performance.now()

  async function renew(): Promise<void> {
    const from = performance.now()
    const free = [...rows.values()].some((row) => row.state !== 'paused' && row.leaseBy === null)
    if (from - renewed < leaseMs / 4 && !free) return
    const ids = await inOneStatement(deps.db, (tx) => accounts.takeLeases(tx, holder, leaseMs))
    renewed = from
    leases.clear()
    for (const id of ids) leases.set(id, from + leaseMs)
  }

  /** Compares what is open with what should be; the opening itself goes on beside, or one silent messenger would stop all. */
  async function look(): Promise<void> {
    rows = new Map((await accounts.allAccounts(deps.db)).map((row) => [row.id, row]))
    await renew()
    for (const [id, entry] of entries) {
      const row = rows.get(id)
      if (row && row.state !== 'paused' && !isChanged(entry.row, row)) continue
      entries.delete(id)
      next(entry, () => shut(entry))
      if (row && row.state !== 'paused' && !isLeased(id)) entered(row, entry.turn)
    }
    for (const row of rows.values()) {
      if (row.state === 'paused') continue
      const entry = entries.get(row.id)
      if (isLeased(row.id)) wake(entry ?? entered(row, Promise.resolve()))
      else if (entry?.channel && !isCalled(entry.row)) next(entry, () => shut(entry))
      else if (entry) deps.channels.delete(nameOf(row))
    }
    await flush()
  }

  function entered(row: AccountRow, turn: Promise<void>): Entry {
    const entry: Entry = {
      ...{ row, turn, channel: null, secrets: [], failures: 0, restsUntil: 0, note: null, unwritten: false },
    }
    entries.set(row.id, entry)
    return entry
  }

  function wake(entry: Entry): void {
    next(entry, async () => {
      if (!entry.channel && deps.now().getTime() >= entry.restsUntil) await open(entry)
      if (entry.channel && isLeased(entry.row.id)) deps.channels.set(nameOf(entry.row), entry.channel)
    })
  }

  function next(entry: Entry, act: () => Promise<void>): void {
    entry.turn = entry.turn
      .then(act)
      .catch((error) => deps.log.fault('hub.fault', error, { account: logged(entry.row.id) }))
  }

  async function open(entry: Entry): Promise<void> {
    const { row } = entry
    let channel: Channel | null = null
    try {
      const kind = kinds[row.kind] as Kind<AccountKind> | undefined
      if (!kind || !listenerOf || entries.get(row.id) !== entry) return
      const account = readAccount(deps, row, (secrets) => {
        entry.secrets = secrets
      })
      await turnKey(row)
      channel = watched(await kind.open(account, deps), (problem) => hear(entry, { state: 'revoked', problem }))
      const found = await channel.check?.()
      if (found?.address && found.address !== row.address)
        await inOneStatement(deps.db, (tx) => accounts.noteAddress(tx, row.id, found.address ?? ''))
      const line = { id: row.id, departmentId: row.departmentId, channel: account.name, title: row.title }
      await inOneStatement(deps.db, (tx) => makeLine(tx, line, deps.newId(), deps.now()))
      entry.channel = channel
      await channel.listen({ ...listenerOf(channel), health: (told) => hear(entry, told) })
      entry.failures = 0
      hear(entry, { state: 'working', problem: '' })
    } catch (error) {
      entry.channel = null
      await Promise.race([channel?.close().catch(() => {}), sleep(closesWithin, undefined, { ref: false })])
      rest(entry, troubleOf(error, entry.secrets))
    }
  }

  /** What an old key sealed is sealed with the present one, so that the old one may be thrown away. */
  async function turnKey(row: AccountRow): Promise<void> {
    const sealed = sealedAnew(deps, row)
    if (!sealed || !(await inOneStatement(deps.db, (tx) => accounts.resealAccount(tx, row, sealed)))) return
    row.sealed = sealed
  }

  function hear(entry: Entry, told: ChannelHealth): void {
    const before = entry.note?.state
    entry.note = added(entry.note, told, entry.secrets)
    entry.row.cursor = entry.note.cursor ?? entry.row.cursor
    entry.unwritten = true
    if (told.state !== before && told.state !== 'working')
      deps.log.warn('channel.trouble', { account: logged(entry.row.id), state: logged(told.state) })
    if (told.state !== 'revoked' || entries.get(entry.row.id) !== entry || entry.channel === null) return
    next(entry, async () => {
      await shut(entry)
      rest(entry, { state: 'revoked', problem: told.problem })
    })
  }

  function rest(entry: Entry, trouble: ReturnType<typeof troubleOf>): void {
    entry.failures += 1
    entry.restsUntil = deps.now().getTime() + pauseAfter(trouble.state, entry.failures)
    if (trouble.state !== 'starting' && trouble.state !== 'paused') hear(entry, { ...trouble, state: trouble.state })
  }

  async function shut(entry: Entry): Promise<void> {
    const { channel } = entry
    entry.channel = null
    const name = nameOf(entry.row)
    if (channel && deps.channels.get(name) === channel) deps.channels.delete(name)
    await Promise.race([channel?.close(), sleep(closesWithin, undefined, { ref: false })])
  }

  /** Whether the messenger calls us for this account. */
  function isCalled(row: AccountRow): boolean {
    const settings = accountShapes[row.kind].settings.safeParse(row.settings)
    const kind = kinds[row.kind] as Kind<AccountKind> | undefined
    return settings.success && kind?.calls(settings.data) === true
  }

  async function calledAt(hook: string): Promise<AccountRow | null> {
    const known = [...rows.values()].find((row) => row.hook === hook)
    const row = known ?? (await accounts.findAccountByHook(deps.db, hook))
    return row && isCalled(row) ? row : null
  }

  async function flush(): Promise<void> {
    for (const entry of entries.values()) {
      if (!entry.unwritten || !entry.note) continue
      const { row, note } = entry
      entry.unwritten = false
      // One that is open only to be called knows when it was called, not how the account is doing.
      const told = isLeased(row.id) ? note : { ...note, state: row.state, problem: row.problem }
      await inOneStatement(deps.db, (tx) => accounts.writeHealth(tx, row.id, row.changedAt, told)).catch((error) => {
        entry.unwritten = true
        throw error
      })
    }
  }

  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  return {
    async start(of) {
      listenerOf = of
      await lookOnce()
      if (everyMs > 0)
        timer = setInterval(() => lookOnce().catch((error) => deps.log.fault('hub.fault', error)), everyMs).unref()
    },
    async follow() {
      await looking?.catch(() => {})
      await lookOnce()
      await Promise.all([...entries.values()].map(({ turn }) => turn))
      await flush()
    },
    speaksFor(name) {
      const id = name.split(':')[1]
      return id === undefined || (isLeased(id) && deps.channels.has(name))
    },
    knows: async (hook) => (await calledAt(hook)) !== null,
    async hook(hook, call) {
      const row = await calledAt(hook)
      if (!row) return null
      // Paused: nothing is read, and the messenger need not come again with it.
      if (row.state === 'paused') return { status: 200 }
      const entry = entries.get(row.id) ?? entered(row, Promise.resolve())
      next(entry, async () => {
        if (!entry.channel && deps.now().getTime() >= entry.restsUntil) await open(entry)
      })
      await entry.turn
      const { channel } = entry
      if (!channel) return away
      return channel.webhook ? channel.webhook(call) : null
    },
    flush,
    async close() {
      if (timer) clearInterval(timer)
      await looking?.catch(() => {})
      const open = [...entries.values()]
      for (const entry of open) next(entry, () => shut(entry))
      await Promise.all(open.map(({ turn }) => turn))
      await flush().catch((error) => deps.log.fault('hub.fault', error))
      listenerOf = null
      entries.clear()
      leases.clear()
      await inTransaction(deps.db, (tx) => accounts.releaseLeases(tx, holder)).catch((error) =>
        deps.log.fault('hub.fault', error),
      )
    },
  }
}
