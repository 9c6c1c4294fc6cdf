import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addMonths,
  addWorkdays,
  endOfDay,
  formatDay,
  formatEnd,
  formatInstant,
  instant,
  isDay,
  isWorkday,
  isYearKnown,
  kazakhstan,
  localDay,
  localTime,
  movedDays,
  nextWorkday,
  weekday,
} from './calendar.ts'

test('the local day begins at 19:00 UTC', () => {
  assert.equal(localDay(new Date('2026-11-22T18:59:59Z')), '2026-11-22')
  assert.equal(localDay(new Date('2026-11-22T19:00:00Z')), '2026-11-23')
  assert.equal(localTime(new Date('2026-11-22T19:05:00Z')), '00:05')
  assert.equal(instant('2026-11-23', '21:40').toISOString(), '2026-11-23T16:40:00.000Z')
  assert.equal(endOfDay('2026-11-23').toISOString(), '2026-11-23T19:00:00.000Z')
})

test('a day that does not exist is refused, not rolled over', () => {
  for (const day of ['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', 'завтра'])
    assert.equal(isDay(day), false, day)
  assert.equal(isDay('2028-02-29'), true)
  assert.throws(() => instant('2026-02-30'), /2026-02-30/)
})

test('days and months are counted over the ends of months and years', () => {
  const days: [string, number, string][] = [
    ['2026-11-20', 3, '2026-11-23'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ]
  for (const [from, count, to] of days) assert.equal(addDays(from, count), to)
  const months: [string, number, string][] = [
    ['2026-11-20', 2, '2027-01-20'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2027-12-31', 2, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-08-31', 12, '2027-08-31'],
  ]
  for (const [from, count, to] of months) assert.equal(addMonths(from, count), to)
})

test('days off of 2026 are those published', () => {
  assert.deepEqual(movedDays(kazakhstan[2026] as never), [
    '2026-03-09',
    '2026-03-24',
    '2026-03-25',
    '2026-05-11',
    '2026-10-26',
  ])
  for (const day of ['2026-03-09', '2026-03-24', '2026-05-27', '2026-01-07', '2026-12-16', '2026-11-22'])
    assert.equal(isWorkday(day), false, day)
  for (const day of ['2026-08-31', '2026-11-23', '2026-03-16', '2026-05-28']) assert.equal(isWorkday(day), true, day)
})

test('in 2027 Constitution Day is 15 March and New Year gives the Monday', () => {
  assert.equal(isWorkday('2027-03-15'), false)
  assert.equal(isWorkday('2027-08-30'), true)
  assert.deepEqual(movedDays(kazakhstan[2027] as never), ['2027-01-04', '2027-03-24', '2027-05-03', '2027-05-10'])
})

test('a year without published holidays knows weekends only and says so', () => {
  assert.equal(isYearKnown('2031-01-01'), false)
  assert.equal(isWorkday('2031-01-01'), true)
  assert.equal(isWorkday('2031-01-04'), false)
})

test('working days skip weekends and holidays', () => {
  assert.equal(weekday('2026-11-22'), 7)
  assert.equal(nextWorkday('2026-11-21'), '2026-11-23')
  assert.equal(nextWorkday('2026-11-23'), '2026-11-23')
  assert.equal(addWorkdays('2026-11-20', 3), '2026-11-25')
  assert.equal(addWorkdays('2026-03-20', 1), '2026-03-26')
})

test('dates are written as people write them', () => {
  assert.equal(formatDay('2026-11-03', 'ru'), '3 ноября 2026 г.')
  assert.equal(formatDay('2026-11-03', 'kk'), '2026 жылғы 3 қараша')
  assert.equal(formatInstant(instant('2026-11-23', '21:40'), 'ru'), '23 ноября 2026 г., 21:40')
  assert.equal(formatInstant(instant('2026-11-23', '21:40'), 'kk'), '2026 жылғы 23 қараша, сағат 21:40')
  assert.equal(formatEnd(endOfDay('2026-11-23'), 'ru'), '23 ноября 2026 г., 24:00')
  assert.equal(formatEnd(endOfDay('2026-11-23'), 'kk'), '2026 жылғы 23 қараша, сағат 24:00')
})
