import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import { textIn } from '../paper/document.ts'
import { personSchema, type Somebody } from '../person/person.ts'
import { type CaseRows, captionOf, caseSoFar, draftOf, lawDay } from './facts.ts'
import { type PaperSettings, readPaperSettings } from './paper-settings.ts'
import type { DraftBody } from './view.ts'

const law = await loadEditions()
const person = personSchema.parse({ kind: 'individual', surname: 'Примеров', given: 'Образец', birth: '2009-01-01' })
const file = (id: string, kind: string, purpose: string, caption = '') => ({
  ...{ id, kind, purpose, caption, hash: '', at: instant('2026-11-20', '10:00') },
})

const rows: CaseRows = {
  category: 'waste',
  openedAt: instant('2026-11-20', '09:00'),
  happenedAt: instant('2026-11-20', '08:30'),
  finding: {
    ...{ id: 'f1', text: 'Мешки у забора', happenedAt: null, placeText: '', answers: {} },
    at: instant('2026-11-20', '12:00'),
  },
  reports: [{ id: 'r1', at: instant('2026-11-20', '08:30'), place: 'дом 14/2' }],
  subjects: [{ id: 's1', role: 'offender', person, at: instant('2026-11-21', '12:00') }],
  attachments: [
    file('a1', 'photo', 'report', 'Соседова из 12 квартиры'),
    file('a2', 'voice', 'report'),
    file('a3', 'document', 'receipt', 'талон № 5'),
  ],
}
const now = instant('2026-11-22', '10:00')
const author = { id: 'i1', position: 'участковый инспектор', name: 'Образцов П. Т.' }
const choice: DraftBody = {
  ...{ article: '505', part: '1', subjectId: 's1', unknownOffender: false, answers: {} },
  lang: 'ru',
}

test('the time of a message is no established time: it is named as what a message told, and no limit is counted by it', () => {
  assert.equal(lawDay(rows), '2026-11-20')
  assert.equal(caseSoFar(rows, 's1', {}, now).offenceAt, null)
  const drawn = draftOf(rows, { choice, author, law, now })
  assert.ok('protocol' in drawn)
  const time = drawn.protocol.fields.find(({ id }) => id === 'offence.time')
  assert.deepEqual([time?.source, time?.sourceRef], ['message', 'r1'])
  const sure = { ...rows, finding: { ...rows.finding, happenedAt: instant('2026-11-19', '22:00') } } as CaseRows
  assert.equal(lawDay(sure), '2026-11-19')
  const established = draftOf(sure, { choice, author, law, now })
  assert.ok('protocol' in established)
  assert.equal(established.protocol.fields.find(({ id }) => id === 'offence.time')?.source, 'inspector')
})

test('a voice stays out of the paper, and so do the words that came with a message’s photo', () => {
  const drawn = draftOf(rows, { choice, author, law, now })
  assert.ok('protocol' in drawn)
  assert.deepEqual(
    drawn.protocol.attachments.map(({ id, caption }) => [id, textIn(caption, 'ru')]),
    [
      ['a1', 'снимок из сообщения, 20 ноября 2026 г., 10:00'],
      ['a3', 'документ о приёме отходов, 20 ноября 2026 г., 10:00 – талон № 5'],
    ],
  )
  assert.equal(
    captionOf(file('a4', 'photo', 'before')).kk,
    'жойылғанға дейінгі сурет, 2026 жылғы 20 қараша, сағат 10:00',
  )
})

test('the same rows give the same draft, and the program chooses nobody', () => {
  const drawing = { choice: { ...choice, subjectId: null }, author, law, now }
  const drawn = draftOf(rows, drawing)
  assert.deepEqual(drawn, draftOf(rows, drawing))
  assert.ok('protocol' in drawn)
  assert.ok(drawn.protocol.missing.includes('person.fullName'))
})

