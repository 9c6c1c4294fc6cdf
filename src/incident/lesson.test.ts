import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import fc from 'fast-check'
import { readChat } from '../../training/corpus.ts'
import type { Reading, Span } from '../detection/categories.ts'
import { secondHappening } from '../detection/explain.ts'
import { findMarks } from '../detection/marks.ts'
import { fold } from '../detection/text.ts'
import { findIins } from '../person/iin.ts'
import { findPlates } from '../person/plate.ts'
import { type Lesson, lessonOf, lineOf, withoutPeople } from './lesson.ts'

const reading: Reading = {
  kind: 'report',
  category: 'noise',
  categories: [],
  times: [],
  route: 'offence',
  urgency: 'now',
  places: [],
  lang: 'ru',
  incident: null,
  also: [],
  likelihood: 0.5,
  why: [],
}

/** The places that these words name, where they stand. */
const at = (text: string, ...words: string[]): Span[] =>
  words.map((word) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length, text: word }))

/** As the text is kept, by a stranger's hand. */
const shown = (text: string, authorName = 'Б.') => withoutPeople(text, authorName, [])?.text ?? null

test('numbers, plates, flats, addresses of the net and the author are hidden; what happened and where stays', () => {
  const told: [string, string[]][] = [
    ['Шум у соседей, звоните +7 (701) 123-45-67 или 87011234567', ['701', '123', '4567']],
    ['ИИН 900101 300123 у него, орёт во дворе', ['900101', '300123']],
    ['переводите на 4400 4301 2345 6789, собираем на замок', ['4400', '6789']],
    ['Белая камри 282ERT17 стоит на газоне, ещё А 123 ВСМ', ['282', 'ERT', '123', 'ВСМ']],
    ['опять 282 ерт 17 на детской площадке', ['282', 'ерт']],
    ['Теректи дом 12кв45 и 14-35 кв. стучат', ['45', '35']],
    ['кв. 35 шумит, и 36 квартира тоже, 12-пәтер де, пәтер 7', ['35', '36', '12', '7']],
    ['пишите мне @aigul_s или https://wa.me/77011234567 aigul@mail.kz t.me/aigul', ['aigul', 'wa.me', 'mail', 't.me']],
  ]
  for (const [text, gone] of told) {
    const left = shown(text)
    for (const word of gone) assert.ok(left !== null && !left.includes(word), `«${word}» in «${left}»`)
  }
  assert.equal(shown('у соседей кричит женщина, Гагарина 70 кв 5'), 'у соседей кричит женщина, Гагарина 70 •••')
  assert.equal(shown('Айгуль Сериковна, Нурлан опять курит в подъезде'), '•••, ••• опять курит в подъезде')
  assert.equal(shown('Возле дома 14/2 на Теректи мусор, третий день'), 'Возле дома 14/2 на Теректи мусор, третий день')
  assert.equal(
    shown('Серик Ахметов. Уберите мусор, Серикке айтыңыз', 'Серик Ахметов'),
    '•••. Уберите мусор, ••• айтыңыз',
  )
})

test('a place keeps to its words when what stands before it is hidden, and goes with what is hidden in it', () => {
  const text = 'Звоните 87011234567, у дома 14 шум, и дом 12 кв 5 тоже'
  const left = withoutPeople(text, '', at(text, 'у дома 14', 'дом 12 кв 5'))
  assert.ok(left)
  assert.deepEqual(
    left.places.map((place) => place.text),
    ['у дома 14'],
  )
  const street = 'Марат шумит, Толе би 14 рядом с Толе'
  assert.equal(withoutPeople(street, '', at(street, 'Толе би 14'))?.text, '••• шумит, Толе би 14 рядом с •••')
  assert.ok(left.places.every((place) => left.text.slice(place.start, place.end) === place.text))
})

test('a message of hidden things alone, or too long to be read whole, teaches nothing', () => {
  for (const text of ['87011234567', '282ERT17', '@aigul_s', '', '•', 'Айгуль'])
    assert.equal(lessonOf({ text, authorName: 'Айгуль', media: null, reading }, { kind: 'nothing' }), null, text)
  const long = `${'шум во дворе '.repeat(2000)} 87011234567`
  assert.equal(lessonOf({ text: long, authorName: '', media: null, reading }, { kind: 'nothing' }), null)
})

