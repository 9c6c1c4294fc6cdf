import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl'
import type { Locale } from '../../src/base/access.ts'

/** How the ground is drawn: quiet, so that the points speak. No tiles and no fonts from afar: both would tell others where we look. */

interface Paints {
  land: string
  quarter: string
  green: string
  water: string
  house: string
  houseEdge: string
  street: string
  streetEdge: string
  path: string
  text: string
  halo: string
  precinct: string
}

const light: Paints = {
  land: '#f1efe9',
  quarter: '#f7f5f1',
  green: '#e0eadb',
  water: '#cfe3e8',
  house: '#e5e0d6',
  houseEdge: '#d3ccbe',
  street: '#ffffff',
  streetEdge: '#dfd9cd',
  path: '#e6e0d4',
  text: '#5c574f',
  halo: '#fbfaf7',
  precinct: '#155e67',
}
const dark: Paints = {
  land: '#191b1a',
  quarter: '#1e2120',
  green: '#1f2a21',
  water: '#1b3036',
  house: '#2b2e2d',
  houseEdge: '#383b39',
  street: '#34373a',
  streetEdge: '#101211',
  path: '#2a2c2b',
  text: '#b1aea7',
  halo: '#161817',
  precinct: '#6fb3b9',
}

const kindIs = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]]
const usedAs = (...uses: string[]): ExpressionSpecification => [
  'in',
  ['coalesce', ['get', 'use'], ['get', 'landuse'], ''],
  ['literal', uses],
]
const shape = (type: string): ExpressionSpecification => ['==', ['geometry-type'], type]
const line = { 'line-cap': 'round', 'line-join': 'round' } as const
const wide = (low: number, high: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.6],
  ['zoom'],
  12,
  low,
  18,
  high,
]
const main: ExpressionSpecification = ['in', ['coalesce', ['get', 'class'], ''], ['literal', ['boulevard', 'avenue']]]

export function mapStyle(
  base: FeatureCollection,
  precincts: FeatureCollection,
  locale: Locale,
  isDark: boolean,
): StyleSpecification {
  const paint = isDark ? dark : light
  const name: ExpressionSpecification = [
    'coalesce',
    ['get', locale === 'kk' ? 'nameKk' : 'nameRu'],
    ['get', 'nameRu'],
    '',
  ]
  const text = { 'text-color': paint.text, 'text-halo-color': paint.halo, 'text-halo-width': 1.4 }
  return {
    version: 8,
    sources: {
      base: { type: 'geojson', data: base },
      precincts: { type: 'geojson', data: precincts },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': paint.land } },
      {
        id: 'quarters',
        type: 'fill',
        source: 'base',
        filter: ['all', shape('Polygon'), kindIs('quarter', 'land', 'microdistrict', 'area')],
        paint: { 'fill-color': paint.quarter, 'fill-opacity': ['match', ['get', 'kind'], 'land', 0.5, 1] },
      },
      {
        id: 'greens',
        type: 'fill',
        source: 'base',
        filter: [
          'all',
          shape('Polygon'),
          ['any', kindIs('ground', 'park', 'green'), usedAs('park', 'garden', 'yard', 'green')],
        ],
        paint: { 'fill-color': paint.green },
      },
      {
        id: 'waters',
        type: 'fill',
        source: 'base',
        filter: ['all', shape('Polygon'), ['any', kindIs('water'), usedAs('water')]],
        paint: { 'fill-color': paint.water },
      },
      {
        id: 'paths',
        type: 'line',
        source: 'base',
        minzoom: 14,
        filter: kindIs('path'),
        layout: line,
        paint: { 'line-color': paint.path, 'line-width': wide(0.5, 4), 'line-dasharray': [2, 1.6] },
      },
      {
        id: 'street-edges',
        type: 'line',
        source: 'base',
        filter: ['all', shape('LineString'), kindIs('street')],
        layout: line,
        paint: {
          'line-color': paint.streetEdge,
          'line-width': [
            'interpolate',
            ['exponential', 1.6],
            ['zoom'],
            12,
            ['case', main, 4, 2],
            18,
            ['case', main, 32, 20],
          ],
        },
      },
      {
        id: 'streets',
        type: 'line',
        source: 'base',
        filter: ['all', shape('LineString'), kindIs('street')],
        layout: line,
        paint: {
          'line-color': paint.street,
          'line-width': [
            'interpolate',
            ['exponential', 1.6],
            ['zoom'],
            12,
            ['case', main, 3, 1.2],
            18,
            ['case', main, 29, 17],
          ],
        },
      },
      {
        id: 'houses',
        type: 'fill',
        source: 'base',
        minzoom: 13.5,
        filter: ['all', shape('Polygon'), kindIs('house', 'building', 'landmark')],
        paint: { 'fill-color': paint.house, 'fill-outline-color': paint.houseEdge },
      },
      {
        id: 'precinct-edges',
        type: 'line',
        source: 'precincts',
        layout: line,
        paint: { 'line-color': paint.precinct, 'line-width': 2, 'line-opacity': 0.55, 'line-dasharray': [3, 2] },
      },
      {
        id: 'street-names',
        type: 'symbol',
        source: 'base',
        minzoom: 14.2,
        filter: ['all', shape('LineString'), kindIs('street')],
        layout: { 'symbol-placement': 'line', 'text-field': name, 'text-size': 11.5, 'symbol-spacing': 320 },
        paint: text,
      },
      {
        id: 'house-numbers',
        type: 'symbol',
        source: 'base',
        minzoom: 16.2,
        filter: kindIs('house'),
        layout: { 'text-field': ['to-string', ['coalesce', ['get', 'house'], ['get', 'number'], '']], 'text-size': 11 },
        paint: text,
      },
      {
        id: 'landmark-names',
        type: 'symbol',
        source: 'base',
        minzoom: 15.2,
        filter: ['all', shape('Point'), kindIs('landmark')],
        layout: { 'text-field': name, 'text-size': 11.5, 'text-max-width': 8 },
        paint: text,
      },
      {
        id: 'precinct-names',
        type: 'symbol',
        source: 'precincts',
        maxzoom: 15,
        layout: { 'text-field': ['concat', '№ ', ['to-string', ['get', 'number']]], 'text-size': 15 },
        paint: { ...text, 'text-color': paint.precinct },
      },
    ],
  }
}
