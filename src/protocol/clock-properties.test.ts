import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, instant, kazakhstan, localDay } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import { caseEvents, deadlinesOf, endOf } from './clock.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const moment = fc.date({ min: instant('2026-01-01'), max: instant('2027-12-30'), noInvalidDate: true })
const someTerm = fc.constantFrom(...edition.terms.filter((term) => term.immediate || term.length !== null))

test('no term ends before its event, and the later reading is never earlier', () => {
  fc.assert(
    fc.property(someTerm, moment, (term, at) => {
      const end = endOf(term, at, kazakhstan)
      assert.ok(end && end.doBy >= at)
      assert.ok(end.latest === null || end.latest > end.doBy)
    }),
  )
})

test('a later event never ends a term earlier', () => {
  fc.assert(
    fc.property(someTerm, moment, moment, (term, one, other) => {
      const [early, late] = one <= other ? [one, other] : [other, one]
      const [first, second] = [endOf(term, early, kazakhstan), endOf(term, late, kazakhstan)]
      assert.ok(first && second && first.doBy <= second.doBy)
      assert.ok((first.latest ?? first.doBy) <= (second.latest ?? second.doBy))
    }),
  )
})

test('a term in сутки ends with the 24:00 that closes its last day, whatever the hour', () => {
  const days = fc.constantFrom(...edition.terms.filter(({ unit, immediate }) => unit === 'days' && !immediate))
  fc.assert(
    fc.property(days, moment, (term, at) => {
      const end = endOf(term, at, kazakhstan)
      assert.equal(localDay(new Date((end?.doBy.getTime() ?? 0) - 1)), addDays(localDay(at), term.length ?? 0))
    }),
  )
})

test('whatever has happened, the list is sorted and the limitation stands in it', () => {
  const events = fc.dictionary(fc.constantFrom(...caseEvents), moment, { maxKeys: 8 })
  const facts = fc.record(
    {
      absent: fc.boolean(),
      continuing: fc.boolean(),
      minor: fc.boolean(),
      entity: fc.boolean(),
      unknownOffender: fc.boolean(),
      shortProcedure: fc.boolean(),
      prolonged: fc.boolean(),
      part: fc.constantFrom(...edition.parts),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(events, facts, (happened, known) => {
      const found = deadlinesOf(happened, edition, kazakhstan, known)
      const times = found.map(({ doBy }) => doBy?.getTime() ?? 0)
      assert.deepEqual(
        times,
        times.toSorted((a, b) => a - b),
      )
      assert.equal(new Set(found.map(({ id }) => id)).size, found.length)
      assert.ok(found.some(({ limitation }) => limitation))
    }),
  )
})
