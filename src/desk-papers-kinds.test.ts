import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { query } from './base/database.ts'
import { forms } from './paper/forms.ts'
import { type PaperKind, paperKinds } from './paper/kinds.ts'
import { textOf } from './paper/testing.ts'
import type { PaperView } from './paper/view.ts'
import {
  accepted,
  ask,
  bodyFor,
  container,
  draw,
  found,
  offender,
  openPaperDesk,
  type PaperDesk,
  pdfOf,
  sign,
  whole,
} from './papers-testing.ts'
import { reporter } from './person/testing.ts'
import type { DraftRefused } from './protocol/view.ts'

let desk: PaperDesk
before(async () => {
  desk = await openPaperDesk()
})
after(() => desk?.staff.close())

const input = (kind: PaperKind, more: object = {}) => ({ kind, lang: 'ru', ...more })
const refusedFor = (page: string, body: object, door = desk.inspector) =>
  ask<DraftRefused>(door, 'POST', `${page}/papers`, body, 409)

/** Every id that may stand behind a value of this incident. */
async function idsBehind(incidentId: string): Promise<Set<string>> {
  const of = 'where department_id = $1 and incident_id = $2'
  const rows = await query<{ id: string }>(
    desk.staff.db,
    `select id from finding ${of} union select id from report ${of} union select id from attachment ${of}
     union select id from remediation ${of} union select id from paper ${of}
     union select subject_id from incident_subject ${of} union select id from account where department_id = $1`,
    [desk.staff.departmentId, incidentId],
  )
  const editions = desk.staff.running.deps.law.editions(desk.staff.departmentId).map(({ id }) => id)
  return new Set([incidentId, ...rows.map(({ id }) => id), ...editions])
}

/** Everything that was told of the incident; what the program words itself is in both languages. */
const told = [
  found,
  ...Object.values(offender),
  'двор дома 14/2',
  'Вывезти мешки на полигон.',
  'Требуется решение акимата.',
]
  .concat('Person inspector', 'участковый инспектор полиции', 'Примеров Образец Тестович')
  .join('\n')

test('each kind that needs something first is refused with the reason in the caller’s language, and nothing is kept', async () => {
  const it = await accepted(desk)
  const cases: [PaperKind, RegExp, object?][] = [
    ['notice', /Сначала составьте протокол/],
    ['transfer', /Сначала передайте/],
    ['demand', /что и к какому сроку/],
    ['demandAct', /что и к какому сроку/],
    ['inspectionAct', /что установлено на месте/],
    ['representation', /что установлено на месте/],
    ['warning', /выберите часть/],
  ]
  for (const [kind, reason] of cases) {
    const no = await refusedFor(it.page, input(kind))
    assert.match(no.message, reason)
    assert.ok(no.reason.kk && no.reason.kk !== no.reason.ru, kind)
    const chief = await refusedFor(it.page, input(kind), desk.staff.doors.chief)
    assert.equal(chief.refused, no.refused)
  }
  const { items } = await ask<{ items: PaperView[] }>(desk.inspector, 'GET', `${it.page}/papers`)
  assert.deepEqual(items, [])
})

test('a paper goes with a paper of the same incident, and is about somebody named in it', async () => {
  const one = await whole(desk)
  const other = await accepted(desk)
  await other.confirm()
  await ask(desk.inspector, 'POST', `${other.page}/papers`, input('receipt', { parentId: one.protocol.id }), 404)
  await ask(desk.inspector, 'POST', `${other.page}/papers`, input('rights', { subjectIds: [one.subjectId] }), 404)
})

test('every kind: each value says where it came from, nothing is invented, both languages are printed', async () => {
  const [plain, handed] = [await whole(desk), await whole(desk, true)]
  for (const kind of paperKinds) {
    const it = kind === 'transfer' ? handed : plain
    const paper = kind === 'protocol' ? it.protocol : await draw(desk, it.page, bodyFor(kind, it))
    const behind = await idsBehind(it.id)
    const { document } = paper
    assert.equal(document.kind, kind)
    for (const { id, value, source, sourceRef } of document.fields) {
      if (value === null) assert.equal(source, 'missing', `${kind}.${id}`)
      else {
        assert.notEqual(source, 'missing', `${kind}.${id}`)
        if (typeof value === 'string')
          for (const piece of value.split(/\n|, /)) assert.ok(told.includes(piece), `${kind}.${id} invents «${piece}»`)
        if (source !== 'system') assert.ok(sourceRef, `${kind}.${id} says ${source} but not of what`)
        if (sourceRef) assert.ok(behind.has(sourceRef), `${kind}.${id}: ${sourceRef} is not of this incident`)
      }
    }
    for (const { id } of document.attachments) assert.ok(behind.has(id))
    for (const lang of ['ru', 'kk'] as const) {
      const text = textOf((await pdfOf(desk, `/api/papers/${paper.id}/pdf?lang=${lang}`)).bytes)
      const form = forms[kind]
      for (const words of [form.title[lang], form.subtitle[lang], lang === 'ru' ? 'ПРОЕКТ' : 'ЖОБА'])
        assert.ok(text.includes(words.replace(/\s/g, '')), `${kind}/${lang}: ${words}`)
      const secret = [reporter.split(' ')[0] ?? '', reporter.split(' ')[1] ?? '', 'опять мешки']
      for (const words of secret) assert.ok(!text.includes(words.replace(/\s/g, '')), `${kind}/${lang} tells ${words}`)
    }
  }
})

