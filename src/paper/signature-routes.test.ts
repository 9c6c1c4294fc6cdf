import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { makeCms, makeKey, pem, type SigningKey, standIn } from '../../emulators/ncalayer-keys.ts'
import { inTransaction, query } from '../base/database.ts'
import { noteFile } from '../base/file-store.ts'
import { openYard, type Yard } from '../person/testing.ts'
import { type Door, password, type Staff, startStaff } from '../staff-testing.ts'
import type { SignaturesView, SignatureView } from './signature.ts'

let staff: Staff
let yard: Yard
let inspector: Door
let neighbour: Door
let key: SigningKey
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n')
const now = new Date()

before(async () => {
  staff = await startStaff()
  yard = await openYard(staff.running.deps, staff.departmentId, staff.ids.inspector, password)
  inspector = staff.doors.inspector
  neighbour = await staff.signIn(yard.neighbour)
  key = await makeKey('rsa', standIn, now)
})
after(() => staff?.close())

/** A paper as signing meets it: locked, with its PDF among the files, unless it is said otherwise. */
async function openPaper(status = 'signed', locked: Buffer | null = pdf): Promise<{ id: string; hash: string | null }> {
  const { deps } = staff.running
  const [id, incidentId] = [deps.newId(), await yard.open()]
  const kept = locked && (await deps.files.put(locked, { limit: 1e6 }))
  if (kept && 'refused' in kept) throw new Error('The PDF was not kept.')
  await inTransaction(staff.db, async (tx) => {
    if (kept) await noteFile(tx, { ...kept, mime: 'application/pdf' }, now)
    await query(
      tx,
      `insert into paper (department_id, id, incident_id, kind, lang, status, suggested, fields, missing, by_account,
         created_at, updated_at, pdf_hash)
       values ($1, $2, $3, 'explanation', 'ru', $4, '{}', '{}', 0, $5, now(), now(), $6)`,
      [staff.departmentId, id, incidentId, status, staff.ids.inspector, kept?.hash ?? null],
    )
  })
  return { id, hash: kept?.hash ?? null }
}

async function ask<T>(door: Door, method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await door.ask(method, path, body)
  assert.equal(answer.status, status, `${method} ${path}: ${JSON.stringify(answer.body)?.slice(0, 300)}`)
  return answer.body as T
}
const path = (id: string) => `/api/papers/${id}/signatures`
const cmsOf = async (document: Uint8Array, by = key) => pem('CMS', await makeCms(by, document, true, now))
const sign = async (id: string, cms: string, status = 200, door = inspector) =>
  ask<SignatureView>(door, 'POST', path(id), { role: 'officer', cms }, status)
function form(bytes: Uint8Array, type: string, role = 'person'): FormData {
  const data = new FormData()
  data.append('role', role)
  data.append('file', new File([new Uint8Array(bytes)], 'scan', { type }))
  return data
}
const list = (id: string, door = inspector) => ask<SignaturesView>(door, 'GET', path(id))

test('a signature by NCALayer is checked, kept beside the document, journalled and given back byte for byte', async () => {
  const paper = await openPaper()
  const cms = await cmsOf(pdf)
  const signed = await sign(paper.id, cms)
  assert.equal(signed.state, 'valid')
  assert.equal(signed.way, 'ncalayer')
  assert.equal(signed.current, true)
  assert.equal(signed.signedHash, paper.hash)
  assert.equal(signed.check?.trust, 'notChecked')
  assert.equal(signed.check?.signers[0]?.name, 'СЫНАҚОВ СЫНАҚ СЫНАҚҰЛЫ')
  assert.equal(signed.check?.signers[0]?.iin, '••••••••0016')
  // The account is called "Person inspector".
  assert.equal(signed.nameDiffers, true)
  const { pdfHash, signatures } = await list(paper.id, staff.doors.chief)
  assert.equal(pdfHash, paper.hash)
  assert.deepEqual(signatures, [signed])
  const file = await fetch(`${staff.running.address}${path(paper.id)}/${signed.id}/file`, {
    headers: { cookie: inspector.cookie },
  })
  assert.equal(file.headers.get('content-type'), 'application/pkcs7-signature')
  assert.equal(file.headers.get('content-disposition'), 'attachment')
  assert.equal(Buffer.from(await file.arrayBuffer()).toString('base64'), cms.replace(/-----.*-----|\n/g, ''))
  const [entry] = await query<{ data: unknown; by: string }>(
    staff.db,
    `select data, account_id as by from journal where kind = 'signature.added' and data->>'paperId' = $1`,
    [paper.id],
  )
  assert.deepEqual(entry, {
    data: { paperId: paper.id, signatureId: signed.id, way: 'ncalayer', state: 'valid' },
    by: staff.ids.inspector,
  })
})

