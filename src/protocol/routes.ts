import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound, refused } from '../base/http.ts'
import { editionAt, type PaperLang, staleAt } from '../base/law.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { readCase } from './case-store.ts'
import { deadlinesOf } from './clock.ts'
import { candidatesFor, eventsOf, factsOf, firstOffender, lawDay } from './facts.ts'
import { type Picture, renderProtocol } from './pdf.ts'
import { qualifies } from './qualify.ts'
import {
  amendProtocol,
  cancelProtocol,
  currentProtocol,
  type Done,
  draftsOf,
  drawUp,
  findProtocol,
  noteDecision,
  picturesOf,
  type StoredProtocol,
  signProtocol,
} from './store.ts'
import {
  amendInput,
  answers as answersShape,
  cancelInput,
  candidatesView,
  deadlinesView,
  decisionInput,
  draftInput,
  draftRefused,
  draftsView,
  type ProtocolView,
  paperLang,
  protocolView,
  signIncomplete,
  signInput,
} from './view.ts'

const refusals = { '4xx': errorBody }
const one = { params: z.object({ id: z.uuid() }) }
const shown = { 200: protocolView, ...refusals }

/** From what may fit to a signed paper, and the terms of the case. */
export function protocolRoutes(app: App, deps: Deps): void {
  const found = async (who: Account, id: string): Promise<{ protocol: StoredProtocol; incident: Incident }> => {
    const protocol = await findProtocol(deps.db, who.departmentId, id)
    if (!protocol) throw notFound('The protocol')
    return { protocol, incident: await incidentFor(deps, who, protocol.incidentId) }
  }
  const view = async (who: Account, id: string): Promise<ProtocolView> => viewOf((await found(who, id)).protocol)
  const work = (who: Account, incident: Incident, id: string, version: number | null) => ({
    ...{ incident, id, version, accountId: who.id, now: deps.now() },
  })

  app.get(
    '/api/incidents/:id/candidates',
    {
      schema: {
        params: incidentParam,
        querystring: z.object({ answers: z.string().max(8000).optional(), subject: z.uuid().optional() }),
        response: { 200: candidatesView, ...refusals },
      },
    },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const rows = await readCase(deps.db, await incidentFor(deps, who, request.params.id))
      const day = lawDay(rows)
      const edition = editionAt(deps.law.editions(who.departmentId), day)
      if (!edition) return { edition: null, questions: [], candidates: [] }
      const answers = readAnswers(request.query.answers) ?? rows.finding?.answers ?? {}
      const subjectId = request.query.subject ?? firstOffender(rows)
      const weighed = candidatesFor(rows, edition, { subjectId, answers, now: deps.now() })
      const { id, validFrom } = edition
      return { edition: { id, validFrom, stale: staleAt(edition, day) }, ...weighed }
    },
  )

  app.post(
    '/api/incidents/:id/protocols',
    {
      schema: { params: incidentParam, body: draftInput, response: { ...shown, 409: draftRefused } },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const incident = await incidentFor(deps, who, request.params.id)
      const author = { id: who.id, position: who.position, name: who.name }
      const drawing = { choice: request.body, author, law: deps.law.editions(who.departmentId), now: deps.now() }
      const drawn = await inTransaction(deps.db, (tx) => drawUp(tx, incident, deps.newId(), drawing))
      if ('id' in drawn) return view(who, drawn.id)
      const [stop] = drawn.stops
      return reply.code(409).send({ error: 'refused', message: stop.reason[langOf(who)], ...stop })
    },
  )

  app.get('/api/protocols/:id', { schema: { ...one, response: shown } }, async (request, reply) => {
    const who = need(request, 'drawUpProtocol')
    reply.header('cache-control', 'no-store')
    return view(who, request.params.id)
  })

  app.patch('/api/protocols/:id', { schema: { ...one, body: amendInput, response: shown } }, async (request) => {
    const who = need(request, 'drawUpProtocol')
    const { id } = request.params
    const { version, fields } = request.body
    const { incident } = await found(who, id)
    orRefuse(await inTransaction(deps.db, (tx) => amendProtocol(tx, work(who, incident, id, version), fields)))
    return view(who, id)
  })

  app.post(
    '/api/protocols/:id/sign',
    {
      schema: { ...one, body: signInput, response: { ...shown, 422: signIncomplete } },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { id } = request.params
      const { version, number } = request.body
      const { incident } = await found(who, id)
      const done = await inTransaction(deps.db, (tx) => signProtocol(tx, work(who, incident, id, version), number))
      if ('missing' in done) {
        const message = `Fields that the law asks for are empty: ${done.missing.join(', ')}. Fill them in and sign again.`
        return reply.code(422).send({ error: 'refused', message, ...done })
      }
      orRefuse(done)
      return view(who, id)
    },
  )

  app.post('/api/protocols/:id/cancel', { schema: { ...one, body: cancelInput, response: shown } }, async (request) => {
    const who = need(request, 'drawUpProtocol')
    const { id } = request.params
    const { version = null, reason } = request.body
    const { incident } = await found(who, id)
    orRefuse(await inTransaction(deps.db, (tx) => cancelProtocol(tx, work(who, incident, id, version), reason)))
    return view(who, id)
  })

  app.patch(
    '/api/protocols/:id/decision',
    { schema: { ...one, body: decisionInput, response: shown } },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const { id } = request.params
      const { incident } = await found(who, id)
      orRefuse(await inTransaction(deps.db, (tx) => noteDecision(tx, work(who, incident, id, null), request.body)))
      return view(who, id)
    },
  )

  app.get(
    '/api/protocols/:id/drafts',
    { schema: { ...one, response: { 200: draftsView, ...refusals } } },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      await found(who, request.params.id)
      return draftsOf(deps.db, who.departmentId, request.params.id)
    },
  )

  app.get(
    '/api/protocols/:id/pdf',
    { config: paperLimit, schema: { ...one, querystring: z.object({ lang: paperLang.optional() }) } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { protocol } = await found(who, request.params.id)
      const { document, status, lang, article, part, incidentNumber } = protocol
      // Only what is signed goes out without the word across the page, and a cancelled draft never.
      const paper = status === 'signed' ? document : { ...document, missing: ['sign.author'] }
      const pictures = await readPictures(
        deps,
        who,
        document.attachments.map(({ id }) => id),
      )
      const pdf = await renderProtocol(paper, request.query.lang ?? lang, pictures)
      return sendPdf(reply, pdf, `protocol-${[article, part, incidentNumber].filter(Boolean).join('-')}`)
    },
  )

  app.get(
    '/api/incidents/:id/deadlines',
    { schema: { params: incidentParam, response: { 200: deadlinesView, ...refusals } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      const rows = await readCase(deps.db, incident)
      const edition = editionAt(deps.law.editions(who.departmentId), lawDay(rows))
      // A lamp that does not burn has no case, so no term of one.
      if (!edition || !qualifies(incident.category)) return { items: [] }
      const drawn = await currentProtocol(deps.db, who.departmentId, incident.id)
      const terms = deadlinesOf(
        eventsOf(rows, drawn?.signedAt ?? null),
        edition,
        deps.law.calendar(who.departmentId),
        factsOf(rows, edition, drawn),
      )
      return {
        items: terms.map(({ rule, fromAt, doBy, latest, done, ...term }) => ({
          ...term,
          ...{ article: rule, fromAt: iso(fromAt), due: iso(doBy), latest: iso(latest), done: iso(done) },
        })),
      }
    },
  )
}

