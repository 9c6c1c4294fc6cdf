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
  const original = await files.get(hash)
  if (!original) throw notFound('The file')
  const shown = /^(image|video|audio)\//.test(mime) || mime === 'application/pdf'
  return reply
    .type(mime)
    .header('content-disposition', shown ? 'inline' : 'attachment')
    .send(original)
}
