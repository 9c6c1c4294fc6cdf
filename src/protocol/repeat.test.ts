import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, type Day } from '../base/calendar.ts'
import { loadEditions } from '../base/law-files.ts'
import {
  type EarlierPenalty,
  type Repeater,
  type RepeatInput,
  repeatParts,
  repeatSuggested,
  suggestRepeat,
  type Verdict,
  weighRepeat,
} from './repeat.ts'

const edition = (await loadEditions())[0] as RepeatInput['edition']
const adult: Repeater = { birth: '1985-04-01', entity: false, size: null }
const firm = (size: Repeater['size']): Repeater => ({ birth: null, entity: true, size })

const earlier = (more: Partial<EarlierPenalty> = {}): EarlierPenalty => ({
  ...{ id: 'a', article: '505', part: '1', penalty: 'fine', fineMrp: 20, outcome: 'imposed', inForceOn: null },
  ...{ decidedOn: '2026-02-10', executedOn: '2026-03-12', execution: 'done', appealed: false, shortPaid: false },
  ...{ source: 'system', ref: '12' },
  ...more,
})
const weigh = (penalty: Partial<EarlierPenalty>, offenceOn: Day, more: Partial<RepeatInput> = {}) => {
  const input = { article: '505', part: '1', edition, offenceOn, who: adult, penalties: [earlier(penalty)], ...more }
  const [line] = weighRepeat(input)
  assert.ok(line)
  return line
}

const open = { executedOn: null, execution: 'unknown' } as const
const pending = { executedOn: null, execution: 'pending' } as const
const young: Repeater = { birth: '2009-01-10', entity: false, size: null }
const nobodyKnows: Repeater = { birth: null, entity: false, size: null }
const large = { article: '344', part: '3' } as const

const table: [string, Partial<EarlierPenalty>, Day, Verdict, string, Partial<RepeatInput>?][] = [
  // КоАП 61: a year from the end of execution, its last day included (739).
  ['61 last day', {}, '2027-03-12', 'counts', 'in-window'],
  ['61 day after', {}, '2027-03-13', 'not', 'window-over'],
  ['61 not from the decision', {}, '2027-02-20', 'counts', 'in-window'],
  ['61 executed later than the offence', {}, '2026-03-01', 'counts', 'not-executed-then'],
  ['61 on the day of execution', {}, '2026-03-12', 'counts', 'in-window'],
  ['61 offence before the decision', {}, '2026-02-09', 'not', 'before-decision'],
  ['61 decided on the very day', {}, '2026-02-10', 'unknown', 'same-day'],
  ['739(5) 29 February', { executedOn: '2028-02-29', decidedOn: '2028-02-01' }, '2029-02-28', 'counts', 'in-window'],
  ['739(5) after it', { executedOn: '2028-02-29', decidedOn: '2028-02-01' }, '2029-03-01', 'not', 'window-over'],
  ['61 end not known', open, '2026-06-01', 'unknown', 'end-unknown'],
  ['61 end not known, long ago', open, '2029-06-01', 'unknown', 'end-unknown'],
  ['61 not executed', pending, '2026-09-01', 'counts', 'not-executed'],
  ['890 nothing executed in a year', pending, '2027-02-11', 'unknown', 'execution-limitation'],
  [
    '890 counted from entry into force',
    { ...pending, inForceOn: '2026-02-21' },
    '2027-02-21',
    'counts',
    'not-executed',
  ],
  ['890 expired', { executedOn: null, execution: 'expired' }, '2027-04-01', 'unknown', 'execution-expired'],
  ['decision day not written', { decidedOn: null }, '2026-06-01', 'unknown', 'decision-day-unknown'],
  ['dates disagree', { executedOn: '2026-01-01' }, '2026-06-01', 'unknown', 'dates-disagree'],
  // Works and arrest: the day they are served.
  [
    'works served',
    { penalty: 'works', article: '434', part: '1' },
    '2027-03-12',
    'counts',
    'in-window',
    { article: '434' },
  ],
  // A warning: the day it was delivered.
  ['warning delivered', { penalty: 'warning' }, '2027-03-12', 'counts', 'in-window'],
  ['warning, day assumed', { ...open, penalty: 'warning' }, '2027-02-10', 'counts', 'in-window'],
  ['warning, later', { ...open, penalty: 'warning' }, '2027-02-11', 'unknown', 'warning-day-unknown'],
  // What was no penalty.
  ['terminated', { outcome: 'terminated' }, '2026-06-01', 'not', 'terminated'],
  ['64-1 remark', { outcome: 'remark' }, '2026-06-01', 'not', 'remark'],
  ['cancelled on appeal', { outcome: 'cancelled' }, '2026-06-01', 'not', 'cancelled'],
  ['not decided', { outcome: 'undecided', decidedOn: null }, '2026-06-01', 'not', 'undecided'],
  ['sent elsewhere', { outcome: 'elsewhere' }, '2026-06-01', 'unknown', 'decided-elsewhere'],
  ['appealed', { appealed: true }, '2026-06-01', 'unknown', 'appealed'],
  ['811 half paid in time', { shortPaid: true }, '2026-06-01', 'counts', 'in-window'],
  // КоАП 72: six months for who was minor when penalised.
  ['72 last day', {}, '2026-09-12', 'counts', 'in-window', { who: young }],
  ['72 day after', {}, '2026-09-13', 'not', 'window-over', { who: young }],
  ['72 age not known, six months', {}, '2026-09-12', 'counts', 'in-window', { who: nobodyKnows }],
  ['72 age not known, between', {}, '2026-09-13', 'unknown', 'age-unknown', { who: nobodyKnows }],
  ['72 age not known, over a year', {}, '2027-03-13', 'not', 'window-over', { who: nobodyKnows }],
  // КоАП 61: three years for large business under the environment.
  ['61 large business', large, '2029-03-12', 'counts', 'in-window', { ...large, who: firm('large') }],
  ['61 large business, after', large, '2029-03-13', 'not', 'window-over', { ...large, who: firm('large') }],
  ['61 small business', large, '2027-03-13', 'not', 'window-over', { ...large, who: firm('small') }],
  ['61 size not known', large, '2027-03-13', 'unknown', 'size-unknown', { ...large, who: firm(null) }],
  ['61 large business elsewhere', {}, '2027-03-13', 'not', 'window-over', { who: firm('large') }],
  // The conduct that the part for a repeat names.
  ['another article', { article: '434' }, '2026-06-01', 'not', 'other-part'],
  ['another part', { article: '434', part: '4' }, '2026-06-01', 'not', 'other-part', { article: '434' }],
  ['440(3) names 1 and 2', { article: '440', part: '2' }, '2026-06-01', 'counts', 'in-window', { article: '440' }],
  ['part not given', { part: null }, '2026-06-01', 'unknown', 'part-unknown'],
  ['part not given, long ago', { part: null }, '2028-06-01', 'not', 'window-over'],
  ['penalised as a repeat already', { part: '2' }, '2026-06-01', 'unknown', 'as-repeat'],
  ['5 repealed', { part: '77' }, '2026-06-01', 'unknown', 'not-in-edition'],
  ['436(4) names 437', { article: '437' }, '2026-06-01', 'counts', 'in-window', { article: '436', part: '2' }],
  ['asked of the repeat part itself', {}, '2026-06-01', 'counts', 'in-window', { part: '2' }],
]

