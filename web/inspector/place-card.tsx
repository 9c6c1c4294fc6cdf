import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { groundQuery } from './data.ts'
import { incidentTexts } from './incident-texts.ts'

const MapView = lazy(() => import('../parts/map-view.tsx').then((module) => ({ default: module.MapView })))

/** Where it is, and whose precinct that is. */
export function PlaceCard({ page, fix }: { page: IncidentPage; fix?: (() => void) | undefined }) {
  const t = useTexts(incidentTexts)
  const { data: ground } = useQuery(groundQuery)
  const how =
    page.assignedBy === 'place'
      ? t.assignedplace
      : page.assignedBy === 'chat'
        ? t.assignedchat
        : page.assignedBy === 'person'
          ? t.assignedperson
          : ''
  return (
    <Card
      title={t.place}
      action={
        fix ? (
          <Button variant="subtle" size="compact-sm" onClick={fix}>
            {t.fixPlace}
          </Button>
        ) : null
      }
    >
      <div>
        <p className="place-text">{page.placeText || t.noPlace}</p>
        <p className="soft small">
          {page.precinctNumber ? t.precinct(page.precinctNumber) : t.noPrecinct}
          {how ? `, ${how}` : ''}
        </p>
      </div>
      {page.point && ground ? (
        <div className="place-map">
          <Suspense fallback={<div className="map bone" />}>
            <MapView ground={ground} at={page.point} label={`${t.place}: ${page.placeText || t.noPlace}`} />
          </Suspense>
        </div>
      ) : page.point ? (
        <div className="place-map">
          <div className="map bone" />
        </div>
      ) : (
        <p className="note">
          <Icon name="pin" size={18} />
          {t.noPoint}
        </p>
      )}
    </Card>
  )
}
