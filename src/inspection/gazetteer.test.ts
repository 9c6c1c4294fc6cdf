import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { openGazetteer } from './gazetteer.ts'
import { knownPlace, placesFile, placesOf } from './gazetteer-file.ts'
import { away } from './lines.ts'
import { houseOf } from './mention.ts'

const file = placesFile.parse(JSON.parse(readFileSync(new URL('../../demo/district.geojson', import.meta.url), 'utf8')))
const all = placesOf(file).filter(({ folded }) => folded !== '')
const gazetteer = openGazetteer(
  all.map((place) =>
    knownPlace({
      ...place,
      onStreet: Boolean(place.properties.street),
      landmark: String(place.properties.landmark ?? ''),
    }),
  ),
)
/** The middle of Самалды, of Балауса, of Коктогай. */
const samaldy = { lon: 69.583931, lat: 42.345368 }
const balausa = { lon: 69.596037, lat: 42.346788 }
const koktogai = { lon: 69.584304, lat: 42.336343 }
const named = (spans: string[], near: typeof samaldy | null = samaldy) => gazetteer.find(spans, near)?.name ?? null

test('a house is read with its fraction, letter and ending, apart from entrance, floor and flat', () => {
  const cases: [string, string | null][] = [
    ['7/2', '7/2'], ['дом 14 а', '14а'], ['14-үй', '14'], ['у 31го', '31'], ['дом седьмой', '7'], ['72-2', '72/2'],
    ['14 дробь 2', '14/2'], ['3 подъезд', null], ['24 дом, 2 подъезд, кв 31', '24'], ['кіреберіс 2', null],
    ['47 школа', null], ['дом № 53-а', '53а'], ['у магазина', null],
  ] // biome-ignore format: a table
  for (const [text, house] of cases) assert.equal(houseOf(text), house, text)
})

test('a street is known by its old and new names, in either language, in Latin, in any case and with one letter wrong', () => {
  for (const words of [
    'по Мерей 13', 'Мичурина 13', 'на Мичурина, дом 13', 'Мерей көшесіндегі 13 үй', 'Merei 13', 'Мичурену 13',
  ]) // biome-ignore format: a table
    assert.equal(named([words]), 'улица Мерей, 13', words)
  assert.equal(named(['Қызғалдақтағы', '9 үй']), 'улица Кызгалдак, 9')
})

test('spans of one message are read together, and what lies inside a house is left out', () => {
  const found = gazetteer.find(['27-үй', 'Сұңқар көшесі', '3 подъезд', 'кв 12'], null)
  assert.deepEqual([found?.name, found?.by, found?.missing], ['улица Сункар, 27', 'house', null])
  assert.ok((found?.likelihood ?? 0) > 0.9)
})

test('a number alone is the house of the own neighbourhood, and nobody’s where streets have many of it', () => {
  assert.equal(named(['у дома 14'], samaldy), 'мкр Самалды, 14')
  assert.equal(named(['у дома 14'], balausa), 'мкр Балауса, 14')
  assert.equal(named(['у дома 14'], null), null)
  const doubtful = gazetteer.find(['27 дом'], koktogai)
  assert.ok((doubtful?.likelihood ?? 0) < 0.5)
  assert.equal(doubtful?.missing, 'street')
})

test('a crossing is where the two streets meet', () => {
  const one = gazetteer.find(['угол Сункар и Теректи'], null)
  const other = gazetteer.find(['Теректі мен Сұңқар қиылысы'], samaldy)
  assert.equal(one?.by, 'crossing')
  assert.ok(one && other && away(one.point, other.point) < 1)
  const terekti = all.find(({ nameRu }) => nameRu === 'улица Теректи')?.shape as { coordinates: [number, number][] }
  assert.ok(terekti.coordinates.some(([lon, lat]) => away({ lon, lat }, one.point) < 60))
})

test('a landmark is known by kind and name, by kind and number, or as the nearest of its kind', () => {
  assert.equal(named(['за магазином Айгуль']), 'магазин «Айгуль»')
  assert.equal(named(['47-мектептің артында']), 'школа № 47')
  assert.equal(named(['у школы'], koktogai), 'школа № 112')
  assert.equal(named(['мектептің жанында'], balausa), 'школа № 47')
  assert.equal(named(['возле магазина на Мерей'], balausa), 'магазин «Ырыс»')
})

test('another number or another name is another place, not the nearest one', () => {
  for (const words of ['42 мектеп', '14 садик', 'магазин Светлана', 'Абая 5', 'улица Ленина, 24', 'во дворе', 'кв 7'])
    assert.equal(named([words]), null, words)
})

test('a street alone is found at its middle, the less surely the longer it is, and lacks its house', () => {
  const [short, long] = [gazetteer.find(['на Мерей'], null), gazetteer.find(['проспект Кокжиек'], null)]
  assert.ok(short && long && short.likelihood > long.likelihood)
  assert.deepEqual([short.missing, long.missing], ['house', 'house'])
  assert.ok(long.likelihood < 0.5)
})

test('two streets of one name are told apart by the chat, and without it by nothing', () => {
  const place = (lat: number) =>
    knownPlace({
      ...{ kind: 'house' as const, nameRu: 'улица Тихая, 5', nameKk: '', folded: 'тихая', house: '5', shape: null },
      ...{ point: { lon: 69.6, lat }, onStreet: true, landmark: '' },
    })
  const two = openGazetteer([place(42.3), place(42.35)])
  const near = two.find(['Тихая 5'], { lon: 69.6, lat: 42.301 })
  assert.equal(near?.point.lat, 42.3)
  assert.ok(near.likelihood > 0.9)
  const far = two.find(['Тихая 5'], null)
  assert.ok(far && far.likelihood < 0.5)
  assert.equal(far.missing, 'street')
})

test('what to ask back follows from what was said', () => {
  const lack = (...words: string[]) => gazetteer.lacking(words, gazetteer.find(words, null))
  assert.equal(lack(), 'place')
  assert.equal(lack('3 подъезд'), 'place')
  assert.equal(lack('дом 14'), 'street')
  assert.equal(lack('на Мерей'), 'house')
  assert.equal(lack('улица Ленина'), 'house')
  assert.equal(lack('улица Ленина, 24'), null)
  assert.equal(lack('Мерей 13'), null)
})

test('whatever is written, the answer is a point of the district and a likelihood, or nothing', () => {
  const words = fc.constantFrom(
    'Мерей',
    '13',
    'дом',
    'школа',
    'угол',
    '/',
    'и',
    '«',
    'кв',
    'площадка',
    '14-үй',
    '\u0306',
    '№',
  )
  const span = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(words, { maxLength: 9 }).map((some) => some.join(' ')),
  )
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), fc.boolean(), (spans, inChat) => {
      const found = gazetteer.find(spans, inChat ? samaldy : null)
      if (!found) return
      assert.ok(found.likelihood >= 0 && found.likelihood <= 1)
      assert.ok(away(found.point, samaldy) < 5000)
    }),
    { numRuns: 300 },
  )
})