const iso = (at: Date | null) => at?.toISOString() ?? null
const langOf = (who: Account): PaperLang => (who.locale === 'kk' ? 'kk' : 'ru')

/** A paper costs a second of work, so one person may not ask for them without end. */
export const paperLimit = {
  rateLimit: {
    max: 60,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
  },
}

/** A paper to look at in the browser, under a name of plain letters. */
export function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  const safe = name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|-+$/g, '')
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${safe || 'paper'}.pdf"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(pdf)
}

function orRefuse(done: Done): void {
  if ('refused' in done) throw refused(done.refused)
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

/** Previews, not originals: they carry no position and no data of a phone. */
async function readPictures(deps: Deps, who: Account, ids: string[]): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const { id, hash } of await picturesOf(deps.db, who.departmentId, ids)) {
    const bytes = await deps.files.preview(hash, 1600)
    if (Buffer.isBuffer(bytes)) pictures.push({ id, bytes })
  }
  return pictures
}

function viewOf({ document, createdAt, updatedAt, signedAt, ...row }: StoredProtocol): ProtocolView {
  const { edition, editionNote, fields, missing, rights, attachments, minor, cancelReason = '' } = document
  return {
    ...row,
    ...{ edition, editionNote, fields, missing, rights, attachments, minor, cancelReason },
    ...{ createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), signedAt: iso(signedAt) },
  }
}
