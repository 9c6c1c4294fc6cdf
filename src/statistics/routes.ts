import { Readable } from 'node:stream'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, need } from '../base/http.ts'
import { campaign, campaignQuery, csvQuery, listPage, listQuery } from './campaign.ts'
import { byteOrderMark, incidentLine, linesHead, summaryCsv } from './csv.ts'
import { linesOf, precinctNumbers } from './lines-store.ts'
import { listOf } from './list-store.ts'
import { overview, overviewOf } from './overview-store.ts'
import type { Scope } from './scope.ts'
import { scopeFor } from './scope-route.ts'
import { campaignOf } from './store.ts'

/** The figures of a period, the incidents behind each of them, both as tables to download, and how the department stands now. */
export function statisticsRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/campaign',
    { schema: { querystring: campaignQuery, response: { 200: campaign, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeCampaign')
      return campaignOf(deps.db, await scopeFor(deps, who, request.query), deps.now())
    },
  )

  app.get(
    '/api/campaign/list',
    { schema: { querystring: listQuery, response: { 200: listPage, '4xx': errorBody } } },
    async (request) => {
      const who = need(request, 'seeCampaign')
      const { measure, value = '', inspector, before, limit } = request.query
      const scope = await scopeFor(deps, who, request.query)
      return listOf(deps.db, scope, { measure, value, inspectorId: inspector ?? null, before, limit }, deps.now())
    },
  )

  app.get('/api/campaign.csv', { schema: { querystring: csvQuery } }, async (request, reply) => {
    const who = need(request, 'seeCampaign')
    const { from, to, what, lang } = request.query
    const scope = await scopeFor(deps, who, request.query)
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="uchastok-${what}-${from}-${to}.csv"`)
      .header('cache-control', 'no-store')
    if (what === 'incidents') return reply.send(Readable.from(incidentsTable(deps, scope, lang)))
    const [figures, numbers] = await Promise.all([
      campaignOf(deps.db, scope, deps.now()),
      precinctNumbers(deps.db, who.departmentId),
    ])
    return reply.send(byteOrderMark + [...summaryCsv(figures, lang, (id) => numbers.get(id))].join(''))
  })

  app.get('/api/department', { schema: { response: { 200: overview, '4xx': errorBody } } }, async (request) => {
    const who = need(request, 'seeAllPrecincts')
    return overviewOf(deps.db, who.departmentId, deps.now())
  })
}

async function* incidentsTable(deps: Deps, scope: Scope, lang: 'ru' | 'kk' | 'en'): AsyncGenerator<string> {
  yield byteOrderMark + linesHead(lang)
  for await (const line of linesOf(deps.db, scope)) yield incidentLine(line, lang)
}