for (const [rule, penalty, offenceOn, verdict, reason, more] of table)
  test(`${rule}: ${verdict}, ${reason}`, () => {
    const line = weigh(penalty, offenceOn, more)
    assert.deepEqual([line.verdict, line.reason], [verdict, reason])
    for (const { ru, kk } of line.reasons) {
      assert.ok(ru.length > 20 && kk.length > 20)
      assert.doesNotMatch(ru + kk, /null|undefined|\.\.|[0-9]{4}-[0-9]{2}/)
      assert.match(kk, /[әғқңөұүһі]/)
    }
  })

test('the part for a repeat is named, in place of arrest too, and nothing where it does not count', () => {
  assert.deepEqual(weigh({}, '2026-06-01').fits, ['505(2)'])
  assert.deepEqual(weigh({}, '2028-06-01').fits, [])
  const refs = (article: string, part: string) => repeatParts(edition, article, part).map((one) => one.part)
  assert.deepEqual(refs('434', '3'), ['2'])
  assert.deepEqual(refs('434', '4'), ['5'])
  assert.deepEqual(refs('386', '1'), [])
  assert.deepEqual(refs('999', '1'), [])
})

test('without a part for a repeat it still counts, and the words speak of what aggravates', () => {
  const penalty = { article: '386', part: edition.parts.find((one) => one.article === '386')?.part ?? null }
  const line = weigh(penalty, '2026-06-01', { ...penalty })
  assert.deepEqual([line.verdict, line.fits], ['counts', []])
  assert.match(line.reasons.at(-1)?.ru ?? '', /КоАП 57/)
})

