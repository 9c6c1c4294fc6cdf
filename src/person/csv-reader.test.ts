import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CsvBroken, type CsvRow, encodingOf, openCsv } from './csv-reader.ts'
import { readHeader, readRow } from './register-columns.ts'

function read(text: string, piece = text.length || 1): (CsvRow | CsvBroken)[] {
  const reader = openCsv()
  const out = []
  for (let at = 0; at < text.length; at += piece) out.push(...reader.push(text.slice(at, at + piece)))
  return [...out, ...reader.end()]
}
const cells = (text: string) => read(text).map((row) => ('cells' in row ? row.cells : row.fault))

test('separators, quotes, line ends and the mark of spreadsheets are understood', () => {
  assert.deepEqual(cells('a;b\r\n1;"x;""y"""\n2;\n'), [
    ['a', 'b'],
    ['1', 'x;"y"'],
    ['2', ''],
  ])
  assert.deepEqual(cells('a,b\r1,2'), [
    ['a', 'b'],
    ['1', '2'],
  ])
  assert.deepEqual(cells('a\tb\n"x\ny"\t2\n\n3\t4'), [
    ['a', 'b'],
    ['x\ny', '2'],
    ['3', '4'],
  ])
  assert.deepEqual(cells('sep=;\na;b\n1;2'), [
    ['a', 'b'],
    ['1', '2'],
  ])
  assert.deepEqual(
    read('a;b\n"x\ny";2\n3;4').map(({ line }) => line),
    [1, 2, 4],
  )
  assert.deepEqual(cells(''), [])
})

test('however the pieces come, the rows are the same', () => {
  const sign = fc.constantFrom('a', '"', ';', '\n', '\r', '\r\n', '""', ' ', 'ы')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (signs, piece) => {
      const text = `a;b\n${signs.join('')}`
      assert.deepEqual(read(text, piece), read(text))
    }),
    { numRuns: 2000 },
  )
})

test('a broken quote, a line of ten million letters and a zero letter cost their own line alone', () => {
  assert.deepEqual(cells('a;b\n"x"y;1\n2;3'), [['a', 'b'], 'quote', ['2', '3']])
  const open = read(`a;b\n"never closed;1\n${'2;3\n'.repeat(8000)}`)
  assert.equal(open.filter((row) => 'fault' in row).length, 1)
  assert.equal(open.length, 8002)
  assert.deepEqual(cells(`a;b\n${'x'.repeat(10_000_000)}\n2;3`), [['a', 'b'], 'long', ['2', '3']])
  assert.deepEqual(cells('a;b\n1;\0\n2;3'), [['a', 'b'], 'nul', ['2', '3']])
  assert.deepEqual(
    read('x'.repeat(100_000), 10_000).map((row) => 'fault' in row),
    [true],
  )
})

test('bytes are known for what they are', () => {
  assert.equal(encodingOf([Buffer.from('ИИН;ФИО')]), 'utf-8')
  assert.equal(encodingOf([Buffer.from([0xd0]), Buffer.from([0x98])]), 'utf-8')
  assert.equal(encodingOf([Buffer.from([0xc8, 0xc8, 0xcd])]), 'windows-1251')
  assert.equal(encodingOf([Buffer.from([0xff, 0xfe, 0x18, 0x04])]), 'utf-16le')
})

test('columns are known by their names in three languages, in any order and case', () => {
  const at = (register: 'persons' | 'entities' | 'vehicles' | 'penalties', header: string) => {
    const read = readHeader(register, header.split(';'))
    return 'at' in read ? Object.fromEntries(read.at) : read.missing
  }
  assert.deepEqual(at('persons', 'ФИО;иин ;Дата рождения;Лишнее'), { name: 0, iin: 1, birth: 2 })
  assert.deepEqual(at('persons', 'ЖСН;Тегі;Аты;Мекенжайы'), { iin: 0, surname: 1, given: 2, residence: 3 })
  assert.deepEqual(at('entities', 'BIN;Name;Head'), { bin: 0, name: 1, representative: 2 })
  assert.deepEqual(at('vehicles', 'Гос. номер;Марка;ИИН/БИН владельца'), { plate: 0, make: 1, owner: 2 })
  assert.equal(at('persons', 'ФИО;Адрес'), 'ИИН')
  assert.equal(at('penalties', 'ИИН;Статья'), 'Дата постановления')
})

test('a row is taken as the register knows it, or refused with its column and why', () => {
  const row = (register: 'persons' | 'vehicles' | 'penalties', header: string, line: string) => {
    const head = readHeader(register, header.split(';'))
    assert.ok('at' in head)
    return readRow(register, head.at, line.split(';'))
  }
  const taken = row('persons', 'ИИН;ФИО;Дата рождения', '101100016;Примеров Образец Тестович;01.01.1800')
  assert.ok('data' in taken && taken.data.kind === 'individual')
  assert.deepEqual(
    [taken.key, taken.data.patronymic, taken.data.birth, taken.data.sex],
    ['000101100016', 'Тестович', '1800-01-01', 'm'],
  )
  const kept = row('persons', 'ИИН;ФИО', '="000101100016";=HYPERLINK("x") Пример')
  assert.ok('data' in kept && kept.data.kind === 'individual' && kept.data.surname.startsWith('=HYPERLINK'))
  for (const [line, column] of [
    ['000101100017;Примеров Образец;', 'ИИН'],
    ['1,01E+10;Примеров Образец;', 'ИИН'],
    ['000101100016;Примеров;', 'ФИО'],
    ['000101100016;Примеров Образец;31.02.1800', 'Дата рождения'],
    [`000101100016;${'я'.repeat(301)};`, 'ФИО'],
  ] as const) {
    const read = row('persons', 'ИИН;ФИО;Дата рождения', line)
    assert.ok('why' in read && read.column === column && read.why.kk, line)
  }
  const penalty = row(
    'penalties',
    'ИИН;Статья;Взыскание;Штраф МРП;Дата постановления',
    '000101100016;ст. 505 ч.1;Штраф;20,5;01.02.2026',
  )
  assert.ok('data' in penalty)
  assert.deepEqual(penalty.data, {
    ...{ kind: 'penalty', iin: '000101100016', article: '505', part: '1', penalty: 'fine', fineMrp: 20.5 },
    ...{ decidedOn: '2026-02-01', executedOn: null, decidedBy: null },
  })
  const vehicle = row('vehicles', 'Номер;Марка;Владелец', '123 авс 17;Газель;000101100016')
  assert.ok('key' in vehicle && vehicle.key === '123ABC17')
})
