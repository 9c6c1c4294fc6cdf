import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import type { IncidentPage } from './incident/incident.ts'
import { textIn } from './paper/document.ts'
import { printFrom } from './paper/pdf.ts'
import { fontFolder } from './paper/press.ts'
import { textOf } from './paper/testing.ts'
import type { PaperView } from './paper/view.ts'
import { accepted, ask, container, draw, openPaperDesk, type PaperDesk, pdfOf, sign, whole } from './papers-testing.ts'

let desk: PaperDesk
before(async () => {
  desk = await openPaperDesk()
})
after(() => desk?.staff.close())

const said = ({ document, lang }: PaperView, id: string) =>
  textIn(document.fields.find((field) => field.id === id)?.value ?? null, lang)

test('two officers in one draft: what each touched alone is merged, what both touched is asked, nothing is lost', async () => {
  const { protocol } = await whole(desk)
  const at = `/api/papers/${protocol.id}`
  const { inspector } = desk
  const { chief } = desk.staff.doors
  const first = await ask(inspector, 'PATCH', at, { version: 1, fields: { 'offence.place': 'двор дома 16' } })
  assert.equal(first.version, 2)
  const merged = await ask(chief, 'PATCH', at, { version: 1, fields: { 'hearing.place': 'суд' } })
  assert.deepEqual(
    [said(merged, 'offence.place'), said(merged, 'hearing.place'), merged.version],
    ['двор дома 16', 'суд', 3],
  )
  const both = { 'offence.place': 'двор дома 18', other: 'дополнение' }
  const conflict = await ask<{ byName: string; conflicts: { id: string; theirs: string }[] }>(
    chief,
    'PATCH',
    at,
    { version: 1, fields: both },
    409,
  )
  assert.deepEqual(
    conflict.conflicts.map(({ id, theirs }) => [id, theirs]),
    [['offence.place', 'двор дома 16']],
  )
  const chosen = await ask(chief, 'PATCH', at, { version: 3, fields: both })
  assert.deepEqual([said(chosen, 'offence.place'), said(chosen, 'other')], ['двор дома 18', 'дополнение'])
  assert.deepEqual([said(chosen, 'hearing.place')], ['суд'])
})

test('an edition withdrawn under an open draft: it is not signed, it stays, and anew it keeps what was typed', async () => {
  const { administrator } = desk.staff.doors
  const read = (name: string) =>
    JSON.parse(readFileSync(new URL(`../law/koap-2026-03-02/${name}.json`, import.meta.url), 'utf8'))
  const files = [read('articles'), read('procedure')]
  for (const file of files) file.source.editionWindow.notBefore = '2026-06-11'
  const [articles, procedure] = files
  const change = (body: object) => ask(administrator, 'POST', '/api/law/changes', { reason: 'проверка', ...body }, 201)
  await change({ kind: 'edition', articles, procedure })
  const it = await whole(desk)
  assert.equal(it.protocol.document.edition, 'koap-2026-06-11')
  const at = `/api/papers/${it.protocol.id}`
  const missing = Object.fromEntries(it.protocol.document.missing.map((id) => [id, `вписано ${id}`]))
  const full = await ask(desk.inspector, 'PATCH', at, {
    version: 1,
    fields: { ...missing, other: 'собака была на поводке' },
  })
  await change({ kind: 'withdrawal', edition: 'koap-2026-06-11' })
  const no = await ask<{ refused: string; message: string; reason: { kk: string } }>(
    desk.inspector,
    'POST',
    `${at}/sign`,
    { version: full.version, number: '1' },
    409,
  )
  assert.equal(no.refused, 'withdrawn')
  assert.match(no.message, /отозвана/)
  assert.ok(no.reason.kk)
  const stays = await ask(desk.inspector, 'GET', at)
  assert.deepEqual(
    [stays.status, stays.version, said(stays, 'other')],
    ['draft', full.version, 'собака была на поводке'],
  )
  const choice = {
    kind: 'protocol',
    lang: 'ru',
    article: '505',
    part: '1',
    subjectIds: [it.subjectId],
    answers: container,
  }
  const anew = await draw(desk, it.page, { ...choice, fromId: it.protocol.id })
  assert.equal(anew.document.edition, 'koap-2026-03-02')
  assert.equal(said(anew, 'other'), 'собака была на поводке')
  assert.deepEqual(anew.document.missing, [])
  assert.equal((await sign(desk, anew, '2')).status, 'signed')
  const other = await accepted(desk)
  await other.confirm()
  await ask(desk.inspector, 'POST', `${other.page}/papers`, { ...choice, subjectIds: [], fromId: it.protocol.id }, 404)
})

