import { z } from 'zod'
import type { Account } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, refused } from '../base/http.ts'
import type { PaperLang } from '../base/law.ts'
import { bodies } from '../incident/life.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { readCase, readDepartment } from '../protocol/case-store.ts'
import { renderCrimeReport, renderRemoval, renderTransfer } from '../protocol/pdf.ts'
import { paperLimit, sendPdf } from '../protocol/routes.ts'
import { paperLang } from '../protocol/view.ts'
import { crimeReportOf, type LetterCase, partMeant, removalOf, transferOf } from './papers.ts'
import { findRemediation } from './store.ts'

const papers = ['order', 'crime', 'transfer'] as const

const asked = z.object({
  lang: paperLang.optional(),
  /** The part that a transfer means, if the inspector names one. */
  article: z.string().trim().min(1).max(20).optional(),
  part: z.string().trim().min(1).max(10).optional(),
})

/** Letters that go with an incident: the demand to put right, the report of a crime, the transfer. */
export function remediationRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/incidents/:id/papers/:paper',
    {
      config: paperLimit,
      schema: {
        params: incidentParam.extend({ paper: z.enum(papers.map((one) => `${one}.pdf` as const)) }),
        querystring: asked,
        response: { '4xx': errorBody },
      },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const incident = await incidentFor(deps, who, request.params.id)
      const lang = request.query.lang ?? (who.locale === 'kk' ? 'kk' : 'ru')
      const name = request.params.paper.replace('.pdf', '')
      const pdf = await render[name as (typeof papers)[number]](deps, who, incident, lang, request.query)
      return sendPdf(reply, pdf, `${name}-${incident.number}`)
    },
  )
}

type Render = (
  deps: Deps,
  who: Account,
  incident: Incident,
  lang: PaperLang,
  query: z.infer<typeof asked>,
) => Promise<Buffer>

const render: Record<(typeof papers)[number], Render> = {
  async order(deps, who, incident, lang) {
    const order = await findRemediation(deps.db, who.departmentId, incident.id)
    if (!order) throw refused('not-now', 'Nothing has been ordered yet: order the remedy first, then print the demand.')
    return renderRemoval(removalOf(await letterCase(deps, who, incident), order, lang), lang)
  },
  async crime(deps, who, incident, lang) {
    if (incident.status !== 'crime' && incident.outcome !== 'crime')
      throw refused('not-now', 'The incident has not been registered as a crime: do that first, then print the report.')
    return renderCrimeReport(crimeReportOf(await letterCase(deps, who, incident), lang), lang)
  },
  async transfer(deps, who, incident, lang, { article, part = null }) {
    const body = bodies.find((one) => one === incident.handedTo)
    if (!body) throw refused('not-now', 'The incident has not been handed over: do that first, then print the letter.')
    const of = await letterCase(deps, who, incident)
    const meant = partMeant(deps.law.editions(who.departmentId), of.rows, body, article ? { article, part } : null, of.now)
    if (article && !meant)
      throw new HttpError(400, 'bad-input', 'article: this edition of the law has no such part.', { field: 'article' })
    return renderTransfer(transferOf(of, body, meant, lang), lang)
  },
}

async function letterCase(deps: Deps, who: Account, incident: Incident): Promise<LetterCase> {
  const { nameRu, nameKk } = await readDepartment(deps.db, who.departmentId)
  return {
    rows: await readCase(deps.db, incident),
    incident,
    author: { position: who.position, name: who.name },
    department: { ru: nameRu, kk: nameKk },
    now: deps.now(),
  }
}
