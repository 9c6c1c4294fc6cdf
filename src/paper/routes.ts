import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound, refused } from '../base/http.ts'
import type { Both } from '../base/law.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor, incidentParam } from '../inspection/incident-route.ts'
import { canonical } from './document.ts'
import { paperKinds } from './kinds.ts'
import { type Picture, renderPaper } from './pdf.ts'
import { printed } from './print-route.ts'
import { cancelPaper, nextNumber, signPaper } from './sign-store.ts'
import {
  amendPaper,
  type Done,
  draftsOf,
  findPaper,
  type Paperwork,
  papersOf,
  picturesOf,
  type StoredPaper,
} from './store.ts'
import {
  amendConflict,
  amendInput,
  cancelInput,
  draftsView,
  type PaperView,
  paperLang,
  paperView,
  signIncomplete,
  signInput,
} from './view.ts'

const refusals = { '4xx': errorBody }
const one = { params: z.object({ id: z.uuid() }) }
const shown = { 200: paperView, ...refusals }

/** Why a complete paper may not be signed after all: the law has changed under it, a term has passed. */
export interface SigningStop {
  refused: string
  reason: Both
  rule: string
}

export interface PaperHooks {
  /** Asked before a paper is signed. */
  mayBeSigned(who: Account, incident: Incident, paper: StoredPaper): Promise<SigningStop | null>
}

const signStopped = z.object({
  ...{ error: z.literal('refused'), refused: z.string(), message: z.string(), rule: z.string() },
  reason: z.object({ ru: z.string(), kk: z.string() }),
})

/** Papers once they are drawn up: read, changed, printed, signed, put aside. */
export function paperRoutes(app: App, deps: Deps, hooks: PaperHooks): void {
  const found = async (who: Account, id: string): Promise<{ paper: StoredPaper; incident: Incident }> => {
    const paper = await findPaper(deps.db, who.departmentId, id)
    if (!paper) throw notFound('The paper')
    return { paper, incident: await incidentFor(deps, who, paper.incidentId) }
  }
  const view = async (who: Account, id: string): Promise<PaperView> => viewOf((await found(who, id)).paper)
  const work = (who: Account, incident: Incident, id: string, version: number | null): Paperwork => ({
    ...{ incident, id, version, accountId: who.id, now: deps.now() },
  })

  app.get(
    '/api/incidents/:id/papers',
    { schema: { params: incidentParam, response: { 200: z.object({ items: z.array(paperView) }), ...refusals } } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const incident = await incidentFor(deps, who, request.params.id)
      reply.header('cache-control', 'no-store')
      return { items: (await papersOf(deps.db, who.departmentId, incident.id)).map(viewOf) }
    },
  )

  app.get('/api/papers/:id', { schema: { ...one, response: shown } }, async (request, reply) => {
    const who = need(request, 'drawUpProtocol')
    reply.header('cache-control', 'no-store')
    return view(who, request.params.id)
  })

  app.get(
    '/api/papers/next-number',
    {
      schema: {
        querystring: z.object({ kind: z.enum(paperKinds) }),
        response: { 200: z.object({ next: z.number().int(), number: z.string() }), ...refusals },
      },
    },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      return nextNumber(deps.db, who.departmentId, request.query.kind, deps.now())
    },
  )

  app.patch(
    '/api/papers/:id',
    { schema: { ...one, body: amendInput, response: { ...shown, 409: z.union([amendConflict, errorBody]) } } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { id } = request.params
      const { version, ...input } = request.body
      const { incident } = await found(who, id)
      const done = await inTransaction(deps.db, (tx) => amendPaper(tx, work(who, incident, id, version), input))
      if ('conflicts' in done) {
        const { byName, conflicts } = done
        const message = `${byName} has changed the same fields meanwhile: ${conflicts.map((each) => each.label.ru).join(', ')}. Choose which text stays.`
        return reply.code(409).send({ error: 'refused', refused: 'changed-meanwhile', message, byName, conflicts })
      }
      orRefuse(done)
      return view(who, id)
    },
  )

  app.post(
    '/api/papers/:id/sign',
    {
      config: paperLimit,
      schema: {
        ...one,
        body: signInput,
        response: { ...shown, 409: z.union([signStopped, errorBody]), 422: signIncomplete },
      },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { id } = request.params
      const { version, number } = request.body
      const { incident, paper } = await found(who, id)
      if (paper.status === 'draft' && version !== paper.version) throw refused('changed-meanwhile')
      const stop = paper.status === 'draft' ? await hooks.mayBeSigned(who, incident, paper) : null
      if (stop) {
        const message = stop.reason[who.locale === 'kk' ? 'kk' : 'ru']
        return reply.code(409).send({ error: 'refused', message, ...stop })
      }
      const sealing = work(who, incident, id, version)
      const done = await printed(deps, who, () => sealPaper(deps, who, paper, sealing, number))
      if ('missing' in done) return reply.code(422).send(incomplete(done.missing))
      orRefuse(done)
      return view(who, id)
    },
  )

  app.post('/api/papers/:id/cancel', { schema: { ...one, body: cancelInput, response: shown } }, async (request) => {
    const who = need(request, 'drawUpProtocol')
    const { id } = request.params
    const { version = null, reason } = request.body
    const { incident } = await found(who, id)
    orRefuse(await inTransaction(deps.db, (tx) => cancelPaper(tx, work(who, incident, id, version), reason)))
    return view(who, id)
  })

  app.get(
    '/api/papers/:id/drafts',
    { schema: { ...one, response: { 200: draftsView, ...refusals } } },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const { paper } = await found(who, request.params.id)
      return draftsOf(deps.db, who.departmentId, paper)
    },
  )

  app.get(
    '/api/papers/:id/pdf',
    { config: paperLimit, schema: { ...one, querystring: z.object({ lang: paperLang.optional() }) } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { paper } = await found(who, request.params.id)
      const lang = request.query.lang ?? paper.lang
      const name = nameOf(paper)
      const locked = paper.pdfHash && lang === paper.lang ? await deps.files.read(paper.pdfHash) : null
      if (locked) return sendPdf(reply, locked, name)
      // Only what is signed goes out without the word across the page, and a cancelled draft never.
      const document =
        paper.status === 'signed' ? paper.document : { ...paper.document, missing: [...paper.document.missing, 'sign'] }
      const pictures = await readPictures(deps, who, paper)
      const pdf = await printed(deps, who, () => renderPaper(document, lang, pictures))
      return sendPdf(reply, pdf, name)
    },
  )
}

