import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, instant } from '../base/calendar.ts'
import { findPart, type Part } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { type Category, categories, usualRoute } from '../detection/categories.ts'
import { personSchema } from '../person/person.ts'
import { candidates, type QualifyInput, qualifies } from './qualify.ts'
import { mayDrawUp, refuseArticle, refuseDraft } from './refuse.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const now = instant('2026-11-22', '12:00')
const ask = (category: Category, answers: Record<string, string> = {}, more: Partial<QualifyInput> = {}) =>
  candidates({ category, answers, edition, now, ...more })
const refs = (category: Category, answers: Record<string, string> = {}, more: Partial<QualifyInput> = {}) =>
  ask(category, answers, more).candidates.map((one) => one.ref)
const get = (ref: string, ...asked: Parameters<typeof ask>) => {
  const found = ask(...asked).candidates.find((one) => one.ref === ref)
  assert.ok(found, ref)
  return found
}

test('every category on the way of offences has candidates, and only parts that the data holds', () => {
  const offences = categories.filter((one) => usualRoute[one] === 'offence')
  assert.equal(offences.length, 19)
  for (const category of [...offences, 'domestic', 'drugs'] as Category[]) {
    const { questions, candidates: found } = ask(category)
    assert.ok(qualifies(category) && found.length > 0 && questions.length > 0, category)
    for (const one of found)
      assert.ok(findPart(edition, one.article, one.part) || one.refusals[0]?.refused === 'not-operative', one.ref)
  }
  assert.ok(!qualifies('utilities') && !qualifies('other'))
})

test('the parts that fit each category', () => {
  const cases: [Category, string[]][] = [
    ['waste', ['505(1)', '434-2(1)', '344(2-1)', '344(2)']],
    ['noise', ['437(1)']],
    ['drinking', ['440(1)', '440(2)']],
    ['smoking', ['441(1)', '441-1(1)']],
    ['hooliganism', ['434(1)', '435', '434(4)', '443(1)', '667(1)']],
    ['vandalism', ['434(4)', '147-1(1)', '448', '505(1)']],
    ['parking', ['597(1)', '597(2)', '597(3)', '614']],
    ['dogs', ['407-2(1)']],
    ['livestock', ['408(1)', '408(2)', '147(1)', '630(1)']],
    ['animal_cruelty', ['407-1(1)', '407-2(1)']],
    ['street_trade', ['204(1)', '449(1)']],
    ['alcohol_sale', ['200(1)', '200(3)', '423-1(1)']],
    ['minors', ['442(1)', '442(2)', '131', '132(1)', '127(1)', '440(2)']],
    ['harassment', ['449(1)', '449(3)']],
    ['fireworks', ['436(2)', '436(3)', '437(1)']],
    ['tenants', ['492(1)', '492(2)', '492(4)', '493(1)', '493(3)', '493(5)']],
    ['gambling', ['444(1)', '444(2)', '444(3)']],
    ['greenery', ['386', '505(1)']],
    ['traffic', ['595(1)', '596(1)', '612(1)', '612(2)', '611(2)']],
    ['domestic', ['73(1)', '461(1)', '73-1', '73-2']],
  ]
  for (const [category, expected] of cases) {
    const found = refs(category)
    for (const ref of expected) assert.ok(found.includes(ref), `${category}: ${ref} not in ${found}`)
  }
})

test('where the waste was put decides what stands first', () => {
  const cases: [Record<string, string>, string][] = [
    [{ 'waste.where': 'container', 'waste.what': 'construction' }, '505(1)'],
    [{ 'waste.where': 'beside', 'waste.what': 'household' }, '434-2(1)'],
    [{ 'waste.where': 'elsewhere' }, '344(2-1)'],
    [{ 'waste.where': 'kept' }, '344(2)'],
  ]
  for (const [answers, first] of cases) {
    const found = ask('waste', answers).candidates
    assert.equal(found[0]?.ref, first, JSON.stringify(answers))
    assert.equal(found.length, 4, 'none is hidden')
    assert.ok(found.slice(1).every((one) => one.standing === 'doubtful'))
    assert.ok(found.slice(1).every((one) => one.speaksAgainst.length > 0))
  }
})

