import { z } from 'zod'
import { localDay } from './calendar.ts'
import type { Deps } from './deps.ts'
import { type App, account, errorBody, notFound } from './http.ts'
import { editionAt, staleAt } from './law.ts'

export const editionView = z.object({
  id: z.string(),
  validFrom: z.string(),
  notAfter: z.string(),
  readOn: z.string(),
  document: z.string(),
  address: z.string(),
  caveat: z.string(),
  unconfirmed: z.array(z.string()),
  articles: z.number().int(),
  parts: z.number().int(),
  mrp: z.record(z.string(), z.number()),
  /** A newer text than this reading may be in force today. */
  stale: z.boolean(),
})
export type EditionView = z.infer<typeof editionView>

/** Which edition of the law the program works by, and what is not sure in it. */
export function lawRoutes(app: App, deps: Deps): void {
  app.get('/api/law/edition', { schema: { response: { 200: editionView, '4xx': errorBody } } }, async (request) => {
    const who = account(request)
    const today = localDay(deps.now())
    const edition = editionAt(deps.law.editions(who.departmentId), today)
    if (!edition) throw notFound('An edition of the law in force today')
    const { id, validFrom, notAfter, readOn, document, address, caveat, unconfirmed, mrp, parts } = edition
    return {
      id,
      validFrom,
      notAfter,
      readOn,
      document,
      address,
      caveat,
      unconfirmed,
      mrp,
      articles: new Set(parts.map((part) => part.article)).size,
      parts: parts.length,
      stale: staleAt(edition, today),
    }
  })
}
