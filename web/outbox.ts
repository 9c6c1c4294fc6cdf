import { useSyncExternalStore } from 'react'
import { ApiError, isOffline, post, queries } from './api.ts'

/** What could not be sent for want of a connection: kept in IndexedDB, sent in order when the line is back. */

export interface Waiting {
  id: number
  path: string
  /** JSON, or the fields of a form with a file among them. */
  body: { json: unknown } | { fields: Record<string, string>; file: File }
  label: string
  at: string
  /** What the server said against it; then a person decides. */
  problem?: string
}

let waiting: Waiting[] = []
const listeners = new Set<() => void>()

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('uchastok', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened()
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = work(db.transaction('outbox', mode).objectStore('outbox'))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  } finally {
    db.close()
  }
}

async function readAgain(): Promise<void> {
  waiting = await inStore<Waiting[]>('readonly', (store) => store.getAll())
  for (const listener of listeners) listener()
}

/** Keeps a request until it can be sent. */
export async function keepForLater(letter: Omit<Waiting, 'id'>): Promise<void> {
  await inStore('readwrite', (store) => store.add(letter))
  await readAgain()
}

export async function dropWaiting(id: number): Promise<void> {
  await inStore('readwrite', (store) => store.delete(id))
  await readAgain()
}

/** Sends what waits, the oldest first; stops at the first sign that the line is still down. One tab at a time. */
export async function sendWaiting(): Promise<void> {
  if (!waiting.some((letter) => !letter.problem)) return
  await navigator.locks.request('uchastok-outbox', async () => {
    await readAgain()
    for (const letter of waiting) {
      if (letter.problem) continue
      try {
        await post(letter.path, 'json' in letter.body ? letter.body.json : formOf(letter.body))
        await dropWaiting(letter.id)
      } catch (error) {
        if (isOffline(error) || (error instanceof ApiError && (error.status === 401 || error.status === 503))) return
        await inStore('readwrite', (store) =>
          store.put({ ...letter, problem: error instanceof Error ? error.message : String(error) }),
        )
        await readAgain()
      }
    }
    await queries.invalidateQueries()
  })
}

function formOf({ fields, file }: { fields: Record<string, string>; file: File }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return form
}

export async function forgetWaiting(): Promise<void> {
  await inStore('readwrite', (store) => store.clear())
  await readAgain()
}

/** Begins to look after the outbox; call once. */
export function watchOutbox(): void {
  void readAgain().then(sendWaiting)
  window.addEventListener('online', () => void sendWaiting())
}

export function useWaiting(): Waiting[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => waiting,
  )
}
