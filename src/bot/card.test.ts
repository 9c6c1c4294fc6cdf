import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../base/calendar.ts'
import type { Message } from '../chat/message.ts'
import type { Status } from '../incident/life.ts'
import { statuses } from '../incident/life.ts'
import type { Line } from '../protocol/deadline.ts'
import { type Asking, type Beside, cardButtons, cardText, placeWords, readButton } from './card.ts'
import { isMorning, morningText, termsOfDay } from './morning.ts'
import { noteButtons, readNoteButton, whichButtons } from './note-buttons.ts'
import { posterWords } from './poster.ts'
import { precinctButtons, readPrecinctButton } from './precinct-button.ts'
import { quickAnswers } from './staff-texts.ts'
import { openWaiting } from './waiting.ts'

const incident = (status: Status = 'new') => ({
  ...{
    number: 12,
    status,
    category: 'noise' as const,
    urgency: 'today' as const,
    placeText: 'дом 14 кв 22, улица Теректи',
  },
  ...{ reports: 3, answerDue: instant('2026-11-23', '14:30'), answeredAt: null, version: 7, inspectorId: null },
  ...{ closedAt: null, lon: 69.6 as number | null, lat: 42.3 },
})
const now = instant('2026-11-23', '10:00')
const beside: Beside = { now, staffId: 'me', files: 0, notes: 0, told: null, link: null }

const askings: Asking[] = [
  { step: 'open' },
  { step: 'dismiss' },
  { step: 'whom' },
  { step: 'category', offered: ['waste', 'parking', 'dogs'] },
  { step: 'what' },
  { step: 'preview', key: 'when' },
  { step: 'route' },
  { step: 'finish' },
]

test('every button of every card is short enough for a messenger, and is read again as what it says', () => {
  for (const status of statuses)
    for (const asking of askings)
      for (const { id } of cardButtons(incident(status), 'inspector', 'kk', asking).flat()) {
        assert.ok(Buffer.byteLength(id) <= 64, id)
        assert.equal(readButton(id)?.version, 7, id)
      }
})

test('only what may be done in a status stands under the card', () => {
  const names = (status: Status) =>
    cardButtons(incident(status), 'inspector', 'ru')
      .flat()
      .map(({ id }) => id.split(':')[1])
  assert.deepEqual(names('new'), ['accept', 'route', 'ask', 'dismiss', 'whom', 'category'])
  assert.deepEqual(names('accepted'), ['preview', 'route', 'ask', 'finish', 'dismiss', 'whom', 'category'])
  assert.deepEqual(names('ordered'), ['preview', 'route', 'ask', 'finish', 'category'])
  assert.deepEqual(names('handed_over'), [])
  assert.deepEqual(names('closed'), [])
  assert.deepEqual(names('joined'), [])
})

test('what no card of ours has is no button', () => {
  for (const id of [
    '',
    's',
    's:accept',
    's:accept:',
    's:accept:x',
    's:hand:mayor:1',
    's:amend:1',
    's:hand:akimat:1:2',
    'rate:5',
    's:toString:1',
  ])
    assert.equal(readButton(id), null, id)
})

