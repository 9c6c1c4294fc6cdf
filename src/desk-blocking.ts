import { z } from 'zod'
import type { Account } from './base/access.ts'
import { inTransaction, type Write } from './base/database.ts'
import type { Deps } from './base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from './base/http.ts'
import { type LiveNews, record } from './base/journal.ts'
import { asked, block, isOfficer, lockBlocked, unblock } from './chat/blocked-store.ts'
import type { Chat } from './chat/chat.ts'
import { settingsOf } from './chat/chat-settings.ts'
import { scopeFor } from './desk-routes.ts'
import { findReport, type KeptReport } from './detection/store.ts'
import { news } from './incident/act-store.ts'
import { findIncident } from './incident/store.ts'
import { incidentFor } from './inspection/incident-route.ts'

const instant = z.iso.datetime({ offset: true })
const given = z.object({
  reportId: z.uuid(),
  reason: z
    .string()
    .trim()
    .min(3, 'a reason')
    .max(200)
    .refine((reason) => reason !== asked, 'a reason of yours'),
  /** Null: for good. */
  until: instant.nullable(),
})
const answer = z.object({ until: instant.nullable() })

/** Who answers for a precinct decides for a month and no longer; clocks of two machines differ a little. */
const longest = 30 * 86_400_000 + 3_600_000

/** Whether the author of a report is read: named by the report, so that nobody types a messenger's id. */
export function blockingRoutes(app: App, deps: Deps): void {
  /** The author of a report that this person decides about; 403, 404 or 409 otherwise. */
  async function authorOf(who: Account, reportId: string) {
    const report = await findReport(deps.db, who.departmentId, reportId)
    if (!report) throw notFound('The message')
    const chat = await deps.book.get(report.chatId)
    if (who.role !== 'administrator') await mayDecide(who, report, chat)
    const author = { channel: chat.channel, author: report.author }
    if (report.author === '') throw new HttpError(409, 'forgotten', 'Who wrote this has been forgotten.')
    if (chat.channel === 'export') throw new HttpError(409, 'not-now', 'It came from a file; nobody is heard there.')
    if (chat.kind === 'staff' || (await isOfficer(deps.db, author)))
      throw new HttpError(409, 'staff', 'It is an officer of the department.')
    return { report, author }
  }

  async function mayDecide(who: Account, report: KeptReport, chat: Chat): Promise<void> {
    if (report.incidentId) {
      await incidentFor(deps, who, report.incidentId)
      return
    }
    const { precinctIds } = await scopeFor(deps, who)
    const isOwn = chat.precinctId === null || settingsOf(chat.settings).inspectorId === who.id
    if (precinctIds !== null && !isOwn && !precinctIds.includes(chat.precinctId ?? ''))
      throw new HttpError(403, 'not-yours', 'This chat belongs to another precinct.')
  }

  async function note(
    tx: Write,
    who: Account,
    { id: reportId, incidentId }: KeptReport,
    done: { kind: 'author.blocked'; until: string | null } | { kind: 'author.heard' },
  ): Promise<void> {
    const { departmentId, id: accountId } = who
    const incident = incidentId ? await findIncident(tx, departmentId, incidentId) : null
    const live: LiveNews = incident ? news(incident, done.kind) : { to: 'staff', type: 'unsure', departmentId }
    const happening = { departmentId, at: deps.now(), incidentId, accountId, live }
    if (done.kind === 'author.heard') await record(tx, { ...happening, kind: done.kind, data: { reportId } })
    else await record(tx, { ...happening, kind: done.kind, data: { reportId, until: done.until } })
  }

  app.post(
    '/api/blocked',
    { schema: { body: given, response: { 201: answer, '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'blockAuthors')
      const { reportId, reason } = request.body
      const until = request.body.until === null ? null : new Date(request.body.until)
      const now = deps.now()
      if (until && until <= now) throw new HttpError(400, 'bad-input', 'until: a time to come.', { field: 'until' })
      if (who.role !== 'administrator' && (!until || until.getTime() - now.getTime() > longest))
        throw new HttpError(400, 'bad-input', 'until: for thirty days at most; longer is for an administrator.', {
          field: 'until',
        })
      const { report, author } = await authorOf(who, reportId)
      const { departmentId, id: byAccount } = who
      await inTransaction(deps.db, async (tx) => {
        const before = await lockBlocked(tx, departmentId, author, now)
        // A block that ends would end what the person asked for without end.
        if (before?.reason === asked) throw new HttpError(409, 'asked', 'This person asked not to be read.')
        if (before && before.until === null && who.role !== 'administrator') throw forGood()
        await block(tx, departmentId, { ...author, reason, until, byAccount }, now)
        await note(tx, who, report, { kind: 'author.blocked', until: until?.toISOString() ?? null })
      })
      deps.book.forget()
      reply.code(201)
      return { until: until?.toISOString() ?? null }
    },
  )

  app.delete(
    '/api/blocked/:reportId',
    {
      schema: {
        params: z.object({ reportId: z.uuid() }),
        response: { 200: z.object({ ok: z.literal(true) }), '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'blockAuthors')
      const { report, author } = await authorOf(who, request.params.reportId)
      await inTransaction(deps.db, async (tx) => {
        const before = await lockBlocked(tx, who.departmentId, author, deps.now())
        if (!before) return
        if (before.reason === asked) throw new HttpError(409, 'asked', 'This person asked not to be read.')
        if (before.until === null && who.role !== 'administrator') throw forGood()
        await unblock(tx, who.departmentId, author.channel, author.author)
        await note(tx, who, report, { kind: 'author.heard' })
      })
      deps.book.forget()
      return { ok: true as const }
    },
  )
}

const forGood = () => new HttpError(403, 'for-good', 'An administrator decided so for good.')
