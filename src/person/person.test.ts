import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ageAt,
  fullName,
  type Individual,
  isMinor,
  isUnder16,
  normalisePhone,
  personSchema,
  shortName,
  unnamed,
  warningsOf,
} from './person.ts'

const person = (over: Partial<Individual> = {}) =>
  personSchema.parse({ kind: 'individual', surname: 'Тестов', given: 'Пример', ...over })

test('a person needs a surname and a given name; everything else may be missing', () => {
  const parsed = person()
  assert.equal(parsed.kind, 'individual')
  assert.equal(parsed.kind === 'individual' && parsed.iin, null)
  assert.equal(personSchema.safeParse({ kind: 'individual', surname: '', given: 'Пример' }).success, false)
  assert.equal(personSchema.safeParse({ kind: 'individual', surname: 'Т', given: 'П', isAdmin: true }).success, false)
  assert.equal(personSchema.safeParse({ kind: 'firm', name: 'ТОО' }).success, false)
  assert.equal(
    personSchema.safeParse({ kind: 'individual', surname: 'Т', given: 'П', birth: '2026-02-30' }).success,
    false,
  )
})

test('what is entered is brought to one spelling', () => {
  const parsed = personSchema.parse({
    kind: 'entity',
    name: ' ТОО «Пример» ',
    phone: '8 (725) 212-34-56',
    plates: ['123 авс 17', '123ABC17', 'не номер', ''],
  })
  assert.equal(parsed.kind === 'entity' && parsed.name, 'ТОО «Пример»')
  assert.equal(parsed.phone, '+77252123456')
  assert.deepEqual(parsed.plates, ['123ABC17', 'не номер'])
})

test('numbers and dates that do not fit are warned of, not refused', () => {
  const cases: [Partial<Individual>, string[]][] = [
    [{ iin: '000101100016', birth: '1800-01-01' }, ['birth']],
    [{ iin: '000101100017' }, ['iin']],
    [{ iin: '000101100016', birth: '1999-01-01' }, ['birth']],
    [{ birth: '2026-11-23' }, ['birth']],
    [{ birth: '2026-11-22' }, []],
    [{ birth: '1990-05-05' }, []],
    [{ phone: '123' }, ['phone']],
  ]
  for (const [over, fields] of cases)
    assert.deepEqual(
      warningsOf(person(over), '2026-11-22').map((one) => one.field),
      fields,
      JSON.stringify(over),
    )
  const firm = personSchema.parse({ kind: 'entity', name: 'ТОО «Пример»', bin: '000100000017' })
  assert.deepEqual(
    warningsOf(firm, '2026-11-22').map((one) => one.field),
    ['bin'],
  )
  for (const { text } of warningsOf(firm, '2026-11-22')) assert.notEqual(text.ru, text.kk)
})

test('age is counted to the birthday', () => {
  const cases: [string, string, number][] = [
    ['2010-11-22', '2026-11-21', 15],
    ['2010-11-22', '2026-11-22', 16],
    ['2008-02-29', '2026-02-27', 17],
    ['2008-02-29', '2026-02-28', 18],
    ['2000-12-31', '2026-01-01', 25],
  ]
  for (const [birth, on, age] of cases) assert.equal(ageAt(birth, on), age, `${birth} ${on}`)
})

test('16 and 18 are looked at on the day of the offence, unknown is not guessed', () => {
  assert.equal(isUnder16(person({ birth: '2010-11-22' }), '2026-11-21'), true)
  assert.equal(isUnder16(person({ birth: '2010-11-22' }), '2026-11-22'), false)
  assert.equal(isMinor(person({ birth: '2010-11-22' }), '2026-11-22'), true)
  assert.equal(isMinor(person(), '2026-11-22'), null)
  assert.equal(isMinor(person({ iin: '000101100016' }), '2026-11-22'), false)
  assert.equal(isMinor(personSchema.parse({ kind: 'entity', name: 'ТОО' }), '2026-11-22'), false)
})

test('names are written in full, short, or not at all', () => {
  const full = person({ patronymic: 'Образцович' })
  assert.equal(fullName(full), 'Тестов Пример Образцович')
  assert.equal(shortName(full), 'Тестов\u00a0П.\u00a0О.')
  assert.equal(shortName(person()), 'Тестов\u00a0П.')
  assert.equal(unnamed(full, 'kk'), 'жеке тұлға')
})

test('phones are brought to +7', () => {
  const cases: [string, string | null][] = [
    ['8 701 123-45-67', '+77011234567'],
    ['+7 (701) 123 45 67', '+77011234567'],
    ['77011234567', '+77011234567'],
    ['7011234567', '+77011234567'],
    ['8 7252 12-34-56', '+77252123456'],
    ['102', null],
    ['+1 202 555 0100', null],
    ['8701123456', null],
    ['восемь', null],
    ['', null],
  ]
  for (const [text, phone] of cases) assert.equal(normalisePhone(text), phone, text)
})
