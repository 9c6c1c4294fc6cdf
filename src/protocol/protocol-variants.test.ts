import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { findPart, type Part } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { amend, missingIn, type PaperDocument, textIn, visible } from '../paper/document.ts'
import { circumstances } from '../paper/kinds.ts'
import { personSchema } from '../person/person.ts'
import { type DraftInput, draftProtocol } from './protocol.ts'
import { ownFields } from './protocol-fields.ts'
import { mayDrawUp } from './refuse.ts'

const [edition] = (await loadEditions()) as [Awaited<ReturnType<typeof loadEditions>>[number]]
const part = (article: string, number: string) => findPart(edition, article, number) as Part
const drawable = edition.parts.filter((one) => mayDrawUp(one, 'police'))

const adult = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', birth: '1980-05-05' })
const young = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Юный', birth: '2009-12-01' })
const ageless = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример' })
const firm = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»', size: 'small', representative: 'Образцов О.' })
const foreigner = personSchema.parse({
  ...{ kind: 'individual', surname: 'Doe', given: 'Jane', sex: 'f', foreigner: true, citizenship: 'Узбекистан' },
  ...{ residence: 'без определённого места жительства', workplace: 'Не работает', interpreter: true },
  motherTongue: 'узбекский',
  identity: { type: 'foreignPassport', number: 'AA 1234567' },
})

const base: DraftInput = {
  ...{ lang: 'ru', edition, part: part('505', '1'), number: null, drawnUpAt: instant('2026-11-22', '10:15') },
  ...{ drawnUpPlace: null, author: null, subject: null, unknownOffender: false, offencePlace: null, reports: [] },
  offenceAt: { at: instant('2026-11-20', '21:40'), source: 'inspector', ref: 'f1' },
  ...{ finding: { id: 'f1', text: 'Мусор.' }, witnesses: [], victims: [], explanation: null, device: null },
  ...{ hearing: null, other: null, attachments: [], electronic: false },
}
const of = (person: typeof adult | typeof firm) => ({ subject: { id: 's1', person } })
const shown = (document: PaperDocument) => visible(document).map(({ id }) => id)
const value = (document: PaperDocument, id: string, lang = document.lang) =>
  textIn(visible(document).find((one) => one.id === id)?.value ?? null, lang)
const marked = (document: PaperDocument, ...so: (typeof circumstances)[number][]) =>
  amend(document, { circumstances: so }, 'a1')

const anybody = fc.constantFrom<Partial<DraftInput>>(
  ...[adult, young, ageless, firm, foreigner].map(of),
  {},
  { unknownOffender: true, described: { id: 'u1', text: 'мужчина около 40 лет' } },
)

test('whoever it is, whatever is so: what is missing is recomputed, and a circumstance only leaves a blank for the hand', () => {
  fc.assert(
    fc.property(fc.constantFrom(...drawable), anybody, fc.subarray([...circumstances]), (one, who, so) => {
      const draft = draftProtocol({ ...base, part: one, ...who })
      const document = marked(draft, ...so)
      assert.deepEqual(document.missing, missingIn(document))
      assert.deepEqual(document.missing, draft.missing)
      for (const { when, value: told, source } of visible(document)) {
        assert.ok(!when || so.includes(when))
        // Only what the law words or the record holds may stand there before the officer has said anything.
        if (when && told !== null) assert.ok(['law', 'register'].includes(source))
      }
      assert.equal(new Set(document.fields.map(({ id }) => id)).size, document.fields.length)
    }),
    { numRuns: 300 },
  )
})

test('no field of the law’s list is left out of every protocol', () => {
  const all = [adult, young, firm].flatMap((person) => draftProtocol({ ...base, ...of(person) }).fields)
  const there = new Set(all.map(({ id }) => id))
  for (const { id } of edition.protocolFields) assert.ok(there.has(id), id)
})

test('what is asked beside the law’s list has its words in both languages', () => {
  for (const { id, label, condition } of ownFields) {
    assert.ok(label.ru && label.kk && label.ru !== label.kk, id)
    assert.ok(condition.ru && condition.kk && condition.ru !== condition.kk, id)
  }
})

test('a minor and a firm bring their representative, somebody without the language an interpreter; the officer may switch', () => {
  const cases: [PaperDocument, string[], string[]][] = [
    [draftProtocol({ ...base, ...of(young) }), ['representative'], ['representative.name', 'minor.courtTransferMark']],
    [draftProtocol({ ...base, ...of(firm) }), ['representative'], ['entity.representative', 'entity.authority']],
    [draftProtocol({ ...base, ...of(foreigner) }), ['interpreter'], ['interpreter.name', 'sign.interpreter']],
    [draftProtocol({ ...base, ...of(adult) }), [], []],
  ]
  for (const [document, so, ids] of cases) {
    assert.deepEqual(document.circumstances, so)
    for (const id of ids) assert.ok(shown(document).includes(id), id)
  }
  const firms = draftProtocol({ ...base, ...of(firm) })
  assert.equal(value(firms, 'entity.representative'), 'Образцов О.')
  assert.ok(!shown(marked(firms)).includes('entity.representative'))
  // Of whose age nothing is known: the officer says that a representative takes part.
  const unsure = draftProtocol({ ...base, ...of(ageless) })
  assert.ok(!shown(unsure).includes('minor.courtTransferMark'))
  assert.ok(shown(marked(unsure, 'representative')).includes('minor.courtTransferMark'))
  assert.ok(
    !shown(marked(draftProtocol({ ...base, ...of(adult) }), 'representative')).includes('minor.courtTransferMark'),
  )
})

