import { may } from '../base/access.ts'
import { localDay } from '../base/calendar.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, account, errorBody, HttpError, need, refused } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { paperNames } from '../paper/kinds.ts'
import { type PaperSettingsView, paperSettingsInput, paperSettingsView } from './paper-settings.ts'
import { papersSet, setPapers } from './settings-store.ts'

const answer = { 200: paperSettingsView, '4xx': errorBody }

/** What a department writes into every paper alike: read by who draws papers up, set by its chief or administrator. */
export function paperSettingsRoutes(app: App, deps: Deps): void {
  const yearNow = () => Number(localDay(deps.now()).slice(0, 4))
  const view = async (departmentId: string): Promise<PaperSettingsView> => {
    const { settings, book, since, byName } = await papersSet(deps.db, departmentId)
    return { ...settings, book, byName, year: yearNow(), since: since?.toISOString() ?? null }
  }

  app.get('/api/paper-settings', { schema: { response: answer } }, async (request, reply) => {
    const who = need(request, may(account(request).role, 'drawUpProtocol') ? 'drawUpProtocol' : 'setPapers')
    reply.header('cache-control', 'no-store')
    return view(who.departmentId)
  })

  app.put('/api/paper-settings', { schema: { body: paperSettingsInput, response: answer } }, async (request) => {
    const who = need(request, 'setPapers')
    const { since, book, ...settings } = request.body
    const year = yearNow()
    const lines = book.map((line) => ({ ...line, year }))
    await inTransaction(deps.db, async (tx) => {
      const done = await setPapers(tx, who.departmentId, {
        settings,
        since: since ? new Date(since) : null,
        book: lines,
      })
      if ('refused' in done) {
        if (done.refused === 'changed-meanwhile') throw refused('changed-meanwhile')
        const { kind, last } = done.line
        const message = `${paperNames[kind].ru} / ${paperNames[kind].kk}: ${last} was given already. A book goes forward only.`
        throw new HttpError(409, 'book-back', message, { field: kind })
      }
      await record(tx, {
        departmentId: who.departmentId,
        kind: 'papers.changed',
        at: deps.now(),
        accountId: who.id,
        data: { what: book.length > 0 ? 'settings, book' : 'settings' },
      })
    })
    return view(who.departmentId)
  })
}
