import assert from 'node:assert/strict'
import test from 'node:test'
import { type Calendar, instant, kazakhstan } from '../base/calendar.ts'
import { findPart } from '../base/law.ts'
import { loadEditions } from '../base/law-files.ts'
import type { ActData, CaseAct, CaseActName } from './case-act.ts'
import { actAsks, caseActInput } from './case-act-input.ts'
import {
  type ActWarning,
  actRefusals,
  actWarnings,
  refusalWords,
  refusedByLaw,
  settleDay,
  warningRules,
  warningsOf,
} from './case-check.ts'
import { caseLawOf, type Liable } from './case-law.ts'

const [edition] = await loadEditions()
assert.ok(edition)
const calendar: Calendar = kazakhstan
const signedAt = instant('2026-11-02', '12:00')
const adult: Liable = { kind: 'individual', size: null, minor: false }
const law = (article: string, part: string | null, who: Liable | null = adult) =>
  caseLawOf({ article, part }, findPart(edition, article, part), edition, signedAt, who)
const at = (day: string, time = '12:00') => instant(day, time)
const act = (name: CaseActName, day: string, data: ActData = {}): CaseAct => ({ act: name, happenedAt: at(day), data })
const warned = (article: string, part: string | null, one: CaseAct, before: CaseAct[] = [], who?: Liable) =>
  warningsOf({ law: law(article, part, who), before, one, signedAt, calendar })

test('the limits of a part are those for the person: individual, firm by its size, a minor', () => {
  assert.deepEqual([law('505', '1').fineMin, law('505', '1').fineMax], [20, 20])
  assert.deepEqual(law('505', '1').kinds, ['warning', 'fine'])
  assert.equal(law('505', '1', { kind: 'entity', size: 'large', minor: null }).fineMax, 100)
  assert.deepEqual(
    [
      law('505', '1', { kind: 'entity', size: null, minor: null }).fineMin,
      law('505', '1', { kind: 'entity', size: null, minor: null }).fineMax,
    ],
    [30, 100],
  )
  assert.equal(law('505', '1', { ...adult, minor: true }).fineMax, 10, 'КоАП 66(1)')
  assert.deepEqual(
    [law('505', '1', null).fineMin, law('505', '1', null).fineMax],
    [20, 100],
    'unknown: nothing is narrowed',
  )
  assert.deepEqual([law('434', '1').hours, law('434', '1').days, law('434', '1').courtOnly], [[20, 60], [5, 15], true])
  assert.equal(law('505', '1').mrp, 4325)
  assert.deepEqual(law('9999', null).kinds, [], 'a part that is not held limits nothing')
})

const cases: [string, ActWarning[], ActWarning[]][] = [
  ['КоАП 819(2): a cut of 30 % is in order', warned('505', '2', act('decide', '2026-11-05', { decision: 'fine', fineMrp: 21 })), []],
  ['КоАП 819(2): more than 30 %', warned('505', '2', act('decide', '2026-11-05', { decision: 'fine', fineMrp: 20.9 })), ['under-floor']],
  ['КоАП 44: above the sanction', warned('505', '2', act('decide', '2026-11-05', { decision: 'fine', fineMrp: 31 })), ['over-maximum']],
  ['КоАП 43(2): a warning comes first', warned('505', '1', act('decide', '2026-11-05', { decision: 'fine', fineMrp: 20 })), ['warning-first']],
  ['КоАП 42: not in the sanction', warned('505', '1', act('decide', '2026-11-05', { decision: 'arrest', days: 5 })), ['not-in-part']],
  ['КоАП 683(3): a court decides, and nothing was sent', warned('434', '1', act('decide', '2026-11-05', { decision: 'works', hours: 30 })), ['court-only']],
  ['КоАП 49-1: hours outside', warned('434', '1', act('decide', '2026-11-05', { decision: 'works', hours: 70 }), [act('send', '2026-11-02')]), ['hours-outside']],
  ['КоАП 50: days outside', warned('434', '1', act('decide', '2026-11-05', { decision: 'arrest', days: 16 }), [act('receive', '2026-11-02')]), ['days-outside']],
  ['КоАП 66(3): no arrest of the young', warned('434', '1', act('decide', '2026-11-05', { decision: 'arrest', days: 5 }), [act('send', '2026-11-02')], { ...adult, minor: true }), ['minor']],
  ['КоАП 64: only listed articles end so', warned('505', '1', act('decide', '2026-11-05', { decision: 'terminated', ground: 'reconciliation' })), ['reconciliation-only']],
  ['КоАП 64: 146 does', warned('146', null, act('decide', '2026-11-05', { decision: 'terminated', ground: 'reconciliation' })), []],
  ['КоАП 811(1): the seventh day is in time', warned('505', '2', act('payHalf', '2026-11-09', { fineMrp: 30, amount: 64_875 }), [act('agreeShort', '2026-11-02')]), []],
  ['КоАП 739: the eighth is by the later reading', warned('505', '2', act('payHalf', '2026-11-10', { fineMrp: 30, amount: 64_875 }), [act('agreeShort', '2026-11-02')]), ['short-unsettled']],
  ['КоАП 811(3): too late', warned('505', '2', act('payHalf', '2026-11-12', { fineMrp: 30, amount: 64_875 }), [act('agreeShort', '2026-11-02')]), ['short-late']],
  ['КоАП 811: not half', warned('505', '2', act('payHalf', '2026-11-04', { fineMrp: 30, amount: 60_000 }), [act('agreeShort', '2026-11-02')]), ['half-sum']],
  ['КоАП 883: in force before the ten days', warned('505', '2', act('inForce', '2026-11-10'), [act('decide', '2026-11-04', { decision: 'fine', fineMrp: 30 }), act('handCopy', '2026-11-05')]), ['force-early']],
  ['КоАП 883: after them', warned('505', '2', act('inForce', '2026-11-16'), [act('decide', '2026-11-04', { decision: 'fine', fineMrp: 30 }), act('handCopy', '2026-11-05')]), []],
  ['КоАП 826-2(2): a late complaint', warned('505', '2', act('appeal', '2026-11-20'), [act('decide', '2026-11-04', { decision: 'fine', fineMrp: 30 }), act('handCopy', '2026-11-05')]), ['appeal-late']],
  ['КоАП 893: paid to the end with less', warned('505', '2', act('pay', '2026-11-20', { amount: 1000 }), [act('decide', '2026-11-04', { decision: 'fine', fineMrp: 30 })]), ['pay-less']],
  ['КоАП 893: paid in parts', warned('505', '2', act('pay', '2026-11-20', { amount: 1000, full: false }), [act('decide', '2026-11-04', { decision: 'fine', fineMrp: 30 })]), []],
] // biome-ignore format: a table

