import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatEnd, instant, kazakhstan } from '../base/calendar.ts'
import { findPart } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { type CaseEvents, type CaseFacts, deadlinesOf, limitationOf } from './clock.ts'
import { termNameKk } from './clock-kk.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const part = (article: string, number: string | null) => findPart(edition, article, number)
const list = (events: CaseEvents, facts: CaseFacts = {}) => deadlinesOf(events, edition, kazakhstan, facts)
const end = (events: CaseEvents, id: string, facts: CaseFacts = {}) => {
  const found = list(events, facts).find((one) => one.id === id)
  return found?.doBy ? formatEnd(found.doBy, 'ru') : null
}

test('three сутки from Friday end with Monday', () => {
  const at = { circumstancesEstablished: instant('2026-11-20', '15:00') }
  assert.equal(end(at, 'protocol.clarify'), '23 ноября 2026 г., 24:00')
})

test('a term that ends on a day off shows the earlier date and the later one for information', () => {
  const found = list({ circumstancesEstablished: instant('2026-11-19', '15:00') }).find(
    (one) => one.id === 'protocol.clarify',
  )
  assert.equal(found?.doBy && formatEnd(found.doBy, 'ru'), '22 ноября 2026 г., 24:00')
  assert.equal(found?.latest && formatEnd(found.latest, 'ru'), '24 ноября 2026 г., 24:00')
  assert.equal(found?.settled, false)
})

test('the local day counts, not the one of Greenwich', () => {
  assert.equal(
    end({ circumstancesEstablished: new Date('2026-11-19T19:30:00Z') }, 'protocol.clarify'),
    '23 ноября 2026 г., 24:00',
  )
})

test('limitation is always there, from the offence, else from detection, else first and not counted', () => {
  const offence = { offenceCommitted: instant('2026-11-20', '21:40') }
  assert.equal(end(offence, 'liability.general'), '20 января 2027 г., 24:00')
  const detected = list({ offenceDetected: instant('2026-11-21') }).find((one) => one.id === 'liability.general')
  assert.equal(detected?.from, 'offenceDetected')
  assert.match(detected?.noteRu ?? '', /может истечь раньше/)
  const nothing = list({})
  assert.equal(nothing.length, 1)
  assert.equal(nothing[0]?.id, 'liability.general')
  assert.equal(nothing[0]?.doBy, null)
})

test('limitation is not moved from a day off', () => {
  assert.equal(
    end({ offenceCommitted: instant('2026-09-22', '10:00') }, 'liability.general'),
    '22 ноября 2026 г., 24:00',
  )
})

test('months end on the same date or the last day, and move to a working day where the law says so', () => {
  assert.equal(
    end({ offenceCommitted: instant('2026-12-31', '10:00') }, 'liability.general'),
    '28 февраля 2027 г., 24:00',
  )
  assert.equal(
    end({ representationReceived: instant('2026-10-22', '10:00') }, 'representation.answer'),
    '23 ноября 2026 г., 24:00',
  )
})

test('the earliest stands first', () => {
  const found = list({
    offenceCommitted: instant('2026-11-20', '21:40'),
    offenceDetected: instant('2026-11-21', '09:00'),
    protocolDrawnUp: instant('2026-11-22', '10:00'),
  })
  const times = found.map((one) => one.doBy?.getTime() ?? 0)
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  )
  assert.equal(found[0]?.id, 'protocol.immediate')
  assert.ok(found.every((one) => /^КоАП \d/.test(one.rule)))
})

test('a term is listed only where its condition holds', () => {
  const drawn = { protocolDrawnUp: instant('2026-11-22', '10:00') }
  const offence = { offenceCommitted: instant('2026-11-20'), offenceDetected: instant('2026-11-21') }
  const cases: [CaseEvents, CaseFacts, string, boolean][] = [
    [drawn, { part: part('434', '1') }, 'send.immediate', true],
    [drawn, { part: part('505', '1') }, 'send.immediate', false],
    [drawn, {}, 'copy.absent', false],
    [drawn, { absent: true }, 'copy.absent', true],
    [offence, { continuing: true }, 'liability.continuing', true],
    [offence, {}, 'liability.continuing', false],
    [offence, { minor: true }, 'liability.minorHalf', true],
    [offence, { part: part('344', '2') }, 'liability.individualSpecial', true],
    [offence, { part: part('344', '2'), entity: true }, 'liability.legalEnvironment', true],
    [offence, { part: part('505', '1') }, 'liability.individualSpecial', false],
    [{ ecoDamageEstablished: instant('2026-11-20') }, { part: part('344', '2') }, 'protocol.ecoDamage', true],
    [{ ecoDamageEstablished: instant('2026-11-20') }, { part: part('344', '3') }, 'protocol.ecoDamage', false],
    [{ rightExplained: instant('2026-11-20') }, { shortProcedure: true }, 'short.pay', true],
    [{ rightExplained: instant('2026-11-20') }, {}, 'short.pay', false],
  ]
  for (const [events, facts, id, listed] of cases)
    assert.equal(
      list(events, facts).some((one) => one.id === id),
      listed,
      `${id} ${JSON.stringify(Object.keys(facts))}`,
    )
})

test('hours are counted to the minute', () => {
  assert.equal(end({ personDetained: instant('2026-11-22', '21:40') }, 'consider.detained'), '23 ноября 2026 г., 21:40')
})

test('the limit that ends liability is the special one where there is one', () => {
  const events = { offenceCommitted: instant('2026-03-10', '10:00'), offenceDetected: instant('2026-11-01', '10:00') }
  const ends = (facts: CaseFacts) => {
    const at = limitationOf(events, edition, kazakhstan, facts)
    return at && formatEnd(at, 'ru')
  }
  assert.equal(ends({}), '10 мая 2026 г., 24:00')
  assert.equal(ends({ continuing: true }), '1 января 2027 г., 24:00')
  assert.equal(ends({ part: part('344', '2') }), '1 января 2027 г., 24:00')
  assert.equal(ends({ minor: true }), '10 апреля 2026 г., 24:00')
  assert.equal(limitationOf({}, edition, kazakhstan, {}), null)
})

test('what was done is shown beside its term', () => {
  const done = instant('2026-11-22', '11:00')
  const found = list({ protocolDrawnUp: instant('2026-11-22', '10:00') }, { done: { 'copy.immediate': done } })
  assert.equal(found.find((one) => one.id === 'copy.immediate')?.done, done)
})

test('every term of the edition has a Kazakh name', () => {
  for (const term of edition.terms) assert.ok(termNameKk(term.id), term.id)
})
