import type { Deps } from '../base/deps.ts'
import { type App, account } from '../base/http.ts'
import { type GroundBytes, groundBytes, groundOf } from './ground.ts'
import { placeRows, precinctRows } from './precinct-store.ts'

/** Bytes older than this are made anew: another process may have changed the map. */
const keptFor = 30_000
const departmentsKept = 20

/** The ground of every map, `GET /api/map`, with an ETag and already packed. Returns how to forget it. */
export function groundRoute(app: App, deps: Deps): { forget(departmentId: string): void } {
  const known = new Map<string, { at: number; bytes: Promise<GroundBytes> }>()
  const make = async (departmentId: string): Promise<GroundBytes> => {
    const [precincts, places] = await Promise.all([
      precinctRows(deps.db, departmentId),
      placeRows(deps.db, departmentId),
    ])
    return groundBytes(groundOf(precincts, places))
  }
  const bytesOf = (departmentId: string): Promise<GroundBytes> => {
    const now = deps.now().getTime()
    const kept = known.get(departmentId)
    if (kept && Math.abs(now - kept.at) < keptFor) return kept.bytes
    const bytes = make(departmentId)
    known.delete(departmentId)
    known.set(departmentId, { at: now, bytes })
    bytes.catch(() => known.delete(departmentId))
    const oldest = known.keys().next().value
    if (known.size > departmentsKept && oldest) known.delete(oldest)
    return bytes
  }

  app.get('/api/map', async (request, reply) => {
    const who = account(request)
    const { etag, plain, gzip } = await bytesOf(who.departmentId)
    reply.header('etag', etag).header('cache-control', 'private, no-cache').header('vary', 'accept-encoding, cookie')
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
    reply.type('application/json; charset=utf-8')
    const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    return packed ? reply.header('content-encoding', 'gzip').send(gzip) : reply.send(plain)
  })

  return { forget: (departmentId) => void known.delete(departmentId) }
}
