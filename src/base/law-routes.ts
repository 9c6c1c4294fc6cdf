import { z } from 'zod'
import { localDay } from './calendar.ts'
import { inTransaction } from './database.ts'
import type { Deps } from './deps.ts'
import { type App, errorBody, HttpError, need, notFound } from './http.ts'
import { record } from './journal.ts'
import { type Edition, editionAt, findEdition, termFile } from './law.ts'
import { applyChanges } from './law-change.ts'
import { propose } from './law-proposal.ts'
import { findRef, parseRef, searchLaw } from './law-search.ts'
import { addLawChange, lockLaw, readLawChanges, strikeLawChange } from './law-store.ts'
import {
  articlesPage,
  articleViewOf,
  changeView,
  changeViewOf,
  editionView,
  editionViewOf,
  partView,
  partViewOf,
  yearView,
  yearViews,
} from './law-view.ts'

const editionsPage = z.object({
  inForce: z.string().nullable(),
  items: z.array(editionView),
  changes: z.array(changeView),
  years: z.array(yearView),
  /** Terms of the edition in force: what a correction of one starts from. */
  terms: z.array(termFile),
})
export type EditionsPage = z.infer<typeof editionsPage>

const problem = z.object({ field: z.string(), expected: z.object({ ru: z.string(), kk: z.string() }), got: z.string() })
const refusedChange = errorBody.extend({ problems: z.array(problem).optional() })
const wanted = { edition: z.string().max(60).optional() }

/** The law that the program works by: found, read part by part, and corrected by an administrator. */
export function lawRoutes(app: App, deps: Deps): void {
  const today = () => localDay(deps.now())

  /** The edition asked for, or that in force today. */
  const editionOf = (departmentId: string, id?: string): Edition => {
    const editions = deps.law.editions(departmentId)
    const edition = id === undefined ? editionAt(editions, today()) : findEdition(editions, id)
    if (!edition) throw notFound(id === undefined ? 'An edition of the law in force today' : 'The edition of the law')
    return edition
  }

  app.get('/api/law/edition', { schema: { response: { 200: editionView, '4xx': errorBody } } }, async (request) => {
    const who = need(request, 'seeLaw')
    return editionViewOf(editionOf(who.departmentId), today())
  })

  app.get('/api/law/editions', { schema: { response: { 200: editionsPage, '4xx': errorBody } } }, async (request) => {
    const who = need(request, 'seeLaw')
    const editions = deps.law.editions(who.departmentId)
    const changes = await readLawChanges(deps.db, who.departmentId)
    const inForce = editionAt(editions, today())
    return {
      inForce: inForce?.id ?? null,
      terms: [...(inForce?.terms ?? [])],
      items: editions.map((one) => editionViewOf(one, today())),
      changes: changes.map(changeViewOf).toReversed(),
      years: yearViews(deps.law.calendar(who.departmentId)),
    }
  })

  app.get(
    '/api/law/articles',
    {
      schema: {
        querystring: z.object({ q: z.string().max(200).default(''), ...wanted }),
        response: { 200: articlesPage, '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'seeLaw')
      const edition = editionOf(who.departmentId, request.query.edition)
      const { id, doNotOffer } = edition
      const found = request.query.q.trim() ? searchLaw(edition, request.query.q) : everyArticle(edition)
      return { edition: id, items: found.map(articleViewOf), doNotOffer: [...doNotOffer] }
    },
  )

  app.get(
    '/api/law/parts/:ref',
    {
      schema: {
        params: z.object({ ref: z.string().max(30) }),
        querystring: z.object(wanted),
        response: { 200: partView, '4xx': errorBody },
      },
    },
    async (request) => {
      const who = need(request, 'seeLaw')
      const edition = editionOf(who.departmentId, request.query.edition)
      const part = parseRef(request.params.ref) && findRef(edition, request.params.ref)
      if (!part) throw notFound('This part of the law')
      return partViewOf(edition, part, today())
    },
  )

  app.post(
    '/api/law/changes',
    {
      // Two files of a whole edition.
      bodyLimit: 4_000_000,
      schema: {
        body: z.record(z.string(), z.unknown()),
        response: { 201: z.object({ id: z.string() }), '4xx': refusedChange },
      },
    },
    async (request, reply) => {
      const who = need(request, 'manageLaw')
      const { departmentId } = who
      const id = deps.newId()
      const problems = await inTransaction(deps.db, async (tx) => {
        await lockLaw(tx, departmentId)
        // As they are now, whatever this process has read.
        const editions = applyChanges(deps.law.plain, await readLawChanges(tx, departmentId))
        const proposal = propose(request.body, editions, today())
        if ('problems' in proposal) return proposal.problems
        const { said, reason } = proposal
        const at = deps.now()
        await addLawChange(tx, { departmentId, id, said, reason, byAccount: who.id, at })
        await record(tx, {
          ...{ departmentId, kind: 'law.changed', at, accountId: who.id },
          data: { changeId: id, what: said.kind },
          live: { to: 'staff', type: 'law', departmentId },
        })
        return null
      })
      if (problems)
        return reply.code(422).send({
          error: 'bad-law',
          message: `${problems[0]?.field ?? ''}: expected ${problems[0]?.expected.ru ?? ''}`,
          problems,
        })
      await deps.law.reload(departmentId)
      return reply.code(201).send({ id })
    },
  )

  app.post(
    '/api/law/changes/:id/strike',
    { schema: { params: z.object({ id: z.uuid() }), response: { 204: z.null(), '4xx': errorBody } } },
    async (request, reply) => {
      const who = need(request, 'manageLaw')
      const { departmentId } = who
      const { id } = request.params
      await inTransaction(deps.db, async (tx) => {
        await lockLaw(tx, departmentId)
        const at = deps.now()
        if (!(await strikeLawChange(tx, departmentId, id, who.id, at))) throw notFound('The change of the law')
        const changes = await readLawChanges(tx, departmentId)
        if (!editionAt(applyChanges(deps.law.plain, changes), today()))
          throw new HttpError(
            409,
            'last-edition',
            'No edition of the law would be left in force. Add another one first.',
          )
        await record(tx, {
          ...{ departmentId, kind: 'law.changed', at, accountId: who.id },
          data: { changeId: id, what: 'struck' },
          live: { to: 'staff', type: 'law', departmentId },
        })
      })
      await deps.law.reload(departmentId)
      return reply.code(204).send(null)
    },
  )
}

function everyArticle(edition: Edition) {
  return [...Map.groupBy(edition.parts, ({ article }) => article)].flatMap(([article, parts]) =>
    parts[0] ? [{ article, parts, best: parts[0], named: true, score: 0 }] : [],
  )
}
