import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amend, type Field, type PaperDocument, textIn } from '../../src/paper/document.ts'
import type { AmendInput, PaperView } from '../../src/paper/view.ts'
import {
  conflictsIn,
  dropUntouched,
  type Edit,
  isPending,
  keyOf,
  nextBody,
  nothingPending,
  type Pending,
  settle,
  typedText,
  withPending,
} from './paper-edits.ts'

const field = (id: string, value: Field['value'], more: Partial<Field> = {}): Field => ({
  ...{ id, label: { ru: id, kk: id }, value, source: value === null ? 'missing' : 'system', sourceRef: null },
  ...{ rule: '', obligation: 'obligatory', condition: null, byHand: false },
  ...more,
})
const document: PaperDocument = {
  ...{ kind: 'protocol', lang: 'ru', number: null, article: '505', part: '1', edition: null, editionNote: '' },
  fields: [
    field('place', null),
    field('when', { ru: '1 мая', kk: '1 мамыр' }),
    field('what', 'мусор', { typed: 'ru' }),
  ],
  ...{ missing: ['place'], circumstances: [], rights: [], attachments: [], minor: false },
}
const paper = { version: 3, document, erapNumber: '', status: 'draft' } as unknown as PaperView

const edit = (id: string, text: string, seen: string, more: Partial<Edit> = {}): Edit => ({
  ...{ id, text, seen, lang: 'ru' },
  ...more,
})
const pendingOf = (...edits: Edit[]): Pending => ({
  ...nothingPending,
  edits: Object.fromEntries(edits.map((one) => [keyOf(one.id, one.lang), one])),
})
/** The paper as the server has it after this. */
const taken = (of: PaperView, { version: _, ...body }: AmendInput): PaperView => ({
  ...of,
  version: of.version + 1,
  document: amend(of.document, body, 'me'),
})

test('what is typed is sent once, and then nothing is left', () => {
  const pending = pendingOf(edit('place', ' двор ', ''))
  const body = nextBody(paper, pending)
  assert.deepEqual(body, { version: 3, lang: 'ru', fields: { place: 'двор' } })
  const next = taken(paper, body as AmendInput)
  assert.deepEqual(settle(pending, body as AmendInput, next, null), nothingPending)
  assert.equal(nextBody(next, nothingPending), null)
})

test('the box in which somebody types keeps its spaces, and what he types meanwhile is not lost', () => {
  const body: AmendInput = { version: 3, lang: 'ru', fields: { place: 'двор' } }
  const next = taken(paper, body)
  const still = settle(pendingOf(edit('place', 'двор ', '')), body, next, keyOf('place', 'ru'))
  assert.equal(typedText(next, still, 'place', 'ru'), 'двор ')
  assert.equal(isPending(next, still), false)
  assert.deepEqual(dropUntouched(still).edits, {})
  const more = settle(pendingOf(edit('place', 'двор дома 1', '')), body, next, null)
  assert.deepEqual(nextBody(next, more)?.fields, { place: 'двор дома 1' })
})

test('a box that is still being typed into is left for later', () => {
  const pending = pendingOf(edit('place', 'дв', ''), edit('what', 'кирпич', 'мусор'))
  assert.deepEqual(nextBody(paper, pending, keyOf('place', 'ru'))?.fields, { what: 'кирпич' })
})

test('what two have changed waits for a choice, what one has changed does not', () => {
  const pending = pendingOf(edit('what', 'кирпич', 'мусор'), edit('place', '', ''))
  const theirs = taken(paper, { version: 3, lang: 'ru', fields: { what: 'доски', place: 'их двор' } })
  assert.deepEqual(
    conflictsIn(theirs, pending).map(({ id, theirs }) => ({ id, theirs })),
    [{ id: 'what', theirs: 'доски' }],
  )
  assert.equal(nextBody(theirs, pending), null)
  assert.equal(isPending(theirs, pending), true)
  assert.equal(typedText(theirs, pending, 'what', 'ru'), 'кирпич')
  assert.equal(typedText(theirs, pending, 'place', 'ru'), 'их двор')
  const chosen = pendingOf(edit('what', 'кирпич', 'доски'))
  assert.deepEqual(nextBody(theirs, chosen)?.fields, { what: 'кирпич' })
  const alike = pendingOf(edit('what', 'доски', 'мусор'))
  assert.deepEqual(conflictsIn(theirs, alike), [])
})

test('texts of both languages are sent one language after the other, that of the page last', () => {
  const pending = {
    ...pendingOf(edit('place', 'двор', ''), edit('place', 'аула', '', { lang: 'kk' })),
    lang: 'kk' as const,
  }
  const seen = withPending(paper, pending, 'me')
  assert.equal(seen.lang, 'kk')
  assert.deepEqual(seen.fields[0]?.value, { ru: 'двор', kk: 'аула' })
  assert.deepEqual(seen.missing, [])
  const first = nextBody(paper, pending) as AmendInput
  assert.deepEqual([first.lang, first.fields], ['ru', { place: 'двор' }])
  const then = taken(paper, first)
  const left = settle(pending, first, then, null)
  const second = nextBody(then, left) as AmendInput
  assert.deepEqual([second.lang, second.fields], ['kk', { place: 'аула' }])
  const last = taken(then, second)
  assert.equal(textIn(last.document.fields[0]?.value ?? null, 'ru'), 'двор')
  assert.deepEqual(settle(left, second, last, null), nothingPending)
})

test('a text of the other language that was read again is kept as of both', () => {
  const pending = { ...pendingOf(edit('what', 'мусор', 'мусор', { lang: 'kk', sure: true })), lang: 'kk' as const }
  const body = nextBody(paper, pending) as AmendInput
  assert.deepEqual([body.lang, body.fields], ['kk', { what: 'мусор' }])
  const next = taken(paper, body)
  assert.equal(next.document.fields[2]?.typed, 'both')
  assert.equal(nextBody(next, settle(pending, body, next, null)), null)
})
