import 'maplibre-gl/dist/maplibre-gl.css'
import { useComputedColorScheme } from '@mantine/core'
import type { FeatureCollection } from 'geojson'
import { type GeoJSONSource, LngLatBounds, Map as MapLibre, Marker, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useRef, useState } from 'react'
import type { ManagedPrecinctView } from '../../src/inspection/routes.ts'
import { mapStyle } from '../parts/map-style.ts'
import { useLocale, useTexts } from '../texts.ts'
import { precinctsTexts } from './precincts-texts.ts'
import { areaOf, inserted, middles, moved, type Ring, rounded, without } from './ring.ts'

setWorkerUrl(workerUrl)

interface Props {
  base: FeatureCollection
  precincts: readonly ManagedPrecinctView[]
  chosen: string | null
  choose: (id: string) => void
  /** The border being drawn; null when none is. */
  ring: Ring | null
  change: (ring: Ring) => void
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }
const shymkent = new LngLatBounds([69.45, 42.25], [69.75, 42.42])

/** The precincts on the map, and the border of one with its points to move. */
export function PrecinctMap({ base, precincts, chosen, choose, ring, change }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const locale = useLocale()
  const t = useTexts(precinctsTexts)
  const isDark = useComputedColorScheme('light') === 'dark'
  const acts = useRef({ choose, ring, change })
  acts.current = { choose, ring, change }
  const shown = useRef(precincts)
  shown.current = precincts

  useEffect(() => {
    if (!box.current) return
    const start = boundsOf(shown.current.map(({ area }) => area))
    const made = new MapLibre({
      container: box.current,
      style: mapStyle(base, nothing, locale, isDark),
      bounds: start.isEmpty() ? shymkent : start,
      fitBoundsOptions: { padding: 28 },
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      doubleClickZoom: false,
      locale: { 'Map.Title': t.map },
    })
    made.touchZoomRotate.disableRotation()
    made.addControl(new NavigationControl({ showCompass: false }), 'top-right')
    const line = isDark ? '#6fb3b9' : '#155e67'
    made.on('load', () => {
      made.addSource('managed', { type: 'geojson', data: nothing })
      made.addLayer({
        id: 'managed-fill',
        type: 'fill',
        source: 'managed',
        paint: { 'fill-color': line, 'fill-opacity': ['case', ['get', 'chosen'], 0.28, 0.08] },
      })
      made.addLayer({
        id: 'managed-line',
        type: 'line',
        source: 'managed',
        paint: { 'line-color': line, 'line-width': ['case', ['get', 'chosen'], 3, 1.6] },
      })
      made.addLayer({
        id: 'managed-name',
        type: 'symbol',
        source: 'managed',
        layout: { 'text-field': ['concat', '№ ', ['get', 'number']], 'text-size': 16 },
        paint: { 'text-color': line, 'text-halo-color': isDark ? '#161817' : '#ffffff', 'text-halo-width': 2 },
      })
      made.addSource('drawn', { type: 'geojson', data: nothing })
      made.addLayer({
        id: 'drawn-fill',
        type: 'fill',
        source: 'drawn',
        paint: { 'fill-color': '#c08a22', 'fill-opacity': 0.2 },
      })
      made.addLayer({
        id: 'drawn-line',
        type: 'line',
        source: 'drawn',
        paint: { 'line-color': '#c08a22', 'line-width': 3 },
      })
      setMap(made)
    })
    made.on('click', (event) => {
      const { ring: drawn, change: draw, choose: pick } = acts.current
      if (drawn) return draw([...drawn, [rounded(event.lngLat.lng), rounded(event.lngLat.lat)]])
      const [feature] = made.queryRenderedFeatures(event.point, { layers: ['managed-fill'] })
      if (feature) pick(String(feature.properties.id))
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [base, locale, isDark, t.map])

  useEffect(() => {
    map?.getSource<GeoJSONSource>('managed')?.setData({
      type: 'FeatureCollection',
      features: precincts
        .filter(({ id }) => !(ring && id === chosen))
        .map(({ id, number, area }) => ({
          type: 'Feature',
          geometry: area as never,
          properties: { id, number, chosen: id === chosen },
        })),
    })
  }, [map, precincts, chosen, ring])

  useEffect(() => {
    if (!map || !chosen) return
    const precinct = shown.current.find(({ id }) => id === chosen)
    if (precinct) map.fitBounds(boundsOf([precinct.area]), { padding: 60, maxZoom: 15.5 })
  }, [map, chosen])

  useEffect(() => {
    if (!map) return
    map.getSource<GeoJSONSource>('drawn')?.setData(ring && ring.length > 0 ? drawnShape(ring) : nothing)
    if (!ring) return
    let handles: Marker[] = []
    const place = () => {
      for (const handle of handles) handle.remove()
      handles = handlesOf(map, acts.current, ring, t)
    }
    place()
    // Nearer to the ground there is room for points that stood on each other.
    map.on('zoomend', place)
    return () => {
      map.off('zoomend', place)
      for (const handle of handles) handle.remove()
    }
  }, [map, ring, t])

  return <div ref={box} className="adm-map-box" data-ready={map ? '' : undefined} />
}

/** A handle for each point that has room on the screen, and between those far enough apart one to add a point. */
function handlesOf(map: MapLibre, acts: Acts, ring: Ring, t: Words): Marker[] {
  const places = ring.map(([lon, lat]) => map.project([lon, lat]))
  let last: (typeof places)[number] | null = null
  const shown = places.map((place) => {
    const room = !last || last.dist(place) >= vertexRoom
    if (room) last = place
    return room
  })
  const wide = (at: number) => {
    const [from, to] = [places[at], places[(at + 1) % places.length]]
    return from !== undefined && to !== undefined && from.dist(to) >= middleRoom
  }
  return [
    ...ring.flatMap((point, at) => (shown[at] ? [vertex(map, acts, ring, at, point, t.vertex(at + 1))] : [])),
    ...(ring.length > 2 ? middles(ring) : []).flatMap((point, at) =>
      wide(at) ? [middle(map, acts, ring, at, point, t.middle(at + 1))] : [],
    ),
  ]
}

const vertexRoom = 36
const middleRoom = 60
type Words = Pick<(typeof precinctsTexts)['ru'], 'vertex' | 'middle'>
type Acts = { change: (ring: Ring) => void }

function vertex(
  map: MapLibre,
  acts: Acts,
  ring: Ring,
  at: number,
  point: readonly [number, number],
  label: string,
): Marker {
  const element = handleElement('adm-vertex', label)
  element.dataset.at = String(at)
  const marker = new Marker({ element, draggable: true }).setLngLat([point[0], point[1]]).addTo(map)
  marker.on('dragend', () => {
    const { lng, lat } = marker.getLngLat()
    acts.change(moved(ring, at, [rounded(lng), rounded(lat)]))
  })
  const drop = () => acts.change(without(ring, at))
  element.addEventListener('click', (event) => event.stopPropagation())
  element.addEventListener('dblclick', (event) => {
    event.stopPropagation()
    drop()
  })
  element.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] }[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') drop()
    else if (step) {
      const from = map.project(marker.getLngLat())
      const { lng, lat } = map.unproject([from.x + (step[0] ?? 0), from.y + (step[1] ?? 0)])
      acts.change(moved(ring, at, [rounded(lng), rounded(lat)]))
      // The handles are made anew: the one in use keeps the focus.
      const box = element.parentElement
      requestAnimationFrame(() => box?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus())
    } else return
    event.preventDefault()
    event.stopPropagation()
  })
  return marker
}

function middle(
  map: MapLibre,
  acts: Acts,
  ring: Ring,
  at: number,
  point: readonly [number, number],
  label: string,
): Marker {
  const element = handleElement('adm-vertex middle', label)
  element.addEventListener('click', (event) => {
    event.stopPropagation()
    acts.change(inserted(ring, at, [rounded(point[0]), rounded(point[1])]))
  })
  return new Marker({ element }).setLngLat([point[0], point[1]]).addTo(map)
}

function handleElement(className: string, label: string): HTMLElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.ariaLabel = label
  return element
}

function drawnShape(ring: Ring): FeatureCollection {
  const geometry =
    ring.length > 2
      ? (areaOf(ring) as never)
      : { type: 'LineString' as const, coordinates: ring.map(([lon, lat]) => [lon, lat]) }
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] }
}

function boundsOf(areas: readonly ManagedPrecinctView['area'][]): LngLatBounds {
  const bounds = new LngLatBounds()
  for (const area of areas) {
    const rings = area.type === 'Polygon' ? area.coordinates : area.coordinates.flat()
    for (const [lon, lat] of rings.flat()) bounds.extend([lon, lat])
  }
  return bounds
}
