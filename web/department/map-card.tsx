import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { noPrecinct } from '../../src/statistics/words.ts'
import type { PrecinctLine } from '../api.ts'
import { groundQuery } from '../inspector/data.ts'
import { Card } from '../parts/card.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { Bars } from './bars.tsx'
import { campaignTexts } from './campaign-texts.ts'
import type { Shared } from './shared.ts'

const CampaignMap = lazy(() => import('./campaign-map.tsx').then((module) => ({ default: module.CampaignMap })))

/** Where it happens: the map, and the same by precinct in the order of their numbers. */
export function MapCard({ data, search, precincts }: Shared & { precincts: PrecinctLine[] }) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const navigate = useNavigate()
  const { data: ground, isError } = useQuery(groundQuery)
  const { precinct, cell } = data.breakdowns
  const counts = new Map(precinct.map(({ value, count }) => [value, count]))
  const known = precincts
    .filter(({ id }) => counts.has(id))
    .map(({ id, number }) => ({ id, label: t.precinctNo(number) }))
  const rows = [...known, ...(counts.has('none') ? [{ id: 'none', label: noPrecinct[locale] }] : [])].map(
    ({ id, label }) => ({
      key: id,
      label,
      count: counts.get(id) ?? 0,
      to: { ...search, measure: 'precinct' as const, value: id },
    }),
  )
  return (
    <Card title={t.map}>
      <div className="where">
        {isError ? null : (
          <div className="where-map no-print">
            {ground ? (
              <Suspense fallback={<div className="map bone" />}>
                <CampaignMap
                  ground={ground}
                  precincts={precinct}
                  cells={cell}
                  label={t.mapLabel}
                  fault={t.nothing}
                  onOpen={(measure, value) =>
                    void navigate({ to: '/campaign/list', search: { ...search, measure, value } })
                  }
                />
              </Suspense>
            ) : (
              <div className="map bone" />
            )}
          </div>
        )}
        <div className="where-bars">
          <h3>{t.precinct}</h3>
          <Bars rows={rows} most={30} />
          <p className="soft small no-print">{cell.length > 0 ? t.mapHint : t.noPoints}</p>
        </div>
      </div>
    </Card>
  )
}
