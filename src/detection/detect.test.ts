import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Reading } from './categories.ts'
import { detect, type Heard, openThread, recall } from './detect.ts'
import { loadModel } from './model-file.ts'
import { similar } from './similar.ts'

const model = await loadModel()

/** Lines `minute author text`, `[photo]` for a bare picture, `>N` at the start of a text for a reply to line N. */
function chat(lines: string[]): Heard[] {
  return lines.map((line, index) => {
    const [minute = '0', author = '', ...rest] = line.split(' ')
    const reply = /^>(\d+) /.exec(rest.join(' '))
    const text = rest.join(' ').replace(/^>\d+ /, '')
    return {
      id: String(index + 1),
      at: new Date(Date.UTC(2026, 8, 1, 15, Number(minute))),
      author,
      text: text === '[photo]' ? '' : text,
      media: text === '[photo]' ? 'photo' : null,
      replyTo: reply?.[1] ?? null,
      location: null,
    }
  })
}

function read(lines: string[]): Reading[] {
  const thread = openThread()
  return chat(lines).map((message) => detect(thread, message, model))
}

const incidents = (readings: Reading[]): (string | null)[] => readings.map((reading) => reading.incident)

test('an address alone after a report belongs to it', () => {
  const readings = read([
    '0 Асель Кто-то выгрузил строительный мусор возле контейнеров, целый камаз',
    '1 Асель Нурсат 33, за школой',
  ])
  assert.equal(readings[0]?.kind, 'report')
  assert.equal(readings[0]?.category, 'waste')
  assert.equal(readings[1]?.kind, 'follow_up')
  assert.deepEqual(incidents(readings), ['1', '1'])
})

test('who greets after a report, or before it, has said nothing that is kept', () => {
  const readings = read([
    '0 Дана Соседи, в контейнеры за домом 16 вывалили строительный мусор: кирпич и плитку',
    '1 Дана Привет',
    '1 Дана Всем добрый вечер!',
    '2 Дана Сәлеметсіздер ме, көршілер',
    '2 Дана Қайырлы кеш 😊',
    '3 Дана И запах ужасный',
  ])
  assert.deepEqual(
    readings.map(({ kind }) => kind),
    ['report', 'chatter', 'chatter', 'chatter', 'chatter', 'follow_up'],
  )
})

test('a picture just after the words of its author belongs to them', () => {
  const readings = read(['0 Ерлан Машина стоит поперёк тротуара, с коляской не пройти, дом 5', '1 Ерлан [photo]'])
  assert.deepEqual(incidents(readings), ['1', '1'])
})

test('two happenings told in turn are kept apart', () => {
  const readings = read([
    '0 Асель На газоне у дома 5 стоит чёрный джип, всю клумбу раздавил',
    '2 Болат Пахнет газом в третьем подъезде, дом 12, срочно!',
    '3 Гүлнар >1 да, номер 282, вчера там же стоял',
    '4 Дина >2 у нас на пятом тоже запах газа',
  ])
  assert.equal(readings[1]?.urgency, 'now')
  assert.equal(readings[1]?.route, 'emergency')
  assert.equal(readings[0]?.incident, '1')
  assert.equal(readings[1]?.incident, '2')
  assert.equal(readings[2]?.incident, '1')
  assert.equal(readings[3]?.incident, '2')
})

test('a report taken back belongs to its happening', () => {
  const readings = read(['0 Асель Сверху орёт музыка, спать невозможно, дом 3', '20 Асель отбой, выключили'])
  assert.deepEqual(incidents(readings), ['1', '1'])
  assert.notEqual(readings[1]?.kind, 'report')
})

test('nothing can be followed before something is told', () => {
  for (const text of ['у нас тоже', '7 дом 2 подъезд', '[photo]', 'отбой', 'бізде де', 'спасибо, убрали']) {
    const [reading] = read([`0 Асель ${text}`])
    assert.notEqual(reading?.kind, 'follow_up', text)
    assert.ok(reading?.incident === null || reading?.incident === '1', text)
  }
})

test('plain danger is an emergency of this minute in both languages', () => {
  const table: [string, string][] = [
    ['fire_gas', 'Горит балкон на пятом этаже!! дом 8'],
    ['fire_gas', 'подъезде газ иісі шығып тұр, тез келіңіздер'],
    ['fire_gas', 'ГОРИМ!!! ДОМ 4'],
    ['fire_gas', '3-қабатта өрт шықты, адамдар бар'],
    ['violence', 'у магазина мужик с ножом на людей кидается'],
    ['violence', 'біреу пышақпен жүр, тез полиция шақырыңыздар'],
    ['violence', 'человека избивают толпой возле остановки'],
    ['domestic', 'сосед бьёт жену, дети кричат, 12 дом 4 этаж'],
    ['domestic', 'көрші әйелін ұрып жатыр, балалары шырылдап жылап жатыр'],
    ['missing', 'пропал ребёнок, мальчик пять лет, красная куртка'],
    ['missing', 'қызым жоғалып кетті, мектептен келмеді, көргендер айтыңыздаршы'],
  ]
  for (const [category, text] of table) {
    const [reading] = read([`0 Асель ${text}`])
    assert.deepEqual(
      [reading?.kind, reading?.category, reading?.route, reading?.urgency],
      ['report', category, 'emergency', 'now'],
      text,
    )
  }
})

