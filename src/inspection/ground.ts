import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Feature, FeatureCollection } from 'geojson'
import type { Precinct } from './precinct.ts'
import type { PlaceRow } from './precinct-store.ts'

/** The ground that maps are drawn from: the precincts and the shapes of the gazetteer. */

export interface Ground {
  precincts: FeatureCollection
  base: FeatureCollection
}

/** The ground as it is sent. */
export interface GroundBytes {
  etag: string
  plain: Buffer
  gzip: Buffer
}

/** What the map style draws by; aliases and old names are for finding, not for drawing. */
const drawnBy = ['use', 'class', 'width', 'landmark', 'floors'] as const

export function groundOf(precincts: readonly Precinct[], places: readonly PlaceRow[]): Ground {
  return {
    precincts: collection(
      precincts.map(({ id, number, nameRu, nameKk, area }) => ({
        type: 'Feature',
        geometry: area as Feature['geometry'],
        properties: { id, number, nameRu, nameKk },
      })),
    ),
    base: collection(
      places.map(({ kind, nameRu, nameKk, house, shape, properties }) => ({
        type: 'Feature',
        geometry: shape as Feature['geometry'],
        properties: {
          kind: typeof properties.kind === 'string' ? properties.kind : kind,
          ...(nameRu ? { nameRu } : {}),
          ...(nameKk ? { nameKk } : {}),
          ...(house ? { house } : {}),
          ...Object.fromEntries(
            drawnBy.filter((name) => properties[name] !== undefined).map((name) => [name, properties[name]]),
          ),
        },
      })),
    ),
  }
}

export function groundBytes(ground: Ground): GroundBytes {
  const plain = Buffer.from(JSON.stringify(ground))
  return {
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
    plain,
    gzip: gzipSync(plain),
  }
}

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features })
