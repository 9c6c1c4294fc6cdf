import assert from 'node:assert/strict'
import { test } from 'node:test'
import { categories } from '../detection/categories.ts'
import { type Edition, refOf } from './law.ts'
import { loadEditions } from './law-files.ts'
import { checkGuide, guide, guideFile, guideOf, limitsOf } from './law-guide.ts'
import { alike, findRef, foldWord, parseRef, searchLaw } from './law-search.ts'

const [edition] = (await loadEditions()) as [Edition]
const part = (ref: string) => {
  const found = findRef(edition, ref)
  assert.ok(found, ref)
  return found
}

test('every article is explained in both languages, with questions, and nothing that is not there', () => {
  assert.deepEqual(guideFile.parse(guide), guide)
  assert.deepEqual(checkGuide(guide, edition), [])
  const kazakh = /[әғқңөұүһі]/i
  for (const one of edition.parts) {
    const known = guideOf(one)
    assert.ok(known, refOf(one))
    const texts = [known.plain, ...known.article.ask, ...limitsOf(one)]
    for (const { ru, kk } of texts) {
      assert.ok(!kazakh.test(ru), `${refOf(one)}: ${ru}`)
      assert.ok(ru !== kk && /[а-я]/i.test(kk), `${refOf(one)}: ${kk}`)
    }
    assert.match(known.plain.kk, kazakh)
    assert.ok(limitsOf(one).every(({ rule }) => rule.length > 4))
  }
  const known: readonly string[] = categories
  for (const { categories: named } of Object.values(guide.articles))
    assert.deepEqual(
      named.filter((name) => !known.includes(name)),
      [],
    )
})

test('a guide of another form, or that does not fit the edition, is seen', () => {
  assert.equal(guideFile.safeParse({ ...guide, articles: { 505: {} } }).success, false)
  const { 505: _, ...rest } = guide.articles
  assert.deepEqual(
    checkGuide({ ...guide, articles: rest }, edition).map(({ field }) => field),
    ['505'],
  )
  const strange = { ...guide.articles, 505: { ...guide.articles[505], parts: { 9: { ru: 'а', kk: 'ә' } } } }
  assert.deepEqual(
    checkGuide({ ...guide, articles: strange as never }, edition).map(({ field }) => field),
    ['505(9)'],
  )
})

test('what police may not do follows from the part', () => {
  const cases: [string, string[], string[]][] = [
    ['344(2)', ['КоАП 804', 'КоАП 697, 804(1)(10)'], ['КоАП 43(2), 57']],
    ['434-2(1)', ['КоАП 810(2)(1)', 'КоАП 49-1(2)', 'КоАП 684, 804(1)(1)'], ['КоАП 50', 'КоАП 804']],
    ['434(1)', ['КоАП 50', 'КоАП 810(2)(1)'], ['КоАП 64(1)']],
    ['505(1)', ['КоАП 43(2), 57', 'КоАП 55(5)'], ['КоАП 810(2)(1)', 'КоАП 684, 804(1)(1)']],
    ['505(2)', ['КоАП 803(7)'], ['КоАП 43(2), 57']],
    ['73-3(2)', ['КоАП 64(1)'], []],
    ['437(2)', ['КоАП 685(2)'], ['КоАП 684, 804(1)(1)']],
    ['437(1)', [], ['КоАП 685(2)']],
    ['440(2)', [], ['КоАП 804']],
    ['442(2)', ['КоАП 746', 'ГК 145; Закон № 94-V, ст. 14, 15'], ['КоАП 810(2)(1)']],
    ['204(1)', ['КоАП 807(2)'], []],
    ['596(3)', ['КоАП 683(3)'], []],
  ]
  for (const [ref, there, absent] of cases) {
    const rules = limitsOf(part(ref)).map(({ rule }) => rule)
    assert.deepEqual(
      there.filter((rule) => !rules.includes(rule)),
      [],
      `${ref}: ${rules.join(' | ')}`,
    )
    assert.deepEqual(
      absent.filter((rule) => rules.includes(rule)),
      [],
      ref,
    )
  }
})

