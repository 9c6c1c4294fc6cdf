import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { findPart, type PaperLang, type Part } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { personSchema } from '../person/person.ts'
import { type DraftInput, draftProtocol } from '../protocol/protocol.ts'
import { amend, leftToHand, type PaperDocument, visible } from './document.ts'
import { namesIn } from './form-protocol-signs.ts'
import { forms } from './forms.ts'
import { circumstances } from './kinds.ts'
import { type Block, layOut, type Sheet } from './layout.ts'

const [edition] = (await loadEditions()) as [Awaited<ReturnType<typeof loadEditions>>[number]]
const adult = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', birth: '1980-05-05' })
const young = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Юный', birth: '2009-12-01' })
const firm = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»', size: 'small' })

const base: DraftInput = {
  ...{ lang: 'ru', edition, part: findPart(edition, '505', '1') as Part, number: null, drawnUpPlace: null },
  ...{ drawnUpAt: instant('2026-11-22', '10:15'), author: null, subject: { id: 's1', person: adult } },
  ...{ unknownOffender: false, offenceAt: null, offencePlace: null, reports: [], finding: null, witnesses: [] },
  ...{ victims: [], explanation: null, device: null, hearing: null, other: null, attachments: [], electronic: false },
}
const variants: Partial<DraftInput>[] = [
  ...[adult, young, firm].map((person) => ({ subject: { id: 's1', person } })),
  { subject: null },
  { subject: null, unknownOffender: true, described: { id: 'u1', text: 'мужчина' } },
]
const sheetOf = (document: PaperDocument, lang: PaperLang = 'ru') => layOut(document, forms.protocol, lang)
const blocksOf = (sheet: Sheet) => sheet.sections.flatMap(({ blocks }) => blocks)
const idsOf = (block: Block): (string | undefined)[] => {
  if (block.kind === 'rows') return block.rows.map(({ id }) => id)
  if (block.kind === 'numbered') return ['attachments']
  return 'id' in block ? [block.id] : []
}
const whoSigns = (sheet: Sheet) => blocksOf(sheet).flatMap((block) => (block.kind === 'signs' ? block.rows : []))
const texts = (sheet: Sheet) => JSON.stringify(blocksOf(sheet))
const marked = (more: Partial<DraftInput>, ...so: (typeof circumstances)[number][]) =>
  amend(draftProtocol({ ...base, ...more }), { circumstances: so }, 'a1')

test('every field that can be typed stands on the page once, in either language, whatever is so', () => {
  // Said by the heading and the language line, which are worded for both.
  const elsewhere = new Set([
    'language',
    'rights.mark',
    'minor.courtTransferMark',
    'contacts.confirmed',
    'smsConsentTalon',
  ])
  fc.assert(
    fc.property(fc.constantFrom(...variants), fc.subarray([...circumstances]), (more, so) => {
      const document = marked(more, ...so)
      const full = { ...document, fields: document.fields.map((one) => ({ ...one, value: one.value ?? 'текст' })) }
      for (const lang of ['ru', 'kk'] as const) {
        const sheet = sheetOf(full, lang)
        const ids = [...sheet.head.map(({ id }) => id), ...blocksOf(sheet).flatMap(idsOf)].filter(
          (id) => id !== undefined,
        )
        assert.equal(new Set(ids).size, ids.length, `twice: ${ids}`)
        for (const { id, when } of visible(full)) {
          if (elsewhere.has(id) || /^(sign|copy)\./.test(id)) continue
          // Whoever is absent refuses nothing: the copy is sent.
          if (when === 'refusedToReceive' && so.includes('absent')) continue
          assert.ok(ids.includes(id), `${lang}: ${id} under ${so}`)
        }
      }
    }),
    { numRuns: 150 },
  )
})

test('a circumstance without its text leaves lines for the hand with the words that say what belongs there', () => {
  const document = marked({}, 'absent', 'refusedToSign', 'attesting', 'device')
  const lines = blocksOf(sheetOf(document)).filter((block) => block.kind === 'lines')
  const ids = lines.map(({ id }) => id)
  for (const id of ['mark.absent', 'mark.refusedSign', 'attesting.names', 'device.name', 'absent.sent'])
    assert.ok(ids.includes(id), id)
  assert.ok(lines.every(({ lead, count }) => lead.length > 5 && count > 0))
})

test('who refused has a mark instead of a line to sign on; who is absent gets the copy by mail', () => {
  const person = /^Лицо, в отношении/
  const copy = /^Копию протокола получил\(а\) лицо/
  const signs = (document: PaperDocument, pattern: RegExp) =>
    whoSigns(sheetOf(document)).some(({ who }) => pattern.test(who))
  const plain = marked({})
  assert.ok(signs(plain, person) && signs(plain, copy))
  const refused = marked({}, 'refusedToSign', 'refusedToReceive')
  assert.ok(!signs(refused, person) && !signs(refused, copy))
  const absent = marked({}, 'absent')
  // He signs the protocol that is sent to him, and returns it (803(9)).
  assert.ok(signs(absent, person) && !signs(absent, copy))
  assert.match(texts(sheetOf(absent)), /в течение двух суток.*803\(9\)/)
})

test('each witness and victim signs on a line of his own', () => {
  const someone = (name: string) => ({ name, address: 'мкр. Нурсат, 1', ref: null, reportId: null, agreed: true })
  const sheet = sheetOf(marked({ witnesses: [someone('А Б'), someone('В Г')], victims: [someone('Д Е')] }))
  const names = whoSigns(sheet).map(({ name }) => name)
  assert.equal(names.filter((name) => name === 'В Г').length, 2)
  assert.equal(names.filter((name) => name === 'Д Е').length, 3)
  const cases: [string | null, string[]][] = [
    [null, []],
    [' ; ,', []],
    ['А Б, дом 1; В Г\nД', ['А Б', 'В Г', 'Д']],
    ['а;'.repeat(20), Array(8).fill('а')],
  ]
  for (const [list, wanted] of cases) assert.deepEqual(namesIn(list), wanted)
})

test('the protocol of a fact asks nobody to sign but its author', () => {
  const sheet = sheetOf(
    marked({ subject: null, unknownOffender: true }, ...circumstances.filter((one) => one !== 'attesting')),
  )
  assert.equal(whoSigns(sheet).length, 1)
  assert.ok(!sheet.sections.some(({ title }) => title === 'Права и обязанности разъяснены'))
})

test('a draft of an older program, whose fields knew no circumstance, prints no marks', () => {
  const old = { ...marked({}), fields: marked({}).fields.map(({ when: _, ...one }) => one) }
  assert.ok(!texts(sheetOf(old)).includes('отсутствует или не явилось'))
})

test('signatures are made by hand, marks may also be typed', () => {
  const cases: [string, boolean][] = [
    ['sign.person', true],
    ['copy.victim', true],
    ['rights.mark', true],
    ['mark.absent', false],
    ['absent.sent', false],
    ['person.iin', false],
  ]
  for (const [id, hand] of cases) assert.equal(leftToHand(id), hand, id)
})
