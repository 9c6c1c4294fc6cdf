import { useEffect, useSyncExternalStore } from 'react'
import type { Urgency } from '../src/detection/categories.ts'
import type { Status } from '../src/incident/life.ts'
import { queries } from './api.ts'

/** What happens in the department, as it happens: lists and pages read themselves anew. */

export interface IncidentEvent {
  id: string
  kind: string
  number?: number
  status?: Status
  precinctId?: string | null
  inspectorId?: string | null
  urgency?: Urgency
}

export type LiveState = 'live' | 'connecting' | 'offline'

let state: LiveState = 'connecting'
const fresh = new Map<string, number>()
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const listen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function become(next: LiveState): void {
  if (state === next) return
  state = next
  tell()
}

export const useLiveState = (): LiveState => useSyncExternalStore(listen, () => state)

/** Whether this incident has just changed: its row is lit up for a while. */
export const useFresh = (id: string): boolean => useSyncExternalStore(listen, () => fresh.has(id))

const litFor = 6_000
function lightUp(id: string): void {
  clearTimeout(fresh.get(id))
  fresh.set(
    id,
    window.setTimeout(() => {
      fresh.delete(id)
      tell()
    }, litFor),
  )
  tell()
}

const everything = ['incidents', 'counts', 'incident', 'unsure', 'paper', 'imports', 'burning', 'reminders', 'law']
const again = (...key: string[]) => void queries.invalidateQueries({ queryKey: key })

function readAnew(event: IncidentEvent): void {
  again('incidents')
  again('counts')
  if (event.number === undefined) again('incident')
  else again('incident', String(event.number))
  if (event.kind.startsWith('paper.') || event.kind === 'case.acted') {
    again('paper')
    again('deadlines')
  }
  if (event.kind === 'deadline.near') {
    again('burning')
    again('reminders')
  }
  lightUp(event.id)
}

/** Keeps the line to the server open while the component lives; `onIncident` hears each event after the lists know. */
export function useLive(onIncident: (event: IncidentEvent) => void): void {
  useEffect(() => {
    let source: EventSource | undefined
    let timer = 0
    let failures = 0
    let wasOpen = false

    const open = () => {
      become(navigator.onLine ? 'connecting' : 'offline')
      source = new EventSource('/api/live')
      source.onopen = () => {
        failures = 0
        become('live')
        // What happened while the line was down is not told again.
        if (wasOpen) for (const key of everything) again(key)
        wasOpen = true
      }
      source.onerror = () => {
        source?.close()
        failures += 1
        become(!navigator.onLine || failures > 2 ? 'offline' : 'connecting')
        clearTimeout(timer)
        timer = window.setTimeout(open, Math.min(30_000, 1_000 * 2 ** Math.min(failures, 5)))
      }
      source.addEventListener('incident', (message) => {
        const event = JSON.parse(message.data) as IncidentEvent
        readAnew(event)
        onIncident(event)
      })
      source.addEventListener('unsure', () => {
        again('unsure')
        again('counts')
      })
      source.addEventListener('import', () => again('imports'))
      source.addEventListener('law', () => again('law'))
      source.addEventListener('again', () => {
        for (const key of everything) again(key)
      })
    }
    const atOnce = () => {
      clearTimeout(timer)
      source?.close()
      open()
    }
    const lost = () => become('offline')

    open()
    window.addEventListener('online', atOnce)
    window.addEventListener('offline', lost)
    return () => {
      clearTimeout(timer)
      source?.close()
      window.removeEventListener('online', atOnce)
      window.removeEventListener('offline', lost)
    }
  }, [onIncident])
}
