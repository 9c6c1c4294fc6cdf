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
import { birthOf } from '../person/person.ts'
import { readCase } from './case-store.ts'
import { lawDay } from './facts.ts'
import { earlierPenalties, namedSubject, notePenalty, strikePenalty } from './penalty-store.ts'
import { type Repeater, repeatParts, suggestRepeat, weighRepeat } from './repeat.ts'
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
      const looking = { departmentId, subjectId, iin, incidentId: incident.id, today: localDay(deps.now()) }
      const { known, registerOn, registerWhole } = await inTransaction(deps.db, async (tx) => {
        const found = await earlierPenalties(tx, looking)
        const asked = {
          departmentId,
          accountId: who.id,
          incidentId: incident.id,
          reason,
          now: deps.now(),
          newId: deps.newId,
        }
        const register = registerOf(found)
        await noteLook(tx, asked, { subjectId, what: 'penalties', found: found.known.length, ...register })
        return found
      })
      reply.header('cache-control', 'no-store')
      const rows = await readCase(deps.db, incident)
      const offenceOn = lawDay(rows)
      const edition = editionAt(deps.law.editions(departmentId), offenceOn)
      const shown = { offenceOn, offenceAssumed: !rows.finding?.happenedAt, registerOn }
      const origins = new Map(known.map(({ penalty, origin }) => [penalty.id, origin]))
      const penalties = known.map(({ penalty }) => penalty)
      if (!edition) return { ...shown, edition: null, repeatParts: [], lines: [], suggestion: null }
      const person = rows.subjects.find((one) => one.id === subjectId)?.person
      const lines = weighRepeat({ penalties, article, part, edition, offenceOn, who: repeaterOf(person) })
      return {
        ...{
          ...shown,
          edition: edition.id,
          suggestion: suggestRepeat(lines, offenceOn, registerWhole ? registerOn : null),
        },
        repeatParts: repeatParts(edition, article, part).map(refOf),
        lines: lines.map((line) => ({ ...line, origin: origins.get(line.penalty.id) ?? noOrigin })),
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

/** That the register was asked too, where one is loaded. */
const registerOf = ({ registerOn }: { registerOn: string | null }) => (registerOn ? { register: 'penalties' } : {})

const noOrigin = { paper: null, entered: null, register: null }

type Somebody = Awaited<ReturnType<typeof readCase>>['subjects'][number]['person']

function repeaterOf(person: Somebody | undefined): Repeater {
  if (person?.kind === 'entity') return { birth: null, entity: true, size: person.size }
  return { birth: person?.kind === 'individual' ? birthOf(person) : null, entity: false, size: null }
}
