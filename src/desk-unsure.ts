import { z } from 'zod'
import { inTransaction } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { type App, errorBody, need, notFound, refused } from './base/http.ts'
import { record } from './base/journal.ts'
import { unusedFiles } from './chat/room-store.ts'
import { scopeFor } from './desk-routes.ts'
import { usualRoute } from './detection/categories.ts'
import { findReport } from './detection/store.ts'
import { reportView, unsureDecision } from './incident/incident.ts'
import type { Taught } from './incident/lesson.ts'
import { keepLesson } from './incident/lesson-store.ts'
import { unsureReports } from './incident/page-store.ts'
import { decideJoin, decideReport, dropFollowers, dropReport, keepCorrection, orphanFiles } from './incident/unsure.ts'
import { incidentFor } from './inspection/incident-route.ts'

/** The queue of the unsure: one tap of a person corrects the program, and the correction is kept. */
export function unsureRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/unsure',
    { schema: { response: { 200: z.object({ items: z.array(reportView) }) } } },
    async (request) => {
      const who = need(request, 'decideUnsure')
      return { items: await unsureReports(deps.db, await scopeFor(deps, who)) }
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
      const into = decision.decide === 'join' ? await incidentFor(deps, who, decision.incidentId) : null
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
        const taught: Taught =
          decision.decide === 'nothing'
            ? { kind: 'nothing' }
            : decided.kind === 'report'
              ? { ...decided, urgency: report.reading.urgency ?? 'normal' }
              : { kind: 'follow_up', category: into?.category ?? null }
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
          // A room may still show its photo until it forgets it.
          const followers = report.thread
            ? await dropFollowers(tx, who.departmentId, report.chatId, report.thread)
            : { files: [] }
          orphans = await unusedFiles(tx, await orphanFiles(tx, [...dropped.files, ...followers.files]))
        } else {
          const done =
            decision.decide === 'report'
              ? await decideReport(tx, who.departmentId, report.id, {
                  category: decision.category,
                  route: decision.route ?? usualRoute[decision.category],
                })
              : await decideJoin(tx, who.departmentId, report.id, into?.joinedInto ?? decision.incidentId)
          if (!done) throw refused('changed-meanwhile')
          await record(tx, { ...happening, kind: 'report.kept', data: { reportId: report.id } })
        }
        // What was no report leaves no words behind, in its correction neither.
        const suggested =
          decision.decide === 'nothing' ? { ...report.reading, places: [], times: [], why: [] } : report.reading
        await keepCorrection(tx, { ...correction, suggested }, now)
        await keepLesson(tx, report, taught, { link: decision.decide !== 'nothing', now })
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
}
