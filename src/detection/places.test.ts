import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPlaces } from './places.ts'
import { fold } from './text.ts'

const places = (text: string): string[] => findPlaces(fold(text)).map((span) => span.text)

test('the names of places are found to the letter', () => {
  const table: [string, string[]][] = [
    ['опять шумят, дом 14 подъезд 3', ['дом 14 подъезд 3']],
    ['Мусор кто выкинул, Нурсат 33', ['Нурсат 33']],
    ['14-үйдің 2-подъезінде төбелес', ['14-үйдің 2-подъезінде']],
    ['ул. Байтурсынова 12 стоит фура', ['ул. Байтурсынова 12']],
    ['приезжайте на 7/2 быстрее', ['на 7/2']],
    ['пьют за магазином Айгуль', ['за магазином Айгуль']],
    ['Мектептің артында оқушылар темекі тартып тұр', ['Мектептің артында']],
    ['базардың жанында ит көп', ['базардың жанында']],
    ['курят у садика', ['у садика']],
    ['дерутся возле школы 47', ['возле школы 47']],
    ['«Береке» дүкенінің алдында ішіп отыр', ['«Береке» дүкенінің алдында']],
    ['Достық көшесі 40, қоқыс', ['Достық көшесі 40']],
    ['третий подъезд, пятый этаж', ['третий подъезд, пятый этаж']],
    ['мкр Самал-2 д 17 кв 5', ['мкр Самал-2 д 17 кв 5']],
    ['7-дом алды', ['7-дом алды']],
  ]
  for (const [text, expected] of table) assert.deepEqual(places(text), expected, text)
})

test('words that point and name nothing are no places', () => {
  for (const text of [
    'у нас опять темно', 'во дворе шумят', 'осында күнде ішеді', 'здесь невозможно жить', 'біздің аулада ит көп', 'дома никого нет',
    'в 3 часа ночи', 'до 25 числа', '24/7 без выходных', 'звоните 102', 'штраф 20 мрп', 'на два дня', '2 мен 3 сағат бұрын',
  ]) assert.deepEqual(places(text), [], text) // biome-ignore format: a table
})

test('a span is cut from the text by its own offsets, whatever stands round it', () => {
  const texts = [
    '🔥🔥 дом\u200b 14 🔥',
    '\u202eу магазина «Нұр» и 7/2\u202c',
    '<b>ул. Абая 5</b>',
    'ДОМ 6 ПОДЪЕЗД 2!!!',
    'дом 7'.repeat(4000),
  ]
  for (const text of texts) {
    const spans = findPlaces(fold(text))
    assert.ok(spans.length > 0, text.slice(0, 40))
    for (const span of spans) assert.equal(text.slice(span.start, span.end), span.text)
  }
})
