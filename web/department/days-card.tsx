import { Link, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo } from 'react'
import { daysOf } from '../../src/statistics/operation.ts'
import { Card } from '../parts/card.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { dayWord } from './day-word.ts'
import type { Shared } from './shared.ts'

const DaysChart = lazy(() => import('./days-chart.tsx').then((module) => ({ default: module.DaysChart })))

/** Opened and closed day by day, as a picture and as a table. */
export function DaysCard({ data, search }: Shared) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const { from, to } = data
  const { openedOn, closedOn } = data.breakdowns
  const rows = useMemo(() => {
    const opened = new Map(openedOn.map(({ value, count }) => [value, count]))
    const closed = new Map(closedOn.map(({ value, count }) => [value, count]))
    return daysOf({ from, to }).map((day) => ({ day, opened: opened.get(day) ?? 0, closed: closed.get(day) ?? 0 }))
  }, [openedOn, closedOn, from, to])
  const words = useMemo(() => ({ opened: t.openedLine, closed: t.closedLine }), [t])
  const busy = rows.filter(({ opened, closed }) => opened + closed > 0)
  return (
    <Card title={t.byDay}>
      {rows.length > 1 ? (
        <Suspense fallback={<div className="bone bones-chart" />}>
          <DaysChart
            rows={rows}
            words={words}
            onDay={(day) =>
              void navigate({ to: '/campaign/list', search: { ...search, measure: 'openedOn', value: day } })
            }
          />
        </Suspense>
      ) : null}
      <details className="day-table">
        <summary>{t.dayTable}</summary>
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{t.day}</th>
              <th scope="col">{t.openedLine}</th>
              <th scope="col">{t.closedLine}</th>
            </tr>
          </thead>
          <tbody>
            {busy.map(({ day, opened, closed }) => (
              <tr key={day}>
                <th scope="row">{dayWord(day, locale, 'long')}</th>
                <td>
                  {opened ? (
                    <Link to="/campaign/list" search={{ ...search, measure: 'openedOn', value: day }}>
                      {number(opened, locale)}
                    </Link>
                  ) : (
                    '—'
                  )}
                </td>
                <td>
                  {closed ? (
                    <Link to="/campaign/list" search={{ ...search, measure: 'closedOn', value: day }}>
                      {number(closed, locale)}
                    </Link>
                  ) : (
                    '—'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}