test('of an unknown offender nothing is asked that only he could give', () => {
  const document = marked(
    draftProtocol({ ...base, unknownOffender: true, described: { id: 'u1', text: 'белая «Газель»' } }),
    ...circumstances,
  )
  assert.equal(value(document, 'person.description'), 'белая «Газель»')
  for (const id of [
    'sign.person',
    'copy.person',
    'person.explanation',
    'mark.absent',
    'contacts.confirmed',
    'short.sum',
  ])
    assert.ok(!shown(document).includes(id), id)
  assert.deepEqual(document.rights, [])
  assert.ok(!document.missing.includes('hearing.time'))
  assert.ok(draftProtocol(base).missing.includes('hearing.time'))
})

test('a foreigner without ИИН is said to be one only if the record says so; what was chosen is in the paper’s language', () => {
  const document = draftProtocol({ ...base, ...of(foreigner) })
  assert.equal(value(document, 'person.iin'), 'ИИН нет: иностранка')
  assert.equal(value(document, 'person.iin', 'kk'), 'ЖСН жоқ: шетелдік')
  assert.equal(value(document, 'person.residence', 'kk'), 'белгілі бір тұрғылықты жері жоқ')
  assert.equal(value(document, 'person.workplace', 'ru'), 'не работает')
  assert.equal(value(document, 'person.idDocument', 'kk'), 'шетел азаматының паспорты № AA 1234567')
  assert.equal(value(document, 'interpreter.language'), 'узбекский')
  assert.ok(draftProtocol({ ...base, ...of(adult) }).missing.includes('person.iin'))
})

test('names and long addresses stand as typed, and a register is named where the data came from it', () => {
  const typed = { surname: 'Әбдіқадырұлы', given: 'Jean-Łuc', residence: 'ә'.repeat(300), registered: 'мкр. Нурсат, 1' }
  const source = { register: 'persons', name: 'ГБД ФЛ', validOn: '2026-11-20' }
  const person = personSchema.parse({ kind: 'individual', ...typed, source })
  const document = draftProtocol({ ...base, subject: { id: 's7', person } })
  assert.equal(value(document, 'person.fullName'), 'Әбдіқадырұлы Jean-Łuc')
  assert.equal(value(document, 'person.residence')?.length, 300)
  assert.equal(value(document, 'person.registered'), 'мкр. Нурсат, 1')
  assert.equal(value(document, 'person.source'), '«ГБД ФЛ», по состоянию на 20 ноября 2026 г.')
  for (const id of ['person.fullName', 'person.residence', 'person.source']) {
    const field = document.fields.find((one) => one.id === id)
    assert.deepEqual([field?.source, field?.sourceRef], ['register', 's7'])
  }
})

test('half of the fine stands in tenge where it is sure, else it is left to the hand; no such offer where the part has none', () => {
  const sum = (more: Partial<DraftInput>) => value(marked(draftProtocol({ ...base, ...more }), 'short'), 'short.sum')
  assert.equal(sum(of(adult)), '43\u00a0250\u00a0₸ – 50 % штрафа в 20 МРП (86\u00a0500\u00a0₸)')
  assert.equal(sum(of(firm)), '64\u00a0875\u00a0₸ – 50 % штрафа в 30 МРП (129\u00a0750\u00a0₸)')
  const sizeless = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»' })
  for (const more of [of(sizeless), of(young), {}, { ...of(adult), drawnUpAt: null }]) assert.equal(sum(more), null)
  const none = draftProtocol({ ...base, ...of(adult), part: part('434-2', '1') })
  assert.ok(!none.fields.some(({ id }) => id.startsWith('short.') || id === 'sign.short'))
})

test('of the other offenders only their number is told', () => {
  const document = draftProtocol({ ...base, ...of(adult), others: { count: 2, ref: 's8' } })
  assert.match(value(document, 'other') ?? '', /ещё 2.*статьи 57/)
  assert.equal(value(draftProtocol({ ...base, ...of(adult) }), 'other'), null)
  assert.equal(value(document, 'other.aggravating'), null)
})

test('signed papers of the incident count among what goes with the protocol', () => {
  const papers = [{ id: 'x1', name: { ru: 'Объяснение от 21 ноября 2026 г.', kk: 'Түсініктеме' } }]
  const photo = { id: 'p1', kind: 'photo', caption: { ru: 'снимок', kk: 'сурет' } } as const
  assert.ok(draftProtocol(base).missing.includes('attachments'))
  const alone = draftProtocol({ ...base, papers })
  assert.equal(value(alone, 'attachments'), '1. Объяснение от 21 ноября 2026 г.')
  assert.equal(alone.fields.find(({ id }) => id === 'attachments')?.sourceRef, 'x1')
  const both = draftProtocol({ ...base, papers, attachments: [photo] })
  assert.equal(value(both, 'attachments', 'kk'), '1. сурет\n2. Түсініктеме')
})

test('an empty finding gives no essence', () => {
  assert.ok(draftProtocol({ ...base, finding: { id: 'f1', text: '  ' } }).missing.includes('offence.essence'))
})
