import assert from 'node:assert/strict'
import { test } from 'node:test'
import { score } from './score.ts'

const report = (category: string) => ({ report: true, category })
const not = { report: false, category: null }

test('a missed report costs the report its F1 but not its category, when that was right', () => {
  const { reportF1, category, categoryMacroF1 } = score(
    [report('noise'), report('waste'), not, not],
    [report('noise'), { report: false, category: 'waste' }, report('dogs'), not],
  )
  assert.equal(reportF1, 0.5)
  assert.equal(category, 1)
  assert.equal(categoryMacroF1, 1)
})

test('a rare category that is never found weighs as much as a frequent one', () => {
  const { category, categoryMacroF1 } = score(
    [report('noise'), report('noise'), report('noise'), report('dogs')],
    [report('noise'), report('noise'), report('noise'), report('noise')],
  )
  assert.equal(category, 0.75)
  assert.ok(Math.abs(categoryMacroF1 - 6 / 7 / 2) < 1e-12)
})
