import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { likelyEnough, type PlaceFound } from '../../src/incident/place.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { groundQuery } from './data.ts'
import { incidentTexts } from './incident-texts.ts'

const MapView = lazy(() => import('../parts/map-view.tsx').then((module) => ({ default: module.MapView })))

/** From 0.8 on nine of ten are right, under 0.5 the chat decides whose it is. */
function howSure({ by, likelihood }: PlaceFound): 'sure' | 'likely' | 'unsure' | 'pin' | 'person' | 'none' {
  if (by === 'pin' || by === 'person' || by === 'none') return by
  return likelihood >= 0.8 ? 'sure' : likelihood >= likelyEnough ? 'likely' : 'unsure'
}

/** Where it is, how sure that is, and whose precinct that is. */
export function PlaceCard({ page, fix }: { page: IncidentPage; fix?: (() => void) | undefined }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const { data: ground } = useQuery(groundQuery)
  const ways: Record<string, string> = { place: t.assignedplace, chat: t.assignedchat, person: t.assignedperson }
  const how = ways[page.assignedBy.split(' ')[0] ?? '']
  const { place } = page
  const sure = place ? t.placeSure[howSure(place)] : ''
  const name = place && (locale === 'kk' ? place.nameKk || place.name : place.name)
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
        {sure ? <p className="soft small">{name ? `${name}: ${sure}` : sure}</p> : null}
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
