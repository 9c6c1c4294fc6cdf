import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PaperLang } from '../base/law.ts'
import {
  amend,
  canonical,
  changes,
  type Field,
  filled,
  mergeCircumstances,
  missingIn,
  type PaperDocument,
  textIn,
  touched,
  typedElsewhere,
  visible,
} from './document.ts'
import { type Circumstance, circumstances } from './kinds.ts'

const field = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, label: { ru: id, kk: id }, value: null, source: 'missing', sourceRef: null, rule: '', byHand: false },
  ...{ obligation: 'obligatory', condition: null },
  ...more,
})

const paper: PaperDocument = {
  ...{ kind: 'protocol', lang: 'ru', number: null, article: '505', part: '1', edition: 'e', editionNote: '' },
  ...{ rights: [], attachments: [], minor: false, circumstances: [], missing: [] },
  fields: [
    field('worded', { value: { ru: 'слово', kk: 'сөз' }, source: 'law', sourceRef: 'e' }),
    field('kept', { value: 'Тестов', source: 'register', sourceRef: 's1' }),
    field('empty'),
    field('person.explanation', { byHand: true }),
    field('only', { when: 'absent' }),
    field('aside', { when: 'device', obligation: 'conditional' }),
    field('sign.author', { byHand: true }),
  ],
}
const ids = paper.fields.map(({ id }) => id)
const of = (document: PaperDocument, id: string) => document.fields.find((one) => one.id === id) as Field

const text = fc.constantFrom('', '  ', 'а', 'б', 'ә', ' в ', 'длинный текст', '«қ»')
const step = fc.record(
  {
    lang: fc.constantFrom<PaperLang>('ru', 'kk'),
    fields: fc.dictionary(fc.constantFrom(...ids), fc.option(text, { nil: null }), { maxKeys: 3 }),
    circumstances: fc.subarray([...circumstances]),
  },
  { requiredKeys: ['lang', 'fields'] },
)
const steps = fc.array(step, { maxLength: 12 })

test('what was typed in one language is never lost by typing or emptying in the other', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let document = paper
      const typed = new Map<string, string | null>()
      for (const { lang, fields, circumstances: so } of all) {
        const before = document
        document = amend(before, { lang, fields, ...(so && { circumstances: so }) }, 'a1')
        for (const [id, given] of Object.entries(fields)) typed.set(`${lang}.${id}`, given?.trim() || null)
        for (const [key, last] of typed) {
          const [in_, ...rest] = key.split('.') as [PaperLang, ...string[]]
          const id = rest.join('.')
          // Emptied, it may show what stands in the other language; typed, it stays as it was typed.
          if (last !== null) assert.equal(textIn(of(document, id).value, in_), last, `${key} after ${lang}`)
        }
      }
    }),
    { numRuns: 400 },
  )
})

test('only what was asked for changes, and what is missing is what can be seen to be missing', () => {
  fc.assert(
    fc.property(steps, (all) => {
      let document = paper
      for (const { lang, fields, circumstances: so } of all) {
        const before = document
        document = amend(before, { lang, fields, ...(so && { circumstances: so }) }, 'a1')
        for (const id of touched(before, document)) assert.ok(id in fields, id)
        assert.deepEqual(document.missing, missingIn(document))
        const seen = visible(document).filter(
          (one) => one.obligation === 'obligatory' && !/sign|explanation/.test(one.id),
        )
        assert.deepEqual(
          document.missing,
          seen.filter((one) => textIn(one.value, lang) === null).map((one) => one.id),
        )
        assert.deepEqual(amend(document, {}, 'a2'), document)
        for (const one of document.fields) assert.equal(one.value === null, one.source === 'missing', one.id)
      }
    }),
    { numRuns: 400 },
  )
})

test('under every combination of circumstances a field stands only where it is so, and what it said comes back', () => {
  const full = amend(paper, { fields: { only: 'когда и как извещён', aside: 'шумомер' } }, 'a1')
  fc.assert(
    fc.property(fc.subarray([...circumstances]), (so) => {
      const document = amend(full, { circumstances: so }, 'a1')
      const shown = new Set(visible(document).map(({ id }) => id))
      assert.equal(shown.has('only'), so.includes('absent'))
      assert.equal(shown.has('aside'), so.includes('device'))
      assert.ok(!document.missing.includes('only') && !document.missing.includes('aside'))
      assert.deepEqual(visible(amend(document, { circumstances: circumstances }, 'a1')).length, full.fields.length)
    }),
  )
  assert.ok(amend(paper, { circumstances: ['absent'] }, 'a1').missing.includes('only'))
  assert.ok(!paper.missing.includes('only'))
})

