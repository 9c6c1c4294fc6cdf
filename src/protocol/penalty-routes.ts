import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import { editionAt, refOf } from '../base/law.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { noteLook } from '../person/look-store.ts'
import { readCase } from './case-store.ts'
import { lawDay } from './facts.ts'
import { namedSubject, notePenalty, strikePenalty, weighPenalties } from './penalty-store.ts'
import { repeatParts } from './repeat.ts'
import { notYet, penaltyInput, repeatQuery, repeatView, strikeInput } from './repeat-view.ts'

const answers = { '4xx': errorBody }
const subjectParam = z.object({ id: z.uuid() })
const made = z.object({ id: z.uuid() })

/** Earlier penalties of a person: weighed against an offence, entered by hand, taken back. */
export function penaltyRoutes(app: App, deps: Deps): void {
  const named = async (incident: Incident, subjectId: string) => {
    const subject = await namedSubject(deps.db, incident, subjectId)
    if (!subject) throw notFound('This person in this incident')
    return subject
  }
  const noting = async (who: Account, incidentId: string, subjectId: string) => {
    const incident = await incidentFor(deps, who, incidentId)
    await named(incident, subjectId)
    return { incident, subjectId, accountId: who.id, now: deps.now() }
  }

  app.get(
    '/api/incidents/:id/repeat',
    { schema: { params: incidentParam, querystring: repeatQuery, response: { 200: repeatView, ...answers } } },
    async (request, reply) => {
      need(request, 'drawUpProtocol')
      const who = need(request, 'lookUpPerson')
      const { subject: subjectId, article, part = null, reason } = request.query
      const incident = await incidentFor(deps, who, request.params.id)
      const { departmentId } = who
      const { iin } = await named(incident, subjectId)
      const rows = await readCase(deps.db, incident)
      const offenceOn = lawDay(rows)
      const shown = { offenceOn, offenceAssumed: !rows.finding?.happenedAt }
      const edition = editionAt(deps.law.editions(departmentId), offenceOn)
      if (!edition) return { ...shown, edition: null, repeatParts: [], lines: [], suggestion: null, registerOn: null }
      const person = rows.subjects.find((one) => one.id === subjectId)?.person ?? null
      const now = deps.now()
      const weighed = await inTransaction(deps.db, async (tx) => {
        const found = await weighPenalties(tx, {
          ...{ departmentId, incidentId: incident.id, subject: { id: subjectId, iin, person } },
          ...{ article, part, edition, offenceOn, today: localDay(now) },
        })
        const asked = { departmentId, accountId: who.id, incidentId: incident.id, reason, now, newId: deps.newId }
        const look = { subjectId, what: 'penalties', found: found.lines.length } as const
        await noteLook(tx, asked, found.registerOn ? { ...look, register: 'penalties' } : look)
        return found
      })
      reply.header('cache-control', 'no-store')
      const { lines, suggestion, registerOn } = weighed
      return {
        ...{ ...shown, edition: edition.id, lines, suggestion, registerOn },
        repeatParts: repeatParts(edition, article, part).map(refOf),
      }
    },
  )

  app.post(
    '/api/subjects/:id/penalties',
    { schema: { params: subjectParam, body: penaltyInput, response: { 200: made, ...answers } } },
    async (request) => {
      need(request, 'lookUpPerson')
      const who = need(request, 'drawUpProtocol')
      const field = notYet(request.body, localDay(deps.now()))
      if (field)
        throw new HttpError(400, 'bad-input', `${field}: this day has not come yet. Check the date.`, { field })
      const note = await noting(who, request.body.incidentId, request.params.id)
      const id = deps.newId()
      await inTransaction(deps.db, (tx) => notePenalty(tx, note, id, request.body))
      return { id }
    },
  )

  app.post(
    '/api/subjects/:id/penalties/:penaltyId/strike',
    {
      schema: {
        params: subjectParam.extend({ penaltyId: z.uuid() }),
        body: strikeInput,
        response: { 200: made, ...answers },
      },
    },
    async (request) => {
      need(request, 'lookUpPerson')
      const who = need(request, 'drawUpProtocol')
      const { incidentId, reason } = request.body
      const { id: subjectId, penaltyId } = request.params
      const note = await noting(who, incidentId, subjectId)
      const done = await inTransaction(deps.db, (tx) => strikePenalty(tx, note, penaltyId, reason))
      if (!done) throw notFound('This penalty among those entered by hand')
      return { id: penaltyId }
    },
  )
}
