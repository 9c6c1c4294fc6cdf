import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { csvLine } from './csv.ts'

test('a cell that a spreadsheet would run is made harmless', () => {
  for (const cell of ['=1+1', '+7701', '-2', '@sum', '\t=1', '  =1', '\r=1'])
    assert.match(csvLine([cell]), /^"?'/, JSON.stringify(cell))
  assert.equal(csvLine(['Шум', 'а-б', 12, 1.5, null]), 'Шум;а-б;12;1,5;\r\n')
  assert.equal(csvLine(['а;б', 'в"г']), '"а;б";"в""г"\r\n')
})

test('whatever a cell holds, it stays one cell that starts no formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (cell) => {
      const line = csvLine([cell, 'x'])
      const read = line.startsWith('"')
        ? line.slice(1, line.lastIndexOf('";x')).replaceAll('""', '"')
        : line.slice(0, line.lastIndexOf(';x'))
      assert.ok(read === cell || read === `'${cell}`)
      assert.doesNotMatch(read, /^\s*[=+\-@]/)
    }),
  )
})
