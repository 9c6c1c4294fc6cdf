import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Account } from '../base/access.ts'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { type App, errorBody, HttpError, need, notFound, refused } from '../base/http.ts'
import { record } from '../base/journal.ts'
import { type KeptMedia, keepMedia, type MediaRefusal, mediaRefusals } from '../base/keep-media.ts'
import { checkMedia } from '../base/media.ts'
import { sendFile } from '../base/send-file.ts'
import { news } from '../incident/act-store.ts'
import type { Incident } from '../incident/store.ts'
import { incidentFor } from '../inspection/incident-route.ts'
import {
  bytesOfBase64,
  type CmsState,
  cmsInput,
  cmsLimit,
  type SignatureCheck,
  type SignatureRole,
  type SignatureState,
  signatureRoles,
  signaturesView,
  signatureView,
} from './signature.ts'
import { verifyCms } from './signature-cms.ts'
import {
  addSignature,
  findLockedPaper,
  holdLockedPaper,
  type LockedPaper,
  sameSignature,
  signatureFile,
  signaturesOf,
} from './signature-store.ts'

const refusals = { '4xx': errorBody, '5xx': errorBody }
const scans = ['application/pdf', 'image/jpeg', 'image/png', 'image/heic', 'image/heif']
const cmsMime = 'application/pkcs7-signature'

/** Signatures under a locked paper: made by a key in NCALayer, or by hand and scanned. A wrong one is not taken away: a later one stands beside it. */
export function signatureRoutes(app: App, deps: Deps): void {
  const found = async (who: Account, id: string): Promise<{ paper: LockedPaper; incident: Incident }> => {
    const paper = await findLockedPaper(deps.db, who.departmentId, id)
    if (!paper) throw notFound('The paper')
    return { paper, incident: await incidentFor(deps, who, paper.incidentId) }
  }
  const params = z.object({ id: z.uuid() })

  app.get(
    '/api/papers/:id/signatures',
    { schema: { params, response: { 200: signaturesView, ...refusals } } },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { paper } = await found(who, request.params.id)
      reply.header('cache-control', 'no-store')
      return { pdfHash: paper.pdfHash, signatures: await signaturesOf(deps.db, who.departmentId, paper) }
    },
  )

  app.post(
    '/api/papers/:id/signatures',
    { schema: { params, body: cmsInput.nullish(), response: { 200: signatureView, ...refusals } } },
    async (request) => {
      const who = need(request, 'drawUpProtocol')
      const { paper, incident } = await found(who, request.params.id)
      const locked = lockedHash(paper)
      const made = request.isMultipart()
        ? await readScan(deps, request)
        : await readSigned(deps, request.body ?? null, locked)
      const id = await keep(deps, who, incident, paper, locked, made)
      const kept = (await signaturesOf(deps.db, who.departmentId, paper)).find((one) => one.id === id)
      if (!kept) throw new Error(`Expected the signature ${id} that was kept a moment ago, and it is not there.`)
      return kept
    },
  )

  app.get(
    '/api/papers/:id/signatures/:signature/file',
    {
      schema: {
        params: params.extend({ signature: z.uuid() }),
        querystring: z.object({ w: z.enum(['400', '1600']).optional() }),
        response: refusals,
      },
    },
    async (request, reply) => {
      const who = need(request, 'drawUpProtocol')
      const { paper } = await found(who, request.params.id)
      const file = await signatureFile(deps.db, who.departmentId, paper.id, request.params.signature)
      if (!file) throw notFound('The signature')
      return sendFile(deps.files, reply, file.hash, file.mime, request.query.w)
    },
  )
}

function lockedHash({ status, pdfHash }: LockedPaper): string {
  if (status === 'signed' && pdfHash) return pdfHash
  throw refused('not-now', 'Only a locked paper is signed. Lock it first; a cancelled one is signed no more.')
}

interface Made {
  role: SignatureRole
  way: 'ncalayer' | 'scan'
  state: SignatureState
  check: SignatureCheck | null
  file: KeptMedia
}

