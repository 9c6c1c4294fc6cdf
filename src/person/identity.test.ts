import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likeOf, partialOf, readAnyPlate, vehicleName } from './any-plate.ts'
import { chosenIn, reasonIds, reasonText } from './choices.ts'
import { csvOf } from './csv-text.ts'
import { exclusionsOf } from './exclusions.ts'
import { foldName, isNear } from './fold-name.ts'
import { documentFault, documentKey, documentText, identityDocument, keyInText } from './identity-document.ts'
import {
  complete,
  documentKeyOf,
  documentOf,
  fullName,
  individualSchema,
  somebodySchema,
  warningsOf,
} from './person.ts'
import { vehicleInput } from './vehicle.ts'

const person = (more: Record<string, unknown> = {}) =>
  individualSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', ...more })

test('a name is one whatever letters it is written in', () => {
  const same: string[][] = [
    ['Қасымов Әлихан', 'Касымов Алихан', 'Kassymov Alikhan', 'QASYMOV ÄLIHAN'],
    ['Жұмабаева Гүлжан', 'Жумабаева Гульжан', 'Zhumabayeva Gulzhan'],
    ['Ёлкин-Соснов', 'Елкин Соснов', 'Yolkin Sosnov'],
    ['Серік', 'Serik', 'Cерiк'],
    ["O'Brien", 'OBRIEN'],
  ]
  for (const names of same) assert.deepEqual(new Set(names.map(foldName)).size, 1, names.map(foldName).join(' | '))
  assert.notEqual(foldName('Серик'), foldName('Берик'))
  assert.equal(foldName('%%% – '), '')
})

test('a near name is found, a far one is not', () => {
  const at = foldName('Үлгібаев Мысал Тестұлы')
  for (const near of ['улгибаев', 'мысал улгибаев', 'Ulgibaev', 'Улгебаев', 'улгиб'])
    assert.ok(isNear(foldName(near), at), near)
  for (const far of ['Улгибаевский', 'мысал примеров', 'ал бал']) assert.ok(!isNear(foldName(far), at), far)
})

test('documents of any country are taken, what no document can have is not', () => {
  const faults = ['012345678', 'N12345678', 'AB 123456', 'Ғ-123/45', '<b>123</b>', 'паспорт', '12', '1'.repeat(30)].map(
    (number) => documentFault({ number }),
  )
  assert.deepEqual(faults, [null, null, null, null, 'letters', 'digits', 'digits', 'long'])
  assert.equal(documentKey('№ АВ 123-456'), documentKey('AB123456'))
  assert.equal(keyInText('уд. личности № 012345678, МВД РК, 2020'), '012345678')
  assert.equal(keyInText('без документов'), null)
})

test('a document is written in the language of the paper', () => {
  const card = identityDocument.parse({
    type: 'idCard',
    number: '012345678',
    issuedBy: 'МВД РК',
    issuedOn: '2020-02-01',
  })
  assert.equal(documentText(card, 'ru'), 'удостоверение личности № 012345678, выдано МВД РК 01.02.2020')
  assert.equal(documentText(card, 'kk'), 'жеке куәлік № 012345678, МВД РК 01.02.2020 ж. берген')
  assert.equal(documentOf(person({ identity: card, document: 'как было' }), 'ru')?.slice(0, 13), 'удостоверение')
  assert.equal(documentOf(person({ document: 'справка' }), 'kk'), 'справка')
  assert.equal(documentKeyOf(person({ identity: card })), '012345678')
})

test('a foreigner without an ИИН needs a passport; sex and birth that disagree with the ИИН are warned of', () => {
  const fields = (more: Record<string, unknown>) => warningsOf(person(more), '2026-11-22').map(({ field }) => field)
  assert.deepEqual(fields({ foreigner: true, citizenship: 'Узбекистан' }), ['document'])
  assert.deepEqual(fields({ foreigner: true, identity: { type: 'foreignPassport', number: 'FA1234567' } }), [])
  assert.deepEqual(fields({ iin: '000101100016', sex: 'f' }).includes('sex'), true)
  assert.deepEqual(fields({ identity: { type: 'idCard', number: '12345' } }), ['document'])
})

test('what was chosen is said in both languages, what was typed stays', () => {
  assert.equal(chosenIn('не работает', 'kk'), 'жұмыс істемейді')
  assert.equal(chosenIn('белгілі бір тұрғылықты жері жоқ', 'ru'), 'без определённого места жительства')
  assert.equal(chosenIn('мкр Нурсат, 1', 'kk'), 'мкр Нурсат, 1')
  for (const id of reasonIds) assert.match(reasonText(id, 12, 'kk'), /№ 12/)
})

test('a name of 300 letters and an address of 300 letters are taken, 301 are not', () => {
  assert.ok(person({ residence: 'ы'.repeat(300) }))
  assert.throws(() => person({ residence: 'ы'.repeat(301) }))
})

test('who is not known is a description, and a record of an older program is made complete', () => {
  const seen = somebodySchema.parse({ kind: 'unknown', description: 'мужчина около 40, белая Газель' })
  assert.equal(fullName(seen), 'мужчина около 40, белая Газель')
  assert.deepEqual(warningsOf(seen, '2026-11-22'), [])
  const { excludes: _, identity: __, ...old } = person()
  assert.deepEqual(complete(old as never), person())
})

test('what rules out arrest and works is told with age from the ИИН', () => {
  const on = '2026-11-22'
  const of = (more: Record<string, unknown>) => exclusionsOf(person(more), on)
  assert.deepEqual(of({ birth: '2009-11-23' }), { arrest: ['under18'], works: ['under18'], ageUnknown: false })
  assert.deepEqual(of({ birth: '1968-11-22', sex: 'f' }), { arrest: [], works: ['aged'], ageUnknown: false })
  assert.deepEqual(of({ birth: '1968-11-21', sex: 'f' }).arrest, ['aged'])
  assert.deepEqual(of({ birth: '1968-11-21', sex: 'm' }).arrest, [])
  assert.deepEqual(of({ excludes: ['childUnder3'] }), {
    arrest: ['childUnder14'],
    works: ['childUnder3'],
    ageUnknown: true,
  })
  assert.deepEqual(of({ excludes: ['childUnder14', 'pregnant'] }).works, ['pregnant'])
  assert.deepEqual(of({ foreigner: true }).works, ['foreigner'])
})

test('plates of other countries are kept as typed, parts of plates are looked for, looks have a name', () => {
  assert.equal(readAnyPlate('123 авс 17')?.plate, '123ABC17')
  assert.deepEqual(readAnyPlate('01 a 777 ba'), {
    plate: '01 A 777 BA',
    form: 'other',
    region: null,
    place: null,
    owner: null,
  })
  for (const none of ['', 'газель', '<b>1</b>', '1', '1'.repeat(40)]) assert.equal(readAnyPlate(none), null, none)
  assert.equal(partialOf('12* аб ?'), '12?AБ?')
  assert.equal(likeOf('12?B'), '%12_B%')
  assert.equal(likeOf('1?2'), null)
  assert.equal(likeOf('%_%'), null)
  const looks = vehicleInput.parse({ make: 'Газель', colour: 'белая', partial: '12?AB' })
  assert.equal(vehicleName('', { ...looks, source: null }), 'белая Газель, 12?AB')
  assert.ok(!vehicleInput.safeParse({ note: 'стояла' }).success)
})

test('a table that is written out holds no formulas', () => {
  assert.equal(csvOf([['=1+1', 'a;b', '"']]), '\uFEFF\'=1+1;"a;b";""""\r\n')
})
