import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { OctetString } from 'asn1js'
import {
  type AttributeTypeAndValue,
  type Certificate,
  ContentInfo,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  type SignedAndUnsignedAttributes,
  SignedData,
  type SignerInfo,
} from 'pkijs'
import { wellFormedText } from '../base/well-formed.ts'
import {
  algorithmName,
  brokenCms,
  type CmsState,
  cmsLimit,
  type SignatureCheck,
  type SignerRead,
  worstOf,
} from './signature.ts'

/** Reads a CMS (RFC 5652) that NCALayer made, and checks it as far as RSA and ECDSA go. Nothing in it can make this throw. */

export type ReadCms = { ok: true; detached: boolean; signers: SignerRead[] } | { ok: false; why: 'tooLarge' | 'notCms' }

const hashes: Record<string, string> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Signature algorithms: the kind of key, and the hash where the algorithm fixes it. */
const schemes: Record<string, { key: 'rsa' | 'ec'; hash?: string; pss?: true }> = {
  '1.2.840.113549.1.1.1': { key: 'rsa' },
  '1.2.840.113549.1.1.10': { key: 'rsa', pss: true },
  '1.2.840.113549.1.1.11': { key: 'rsa', hash: 'sha256' },
  '1.2.840.113549.1.1.12': { key: 'rsa', hash: 'sha384' },
  '1.2.840.113549.1.1.13': { key: 'rsa', hash: 'sha512' },
  '1.2.840.10045.2.1': { key: 'ec' },
  '1.2.840.10045.4.3.2': { key: 'ec', hash: 'sha256' },
  '1.2.840.10045.4.3.3': { key: 'ec', hash: 'sha384' },
  '1.2.840.10045.4.3.4': { key: 'ec', hash: 'sha512' },
}
const attribute = {
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
}
const named = {
  ...{ commonName: '2.5.4.3', serialNumber: '2.5.4.5', organisation: '2.5.4.10', unit: '2.5.4.11', given: '2.5.4.42' },
}
const forSigning = '1.3.6.1.5.5.7.3.4'
const forEntering = '1.3.6.1.5.5.7.3.2'

/** Who signed and with what, as the CMS says of itself. */
export function readCms(bytes: Uint8Array): ReadCms {
  if (bytes.length > cmsLimit) return { ok: false, why: 'tooLarge' }
  try {
    const signed = parse(bytes)
    const signers = signed.signerInfos.map((info) => readSigner(info, certificateOf(signed, info)))
    if (signers.length === 0) return { ok: false, why: 'notCms' }
    return { ok: true, detached: !signed.encapContentInfo.eContent, signers }
  } catch {
    return { ok: false, why: 'notCms' }
  }
}

/** Whether these signatures stand under this document. `at` is when it is checked. */
export function verifyCms(cms: Uint8Array, document: Uint8Array, at: Date): SignatureCheck {
  const read = readCms(cms)
  if (!read.ok) return brokenCms
  try {
    const signed = parse(cms)
    const checked = signed.signerInfos.map((info) => checkSigner(signed, info, document))
    const all = (values: (boolean | null)[]) =>
      values.includes(false) ? false : values.includes(null) ? null : values.length > 0
    return {
      state: worstOf(checked.map(({ state }) => state)),
      digestMatches: all(checked.map(({ digestMatches }) => digestMatches)),
      signatureValid: all(checked.map(({ signatureValid }) => signatureValid)),
      inTerm: all(read.signers.map((signer) => inTerm(signer, at))),
      trust: 'notChecked',
      detached: read.detached,
      signers: read.signers,
    }
  } catch {
    return brokenCms
  }
}

function parse(bytes: Uint8Array): SignedData {
  const content = ContentInfo.fromBER(new Uint8Array(bytes))
  if (content.contentType !== ContentInfo.SIGNED_DATA) throw new Error('Expected signed data of CMS.')
  return new SignedData({ schema: content.content })
}

interface Checked {
  state: CmsState
  digestMatches: boolean | null
  signatureValid: boolean | null
}

function checkSigner(signed: SignedData, info: SignerInfo, document: Uint8Array): Checked {
  const within = signed.encapContentInfo.eContent
  const other = within ? !same(new Uint8Array(within.getValue()), document) : false
  const digest = hashes[info.digestAlgorithm.algorithmId]
  const told = info.signedAttrs ? bytesIn(only(info.signedAttrs, attribute.messageDigest)) : null
  if (info.signedAttrs && !told) return { state: 'broken', digestMatches: null, signatureValid: null }
  const type = info.signedAttrs ? oidIn(find(info.signedAttrs, attribute.contentType)) : null
  if (type && type !== signed.encapContentInfo.eContentType)
    return { state: 'broken', digestMatches: null, signatureValid: null }
  const digestMatches = other ? false : digest && told ? same(createHash(digest).update(document).digest(), told) : null
  const made = signatureMade(info, certificateOf(signed, info), document)
  // Without attributes the signature is over the document itself: a wrong one tells nothing of which of the two is wrong.
  const matches = digestMatches ?? (info.signedAttrs ? null : made)
  if (matches === false) return { state: 'mismatch', digestMatches: false, signatureValid: made }
  if (made === false) return { state: 'forged', digestMatches: matches, signatureValid: false }
  if (matches === null || made === null) return { state: 'notVerifiable', digestMatches: matches, signatureValid: made }
  return { state: 'valid', digestMatches: true, signatureValid: true }
}

