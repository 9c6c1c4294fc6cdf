import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addWorkdays,
  type Day,
  endOfDay,
  instant,
  isWorkday,
  kazakhstan,
  localDay,
  localTime,
  movedDays,
  nextWorkday,
  weekday,
} from './calendar.ts'
import { calendarFile, wrongDays } from './calendar-years.ts'

const file = calendarFile.parse(JSON.parse(await readFile(new URL('../../law/calendar.json', import.meta.url), 'utf8')))

test('the days off that come with the program have their shape, their year and their source', () => {
  assert.deepEqual(Object.keys(file.years), ['2025', '2026', '2027'])
  for (const [year, off] of Object.entries(file.years)) {
    assert.deepEqual(wrongDays(Number(year), off), [], year)
    assert.match(off.note, /UNCONFIRMED/)
  }
  assert.ok(file.source.addresses.length > 0)
})

test('days of another year, named twice, or weekdays that are "worked" are found', () => {
  const year = { holidays: ['2026-01-01'], religious: [], off: [], worked: [], note: '' }
  assert.deepEqual(wrongDays(2026, year), [])
  assert.deepEqual(wrongDays(2027, year), ['2026-01-01'])
  assert.deepEqual(wrongDays(2026, { ...year, religious: ['2026-01-01'] }), ['2026-01-01'])
  assert.deepEqual(wrongDays(2026, { ...year, worked: ['2026-01-05'] }), ['2026-01-05'])
  assert.deepEqual(wrongDays(2026, { ...year, worked: ['2026-01-04'] }), [])
})

test('in 2025 the Friday after New Year was off and the Sunday worked', () => {
  assert.equal(isWorkday('2025-01-03'), false)
  assert.equal(isWorkday('2025-01-05'), true)
  assert.equal(nextWorkday('2025-01-01'), '2025-01-05')
  assert.deepEqual(movedDays(kazakhstan[2025] as never), [
    ...['2025-03-10', '2025-03-24', '2025-03-25', '2025-07-07', '2025-09-01', '2025-10-27'],
  ])
})

const anyDay = fc.integer({ min: 0, max: 6 * 365 }).map((days) => addDays('2023-06-15', days))
const some = fc.integer({ min: 0, max: 40 })

test('months later is the same date, or the last day of a shorter month, and never the month after', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 48 }), (day, months) => {
      const later = addMonths(day, months)
      const turn = (one: Day) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
      assert.equal(turn(later), turn(day) + months)
      const sameDate = later.slice(8) === day.slice(8)
      assert.ok(sameDate || addDays(later, 1).endsWith('-01'), `${day} + ${months} = ${later}`)
    }),
  )
})

test('the next working day is one, is not earlier, and nothing between is one', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const next = nextWorkday(day)
      assert.ok(isWorkday(next) && next >= day)
      for (let each = day; each < next; each = addDays(each, 1)) assert.equal(isWorkday(each), false)
      assert.equal(nextWorkday(next), next)
    }),
  )
})

test('more working days end later, in just so many working days', () => {
  fc.assert(
    fc.property(anyDay, some, some, (day, one, other) => {
      const end = addWorkdays(day, one)
      assert.ok(addWorkdays(day, one + other + 1) > end)
      let counted = 0
      for (let each = addDays(day, 1); each <= end; each = addDays(each, 1)) counted += Number(isWorkday(each))
      assert.equal(counted, one)
      assert.ok(one === 0 || isWorkday(end))
    }),
  )
})

test('a day ends at 24:00 here, that is where the next begins; days and weekdays agree', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, by) => {
      assert.equal(endOfDay(day).getTime(), instant(addDays(day, 1)).getTime())
      assert.equal(localTime(endOfDay(day)), '00:00')
      assert.equal(localDay(new Date(endOfDay(day).getTime() - 1)), day)
      assert.equal(addDays(addDays(day, by), -by), day)
      assert.equal(weekday(addDays(day, 7)), weekday(day))
    }),
  )
})

test('each holiday on a weekend gives one working day, after it, that is no holiday', () => {
  const holidays = fc.uniqueArray(
    fc.integer({ min: 0, max: 350 }).map((days) => addDays('2026-01-01', days)),
    {
      maxLength: 20,
    },
  )
  fc.assert(
    fc.property(holidays, (days) => {
      const year = { holidays: days.toSorted(), religious: [], note: '' }
      const moved = movedDays(year)
      assert.equal(moved.length, days.filter((day) => weekday(day) > 5).length)
      assert.equal(new Set(moved).size, moved.length)
      for (const day of moved) assert.ok(weekday(day) <= 5 && !days.includes(day))
    }),
  )
})
