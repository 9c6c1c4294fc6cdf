import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkBin, checkDigit, checkIin, findIins, iinFaults } from './iin.ts'

/** Invented numbers: born in 1800, so nobody living carries them. */
test('an ИИН is accepted by the first or the second row of weights', () => {
  assert.deepEqual(checkIin('000101100016'), { ok: true, iin: '000101100016', birth: '1800-01-01', sex: 'm' })
  assert.deepEqual(checkIin('000101100708'), { ok: true, iin: '000101100708', birth: '1800-01-01', sex: 'm' })
  assert.deepEqual(checkIin(' 0001 0110 0016 '), { ok: true, iin: '000101100016', birth: '1800-01-01', sex: 'm' })
})

test('the check digit by hand: row one, row two, never issued', () => {
  assert.equal(checkDigit('00010110001'), 6)
  assert.equal(checkDigit('00010110070'), 8)
  assert.equal(checkDigit('00010110071'), null)
})

test('what cannot be an ИИН is refused with the reason', () => {
  const cases: [string, keyof typeof iinFaults][] = [
    ['000101100017', 'check'],
    ['001301100016', 'date'],
    ['000230100016', 'date'],
    ['00010110001', 'length'],
    ['0001011000160', 'length'],
    ['00010110001a', 'length'],
    ['', 'length'],
    ['000101000016', 'century'],
    ['000101700016', 'century'],
    ...Array.from({ length: 10 }, (_, digit): [string, 'neverIssued'] => [`00010110071${digit}`, 'neverIssued']),
  ]
  for (const [text, fault] of cases) {
    const read = checkIin(text)
    assert.ok(!read.ok && read.fault === fault, `${text}: ${JSON.stringify(read)}`)
    assert.equal(read.why, iinFaults[fault])
  }
})

test('the seventh digit gives century and sex', () => {
  const withCheck = (eleven: string) => `${eleven}${checkDigit(eleven)}`
  const cases: [string, string, 'm' | 'f'][] = [
    ['00010110001', '1800-01-01', 'm'],
    ['00010120001', '1800-01-01', 'f'],
    ['99123130001', '1999-12-31', 'm'],
    ['99123140001', '1999-12-31', 'f'],
    ['00022950001', '2000-02-29', 'm'],
    ['00022960001', '2000-02-29', 'f'],
  ]
  for (const [eleven, birth, sex] of cases) {
    const read = checkIin(withCheck(eleven))
    assert.ok(read.ok, eleven)
    assert.equal(read.birth, birth)
    assert.equal(read.sex, sex)
  }
})

test('29 February is a birthday only in a leap year', () => {
  const read = checkIin('000229100016')
  assert.ok(!read.ok && read.fault === 'date')
})

test('one wrong digit is noticed, but for the eleventh: its weight of 11 is nothing modulo 11', () => {
  const good = '000101100016'
  for (let at = 0; at < 10; at++) {
    const changed = `${good.slice(0, at)}${(Number(good[at]) + 1) % 10}${good.slice(at + 1)}`
    assert.equal(checkIin(changed).ok, false, changed)
  }
  assert.equal(checkIin('000101100026').ok, true)
})

test('a БИН tells the kind of firm', () => {
  const withCheck = (eleven: string) => `${eleven}${checkDigit(eleven)}`
  const cases: [string, string, boolean][] = [
    ['00014000001', 'resident', false],
    ['00015000001', 'nonResident', false],
    ['00016000001', 'soleTrader', false],
    ['00014100001', 'resident', true],
  ]
  for (const [eleven, kind, branch] of cases) {
    const read = checkBin(withCheck(eleven))
    assert.ok(read.ok, eleven)
    assert.deepEqual([read.kind, read.branch], [kind, branch])
  }
})

test('what cannot be a БИН is refused with the reason', () => {
  const cases: [string, keyof typeof iinFaults][] = [
    ['001340000017', 'month'],
    ['000100000017', 'kind'],
    ['000149000017', 'branch'],
    ['12', 'length'],
  ]
  for (const [text, fault] of cases) {
    const read = checkBin(text)
    assert.ok(!read.ok && read.fault === fault, `${text}: ${JSON.stringify(read)}`)
  }
})

test('numbers are found in running text so that they can be hidden', () => {
  const text = 'его ИИН 000101100016, тел 87011234567, ещё 0001 0110 0708.'
  assert.deepEqual(
    findIins(text).map(({ start, end }) => text.slice(start, end)),
    ['000101100016', '0001 0110 0708'],
  )
  assert.deepEqual(findIins('дом 12345678901234'), [])
})