/** Whether the key of the certificate made the signature; null when that is not computed here. */
function signatureMade(info: SignerInfo, certificate: Certificate | null, document: Uint8Array): boolean | null {
  const scheme = schemes[info.signatureAlgorithm.algorithmId]
  const hash = scheme?.hash ?? hashes[info.digestAlgorithm.algorithmId]
  const key = certificate ? publicKey(certificate) : null
  if (!scheme || !hash || !key || !`${key.asymmetricKeyType}`.startsWith(scheme.key)) return null
  const over = info.signedAttrs ? asSet(info.signedAttrs) : document
  const padding = scheme.pss ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING
  try {
    return verify(hash, over, scheme.key === 'rsa' ? { key, padding } : key, new Uint8Array(info.signature.getValue()))
  } catch {
    return false
  }
}

function publicKey(certificate: Certificate): KeyObject | null {
  try {
    const spki = Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER())
    return createPublicKey({ key: spki, format: 'der', type: 'spki' })
  } catch {
    // A key of a kind that is not known here: ГОСТ.
    return null
  }
}

/** Attributes are signed as a SET, though they are sent as [0] (RFC 5652, 5.4). */
function asSet(attributes: SignedAndUnsignedAttributes): Uint8Array {
  const bytes = new Uint8Array(attributes.encodedValue.slice(0))
  bytes[0] = 0x31
  return bytes
}

function certificateOf(signed: SignedData, info: SignerInfo): Certificate | null {
  const certificates = (signed.certificates ?? []).filter((one): one is Certificate => 'subjectPublicKeyInfo' in one)
  if (info.sid instanceof IssuerAndSerialNumber) {
    const { issuer, serialNumber } = info.sid
    return certificates.find((one) => one.issuer.isEqual(issuer) && one.serialNumber.isEqual(serialNumber)) ?? null
  }
  // Named by the identifier of its key: with a single certificate there is nothing to choose, and a wrong one does not verify.
  return certificates.length === 1 ? (certificates[0] ?? null) : null
}

function readSigner(info: SignerInfo, certificate: Certificate | null): SignerRead {
  const subject = certificate?.subject.typesAndValues ?? []
  const time = info.signedAttrs ? find(info.signedAttrs, attribute.signingTime)?.values[0] : null
  const usages = certificate ? usagesOf(certificate) : []
  return {
    name: [textOf(subject, named.commonName), textOf(subject, named.given)].filter(Boolean).join(' '),
    iin: numberOf(textOf(subject, named.serialNumber), 'IIN'),
    org: textOf(subject, named.organisation),
    bin: numberOf(textOf(subject, named.unit), 'BIN'),
    issuer: (certificate && textOf(certificate.issuer.typesAndValues, named.commonName)) ?? '',
    serial: certificate
      ? Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex').slice(0, 80)
      : '',
    validFrom: certificate ? certificate.notBefore.value.toISOString() : null,
    validTo: certificate ? certificate.notAfter.value.toISOString() : null,
    use: usages.includes(forSigning) ? 'sign' : usages.includes(forEntering) ? 'enter' : null,
    signedAt: time && 'toDate' in time ? (time as { toDate(): Date }).toDate().toISOString() : null,
    timeStamped: info.unsignedAttrs ? find(info.unsignedAttrs, attribute.timeStamp) !== null : false,
    algorithm: short(algorithmName(info.signatureAlgorithm.algorithmId)),
    digest: short(algorithmName(info.digestAlgorithm.algorithmId)),
  }
}

const usagesOf = (certificate: Certificate): string[] =>
  (certificate.extensions ?? []).flatMap(({ parsedValue }) =>
    parsedValue instanceof ExtKeyUsage ? parsedValue.keyPurposes : [],
  )

function inTerm({ signedAt, validFrom, validTo }: SignerRead, at: Date): boolean | null {
  if (!validFrom || !validTo) return null
  const when = signedAt ?? at.toISOString()
  return validFrom <= when && when <= validTo
}

const short = (text: string) => wellFormedText(text).slice(0, 200)

function textOf(parts: AttributeTypeAndValue[], oid: string): string | null {
  const value: unknown = parts.find(({ type }) => type === oid)?.value.valueBlock.value
  return typeof value === 'string' && value ? short(value) : null
}

const numberOf = (text: string | null, prefix: string) =>
  new RegExp(`^${prefix}(\\d{12})$`).exec(text?.trim() ?? '')?.[1] ?? null

const find = ({ attributes }: SignedAndUnsignedAttributes, oid: string) =>
  attributes.find(({ type }) => type === oid) ?? null

/** An attribute that must stand once and with one value (RFC 5652, 11.2). */
function only(from: SignedAndUnsignedAttributes, oid: string) {
  const found = from.attributes.filter(({ type }) => type === oid)
  return found.length === 1 && found[0]?.values.length === 1 ? found[0] : null
}

function bytesIn(found: ReturnType<typeof find>): Uint8Array | null {
  const value = found?.values[0] as OctetString | undefined
  return value && 'getValue' in value ? new Uint8Array(value.getValue()) : null
}

function oidIn(found: ReturnType<typeof find>): string | null {
  const value = found?.values[0] as { getValue?(): unknown } | undefined
  const oid = value?.getValue?.()
  return typeof oid === 'string' ? oid : null
}

const same = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0