/** Prints the paper as it will stay, keeps the bytes, and signs it. */
export async function sealPaper(
  deps: Deps,
  who: Pick<Account, 'departmentId'>,
  paper: StoredPaper,
  work: Paperwork,
  number: string,
): Promise<Awaited<ReturnType<typeof signPaper>>> {
  const { missing } = paper.document
  if (paper.status === 'draft' && missing.length > 0) return { refused: 'incomplete', missing }
  const document = { ...paper.document, number }
  const bytes = await renderPaper(document, document.lang, await readPictures(deps, who, paper))
  const pdf = await deps.files.put(bytes, { limit: bytes.length })
  if ('refused' in pdf) throw new HttpError(507, 'no-space', 'The disk of the server is full: nothing was signed.')
  const signedHash = createHash('sha256').update(canonical(document)).digest('hex')
  return inTransaction(deps.db, (tx) => signPaper(tx, { ...work, version: paper.version }, { number, pdf, signedHash }))
}

const incomplete = (missing: string[]) => ({
  ...({ error: 'refused', refused: 'incomplete' } as const),
  message: `Fields that the law asks for are empty: ${missing.join(', ')}. Fill them in and sign again.`,
  missing,
})

const nameOf = ({ kind, article, part, incidentNumber }: StoredPaper) =>
  [kind, article, part, incidentNumber].filter(Boolean).join('-')

/** A paper costs a second of work, so one person may not ask for them without end. */
export const paperLimit = {
  rateLimit: {
    max: 60,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => request.session?.account.id ?? request.ip,
  },
}

/** A paper to look at in the browser, under a name of plain letters. */
export function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  const safe = name.replace(/[^A-Za-z0-9.-]+/g, '-').replace(/^-+|-+$/g, '')
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${safe || 'paper'}.pdf"`)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(pdf)
}

function orRefuse(done: Done): void {
  if ('refused' in done) throw refused(done.refused)
}

/** Previews, not originals: they carry no position and no data of a phone. */
export async function readPictures(
  deps: Deps,
  who: Pick<Account, 'departmentId'>,
  paper: StoredPaper,
): Promise<Picture[]> {
  const ids = paper.document.attachments.map(({ id }) => id)
  const pictures: Picture[] = []
  for (const { id, hash } of await picturesOf(deps.db, who.departmentId, ids)) {
    const bytes = await deps.files.preview(hash, 1600)
    if (Buffer.isBuffer(bytes)) pictures.push({ id, bytes })
  }
  return pictures
}

const iso = (at: Date | null) => at?.toISOString() ?? null

/** A paper as the pages see it. */
export function viewOf({ createdAt, updatedAt, signedAt, ...row }: StoredPaper): PaperView {
  return { ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString(), signedAt: iso(signedAt) }
}