test('the label is what the person said; a question that is no report stays a question', () => {
  const said = { text: 'до скольки можно шуметь', authorName: 'Б.', media: null, reading }
  const label = (kind: Reading['kind']) =>
    lessonOf({ ...said, reading: { ...reading, kind } }, { kind: 'nothing' })?.label
  assert.deepEqual(label('report'), {
    kind: 'chatter',
    category: null,
    route: null,
    urgency: null,
    places: [],
    lang: 'ru',
    also: [],
  })
  assert.deepEqual(
    [label('question')?.kind, label('thanks')?.kind, label('follow_up')?.kind],
    ['question', 'thanks', 'chatter'],
  )
  const report = lessonOf(said, { kind: 'report', category: 'dogs', route: 'check', urgency: 'today' })
  assert.deepEqual([report?.label.category, report?.label.route, report?.label.urgency], ['dogs', 'check', 'today'])
  assert.deepEqual(lessonOf(said, { kind: 'follow_up', category: 'dogs' })?.label.route, null)
  const second = { category: 'parking', route: 'offence', urgency: 'today' } as const
  const both = { ...reading, also: [{ ...second, incident: '7+' }] }
  assert.deepEqual(lessonOf({ ...said, reading: both }, { ...second, kind: 'report' })?.label.also, [second])
  const ofSecond = { ...reading, why: [secondHappening] }
  assert.equal(lessonOf({ ...said, reading: ofSecond }, { kind: 'nothing' }), null)
})

test('a line is read by the corpus as it was meant, places that stand twice included', () => {
  const text = 'у школы и ещё раз у школы шумят'
  const second = { start: text.lastIndexOf('у школы'), end: text.lastIndexOf('у школы') + 7, text: 'у школы' }
  const also = [{ category: 'dogs', route: 'offence', urgency: 'today' }] as const
  const { kind, category, route, urgency, lang } = reading
  const label = { kind, category, route, urgency, lang, places: [...at(text, 'у школы'), second], also: [...also] }
  const lesson: Lesson = { text, media: 'photo', label }
  const folder = mkdtempSync(join(tmpdir(), 'uchastok-lesson-'))
  const file = join(folder, 'one.jsonl')
  writeFileSync(file, lineOf(lesson, '2026-11-22', 1))
  const [read] = readChat(file, true).messages
  rmSync(folder, { recursive: true })
  assert.deepEqual(read?.gold.places, lesson.label.places)
  assert.deepEqual([read?.heard.text, read?.heard.media, read?.heard.author], [text, 'photo', 'A'])
  assert.deepEqual([read?.gold.kind, read?.gold.category, read?.gold.incident], ['report', 'noise', '1'])
  assert.deepEqual(
    read?.gold.also.map(({ category }) => category),
    ['dogs'],
  )
})

const digits = (from: number, to: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${from},${to}}$`)).chain((row) =>
    fc.array(fc.constantFrom('', '', '', ' ', '-', ' (', ') ', '.', '\u200b', '\ufe0f\u20e3'), { minLength: row.length, maxLength: row.length })
      .map((gaps) => [...row].map((digit, at) => digit + gaps[at]).join('')),
  ) // biome-ignore format: a table
const letters = fc.stringMatching(/^[ABEKMHOPCTYXавекмнорсту]{3}$/)
const plates = fc
  .tuple(fc.stringMatching(/^[0-9]{3}$/), letters, fc.constantFrom('01', '13', '17'), fc.constantFrom('', ' ', '-'))
  .map(([number, word, region, gap]) => [number, word, region].join(gap))
const words = fc.constantFrom(
  'у дома',
  'шумят',
  'мусор',
  '14',
  'көше',
  'иттер',
  'тел.',
  ', ',
  '\n',
  '№',
  'кв',
  '😀',
  'на',
  '5',
)
const messages = fc
  .array(fc.oneof(words, digits(10, 16), plates, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 12 })
  .chain((parts) => fc.constantFrom(' ', '').map((gap) => parts.join(gap)))

test('whatever a message holds, no row of ten digits and no plate is kept, and every place is where its words are', () => {
  fc.assert(
    fc.property(messages, fc.string(), (text, name) => {
      const places = [...text.matchAll(/дома|көше/gu)].map((found) => ({
        start: found.index,
        end: found.index + 4,
        text: found[0],
      }))
      const kept = withoutPeople(text, name, places)
      if (!kept) return
      assert.doesNotMatch(kept.text, /\p{Nd}(?:[\s().\p{M}\p{Cf}-]*\p{Nd}){9}/u)
      assert.deepEqual([findPlates(kept.text), findIins(kept.text)], [[], []], kept.text)
      assert.deepEqual(findMarks(fold(kept.text)), [])
      for (const { start, end, text: word } of kept.places) assert.equal(kept.text.slice(start, end), word)
    }),
    { numRuns: 2000 },
  )
})
