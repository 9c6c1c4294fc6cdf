import { z } from 'zod'
import { formatDay, localDay } from '../base/calendar.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound } from '../base/http.ts'
import type { Both } from '../base/law.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { type BundledPaper, bundleSheets } from '../paper/bundle.ts'
import { type Picture, renderSheets } from '../paper/pdf.ts'
import { printed } from '../paper/print-route.ts'
import { paperLimit, readPictures, sendPdf } from '../paper/routes.ts'
import { papersOf } from '../paper/store.ts'
import { paperLang } from '../paper/view.ts'
import { readCase } from './case-store.ts'
import { captionOf } from './facts.ts'

const query = z.object({
  /** Of everything; without it each paper keeps its own, and the inventory takes the caller's. */
  lang: paperLang.optional(),
  /** Which papers, drafts too; without it all that are signed. */
  ids: z
    .string()
    .max(4000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).min(1).max(100))
    .optional(),
})

const nothing: Both = {
  ru: 'В этом происшествии нет подписанных документов. Подпишите их или выберите проекты для печати.',
  kk: 'Бұл оқиға бойынша қол қойылған құжат жоқ. Қол қойыңыз немесе басып шығаратын жобаларды таңдаңыз.',
}
const inBoth = (at: Date): Both => ({ ru: formatDay(localDay(at), 'ru'), kk: formatDay(localDay(at), 'kk') })

/** All papers of an incident in one file, with an inventory before and the photos after them. */
export function bundleRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/incidents/:id/bundle.pdf',
    { config: paperLimit, schema: { params: incidentParam, querystring: query, response: { '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const incident = await incidentFor(deps, who, request.params.id)
      const { lang, ids } = request.query
      const all = await papersOf(deps.db, who.departmentId, incident.id)
      if (ids?.some((id) => all.every((paper) => paper.id !== id))) throw notFound('A paper of this incident')
      const chosen = all.filter(({ id, status }) => (ids ? ids.includes(id) : status === 'signed'))
      if (chosen.length === 0) throw new HttpError(409, 'nothing-signed', nothing[who.locale === 'kk' ? 'kk' : 'ru'])
      const pictures = new Map<string, Picture>()
      const papers: BundledPaper[] = []
      for (const paper of chosen) {
        const own = await readPictures(deps, who, paper)
        for (const picture of own) pictures.set(picture.id, picture)
        papers.push({
          document: paper.document,
          draft: paper.status === 'draft',
          day: inBoth(paper.signedAt ?? paper.createdAt),
          pictures: new Set(own.map(({ id }) => id)),
        })
      }
      const files = (await readCase(deps.db, incident)).attachments.filter(({ kind }) => kind === 'photo')
      for (const { id, hash } of files) {
        const bytes = pictures.has(id) ? null : await deps.files.preview(hash, 1600)
        if (Buffer.isBuffer(bytes)) pictures.set(id, { id, bytes })
      }
      const bundle = {
        ...{ lang: lang ?? (who.locale === 'kk' ? ('kk' as const) : ('ru' as const)), ownLang: !lang, papers },
        ...{ incidentNumber: incident.number, placeText: incident.placeText, day: inBoth(deps.now()) },
        photos: files.map((file) => ({ id: file.id, caption: captionOf(file) })),
        author: { position: who.position, name: who.name },
      }
      const pdf = await printed(deps, who, async () =>
        renderSheets((photos) => bundleSheets(bundle, photos), [...pictures.values()]),
      )
      return sendPdf(reply, pdf, `bundle-${incident.number}`)
    },
  )
}
