import 'maplibre-gl/dist/maplibre-gl.css'
import { useComputedColorScheme } from '@mantine/core'
import type { FeatureCollection, Position } from 'geojson'
import { type GeoJSONSource, LngLatBounds, Map as MapLibre, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
// The worker imports its neighbour, so it is built as one file of our own origin.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import type { Point } from '../../src/chat/message.ts'
import type { Category } from '../../src/detection/categories.ts'
import type { Status } from '../../src/incident/life.ts'
import { texts, useLocale, useTexts } from '../texts.ts'
import { mapStyle } from './map-style.ts'
import { statusColour } from './marks.tsx'
import { categoryWords } from './words.ts'

setWorkerUrl(workerUrl)

const words = texts({
  ru: { fault: 'Карту не удалось показать на этом устройстве.', hint: '№', zoomIn: 'Приблизить', zoomOut: 'Отдалить' },
  kk: { fault: 'Картаны бұл құрылғыда көрсету мүмкін болмады.', hint: '№', zoomIn: 'Жақындату', zoomOut: 'Алыстату' },
  en: { fault: 'The map cannot be shown on this device.', hint: 'No.', zoomIn: 'Zoom in', zoomOut: 'Zoom out' },
})

export interface MapPoint {
  id: string
  number: number
  category: Category
  status: Status
  lon: number
  lat: number
}

interface Props {
  ground: { base: FeatureCollection; precincts: FeatureCollection }
  label: string
  points?: MapPoint[]
  onOpen?: (number: number) => void
  /** One place, marked by a pin. */
  at?: Point | null
  /** Called with the place that was tapped; the pin may be dragged too. */
  onPick?: (point: Point) => void
}

const none: MapPoint[] = []

/** A map of the district from our own GeoJSON: precincts, incidents by status, one place, or the choosing of a place. */
export function MapView({ ground, label, points = none, onOpen, at = null, onPick }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const [failed, setFailed] = useState(false)
  const locale = useLocale()
  const t = useTexts(words)
  const names = useTexts(categoryWords)
  const isDark = useComputedColorScheme('light') === 'dark'
  const acts = useRef({ onOpen, onPick })
  acts.current = { onOpen, onPick }
  const seen = useRef(at)

  useEffect(() => {
    if (!box.current) return
    let made: MapLibre
    const start = seen.current
    try {
      made = new MapLibre({
        container: box.current,
        style: mapStyle(ground.base, ground.precincts, locale, isDark),
        ...(start
          ? { center: [start.lon, start.lat], zoom: 16.3 }
          : { bounds: boundsOf(ground.precincts), fitBoundsOptions: { padding: 28 } }),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        cooperativeGestures: false,
        locale: { 'NavigationControl.ZoomIn': t.zoomIn, 'NavigationControl.ZoomOut': t.zoomOut, 'Map.Title': label },
      })
    } catch {
      setFailed(true)
      return
    }
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    made.on('load', () => {
      made.addSource('points', { type: 'geojson', data: collection([]) })
      made.addLayer({
        id: 'points',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-color': ['get', 'colour'],
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 5, 17, 10],
          'circle-stroke-width': 2,
          'circle-stroke-color': isDark ? '#161817' : '#ffffff',
        },
      })
      setMap(made)
    })
    made.on('click', 'points', (event) => {
      const number = event.features?.[0]?.properties.number
      if (number) acts.current.onOpen?.(Number(number))
    })
    made.on('click', (event) => acts.current.onPick?.({ lon: round(event.lngLat.lng), lat: round(event.lngLat.lat) }))
    made.on('mousemove', 'points', (event) => {
      made.getCanvas().style.cursor = 'pointer'
      const { number, category } = event.features?.[0]?.properties ?? {}
      box.current?.setAttribute('title', `${t.hint} ${number} · ${names[category as Category] ?? ''}`)
    })
    made.on('mouseleave', 'points', () => {
      made.getCanvas().style.cursor = ''
      box.current?.removeAttribute('title')
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [ground, locale, isDark, label, t, names])

  useEffect(() => {
    map?.getSource<GeoJSONSource>('points')?.setData(collection(points))
  }, [points, map])

  useEffect(() => {
    if (!map || !at) return
    const pin = new Marker({ color: '#155e67', draggable: Boolean(acts.current.onPick) })
      .setLngLat([at.lon, at.lat])
      .addTo(map)
    pin.on('dragend', () => {
      const { lng, lat } = pin.getLngLat()
      acts.current.onPick?.({ lon: round(lng), lat: round(lat) })
    })
    if (!map.getBounds().contains([at.lon, at.lat])) map.easeTo({ center: [at.lon, at.lat], zoom: 16.3 })
    return () => {
      pin.remove()
    }
  }, [at, map])

  if (failed)
    return (
      <div className="map map-failed">
        <p>{t.fault}</p>
      </div>
    )
  return <div ref={box} className="map" data-ready={map ? '' : undefined} />
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

function collection(points: MapPoint[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: points.map(({ lon, lat, number, category, status }) => ({
      type: 'Feature',
      properties: { number, category, colour: statusColour[status] },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  }
}

/** The box around everything; Shymkent where there is nothing. */
function boundsOf(features: FeatureCollection): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const { geometry } of features.features) {
    const rings: Position[][] =
      geometry.type === 'Polygon'
        ? geometry.coordinates
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates.flat()
          : []
    for (const [lon, lat] of rings.flat()) if (lon !== undefined && lat !== undefined) bounds.extend([lon, lat])
  }
  return bounds.isEmpty() ? new LngLatBounds([69.45, 42.25], [69.75, 42.42]) : bounds
}
