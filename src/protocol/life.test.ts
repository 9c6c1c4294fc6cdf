import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type ActData, actRules, type CaseAct, type CaseActName, caseActs } from './case-act.ts'
import { outcomeOf } from './case-outcome.ts'
import {
  actsOfPaper,
  actsOpenTo,
  caseLife,
  eventsOfActs,
  executedOn,
  factsOfActs,
  firstStage,
  nextStage,
  type Stage,
  stageAfter,
  stageOf,
  stages,
} from './life.ts'

const day = (date: number, hour = 10) => new Date(Date.UTC(2026, 10, date, hour - 5))
const act = (name: CaseActName, date: number, data: ActData = {}): CaseAct => ({
  act: name,
  happenedAt: day(date),
  data,
})

test('the whole table: what is open at each stage, and where it leads', () => {
  const table: Record<Stage, Partial<Record<CaseActName, Stage>>> = {
    drawnUp: {
      ...{ send: 'sent', receive: 'received', decide: 'decided', handCopy: 'drawnUp', agreeShort: 'drawnUp' },
      ...{ payHalf: 'executed', expire: 'expired' },
    },
    sent: { receive: 'received', return: 'returned', decide: 'decided', payHalf: 'executed', expire: 'expired' },
    returned: { redraw: 'drawnUp', send: 'sent', expire: 'expired' },
    received: { prolong: 'received', return: 'returned', decide: 'decided', expire: 'expired' },
    decided: { handCopy: 'decided', appeal: 'appealed', inForce: 'inForce', pay: 'decided', execute: 'decided' },
    appealed: { appealDecided: 'inForce' },
    inForce: {
      ...{ handCopy: 'inForce', appeal: 'appealed', pay: 'executed', execute: 'executed' },
      ...{ sendToEnforcement: 'sentToEnforcement', expire: 'expired' },
    },
    warned: { handCopy: 'warned', appeal: 'appealed' },
    executed: {},
    sentToEnforcement: { pay: 'executed', execute: 'executed', appeal: 'appealed', expire: 'expired' },
    expired: {},
    terminated: { handCopy: 'terminated', appeal: 'appealed' },
  }
  for (const stage of stages)
    for (const name of caseActs) {
      const to = table[stage][name]
      const step = nextStage(stage, name, 'chief')
      assert.deepEqual(step, to ? { to } : { refused: 'not-now', rule: actRules[name] }, `${stage} ${name}`)
      const inspectors = nextStage(stage, name, 'inspector')
      assert.deepEqual(
        inspectors,
        to && name === 'expire' ? { refused: 'not-yours', rule: 'КоАП 62, 890' } : step,
        `${stage} ${name} by an inspector`,
      )
    }
  for (const name of caseActs) assert.match(actRules[name], /^КоАП \d/, `${name} names its article`)
})

test('buttons are drawn from the same table', () => {
  for (const stage of stages)
    assert.deepEqual(new Set(actsOpenTo('chief', stage)), new Set(Object.keys(caseLife[stage])))
  assert.equal(actsOpenTo('inspector', 'received').includes('expire'), false)
})

