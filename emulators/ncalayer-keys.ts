import { webcrypto } from 'node:crypto'
import { Integer, ObjectIdentifier, OctetString, PrintableString, UTCTime, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  AltName,
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  CryptoEngine,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  GeneralName,
  IssuerAndSerialNumber,
  type RelativeDistinguishedNames,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'

/**
 * Keys, certificates and CMS for the stand-in, made when it starts. The national authority gives most people keys of ГОСТ,
 * which no library here can make: RSA and ECDSA stand for them, and `gost` only has the outward shape.
 */

export type KeyKind = 'rsa' | 'ecdsa' | 'gost'

export interface Person {
  /** Surname and name, as CN has them. */
  name: string
  patronymic?: string
  iin: string
  org?: { name: string; bin: string }
}

export interface SigningKey {
  kind: KeyKind
  certificate: Certificate
  privateKey: webcrypto.CryptoKey
}

/** Nobody: the number begins with a date that no living person has, and its check digit is not looked at. */
export const standIn: Person = {
  name: 'СЫНАҚОВ СЫНАҚ',
  patronymic: 'СЫНАҚҰЛЫ',
  iin: '000101100016',
  org: { name: 'ГУ «ПРИМЕР»', bin: '000140000012' },
}

const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto })
const year = 365 * 86_400_000
const gost = { signature: '1.2.398.3.10.1.1.2.3.2', digest: '1.2.398.3.10.1.3.3' }
const oids = {
  ...{ name: '2.5.4.3', given: '2.5.4.42', serial: '2.5.4.5', country: '2.5.4.6', org: '2.5.4.10', unit: '2.5.4.11' },
}

/** A key for this person and its certificate, issued by an authority that says it is none, valid for a year around `now`. */
export async function makeKey(kind: KeyKind, person: Person, now: Date, term?: [Date, Date]): Promise<SigningKey> {
  const pair = await makePair(kind)
  const certificate = await certify(pair, {
    issuer: [[oids.name, 'NCALAYER STAND-IN, NOT A REAL AUTHORITY']],
    subject: [
      [oids.name, person.name],
      [oids.serial, `IIN${person.iin}`],
      [oids.country, 'KZ'],
      ...(person.patronymic ? [[oids.given, person.patronymic] as [string, string]] : []),
      ...(person.org
        ? ([
            [oids.org, person.org.name],
            [oids.unit, `BIN${person.org.bin}`],
          ] as [string, string][])
        : []),
    ],
    extensions: [extension('2.5.29.37', new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.4', '1.2.398.3.3.4.1.2'] }))],
    term: term ?? [new Date(now.getTime() - year / 2), new Date(now.getTime() + year / 2)],
  })
  return { kind, certificate, privateKey: pair.privateKey }
}

/** A certificate of 127.0.0.1 for the socket, signed by itself, as PEM. */
export async function makeTlsKey(now: Date): Promise<{ key: string; cert: string }> {
  const pair = await makePair('ecdsa')
  const address = new GeneralName({
    type: 7,
    value: new OctetString({ valueHex: new Uint8Array([127, 0, 0, 1]).buffer }),
  })
  const certificate = await certify(pair, {
    issuer: [[oids.name, '127.0.0.1']],
    subject: [[oids.name, '127.0.0.1']],
    extensions: [extension('2.5.29.17', new AltName({ altNames: [address] }))],
    term: [new Date(now.getTime() - 86_400_000), new Date(now.getTime() + year)],
  })
  return {
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)),
    cert: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
  }
}

/** Signs these bytes: a CMS with the certificate in it, and the document too unless it is detached. */
export async function makeCms(key: SigningKey, data: Uint8Array, detached: boolean, now: Date): Promise<Uint8Array> {
  const digest = await webcrypto.subtle.digest('SHA-256', new Uint8Array(data))
  const { issuer, serialNumber } = key.certificate
  const content = new EncapsulatedContentInfo({
    eContentType: ContentInfo.DATA,
    ...(detached ? {} : { eContent: new OctetString({ valueHex: new Uint8Array(data).buffer }) }),
  })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: content,
    certificates: [key.certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute('1.2.840.113549.1.9.3', new ObjectIdentifier({ value: ContentInfo.DATA })),
            attribute('1.2.840.113549.1.9.5', new UTCTime({ valueDate: now })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
          ],
        }),
      }),
    ],
  })
  await signed.sign(key.privateKey as CryptoKey, 0, 'SHA-256', new Uint8Array(data).buffer, engine)
  if (key.kind === 'gost') dressAsGost(signed)
  const info = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) })
  return new Uint8Array(info.toSchema().toBER())
}

/** `-----BEGIN CMS-----` and lines of 64 letters, as the module basics writes it. */
export function pem(name: string, bytes: ArrayBuffer | Uint8Array): string {
  const lines =
    Buffer.from(bytes as Uint8Array)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${name}-----`, ...lines, `-----END ${name}-----`, ''].join('\n')
}

function makePair(kind: KeyKind): Promise<webcrypto.CryptoKeyPair> {
  const algorithm =
    kind === 'ecdsa'
      ? { name: 'ECDSA', namedCurve: 'P-256' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<webcrypto.CryptoKeyPair>
}

interface Asked {
  issuer: [string, string][]
  subject: [string, string][]
  extensions: Extension[]
  term: [Date, Date]
}

async function certify(pair: webcrypto.CryptoKeyPair, { issuer, subject, extensions, term }: Asked) {
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({
    valueHex: webcrypto.getRandomValues(new Uint8Array(12)).fill(0x41, 0, 1).buffer,
  })
  name(certificate.issuer, issuer)
  name(certificate.subject, subject)
  certificate.notBefore.value = term[0]
  certificate.notAfter.value = term[1]
  certificate.extensions = extensions
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as CryptoKey, engine)
  await certificate.sign(pair.privateKey as CryptoKey, 'SHA-256', engine)
  return certificate
}

function name(of: RelativeDistinguishedNames, parts: [string, string][]): void {
  for (const [type, value] of parts) {
    const text =
      type === oids.country || type === oids.serial ? new PrintableString({ value }) : new Utf8String({ value })
    of.typesAndValues.push(new AttributeTypeAndValue({ type, value: text }))
  }
}

const extension = (extnID: string, value: ExtKeyUsage | AltName) =>
  new Extension({ extnID, critical: false, extnValue: value.toSchema().toBER(), parsedValue: value })

const attribute = (type: string, value: ObjectIdentifier | UTCTime | OctetString) =>
  new Attribute({ type, values: [value] })

function dressAsGost(signed: SignedData): void {
  const digest = () => new AlgorithmIdentifier({ algorithmId: gost.digest })
  signed.digestAlgorithms = [digest()]
  for (const info of signed.signerInfos) {
    info.digestAlgorithm = digest()
    info.signatureAlgorithm = new AlgorithmIdentifier({ algorithmId: gost.signature })
  }
}
