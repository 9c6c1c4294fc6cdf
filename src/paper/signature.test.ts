import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeCms, makeKey, pem, standIn } from '../../emulators/ncalayer-keys.ts'
import { algorithmName, bytesOfBase64, isKazakhGost, maybeSameName, worstOf } from './signature.ts'
import { readCms, verifyCms } from './signature-cms.ts'

const now = new Date('2026-11-23T06:00:00Z')
const document = Buffer.from('%PDF-1.7 протокол, хаттама')
const other = Buffer.from('%PDF-1.7 протокол, хаттамА')
const [rsa, ecdsa, gost] = await Promise.all([
  makeKey('rsa', standIn, now),
  makeKey('ecdsa', { name: 'СЕЙТОВА АЙГҮЛ', iin: '000101100016' }, now),
  makeKey('gost', standIn, now),
])
const cms = await makeCms(rsa, document, true, now)

test('a CMS tells who signed, for whom, when and with what', () => {
  const read = readCms(cms)
  assert.ok(read.ok)
  assert.equal(read.detached, true)
  const [signer] = read.signers
  assert.ok(signer)
  assert.deepEqual(
    { ...signer, serial: signer.serial.length },
    {
      name: 'СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ',
      iin: '000101100016',
      org: 'ГУ «ПРИМЕР»',
      bin: '000140000012',
      issuer: 'NCALAYER STAND-IN, NOT A REAL AUTHORITY',
      serial: 24,
      validFrom: '2026-05-24T18:00:00.000Z',
      validTo: '2027-05-24T18:00:00.000Z',
      use: 'sign',
      signedAt: now.toISOString(),
      timeStamped: false,
      algorithm: 'RSA, SHA-256',
      digest: 'SHA-256',
    },
  )
})

test('the signature of RSA or ECDSA under its document is valid, and nothing is said of the chain', async () => {
  for (const key of [rsa, ecdsa]) {
    const check = verifyCms(await makeCms(key, document, true, now), document, now)
    const { signers, ...rest } = check
    assert.deepEqual(rest, {
      ...{
        state: 'valid',
        digestMatches: true,
        signatureValid: true,
        inTerm: true,
        trust: 'notChecked',
        detached: true,
      },
    })
    assert.equal(signers.length, 1)
  }
})

test('a changed document, or a signature with another document in it, is a mismatch', async () => {
  assert.equal(verifyCms(cms, other, now).state, 'mismatch')
  const attached = await makeCms(rsa, document, false, now)
  assert.equal(verifyCms(attached, document, now).state, 'valid')
  assert.equal(verifyCms(attached, document, now).detached, false)
  assert.equal(verifyCms(attached, other, now).state, 'mismatch')
})

test('a changed signature, and attributes changed after signing, are forged', () => {
  const tail = Uint8Array.from(cms)
  tail[tail.length - 8] = (tail[tail.length - 8] ?? 0) ^ 1
  assert.equal(verifyCms(tail, document, now).state, 'forged')
  const time = Buffer.from(cms)
  const at = time.lastIndexOf('261123060000Z')
  assert.ok(at > 0)
  time.write('261122060000Z', at)
  assert.equal(verifyCms(time, document, now).state, 'forged')
})

test('ГОСТ is not computed here and that is said, unless the document inside is another one', async () => {
  const check = verifyCms(await makeCms(gost, document, true, now), document, now)
  assert.equal(check.state, 'notVerifiable')
  assert.equal(check.digestMatches, null)
  assert.equal(check.signatureValid, null)
  assert.equal(check.signers[0]?.algorithm, 'ГОСТ Р 34.10-2015, 512 (ГОСТ Р 34.11-2015)')
  assert.equal(check.signers[0]?.iin, '000101100016')
  const attached = await makeCms(gost, document, false, now)
  assert.equal(verifyCms(attached, document, now).state, 'notVerifiable')
  assert.equal(verifyCms(attached, other, now).state, 'mismatch')
})