const ways: [string, CaseAct[], Stage][] = [
  ['КоАП 808: sent', [act('send', 2, { to: 'court' })], 'sent'],
  ['returned for defects and drawn anew', [act('send', 2), act('return', 3, { reason: 'нет подписи' }), act('redraw', 4)], 'drawnUp'],
  ['returned and sent again', [act('send', 2), act('return', 3), act('send', 4)], 'sent'],
  ['КоАП 811(2): half in time ends the case', [act('agreeShort', 2), act('payHalf', 5, { amount: 100, fineMrp: 5 })], 'executed'],
  ['КоАП 811(3): half too late goes on as usual', [act('agreeShort', 2), act('payHalf', 20, { late: true })], 'drawnUp'],
  ['КоАП 821(2): requalified, then decided', [act('receive', 2), act('decide', 3, { decision: 'requalified', article: '505' })], 'received'],
  ['КоАП 741: terminated', [act('receive', 2), act('decide', 3, { decision: 'terminated', ground: 'noEvent' })], 'terminated'],
  ['КоАП 64-1: a remark ends it', [act('receive', 2), act('decide', 3, { decision: 'remark' })], 'terminated'],
  ['handed to another body', [act('receive', 2), act('decide', 3, { decision: 'transferred' })], 'terminated'],
  ['a fine in force', [act('decide', 3, { decision: 'fine', fineMrp: 10 }), act('inForce', 14)], 'inForce'],
  ['a fine paid in part', [act('decide', 3, { decision: 'fine', fineMrp: 10 }), act('inForce', 14), act('pay', 15, { amount: 5, full: false })], 'inForce'],
  ['КоАП 893: a fine paid to the end', [act('decide', 3, { decision: 'fine', fineMrp: 10 }), act('inForce', 14), act('pay', 15, { amount: 5 })], 'executed'],
  ['a fine paid before it was in force', [act('decide', 3, { decision: 'fine', fineMrp: 10 }), act('pay', 4, { amount: 5 }), act('inForce', 14)], 'executed'],
  ['КоАП 884(3): an arrest is served before it is in force', [act('decide', 3, { decision: 'arrest', days: 5 }), act('execute', 8), act('inForce', 14)], 'executed'],
  ['a warning in force leaves nothing to execute', [act('decide', 3, { decision: 'warning' }), act('inForce', 14)], 'executed'],
  ['КоАП 826-2: a complaint stops it', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('inForce', 14), act('appeal', 15)], 'appealed'],
  ['КоАП 883: in force when the complaint is refused', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('appeal', 5), act('appealDecided', 9, { result: 'upheld' })], 'inForce'],
  ['changed to a warning', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('appeal', 5), act('appealDecided', 9, { result: 'changed', decision: 'warning' })], 'executed'],
  ['changed to no penalty', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('appeal', 5), act('appealDecided', 9, { result: 'changed', decision: 'terminated', ground: 'noElements' })], 'terminated'],
  ['cancelled', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('appeal', 5), act('appealDecided', 9, { result: 'cancelled' })], 'terminated'],
  ['cancelled and to be considered anew', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('appeal', 5), act('appealDecided', 9, { result: 'cancelled', anew: true })], 'received'],
  ['КоАП 896: enforced', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('inForce', 4), act('sendToEnforcement', 5), act('execute', 9)], 'executed'],
  ['КоАП 890: too late to execute', [act('decide', 3, { decision: 'fine', fineMrp: 5 }), act('inForce', 4), act('expire', 9)], 'expired'],
  ['a termination complained of stands', [act('decide', 3, { decision: 'terminated', ground: 'noEvent' }), act('appeal', 5), act('appealDecided', 9, { result: 'upheld' })], 'terminated'],
] // biome-ignore format: a table

test('where the acts lead, with what they say', () => {
  for (const [name, acts, stage] of ways) assert.equal(stageOf('protocol', acts), stage, name)
})

test('a warning on the spot is decided when it is signed; papers of other kinds open no case', () => {
  assert.equal(stageOf('warning', []), 'warned')
  assert.equal(stageOf('warning', [act('handCopy', 2)]), 'warned')
  const upheld = [act('appeal', 3), act('appealDecided', 9, { result: 'upheld' })]
  assert.equal(stageOf('warning', upheld), 'executed')
  assert.equal(firstStage('order'), null)
  assert.equal(stageOf('order', []), null)
  const own = actsOfPaper('warning', day(1), [])
  assert.equal(outcomeOf(own).decision, 'warning')
  assert.deepEqual(executedOn(own), day(1))
  assert.deepEqual(executedOn(actsOfPaper('warning', day(1), [act('handCopy', 2)])), day(2))
  assert.equal(executedOn(actsOfPaper('warning', day(1), [act('appeal', 3)])), null)
})

test('КоАП 61: execution ends with the payment, the service, the delivery; never with a termination', () => {
  const fine = act('decide', 3, { decision: 'fine', fineMrp: 5 })
  assert.equal(executedOn([fine, act('inForce', 14)]), null)
  assert.equal(executedOn([fine, act('inForce', 14), act('pay', 15, { full: false })]), null)
  assert.deepEqual(executedOn([fine, act('inForce', 14), act('pay', 15, {})]), day(15))
  assert.deepEqual(executedOn([act('agreeShort', 2), act('payHalf', 5, {})]), day(5))
  assert.equal(executedOn([act('agreeShort', 2), act('payHalf', 25, { late: true })]), null)
  assert.deepEqual(executedOn([act('decide', 3, { decision: 'works', hours: 20 }), act('execute', 20)]), day(20))
  assert.deepEqual(executedOn([act('decide', 3, { decision: 'warning' }), act('handCopy', 4)]), day(4))
  assert.deepEqual(executedOn([act('decide', 3, { decision: 'warning' })]), day(3))
  assert.equal(executedOn([act('decide', 3, { decision: 'terminated', ground: 'noEvent' })]), null)
  assert.equal(executedOn([fine, act('pay', 4, {}), act('appeal', 5)]), null, 'a complaint stops it')
  assert.equal(
    executedOn([fine, act('pay', 4, {}), act('appeal', 5), act('appealDecided', 6, { result: 'cancelled' })]),
    null,
  )
})

