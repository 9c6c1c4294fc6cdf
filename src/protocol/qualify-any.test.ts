import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { type Both, findPart, refOf } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { categories } from '../detection/categories.ts'
import { type Person, personSchema } from '../person/person.ts'
import { consequencesOf } from './consequences.ts'
import { candidates, type Qualified, type QualifyInput } from './qualify.ts'
import { partsNamed } from './qualify-parts.ts'
import { candidatesView } from './qualify-view.ts'
import { mayDrawUp } from './refuse.ts'

const [edition] = (await loadEditions()) as [Awaited<ReturnType<typeof loadEditions>>[number]]
const now = instant('2026-11-22', '12:00')

const someone = fc.option(
  fc.oneof(
    fc.record({
      ...{ kind: fc.constant('individual'), surname: fc.constant('Примеров'), given: fc.constant('Образец') },
      birth: fc.option(fc.constantFrom('1950-01-01', '1990-01-01', '2009-01-01', '2011-01-01', '2014-01-01')),
      foreigner: fc.boolean(),
      special: fc.constantFrom('none', 'serviceman', 'disciplinary'),
    }),
    fc.record({
      ...{ kind: fc.constant('entity'), name: fc.constant('ТОО «Образец»') },
      size: fc.option(fc.constantFrom('small', 'medium', 'large', 'nonprofit')),
    }),
  ),
)
const asPerson = (raw: unknown): Person | null => (raw === null ? null : personSchema.parse(raw))

const cases: fc.Arbitrary<QualifyInput> = fc
  .record({
    category: fc.constantFrom(...categories),
    subject: someone,
    offence: fc.option(fc.integer({ min: -10, max: 400 })),
    found: fc.integer({ min: 0, max: 400 }),
    picks: fc.infiniteStream(fc.integer({ min: 0, max: 7 })),
    extra: fc.option(fc.constantFrom(...edition.parts)),
  })
  .map(({ category, subject, offence, found, picks, extra }) => {
    const asked = (answers: Record<string, string>): QualifyInput => ({
      ...{ category, answers, edition, now, subject: asPerson(subject) },
      offenceAt: offence === null ? null : new Date(now.getTime() - offence * 86_400_000),
      detectedAt: new Date(now.getTime() - found * 86_400_000),
      ...(extra && { extra: { article: extra.article, part: extra.part } }),
    })
    // Twice over, so that questions which only an answer brings up are answered too.
    let answers: Record<string, string> = {}
    for (let round = 0; round < 2; round++)
      answers = Object.fromEntries(
        candidates(asked(answers)).questions.flatMap(({ id, input, answers: offered }) => {
          if (input === 'day') return [[id, '2026-11-01']]
          const answer = offered[Number(picks.next().value)]
          return answer ? [[id, answer.id]] : []
        }),
      )
    return asked(answers)
  })

const textsOf = ({ questions, candidates: found, away }: Qualified): Both[] => [
  ...questions.flatMap(({ text, answers }) => [text, ...answers.map((one) => one.text)]),
  ...found.flatMap(({ speaksFor, speaksAgainst, prove, refusals, consequences }) => [
    ...[...speaksFor, ...speaksAgainst, ...prove, ...refusals.map(({ reason }) => reason)],
    ...(consequences ? [consequences.sanction, ...consequences.notes] : []),
    ...(consequences?.considers.map(({ name }) => name) ?? []),
  ]),
  ...away.map(({ reason }) => reason),
]

test('whatever is answered: parts exist, nothing that the law data forbids is without a stop, words are in both languages', () => {
  fc.assert(
    fc.property(cases, (input) => {
      const told = candidates(input)
      for (const one of told.candidates) {
        const part = findPart(edition, one.article, one.part)
        const dead = edition.doNotOffer.some(({ article }) => article === one.article)
        assert.ok(part || dead, one.ref)
        if (!part) assert.ok(one.refusals.length > 0, one.ref)
        else if (!mayDrawUp(part, 'police')) assert.equal(one.refusals[0]?.refused, 'not-police', one.ref)
        if (part?.flags.includes('privateComplaintOnly') && input.answers.application !== 'yes')
          assert.ok(
            one.refusals.some(({ refused }) => refused === 'no-application'),
            one.ref,
          )
        assert.ok(one.source.length > 0 && one.prove.length > 0, one.ref)
        for (const { instead } of one.refusals)
          if (instead?.do === 'answer')
            assert.ok(
              told.questions.some(({ id }) => id === instead.question),
              instead.question,
            )
        if (part) assert.equal(one.ref, refOf(part))
      }
      for (const text of textsOf(told)) {
        assert.ok(text.ru.trim() && text.kk.trim(), JSON.stringify(text))
        assert.ok(!/[әғқңөұүһі]/i.test(text.ru), text.ru)
      }
      assert.equal(new Set(told.candidates.map(({ ref }) => ref)).size, told.candidates.length, 'no part twice')
      assert.ok(told.candidates.length > 0 || told.away.length > 0 || told.questions.length > 0)
      candidatesView.parse({ edition: null, ...told })
      assert.deepEqual(candidates(input), told, 'the same case is told the same')
    }),
    { numRuns: 400, seed: 4 },
  )
})

