import { useSyncExternalStore } from 'react'
import type { AmendInput, PaperView } from '../../src/paper/view.ts'
import { ApiError, get, isOffline, meQuery, patch, queries } from '../api.ts'
import { problemOf } from '../inspector/use-act.ts'
import { keepPaper, paperQuery } from './paper-data.ts'
import { dropEmpty, isPending, nextBody, nothingPending, type Pending, settle } from './paper-edits.ts'

/**
 * What is typed into papers lies on this device until the server has it: a lost connection, a closed page, a closed
 * browser lose nothing. It is sent after a moment of rest, and again when the line is back.
 */

export interface DeskState {
  now: 'rest' | 'saving' | 'offline' | 'problem'
  problem: string
  /** Who changed the same fields. */
  byName: string
}

const rest = 1_500
const again = 15_000
const start = 'uchastok.draft.paper.'
const copyStart = 'uchastok.draft.paper-copy.'
const atRest: DeskState = { now: 'rest', problem: '', byName: '' }

const states = new Map<string, DeskState>()
const timers = new Map<string, number>()
const running = new Map<string, Promise<void>>()
/** What was last read of the device's store, so that the same text gives the same object. */
const read = new Map<string, { raw: string; pending: Pending }>()
const listeners = new Set<() => void>()
let typing: string | null = null
let typedAt = 0

/** Each officer's own: on a shared machine nobody sends what another has typed. */
const mine = () => `${queries.getQueryData(meQuery.queryKey)?.account.id ?? ''}.`
const placeOf = (id: string) => start + mine() + id
const copyPlaceOf = (id: string) => copyStart + mine() + id

const tell = () => {
  for (const listener of listeners) listener()
}
function become(id: string, change: Partial<DeskState>): void {
  states.set(id, { ...stateOf(id), ...change })
  tell()
}
const stateOf = (id: string): DeskState => states.get(id) ?? atRest

export function pendingOf(id: string): Pending {
  const place = placeOf(id)
  const raw = localStorage.getItem(place) ?? ''
  const known = read.get(place)
  if (known?.raw === raw) return known.pending
  const pending = parsed(raw)
  read.set(place, { raw, pending })
  return pending
}

function parsed(raw: string): Pending {
  try {
    return { ...nothingPending, ...(JSON.parse(raw) as Partial<Pending>) }
  } catch {
    return nothingPending
  }
}

function keep(paper: PaperView, pending: Pending): void {
  const empty = JSON.stringify(pending) === JSON.stringify(nothingPending)
  if (empty) {
    localStorage.removeItem(placeOf(paper.id))
    localStorage.removeItem(copyPlaceOf(paper.id))
  } else {
    localStorage.setItem(placeOf(paper.id), JSON.stringify(pending))
    if (isPending(paper, pending)) localStorage.setItem(copyPlaceOf(paper.id), JSON.stringify(paper))
  }
  tell()
}

/** The paper as it was when something was last typed into it, for when the server cannot be reached. */
export function copyOf(id: string): PaperView | null {
  try {
    return JSON.parse(localStorage.getItem(copyPlaceOf(id)) ?? 'null') as PaperView | null
  } catch {
    return null
  }
}

/** Changes what is to be sent, and sends it after a moment of rest. */
export function changePending(paper: PaperView, change: (before: Pending) => Pending): void {
  typedAt = Date.now()
  keep(paper, dropEmpty(change(pendingOf(paper.id)), paper))
  soon(paper.id, rest)
}

/** Which box is typed into now (`keyOf`). */
export function typeInto(key: string | null): void {
  typing = key
}

function soon(id: string, wait: number): void {
  clearTimeout(timers.get(id))
  timers.set(
    id,
    window.setTimeout(() => void send(id), wait),
  )
}

/** Sends all that may be sent; done when the server has it, or when it is known why not. */
export function send(id: string): Promise<void> {
  clearTimeout(timers.get(id))
  const before = running.get(id)
  const work = (before ?? Promise.resolve())
    .then(() => sendAll(id))
    .finally(() => {
      if (running.get(id) === work) running.delete(id)
    })
  running.set(id, work)
  return work
}

async function sendAll(id: string): Promise<void> {
  for (let patience = 8; patience > 0; patience--) {
    try {
      const paper = queries.getQueryData(paperQuery(id).queryKey) ?? (await get<PaperView>(`/api/papers/${id}`))
      const midWord = Date.now() - typedAt < rest - 100 ? typing : null
      const body = paper.status === 'draft' ? nextBody(paper, pendingOf(id), midWord) : null
      if (!body) {
        if (midWord) soon(id, rest)
        else if (typing === null && !isPending(paper, pendingOf(id))) keep(paper, nothingPending)
        return become(id, { now: 'rest', problem: '' })
      }
      // Words that come and go would move the page under a finger.
      if (stateOf(id).now !== 'offline') become(id, { now: 'saving' })
      await sendOne(paper, body)
    } catch (error) {
      if (isOffline(error) || (error instanceof ApiError && error.status === 503)) {
        become(id, { now: 'offline' })
        return soon(id, again)
      }
      return become(id, { now: 'problem', problem: problemOf(error) })
    }
  }
}

async function sendOne(paper: PaperView, body: AmendInput): Promise<void> {
  const { id } = paper
  try {
    const next = await patch<PaperView>(`/api/papers/${id}`, body)
    await queries.cancelQueries({ queryKey: paperQuery(id).queryKey, exact: true })
    keepPaper(next)
    keep(next, settle(pendingOf(id), body, next, typing))
  } catch (error) {
    // Somebody else was faster: his text is fetched, and what both changed waits for a choice.
    if (!(error instanceof ApiError && error.status === 409)) throw error
    if (typeof error.body.byName === 'string') become(id, { byName: error.body.byName })
    keepPaper(await get<PaperView>(`/api/papers/${id}`))
  }
}

/** Lets go of what was typed, because it is with the server or nobody wants it. */
export function forgetPending(paper: PaperView): void {
  keep(paper, nothingPending)
  become(paper.id, { now: 'rest', problem: '' })
}

/** Sends what earlier visits left on this device, now and whenever the line is back; call once. */
export function watchPapers(): void {
  const all = async () => {
    if (!Object.keys(localStorage).some((key) => key.startsWith(start))) return
    const me = await queries.fetchQuery(meQuery).catch(() => null)
    const own = start + mine()
    if (me) for (const key of Object.keys(localStorage)) if (key.startsWith(own)) void send(key.slice(own.length))
  }
  void all()
  window.addEventListener('online', () => void all())
  window.addEventListener('storage', tell)
}

const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What of this paper is not with the server, and how the sending goes. */
export function useDesk(id: string): { pending: Pending; state: DeskState } {
  const pending = useSyncExternalStore(listen, () => pendingOf(id))
  const state = useSyncExternalStore(listen, () => stateOf(id))
  return { pending, state }
}