test('acts give the events that terms run from, and the duties that were met', () => {
  const acts = [
    ...[act('handCopy', 1), act('send', 2, { to: 'court' }), act('receive', 3), act('prolong', 4)],
    ...[
      act('decide', 5, { decision: 'fine', fineMrp: 10 }),
      act('handCopy', 6),
      act('inForce', 17),
      act('pay', 18, {}),
    ],
  ]
  assert.deepEqual(eventsOfActs(acts), {
    protocolReceivedByPerson: day(1),
    materialsReceived: day(3),
    considerationFinished: day(5),
    decisionAnnounced: day(5),
    decisionCopyHanded: day(6),
    decisionInForce: day(17),
    penaltyExecutionFinished: day(18),
  })
  const { done, sentTo, prolonged, suspended } = factsOfActs(acts)
  assert.deepEqual([sentTo, prolonged, suspended], ['court', true, null])
  assert.deepEqual([done['send.decider'], done['decision.copy'], done['fine.pay']], [day(2), day(6), day(18)])
  const returned = [act('send', 2, { to: 'court' }), act('return', 4)]
  assert.equal(factsOfActs(returned).done['send.decider'], undefined, 'it must be sent again')
  assert.equal(factsOfActs(returned).suspended, 'before')
  assert.equal(factsOfActs([act('send', 2)]).suspended, 'now')
  const half = [act('agreeShort', 2), act('payHalf', 5, {})]
  assert.deepEqual(eventsOfActs(half).decisionInForce, day(5), 'КоАП 883: in force at once')
  assert.equal(factsOfActs(half).shortProcedure, true)
})

test('the outcome: the sum by the МРП given, what was paid, what was cancelled', () => {
  const fine = [
    act('decide', 3, { decision: 'fine', fineMrp: 5 }),
    act('inForce', 14),
    act('pay', 15, { amount: 21_625 }),
  ]
  const paid = outcomeOf(fine, 4325)
  assert.deepEqual([paid.fineTenge, paid.paid, paid.paidTenge, paid.inForce], [21_625, 'full', 21_625, day(14)])
  const half = outcomeOf([act('agreeShort', 2), act('payHalf', 5, { fineMrp: 5, amount: 10_812.5 })], 4325)
  assert.deepEqual([half.decision, half.fineTenge, half.paid, half.paidTenge], ['fine', 21_625, 'half', 10_812.5])
  assert.equal(outcomeOf(fine).fineTenge, null, 'without the МРП of the year there is no sum')
  const gone = outcomeOf(
    [...fine.slice(0, 2), act('appeal', 15), act('appealDecided', 16, { result: 'cancelled' })],
    4325,
  )
  assert.deepEqual([gone.decision, gone.cancelled, gone.appealed, gone.inForce], [null, true, true, null])
})

const said = (name: CaseActName): fc.Arbitrary<ActData> => {
  if (name === 'decide')
    return fc.constantFrom<ActData>(
      ...[
        { decision: 'fine', fineMrp: 10 } as const,
        { decision: 'warning' } as const,
        { decision: 'remark' } as const,
      ],
      ...[{ decision: 'arrest', days: 5 } as const, { decision: 'requalified', article: '505' } as const],
      ...[{ decision: 'terminated', ground: 'noEvent' } as const, { decision: 'works', hours: 20 } as const],
    )
  if (name === 'appealDecided')
    return fc.constantFrom<ActData>(
      ...[
        { result: 'upheld' } as const,
        { result: 'cancelled' } as const,
        { result: 'cancelled', anew: true } as const,
      ],
      ...[{ result: 'changed', decision: 'warning' } as const],
    )
  if (name === 'pay') return fc.constantFrom<ActData>({ amount: 1 }, { amount: 1, full: false })
  if (name === 'payHalf')
    return fc.constantFrom<ActData>({ amount: 1, fineMrp: 5 }, { amount: 1, fineMrp: 5, late: true })
  return fc.constant({})
}
const step = fc.constantFrom(...caseActs).chain((name) => fc.tuple(fc.constant(name), said(name), fc.nat(5)))

test('whatever is written down in an open order: the stage is that of the acts, and striking the last gives the one before', () => {
  fc.assert(
    fc.property(fc.constantFrom('protocol', 'warning'), fc.array(step, { maxLength: 60 }), (kind, wanted) => {
      let stage = firstStage(kind) as Stage
      const acts: CaseAct[] = []
      const gone: Stage[] = []
      for (const [name, data, days] of wanted) {
        if ('refused' in nextStage(stage, name, 'chief')) continue
        const one = {
          act: name,
          happenedAt: new Date((acts.at(-1)?.happenedAt ?? day(1)).getTime() + days * 86_400_000),
          data,
        }
        gone.push(stage)
        stage = stageAfter(stage, actsOfPaper(kind, day(1), acts), one)
        acts.push(one)
        assert.equal(stageOf(kind, acts), stage)
      }
      const whole = actsOfPaper(kind, day(1), acts)
      const { executed, decided, inForce } = outcomeOf(whole)
      if (executed && decided) assert.ok(executed >= decided)
      if (inForce && decided) assert.ok(inForce >= decided)
      if (stage === 'executed') assert.ok(executed, 'what is executed has a day from which a repeat is counted')
      for (let left = acts.length; left > 0; left -= 1)
        assert.equal(stageOf(kind, acts.slice(0, left - 1)), gone[left - 1])
    }),
    { numRuns: 400 },
  )
})
