import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold } from '../../src/detection/text.ts'
import { findTimes } from '../../src/detection/when.ts'
import { firstTold, intervalWords, toldWords } from './told-time.ts'

/** Sunday, 22 November, 10:00 in Shymkent. */
const at = new Date('2026-11-22T05:00:00Z')
const told = (text: string) => ({
  reading: {
    times: findTimes(fold(text), at).map((one) => ({
      ...one,
      from: one.from.toISOString(),
      to: one.to.toISOString(),
    })),
  },
})
const first = (now: Date, ...said: string[]) => firstTold(said.map(told), now.getTime())

test('the first time told that is not to come is offered', () => {
  assert.equal(first(at, 'ертең су болмайды', 'кеше түнде төбелес болды, бүгін таңертең де')?.text, 'кеше түнде')
  assert.equal(first(at, 'завтра будет собрание'), null)
  assert.equal(first(at, 'шум у дома 5'), null)
  assert.equal(first(at), null)
  assert.equal(first(new Date('2026-11-20T05:00:00Z'), 'кеше түнде төбелес болды'), null, 'that is still to come')
})

test('a time told is said as shortly as it can be, in the words of the message', () => {
  const say = (text: string, locale: 'ru' | 'kk' | 'en' = 'ru') => {
    const found = first(at, text)
    return found && toldWords(found, locale)
  }
  assert.equal(say('вчера ночью орали'), 'В сообщении «вчера ночью»: 21 нояб., 22:00–06:00')
  assert.equal(say('кеше түнде төбелес болды', 'kk'), 'Хабарламада «кеше түнде» делінген: 21 қар., 22:00–06:00')
  assert.equal(say('в 22:30 кричали'), 'В сообщении «в 22:30»: 21 нояб., 22:30')
  assert.equal(say('в пятницу дрались', 'en'), 'The message says “в пятницу”: 20 Nov')
  assert.equal(say('на прошлой неделе украли'), 'В сообщении «на прошлой неделе»: 9 нояб. – 15 нояб.')
  assert.equal(say('третий день не вывозят'), 'В сообщении «третий день»: 20 нояб. – 22 нояб., 10:00')
  assert.equal(say('уже третью ночь подряд'), 'В сообщении «уже третью ночь»: 20 нояб. – 22 нояб., 10:00')
  assert.equal(say('по ночам гоняют'), 'В сообщении «по ночам»: последний раз 21 нояб., 22:00–06:00')
})

test('an interval that begins within a day and ends days later names both hours', () => {
  assert.equal(intervalWords('2026-11-20T12:00:00Z', '2026-11-22T05:00:00Z', 'ru'), '20 нояб., 17:00 – 22 нояб., 10:00')
})
