import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../base/calendar.ts'
import { findPart, type Part } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { amend, changes, isComplete, type PaperDocument, textIn, visible } from '../paper/document.ts'
import { personSchema } from '../person/person.ts'
import { type DraftInput, draftProtocol } from './protocol.ts'
import { conditionKk, fieldKk, rightKk } from './wording-fields-kk.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const part = (article: string, number: string) => findPart(edition, article, number) as Part

const bare: DraftInput = {
  ...{ lang: 'ru', edition, part: part('505', '1'), number: null, drawnUpAt: null, drawnUpPlace: null, author: null },
  ...{ subject: null, unknownOffender: false, offenceAt: null, offencePlace: null, reports: [], finding: null },
  ...{ witnesses: [], victims: [], explanation: null, device: null, hearing: null, other: null, attachments: [] },
  electronic: false,
}

const person = personSchema.parse({
  ...{ kind: 'individual', surname: 'Тестов', given: 'Пример', patronymic: 'Образцович', iin: '000101100016' },
  ...{ residence: 'г. Шымкент, мкр. Нурсат, 12', document: 'удостоверение № 000', workplace: 'не работает' },
})

const full: DraftInput = {
  ...bare,
  number: '14',
  drawnUpAt: instant('2026-11-22', '10:15'),
  drawnUpPlace: { text: 'г. Шымкент, УПП № 5', source: 'inspector', ref: 'a1' },
  author: { id: 'a1', position: 'участковый инспектор', name: 'Образцов П. Т.' },
  subject: { id: 's1', person },
  offenceAt: { at: instant('2026-11-20', '21:40'), source: 'inspector', ref: 'f1' },
  offencePlace: { text: 'мкр. Нурсат, двор дома 12', source: 'inspector', ref: 'f1' },
  finding: { id: 'f1', text: 'выгрузил строительный мусор в контейнер для бытовых отходов' },
  explanation: { text: 'вину признаю', source: 'inspector', ref: 'e1' },
  hearing: { at: instant('2026-11-25', '10:00'), place: 'УПП № 5', ref: 'a1' },
  attachments: [{ id: 'p1', caption: { ru: 'снимок контейнера', kk: 'контейнер суреті' }, kind: 'photo' }],
}

const field = (protocol: PaperDocument, id: string) => {
  const found = protocol.fields.find((one) => one.id === id)
  assert.ok(found, id)
  return { ...found, value: textIn(found.value, protocol.lang) }
}

test('nothing given is nothing made up', () => {
  const draft = draftProtocol(bare)
  const given = visible(draft)
    .filter((one) => one.value !== null)
    .map((one) => one.id)
  assert.deepEqual(given, ['offence.article', 'language'])
  assert.ok(
    draft.fields.filter((one) => one.value === null).every((one) => one.source === 'missing' && one.sourceRef === null),
  )
  assert.equal(isComplete(draft), false)
  for (const id of [
    'protocol.date',
    'person.fullName',
    'person.iin',
    'offence.essence',
    'offence.time',
    'hearing.place',
    'attachments',
  ])
    assert.ok(draft.missing.includes(id), id)
})

test('with everything given nothing obligatory is missing, though signatures are still to be made by hand', () => {
  const draft = draftProtocol(full)
  assert.deepEqual(draft.missing, [])
  assert.equal(isComplete(draft), true)
  assert.equal(field(draft, 'sign.person').byHand, true)
  assert.equal(field(draft, 'sign.person').value, null)
})

test('each value says where it came from', () => {
  const draft = draftProtocol(full)
  const cases: [string, string, string | null][] = [
    ['person.fullName', 'register', 's1'],
    ['offence.place', 'inspector', 'f1'],
    ['offence.essence', 'inspector', 'f1'],
    ['offence.article', 'law', 'koap-2026-03-02'],
    ['author.name', 'system', 'a1'],
    ['attachments', 'photo', 'p1'],
  ]
  for (const [id, source, ref] of cases)
    assert.deepEqual([field(draft, id).source, field(draft, id).sourceRef], [source, ref], id)
  assert.equal(field(draft, 'offence.time').rule, 'КоАП 803(2)(4)')
})

test('time and place of a message stand only as what a message told', () => {
  const reports = [
    { id: 'r2', at: instant('2026-11-20', '22:10'), place: 'Нурсат 12' },
    { id: 'r1', at: instant('2026-11-20', '21:50'), place: null },
  ]
  const draft = draftProtocol({ ...full, offenceAt: null, offencePlace: null, reports })
  assert.equal(field(draft, 'offence.time').value, 'по сообщению от 20 ноября 2026 г., 21:50')
  assert.equal(field(draft, 'offence.time').sourceRef, 'r1')
  assert.equal(field(draft, 'offence.place').value, 'Нурсат 12 (по сообщению от 20 ноября 2026 г., 22:10)')
  assert.equal(field(draft, 'offence.place').source, 'message')
})