const wrongCms = {
  mismatch: 'The signature belongs to another document. Open the paper again and sign it as it is now.',
  forged: 'The signature was not made by the key of its certificate. Sign again.',
  broken: 'This is no signature that can be read. Sign again.',
} as const satisfies Partial<Record<CmsState, string>>

/** A CMS that contradicts the document is refused, not kept. */
async function readSigned(deps: Deps, input: z.infer<typeof cmsInput> | null, locked: string): Promise<Made> {
  if (!input) throw bad('cms', 'Send the signature as JSON { role, cms }, or the scan as multipart/form-data.')
  const cms = bytesOfBase64(input.cms)
  if (!cms || cms.length > cmsLimit) throw bad('cms', `cms: base64 of a CMS of at most ${cmsLimit} bytes.`)
  const document = await deps.files.read(locked)
  if (!document) throw new Error(`Expected the locked PDF ${locked} among the files, and it is not there.`)
  const check = verifyCms(cms, document, deps.now())
  const { state } = check
  if (state !== 'valid' && state !== 'notVerifiable')
    throw new HttpError(422, `signature-${state}`, wrongCms[state], { field: 'cms' })
  const kept = await deps.files.put(Buffer.from(cms), { limit: cmsLimit })
  if ('refused' in kept) throw mediaError(kept)
  const file = { ...kept, mime: cmsMime, width: null, height: null }
  return { role: input.role, way: 'ncalayer', state, check, file }
}

async function readScan(deps: Deps, request: FastifyRequest): Promise<Made> {
  const part = await request.file()
  if (!part) throw bad('file', 'Send the scan as multipart/form-data in the field "file".')
  const bytes = await part.toBuffer()
  const given = part.fields.role
  const role = z
    .enum(signatureRoles)
    .safeParse(given && !Array.isArray(given) && given.type === 'field' ? given.value : undefined)
  if (!role.success) throw bad('role', `role: one of ${signatureRoles.join(', ')}, before the file.`)
  const real = await checkMedia(bytes, 'document')
  const found = 'mime' in real ? real.mime : real.found
  if (!found || !scans.includes(found))
    throw new HttpError(415, 'wrong-type', 'Send the scan as a PDF or a photo (JPEG, PNG, HEIC).')
  const kind = found === 'application/pdf' ? 'document' : 'photo'
  const file = await keepMedia(deps.files, deps.config, bytes, kind)
  if ('refused' in file) throw mediaError(file)
  return { role: role.data, way: 'scan', state: 'scan', check: null, file }
}

async function keep(
  deps: Deps,
  who: Account,
  incident: Incident,
  paper: LockedPaper,
  locked: string,
  made: Made,
): Promise<string> {
  const { departmentId } = who
  return await inTransaction(deps.db, async (tx) => {
    const now = await holdLockedPaper(tx, departmentId, paper.id)
    if (!now || lockedHash(now) !== locked) throw refused('changed-meanwhile')
    const { role, file, way, state } = made
    // Sent twice by a shaky line, it is kept once.
    const same = await sameSignature(tx, departmentId, paper.id, { role, fileHash: file.hash, signedHash: locked })
    if (same) return same
    const id = deps.newId()
    const at = deps.now()
    await addSignature(tx, { departmentId, id, paperId: paper.id, signedHash: locked, byAccount: who.id, ...made }, at)
    await record(tx, {
      ...{ departmentId, at, incidentId: incident.id, accountId: who.id, kind: 'signature.added' },
      data: { paperId: paper.id, signatureId: id, way, state },
      live: news(incident, 'signature.added'),
    })
    return id
  })
}

const bad = (field: string, message: string) => new HttpError(400, 'bad-input', message, { field })

function mediaError(refusal: MediaRefusal): HttpError {
  const [status, error, message] = mediaRefusals[refusal.refused]
  return new HttpError(status, error, message)
}
