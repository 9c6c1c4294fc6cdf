import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import type { Tab } from '../../src/incident/incident.ts'
import { useTexts } from '../texts.ts'
import { groundQuery, pointsQuery } from './data.ts'
import { queueTexts } from './queue-texts.ts'

const MapView = lazy(() => import('../parts/map-view.tsx').then((module) => ({ default: module.MapView })))

/** The map of a tab's incidents; a point opens its incident. The map's code comes only when it is needed. */
export function QueueMap({ tab }: { tab: Tab }) {
  const t = useTexts(queueTexts)
  const navigate = useNavigate()
  const { data: ground } = useQuery(groundQuery)
  const { data: points } = useQuery(pointsQuery(tab))
  if (!ground) return <div className="map bone" />
  return (
    <Suspense fallback={<div className="map bone" />}>
      <MapView
        ground={ground}
        points={points ?? []}
        label={t.mapLabel}
        onOpen={(number) =>
          void navigate({ to: '/incidents/$number', params: { number: String(number) }, search: true })
        }
      />
    </Suspense>
  )
}