test('a certificate whose term had ended is told', async () => {
  const ended = await makeKey('rsa', standIn, now, [new Date('2024-01-01'), new Date('2025-01-01')])
  const check = verifyCms(await makeCms(ended, document, true, now), document, now)
  assert.equal(check.state, 'valid')
  assert.equal(check.inTerm, false)
})

test('a CMS cut off anywhere is broken or at least never valid', () => {
  for (let length = 0; length < cms.length; length += 7) {
    assert.equal(verifyCms(cms.slice(0, length), document, now).state, 'broken', `${length} bytes`)
  }
})

test('no byte changed makes another document valid or lets the check throw', () => {
  fc.assert(
    fc.property(fc.nat(cms.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Uint8Array.from(cms)
      changed[at] = (changed[at] ?? 0) ^ by
      assert.notEqual(verifyCms(changed, other, now).state, 'valid')
      verifyCms(changed, document, now)
    }),
    { numRuns: 400 },
  )
})

test('garbage of five megabytes, nesting without end and trifles are broken and quickly told', () => {
  const nested = (opening: number[], times: number) =>
    Uint8Array.from(Array.from({ length: times }, () => opening).flat())
  const inputs = [
    new Uint8Array(5_000_000).fill(0x30),
    Uint8Array.from({ length: 5_000_000 }, (_, at) => (at * 2654435761) >>> 24),
    nested([0x30, 0x80], 300_000),
    nested([0x30, 0x84, 0x00, 0x0a, 0x00, 0x00], 100_000),
    nested([0x02, 0x01, 0x00], 200_000),
    new Uint8Array(0),
    Uint8Array.of(0x30, 0x00),
    Buffer.from('not a signature'),
  ]
  for (const input of inputs) assert.deepEqual(verifyCms(input, document, now).state, 'broken')
  assert.deepEqual(readCms(new Uint8Array(5_000_000)), { ok: false, why: 'tooLarge' })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => !readCms(bytes).ok))
})

test('the text of a CMS is read with the lines of PEM and without', () => {
  assert.deepEqual(bytesOfBase64(pem('CMS', cms)), Uint8Array.from(cms))
  assert.deepEqual(bytesOfBase64(Buffer.from(cms).toString('base64')), Uint8Array.from(cms))
  for (const bad of ['', '=', 'абв', 'AAA', '<html>', '-----BEGIN CMS-----'])
    assert.equal(bytesOfBase64(bad), null, bad)
})

test('algorithms have names, unknown ones their number', () => {
  assert.equal(algorithmName('1.2.398.3.10.1.3.3'), 'ГОСТ Р 34.11-2015, 512')
  assert.equal(algorithmName('1.2.3'), '1.2.3')
  assert.ok(isKazakhGost('1.2.398.3.10.1.1.2.3.2'))
  assert.ok(!isKazakhGost('1.2.840.113549.1.1.11'))
})

test('of several signatures the worst is told', () => {
  assert.equal(worstOf(['valid', 'notVerifiable']), 'notVerifiable')
  assert.equal(worstOf(['notVerifiable', 'forged', 'valid']), 'forged')
  assert.equal(worstOf(['valid']), 'valid')
  assert.equal(worstOf([]), 'broken')
})

test('names of one person may be written shorter, another person is another', () => {
  const same: [string, string][] = [
    ['Сынақов С. С.', 'СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ'],
    ['Сынақов Сынақ', 'СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ'],
    ['С. Сынақов', 'СЫНАҚОВ СЫНАҚ'],
    ['Артёмов П.', 'АРТЕМОВ ПЁТР'],
  ]
  for (const [one, other] of same) assert.ok(maybeSameName(one, other), `${one} / ${other}`)
  const different: [string, string][] = [
    ['Сынақов Б.', 'СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ'],
    ['Үлгиев Сынақ', 'СЫНАҚОВ СЫНАҚ'],
    ['С. С.', 'СЫНАҚОВ СЫНАҚ'],
    ['', 'СЫНАҚОВ'],
  ]
  for (const [one, other] of different) assert.ok(!maybeSameName(one, other), `${one} / ${other}`)
})