test('words of danger without danger raise nobody', () => {
  for (const text of [
    'Завтра с 9 до 18 газ отключат, плановые работы',
    'цена на мясо просто убила, огонь скидки ждём ахах',
    'муж меня убьёт, опять сумку купила)))',
    'В Алматы вчера был пожар на рынке, в новостях показали',
    'Қайырлы таң, көршілер! Ертең сағат 10-нан газ өшіріледі екен',
    'помните как у нас в 2015 пожар был на рынке, ужас',
    'точу ножи и ножницы, недорого, пишите в личку',
  ]) {
    const [reading] = read([`0 Асель ${text}`])
    assert.notEqual(reading?.kind, 'report', text)
  }
})

test('every reading says why, in words that stand in the text or name a rule', () => {
  for (const reading of read([
    '0 Асель Подъезде темекі тартып отыр, түтін үйге кіріп жатыр',
    '1 Болат Доброе утро',
    '2 Болат бізде де сол',
  ])) {
    assert.ok(reading.why.length > 0)
    assert.ok(reading.why.every(({ what, weight }) => what.length > 0 && Math.abs(weight) <= 1))
  }
})

test('a chat read twice, or only in part, is read alike', () => {
  const lines = [
    '0 Асель Собаки стаей бегают у школы, дети боятся',
    '3 Болат Продам диван, самовывоз',
    '4 Гүлнар >1 бізде де, 14-үйдің алдында оншақты ит',
    '30 Асель [photo]',
    '90 Дина спасибо, собак забрали',
  ]
  const whole = read(lines)
  assert.deepEqual(read(lines), whole)
  for (let size = 1; size < lines.length; size += 1) assert.deepEqual(read(lines.slice(0, size)), whole.slice(0, size))
})

test('hostile texts are read like others', () => {
  const texts = [
    '',
    ' ',
    '\u0000',
    'а'.repeat(20_000),
    '🔥'.repeat(10_000),
    '\u202eмусор\u202c',
    '<script>alert(1)</script>',
    'му\u200bсор '.repeat(2000),
    '\ud800',
    '{"i":1}',
  ]
  for (const text of texts) {
    const thread = openThread()
    const reading = detect(
      thread,
      { id: '1', at: new Date(0), author: text, text, media: 'photo', replyTo: 'none', location: null },
      model,
    )
    for (const { start, end, text: shown } of reading.places) assert.equal(text.slice(start, end), shown)
    assert.ok(reading.likelihood >= 0 && reading.likelihood <= 1)
  }
})

test('the window is bounded and holds no text', () => {
  const thread = openThread()
  for (let i = 0; i < 3000; i += 1) {
    const text = `Дом ${i % 400}, опять выбросили мусор секретноеслово${i}`
    detect(
      thread,
      { id: String(i), at: new Date(i * 60_000), author: `a${i}`, text, media: null, replyTo: null, location: null },
      model,
    )
  }
  assert.ok(thread.heard.length <= 200)
  assert.ok(thread.byId.size <= 200)
  assert.ok(thread.happenings.size <= 51)
  assert.ok(thread.officials.size <= 50)
  const kept = JSON.stringify(thread, (_, value) => (value instanceof Map || value instanceof Set ? [...value] : value))
  assert.doesNotMatch(kept, /секретноеслово|мусор/)
})

test('after a restart an open incident can still be followed', () => {
  const thread = openThread()
  const at = new Date(Date.UTC(2026, 8, 1, 15, 0))
  recall(thread, [
    { incident: '77', category: 'waste', at, text: 'Свалка за гаражами', author: 'Асель', places: ['за гаражами'] },
  ])
  const [message] = chat(['10 Асель Самал-2, дом 17'])
  const reading = detect(thread, message as Heard, model)
  assert.deepEqual([reading.kind, reading.incident, reading.category], ['follow_up', '77', 'waste'])
})

test('two chats that tell of one place and matter are alike; of two houses are not', () => {
  const at = new Date(Date.UTC(2026, 8, 1, 15, 0))
  const a = { category: 'waste' as const, text: 'вывалили строительный мусор за школой', places: ['дом 14'], at }
  assert.ok(similar(a, { ...a, text: 'строительный мусор вывалили', at: new Date(at.getTime() + 3_600_000) }) > 0.7)
  assert.equal(similar(a, { ...a, places: ['дом 15'] }), 0)
  assert.equal(similar(a, { ...a, category: 'noise' }), 0)
  assert.equal(similar(a, { ...a, at: new Date(at.getTime() + 48 * 3_600_000) }), 0)
})
