import sharp from 'sharp'
import type { Config } from './config.ts'
import type { FileStore, PutRefusal } from './files.ts'
import { type ClaimedKind, checkMedia, limitOf } from './media.ts'

export interface KeptMedia {
  hash: string
  size: number
  mime: string
  /** Pixels of a picture; null for anything else. */
  width: number | null
  height: number | null
}

export type MediaRefusal = PutRefusal | { refused: 'wrong-type'; found: string | null }

/** Keeps the original bytes of what a person sent, if they are what they claim to be and not too many. */
export async function keepMedia(
  files: FileStore,
  limits: Pick<Config, 'photoLimit' | 'videoLimit'>,
  bytes: Buffer,
  claimed: ClaimedKind,
): Promise<KeptMedia | MediaRefusal> {
  const limit = limitOf(claimed, limits)
  if (bytes.length > limit) return { refused: 'too-large', limit }
  const checked = await checkMedia(bytes, claimed)
  if ('refused' in checked) return checked
  const kept = await files.put(bytes, { limit })
  if ('refused' in kept) return kept
  const size = checked.mime.startsWith('image/') ? await pixels(bytes) : null
  return { ...kept, mime: checked.mime, width: size?.width ?? null, height: size?.height ?? null }
}

async function pixels(bytes: Buffer): Promise<{ width: number; height: number } | null> {
  try {
    const { width, height } = await sharp(bytes).metadata()
    return { width, height }
  } catch {
    // A picture that cannot be measured is kept all the same: the bytes are the evidence, not the preview.
    return null
  }
}

/** What a refusal is to who sent the file: HTTP status, id, words. */
export const mediaRefusals = {
  'too-large': [413, 'too-large', 'The file is too large. Send a photo of up to 25 MB or a video of up to 100 MB.'],
  'wrong-type': [
    415,
    'wrong-type',
    'The file is not what its name says. Send a photo (JPEG, PNG, HEIC, WebP), a video, a voice message or a PDF.',
  ],
  'no-space': [507, 'no-space', 'The disk of the server is full: nothing was saved. Tell the administrator.'],
} as const satisfies Record<MediaRefusal['refused'], readonly [number, string, string]>
