import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { incidentFor } from '../inspection/incident-route.ts'
import { noteLook } from './look-store.ts'
import { identify, type MergeRefusal, mergeSubjects, undoMerge } from './merge-store.ts'
import { somebodySchema, warningsOf } from './person.ts'
import { withNumber } from './routes.ts'
import { chosenSubject, reason, warning } from './view.ts'

const why = { incidentId: z.uuid(), reason }
const idParam = z.object({ id: z.uuid() })
const identified = z.object({ id: z.uuid(), mergeId: z.uuid().nullable(), warnings: z.array(warning) })
const answers = { '4xx': errorBody }

/** Telling who somebody is, and making two records one. */
export function mergeRoutes(app: App, deps: Deps): void {
  const askedBy = async (who: Account, { incidentId, reason: told }: { incidentId: string; reason: string }) => {
    const incident = await incidentFor(deps, who, incidentId)
    const base = { departmentId: who.departmentId, accountId: who.id, incidentId: incident.id }
    return { ...base, reason: told, now: deps.now(), newId: deps.newId }
  }

  app.post(
    '/api/people/:id/identify',
    {
      schema: {
        params: idParam,
        body: z.strictObject({ subject: z.union([chosenSubject, somebodySchema]), ...why }),
        response: { 200: identified, 400: errorBody.extend({ rule: z.string().optional() }), ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const asked = await askedBy(who, request.body)
      const given = request.body.subject
      const read = 'id' in given ? { subject: given } : withNumber(given)
      if ('fault' in read) {
        const message = read.why[who.locale === 'kk' ? 'kk' : 'ru']
        return reply.code(400).send({ error: 'bad-input', message, field: read.field, rule: read.fault })
      }
      const done = await inTransaction(deps.db, async (tx) => {
        const found = await identify(tx, asked, request.params.id, read.subject)
        if (!('no' in found)) await noteLook(tx, asked, { what: 'open', subjectId: found.id, found: 1 })
        return found
      })
      if ('no' in done) throw refusalOf(done.no)
      const warnings = 'id' in read.subject ? [] : warningsOf(read.subject, localDay(deps.now()))
      return { ...done, warnings }
    },
  )

  app.post(
    '/api/people/:id/merge',
    {
      schema: {
        params: idParam,
        body: z.strictObject({ into: z.uuid(), ...why }),
        response: { 200: z.object({ id: z.uuid(), mergeId: z.uuid() }), ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const asked = await askedBy(who, request.body)
      const pair = { keptId: request.body.into, goneId: request.params.id }
      const done = await inTransaction(deps.db, (tx) => mergeSubjects(tx, asked, pair))
      if ('no' in done) throw refusalOf(done.no)
      return done
    },
  )

  app.post(
    '/api/people/merges/:id/undo',
    {
      schema: {
        params: idParam,
        body: z.strictObject(why),
        response: { 200: z.object({ keptId: z.uuid(), goneId: z.uuid() }), ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const asked = await askedBy(who, request.body)
      const done = await inTransaction(deps.db, (tx) => undoMerge(tx, asked, request.params.id))
      if ('no' in done) throw notFound('The merge')
      return done
    },
  )
}

function refusalOf(no: MergeRefusal): HttpError {
  switch (no) {
    case 'not-there':
      return notFound('The person')
    case 'same':
      return new HttpError(400, 'bad-input', 'These are one record already.', { field: 'into' })
    case 'other-number':
      return new HttpError(409, 'other-number', 'The two have different ИИН or БИН: they are two persons.')
    case 'other-kind':
      return new HttpError(409, 'other-kind', 'One is a person and the other a firm.')
  }
}