test('a text typed in the other language is shown, and said to be so until it is typed in this one', () => {
  const typed = amend(paper, { lang: 'kk', fields: { empty: 'мәтін' } }, 'a1')
  assert.equal(textIn(of(typed, 'empty').value, 'ru'), 'мәтін')
  assert.equal(typedElsewhere(of(typed, 'empty'), 'ru'), true)
  assert.equal(typedElsewhere(of(typed, 'empty'), 'kk'), false)
  const both = amend(typed, { lang: 'ru', fields: { empty: 'текст' } }, 'a1')
  assert.deepEqual([of(both, 'empty').value, of(both, 'empty').typed], [{ ru: 'текст', kk: 'мәтін' }, 'both'])
  assert.equal(typedElsewhere(of(both, 'empty'), 'ru'), false)
  // The same words taken over on purpose are no longer words of the other language.
  const same = amend(typed, { lang: 'ru', fields: { empty: 'мәтін' } }, 'a1')
  assert.equal(typedElsewhere(of(same, 'empty'), 'ru'), false)
})

test('emptied in one language it is missing there and stays in the other', () => {
  const both = amend(
    amend(paper, { lang: 'kk', fields: { empty: 'мәтін' } }, 'a1'),
    { lang: 'ru', fields: { empty: 'т' } },
    'a1',
  )
  const gone = amend(both, { lang: 'ru', fields: { empty: '' } }, 'a1')
  assert.ok(gone.missing.includes('empty'))
  assert.equal(textIn(of(gone, 'empty').value, 'kk'), 'мәтін')
  assert.ok(!amend(gone, { lang: 'kk' }, 'a1').missing.includes('empty'))
  const none = amend(gone, { lang: 'kk', fields: { empty: '' } }, 'a1')
  assert.deepEqual([of(none, 'empty').value, of(none, 'empty').source], [null, 'missing'])
})

test('what differs is told field by field, and not at all between equal drafts', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const last = all.reduce<PaperDocument>((document, one) => amend(document, one, 'a1'), paper)
      assert.deepEqual(changes(last, last), [])
      assert.deepEqual(touched(last, last), [])
      const shown = new Set(visible(last).map(({ id }) => id))
      const told = new Set(changes({ ...paper, circumstances: last.circumstances }, last).map(({ id }) => id))
      assert.deepEqual(told, new Set(touched(paper, last).filter((id) => shown.has(id))))
    }),
  )
})

test('the same paper has the same canonical text whatever the order of its keys; another value another one', () => {
  const turned = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turned)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).map(([key, one]) => [key, turned(one)])
    return Object.fromEntries(entries.reverse())
  }
  fc.assert(
    fc.property(steps, (all) => {
      const last = all.reduce<PaperDocument>((document, one) => amend(document, one, 'a1'), paper)
      assert.equal(canonical(turned(last) as PaperDocument), canonical(last))
      assert.equal(canonical(JSON.parse(JSON.stringify(last))), canonical(last))
      assert.equal(canonical(last) === canonical(paper), JSON.stringify(turned(last)) === JSON.stringify(turned(paper)))
    }),
  )
})

test('circumstances that two people switched at once are both as each of them wanted', () => {
  fc.assert(
    fc.property(
      ...([0, 1, 2].map(() => fc.subarray([...circumstances])) as [
        fc.Arbitrary<Circumstance[]>,
        fc.Arbitrary<Circumstance[]>,
        fc.Arbitrary<Circumstance[]>,
      ]),
      (seen, theirs, mine) => {
        const merged = mergeCircumstances(seen, theirs, mine)
        assert.equal(new Set(merged).size, merged.length)
        for (const one of circumstances) {
          const [was, t, m] = [seen, theirs, mine].map((all) => all.includes(one)) as [boolean, boolean, boolean]
          assert.equal(merged.includes(one), t === was ? m : t, one)
        }
      },
    ),
  )
})

test('words of one language alone stand in both, empty ones are none', () => {
  const cases: [Parameters<typeof filled>[0], string | null, string | null][] = [
    [{ ru: 'г. Шымкент', kk: '' }, 'г. Шымкент', 'г. Шымкент'],
    [{ ru: ' ', kk: 'Шымкент қ.' }, 'Шымкент қ.', 'Шымкент қ.'],
    [{ ru: 'а', kk: 'ә' }, 'а', 'ә'],
    [{ ru: '', kk: ' ' }, null, null],
    ['', null, null],
    [null, null, null],
  ]
  for (const [value, ru, kk] of cases) {
    const one = filled(value, 'system')
    assert.deepEqual([textIn(one.value, 'ru'), textIn(one.value, 'kk')], [ru, kk])
    assert.equal(one.source, ru === null ? 'missing' : 'system')
  }
})