test('a photo of 40 MB is refused with the limit and what to do, and the draft stays', async () => {
  const it = await whole(desk)
  const head = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  const big = Buffer.concat([head, Buffer.alloc(40 * 1024 * 1024 - head.length)])
  const refused = await it.addPhoto(big, 413)
  assert.match(refused.message, /25 МБ.+Уменьшите/)
  const stays = await ask(desk.inspector, 'GET', `/api/papers/${it.protocol.id}`)
  assert.deepEqual(stays.document, it.protocol.document)
})

test('a broken picture is kept as evidence and does not stop the paper', async () => {
  const it = await accepted(desk)
  await it.confirm()
  const whole = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#777' } })
    .jpeg()
    .toBuffer()
  await it.addPhoto(Buffer.concat([whole.subarray(0, 300), Buffer.from('torn')]))
  const paper = await draw(desk, it.page, { kind: 'inspectionAct', lang: 'ru' })
  const { status, bytes } = await pdfOf(desk, `/api/papers/${paper.id}/pdf`)
  assert.equal(status, 200)
  assert.ok(textOf(bytes).includes('снимоксместа'))
  const refused = await it.addPhoto(Buffer.from('<svg onload="x"/>'), 415)
  assert.match(refused.message, /повреждён/)
})

test('a font that is not whole: 503 in the caller’s language, the draft stays, and it is printed once the font is whole', async () => {
  const it = await whole(desk)
  const at = `/api/papers/${it.protocol.id}`
  const fields = Object.fromEntries(it.protocol.document.missing.map((id) => [id, `вписано ${id}`]))
  const full = await ask(desk.inspector, 'PATCH', at, { version: 1, fields })
  const folder = mkdtempSync(join(tmpdir(), 'uchastok-font-'))
  cpSync(fontFolder(), folder, { recursive: true })
  const face = join(folder, '700Bold', 'NotoSans_700Bold.ttf')
  const bytes = readFileSync(face)
  bytes.fill(0, 20_000, 24_000)
  writeFileSync(face, bytes)
  printFrom(folder)
  try {
    const broken = await ask<{ error: string; message: string }>(desk.inspector, 'GET', `${at}/pdf`, undefined, 503)
    assert.equal(broken.error, 'font-broken')
    assert.match(broken.message, /шрифт.+npm ci/)
    await ask(desk.inspector, 'POST', `${at}/sign`, { version: full.version, number: '5' }, 503)
    await ask(desk.inspector, 'GET', `${it.page}/bundle.pdf?ids=${it.protocol.id}`, undefined, 503)
    const stays = await ask(desk.inspector, 'GET', at)
    assert.deepEqual([stays.status, stays.document], ['draft', full.document])
  } finally {
    printFrom()
    rmSync(folder, { recursive: true, force: true })
  }
  assert.equal((await pdfOf(desk, `${at}/pdf`)).status, 200)
  assert.equal((await sign(desk, full, '5')).status, 'signed')
})

