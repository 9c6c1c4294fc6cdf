import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from './base/access.ts'
import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { type App, errorBody, HttpError, need, notFound, refused } from './base/http.ts'
import { record } from './base/journal.ts'
import { keepMedia, type MediaRefusal, mediaRefusals } from './base/keep-media.ts'
import { eventStream } from './base/live.ts'
import { sendFile } from './base/send-file.ts'
import { doAct } from './desk.ts'
import { usualRoute } from './detection/categories.ts'
import { findReport } from './detection/store.ts'
import {
  actInput,
  attachmentView,
  incidentPage,
  queuePage,
  queueQuery,
  reportView,
  tabs,
  unsureDecision,
} from './incident/incident.ts'
import { countUnsure, incidentPageOf, unsureReports } from './incident/page-store.ts'
import { pins, queue, queueCounts, scopeOf } from './incident/queue.ts'
import { maySee } from './incident/see.ts'
import { findIncident, findIncidentByNumber, type Incident, news } from './incident/store.ts'
import {
  addAttachment,
  decideJoin,
  decideReport,
  dropReport,
  fileOf,
  firstReport,
  keepCorrection,
  orphanFiles,
} from './incident/unsure.ts'
import { precinctsOf } from './inspection/store.ts'

/** A refused file, as an HTTP answer. */
export function mediaError(refusal: MediaRefusal): HttpError {
  const [status, error, message] = mediaRefusals[refusal.refused]
  return new HttpError(status, error, message)
}

/** The incident named by id or number, if this person may see it. */
export async function incidentFor(deps: Deps, who: Account, idOrNumber: string): Promise<Incident> {
  const incident = /^\d{1,15}$/.test(idOrNumber)
    ? await findIncidentByNumber(deps.db, who.departmentId, Number(idOrNumber))
    : await findIncident(deps.db, who.departmentId, idOrNumber)
  if (!incident) throw notFound('The incident')
  if (!maySee(who, await precinctsOf(deps.db, who.id, deps.now()), incident))
    throw new HttpError(403, 'not-yours', 'This incident belongs to another precinct.')
  return incident
}

const idParam = z.object({ id: z.union([z.uuid(), z.string().regex(/^\d{1,15}$/, 'an id or a number')]) })
const count = z.number().int()

