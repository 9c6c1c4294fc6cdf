import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { precinctsFile, precinctsOf } from './precinct-file.ts'

const square = (lon = 69.5, lat = 42.3) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + 0.1, lat],
      [lon + 0.1, lat + 0.1],
      [lon, lat + 0.1],
      [lon, lat],
    ],
  ],
})
const feature = (properties: Record<string, unknown>, geometry: { type: string } = square()) => ({
  type: 'Feature' as const,
  geometry,
  properties,
})
const read = (...features: ReturnType<typeof feature>[]) =>
  precinctsOf(precinctsFile.parse({ type: 'FeatureCollection', features }))

test('precincts are read under the names that maps give them, and it is told which', () => {
  const found = read(feature({ номер: 7, название: 'Участок № 7' }), feature({ номер: 8 }, square(69.6)))
  assert.ok('precincts' in found)
  assert.deepEqual(found.fields, { number: 'номер', nameRu: 'название', nameKk: '' })
  assert.deepEqual(
    found.precincts.map(({ number, nameRu, nameKk }) => [number, nameRu, nameKk]),
    [
      ['7', 'Участок № 7', '№ 7 учаске'],
      ['8', 'Участок № 8', '№ 8 учаске'],
    ],
  )
})

test('a file of a whole district gives its precincts only', () => {
  const file = JSON.parse(readFileSync(new URL('../../demo/district.geojson', import.meta.url), 'utf8'))
  const found = precinctsOf(precinctsFile.parse(file))
  assert.ok('precincts' in found, JSON.stringify(found))
  assert.equal(found.precincts.length, 4)
  assert.equal(found.skipped, file.features.length - 4)
})

test('the first wrong feature is named and nothing is taken', () => {
  const eight = { ...square(), coordinates: [[[69.5, 42.3], [69.6, 42.4], [69.6, 42.3], [69.5, 42.4], [69.5, 42.3]]] } // biome-ignore format: a shape
  const cases: [ReturnType<typeof read>, string, number][] = [
    [read(feature({ number: 1 }), feature({ title: 'no number' })), 'feature-no-number', 2],
    [read(feature({ number: 1 }, { type: 'Point' })), 'feature-no-area', 1],
    [read(feature({ number: 1 }, eight)), 'feature-crossing', 1],
    [read(feature({ number: 1 }, square(42.3, 69.5))), 'feature-outside', 1],
    [read(feature({ number: 1 }), feature({ number: '1' }, square(69.7))), 'feature-same-number', 2],
    [read(), 'file-empty', 0],
  ]
  for (const [found, problem, at] of cases) {
    assert.ok('problem' in found)
    assert.deepEqual([found.problem, found.feature], [problem, at])
  }
})