test('a day that is none, whether of the offence or of a birth, is refused; nothing changes', async () => {
  const it = await accepted(desk)
  const page = await ask<IncidentPage>(desk.inspector, 'GET', it.page)
  const confirm = { act: 'confirm', text: 'x', placeText: 'y', answers: container, version: page.version }
  for (const happenedAt of ['2026-02-31T10:00:00Z', '31.02.2026', '2026-13-01T00:00:00Z'])
    await ask(desk.inspector, 'POST', `${it.page}/acts`, { ...confirm, happenedAt }, 400)
  await ask(
    desk.inspector,
    'POST',
    `${it.page}/subjects`,
    { subject: { kind: 'individual', surname: 'Ғ', given: 'Ұ', birth: '2026-02-31' }, role: 'offender' },
    400,
  )
  assert.equal((await ask<IncidentPage>(desk.inspector, 'GET', it.page)).version, page.version)
})

test('all papers in one file: the inventory with pages first, drafts only when asked, photos last, no reporter', async () => {
  const it = await whole(desk)
  const refused = await ask<{ error: string; message: string }>(
    desk.inspector,
    'GET',
    `${it.page}/bundle.pdf`,
    undefined,
    409,
  )
  assert.deepEqual([refused.error, /подписанных/.test(refused.message)], ['nothing-signed', true])
  await sign(desk, it.protocol, 'У-9')
  const rights = await draw(desk, it.page, {
    kind: 'rights',
    lang: 'kk',
    subjectIds: [it.subjectId],
    parentId: it.protocol.id,
  })
  const one = await pdfOf(desk, `${it.page}/bundle.pdf`)
  assert.equal(one.status, 200)
  const signedOnly = textOf(one.bytes)
  for (const words of [
    'ОПИСЬ',
    'ПротоколУ-9',
    'Фототаблица',
    'Всеголистов,считаяэтуопись:',
    'ФОТОТАБЛИЦА',
    'Personinspector',
  ])
    assert.ok(signedOnly.includes(words), `${words} in ${signedOnly.slice(0, 500)}`)
  assert.ok(!signedOnly.includes('ПРОЕКТ') && !signedOnly.includes('ТҮСІНДІРУ') && !signedOnly.includes('Соседова'))
  const order = ['ОПИСЬ', 'ПРОТОКОЛ', 'ФОТОТАБЛИЦА'].map((words) => signedOnly.indexOf(words))
  assert.deepEqual(
    order,
    [...order].sort((a, b) => a - b),
  )
  const pages = (pdf: Buffer) => (pdf.toString('latin1').match(/\/Type \/Page\b/g) ?? []).length
  assert.ok(signedOnly.includes(`этуопись:${pages(one.bytes)}`), `${pages(one.bytes)} pages`)
  const two = await pdfOf(desk, `${it.page}/bundle.pdf?ids=${it.protocol.id},${rights.id}`)
  const withDraft = textOf(two.bytes)
  assert.ok(withDraft.includes('ТҮСІНДІРУ') && withDraft.includes('ЖОБА') && withDraft.includes('(проект)'))
  assert.ok(pages(two.bytes) > pages(one.bytes))
  const kazakh = textOf((await pdfOf(desk, `${it.page}/bundle.pdf?lang=kk`)).bytes)
  assert.ok(kazakh.includes('ТІЗІМДЕМЕ') && kazakh.includes('ХАТТАМА') && !kazakh.includes('ПРОТОКОЛ'))
  const elsewhere = await whole(desk)
  assert.equal((await pdfOf(desk, `${it.page}/bundle.pdf?ids=${elsewhere.protocol.id}`)).status, 404)
  assert.equal((await pdfOf(desk, `${it.page}/bundle.pdf?ids=x`)).status, 400)
  assert.equal((await pdfOf(desk, `${it.page}/bundle.pdf`, desk.staff.doors.administrator)).status, 403)
  assert.equal((await pdfOf(desk, `${it.page}/bundle.pdf`, await desk.staff.signIn(desk.yard.neighbour))).status, 403)
})
