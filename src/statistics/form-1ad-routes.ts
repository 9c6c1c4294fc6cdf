import { Readable } from 'node:stream'
import type { Locale } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need } from '../base/http.ts'
import { findPart, mrpOf } from '../base/law.ts'
import { byteOrderMark } from './csv.ts'
import type { MrpOfYear } from './form-1ad.ts'
import { type FormRecord, formCsv, recordLine, recordsHead } from './form-1ad-csv.ts'
import { form1ad, form1adList, recordsOf } from './form-1ad-store.ts'
import { formCsvQuery, formList, formListQuery, formQuery, formView } from './form-1ad-view.ts'
import type { Scope } from './scope.ts'
import { scopeFor } from './scope-route.ts'

const refusals = { '4xx': errorBody }

/** Форма 1-АД: the figures, the incidents behind each, and both as tables; the records are the chief's. */
export function form1adRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/statistics/1ad',
    { schema: { querystring: formQuery, response: { 200: formView, ...refusals } } },
    async (request) => {
      const who = need(request, 'seeCampaign')
      return form1ad(deps.db, await scopeFor(deps, who, request.query), mrpIn(deps, who.departmentId))
    },
  )

  app.get(
    '/api/statistics/1ad/list',
    { schema: { querystring: formListQuery, response: { 200: formList, ...refusals } } },
    async (request) => {
      const who = need(request, 'seeCampaign')
      const { measure, article, ground, skip, limit } = request.query
      const scope = await scopeFor(deps, who, request.query)
      return form1adList(deps.db, scope, { measure, article, ground, skip, limit }, mrpIn(deps, who.departmentId))
    },
  )

  app.get('/api/statistics/1ad.csv', { schema: { querystring: formCsvQuery } }, async (request, reply) => {
    const { from, to, what, lang } = request.query
    const who = need(request, what === 'records' ? 'seeAllPrecincts' : 'seeCampaign')
    const scope = await scopeFor(deps, who, request.query)
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="uchastok-1ad-${what}-${from}-${to}.csv"`)
      .header('cache-control', 'no-store')
    if (what === 'records') return reply.send(Readable.from(recordsTable(deps, scope, lang)))
    const form = await form1ad(deps.db, scope, mrpIn(deps, who.departmentId))
    return reply.send(byteOrderMark + [...formCsv(form, lang)].join(''))
  })
}

/** МРП of a year by the newest edition that knows it. */
function mrpIn(deps: Deps, departmentId: string): MrpOfYear {
  const editions = [...deps.law.editions(departmentId)].sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  return (year) => editions.map((edition) => mrpOf(edition, year)).find((value) => value !== null) ?? null
}

async function* recordsTable(deps: Deps, scope: Scope, lang: Locale): AsyncGenerator<string> {
  const editions = deps.law.editions(scope.departmentId)
  const law = {
    mrpOf: mrpIn(deps, scope.departmentId),
    conductOf: ({ article, part }: FormRecord) =>
      editions.map((edition) => findPart(edition, article, part)?.conductRu).find(Boolean) ?? '',
  }
  yield byteOrderMark + recordsHead(lang)
  for await (const records of recordsOf(deps.db, scope))
    yield records.map((record) => recordLine(record, lang, law)).join('')
}
