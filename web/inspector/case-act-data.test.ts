import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseActs, decisions } from '../../src/protocol/case-act.ts'
import { caseActInput } from '../../src/protocol/case-act-input.ts'
import type { CaseView } from '../../src/protocol/case-act-view.ts'
import { type CaseDraft, dataOf, emptyAct, isWhole } from './case-act-data.ts'

const now = '2026-11-20T10:00:00.000Z'
const view: CaseView = {
  ...{ id: '019a0000-0000-7000-8000-000000000000', kind: 'protocol', stage: 'drawnUp', version: 1, signedAt: now },
  ...{ acts: [], strikable: null, open: [], repeatUntil: null },
  law: {
    ...{ article: '505', part: '2', kinds: ['fine'], fineMax: 30, fineMin: 30, hours: null, days: null, mrp: 4325 },
    ...{ warningFirst: false, shortProcedure: true, courtOnly: false, minor: false },
    considers: [{ code: 'policeHead', name: { ru: 'начальник', kk: 'бастық' } }],
  },
  outcome: {
    ...{ decision: null, ground: null, decided: null, fineMrp: null, fineTenge: null, paid: 'none', paidTenge: 29_750 },
    ...{ hours: null, days: null, appealed: false, cancelled: false, inForce: null, executed: null },
  },
  sums: { full: 129_750, half: 64_875, halfUntil: now, halfLatest: null, payUntil: null },
}
const input = (act: string, data: object) => caseActInput.safeParse({ act, version: 1, happenedAt: now, data })

test('what a form calls whole the server takes, and what it does not, the server refuses', () => {
  const filled: Partial<CaseDraft> = {
    reason: 'нет подписи',
    decision: 'fine',
    fineMrp: 30,
    article: '437',
    ground: 'noEvent',
  }
  for (const act of caseActs)
    for (const decision of decisions)
      for (const typed of [
        {},
        { ...filled, decision },
        { ...filled, decision, hours: 20, days: 5, result: 'changed' as const },
      ]) {
        const data = dataOf(act, { ...emptyAct(act, view, now), ...typed })
        const answer = input(act, data)
        assert.equal(isWhole(act, data), answer.success, `${act} ${decision} ${JSON.stringify(data)}`)
      }
})

test('a form opens with what is known: the body, the only fine, half of it, what is still due', () => {
  assert.equal(emptyAct('send', view, now).to, 'policeHead')
  assert.deepEqual([emptyAct('payHalf', view, now).amount, emptyAct('payHalf', view, now).fineMrp], [64_875, 30])
  assert.equal(emptyAct('pay', view, now).amount, 100_000)
  const warning = { ...view, law: { ...view.law, warningFirst: true } }
  assert.equal(emptyAct('decide', warning, now).decision, 'warning')
})