test('who reported is named only if he agreed to be a witness', () => {
  const neighbour = { name: 'Сигналов Житель', address: 'кв. 7', ref: 'w1', reportId: 'r1', agreed: false }
  const silent = draftProtocol({ ...full, witnesses: [neighbour], victims: [neighbour] })
  assert.ok(!JSON.stringify(silent).includes('Сигналов'))
  assert.equal(field(silent, 'witnesses').value, null)
  const agreed = draftProtocol({ ...full, witnesses: [{ ...neighbour, agreed: true }] })
  assert.equal(field(agreed, 'witnesses').value, 'Сигналов Житель, кв. 7')
  const stranger = draftProtocol({ ...full, witnesses: [{ ...neighbour, reportId: null }] })
  assert.equal(field(stranger, 'witnesses').value, 'Сигналов Житель, кв. 7')
})

test('a firm is asked for its own fields, an unknown offender for none', () => {
  const firm = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»', bin: '000140000012' })
  const draft = draftProtocol({ ...full, subject: { id: 's2', person: firm } })
  assert.ok(!draft.fields.some((one) => one.id.startsWith('person.') && one.id !== 'person.explanation'))
  assert.equal(field(draft, 'entity.name').value, 'ТОО «Пример»')
  assert.ok(draft.missing.includes('entity.bankDetails'))
  const unknown = draftProtocol({ ...full, subject: null, unknownOffender: true })
  assert.equal(field(unknown, 'person.fullName').value, 'лицо не установлено (КоАП 806(9))')
  assert.ok(!unknown.missing.includes('person.iin'))
})

test('a minor brings the mark on the other court, a device its own fields', () => {
  const young = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', birth: '2009-12-01' })
  const draft = draftProtocol({ ...full, subject: { id: 's3', person: young } })
  assert.equal(draft.minor, true)
  assert.ok(draft.fields.some((one) => one.id === 'minor.courtTransferMark'))
  const none = visible(draftProtocol(full)).filter(({ id }) => id === 'minor.courtTransferMark' || /^device\./.test(id))
  assert.deepEqual(none, [])
  const measured = draftProtocol({ ...full, device: { name: 'шумомер', serial: '1', verification: null, ref: null } })
  assert.equal(field(measured, 'device.name').value, 'шумомер')
  assert.equal(field(measured, 'device.verification').obligation, 'conditional')
})

test('a refused explanation is written down, an absent one leaves lines for the hand', () => {
  assert.match(
    field(draftProtocol({ ...full, explanation: { refused: true, ref: null } }), 'person.explanation').value ?? '',
    /отказал/,
  )
  const absent = draftProtocol({ ...full, explanation: null })
  assert.equal(field(absent, 'person.explanation').byHand, true)
  assert.deepEqual(absent.missing, [])
})

test('the same draft in Kazakh keeps the facts and changes the words', () => {
  const draft = draftProtocol({ ...full, lang: 'kk' })
  assert.equal(field(draft, 'protocol.date').value, '2026 жылғы 22 қараша, сағат 10:15')
  assert.match(field(draft, 'offence.article').value ?? '', /505-баптың 1-бөлігі/)
  assert.match(textIn(draft.editionNote, 'kk') ?? '', /редакция/)
  assert.equal(draft.rights.length, 14)
})

test('the edition note says that a later text is known', () => {
  assert.match(textIn(draftProtocol(full).editionNote, 'ru') ?? '', /с 2 марта 2026 г\..*более поздней редакции/)
})

test('a part that is not the police’s is never drafted', () => {
  assert.throws(() => draftProtocol({ ...full, part: part('344', '2-1') }), /344\(2-1\)/)
})

test('two drafts are compared field by field', () => {
  const before = draftProtocol({ ...full, explanation: null })
  assert.deepEqual(changes(before, before), [])
  const found = changes(before, draftProtocol(full))
  assert.deepEqual(
    found.map(({ id, before: was, after, sourceAfter }) => [id, was, after, sourceAfter]),
    [['person.explanation', null, 'вину признаю', 'inspector']],
  )
  const unknown = draftProtocol({ ...full, subject: null, unknownOffender: true })
  assert.ok(changes(draftProtocol(full), unknown).some((one) => one.id === 'person.iin' && one.after === null))
})

test('what the inspector sets is his, and empties what he empties', () => {
  const draft = amend(
    draftProtocol(bare),
    { fields: { 'protocol.place': ' УПП № 5 ', 'offence.article': '', nonsense: 'x' } },
    'a1',
  )
  assert.deepEqual(
    [field(draft, 'protocol.place').value, field(draft, 'protocol.place').source],
    ['УПП № 5', 'inspector'],
  )
  assert.ok(!draft.missing.includes('protocol.place'))
  assert.ok(draft.missing.includes('offence.article'))
  assert.ok(!draft.fields.some((one) => one.id === 'nonsense'))
})

test('every field, condition and right has its Kazakh words', () => {
  for (const one of edition.protocolFields) {
    assert.ok(fieldKk(one.id), one.id)
    if (one.conditionRu) assert.ok(conditionKk(one.conditionRu), one.conditionRu)
  }
  for (const right of edition.rights) assert.ok(rightKk(right.id), right.id)
})
