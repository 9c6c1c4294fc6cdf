import assert from 'node:assert/strict'
import { test } from 'node:test'
import { locales } from '../../src/base/access.ts'
import { categories, kinds, type Why } from '../../src/detection/categories.ts'
import { detect, look, openThread } from '../../src/detection/detect.ts'
import * as explained from '../../src/detection/explain.ts'
import { loadModel } from '../../src/detection/model-file.ts'
import { formOf, reasonWords, sayReason } from './why-words.ts'

const say = (by: Why['by'], what: string, text?: string) => sayReason({ by, what, weight: 0.5 }, reasonWords.ru, text)

test('a reason is said in words, without the ids that the program keeps', () => {
  assert.equal(say('word', 'мешки и кирпич'), 'мешки и кирпич')
  assert.equal(say('model', 'орут'), 'орут')
  assert.equal(
    say('context', 'message 01a2028c-5cc1-7aee-a6da-000000000000: reply, place'),
    'продолжает известное происшествие: ответ на сообщение о нём, то же место',
  )
  assert.match(say('context', 'message 01a2028c: the latest told'), /о нём говорили последним$/)
  assert.equal(say('rule', 'nothing to act on'), 'повода действовать нет')
  assert.equal(say('rule', 'nothing else is likelier than report'), 'всё другое ещё менее вероятно')
  assert.equal(say('rule', 'a second happening in the message'), reasonWords.ru.second)
})

test('danger is told in the words of the message, not in the notation of the lists', () => {
  assert.equal(say('rule', 'danger: пахнет газом'), 'слова об опасности: пахнет газом')
  assert.equal(say('rule', 'danger: горит+крыш'), 'слова об опасности: горит … крыш')
  assert.equal(
    say('rule', 'danger: горит+крыш', 'на 5 доме КРЫША сильно горит, помогите'),
    'слова об опасности: КРЫША горит',
  )
  assert.equal(say('rule', 'danger: газ иісі', 'Подъезде газдың иісі шығып тұр'), 'слова об опасности: газдың иісі')
  assert.equal(say('rule', 'danger: өрт', ''), 'слова об опасности: өрт')
})

/** Messages that bring out every sort of reason: danger, words, replies, nothing to go by. */
const said = [
  'Возле дома 14 на улице Теректи свалили строительный мусор, уберите пожалуйста',
  'Подтверждаю, и сегодня там же мешки',
  'Спасибо, убрали быстро',
  'А когда приедет участковый?',
  'Горит крыша пятого дома, помогите, люди внутри',
  'подъезде газдың иісі шығып тұр, бала-шаға бар',
  'көршілер түнімен музыка қосып ұйқы бермейді',
  'Парковка: машина стоит на газоне, а у магазина дерутся',
  'ок',
  '👍',
  '',
  'Всем доброе утро, с праздником',
]

test('there are words for every reason that the program can give', async () => {
  const model = await loadModel()
  const thread = openThread()
  const reasons: Why[] = Object.values(explained).flatMap((value) => (typeof value === 'object' ? [value as Why] : []))
  for (const [at, text] of said.entries()) {
    const before = said[at - 1] === undefined ? null : `m${at - 1}`
    for (const replyTo of [null, before]) {
      const heard = { id: `m${at}`, at: new Date(Date.UTC(2026, 10, 20, 6, at * 3)), author: `a${at % 3}`, text, media: null, replyTo, location: null } // biome-ignore format: one line says it
      const view = look(thread, heard, model)
      for (const kind of kinds)
        for (const category of categories) reasons.push(...explained.explain(view, model, kind, category))
      if (replyTo !== null || before === null) detect(thread, heard, model)
    }
  }
  const forms = new Set(reasons.map(formOf))
  for (const form of ['said', 'danger', 'follows', 'nothing', 'likeliest'] as const)
    assert.ok(forms.has(form), `no message brought out "${form}"`)
  const unknown = reasons.filter((one) => formOf(one) === null)
  assert.deepEqual([...new Set(unknown.map(({ by, what }) => `${by}: ${what}`))], [])
  for (const locale of locales)
    for (const reason of reasons) assert.notEqual(sayReason(reason, reasonWords[locale]), reasonWords[locale].other)
})

test('a reason that we have no words for is seen to have none', () => {
  assert.equal(formOf({ by: 'rule', what: 'the moon is full', weight: 1 }), null)
  assert.equal(formOf({ by: 'context', what: 'message m1: reply, weather', weight: 1 }), null)
  assert.equal(say('rule', 'the moon is full'), reasonWords.ru.other)
  assert.match(say('context', 'message m1: reply, weather'), /ответ на сообщение о нём$/)
})
