import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Secrets that we must be able to read again, such as tokens, lie in the database sealed: a copy of it opens nothing. */

/** What seals now, and what was sealed with before. */
export interface SealKey {
  current: Buffer
  old: Buffer[]
}

const version = 1
const header = 5
const nonceSize = 12
const tagSize = 16

/** Seals with AES-256-GCM: version, id of the key, nonce, tag, and what is hidden. */
export function seal(key: SealKey, text: string): Buffer {
  const head = Buffer.concat([Buffer.of(version), idOf(key.current)])
  const nonce = randomBytes(nonceSize)
  const cipher = createCipheriv('aes-256-gcm', key.current, nonce).setAAD(head)
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([head, nonce, cipher.getAuthTag(), hidden])
}

/** Opens what was sealed with the present key or an old one; throws, without the secret, when that cannot be. */
export function unseal(key: SealKey, sealed: Buffer): string {
  if (sealed.length < header + nonceSize + tagSize || sealed[0] !== version)
    throw new Error(`Expected sealed text of version ${version}, got ${sealed.length} bytes of something else.`)
  const head = sealed.subarray(0, header)
  const fits = [key.current, ...key.old].find((one) => idOf(one).equals(head.subarray(1)))
  if (!fits)
    throw new Error(
      `This was sealed with the key ${head.subarray(1).toString('hex')}, which is not here: give it in UCHASTOK_KEY or UCHASTOK_OLD_KEYS, or enter the secret anew.`,
    )
  const nonce = sealed.subarray(header, header + nonceSize)
  const tag = sealed.subarray(header + nonceSize, header + nonceSize + tagSize)
  const decipher = createDecipheriv('aes-256-gcm', fits, nonce, { authTagLength: tagSize }).setAAD(head).setAuthTag(tag)
  try {
    const open = decipher.update(sealed.subarray(header + nonceSize + tagSize))
    return Buffer.concat([open, decipher.final()]).toString('utf8')
  } catch {
    throw new Error('What was sealed has been changed since: it cannot be trusted. Enter the secret anew.')
  }
}

/** Whether the present key, not an old one, sealed it. */
export function isSealedNow(key: SealKey, sealed: Buffer): boolean {
  return sealed.subarray(1, header).equals(idOf(key.current))
}

/** The key of this installation: from the settings, or from a file that is made at the first start. */
export async function openSealKey(config: {
  dataDir: string
  sealKey: Buffer | null
  oldSealKeys: Buffer[]
}): Promise<SealKey> {
  return { current: config.sealKey ?? (await keyOfFile(config.dataDir)), old: config.oldSealKeys }
}

async function keyOfFile(dataDir: string): Promise<Buffer> {
  const path = join(dataDir, 'secret.key')
  const known = await readKey(path)
  if (known) return known
  await mkdir(dataDir, { recursive: true })
  // Whole under a name of its own, then linked: two processes that start at once end with one key.
  const fresh = `${path}.${randomBytes(6).toString('hex')}`
  await writeFile(fresh, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true })
  await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(fresh)
  const made = await readKey(path)
  if (!made) throw new Error(`${path} went away while it was made. Start again.`)
  return made
}

async function readKey(path: string): Promise<Buffer | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32)
    throw new Error(`Expected 32 bytes in base64 in ${path}, got ${key.length}. Put the file back from a copy.`)
  await chmod(path, 0o600)
  return key
}

const idOf = (key: Buffer): Buffer =>
  createHash('sha256')
    .update(key)
    .digest()
    .subarray(0, header - 1)
