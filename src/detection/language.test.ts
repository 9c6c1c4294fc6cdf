import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lang } from './categories.ts'
import { countVotes, languageOf } from './language.ts'
import { fold } from './text.ts'

const byVotes = (raw: string): Lang => {
  const text = fold(raw)
  return languageOf(text, countVotes(text))
}

const table: [Lang, string][] = [
  ['ru', 'Кто поставил машину на газон? Уберите пожалуйста'],
  ['ru', 'опять курят'],
  ['ru', 'у нас во дворе пьяные сидят, орут'],
  ['ru', 'Нурсат, 7 дом, второй подъезд, мусор не вывозят'],
  ['ru', 'СРОЧНО ПРИЕЗЖАЙТЕ ДЕРУТСЯ ВОЗЛЕ ШКОЛЫ'],
  ['kk', 'Көршілер, аулада біреу қоқыс төгіп кетті'],
  ['kk', 'корши музыканы катты косып койды уйыктай алмай отырмыз'],
  ['kk', 'bizdin aulada it koп, balalar qorqady'],
  ['kk', 'участковый келсінші тез'],
  ['kk', 'подъездің алдында темекі тартып отыр'],
  ['kk', 'су жок екинши кун'],
  ['kk', 'ҚАЗІР КЕЛІҢІЗДЕР'],
  ['mixed', 'Соседи, мына машина кімдікі, выехать не могу, тез алып кетіңізші'],
  ['mixed', 'опять шумят сверху, балалар ұйықтай алмай жатыр, сделайте что-нибудь'],
]

test('the language of short messages', () => {
  for (const [lang, text] of table) assert.equal(byVotes(text), lang, text)
})

test('a text without words has a language all the same', () => {
  for (const text of ['', '🔥🔥🔥', '14/2', '+++', '282']) assert.equal(byVotes(text), 'ru')
})
