import { notifications } from '@mantine/notifications'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { unsureDecision } from '../../src/incident/incident.ts'
import { isOffline, post, queries } from '../api.ts'
import { keepForLater } from '../outbox.ts'
import { problemOf } from './use-act.ts'

type Decision = z.input<typeof unsureDecision>
interface Pending {
  id: string
  label: string
  decision: Decision
  /** Seconds until it is sent. */
  left: number
  done: boolean
}

const seconds = 5

/** Decisions that wait five seconds before they are sent, so that a slip of the thumb can be taken back. */
export function useUndoable() {
  const [pending, setPending] = useState<Pending[]>([])
  const now = useRef(pending)
  now.current = pending

  const send = useCallback(async ({ id, label, decision }: Pending) => {
    const path = `/api/unsure/${id}`
    try {
      await post(path, decision)
    } catch (error) {
      if (isOffline(error)) return keepForLater({ path, body: { json: decision }, label, at: new Date().toISOString() })
      setPending((all) => all.filter((one) => one.id !== id))
      notifications.show({ message: problemOf(error), color: 'brick' })
    }
    void queries.invalidateQueries({ queryKey: ['unsure'] })
    void queries.invalidateQueries({ queryKey: ['counts'] })
    void queries.invalidateQueries({ queryKey: ['incidents'] })
  }, [])

  useEffect(() => {
    const timer = setInterval(() => {
      const due = now.current.filter((one) => !one.done && one.left <= 1)
      if (now.current.every((one) => one.done)) return
      setPending((all) => all.map((one) => (one.done ? one : { ...one, left: one.left - 1, done: one.left <= 1 })))
      for (const one of due) void send(one)
    }, 1_000)
    return () => {
      clearInterval(timer)
      // Leaving the page is no change of mind.
      for (const one of now.current) if (!one.done) void send(one)
    }
  }, [send])

  const decide = useCallback((id: string, decision: Decision, label: string) => {
    setPending((all) => [...all.filter((one) => one.id !== id), { id, decision, label, left: seconds, done: false }])
  }, [])
  const undo = useCallback((id: string) => setPending((all) => all.filter((one) => one.id !== id)), [])
  return { pending, decide, undo }
}
