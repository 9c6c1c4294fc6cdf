import assert from 'node:assert/strict'
import { test } from 'node:test'
import { marksIn, piecesOf } from './text-marks.ts'

const text = 'Кеше түнде 14 үйдің жанында қоқыс төгілген, сол қоқыс әлі жатыр'
const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length, text: words })
const time = { ...span('Кеше түнде'), from: '', to: '', repeats: null, future: false }
const word = (what: string, by: 'word' | 'model' | 'rule' | 'context' = 'word') => ({ by, what, weight: 0.5 })
const shown = (seen: Parameters<typeof piecesOf>[1], of = text) =>
  piecesOf(of, seen)
    .map((piece) => (piece.marks.length > 0 ? `[${piece.marks.join('+')} ${piece.text}]` : piece.text))
    .join('')

test('the words that decided, places and times are marked where they stand, all as often as they stand', () => {
  const reading = { places: [span('14 үйдің жанында')], times: [time], why: [word('қоқыс'), word('жатыр', 'model')] }
  assert.equal(
    shown(reading),
    '[time Кеше түнде] [place 14 үйдің жанында] [word қоқыс] төгілген, сол [word қоқыс] әлі [word жатыр]',
  )
  assert.deepEqual(marksIn([{ text, reading }]), ['word', 'place', 'time'])
})

test('marks may lie over each other, and nothing of the text is lost', () => {
  const reading = { places: [span('14 үйдің жанында қоқыс')], times: [], why: [word('жанында қоқыс төгілген')] }
  assert.match(shown(reading), /\[place 14 үйдің \]\[word\+place жанында қоқыс\]\[word {2}төгілген\],/)
  assert.equal(
    piecesOf(text, reading)
      .map((piece) => piece.text)
      .join(''),
    text,
  )
})

test('a word is not marked inside another, nor what rules and the conversation said', () => {
  const why = [word('үй'), word('message m1: reply', 'context'), word('nothing to act on', 'rule')]
  assert.equal(shown({ places: [], times: [], why }), text)
  assert.deepEqual(marksIn([{ text, reading: { places: [], times: [], why } }]), [])
})

test('danger is marked in the words of the message', () => {
  const fire = 'На пятом доме КРЫША сильно горит'
  assert.equal(
    shown({ places: [], times: [], why: [word('danger: горит+крыш', 'rule')] }, fire),
    'На пятом доме [word КРЫША] сильно [word горит]',
  )
})

test('spans of another text mark nothing', () => {
  const wrong = [{ start: -1, end: 2, text: '' }, { start: 5, end: 5, text: '' }, { start: 3, end: 900, text: '' }] // biome-ignore format: one line says it
  assert.equal(shown({ places: wrong, times: [], why: [word('')] }), text)
  assert.deepEqual(piecesOf('', { places: [], times: [], why: [] }), [])
})