const settings = readPaperSettings({
  drawnUpPlace: { ru: 'УПП № 5', kk: '№ 5 УПП' },
  hearingPolice: { ru: 'отдел полиции', kk: 'полиция бөлімі' },
  hearingCourt: { ru: 'административный суд', kk: '' },
})
const drawnOf = (from: CaseRows, more: Partial<DraftBody> = {}, set: PaperSettings | undefined = settings) => {
  const drawn = draftOf(from, { choice: { ...choice, ...more }, author, law, now, ...(set && { settings: set }) })
  assert.ok('protocol' in drawn, JSON.stringify(drawn))
  return drawn.protocol
}
const told = (protocol: ReturnType<typeof drawnOf>, id: string, lang: 'ru' | 'kk' = 'ru') =>
  textIn(protocol.fields.find((one) => one.id === id)?.value ?? null, lang)
const adult = personSchema.parse({ kind: 'individual', surname: 'Взрослов', given: 'Образец', birth: '1980-01-01' })
const grown: CaseRows = { ...rows, subjects: rows.subjects.map((one) => ({ ...one, person: adult })) }

test('places come from the department’s settings by who considers; the time of the hearing is nobody’s to make up', () => {
  const police = drawnOf(grown)
  assert.deepEqual(
    [told(police, 'protocol.place', 'kk'), told(police, 'hearing.place'), told(police, 'hearing.time')],
    ['№ 5 УПП', 'отдел полиции', null],
  )
  assert.ok(police.missing.includes('hearing.time'))
  const court = drawnOf(grown, { article: '434-2' })
  assert.equal(told(court, 'hearing.place'), 'административный суд')
  // Set in one language only: an address is better in the other one than none.
  assert.equal(told(court, 'hearing.place', 'kk'), 'административный суд')
  const unset = drawnOf(grown, { article: '434-2' }, readPaperSettings({}))
  for (const id of ['hearing.place', 'protocol.place']) assert.ok(unset.missing.includes(id), id)
  // A minor's case is considered where he lives (812(4)).
  assert.ok(drawnOf(rows).missing.includes('hearing.place'))
})

test('who was only seen is not known: the protocol is of the fact, with what was seen', () => {
  const seen: Somebody = { kind: 'unknown', description: 'мужчина около 40, белая «Газель»', sex: 'm', plates: [] }
  const subjects: CaseRows['subjects'] = [{ id: 's1', role: 'offender', person: seen, at: now }]
  const protocol = drawnOf({ ...rows, subjects })
  assert.match(told(protocol, 'person.fullName') ?? '', /806\(9\)/)
  assert.equal(told(protocol, 'person.description'), 'мужчина около 40, белая «Газель»')
  assert.ok(!protocol.fields.some(({ id }) => id === 'copy.person'))
  const witness = subjects.map((one) => ({ ...one, id: 's2', role: 'witness' as const }))
  assert.equal(told(drawnOf({ ...rows, subjects: [...rows.subjects, ...witness] }), 'witnesses'), null)
})

test('of several offenders each protocol names its own alone', () => {
  const other = personSchema.parse({ kind: 'individual', surname: 'Второв', given: 'Другой', birth: '1980-01-01' })
  const also = { id: 's2', role: 'offender' as const, person: other, at: now }
  const protocol = drawnOf({ ...rows, subjects: [...rows.subjects, also] })
  assert.ok(!JSON.stringify(protocol).includes('Второв'))
  assert.match(told(protocol, 'other') ?? '', /ещё 1/)
})

test('signed papers are named by kind, number and day', () => {
  const papers = [{ id: 'x', kind: 'explanation' as const, number: '3', signedAt: now }]
  const protocol = drawnOf({ ...rows, attachments: [], papers })
  assert.equal(told(protocol, 'attachments'), '1. Объяснение № 3 от 22 ноября 2026 г.')
  assert.equal(told(protocol, 'attachments', 'kk'), '1. Түсініктеме № 3, 2026 жылғы 22 қараша')
  assert.ok(drawnOf({ ...rows, attachments: [] }).missing.includes('attachments'))
})

test('the essence is of the finding and never of a message', () => {
  assert.match(told(drawnOf(rows), 'offence.essence') ?? '', /^Установлено: Мешки у забора\. /)
  assert.ok(drawnOf({ ...rows, finding: null }).missing.includes('offence.essence'))
})
