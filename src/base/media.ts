import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import sharp from 'sharp'

/** What a sender may claim that a file is; the kinds of `chat/message`, which come later on the way. */
export type ClaimedKind = 'photo' | 'video' | 'voice' | 'sticker' | 'document' | 'location'

export type MediaCheck = { mime: string; extension: string } | { refused: 'wrong-type'; found: string | null }

export type PreviewWidth = 400 | 1600

const pictures = ['image/jpeg', 'image/png', 'image/apng', 'image/webp', 'image/heic', 'image/heif', 'image/gif']
const films = ['video/mp4', 'video/x-m4v', 'video/quicktime', 'video/webm']
const sounds = ['audio/ogg', 'audio/opus', 'audio/mpeg', 'audio/x-m4a', 'audio/mp4', 'video/webm', 'video/mp4']

const allowed: Record<ClaimedKind, readonly string[]> = {
  photo: pictures,
  video: films,
  voice: sounds,
  sticker: ['image/webp', 'image/png', 'image/apng', 'image/gif', 'video/webm'],
  document: ['application/pdf', ...pictures, ...films, ...sounds],
  location: [],
}

/** A picture of more pixels is a bomb sooner than evidence (a phone makes 12 to 108 million). */
const mostPixels = 120_000_000

sharp.cache(false)
sharp.concurrency(1)

/** Tells what a file really is by its first bytes, and whether that is something the sender's claim allows. */
export async function checkMedia(file: Buffer | string, claimed: ClaimedKind): Promise<MediaCheck> {
  const found = await (typeof file === 'string' ? fileTypeFromFile(file) : fileTypeFromBuffer(file)).catch(
    () => undefined,
  )
  const mime = found?.mime.split(';')[0]
  if (!found || !mime || !allowed[claimed].includes(mime)) return { refused: 'wrong-type', found: mime ?? null }
  return { mime, extension: found.ext }
}

/** The most bytes that a file of this kind may have. */
export function limitOf(claimed: ClaimedKind, limits: { photoLimit: number; videoLimit: number }): number {
  return claimed === 'video' || claimed === 'document' ? limits.videoLimit : limits.photoLimit
}

/** The picture upright, its longer side at most so wide, as a JPEG that carries nothing but pixels. */
export async function makePreview(
  file: Buffer | string,
  width: PreviewWidth,
): Promise<Buffer | { refused: 'no-preview' }> {
  try {
    return await sharp(file, { limitInputPixels: mostPixels, sequentialRead: true, pages: 1 })
      .timeout({ seconds: 20 })
      .rotate()
      .resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer()
  } catch {
    // Torn, a bomb, or coded in a way that is not read here (HEIC): the original is kept all the same.
    return { refused: 'no-preview' }
  }
}
