import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { editionAt, findPart, mrpOf, readEdition, refOf, staleAt } from './law.ts'
import { loadEditions } from './law-files.ts'
import { bodyName, partName, sanctionText, tenge } from './law-words.ts'

const editions = await loadEditions()
const edition = editions[0] as NonNullable<(typeof editions)[0]>
const json = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../law/koap-2026-03-02/${name}`, import.meta.url), 'utf8'))
const part = (article: string, number: string | null) => {
  const found = findPart(edition, article, number)
  assert.ok(found, `${article}(${number})`)
  return found
}

test('the edition says from when it holds, how it was read and what is not certain', () => {
  assert.equal(edition.id, 'koap-2026-03-02')
  assert.equal(edition.validFrom, '2026-03-02')
  assert.match(edition.caveat, /сверить/)
  assert.ok(edition.unconfirmed.some((point) => point.includes('11.06.2026')))
  assert.equal(edition.parts.length, 186)
  assert.equal(edition.protocolFields.length, 48)
})

test('an edition holds from its day on and is called stale after its window', () => {
  assert.equal(editionAt(editions, '2026-03-01'), null)
  assert.equal(editionAt(editions, '2026-03-02'), edition)
  assert.equal(editionAt([edition, { ...edition, id: 'later', validFrom: '2026-06-11' }], '2026-11-22')?.id, 'later')
  assert.equal(staleAt(edition, '2026-07-31'), false)
  assert.equal(staleAt(edition, '2026-11-22'), true)
})

test('a part is found by article and number only', () => {
  assert.match(part('505', '1').conductRu, /благоустройства/)
  assert.equal(refOf(part('131', null)), '131')
  assert.equal(refOf(part('344', '2-1')), '344(2-1)')
  for (const [article, number] of [
    ['505', '3'],
    ['505', null],
    ['73-1', null],
    ['999', '1'],
  ] as const)
    assert.equal(findPart(edition, article, number), null)
})

test('МРП is known by year, else null', () => {
  const cases = [
    [2025, 3932],
    [2026, 4325],
    [2027, null],
    [2024, null],
  ] as const
  for (const [year, value] of cases) assert.equal(mrpOf(edition, year), value)
})

test('files of another shape or of two readings are refused', () => {
  const articles = json('articles.json')
  const procedure = json('procedure.json')
  assert.throws(() => readEdition({}, procedure))
  const spoiled = structuredClone(articles)
  spoiled.articles[0].parts[0].sanctions[0].kind = 'flogging'
  assert.throws(() => readEdition(spoiled, procedure))
  const other = structuredClone(procedure)
  other.source.editionWindow.notBefore = '2026-06-11'
  assert.throws(() => readEdition(articles, other), /same reading/)
})

test('sanctions are told in МРП and in tenge', () => {
  const cases: [string, string | null, number | null, string, string][] = [
    ['440', '1', 4325, 'штраф 5 МРП (21 625 ₸)', '5 АЕК (21 625 ₸) мөлшерінде айыппұл'],
    ['440', '1', null, 'штраф 5 МРП', '5 АЕК мөлшерінде айыппұл'],
    [
      '434-2',
      '1',
      4325,
      'штраф 10 МРП (43 250 ₸) или общественные работы 40 часов',
      '10 АЕК (43 250 ₸) мөлшерінде айыппұл немесе 40 сағат қоғамдық жұмыстар',
    ],
    [
      '434',
      '1',
      4325,
      'штраф 20 МРП (86 500 ₸) или общественные работы 20–60 часов или административный арест 5–15 суток',
      '20 АЕК (86 500 ₸) мөлшерінде айыппұл немесе 20–60 сағат қоғамдық жұмыстар немесе 5–15 тәулікке әкімшілік қамаққа алу',
    ],
    ['492', '1', 4325, 'предупреждение', 'ескерту'],
    [
      '449',
      '3',
      null,
      'иностранец или лицо без гражданства – штраф 5 МРП или административный арест до 5 суток или выдворение за пределы Республики Казахстан',
      'шетелдік немесе азаматтығы жоқ адам – 5 АЕК мөлшерінде айыппұл немесе 5 тәулікке дейін әкімшілік қамаққа алу немесе Қазақстан Республикасының шегінен тыс жерге шығарып жіберу',
    ],
    ['436', '2', null, 'штраф 20 МРП, дополнительно: конфискация', '20 АЕК мөлшерінде айыппұл, қосымша: тәркілеу'],
  ]
  for (const [article, number, mrp, ru, kk] of cases) {
    assert.equal(sanctionText(part(article, number), 'ru', mrp).replaceAll('\u00a0', ' '), ru)
    assert.equal(sanctionText(part(article, number), 'kk', mrp).replaceAll('\u00a0', ' '), kk)
  }
})

test('subjects with the same fine are named together', () => {
  const text = sanctionText(part('505', '1'), 'ru', 4325)
  assert.match(text, /^предупреждение; или физическое лицо – штраф 20 МРП/)
  assert.match(text, /субъект малого предпринимательства, некоммерческая организация – штраф 30 МРП/)
  assert.match(
    sanctionText(part('344', '2'), 'ru', 4325),
    /субъект крупного предпринимательства – штраф 200 % экономической выгоды/,
  )
})

test('every part of the edition can be told in both languages', () => {
  for (const one of edition.parts)
    for (const lang of ['ru', 'kk'] as const) {
      const text = sanctionText(one, lang, 4325)
      assert.ok(text.length > 5 && !/undefined|null|NaN|\?/.test(text), `${refOf(one)}: ${text}`)
    }
})

test('tenge keeps thousands apart with a space that does not break', () => {
  assert.equal(tenge(1234567), '1\u00a0234\u00a0567\u00a0₸')
  assert.equal(tenge(950), '950\u00a0₸')
})

test('the paper names parts and bodies in both languages', () => {
  assert.equal(partName({ article: '505', part: '1' }, 'ru'), 'часть 1 статьи 505')
  assert.equal(partName({ article: '505', part: '1' }, 'kk'), '505-баптың 1-бөлігі')
  assert.equal(partName({ article: '131', part: null }, 'kk'), '131-бап')
  const codes = new Set(edition.parts.flatMap((one) => one.considersBy))
  for (const code of codes) assert.notEqual(bodyName(code).ru, code, code)
})
