import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonWords, sayReason } from './why-words.ts'

test('a reason is said in words, without the ids that the program keeps', () => {
  const say = (by: 'word' | 'rule' | 'context', what: string) => sayReason({ by, what, weight: 0.5 }, reasonWords.ru)
  assert.equal(say('word', 'мешки и кирпич'), 'мешки и кирпич')
  assert.equal(
    say('context', 'message 01a2028c-5cc1-7aee-a6da-000000000000: reply, place'),
    'продолжает известное происшествие: ответ на сообщение о нём, то же место',
  )
  assert.match(say('context', 'message 01a2028c: the latest told'), /о нём говорили последним$/)
  assert.equal(say('rule', 'danger: пахнет газом'), 'слова об опасности: пахнет газом')
  assert.equal(say('rule', 'nothing else is likelier than report'), 'всё другое ещё менее вероятно')
})