/** The queue, the page of an incident, its acts and files, the queue of the unsure, and live news. */
export function deskRoutes(app: App, deps: Deps): void {
  const scope = async (who: Account) => scopeOf(who, await precinctsOf(deps.db, who.id, deps.now()))

  app.get(
    '/api/incidents',
    { schema: { querystring: queueQuery, response: { 200: queuePage, '4xx': errorBody } } },
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
      const [counts, unsure] = await Promise.all([
        queueCounts(deps.db, seen),
        countUnsure(deps.db, who.departmentId, seen.precinctIds),
      ])
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
    { schema: { params: idParam, response: { 200: incidentPage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      return incidentPageOf(deps.db, who, await incidentFor(deps, who, request.params.id))
    },
  )

  app.post(
    '/api/incidents/:id/acts',
    { schema: { params: idParam, body: actInput, response: { 200: incidentPage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      const done = await doAct(deps, who, incident, request.body)
      if ('refused' in done) throw refused(done.refused)
      const { body } = request
      if (body.act === 'amend' && body.category && body.category !== incident.category)
        await correct(deps, who, incident, body.category)
      return incidentPageOf(deps.db, who, done.incident)
    },
  )

  app.post(
    '/api/incidents/:id/files',
    { schema: { params: idParam, response: { 200: attachmentView, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeIncidents')
      const incident = await incidentFor(deps, who, request.params.id)
      return addFile(deps, who, incident, request)
    },
  )

  app.get(
    '/api/unsure',
    { schema: { response: { 200: z.object({ items: z.array(reportView) }) } } },
    async (request) => {
      const who = need(request, 'decideUnsure')
      return { items: await unsureReports(deps.db, who.departmentId, (await scope(who)).precinctIds) }
    },
  )

  app.post(
    '/api/unsure/:id',
    {
      schema: {
        params: z.object({ id: z.uuid() }),
        body: unsureDecision,
        response: { 200: z.object({ ok: z.boolean() }), '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'decideUnsure')
      const report = await findReport(deps.db, who.departmentId, request.params.id)
      if (!report) throw notFound('The message')
      const decision = request.body
      const now = deps.now()
      const gone = await inTransaction(deps.db, async (tx) => {
        const decided =
          decision.decide === 'report'
            ? {
                kind: 'report' as const,
                category: decision.category,
                route: decision.route ?? usualRoute[decision.category],
              }
            : { kind: decision.decide === 'join' ? ('follow_up' as const) : ('chatter' as const) }
        const correction = {
          id: deps.newId(),
          departmentId: who.departmentId,
          reportId: report.id,
          suggested: report.reading,
          decided,
          byAccount: who.id,
        }
        const happening = {
          departmentId: who.departmentId,
          at: now,
          accountId: who.id,
          live: { to: 'staff', type: 'unsure', departmentId: who.departmentId },
        } as const
        let orphans: string[] = []
        if (decision.decide === 'nothing') {
          const dropped = await dropReport(tx, who.departmentId, report.id)
          if (!dropped) throw refused('changed-meanwhile')
          orphans = await orphanFiles(tx, dropped.files)
        } else {
          const done =
            decision.decide === 'report'
              ? await decideReport(tx, who.departmentId, report.id, {
                  category: decision.category,
                  route: decision.route ?? usualRoute[decision.category],
                })
              : await decideJoin(tx, who.departmentId, report.id, decision.incidentId)
          if (!done) throw refused('changed-meanwhile')
          await record(tx, { ...happening, kind: 'report.kept', data: { reportId: report.id } })
        }
        // What was no report leaves no words behind, in its correction neither.
        const suggested = decision.decide === 'nothing' ? { ...report.reading, places: [], why: [] } : report.reading
        await keepCorrection(tx, { ...correction, suggested }, now)
        await record(tx, {
          ...happening,
          kind: 'report.decided',
          data: { reportId: report.id, decided: decision.decide },
        })
        return orphans
      })
      for (const hash of gone) await deps.files.delete(hash)
      return { ok: true }
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
    const who = need(request, 'seeIncidents')
    const seen = await scope(who)
    const stop = deps.live.follow((told) => {
      if (told.to === 'all') return stream.send('again', {})
      if (told.to !== 'staff' || told.departmentId !== who.departmentId) return
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

async function correct(
  deps: Deps,
  who: Account,
  incident: Incident,
  category: NonNullable<Incident['category']>,
): Promise<void> {
  const report = await firstReport(deps.db, incident.departmentId, incident.id)
  if (!report) return
  await inTransaction(deps.db, (tx) =>
    keepCorrection(
      tx,
      {
        id: deps.newId(),
        departmentId: incident.departmentId,
        reportId: report.id,
        suggested: report.reading,
        decided: { category },
        byAccount: who.id,
      },
      deps.now(),
    ),
  )
}

const purpose = z.enum(['finding', 'before', 'after', 'receipt', 'explanation'], {
  error: 'purpose: one of finding, before, after, receipt, explanation',
})

async function addFile(deps: Deps, who: Account, incident: Incident, request: FastifyRequest) {
  const part = await request.file({ limits: { fileSize: Math.max(deps.config.photoLimit, deps.config.videoLimit) } })
  if (!part)
    throw new HttpError(400, 'bad-input', 'Send one file as multipart/form-data in the field "file".', {
      field: 'file',
    })
  const field = (name: string): string => {
    const value = part.fields[name]
    return value && !Array.isArray(value) && value.type === 'field' ? String(value.value) : ''
  }
  const bytes = await part.toBuffer()
  const asked = purpose.safeParse(field('purpose') || 'finding')
  if (!asked.success)
    throw new HttpError(400, 'bad-input', asked.error.issues[0]?.message ?? 'purpose', { field: 'purpose' })
  const kind = part.mimetype.startsWith('video/')
    ? 'video'
    : part.mimetype.startsWith('audio/')
      ? 'voice'
      : part.mimetype === 'application/pdf'
        ? 'document'
        : 'photo'
  const kept = await keepMedia(deps.files, deps.config, bytes, kind)
  if ('refused' in kept) throw mediaError(kept)
  const id = deps.newId()
  const now = deps.now()
  const caption = field('caption').slice(0, 300)
  await inTransaction(deps.db, async (tx) => {
    const attachment = {
      ...kept,
      id,
      departmentId: incident.departmentId,
      incidentId: incident.id,
      purpose: asked.data,
      kind,
      caption,
      byAccount: who.id,
    }
    await addAttachment(tx, attachment, now)
    await record(tx, {
      departmentId: incident.departmentId,
      kind: 'file.added',
      at: now,
      incidentId: incident.id,
      accountId: who.id,
      data: { attachmentId: id, purpose: asked.data },
      live: news(incident, 'file.added'),
    })
  })
  return {
    id,
    hash: kept.hash,
    kind,
    mime: kept.mime,
    purpose: asked.data,
    caption,
    at: now.toISOString(),
    reportId: null,
  }
}