test('a place on a card has no flat, no phone and no plate', () => {
  for (const place of ['дом 14 кв 22, улица Теректи', 'Теректі 14, 22-пәтер', 'у дома 14, тел. 8 701 222 33 44'])
    assert.doesNotMatch(placeWords(place), /22|701|\[/)
  assert.match(placeWords('дом 14 кв 22, улица Теректи'), /дом 14/)
})

test('the card tells the same in both languages, and the link where there is one', () => {
  for (const lang of ['ru', 'kk'] as const) {
    const text = cardText(incident(), lang, { ...beside, link: 'https://example.org/incidents/12' })
    assert.match(text, /№ 12[\s\S]*14:30[\s\S]*https:\/\/example\.org\/incidents\/12/)
  }
  assert.match(cardText(incident(), 'ru', beside, { step: 'preview', key: 'when' }), /№ 12: уточните/)
})

test('a card says what is near as people do, who has it, what lies beside it and what the chat heard', () => {
  assert.match(cardText(incident(), 'ru', beside), /Ответить до: сегодня, 14:30/)
  assert.match(cardText(incident(), 'kk', { ...beside, now: instant('2026-11-22', '23:00') }), /ертең, 14:30/)
  assert.match(cardText(incident(), 'ru', { ...beside, now: instant('2026-11-20') }), /23 ноября 2026 г\., 14:30/)
  const taken = { ...incident('accepted'), answeredAt: now, inspectorId: 'she' }
  assert.match(cardText(taken, 'ru', beside), /Статус: Принято \(другой инспектор\)/)
  assert.match(cardText({ ...taken, inspectorId: 'me' }, 'ru', beside), /Статус: Принято\n/)
  const full = cardText(taken, 'ru', { ...beside, files: 2, notes: 1, told: 'going' })
  assert.match(full, /Приложено: файлов 2, заметок 1\nСказано в чате: участковый выехал/)
  assert.doesNotMatch(cardText({ ...taken, status: 'closed', closedAt: now }, 'ru', beside), /отправляйте|сегодня/)
})

test('the way there opens a map by the point; without a point there is no such button', () => {
  const text = cardText(incident(), 'ru', beside, { step: 'route' })
  assert.match(text, /2GIS: https:\/\/2gis\.kz\/\S*69\.60000%2C42\.30000\n/)
  assert.match(text, /destination=42\.30000,69\.60000\nYandex: \S+rtext=~42\.30000,69\.60000/)
  const nowhere = { ...incident('accepted'), lon: null, lat: null as never }
  assert.ok(
    !cardButtons(nowhere, 'inspector', 'ru')
      .flat()
      .some(({ id }) => id.startsWith('s:route')),
  )
  assert.match(cardText(nowhere, 'kk', beside, { step: 'route' }), /белгісіз/)
})

test('buttons of notes are read as what they say, and nothing else is', () => {
  const id = '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'
  const ids = noteButtons(id, 'accepted', { role: 'inspector', lang: 'kk' }).flat()
  assert.deepEqual(
    ids.map((one) => readNoteButton(one.id)),
    [
      { what: 'found', noteId: id },
      { what: 'notFound', noteId: id },
    ],
  )
  assert.deepEqual(noteButtons(id, 'new', { role: 'inspector', lang: 'ru' }), [])
  const [[which] = []] = whichButtons([{ incidentId: id, number: 3, category: 'noise' }], 'ru')
  assert.deepEqual([which?.text, readNoteButton(which?.id ?? '')], ['№ 3 · Шум', { what: 'which', incidentId: id }])
  for (const other of ['', 'n:found:1', `n:other:${id}`, `w:${id}:1`, `s:accept:1`])
    assert.equal(readNoteButton(other), null)
})

test('what waits for its incident is asked for once in one go, and forgotten after a quarter of an hour', () => {
  const waiting = openWaiting()
  const message = (id: string) => ({ id }) as Message
  assert.equal(waiting.add('a', message('1'), 0), true)
  assert.equal(waiting.add('a', message('2'), 1000), false)
  assert.equal(waiting.add('b', message('1'), 1000), true)
  assert.equal(waiting.add('a', message('3'), 60_000), true, 'a minute later it may be of another incident')
  assert.deepEqual(
    waiting.take('a', '1', 61_000).map(({ id }) => id),
    ['1', '2'],
  )
  assert.equal(waiting.take('a', '1', 61_000).length, 0)
  assert.equal(waiting.take('a', '3', 61_000).length, 1)
  assert.equal(waiting.take('b', '1', 1000 + 15 * 60_000).length, 0)
  for (let n = 0; n < 50; n += 1) waiting.add('c', message(`${n}`), 0)
  assert.equal(waiting.take('c', '0', 0).length, 20)
})

test('ready answers are short, and written in Kazakh as well', () => {
  for (const { ru, kk } of Object.values(quickAnswers)) {
    assert.ok(ru.length < 100 && kk.length < 100)
    assert.match(kk, /[әіңғүұқөһ]/)
  }
})

test('the morning is told once, between half past eight and noon', () => {
  const at = (time: string) => instant('2026-11-23', time)
  assert.equal(isMorning(at('08:29'), null), false)
  assert.equal(isMorning(at('08:30'), '2026-11-22'), true)
  assert.equal(isMorning(at('08:31'), '2026-11-23'), false)
  assert.equal(isMorning(at('12:00'), null), false)
})

test('the terms of the day are those missed and those that end today, in the order of their ends', () => {
  const now = instant('2026-11-23', '08:30')
  const line = (id: string, doBy: Date): Line => ({
    ...{ id, label: { ru: `срок ${id}`, kk: `мерзім ${id}` }, rule: '', from: 'offenceDetected', fromAt: null, doBy },
    ...{ latest: null, settled: true, immediate: false, whose: 'inspector', limitation: false, suspended: false },
    ...{ watched: false, done: null, noteRu: null, noteKk: null, paperId: null },
  })
  const terms = [
    { number: 3, line: line('c', instant('2026-11-25')) },
    { number: 2, line: line('b', instant('2026-11-23', '18:00')) },
    { number: 1, line: line('a', instant('2026-11-22', '18:00')) },
    { number: 4, line: { ...line('d', instant('2026-11-23', '10:00')), done: now } },
  ]
  const due = termsOfDay(terms, now)
  assert.deepEqual(
    due.map(({ number }) => number),
    [1, 2],
  )
  assert.match(morningText(due, 'ru', now), /№ 1: срок a, просрочено\n№ 2: срок b, до 18:00/)
  assert.match(
    morningText(
      Array.from({ length: 40 }, () => due[0]).flatMap((one) => one ?? []),
      'kk',
      now,
    ),
    /тағы 25$/,
  )
})

test('a precinct is chosen by its id, and nothing else is taken for one', () => {
  const id = '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee'
  const [[button] = []] = precinctButtons([{ id, number: '5', nameRu: 'Центр', nameKk: 'Орталық' }], 'kk')
  assert.equal(button?.text, '№ 5 Орталық')
  const named = { id, number: '5', nameRu: 'Участок № 5', nameKk: '№ 5 учаске' }
  assert.equal(precinctButtons([named], 'ru')[0]?.[0]?.text, 'Участок № 5')
  assert.equal(readPrecinctButton(button?.id ?? ''), id)
  assert.equal(readPrecinctButton('precinct:1 or 1=1'), null)
})

test('the poster says where, what and what becomes of it, in both languages', () => {
  const of = { link: null, to: 'line' as const, messenger: '', address: '@yard_bot', title: 'Двор', precinct: null }
  for (const lang of ['ru', 'kk'] as const) {
    const said = posterWords(of, lang)
    assert.match(said.type, /@yard_bot/)
    assert.match(said.danger, /102.*112/)
    assert.equal(said.privacy.length, 2)
    assert.equal(said.precinct, '')
    const precinct = { number: '11', nameRu: 'Участок № 11', nameKk: '№ 11 учаске' }
    const linked = posterWords({ ...of, link: 'https://t.me/yard_bot', messenger: 'Telegram', precinct }, lang)
    assert.match(linked.type, /^(или|немесе).*Telegram.*@yard_bot/)
    assert.equal(linked.precinct, lang === 'ru' ? 'Участок № 11' : '№ 11 учаске')
  }
})
