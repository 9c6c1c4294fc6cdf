import 'maplibre-gl/dist/maplibre-gl.css'
import { useComputedColorScheme } from '@mantine/core'
import type { Feature, FeatureCollection, Position } from 'geojson'
import { LngLatBounds, Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import { mapStyle } from '../parts/map-style.ts'
import { useLocale } from '../texts.ts'

setWorkerUrl(workerUrl)

interface Counted {
  value: string
  count: number
}

/** The ground shaded by how much each precinct reported, and the squares from which reports came. */
export function CampaignMap({
  ground,
  precincts,
  cells,
  label,
  fault,
  onOpen,
}: {
  ground: { base: FeatureCollection; precincts: FeatureCollection }
  precincts: Counted[]
  cells: Counted[]
  label: string
  fault: string
  onOpen: (measure: 'precinct' | 'cell', value: string) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const locale = useLocale()
  const dark = useComputedColorScheme('light') === 'dark'
  const [failed, setFailed] = useState(false)
  const open = useRef(onOpen)
  open.current = onOpen

  useEffect(() => {
    const place = box.current
    if (!place) return
    const counts = new Map(precincts.map(({ value, count }) => [value, count]))
    const top = Math.max(1, ...counts.values())
    const shaded: FeatureCollection = {
      ...ground.precincts,
      features: ground.precincts.features.map((feature) => ({
        ...feature,
        properties: { ...feature.properties, share: (counts.get(String(feature.properties?.id)) ?? 0) / top },
      })),
    }
    let map: MapLibre
    try {
      map = new MapLibre({
        container: place,
        style: mapStyle(ground.base, shaded, locale, dark),
        bounds: boundsOf(ground.precincts),
        fitBoundsOptions: { padding: 24 },
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        // The page scrolls over the map; two fingers or Ctrl move it.
        scrollZoom: false,
        locale: { 'Map.Title': label },
      })
    } catch {
      setFailed(true)
      return
    }
    map.touchZoomRotate.disableRotation()
    map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    map.on('load', () => {
      const colour = dark ? '#6fb3b9' : '#155e67'
      map.addLayer(
        {
          id: 'precinct-shades',
          type: 'fill',
          source: 'precincts',
          paint: {
            'fill-color': colour,
            'fill-opacity': ['interpolate', ['linear'], ['get', 'share'], 0, 0.02, 1, dark ? 0.34 : 0.3],
          },
        },
        'precinct-edges',
      )
      map.addSource('cells', { type: 'geojson', data: { type: 'FeatureCollection', features: cells.map(pointOf) } })
      map.addLayer({
        id: 'cells',
        type: 'circle',
        source: 'cells',
        paint: {
          'circle-color': dark ? '#e6b65a' : '#b4560f',
          'circle-opacity': 0.72,
          'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1, 5, 5, 13, 12, 24],
          'circle-stroke-width': 1.5,
          'circle-stroke-color': dark ? '#161817' : '#ffffff',
        },
      })
      place.dataset.ready = ''
    })
    map.on('click', (event) => {
      const found = map.queryRenderedFeatures(event.point, { layers: ['cells', 'precinct-shades'] })[0]
      if (found?.layer.id === 'cells') open.current('cell', String(found.properties.value))
      else if (found) open.current('precinct', String(found.properties.id))
    })
    map.on('mousemove', (event) => {
      const over = map.queryRenderedFeatures(event.point, {
        layers: ['cells', 'precinct-shades'].filter((id) => map.getLayer(id)),
      })
      map.getCanvas().style.cursor = over.length > 0 ? 'pointer' : ''
    })
    return () => map.remove()
  }, [ground, precincts, cells, locale, dark, label])

  if (failed)
    return (
      <div className="map map-failed">
        <p>{fault}</p>
      </div>
    )
  return <div ref={box} className="map" />
}

function pointOf({ value, count }: Counted): Feature {
  const [east = 0, north = 0] = value.split(',').map(Number)
  return {
    type: 'Feature',
    properties: { value, count },
    geometry: { type: 'Point', coordinates: [east / 1000, north / 1000] },
  }
}

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
