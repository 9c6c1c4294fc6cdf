import type { FastifyReply } from 'fastify'
import type { FileStore } from './files.ts'
import { notFound } from './http.ts'

/** Sends the original, or a JPEG preview without EXIF and position when a width is asked for. */
export async function sendFile(
  files: FileStore,
  reply: FastifyReply,
  hash: string,
  mime: string,
  width?: '400' | '1600',
): Promise<FastifyReply> {
  // The address holds the hash of the content, so what it names never changes.
  reply.header('cache-control', 'private, max-age=31536000, immutable').header('x-content-type-options', 'nosniff')
  if (width && mime.startsWith('image/')) {
    const preview = await files.preview(hash, width === '400' ? 400 : 1600)
    if (preview && Buffer.isBuffer(preview)) return reply.type('image/jpeg').send(preview)
  }
  const size = await files.size(hash)
  const part = size === null ? null : askedPart(reply.request.headers.range, size)
  const original = size === null ? null : await files.get(hash, part ?? undefined)
  if (size === null || !original) throw notFound('The file')
  const shown = /^(image|video|audio)\//.test(mime) || mime === 'application/pdf'
  reply.header('accept-ranges', 'bytes').header('content-length', part ? part.end - part.start + 1 : size)
  if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`)
  return reply
    .type(mime)
    .header('content-disposition', shown ? 'inline' : 'attachment')
    .send(original)
}

/** The part that a player asks for (RFC 9110 §14.1.2); null for none, or for a form we do not serve: then all is sent. */
export function askedPart(range: string | undefined, size: number): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const end = match[1] === '' || match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]))
  return start <= end && start < size ? { start, end } : null
}