test('reasons tell the dates and the rule, and say what is only assumed', () => {
  const fine = weigh({ shortPaid: true }, '2026-06-01')
  assert.match(
    fine.reasons[0]?.ru ?? '',
    /1 июня 2026 г\..*штраф уплачен: 12 марта 2026 г\..*12 марта 2027 г\..*КоАП 61/,
  )
  assert.match(fine.reasons[0]?.kk ?? '', /2027 жылғы 12 наурыз.*ӘҚБтК 61/)
  assert.match(fine.reasons.map(({ ru }) => ru).join(' '), /КоАП 811/)
  assert.match(weigh(open, '2026-06-01').reasons[0]?.ru ?? '', /\(день уплаты штрафа\)/)
  assert.match(weigh(pending, '2026-06-01', { who: young }).reasons[0]?.ru ?? '', /КоАП 72/)
  const warned = weigh({ ...open, penalty: 'warning' }, '2026-06-01')
  assert.equal(warned.window?.assumed, true)
  assert.match(warned.reasons.at(-1)?.ru ?? '', /не подтверждено/)
  assert.match(weigh({}, '2026-05-01', { who: young }).reasons[0]?.ru ?? '', /КоАП 72/)
})

test('yes is suggested with its dates; no only after a register of that day or later; else it is not known', () => {
  const lines = (penalty: Partial<EarlierPenalty>) =>
    weighRepeat({
      ...{ article: '505', part: '1', edition, offenceOn: '2026-06-01', who: adult },
      penalties: [earlier({ id: 'z', outcome: 'terminated' }), earlier(penalty)],
    })
  const day = '2026-06-01'
  const yes = suggestRepeat(lines({}), day, null)
  assert.equal(yes.answer, 'yes')
  assert.match(yes.because.ru, /505\(1\).*10 февраля 2026.*12 марта 2026.*12 марта 2027/)
  assert.equal(suggestRepeat(lines(open), day, day).answer, 'unknown')
  assert.equal(suggestRepeat(lines(pending), day, day).answer, 'yes')
  const assumed = suggestRepeat(lines({ ...open, penalty: 'warning' }), day, day)
  assert.equal(assumed.answer, 'unknown')
  assert.match(assumed.because.ru, /Похоже на повтор/)
  assert.equal(suggestRepeat(lines({ outcome: 'remark' }), day, null).answer, 'unknown')
  assert.equal(suggestRepeat(lines({ outcome: 'remark' }), day, '2026-05-31').answer, 'unknown')
  assert.equal(suggestRepeat(lines({ outcome: 'remark' }), day, '2026-06-02').answer, 'no')
  assert.equal(suggestRepeat([], day, null).answer, 'unknown')
  assert.match(suggestRepeat([], day, null).because.ru, /ЕРАП/)
  const kept = repeatSuggested(lines({}), yes)
  assert.deepEqual(
    kept.lines.map(({ verdict, last }) => [verdict, last]),
    [
      ['counts', '2027-03-12'],
      ['not', null],
    ],
  )
})

const days = fc.integer({ min: 0, max: 5000 }).map((count) => addDays('2020-01-01', count))

test('counts exactly from the day after the decision to the same date a year after execution', () => {
  fc.assert(
    fc.property(days, fc.nat(400), fc.integer({ min: -30, max: 900 }), (decidedOn, wait, later) => {
      const executedOn = addDays(decidedOn, wait)
      const offenceOn = addDays(decidedOn, later)
      const { verdict } = weigh({ decidedOn, executedOn }, offenceOn)
      const inside = offenceOn > decidedOn && offenceOn <= addMonths(executedOn, 12)
      assert.equal(verdict, offenceOn === decidedOn ? 'unknown' : inside ? 'counts' : 'not')
    }),
  )
})

test('the last day has the date of the execution, or is the last of a shorter month; the day after it is out', () => {
  fc.assert(
    fc.property(days, fc.boolean(), (executedOn, isYoung) => {
      const who = isYoung ? { ...adult, birth: addMonths(executedOn, -16 * 12) } : adult
      const decidedOn = addDays(executedOn, -20)
      const last = weigh({ decidedOn, executedOn }, addDays(executedOn, 1), { who }).window?.last ?? ''
      const month = (Number(executedOn.slice(5, 7)) - 1 + (isYoung ? 6 : 12)) % 12
      assert.equal(Number(last.slice(5, 7)) - 1, month)
      assert.ok(Number(last.slice(8)) <= Number(executedOn.slice(8)))
      assert.equal(weigh({ decidedOn, executedOn }, last, { who }).verdict, 'counts')
      assert.equal(weigh({ decidedOn, executedOn }, addDays(last, 1), { who }).verdict, 'not')
    }),
  )
})

test('what is less known is never more decided', () => {
  fc.assert(
    fc.property(days, fc.nat(400), fc.nat(900), (decidedOn, wait, later) => {
      const executedOn = addDays(decidedOn, wait)
      const offenceOn = addDays(decidedOn, later)
      const full = weigh({ decidedOn, executedOn }, offenceOn).verdict
      for (const less of [
        weigh({ decidedOn, ...open }, offenceOn),
        weigh({ decidedOn, executedOn }, offenceOn, { who: nobodyKnows }),
      ])
        assert.ok(less.verdict === 'unknown' || less.verdict === full)
    }),
  )
})
