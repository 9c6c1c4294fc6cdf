import { z } from 'zod'

/** How a locked paper was signed, and what could be found out about the signature here. */

export const signatureRoles = ['officer', 'person', 'victim', 'witness', 'representative', 'interpreter'] as const
export type SignatureRole = (typeof signatureRoles)[number]

/**
 * What the check of a CMS gave. `notVerifiable`: its algorithm is not computed here (ГОСТ), or its certificate is missing.
 * `mismatch`: another document was signed. `forged`: the key of the certificate did not make it. `broken`: not to be read.
 */
export const cmsStates = ['valid', 'notVerifiable', 'mismatch', 'forged', 'broken'] as const
export type CmsState = (typeof cmsStates)[number]

/** What may be kept beside a paper: a CMS that does not contradict it, or a scan, which nobody but a person can check. */
export const signatureStates = ['valid', 'notVerifiable', 'scan'] as const
export type SignatureState = (typeof signatureStates)[number]

export const signerRead = z.object({
  /** CN and the patronymic (G), as the certificate has them. */
  name: z.string(),
  /** Twelve digits of SERIALNUMBER=IIN…, or null. */
  iin: z.string().nullable(),
  org: z.string().nullable(),
  /** Twelve digits of OU=BIN…, or null. */
  bin: z.string().nullable(),
  issuer: z.string(),
  /** Serial number of the certificate, hex. */
  serial: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** What the key was issued for: to sign documents, or only to enter websites. */
  use: z.enum(['sign', 'enter']).nullable(),
  /** By the clock of who signed. */
  signedAt: z.string().nullable(),
  /** Whether a stamp of the time service lies within; the stamp itself is not checked here. */
  timeStamped: z.boolean(),
  algorithm: z.string(),
  digest: z.string(),
})
export type SignerRead = z.infer<typeof signerRead>

export const signatureCheck = z.object({
  state: z.enum(cmsStates),
  /** null: not computed. */
  digestMatches: z.boolean().nullable(),
  signatureValid: z.boolean().nullable(),
  /** Whether the certificate's term held when it was signed by the signer's clock, or else when it was checked. */
  inTerm: z.boolean().nullable(),
  /** The chain up to the national certification authority, and whether the certificate was revoked. */
  trust: z.literal('notChecked'),
  detached: z.boolean().nullable(),
  signers: z.array(signerRead),
})
export type SignatureCheck = z.infer<typeof signatureCheck>

/** The most bytes of a CMS; one without the document in it has about ten thousand. */
export const cmsLimit = 700_000
const mostSigners = 10

export const cmsInput = z.object({
  role: z.enum(signatureRoles),
  /** Base64, with or without the lines of PEM around it. */
  cms: z
    .string()
    .min(1)
    .max(Math.ceil(cmsLimit * 1.4)),
})

export const signatureView = z.object({
  id: z.string(),
  role: z.enum(signatureRoles),
  way: z.enum(['ncalayer', 'scan']),
  state: z.enum(signatureStates),
  at: z.string(),
  byName: z.string(),
  signedHash: z.string(),
  /** Whether it stands under the document as it is locked now. */
  current: z.boolean(),
  mime: z.string(),
  size: z.number(),
  check: signatureCheck.nullable(),
  /** The officer's own signature whose certificate bears another name than the account. */
  nameDiffers: z.boolean(),
})
export type SignatureView = z.infer<typeof signatureView>

export const signaturesView = z.object({ pdfHash: z.string().nullable(), signatures: z.array(signatureView) })
export type SignaturesView = z.infer<typeof signaturesView>

const names: Record<string, string> = {
  '1.2.398.3.10.1.1.1.1': 'ГОСТ 34.310-2004',
  '1.2.398.3.10.1.1.1.2': 'ГОСТ 34.310-2004 (ГОСТ 34.311-95)',
  '1.2.398.3.10.1.1.2.1': 'ГОСТ Р 34.10-2015, 256',
  '1.2.398.3.10.1.1.2.2': 'ГОСТ Р 34.10-2015, 512',
  '1.2.398.3.10.1.1.2.3.1': 'ГОСТ Р 34.10-2015, 256 (ГОСТ Р 34.11-2015)',
  '1.2.398.3.10.1.1.2.3.2': 'ГОСТ Р 34.10-2015, 512 (ГОСТ Р 34.11-2015)',
  '1.2.398.3.10.1.3.1': 'ГОСТ 34.311-95',
  '1.2.398.3.10.1.3.2': 'ГОСТ Р 34.11-2015, 256',
  '1.2.398.3.10.1.3.3': 'ГОСТ Р 34.11-2015, 512',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.5': 'RSA, SHA-1',
  '1.2.840.113549.1.1.10': 'RSA-PSS',
  '1.2.840.113549.1.1.11': 'RSA, SHA-256',
  '1.2.840.113549.1.1.12': 'RSA, SHA-384',
  '1.2.840.113549.1.1.13': 'RSA, SHA-512',
  '1.2.840.10045.2.1': 'ECDSA',
  '1.2.840.10045.4.3.2': 'ECDSA, SHA-256',
  '1.2.840.10045.4.3.3': 'ECDSA, SHA-384',
  '1.2.840.10045.4.3.4': 'ECDSA, SHA-512',
}

/** What an algorithm is called; one that is not known keeps its number. */
export const algorithmName = (oid: string): string => names[oid] ?? oid

/** Whether it is one of Kazakhstan's own algorithms, which the national authority gives to most people. */
export const isKazakhGost = (oid: string): boolean => oid.startsWith('1.2.398.3.10.1.')

/** A CMS with nothing in it that can be used. */
export const brokenCms: SignatureCheck = {
  state: 'broken',
  digestMatches: null,
  signatureValid: null,
  inTerm: null,
  trust: 'notChecked',
  detached: null,
  signers: [],
}

/** Several signed one document: what holds is the worst of what was found of each. */
export function worstOf(states: CmsState[]): CmsState {
  if (states.length === 0 || states.length > mostSigners) return 'broken'
  return (['broken', 'mismatch', 'forged', 'notVerifiable'] as const).find((one) => states.includes(one)) ?? 'valid'
}

/** The bytes of a base64 text, PEM lines taken off; null when it is none. */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bare = text.replace(/-----(BEGIN|END) [A-Z0-9 ]{1,20}-----/g, '').replace(/\s/g, '')
  if (bare === '' || bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(bare)) return null
  return Uint8Array.from(atob(bare), (letter) => letter.charCodeAt(0))
}

const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean)

/**
 * Whether two writings may name one person: each word of the shorter one is a word of the other, or its first letter.
 * «Сейтов А. Б.» and «СЕЙТОВ АЙДОС БОЛАТҰЛЫ» may; a surname alone may too.
 */
export function maybeSameName(one: string, other: string): boolean {
  const [short, long] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length) as [string[], string[]]
  const left = [...long]
  const whole = (word: string) => word.length > 1
  let same = 0
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const exact = left.indexOf(word)
    const at = exact >= 0 ? exact : left.findIndex((rest) => !(whole(word) && whole(rest)) && rest[0] === word[0])
    if (at < 0) return false
    if (exact >= 0 && whole(word)) same += 1
    left.splice(at, 1)
  }
  return same > 0
}