test('words are one however they are typed', () => {
  assert.equal(foldWord('Қоқыс'), foldWord('кокыс'))
  assert.equal(foldWord('qoqys'), foldWord('қоқыс'))
  assert.equal(foldWord('shum'), 'шум')
  const cases: [string, string, boolean][] = [
    ['мусора', 'мусор', true],
    ['собаки', 'собака', true],
    ['иттер', 'ит', false],
    ['мат', 'материал', false],
    ['тротуре', 'тротуаре', true],
    ['дом', 'дым', false],
  ]
  for (const [one, other, same] of cases)
    assert.equal(alike(foldWord(one), foldWord(other)) > 0, same, `${one} ${other}`)
})

test('a number finds its article and part, however it is written', () => {
  const cases: [string, string][] = [
    ['505', '505(1)'],
    ['434-2(1)', '434-2(1)'],
    ['505 1', '505(1)'],
    ['505 2', '505(2)'],
    ['ст. 505 ч. 2', '505(2)'],
    ['статья 505 часть 2', '505(2)'],
    ['505-баптың 2-бөлігі', '505(2)'],
    ['505/2', '505(2)'],
    ['131', '131'],
    ['344(2-1)', '344(2-1)'],
  ]
  for (const [asked, ref] of cases) {
    const [first] = searchLaw(edition, asked)
    assert.equal(first && refOf(first.best), ref, asked)
    assert.equal(first?.named, true)
  }
  assert.deepEqual(
    searchLaw(edition, '434 2')
      .map(({ article }) => article)
      .slice(0, 2),
    ['434', '434-2'],
  )
  assert.deepEqual(searchLaw(edition, '999'), [])
})

test('everyday words of both languages find the articles that an inspector means', () => {
  const cases: [string, string[]][] = [
    ['мусор', ['434-2', '505', '344']],
    ['қоқыс', ['434-2', '505']],
    ['кокыс тастады', ['434-2']],
    ['qoqys', ['434-2', '505']],
    ['musor', ['434-2', '505']],
    ['строительный мусор', ['505', '434-2', '344']],
    ['шум', ['437']],
    ['шум ночью', ['437']],
    ['громкая музыка у соседей', ['437']],
    ['түнде шу', ['437']],
    ['темекі', ['441']],
    ['курят в подъезде', ['441']],
    ['вейп', ['441']],
    ['петарды', ['436']],
    ['машина на газоне', ['597']],
    ['көгалдағы көлік', ['597']],
    ['мелкое хулиганство', ['434']],
    ['боқтау', ['434']],
    ['пьяный', ['440']],
    ['мас адам', ['440']],
    ['собака без поводка', ['407-2']],
    ['ит қапты', ['407-2']],
    ['коровы во дворе', ['408']],
    ['мал жаю', ['408']],
    ['торговля на тротуаре', ['204']],
    ['водка ночью', ['200']],
    ['дети ночью', ['442']],
    ['квартиранты', ['492', '493']],
    ['прописка', ['492']],
    ['пәтер жалға беру', ['493']],
    ['травля', ['127-2']],
    ['клевета', ['73-3']],
    ['свалка', ['344']],
    ['сломали скамейку', ['505']],
    ['срубили дерево', ['386']],
    ['не уступил пешеходу', ['600']],
    ['жылдамдық', ['592']],
    ['казино', ['444']],
    ['оружие', ['482']],
    ['ложный вызов', ['438']],
    ['салют', ['436']],
  ]
  for (const [asked, expected] of cases) {
    const found = searchLaw(edition, asked)
      .slice(0, 4)
      .map(({ article }) => article)
    assert.deepEqual(
      expected.filter((article) => !found.includes(article)),
      [],
      `${asked} → ${found.join(', ')}`,
    )
  }
  for (const asked of ['', '!!', 'квантовый', '   ', "'; drop table law_change --"])
    assert.deepEqual(searchLaw(edition, asked), [], asked)
})

test('a reference is read strictly', () => {
  assert.deepEqual(parseRef('505(1)'), { article: '505', part: '1' })
  assert.deepEqual(parseRef('131'), { article: '131', part: null })
  for (const text of ['505()', '505(1', 'x', '505(1)x', '../505']) assert.equal(parseRef(text), null, text)
})
