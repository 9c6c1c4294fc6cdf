import { useSyncExternalStore } from 'react'

/** The clock of the pages: ticks every half minute, one timer for all. */

let now = Date.now()
const listeners = new Set<() => void>()
let timer = 0

function listen(listener: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now()
    timer = window.setInterval(() => {
      now = Date.now()
      for (const each of listeners) each()
    }, 30_000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

export const useNow = (): number => useSyncExternalStore(listen, () => now)