test('every kind: an obligatory field that is empty keeps it from being signed; filled it is signed and locked', async () => {
  const plain = await whole(desk)
  for (const kind of paperKinds) {
    // A person is not warned for what a protocol was signed for.
    const it = kind === 'transfer' || kind === 'warning' ? await whole(desk, kind === 'transfer') : plain
    const drawn = kind === 'protocol' ? it.protocol : await draw(desk, it.page, bodyFor(kind, it))
    const at = `/api/papers/${drawn.id}`
    const first = drawn.document.fields.find(
      ({ obligation, byHand, when }) => obligation === 'obligatory' && !byHand && !when,
    )
    assert.ok(first, kind)
    const emptied = await ask(desk.inspector, 'PATCH', at, { version: drawn.version, fields: { [first.id]: '' } })
    assert.ok(emptied.document.missing.includes(first.id), kind)
    const no = await ask<{ missing: string[] }>(
      desk.inspector,
      'POST',
      `${at}/sign`,
      { version: emptied.version, number: '1' },
      422,
    )
    assert.ok(no.missing.includes(first.id))
    const signed = await sign(desk, emptied, `К-${kind}`)
    assert.deepEqual([signed.status, signed.stage !== null], ['signed', kind === 'protocol' || kind === 'warning'])
    const { bytes } = await pdfOf(desk, `${at}/pdf`)
    assert.equal(createHash('sha256').update(bytes).digest('hex'), signed.pdfHash, kind)
    const text = textOf(bytes)
    assert.ok(!text.includes('ПРОЕКТ') && text.includes(`вписано#${first.id}<b>`), kind)
    await ask(desk.inspector, 'PATCH', at, { version: signed.version, fields: { [first.id]: 'x' } }, 409)
  }
})

test('a warning on the spot: only for whom and what КоАП 807 allows', async () => {
  const it = await accepted(desk)
  await it.confirm()
  const of = (article: string, part: string | null, subjectIds: string[]) =>
    input('warning', { article, part, subjectIds, answers: container })
  assert.match((await refusedFor(it.page, of('505', '1', []))).message, /назовите лицо/)
  const unknown = await it.name({ kind: 'unknown', description: 'мужчина в синей куртке' })
  assert.match((await refusedFor(it.page, of('505', '1', [unknown]))).message, /назовите лицо/)
  const id = await it.name(offender)
  for (const [article, part] of [
    ['434-2', '1'],
    ['204', '1'],
    ['344', '1'],
  ] as const) {
    const no = await refusedFor(it.page, of(article, part, [id]))
    assert.equal(no.refused, 'not-now')
    assert.match(no.message, /807|685/, article)
  }
  const child = await it.name({
    ...offender,
    surname: 'Малых',
    iin: null,
    birth: `${new Date().getUTCFullYear() - 13}-01-02`,
  })
  assert.match((await refusedFor(it.page, of('505', '1', [child]))).message, /16/)
  const paper = await draw(desk, it.page, of('505', '1', [id]))
  const text = textOf((await pdfOf(desk, `/api/papers/${paper.id}/pdf`)).bytes)
  for (const words of ['Фактсовершенияправонарушенияпризнаю', 'ввидепредупреждения', '826-2(2)', 'второйэкземпляр'])
    assert.ok(text.toLowerCase().includes(words.toLowerCase()), words)
})

test('a transfer names the body and the part that the findings fit; another one only if the inspector says so', async () => {
  const it = await accepted(desk)
  await it.confirm({ 'waste.where': 'elsewhere', 'waste.what': 'construction' })
  await it.act({ act: 'handOver', to: 'ecology', text: 'Вывоз отходов в канал.' })
  const paper = await draw(desk, it.page, input('transfer'))
  const text = textOf((await pdfOf(desk, `/api/papers/${paper.id}/pdf`)).bytes)
  for (const words of ['СОПРОВОДИТЕЛЬНОЕ', 'охраныокружающейсреды', 'КоАП344(', 'Вывозотходоввканал', '#lorem(5)'])
    assert.ok(text.includes(words), words)
  const named = await draw(desk, it.page, input('transfer', { lang: 'kk', article: '344', part: '1' }))
  const kazakh = textOf((await pdfOf(desk, `/api/papers/${named.id}/pdf`)).bytes)
  assert.ok(kazakh.includes('344(1)') && kazakh.includes('уәкілеттіорганға'))
})

test('a report of a crime names no applicant: a message in a chat is no application', async () => {
  const it = await accepted(desk)
  await it.act({ act: 'crime', text: 'Усматриваются признаки кражи.' })
  const paper = await draw(desk, it.page, input('crimeReport', { lang: 'kk' }))
  const text = textOf((await pdfOf(desk, `/api/papers/${paper.id}/pdf`)).bytes)
  for (const words of ['БАЯНАТ', 'признакикражи', 'ҚПК184']) assert.ok(text.includes(words), words)
  assert.ok(!text.includes('Соседова') && !text.includes('УПК'))
  assert.equal(paper.document.fields.find(({ id }) => id === 'applicant')?.value, null)
})

test('a victim is told the rights of КоАП 745, an offender those of 744', async () => {
  const it = await accepted(desk)
  await it.confirm()
  const [guilty, hurt] = [
    await it.name(offender),
    await it.name({ ...offender, surname: 'Другова', iin: null }, 'victim'),
  ]
  const [of744, of745] = await Promise.all(
    [guilty, hurt].map((id) => draw(desk, it.page, input('rights', { subjectIds: [id] }))),
  )
  assert.equal(of744?.document.rights.length, 14)
  assert.equal(of745?.document.rights.length, 6)
})