test('an answer decides what stands first in other categories too', () => {
  const cases: [Category, Record<string, string>, string][] = [
    ['parking', { 'parking.where': 'lawn' }, '597(2)'],
    ['parking', { 'parking.where': 'blocks' }, '597(3)'],
    ['drinking', { 'drinking.age': 'minor', 'drinking.place': 'public' }, '440(2)'],
    ['hooliganism', { 'hooliganism.what': 'swearing', 'hooliganism.age': 'adult' }, '434(1)'],
    ['hooliganism', { 'hooliganism.what': 'swearing', 'hooliganism.age': 'teen' }, '435'],
    ['vandalism', { 'vandalism.what': 'broken', 'vandalism.age': 'adult' }, '147-1(1)'],
    ['tenants', { 'tenants.who': 'tenant', 'tenants.term': 'long' }, '492(2)'],
    ['tenants', { 'tenants.who': 'landlord' }, '493(5)'],
    ['livestock', { 'livestock.harm': 'property' }, '408(2)'],
    ['greenery', { 'greenery.what': 'care' }, '386'],
    ['traffic', { 'traffic.what': 'pavement' }, '596(1)'],
    ['minors', { 'minors.what': 'outside', 'minors.given': 'no' }, '442(2)'],
    ['domestic', { 'domestic.what': 'insulted', 'domestic.kin': 'yes' }, '73(1)'],
  ]
  for (const [category, answers, first] of cases)
    assert.equal(refs(category, answers)[0], first, JSON.stringify(answers))
})

test('without answers everything is open and «unknown» is no answer', () => {
  assert.ok(ask('waste').candidates.every((one) => one.standing === 'open'))
  assert.ok(ask('waste', { 'waste.where': 'unknown' }).candidates.every((one) => one.standing === 'open'))
  assert.equal(get('505(1)', 'waste', { 'waste.where': 'container', 'waste.what': 'bulky' }).standing, 'fits')
})

test('ecology is not the police: the candidate is shown, refused, and says to whom it goes', () => {
  for (const ref of ['344(2)', '344(2-1)']) {
    const [refusal] = get(ref, 'waste').refusals
    assert.equal(refusal?.refused, 'not-police')
    assert.equal(refusal?.transferTo, 'ecology')
    assert.match(refusal?.reason.ru ?? '', /по подведомственности/)
  }
  assert.deepEqual(get('505(1)', 'waste').refusals, [])
  assert.equal(get('444(3)', 'gambling').refusals[0]?.transferTo, 'gamblingRegulator')
})

test('articles without text are not offered as a protocol but as a crime to report', () => {
  const beaten = ask('domestic', { 'domestic.what': 'beaten' }).candidates[0]
  assert.equal(beaten?.ref, '73-2')
  assert.equal(beaten?.consequences, null)
  assert.deepEqual([beaten?.refusals[0]?.refused, beaten?.refusals[0]?.transferTo], ['not-operative', 'crime'])
  assert.equal(refuseArticle(edition, '408-1')?.refused, 'not-operative')
  assert.equal(refuseArticle(edition, '999')?.refused, 'unknown-article')
  assert.equal(refuseArticle(edition, '505'), null)
})

test('two months after the offence nothing may be drawn up any more', () => {
  const on = (day: string, over: Partial<QualifyInput> = {}) =>
    get(
      '505(1)',
      'waste',
      {},
      { offenceAt: instant(day, '10:00'), detectedAt: instant('2026-11-21'), ...over },
    ).refusals.map((one) => one.refused)
  assert.deepEqual(on('2026-09-21'), ['limitation'])
  assert.deepEqual(on('2026-09-22'), [])
  assert.deepEqual(on('2026-01-01', { continuing: true }), [])
})

test('who was under 16 is not liable, unless the part names the parents', () => {
  const child = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', birth: '2011-05-05' })
  const at = { subject: child, offenceAt: instant('2026-11-20') }
  assert.deepEqual(
    get('505(1)', 'waste', {}, at).refusals.map((one) => one.refused),
    ['under-16'],
  )
  assert.deepEqual(get('440(2)', 'drinking', {}, at).refusals, [])
  assert.deepEqual(get('442(2)', 'minors', {}, at).refusals, [])
  const grown = personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', birth: '2010-11-20' })
  assert.deepEqual(get('505(1)', 'waste', {}, { ...at, subject: grown }).refusals, [])
})

test("a case that needs the victim's application waits for it", () => {
  const slander = findPart(edition, '73-3', '1') as Part
  const so = { subject: null, offenceAt: null, detectedAt: null, continuing: false, application: false, now }
  assert.deepEqual(
    refuseDraft(slander, edition, so).map((one) => one.refused),
    ['no-application'],
  )
  assert.deepEqual(refuseDraft(slander, edition, { ...so, application: true }), [])
  const data = findPart(edition, '79', '1') as Part
  assert.deepEqual(
    refuseDraft(data, edition, so).map((one) => one.refused),
    ['not-police', 'no-application'],
  )
  assert.equal(mayDrawUp(data, 'akimat'), true)
})

