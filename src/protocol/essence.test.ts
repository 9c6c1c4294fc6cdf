import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../base/calendar.ts'
import { essence, type Found } from './essence.ts'

const found: Found = {
  ...{ text: 'выгрузил строительный мусор в контейнер', who: 'Тестов Пример', place: 'мкр. Нурсат, двор дома 12.' },
  ...{ at: instant('2026-11-20', '21:40'), article: { article: '505', part: '1' } },
}
const tail = {
  ru: 'В действиях (бездействии) усматриваются признаки административного правонарушения, предусмотренного частью 1 статьи 505 КоАП.',
  kk: 'Әрекетте (әрекетсіздікте) ӘҚБтК-нің 505-бабының 1-бөлігінде көзделген әкімшілік құқық бұзушылықтың белгілері бар.',
}

test('a fragment becomes a sentence: when, where, who, what, and the article', () => {
  assert.deepEqual(essence(found), {
    ru: `20 ноября 2026 г., 21:40, по адресу: мкр. Нурсат, двор дома 12, установлено: Тестов Пример выгрузил строительный мусор в контейнер. ${tail.ru}`,
    kk: `Уақыты – 2026 жылғы 20 қараша, сағат 21:40, орны – мкр. Нурсат, двор дома 12. Анықталғаны: Тестов Пример выгрузил строительный мусор в контейнер. ${tail.kk}`,
  })
  const kazakh = essence({ ...found, text: 'контейнерге құрылыс қоқысын төкті' })
  assert.match(kazakh.kk, /Анықталғаны: Тестов Пример контейнерге құрылыс қоқысын төкті\. /)
})

test('a sentence stays as the inspector wrote it', () => {
  for (const text of [
    'В контейнере лежит строительный мусор.',
    'Контейнерге қоқыс төгілген!',
    '«Газель» вывезла мусор.',
  ])
    assert.equal(essence({ ...found, text: ` ${text} ` }).ru, `${text} ${tail.ru}`)
})

test('a name is put only before an act, and nothing that is not known is put at all', () => {
  const cases: [Partial<Found>, string][] = [
    [{ text: 'мешки у забора' }, 'Двор, установлено: мешки у забора.'],
    [{ text: 'Мешки у забора' }, 'Двор, установлено: Мешки у забора.'],
    [{ text: 'школа закрыта' }, 'Двор, установлено: школа закрыта.'],
    [{ text: 'металл и стекло' }, 'Двор, установлено: металл и стекло.'],
    [{ text: 'не убрала двор' }, 'Двор, установлено: Тестов Пример не убрала двор.'],
    [{ text: 'не убрала двор', who: null }, 'Двор, установлено: не убрала двор.'],
    [{ text: 'выражался', who: null, place: null }, 'Установлено: выражался.'],
  ]
  for (const [more, wanted] of cases) {
    const { ru } = essence({ ...found, at: null, place: 'двор', ...more })
    assert.equal(ru, `${wanted.replace('Двор, ', more.place === null ? '' : 'По адресу: двор, ')} ${tail.ru}`)
  }
})

test('an article without parts is named so', () => {
  const { ru, kk } = essence({ ...found, article: { article: '440', part: null } })
  assert.match(ru, /предусмотренного статьёй 440 КоАП\.$/)
  assert.match(kk, /ӘҚБтК-нің 440-бабында көзделген/)
})

test('the inspector’s words stand in it unchanged, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.boolean(), (text, who) => {
      const both = essence({ ...found, text, who: who ? 'Тестов' : null })
      for (const one of [both.ru, both.kk]) assert.ok(one.includes(text.trim()))
    }),
  )
})
