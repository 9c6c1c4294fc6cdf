import { z } from 'zod'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need } from '../base/http.ts'
import { editionAt, staleAt } from '../base/law.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { readCase } from './case-store.ts'
import { candidatesFor, firstOffender, lawDay } from './facts.ts'
import { partsNamed } from './qualify-parts.ts'
import { partOf } from './qualify-rule.ts'
import { candidatesView, partsView } from './qualify-view.ts'
import { answers as answersShape } from './view.ts'

const refusals = { '4xx': errorBody }

/** What may fit, and any other part of the edition for a choice by hand. */
export function protocolRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/incidents/:id/candidates',
    {
      schema: {
        params: incidentParam,
        querystring: z.object({
          answers: z.string().max(8000).optional(),
          subject: z.uuid().optional(),
          /** A part chosen by hand: «505(1)». */
          extra: z.string().trim().min(1).max(40).optional(),
        }),
        response: { 200: candidatesView, ...refusals },
      },
    },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const rows = await readCase(deps.db, await incidentFor(deps, who, request.params.id))
      const day = lawDay(rows)
      const edition = editionAt(deps.law.editions(who.departmentId), day)
      if (!edition) return { edition: null, questions: [], candidates: [], away: [] }
      const answers = readAnswers(request.query.answers) ?? rows.finding?.answers ?? {}
      const subjectId = request.query.subject ?? firstOffender(rows)
      const { extra } = request.query
      const asked = { subjectId, answers, now: deps.now(), ...(extra && { extra: partOf(extra) }) }
      const weighed = candidatesFor(rows, edition, asked)
      const { id, validFrom } = edition
      return { edition: { id, validFrom, stale: staleAt(edition, day) }, ...weighed }
    },
  )

  app.get(
    '/api/incidents/:id/parts',
    {
      schema: {
        params: incidentParam,
        querystring: z.object({ words: z.string().trim().min(1).max(100) }),
        response: { 200: partsView, ...refusals },
      },
    },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const rows = await readCase(deps.db, await incidentFor(deps, who, request.params.id))
      const edition = editionAt(deps.law.editions(who.departmentId), lawDay(rows))
      return { items: edition ? partsNamed(edition, request.query.words) : [] }
    },
  )
}

function readAnswers(text: string | undefined): Record<string, string> | null {
  if (!text) return null
  const wrong = new HttpError(400, 'bad-input', 'answers: expected JSON of question ids and answer ids.', {
    field: 'answers',
  })
  try {
    const read = answersShape.safeParse(JSON.parse(text))
    if (read.success) return read.data
  } catch {
    throw wrong
  }
  throw wrong
}
