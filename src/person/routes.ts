import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need, notFound, refused } from '../base/http.ts'
import { incidentPage } from '../incident/incident.ts'
import { incidentPageOf } from '../incident/page-store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { documentFault, documentFaults } from './identity-document.ts'
import { checkBin, checkIin } from './iin.ts'
import { birthOf, type Somebody, somebodySchema, warningsOf } from './person.ts'
import { nameSubject, openSubject, removeSubject, searchSubjects } from './store.ts'
import { chosenSubject, foundSubjects, namedPage, reason, searchInput, subjectRecord, subjectRole } from './view.ts'

const answers = { '4xx': errorBody }

/** By person, not by address: a whole office may stand behind one. */
const perMinute = (max: number) => ({
  rateLimit: {
    max,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
  },
})

/** Looking people up and naming them in an incident. */
export function personRoutes(app: App, deps: Deps): void {
  const asking = (who: Account, incidentId: string, why: string) => ({
    departmentId: who.departmentId,
    accountId: who.id,
    incidentId,
    reason: why,
    now: deps.now(),
    newId: deps.newId,
  })

  app.post(
    '/api/people/search',
    {
      config: perMinute(30),
      schema: { body: searchInput, response: { 200: foundSubjects, ...answers } },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const { incidentId, reason: why, ...wanted } = request.body
      const incident = await incidentFor(deps, who, incidentId)
      reply.header('cache-control', 'no-store')
      const asked = asking(who, incident.id, why)
      return { items: await inTransaction(deps.db, (tx) => searchSubjects(tx, asked, wanted)) }
    },
  )

  app.get(
    '/api/people/:id',
    {
      config: perMinute(60),
      schema: {
        params: z.object({ id: z.uuid() }),
        querystring: z.object({ reason, incidentId: z.uuid() }),
        response: { 200: subjectRecord, ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.query.incidentId)
      const asked = asking(who, incident.id, request.query.reason)
      const opened = await inTransaction(deps.db, (tx) => openSubject(tx, asked, request.params.id))
      if (!opened) throw notFound('The person')
      const { person, id, name, iin, createdAt, updatedAt } = opened.subject
      reply.header('cache-control', 'no-store')
      return {
        ...{ id, name, iin, kind: person.kind, plates: person.plates, details: person, earlier: opened.earlier },
        birth: person.kind === 'individual' ? birthOf(person) : null,
        incidents: opened.earlier.length,
        protocols: opened.earlier.flatMap((one) => one.protocols).filter((one) => one.status === 'signed').length,
        createdAt: createdAt.toISOString(),
        updatedAt: updatedAt.toISOString(),
      }
    },
  )

  app.post(
    '/api/incidents/:id/subjects',
    {
      schema: {
        params: incidentParam,
        body: z.object({
          subject: z.union([chosenSubject, somebodySchema], { error: whichIsWrong }),
          role: subjectRole.default('offender'),
        }),
        // Which rule of the ИИН did not hold: a key of `iinFaults`.
        response: { 200: namedPage, 400: errorBody.extend({ rule: z.string().optional() }), ...answers },
      },
    },
    async (request, reply) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.params.id)
      const { subject: given, role } = request.body
      const read = 'id' in given ? { subject: given } : withNumber(given)
      if ('fault' in read) {
        const message = read.why[who.locale === 'kk' ? 'kk' : 'ru']
        return reply.code(400).send({ error: 'bad-input', message, field: read.field, rule: read.fault })
      }
      const { subject } = read
      const naming = { incident, subject, role, accountId: who.id, now: deps.now(), newId: deps.newId }
      const named = await inTransaction(deps.db, (tx) => nameSubject(tx, naming))
      if (!named) throw notFound('The person')
      const warnings = 'id' in subject ? [] : warningsOf(subject, localDay(deps.now()))
      return { ...(await incidentPageOf(deps.db, who, incident)), warnings }
    },
  )

  app.delete(
    '/api/incidents/:id/subjects/:subjectId',
    {
      schema: {
        params: incidentParam.extend({ subjectId: z.uuid() }),
        querystring: z.object({ role: subjectRole.default('offender') }),
        response: { 200: incidentPage, ...answers },
      },
    },
    async (request) => {
      const who = need(request, 'lookUpPerson')
      const incident = await incidentFor(deps, who, request.params.id)
      const { subjectId } = request.params
      const removing = { incident, subjectId, role: request.query.role, accountId: who.id, now: deps.now() }
      const done = await inTransaction(deps.db, (tx) => removeSubject(tx, removing))
      if (done === 'not-there') throw notFound('This person in this incident')
      if (done === 'in-protocol')
        throw refused('not-now', 'A protocol names this person. Cancel the draft first; a signed one stays.')
      return incidentPageOf(deps.db, who, incident)
    },
  )
}

export type WithNumber<T> = { subject: T } | { fault: string; field: string; why: { ru: string; kk: string } }

/** The person with the ИИН or БИН as digits alone, or which rule of it or of the document's number does not hold. */
export function withNumber<T extends Somebody>(person: T): WithNumber<T> {
  if (person.kind === 'individual') {
    const fault = person.identity && documentFault(person.identity)
    if (fault) return { fault, why: documentFaults[fault], field: 'subject.identity.number' }
    const read = person.iin === null ? null : checkIin(person.iin)
    if (!read) return { subject: person }
    if (!read.ok) return { ...read, field: 'subject.iin' }
    return { subject: { ...person, iin: read.iin, birth: person.birth ?? read.birth, sex: person.sex ?? read.sex } }
  }
  if (person.kind === 'unknown' || person.bin === null) return { subject: person }
  const read = checkBin(person.bin)
  return read.ok ? { subject: { ...person, bin: read.bin } } : { ...read, field: 'subject.bin' }
}

/** Of the two things a subject may be, what is wrong with the one that was meant. */
function whichIsWrong(issue: {
  input?: unknown
  errors?: readonly (readonly { path: PropertyKey[]; message: string }[])[]
}) {
  const meant = typeof issue.input === 'object' && issue.input !== null && 'id' in issue.input ? 0 : 1
  const first = issue.errors?.[meant]?.[0]
  return first ? `${first.path.join('.')}: ${first.message}` : 'a person, or the id of one found before'
}
