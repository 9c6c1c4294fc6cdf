import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import type { ListSearch } from './routes.tsx'

export interface Bar {
  key: string
  label: string
  count: number
  to: ListSearch
  note?: string
}

/** Bars with their names and numbers; each opens its list. Drawn by ourselves, so that they print and read aloud well. */
export function Bars({ rows, most = 10, tone }: { rows: Bar[]; most?: number; tone?: 'good' | 'warn' }) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const [all, setAll] = useState(false)
  if (rows.length === 0) return <p className="soft small">{t.nothing}</p>
  const top = Math.max(1, ...rows.map(({ count }) => count))
  const shown = all ? rows : rows.slice(0, most)
  return (
    <>
      <ul className="bars">
        {shown.map(({ key, label, count, to, note }) => (
          <li key={key}>
            <Link to="/campaign/list" search={to} className="bar">
              <span className="bar-label">
                {label}
                {note ? <small>{note}</small> : null}
              </span>
              <span className="bar-count">{number(count, locale)}</span>
              <svg className="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect className="bar-track" width="100" height="8" />
                <rect className="bar-fill" data-tone={tone} width={(count / top) * 100} height="8" />
              </svg>
            </Link>
          </li>
        ))}
      </ul>
      {rows.length > most && !all ? (
        <button type="button" className="link no-print" onClick={() => setAll(true)}>
          {t.more}: {number(rows.length - most, locale)}
        </button>
      ) : null}
    </>
  )
}
