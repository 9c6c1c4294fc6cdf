import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isDay } from '../base/calendar.ts'
import { checkBin, checkDigit, checkIin } from './iin.ts'

/** Numbers are made of birth years of the 1800s (seventh digit 1 or 2), so that nobody living carries them. */

const two = (value: number) => String(value).padStart(2, '0')
const serial = fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, '0'))
const withCheck = (eleven: string) => {
  const digit = checkDigit(eleven)
  return digit === null ? null : `${eleven}${digit}`
}
const iins = fc
  .tuple(
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.constantFrom('1', '2'),
    serial,
  )
  .map(([year, month, day, century, rest]) => withCheck(`${two(year)}${two(month)}${two(day)}${century}${rest}`))
  .filter((iin) => iin !== null)
const bins = fc
  .tuple(
    fc.integer({ min: 0, max: 99 }),
    fc.integer({ min: 1, max: 12 }),
    fc.constantFrom('4', '5', '6'),
    fc.integer({ min: 0, max: 3 }),
    fc.integer({ min: 0, max: 99999 }),
  )
  .map(([year, month, kind, branch, rest]) =>
    withCheck(`${two(year)}${two(month)}${kind}${branch}${String(rest).padStart(5, '0')}`),
  )
  .filter((bin) => bin !== null)

/** The rule of Постановление № 565 once more, by other words than the program's. */
function holds(digits: string): boolean {
  const weigh = (weights: number[]) => weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11
  const first = weigh([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  const sum = first === 10 ? weigh([3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) : first
  return sum < 10 && sum === Number(digits[11])
}

test('every made ИИН is taken and tells its birth date and sex', () => {
  fc.assert(
    fc.property(iins, (iin) => {
      const read = checkIin(iin)
      assert.ok(read.ok)
      assert.equal(read.birth.slice(2).replaceAll('-', ''), iin.slice(0, 6))
      assert.equal(read.sex, iin[6] === '1' ? 'm' : 'f')
    }),
  )
})

test('an ИИН with one digit changed is taken only where the rule of the check digit and the calendar allow it', () => {
  fc.assert(
    fc.property(iins, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (iin, at, by) => {
      const digit = (Number(iin[at]) + by) % 10
      const changed = `${iin.slice(0, at)}${digit}${iin.slice(at + 1)}`
      const century = 18 + Math.floor((Number(changed[6]) - 1) / 2)
      const day = `${century}${changed.slice(0, 2)}-${changed.slice(2, 4)}-${changed.slice(4, 6)}`
      const may = holds(changed) && /[1-6]/.test(changed[6] ?? '') && isDay(day)
      assert.equal(checkIin(changed).ok, may, `${iin} → ${changed}`)
      // The last digit alone is never free.
      if (at === 11) assert.equal(checkIin(changed).ok, false)
    }),
    { numRuns: 1000 },
  )
})

test('every made БИН is taken and tells its kind; one digit changed is taken only where the rule allows it', () => {
  fc.assert(
    fc.property(bins, fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (bin, at, by) => {
      const read = checkBin(bin)
      assert.ok(read.ok)
      assert.equal(read.kind, { 4: 'resident', 5: 'nonResident', 6: 'soleTrader' }[bin[4] as '4'])
      assert.equal(read.branch, bin[5] !== '0')
      const changed = `${bin.slice(0, at)}${(Number(bin[at]) + by) % 10}${bin.slice(at + 1)}`
      const month = Number(changed.slice(2, 4))
      const may = holds(changed) && month >= 1 && month <= 12 && /^.{4}[456][0-3]/.test(changed)
      assert.equal(checkBin(changed).ok, may, `${bin} → ${changed}`)
    }),
    { numRuns: 1000 },
  )
})

test('gaps and dashes change nothing; whatever is typed never throws', () => {
  fc.assert(
    fc.property(iins, fc.array(fc.constantFrom(' ', '-', '\u00a0'), { minLength: 12, maxLength: 12 }), (iin, gaps) => {
      assert.ok(checkIin([...iin].map((digit, at) => digit + gaps[at]).join('')).ok)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const [iin, bin] = [checkIin(text), checkBin(text)]
      assert.ok(iin.ok || iin.why.kk)
      assert.ok(bin.ok || bin.why.kk)
    }),
  )
})
