import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import { textIn } from '../paper/document.ts'
import { personSchema } from '../person/person.ts'
import { type CaseRows, captionOf, caseSoFar, draftOf, lawDay } from './facts.ts'
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