test('what is entered is held against the law, and only warned of', () => {
  for (const [name, found, expected] of cases) assert.deepEqual(found, expected, name)
})

test('every warning and every refusal names its article', () => {
  for (const id of actWarnings) assert.match(warningRules[id], /^КоАП \d/)
  for (const id of actRefusals) {
    assert.match(refusalWords[id].rule, /^КоАП \d/)
    assert.notEqual(refusalWords[id].reason.kk, refusalWords[id].reason.ru)
  }
})

test('days: not in the future, not before the paper, not before the act before; a minute of clocks is forgiven', () => {
  const now = at('2026-11-10')
  const settle = (day: Date, last: Date | null = null) => settleDay(day, { signedAt, last, now })
  assert.deepEqual(settle(at('2026-11-11')), { refused: 'in-future' })
  assert.deepEqual(settle(at('2026-11-01')), { refused: 'before-paper' })
  assert.deepEqual(settle(at('2026-11-03'), at('2026-11-04')), { refused: 'before-last' })
  assert.deepEqual(settle(at('2026-11-01'), at('2026-11-04')), { refused: 'before-paper' })
  assert.deepEqual(settle(at('2026-11-05')), at('2026-11-05'))
  const soon = new Date(signedAt.getTime() - 30_000)
  assert.deepEqual(settle(soon), signedAt, 'a form knows minutes only')
  assert.deepEqual(settle(new Date(now.getTime() + 60_000)), new Date(now.getTime() + 60_000))
})

test('КоАП 810(2)(1): half is refused where the part threatens more than a fine', () => {
  assert.equal(refusedByLaw(law('434-2', '1'), [], 'payHalf'), 'not-short')
  assert.equal(refusedByLaw(law('434-2', '1'), [], 'agreeShort'), 'not-short')
  assert.equal(refusedByLaw(law('505', '1'), [], 'payHalf'), null)
  assert.equal(refusedByLaw(law('505', '1'), [act('decide', '2026-11-04', { decision: 'warning' })], 'pay'), 'no-fine')
})

test('each act asks for its own, and nothing else comes in', () => {
  const input = (name: string, data: object) => ({
    act: name,
    version: 1,
    happenedAt: '2026-11-05T10:00:00+05:00',
    data,
  })
  const good: [string, object][] = [
    ['send', { to: 'court' }],
    ['return', { reason: 'нет подписи' }],
    ['decide', { decision: 'fine', fineMrp: 10 }],
    ['decide', { decision: 'terminated', ground: 'noEvent' }],
    ['payHalf', { amount: 43_250, fineMrp: 20 }],
    ['appealDecided', { result: 'upheld' }],
    ['inForce', {}],
  ]
  const bad: [string, object][] = [
    ['send', {}],
    ['return', { reason: '   ' }],
    ['decide', { decision: 'fine' }],
    ['decide', { decision: 'arrest', days: 400 }],
    ['decide', { decision: 'works' }],
    ['decide', { decision: 'terminated' }],
    ['decide', { decision: 'requalified' }],
    ['payHalf', { amount: -5, fineMrp: 20 }],
    ['pay', { amount: 1, late: false }],
    ['appealDecided', { result: 'changed' }],
    ['inForce', { name: 'someone' }],
    ['burn', {}],
  ]
  for (const [name, data] of good) assert.ok(caseActInput.safeParse(input(name, data)).success, name)
  for (const [name, data] of bad)
    assert.equal(caseActInput.safeParse(input(name, data)).success, false, `${name} ${JSON.stringify(data)}`)
  assert.equal(actAsks.pay.parse({ amount: 5 }).full, true)
})
