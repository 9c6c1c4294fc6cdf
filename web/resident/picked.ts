/** A file that the resident chose; its bytes go out untouched, for the original is the evidence. */
export interface Picked {
  id: string
  file: File
  kind: 'photo' | 'video' | 'voice' | 'document'
  /** For showing it here, before it is sent. */
  url: string
}

export type PickRefusal = 'tooLarge' | 'wrongType' | 'tooMany'

const mega = 1024 * 1024
export const mostFiles = 10

/** Takes what fits; the server looks at the bytes again. */
export function pick(files: readonly File[], already: number): { picked: Picked[]; refused: PickRefusal | null } {
  const picked: Picked[] = []
  let refused: PickRefusal | null = null
  for (const file of files) {
    const kind = kindOf(file)
    if (already + picked.length >= mostFiles) refused = 'tooMany'
    else if (!kind) refused = 'wrongType'
    else if (file.size > (kind === 'photo' || kind === 'voice' ? 25 : 100) * mega) refused = 'tooLarge'
    else picked.push({ id: newId(), file, kind, url: URL.createObjectURL(file) })
  }
  return { picked, refused }
}

/** A random UUID; `crypto.randomUUID` is missing where an office serves plain HTTP. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export function letGo(files: readonly Picked[]): void {
  for (const { url } of files) URL.revokeObjectURL(url)
}

function kindOf({ type, name }: File): Picked['kind'] | null {
  if (type.startsWith('image/') || /\.(heic|heif|jpe?g|png|webp)$/i.test(name)) return 'photo'
  if (type.startsWith('video/')) return 'video'
  if (type.startsWith('audio/')) return 'voice'
  return type === 'application/pdf' ? 'document' : null
}