test('a penalty that names only others speaks against the part', () => {
  const firm = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»' })
  assert.match(get('441(1)', 'smoking', {}, { subject: firm }).speaksAgainst[0]?.ru ?? '', /юридических лиц/)
  assert.deepEqual(get('437(1)', 'noise', {}, { subject: firm }).speaksAgainst, [])
  const soldier = personSchema.parse({ kind: 'individual', surname: 'Т', given: 'П', special: 'serviceman' })
  assert.match(get('440(1)', 'drinking', {}, { subject: soldier }).speaksAgainst[0]?.ru ?? '', /КоАП 32/)
})

test('a repeated offence brings its own part, and another where arrest is barred', () => {
  const first = { 'hooliganism.what': 'swearing', 'hooliganism.age': 'adult' }
  assert.ok(!refs('hooliganism', first).includes('434(2)'))
  assert.equal(refs('hooliganism', { ...first, repeat: 'yes', arrest: 'no' })[0], '434(2)')
  assert.equal(refs('hooliganism', { ...first, repeat: 'yes', arrest: 'yes' })[0], '434(3)')
  assert.equal(get('434(1)', 'hooliganism', { ...first, repeat: 'yes' }).standing, 'doubtful')
  assert.ok(ask('hooliganism', { ...first, repeat: 'yes' }).questions.some((one) => one.id === 'arrest'))
  assert.ok(!ask('waste', { repeat: 'yes' }).questions.some((one) => one.id === 'arrest'))
  assert.equal(refs('waste', { 'waste.where': 'container', 'waste.what': 'construction', repeat: 'yes' })[0], '505(2)')
})

test('consequences are read off the data', () => {
  const first = get('505(1)', 'waste').consequences
  assert.equal(first?.warningFirst, true)
  assert.equal(first?.shortProcedure, true)
  assert.equal(first?.onSpotWarning, true)
  assert.equal(first?.courtOnly, false)
  assert.equal(first?.mrp, 4325)
  const court = get('434-2(1)', 'waste').consequences
  assert.deepEqual(
    [court?.courtOnly, court?.works, court?.shortProcedure, court?.warningFirst],
    [true, true, false, false],
  )
  assert.ok(court?.notes.some((note) => note.ru.includes('49-1')))
  assert.equal(get('434(1)', 'hooliganism').consequences?.sendImmediately, true)
  const next = candidates({ category: 'waste', answers: {}, edition, now: instant('2027-01-10') }).candidates[0]
  assert.equal(next?.consequences?.mrp, null)
  assert.ok(next?.consequences?.notes.some((note) => note.ru.includes('МРП на год')))
})

test('every question, reason and proof is told in both languages', () => {
  const kazakh = /[әғқңөұүһі]/i
  for (const category of categories) {
    const { questions, candidates: found } = ask(category)
    const texts = [
      ...questions.flatMap((one) => [one.text, ...one.answers.map((answer) => answer.text)]),
      ...found.flatMap((one) => one.prove),
      ...questions.flatMap((one) =>
        one.answers.flatMap((answer) =>
          ask(category, { [one.id]: answer.id }).candidates.flatMap((each) => [
            ...each.speaksFor,
            ...each.speaksAgainst,
          ]),
        ),
      ),
    ]
    for (const text of texts) {
      assert.ok(text.ru && text.kk && text.ru !== text.kk, JSON.stringify(text))
      assert.ok(!kazakh.test(text.ru), text.ru)
    }
    assert.ok(texts.length === 0 || texts.filter((text) => kazakh.test(text.kk)).length > texts.length * 0.9, category)
  }
})

test('every answer that a rule waits for is one that its question offers', () => {
  for (const category of categories) {
    const { questions, candidates: before } = ask(category)
    const moved = new Set<string>()
    for (const one of questions)
      for (const answer of one.answers)
        for (const each of ask(category, { [one.id]: answer.id }).candidates)
          if (each.speaksFor.length > 0) moved.add(each.ref)
    for (const one of before)
      if (one.ref !== '437(1)') assert.ok(moved.has(one.ref), `${category}: nothing speaks for ${one.ref}`)
  }
})

test('a case opened long before its year keeps the days right at midnight', () => {
  const last = instant(addDays('2027-01-01', -1), '23:59')
  assert.equal(
    candidates({ category: 'noise', answers: {}, edition, now: last }).candidates[0]?.consequences?.mrp,
    4325,
  )
})