test('the same signature sent twice is kept once; another one stands beside it', async () => {
  const paper = await openPaper()
  const cms = await cmsOf(pdf)
  const [one, two] = await Promise.all([sign(paper.id, cms), sign(paper.id, cms)])
  assert.equal(one.id, two.id)
  await ask(inspector, 'POST', path(paper.id), { role: 'witness', cms })
  assert.deepEqual(
    (await list(paper.id)).signatures.map(({ role, nameDiffers }) => ({ role, nameDiffers })),
    [
      { role: 'officer', nameDiffers: true },
      { role: 'witness', nameDiffers: false },
    ],
  )
})

test('ГОСТ is kept as not verifiable; what contradicts the document is refused and not kept', async () => {
  const paper = await openPaper()
  const gost = await sign(paper.id, await cmsOf(pdf, await makeKey('gost', standIn, now)))
  assert.equal(gost.state, 'notVerifiable')
  const refusedFor = async (cms: string, error: string, status = 422) =>
    assert.equal(((await sign(paper.id, cms, status)) as unknown as { error: string }).error, error)
  await refusedFor(await cmsOf(Buffer.from('another')), 'signature-mismatch')
  const forged = Buffer.from(await makeCms(key, pdf, true, now))
  forged[forged.length - 8] = (forged[forged.length - 8] ?? 0) ^ 1
  await refusedFor(forged.toString('base64'), 'signature-forged')
  await refusedFor(Buffer.from('not a signature').toString('base64'), 'signature-broken')
  await refusedFor('это не base64', 'bad-input', 400)
  await refusedFor('A'.repeat(2_000_000), 'too-large', 413)
  await ask(inspector, 'POST', path(paper.id), { role: 'judge', cms: await cmsOf(pdf) }, 400)
  assert.equal((await list(paper.id)).signatures.length, 1)
})

test('a scan is a PDF or a picture by its bytes, whatever it is called, and nothing is said of its truth', async () => {
  const paper = await openPaper()
  const photo = await sharp({ create: { width: 20, height: 30, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer()
  const scanned = await ask<SignatureView>(inspector, 'POST', path(paper.id), form(photo, 'application/pdf'))
  assert.deepEqual(
    [scanned.way, scanned.state, scanned.mime, scanned.role, scanned.check],
    ['scan', 'scan', 'image/jpeg', 'person', null],
  )
  await ask(inspector, 'POST', path(paper.id), form(pdf, 'application/pdf', 'victim'))
  const preview = await fetch(`${staff.running.address}${path(paper.id)}/${scanned.id}/file?w=400`, {
    headers: { cookie: inspector.cookie },
  })
  assert.equal(preview.headers.get('content-type'), 'image/jpeg')
  for (const bytes of [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    Buffer.from('MZ\x90\0'),
    Buffer.alloc(0),
  ])
    await ask(inspector, 'POST', path(paper.id), form(bytes, 'image/png'), 415)
  const film = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\x02\0isomiso2', 'latin1')])
  await ask(inspector, 'POST', path(paper.id), form(film, 'application/pdf'), 415)
  await ask(inspector, 'POST', path(paper.id), form(pdf, 'application/pdf', 'nobody'), 400)
  assert.equal((await list(paper.id)).signatures.length, 2)
})

test('only a locked paper is signed', async () => {
  const cms = await cmsOf(pdf)
  for (const [status, locked] of [
    ['draft', null],
    ['cancelled', pdf],
    ['signed', null],
  ] as const) {
    const { id } = await openPaper(status, locked)
    await sign(id, cms, 409)
    await ask(inspector, 'POST', path(id), form(pdf, 'application/pdf'), 409)
    assert.deepEqual((await list(id)).signatures, [])
  }
})

test('strangers, the administrator and another precinct neither sign nor look; nothing is taken away', async () => {
  const paper = await openPaper()
  const cms = await cmsOf(pdf)
  const { id } = await sign(paper.id, cms)
  const other = await openPaper()
  for (const [door, status] of [
    [neighbour, 403],
    [staff.doors.administrator, 403],
  ] as const) {
    await sign(paper.id, cms, status, door)
    await ask(door, 'GET', path(paper.id), undefined, status)
    await ask(door, 'GET', `${path(paper.id)}/${id}/file`, undefined, status)
  }
  assert.equal((await fetch(`${staff.running.address}${path(paper.id)}`)).status, 401)
  await ask(inspector, 'GET', `${path(other.id)}/${id}/file`, undefined, 404)
  await ask(inspector, 'GET', path(staff.departmentId), undefined, 404)
  await ask(inspector, 'DELETE', `${path(paper.id)}/${id}`, undefined, 404)
  const anyway = await fetch(`${staff.running.address}${path(paper.id)}`, {
    method: 'POST',
    headers: { cookie: inspector.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'officer', cms }),
  })
  assert.equal(anyway.status, 403)
})

test('pages may reach NCALayer on their own machine, and nothing else outside', async () => {
  const answer = await fetch(staff.running.address)
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /;connect-src 'self' wss:\/\/127\.0\.0\.1:13579;/)
  assert.equal(policy.match(/[a-z]+:\/\//g)?.length, 1)
})
