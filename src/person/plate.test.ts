import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPlates, hidePlates, normalisePlate, readPlate } from './plate.ts'

test('a plate is brought to one spelling', () => {
  const cases: [string, string | null][] = [
    ['282ERT17', '282ERT17'],
    ['282 ert 17', '282ERT17'],
    ['KZ 282 ERT 17', '282ERT17'],
    ['kz282ert17', '282ERT17'],
    ['282-ERT-17', '282ERT17'],
    ['123 АВС 17', '123ABC17'],
    ['123авс17', '123ABC17'],
    ['777 АА 17', '777AA17'],
    ['X916ECA', 'X916ECA'],
    ['х 916 еса', 'X916ECA'],
    ['D916EC', 'D916EC'],
    ['282ERT21', null],
    ['282ERT00', null],
    ['28ERT17', null],
    ['282ERTA17', null],
    ['123ДЛЯ17', null],
    ['', null],
  ]
  for (const [text, plate] of cases) assert.equal(normalisePlate(text), plate, text)
})

test('the region is told where it is known', () => {
  assert.deepEqual(readPlate('282ERT17'), {
    plate: '282ERT17',
    form: '2012',
    region: '17',
    place: { ru: 'Шымкент', kk: 'Шымкент' },
    owner: 'individual',
  })
  assert.equal(readPlate('777AA13')?.place?.ru, 'Туркестанская область')
  assert.equal(readPlate('777AA13')?.owner, 'entity')
  assert.equal(readPlate('X916ECA')?.form, '1993')
  assert.equal(readPlate('282ERT09')?.place, null)
})

test('plates are found in what people write', () => {
  const cases: [string, string[]][] = [
    ['номер 282 ERT 17, белая', ['282 ERT 17']],
    ['машина KZ 123 авс 17 стоит на газоне', ['KZ 123 авс 17']],
    ['123ДЖБ17 и X916ECA', ['123ДЖБ17', 'X916ECA']],
    ['Х 916 ЕСА уехал', ['Х 916 ЕСА']],
    ['нөмірі 505тем12', ['505тем12']],
    ['кв 120 для 17 человек', []],
    ['с 200 сот уже, с 300 метр', []],
    ['дом 12, тел 87011234567', []],
    ['2026-11-22 в 17:45', []],
  ]
  for (const [text, plates] of cases)
    assert.deepEqual(
      findPlates(text).map(({ start, end }) => text.slice(start, end)),
      plates,
      text,
    )
})

test('hidden plates leave the rest of the text as it was', () => {
  assert.equal(hidePlates('282ERT17 ночью 🚗 X916ECA!'), '••• ночью 🚗 •••!')
  assert.equal(hidePlates('без номера'), 'без номера')
})

test('hostile lengths are read in one pass', () => {
  assert.deepEqual(findPlates('1'.repeat(50_000)), [])
  assert.deepEqual(findPlates('А '.repeat(50_000)), [])
})
