import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { HttpError } from '../base/http.ts'
import { keepMedia, mediaRefusals } from '../base/keep-media.ts'
import type { MediaKind } from './message.ts'
import { type RoomFile, unusedFiles } from './room-store.ts'

/** What a resident sends from a page of ours: words, a place, files. */

export const longestText = 20_000

export const point = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })

const said = z.object({
  /** Chosen by the page, so that what is sent again after a broken connection appears once. */
  id: z.uuid().nullable().default(null),
  text: z.string().max(longestText, `at most ${longestText} characters`).default(''),
  replyTo: z.uuid().nullable().default(null),
  direct: z.boolean().default(false),
  location: point.nullable().default(null),
})
export type Said = z.infer<typeof said>

/** Reads JSON, or fields with up to ten files. Everything is checked before anything is shown; what is refused leaves no file. */
export async function readSaid(deps: Deps, request: FastifyRequest): Promise<{ input: Said; files: RoomFile[] }> {
  const files: RoomFile[] = []
  try {
    const input = parsed(request.isMultipart() ? await readParts(deps, request, files) : request.body)
    if (input.text.trim() === '' && files.length === 0 && !input.location)
      throw new HttpError(400, 'bad-input', 'text: write something or add a photo.', { field: 'text' })
    return { input, files }
  } catch (error) {
    await forgetFiles(deps, files)
    throw error
  }
}

/** Deletes those of the files that neither a room nor an incident holds. */
export async function forgetFiles(deps: Pick<Deps, 'db' | 'files'>, files: RoomFile[]): Promise<void> {
  const hashes = files.map(({ hash }) => hash)
  if (hashes.length === 0) return
  const gone = await inTransaction(deps.db, (tx) => unusedFiles(tx, hashes))
  for (const hash of gone) await deps.files.delete(hash)
}

function parsed(body: unknown): Said {
  const read = said.safeParse(body ?? {})
  if (read.success) return read.data
  const [first] = read.error.issues
  const field = first?.path.join('.') ?? ''
  throw new HttpError(400, 'bad-input', `${field || 'body'}: ${first?.message ?? 'not understood'}`, { field })
}

async function readParts(deps: Deps, request: FastifyRequest, files: RoomFile[]): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const { fieldname, value } = part
      if (value === '') continue
      if (fieldname === 'location') fields.location = json(String(value))
      else if (fieldname === 'direct') fields.direct = value === 'true'
      else fields[fieldname] = value
      continue
    }
    const claimed = kindOf(part.mimetype)
    const kept = await keepMedia(deps.files, deps.config, await part.toBuffer(), claimed)
    if ('refused' in kept) {
      const [status, error, message] = mediaRefusals[kept.refused]
      throw new HttpError(status, error, message)
    }
    // A phone that does not know the type of its own picture calls it a document.
    const kind = claimed === 'document' ? kindOf(kept.mime) : claimed
    files.push({ hash: kept.hash, kind, mime: kept.mime })
  }
  return fields
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function kindOf(mime: string): MediaKind {
  if (mime.startsWith('video/')) return 'video'
  if (mime.startsWith('audio/')) return 'voice'
  return mime.startsWith('image/') ? 'photo' : 'document'
}
