import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { change } from '../../src/statistics/measures.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { percent } from './duration.ts'
import type { ListSearch } from './routes.tsx'

/** One number with its plain name; it opens the incidents behind it. */
export function Figure({
  value,
  label,
  note,
  to,
  tone,
}: {
  value: ReactNode
  label: string
  note?: ReactNode
  to: ListSearch
  tone?: 'warn' | 'danger' | undefined
}) {
  return (
    <Link to="/campaign/list" search={to} className="figure" data-tone={tone}>
      <strong className="figure-value">{value}</strong>
      <span className="figure-label">{label}</span>
      {note ? <span className="figure-note">{note}</span> : null}
    </Link>
  )
}

/** What it was in the period before, and how far it moved: without praise or blame. */
export function Against({ now, before }: { now: number; before: number | undefined }) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  if (before === undefined) return null
  const moved = change(now, before)
  if (moved === 0) return <>{t.same}</>
  // Tens of times more than next to nothing says nothing.
  const sign = moved === null || moved > 3 ? '' : ` · ${moved > 0 ? '+' : '−'}${percent(Math.abs(moved), locale)}`
  return (
    <>
      {t.was(number(before, locale))}
      {sign}
    </>
  )
}

/** A number in a line of text rows: name on the left, number on the right. */
export function Line({ label, value, to }: { label: string; value: ReactNode; to?: ListSearch }) {
  const inside = (
    <>
      <span>{label}</span>
      <strong>{value}</strong>
    </>
  )
  return (
    <li>
      {to ? (
        <Link to="/campaign/list" search={to} className="figure-line">
          {inside}
        </Link>
      ) : (
        <span className="figure-line">{inside}</span>
      )}
    </li>
  )
}
