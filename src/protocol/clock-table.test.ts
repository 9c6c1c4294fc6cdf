import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatEnd, instant, kazakhstan } from '../base/calendar.ts'
import { findPart } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import { type CaseEvent, type CaseEvents, type CaseFacts, caseEvents, deadlinesOf } from './clock.ts'
import { eventName } from './clock-events.ts'
import { termNoteKk } from './clock-kk.ts'

const edition = (await loadEditions())[0] as Awaited<ReturnType<typeof loadEditions>>[0]
const part = (article: string, number: string | null) => findPart(edition, article, number)
const list = (events: CaseEvents, facts: CaseFacts = {}) => deadlinesOf(events, edition, kazakhstan, facts)

interface Golden {
  rule: string
  id: string
  from: CaseEvent
  at: [day: string, time?: string]
  ends: string
  /** The later reading; null where there is none. */
  latest?: string
  facts?: CaseFacts
}

const minor = { minor: true }
const firm344 = { part: part('344', '2'), entity: true }
const person344 = { part: part('344', '2') }

/** From domain §3.6 and the law's data; 20.11.2026 is a Friday, 22.11.2026 a Sunday, 21–25.03.2026 Nauryz with its moved days. */
const goldens: Golden[] = [
  {
    rule: 'КоАП 806(6)',
    id: 'protocol.clarify',
    from: 'circumstancesEstablished',
    at: ['2026-11-20', '15:00'],
    ends: '23 ноября 2026 г., 24:00',
    latest: '25 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 806(6)',
    id: 'protocol.clarify',
    from: 'circumstancesEstablished',
    at: ['2026-11-19', '00:00'],
    ends: '22 ноября 2026 г., 24:00',
    latest: '24 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 806(6)',
    id: 'protocol.clarify',
    from: 'circumstancesEstablished',
    at: ['2026-11-16', '23:59'],
    ends: '19 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 806(6)',
    id: 'protocol.clarify',
    from: 'circumstancesEstablished',
    at: ['2026-03-20', '10:00'],
    ends: '23 марта 2026 г., 24:00',
    latest: '30 марта 2026 г., 24:00',
  },
  {
    rule: 'КоАП 806(6)',
    id: 'protocol.clarify',
    from: 'circumstancesEstablished',
    at: ['2026-12-30', '10:00'],
    ends: '2 января 2027 г., 24:00',
    latest: '6 января 2027 г., 24:00',
  },
  {
    rule: 'КоАП 806(7)',
    id: 'protocol.afterExpert',
    from: 'expertConclusionReceived',
    at: ['2026-11-18', '12:00'],
    ends: '20 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 806(8)',
    id: 'protocol.ecoDamage',
    from: 'ecoDamageEstablished',
    at: ['2026-11-18', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
    facts: person344,
  },
  {
    rule: 'КоАП 803(9)',
    id: 'copy.absent',
    from: 'protocolDrawnUp',
    at: ['2026-11-18', '12:00'],
    ends: '20 ноября 2026 г., 24:00',
    facts: { absent: true },
  },
  {
    rule: 'КоАП 803(9)',
    id: 'copy.notReturned',
    from: 'protocolReceivedByPerson',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 808',
    id: 'send.decider',
    from: 'protocolDrawnUp',
    at: ['2026-11-20', '12:00'],
    ends: '23 ноября 2026 г., 24:00',
    latest: '25 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 808',
    id: 'send.immediate',
    from: 'protocolDrawnUp',
    at: ['2026-11-20', '12:00'],
    ends: '20 ноября 2026 г., 12:00',
    facts: { part: part('434', '1') },
  },
  {
    rule: 'КоАП 808',
    id: 'send.unknownOffender',
    from: 'offenderEstablished',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
    facts: { unknownOffender: true },
  },
  {
    rule: 'КоАП 811(1)',
    id: 'short.pay',
    from: 'rightExplained',
    at: ['2026-11-16', '12:00'],
    ends: '23 ноября 2026 г., 24:00',
    latest: '25 ноября 2026 г., 24:00',
    facts: { shortProcedure: true },
  },
  {
    rule: 'КоАП 808',
    id: 'send.afterShort',
    from: 'shortPaymentTermExpired',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
    facts: { shortProcedure: true },
  },
  {
    rule: 'КоАП 817(1)',
    id: 'consider.general',
    from: 'materialsReceived',
    at: ['2026-11-02', '12:00'],
    ends: '17 ноября 2026 г., 24:00',
    latest: '23 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 817(2)',
    id: 'consider.extension',
    from: 'considerTermExpired',
    at: ['2026-10-22', '12:00'],
    ends: '23 ноября 2026 г., 24:00',
    facts: { prolonged: true },
  },
  {
    rule: 'КоАП 817(3)',
    id: 'consider.detained',
    from: 'personDetained',
    at: ['2026-11-21', '21:40'],
    ends: '22 ноября 2026 г., 21:40',
  },
  {
    rule: 'КоАП 740(2)',
    id: 'petition.decide',
    from: 'petitionFiled',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 815(4)',
    id: 'recusal.decide',
    from: 'recusalReceived',
    at: ['2026-11-16', '12:00'],
    ends: '17 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 823(1)',
    id: 'decision.announce',
    from: 'considerationFinished',
    at: ['2026-11-16', '12:00'],
    ends: '16 ноября 2026 г., 12:00',
  },
  {
    rule: 'КоАП 823(2)',
    id: 'decision.copy',
    from: 'decisionAnnounced',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 825(3)',
    id: 'typo.decide',
    from: 'typoRequestReceived',
    at: ['2026-11-16', '12:00'],
    ends: '19 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 826(2)',
    id: 'representation.answer',
    from: 'representationReceived',
    at: ['2026-10-21', '12:00'],
    ends: '23 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 826(2)',
    id: 'representation.answer',
    from: 'representationReceived',
    at: ['2027-01-31', '12:00'],
    ends: '1 марта 2027 г., 24:00',
  },
  {
    rule: 'КоАП 826(2)',
    id: 'representation.answer',
    from: 'representationReceived',
    at: ['2026-02-21', '12:00'],
    ends: '26 марта 2026 г., 24:00',
  },
  {
    rule: 'КоАП 826-2(2)',
    id: 'appeal.file',
    from: 'decisionCopyHanded',
    at: ['2026-11-02', '12:00'],
    ends: '12 ноября 2026 г., 24:00',
    latest: '16 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 885',
    id: 'force.sendForExecution',
    from: 'decisionInForce',
    at: ['2026-11-16', '12:00'],
    ends: '17 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 893(1)',
    id: 'fine.pay',
    from: 'decisionInForce',
    at: ['2026-11-02', '12:00'],
    ends: '2 декабря 2026 г., 24:00',
    latest: '14 декабря 2026 г., 24:00',
  },
  {
    rule: 'КоАП 890(1)',
    id: 'execution.limitation',
    from: 'decisionInForce',
    at: ['2026-11-21', '12:00'],
    ends: '22 ноября 2027 г., 24:00',
  },
  {
    rule: 'КоАП 888',
    id: 'fine.deferral',
    from: 'deferralGranted',
    at: ['2026-11-30', '12:00'],
    ends: '30 декабря 2026 г., 24:00',
  },
  {
    rule: 'КоАП 888',
    id: 'fine.instalments',
    from: 'instalmentsGranted',
    at: ['2026-11-30', '12:00'],
    ends: '1 марта 2027 г., 24:00',
  },
  {
    rule: 'КоАП 62(1)',
    id: 'liability.general',
    from: 'offenceCommitted',
    at: ['2026-12-31', '23:00'],
    ends: '28 февраля 2027 г., 24:00',
  },
  {
    rule: 'КоАП 62(1)',
    id: 'liability.general',
    from: 'offenceCommitted',
    at: ['2027-12-31', '23:00'],
    ends: '29 февраля 2028 г., 24:00',
  },
  {
    rule: 'КоАП 62(1)',
    id: 'liability.general',
    from: 'offenceCommitted',
    at: ['2026-09-22', '10:00'],
    ends: '22 ноября 2026 г., 24:00',
  },
  {
    rule: 'КоАП 62(3)',
    id: 'liability.continuing',
    from: 'offenceDetected',
    at: ['2026-11-22', '10:00'],
    ends: '22 января 2027 г., 24:00',
    facts: { continuing: true },
  },
  {
    rule: 'КоАП 62(2)',
    id: 'liability.individualSpecial',
    from: 'offenceCommitted',
    at: ['2026-11-22', '10:00'],
    ends: '22 ноября 2027 г., 24:00',
    facts: person344,
  },
  {
    rule: 'КоАП 62(2)',
    id: 'liability.individualSpecial.fromDetection',
    from: 'offenceDetected',
    at: ['2026-11-22', '10:00'],
    ends: '22 января 2027 г., 24:00',
    facts: person344,
  },
  {
    rule: 'КоАП 62(2)',
    id: 'liability.legalEnvironment',
    from: 'offenceCommitted',
    at: ['2026-11-22', '10:00'],
    ends: '22 ноября 2029 г., 24:00',
    facts: firm344,
  },
  {
    rule: 'КоАП 62(6)',
    id: 'liability.afterCriminalCase',
    from: 'criminalCaseClosedReceived',
    at: ['2026-11-22', '10:00'],
    ends: '22 февраля 2027 г., 24:00',
  },
  {
    rule: 'КоАП 62(7)',
    id: 'liability.interrupted',
    from: 'newOffenceDetected',
    at: ['2026-11-22', '10:00'],
    ends: '22 января 2027 г., 24:00',
  },
  {
    rule: 'КоАП 71',
    id: 'liability.minorHalf',
    from: 'offenceCommitted',
    at: ['2027-01-31', '10:00'],
    ends: '28 февраля 2027 г., 24:00',
    facts: minor,
  },
  {
    rule: 'КоАП 61',
    id: 'repeat.window',
    from: 'penaltyExecutionFinished',
    at: ['2026-11-22', '10:00'],
    ends: '22 ноября 2027 г., 24:00',
  },
  {
    rule: 'КоАП 72',
    id: 'repeat.windowMinor',
    from: 'penaltyExecutionFinished',
    at: ['2026-08-31', '10:00'],
    ends: '28 февраля 2027 г., 24:00',
    facts: minor,
  },
]

for (const { rule, id, from, at, ends, latest, facts = {} } of goldens) {
  test(`${rule}: ${id} from ${at.join(' ')} ends ${ends}`, () => {
    const found = list({ [from]: instant(...at) }, facts).find((one) => one.id === id)
    assert.equal(found?.rule, rule)
    assert.equal(found?.doBy && formatEnd(found.doBy, 'ru'), ends)
    assert.equal(found?.latest ? formatEnd(found.latest, 'ru') : undefined, latest)
  })
}

test('what takes the place of another term is told alone', () => {
  const at = instant('2026-11-16', '12:00')
  const ids = (events: CaseEvents, facts: CaseFacts = {}) => list(events, facts).map(({ id }) => id)
  const clarified = ids({ offenceDetected: at, circumstancesEstablished: at })
  assert.ok(clarified.includes('protocol.clarify') && !clarified.includes('protocol.immediate'))
  const absent = ids({ protocolDrawnUp: at }, { absent: true })
  assert.ok(absent.includes('copy.absent') && !absent.includes('copy.immediate'))
  const short = ids({ protocolDrawnUp: at, rightExplained: at }, { shortProcedure: true })
  assert.ok(short.includes('short.pay') && short.includes('send.afterShort') && !short.includes('send.decider'))
  const continuing = ids({ offenceCommitted: at, offenceDetected: at }, { continuing: true })
  assert.deepEqual(
    continuing.filter((id) => id.startsWith('liability')),
    ['liability.continuing'],
  )
  const nobody = ids(
    { offenceDetected: at, circumstancesEstablished: at, protocolDrawnUp: at },
    { unknownOffender: true },
  )
  assert.ok(nobody.includes('protocol.unknownOffender') && !nobody.some((id) => id.startsWith('send.')))
})

test('after seven days without payment the protocol is sent within three, counted from the last of the seven', () => {
  const found = list({ rightExplained: instant('2026-11-09', '12:00') }, { shortProcedure: true })
  const end = (id: string) => formatEnd(found.find((one) => one.id === id)?.doBy as Date, 'ru')
  assert.equal(end('short.pay'), '16 ноября 2026 г., 24:00')
  assert.equal(end('send.afterShort'), '19 ноября 2026 г., 24:00')
  const paid = list(
    { rightExplained: instant('2026-11-09') },
    { shortProcedure: true, done: { 'short.pay': instant('2026-11-10') } },
  )
  assert.ok(!paid.some(({ id }) => id === 'send.afterShort'))
})

test('a limitation that stands still is told of in both languages and not computed', () => {
  const at = { offenceCommitted: instant('2026-11-20') }
  const [flows] = list(at)
  const [stands] = list(at, { suspended: 'now' })
  assert.equal(stands?.suspended, true)
  assert.deepEqual(stands?.doBy, flows?.doBy)
  assert.match(stands?.noteRu ?? '', /приостановлен.*КоАП 62/)
  assert.match(stands?.noteKk ?? '', /тоқтатыла тұрады.*ӘҚБтК 62/)
  assert.match(list(at, { suspended: 'before' })[0]?.noteRu ?? '', /приостанавливался/)
})

test('whose a term is follows from who decides the case', () => {
  const events = { materialsReceived: instant('2026-11-16'), decisionInForce: instant('2026-11-16') }
  const whose = (id: string, facts: CaseFacts) => list(events, facts).find((one) => one.id === id)?.whose
  assert.equal(whose('consider.general', { part: part('434', '1') }), 'body')
  assert.equal(whose('consider.general', { part: part('505', '2') }), 'chief')
  assert.equal(whose('consider.general', { part: part('437', '1') }), 'inspector')
  assert.equal(whose('consider.general', { part: part('437', '1'), sentTo: 'court' }), 'body')
  assert.equal(whose('fine.pay', {}), 'person')
})

test('every event of the data has a name, every note is in Kazakh too, and every term can be told', () => {
  for (const term of edition.terms) {
    assert.ok((caseEvents as readonly string[]).includes(term.fromEvent), term.fromEvent)
    if (term.noteRu) assert.ok(termNoteKk(term.id), term.id)
  }
  for (const event of caseEvents) assert.ok(eventName(event).ru && eventName(event).kk)
  const at = instant('2026-11-16', '12:00')
  const everything = Object.fromEntries(caseEvents.map((event) => [event, at])) as CaseEvents
  const kinds: CaseFacts[] = [
    { part: part('344', '2') },
    { ...firm344, minor: true, absent: true, unknownOffender: true },
    { shortProcedure: true, prolonged: true, part: part('434', '1') },
    { continuing: true },
    { part: part('79', '1'), entity: true },
  ]
  const { circumstancesEstablished: _, ...early } = everything
  const { newOffenceDetected: _n, criminalCaseClosedReceived: _c, ...plain } = everything
  const told = new Set(
    [early, everything, plain]
      .flatMap((events) => [{}, minor, ...kinds].flatMap((facts) => list(events, facts)))
      .map(({ id }) => id),
  )
  // The list of 806(6) holds no article of this catalogue.
  assert.deepEqual(
    edition.terms.map(({ id }) => id).filter((id) => !told.has(id)),
    ['protocol.clarifyListed'],
  )
})
