import { useNavigate } from '@tanstack/react-router'
import { type RefObject, useEffect } from 'react'
import type { IncidentRow } from '../../src/incident/incident.ts'
import { useAccept } from './use-act.ts'

interface Keys {
  rows: IncidentRow[]
  /** The number of the incident that is open. */
  open: string | undefined
  searchField: RefObject<HTMLInputElement | null>
  showHelp: () => void
}

/** j, k, Enter, /, a, ?, Esc: silent while one types or a window is open. */
export function useQueueKeys({ rows, open, searchField, showHelp }: Keys): void {
  const navigate = useNavigate()
  const accept = useAccept()
  useEffect(() => {
    const chosen = () => (document.activeElement as HTMLElement | null)?.dataset.row ?? open
    const move = (step: 1 | -1) => {
      const all = [...document.querySelectorAll<HTMLElement>('[data-row]')]
      const at = all.findIndex((row) => row.dataset.row === chosen())
      const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    const hear = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest(
        'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]',
      )
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'j') move(1)
      else if (event.key === 'k') move(-1)
      else if (event.key === '/') {
        event.preventDefault()
        searchField.current?.focus()
      } else if (event.key === '?') showHelp()
      else if (event.key === 'Escape' && open) void navigate({ to: '/incidents', search: true })
      else if (event.key === 'a') {
        const row = rows.find((one) => String(one.number) === chosen())
        if (row && (row.status === 'new' || row.status === 'reopened')) accept(row)
      }
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [rows, open, searchField, showHelp, navigate, accept])
}
