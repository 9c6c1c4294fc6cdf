import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openGazetteer } from './gazetteer.ts'
import { placesOfCsv } from './gazetteer-csv.ts'
import { knownPlace } from './gazetteer-file.ts'

const header = 'kind,name_ru,name_kk,aliases,street,number,lat,lon'
const table = [
  header,
  'street,улица Мерей,Мерей көшесі,Мичурина|Старая,,,42.3383,69.5839',
  'house,,,,улица Мерей,13/1,42.3381,69.5812',
  'microdistrict,мкр Самалды,Самалды шағын ауданы,,,,42.3454,69.5839',
  'house,,,,мкр Самалды,14а,42.3451,69.5833',
  'school,№ 112,,,,,42.3361,69.5827',
  'landmark,"магазин ""Айгуль"", угловой",«Айгүл» дүкені,Айгуль,,,42.3439,69.5860',
].join('\n')

test('a table gives the same kinds of places as a map, to be found in the same words', () => {
  const read = placesOfCsv(table)
  assert.ok('places' in read, JSON.stringify(read))
  assert.deepEqual(
    read.places.map(({ kind, nameRu, house }) => [kind, nameRu, house]),
    [
      ['street', 'улица Мерей', ''],
      ['house', 'улица Мерей, 13/1', '13/1'],
      ['microdistrict', 'мкр Самалды', ''],
      ['house', 'мкр Самалды, 14а', '14а'],
      ['landmark', '№ 112', ''],
      ['landmark', 'магазин "Айгуль", угловой', ''],
    ],
  )
  const gazetteer = openGazetteer(
    read.places.map((place) =>
      knownPlace({
        ...place,
        onStreet: Boolean(place.properties.street),
        landmark: String(place.properties.landmark ?? ''),
      }),
    ),
  )
  const near = { lon: 69.5833, lat: 42.345 }
  const named = (words: string) => gazetteer.find([words], near)?.name
  assert.equal(named('на Мичурина 13/1'), 'улица Мерей, 13/1')
  assert.equal(named('у 14а'), 'мкр Самалды, 14а')
  assert.equal(named('112 мектептің жанында'), '№ 112')
  assert.equal(named('за Айгуль'), 'магазин "Айгуль", угловой')
})

test('a byte order mark, semicolons, decimal commas, quotes and Windows lines are all taken', () => {
  const read = placesOfCsv(
    '\uFEFFKind;Lat;Lon;name_ru;extra\r\n"улица";42,34;69,58;"улица\r\nМерей";x\r\n\r\nдом;42,34;69,58;Мерей;\r\n',
  )
  // The house has no number: its line is told as an editor numbers it, with the line inside quotes and the empty one.
  assert.ok('problem' in read)
  assert.deepEqual([read.problem, read.line, read.column], ['csv-value', 5, 'number'])
  const fine = placesOfCsv('kind;lat;lon;name_ru\nstreet;42,34;69,58;улица Мерей')
  assert.ok('places' in fine)
  assert.deepEqual(fine.places[0]?.point, { lat: 42.34, lon: 69.58 })
})

test('the first wrong row is named by line and column', () => {
  const cases: [string, string, number, string][] = [
    ['', 'csv-empty', 1, ''],
    [header, 'csv-empty', 1, ''],
    ['kind,lat\nstreet,42', 'csv-column', 1, 'lon'],
    [`${header}\nriver,Бадам,,,,,42,69`, 'csv-value', 2, 'kind'],
    [`${header}\nstreet,,,,,,42,69`, 'csv-value', 2, 'name_ru'],
    [`${header}\nstreet,Мерей,,,,,142,69`, 'csv-value', 2, 'lat'],
    [`${header}\nstreet,Мерей,,,,,42,east`, 'csv-value', 2, 'lon'],
    [`${header}\n\nhouse,,,,Мерей,угловой,42,69`, 'csv-value', 3, 'number'],
    [`${header}\nhouse,,,,,5,42,69`, 'csv-value', 2, 'street'],
    [`${header}\nstreet,"Мерей,,,,,42,69`, 'csv-quote', 2, ''],
    [`${header}\nstreet,"Мерей" новая,,,,,42,69`, 'csv-quote', 2, ''],
    [`${header}\nstreet,${'М'.repeat(501)},,,,,42,69`, 'csv-value', 2, 'name_ru'],
  ]
  for (const [text, problem, line, column] of cases) {
    const read = placesOfCsv(text)
    assert.ok('problem' in read, text)
    assert.deepEqual([read.problem, read.line, read.column], [problem, line, column], text.slice(0, 80))
  }
})

test('more than 200,000 rows are refused', () => {
  const read = placesOfCsv(`kind,lat,lon,name_ru\n${'street,42,69,Мерей\n'.repeat(200_001)}`)
  assert.ok('problem' in read)
  assert.equal(read.problem, 'csv-long')
})
