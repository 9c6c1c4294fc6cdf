import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { ownShape, RoomMessageView, RoomView } from '../../src/chat/room-routes.ts'
import { ask, Failure } from './ask.ts'
import { openOutbox } from './outbox.ts'

export type OwnReport = z.infer<typeof ownShape>['items'][number]
export type LiveState = 'live' | 'connecting' | 'offline'

/** A room: what was said in it, what happens now, what is on its way out. */
export function useRoom(slug: string) {
  const [room, setRoom] = useState<RoomView | null>(null)
  const [problem, setProblem] = useState<'gone' | 'offline' | 'fault' | null>(null)
  const [reports, setReports] = useState<OwnReport[]>([])
  const [wasIn, setWasIn] = useState(false)
  const base = `/api/rooms/${slug}`
  const inside = room?.me != null

  const load = useCallback(async () => {
    try {
      const read = await ask<RoomView>('GET', base)
      setRoom(read)
      setProblem(null)
      if (read.me) setWasIn(true)
    } catch (error) {
      const status = error instanceof Failure ? error.status : -1
      setProblem(status === 404 || status === 400 ? 'gone' : status === 0 ? 'offline' : 'fault')
    }
  }, [base])

  const loadReports = useCallback(async () => {
    const read = await ask<{ items: OwnReport[] }>('GET', `${base}/mine`).catch(() => null)
    if (read) setReports(read.items)
  }, [base])

  const latest = useRef({ load, loadReports })
  latest.current = { load, loadReports }
  const outbox = useMemo(
    () => openOutbox(slug, { sent: () => void latest.current.loadReports(), enter: () => void latest.current.load() }),
    [slug],
  )
  const outgoing = useSyncExternalStore(outbox.follow, outbox.items)

  useEffect(() => void load(), [load])
  useEffect(() => {
    if (!inside) return
    void loadReports()
    outbox.flush()
    const flush = () => outbox.flush()
    window.addEventListener('online', flush)
    return () => {
      window.removeEventListener('online', flush)
      outbox.close()
    }
  }, [inside, loadReports, outbox])

  const merge = useCallback((message: RoomMessageView) => {
    setRoom((known) => known && { ...known, messages: merged(known.messages, message) })
    // The number of a report comes with the official answer to it.
    if (message.byBot) void latest.current.loadReports()
  }, [])
  const live = useLive(`${base}/live`, inside, merge, load)

  useEffect(() => {
    if (room) outbox.arrived(new Set(room.messages.map(({ id }) => id)))
  }, [room, outbox])

  const enter = useCallback(
    async (nickname: string) => setRoom(await ask<RoomView>('POST', `${base}/enter`, { nickname, consent: true })),
    [base],
  )
  return { room, problem, reports, wasIn, live, outbox, outgoing, load, enter, base }
}

function merged(messages: RoomMessageView[], message: RoomMessageView): RoomMessageView[] {
  const known = messages.some(({ id }) => id === message.id)
  if (known) return messages.map((one) => (one.id === message.id ? message : one))
  return [...messages, message].sort((a, b) => a.at.localeCompare(b.at)).slice(-300)
}

/** The line to the server: opened again with growing pauses, and then everything is read anew. */
function useLive(
  path: string,
  on: boolean,
  onMessage: (message: RoomMessageView) => void,
  onAgain: () => void,
): LiveState {
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => {
    if (!on) return
    let source: EventSource | undefined
    let timer = 0
    let failures = 0
    let wasOpen = false
    const open = () => {
      clearTimeout(timer)
      source?.close()
      setState(navigator.onLine ? 'connecting' : 'offline')
      source = new EventSource(path)
      source.onopen = () => {
        failures = 0
        setState('live')
        // What was said while the line was down is not told again.
        if (wasOpen) onAgain()
        wasOpen = true
      }
      source.onerror = () => {
        source?.close()
        failures += 1
        // A closed room (forgotten, or we are) answers no line: the room itself tells why.
        if (failures === 1) onAgain()
        setState(!navigator.onLine || failures > 2 ? 'offline' : 'connecting')
        timer = window.setTimeout(open, Math.min(30_000, 1000 * 2 ** Math.min(failures, 5)))
      }
      const hear = (event: MessageEvent<string>) => onMessage(JSON.parse(event.data) as RoomMessageView)
      source.addEventListener('message', hear)
      source.addEventListener('edited', hear)
      source.addEventListener('again', onAgain)
    }
    const lost = () => setState('offline')
    open()
    window.addEventListener('online', open)
    window.addEventListener('offline', lost)
    return () => {
      clearTimeout(timer)
      source?.close()
      window.removeEventListener('online', open)
      window.removeEventListener('offline', lost)
    }
  }, [path, on, onMessage, onAgain])
  return state
}
