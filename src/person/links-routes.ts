import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need, notFound } from '../base/http.ts'
import { maySee } from '../incident/see.ts'
import { incidentFor, precinctsFor } from '../inspection/incident-route.ts'
import { linksView } from './links.ts'
import { linksOf } from './links-store.ts'
import { reason } from './view.ts'

/** The page of what hangs together; each opening is a look with its reason. */
export function linksRoutes(app: App, deps: Deps): void {
  for (const [path, type] of [
    ['/api/people/:id/links', 'person'],
    ['/api/vehicles/:id/links', 'vehicle'],
  ] as const)
    app.get(
      path,
      {
        config: {
          rateLimit: {
            max: 30,
            timeWindow: '1 minute',
            keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
          },
        },
        schema: {
          params: z.object({ id: z.uuid() }),
          querystring: z.object({ reason, incidentId: z.uuid() }),
          response: { 200: linksView, '4xx': errorBody },
        },
      },
      async (request, reply) => {
        const who = need(request, 'lookUpPerson')
        const incident = await incidentFor(deps, who, request.query.incidentId)
        const asked = {
          ...{ departmentId: who.departmentId, accountId: who.id, incidentId: incident.id },
          ...{ reason: request.query.reason, now: deps.now(), newId: deps.newId },
        }
        const found = await inTransaction(deps.db, (tx) => linksOf(tx, asked, { type, id: request.params.id }))
        if (!found) throw notFound(type === 'person' ? 'The person' : 'The vehicle')
        reply.header('cache-control', 'no-store')
        const own = await precinctsFor(deps, who)
        return {
          ...found,
          incidents: found.incidents.map(({ precinctId, inspectorId, ...row }) => ({
            ...row,
            open: maySee(who, own, { departmentId: who.departmentId, precinctId, inspectorId }),
          })),
        }
      },
    )
}
