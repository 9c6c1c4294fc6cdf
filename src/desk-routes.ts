import { z } from 'zod'
import { type Account, may } from './base/access.ts'
import type { Deps } from './base/deps.ts'
import { type App, account, errorBody, need, notFound, refused } from './base/http.ts'
import { eventStream } from './base/live.ts'
import { sendFile } from './base/send-file.ts'
import { doAct } from './desk.ts'
import { addFile } from './desk-files.ts'
import { actInput, attachmentView, incidentPage, queuePage, queueQuery, tabs } from './incident/incident.ts'
import { countUnsure, incidentPageOf } from './incident/page-store.ts'
import { pins, queue, queueCounts, scopeOf } from './incident/queue.ts'
import { fileOf } from './incident/unsure.ts'
import { incidentFor, incidentParam, precinctsFor } from './inspection/incident-route.ts'

const count = z.number().int()
/** The rows come from our own store in the shape of the schema, which stays for the OpenAPI page; checking fifty of them again would cost as much as reading them. */
const asIs = () => JSON.stringify
/** Who may hear which news. */
const neededFor = { incident: 'seeIncidents', unsure: 'seeIncidents', import: 'importChats', law: 'seeLaw' } as const

/** What this person's queue may show today. */
export const scopeFor = async (deps: Deps, who: Account) => scopeOf(who, await precinctsFor(deps, who))

/** The queue, the page of an incident, its acts and files, and live news. */
export function deskRoutes(app: App, deps: Deps): void {
  const scope = (who: Account) => scopeFor(deps, who)

  app.get(
    '/api/incidents',
    { serializerCompiler: asIs, schema: { querystring: queueQuery, response: { 200: queuePage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      return queue(deps.db, await scope(who), request.query)
    },
  )

  app.get(
    '/api/incidents/counts',
    {
      schema: {
        response: { 200: z.object({ mine: count, new: count, working: count, waiting: count, unsure: count }) },
      },
    },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const seen = await scope(who)
      const [counts, unsure] = await Promise.all([queueCounts(deps.db, seen), countUnsure(deps.db, seen)])
      return { ...counts, unsure }
    },
  )

  app.get(
    '/api/incidents/map',
    { schema: { querystring: z.object({ tab: z.enum(tabs).default('all') }) } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      return pins(deps.db, await scope(who), request.query.tab)
    },
  )

  app.get(
    '/api/incidents/:id',
    { schema: { params: incidentParam, response: { 200: incidentPage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      return incidentPageOf(deps.db, who, await incidentFor(deps, who, request.params.id))
    },
  )

  app.post(
    '/api/incidents/:id/acts',
    { schema: { params: incidentParam, body: actInput, response: { 200: incidentPage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      const done = await doAct(deps, who, incident, request.body)
      if ('refused' in done) throw refused(done.refused)
      return incidentPageOf(deps.db, who, done.incident)
    },
  )

  app.post(
    '/api/incidents/:id/files',
    { schema: { params: incidentParam, response: { 200: attachmentView, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      return addFile(deps, who, incident, request)
    },
  )

  app.get(
    '/api/files/:hash',
    {
      schema: {
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
        querystring: z.object({ w: z.enum(['400', '1600']).optional() }),
      },
    },
    async (request, reply) => {
      const who = need(request, 'seeIncidents')
      const file = await fileOf(deps.db, who.departmentId, request.params.hash)
      if (!file) throw notFound('The file')
      return sendFile(deps.files, reply, request.params.hash, file.mime, request.query.w)
    },
  )

  app.get('/api/live', async (request, reply) => {
    const who = account(request)
    const seen = await scope(who)
    const stop = deps.live.follow((told) => {
      if (told.to === 'all') return stream.send('again', {})
      if (told.to !== 'staff' || told.departmentId !== who.departmentId) return
      if (!may(who.role, neededFor[told.type])) return
      if (told.type === 'incident') {
        const mine =
          seen.precinctIds === null ||
          !told.precinctId ||
          seen.precinctIds.includes(told.precinctId) ||
          told.inspectorId === who.id
        if (!mine) return
      }
      stream.send(told.type, told)
    })
    const stream = eventStream(request, reply, stop)
  })
}
