import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fold, foldWords } from './text.ts'

test('spellings of one word fold to one form', () => {
  const forms: [string, string[]][] = [
    ['казир', ['қазір', 'Қазір', 'ҚАЗІР', 'qazir', 'Kazir', 'казiр']],
    ['жарык', ['жарық', 'zharyq', 'Жарык', 'ЖАРЫҚ']],
    ['подьезд', ['подъезд', 'подьезд', "под'езд", 'ПОДЪЕЗД']],
    ['помогите', ['помогитеееее', 'ПОМОГИТЕ', 'помо\u200bгите', 'п\u00adомогите']],
    ['мусор', ['мусор', 'мусoр', 'мycop', 'musor']],
    ['полиция', ['полиция', 'politsiya', 'Полиция']],
    ['еще', ['ещё', 'Еще', 'еще\u0301']],
    ['й', ['й', 'и\u0306']],
  ]
  for (const [folded, spellings] of forms) for (const one of spellings) assert.equal(foldWords(one), folded, one)
})

test('every word knows where it stood in the original', () => {
  const raw = '🔥 Үй\u200bде «ӨРТ»! d\u0301ym 7/2, 14а\n\u202eпод’езд'
  for (const { start, end } of fold(raw).tokens) {
    assert.ok(start >= 0 && end > start && end <= raw.length)
    assert.match(raw.slice(start, end), /^[\p{L}\p{N}]/u)
  }
  assert.deepEqual(
    fold(raw).tokens.map(({ start, end }) => raw.slice(start, end)),
    ['Үй\u200bде', 'ӨРТ', 'd\u0301ym', '7', '2', '14', 'а', 'под’езд'],
  )
})

test('numbers are cut from letters and remember that they were glued', () => {
  assert.deepEqual(
    fold('14а 7дом 282ERT04').tokens.map(({ text, digits, glued }) => [text, digits, glued]),
    [
      ['14', true, false], ['а', false, true], ['7', true, false], ['дом', false, true], ['282', true, false], ['ерт', false, true], ['04', true, true],
    ], // biome-ignore format: a table
  )
})

test('masked swearing stays one word', () => {
  assert.equal(foldWords('п*здец'), 'пздец')
  assert.equal(foldWords('бл@дь'), 'бладь')
})

test('a message of any length and content is folded without hanging and within its bounds', () => {
  const long = ['а', '\u0301', '🔥', '*', "'", '\ud800', 'ab ', '1 ', '\u202e', '<b>', '\n'].map((part) =>
    part.repeat(20_000),
  )
  for (const raw of long) {
    const folded = fold(raw)
    assert.ok(folded.tokens.length <= 1500)
    assert.ok(folded.tokens.every(({ text }) => text.length <= 40))
  }
})
