import { ask, Failure, isPassing, send } from './ask.ts'
import { letGo, type Picked } from './picked.ts'
import type { PlacePoint } from './place.tsx'

/** What is on its way out. Words wait on the device until the server has them; files wait as long as the page is open. */
export interface Outgoing {
  /** The message's own id: sent twice, it appears once. */
  id: string
  at: string
  text: string
  replyTo: string | null
  direct: boolean
  location: PlacePoint | null
  files: Picked[]
  /** Files that a reload of the page lost. */
  lost: boolean
  state: 'waiting' | 'sending' | 'refused' | 'sent'
  /** 0 … 1 */
  share: number
  problem: 'tooLarge' | 'wrongType' | 'tooMany' | 'other' | null
}

export interface Outbox {
  items(): readonly Outgoing[]
  follow(listener: () => void): () => void
  add(written: Pick<Outgoing, 'id' | 'text' | 'replyTo' | 'direct' | 'location' | 'files'>): void
  again(id: string): void
  discard(id: string): void
  /** The room shows these itself. */
  arrived(ids: ReadonlySet<string>): void
  flush(): void
  close(): void
}

/** Opens the outbox of a room and goes on with what the last visit left. `onEnter` is called when the room forgot who we are. */
export function openOutbox(slug: string, on: { sent: () => void; enter: () => void }): Outbox {
  const key = `uchastok.out.${slug}`
  const listeners = new Set<() => void>()
  let items: readonly Outgoing[] = remembered(key)
  let busy = false
  let timer = 0
  let failures = 0

  function change(next: readonly Outgoing[]): void {
    items = next
    const left = items
      .filter(({ state }) => state !== 'sent')
      .map((item) => ({ ...item, files: [], lost: item.lost || item.files.length > 0 }))
    keep(key, left.length > 0 ? JSON.stringify(left) : null)
    for (const listener of listeners) listener()
  }
  const set = (id: string, change_: Partial<Outgoing>) =>
    change(items.map((item) => (item.id === id ? { ...item, ...change_ } : item)))

  function remove(id: string): void {
    letGo(items.find((item) => item.id === id)?.files ?? [])
    change(items.filter((item) => item.id !== id))
  }

  async function goOn(): Promise<void> {
    const item = items.find(({ state }) => state === 'waiting')
    if (busy || !item) return
    busy = true
    clearTimeout(timer)
    set(item.id, { state: 'sending', share: 0, problem: null })
    try {
      await sendOne(slug, item, (share) => set(item.id, { share }))
      failures = 0
      // The neighbours' page shows the rest; what they do not see is confirmed here.
      set(item.id, { state: 'sent', share: 1 })
      on.sent()
    } catch (error) {
      failures += 1
      const entering = error instanceof Failure && error.status === 401
      if (entering || isPassing(error)) {
        set(item.id, { state: 'waiting', problem: error instanceof Failure && error.status === 429 ? 'tooMany' : null })
        if (entering) on.enter()
        else timer = window.setTimeout(() => void goOn(), Math.min(30_000, 1500 * 2 ** Math.min(failures, 5)))
        return
      }
      set(item.id, { state: 'refused', problem: problemOf(error) })
    } finally {
      busy = false
    }
    void goOn()
  }

  return {
    items: () => items,
    follow(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(written) {
      change([
        ...items,
        { ...written, at: new Date().toISOString(), lost: false, state: 'waiting', share: 0, problem: null },
      ])
      void goOn()
    },
    again(id) {
      set(id, { state: 'waiting', problem: null })
      void goOn()
    },
    discard: remove,
    arrived(ids) {
      for (const item of items) if (item.state === 'sent' && !item.direct && ids.has(item.id)) remove(item.id)
    },
    flush() {
      failures = 0
      void goOn()
    },
    close: () => clearTimeout(timer),
  }
}

async function sendOne(slug: string, item: Outgoing, onShare: (share: number) => void): Promise<void> {
  const { id, text, replyTo, direct, location, files } = item
  const path = `/api/rooms/${slug}/messages`
  if (files.length === 0) {
    await ask('POST', path, { id, text, replyTo, direct, location })
    return
  }
  const form = new FormData()
  form.set('id', id)
  form.set('text', text)
  if (replyTo) form.set('replyTo', replyTo)
  form.set('direct', String(direct))
  if (location) form.set('location', JSON.stringify(location))
  for (const { file } of files) form.append('file', file, file.name)
  await send(path, form, onShare)
}

function problemOf(error: unknown): Outgoing['problem'] {
  const status = error instanceof Failure ? error.status : 0
  return status === 413 ? 'tooLarge' : status === 415 ? 'wrongType' : 'other'
}

function remembered(key: string): Outgoing[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as Outgoing[]
    // Words without the files they spoke of wait for the resident; the rest goes on by itself.
    return kept.map((item) => ({
      ...item,
      state: item.lost || item.state === 'refused' ? 'refused' : 'waiting',
      share: 0,
    }))
  } catch {
    return []
  }
}

/** Keeps a text on this device, or takes it away; a full or forbidden memory loses nothing but this comfort. */
export function keep(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Private mode.
  }
}

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