test('no category ends in an empty page', () => {
  for (const category of categories) {
    const { candidates: found, away, questions } = candidates({ category, answers: {}, edition, now })
    assert.ok(found.length > 0 || away.length > 0, category)
    assert.ok(questions.length > 0 || away.length > 0, category)
  }
})

test('categories that are no offence lead away, each to whom it belongs', () => {
  const to = (category: (typeof categories)[number], answers: Record<string, string> = {}) =>
    candidates({ category, answers, edition, now }).away.map((one) => one.to ?? one.act)
  assert.deepEqual(to('theft'), ['crime'])
  assert.deepEqual(to('fraud'), ['crime'])
  assert.deepEqual(to('missing'), ['crime'])
  assert.deepEqual(to('fire_gas', { 'fire.what': 'gas' }), ['emergency_service'])
  assert.deepEqual(to('abandoned_car'), ['akimat'])
  assert.deepEqual(to('utilities', { 'utilities.who': 'provider' }), ['utilities'])
  assert.deepEqual(to('dogs', { 'dogs.what': 'stray' }), ['109'])
  assert.deepEqual(to('dogs', { 'dogs.what': 'bite' }), [])
  assert.deepEqual(to('drugs', { 'drugs.what': 'deal' }), ['crime'])
})

test('any part of the edition may be chosen by hand and is weighed with the same stops', () => {
  for (const part of edition.parts) {
    const extra = { article: part.article, part: part.part }
    const found = candidates({ category: 'theft', answers: {}, edition, now, extra }).candidates[0]
    assert.equal(found?.ref, refOf(part))
    assert.ok(found?.byHand && found.speaksFor.some(({ ru }) => ru === 'Часть выбрана вами.'))
    assert.equal(
      found.refusals.some(({ refused }) => refused === 'not-police'),
      !mayDrawUp(part, 'police'),
      found.ref,
    )
  }
  const none = candidates({ category: 'noise', answers: {}, edition, now, extra: { article: '999', part: '1' } })
  assert.equal(none.candidates[0]?.refusals[0]?.refused, 'unknown-article')
})

test('what the case holds is marked, and what only a person can tell is left to him', () => {
  const evidence = {
    ...{ who: true, when: false, essence: true, shots: 2, witnesses: 0, victims: 0, representatives: 0, plates: 0 },
    ...{ birthKnown: true, citizenshipKnown: false, application: false },
  }
  const [first] = candidates({ category: 'waste', answers: {}, edition, now, evidence }).candidates
  const states = Object.fromEntries(first?.prove.map(({ ru, state }) => [ru, state]) ?? [])
  assert.equal(states['снимки или видео места'], 'have')
  assert.equal(states['где и когда совершено, точное время'], 'missing')
  assert.equal(states['какой пункт городских правил благоустройства нарушен'], 'check')
})

test('a part is found by its number however it is written, and by everyday words', () => {
  const refs = (words: string) => partsNamed(edition, words).map(({ ref }) => ref)
  assert.deepEqual(refs('505(1)'), ['505(1)'])
  assert.deepEqual(refs('505 ч. 2'), ['505(2)'])
  assert.deepEqual(refs('ст. 434-2 часть 1'), ['434-2(1)'])
  assert.deepEqual(refs('505-бап 1'), ['505(1)'])
  assert.deepEqual(refs('505'), ['505(1)', '505(2)'])
  assert.deepEqual(refs('44'), refs('44').toSorted())
  assert.ok(refs('қоқыс').includes('505(1)'))
  assert.ok(refs('шум').includes('437(1)'))
  assert.deepEqual(refs('999999'), [])
})

test('every note of the law data has its Kazakh words', () => {
  for (const part of edition.parts)
    for (const { ru, kk } of consequencesOf(part, edition, now).notes) assert.notEqual(ru, kk, refOf(part))
})
