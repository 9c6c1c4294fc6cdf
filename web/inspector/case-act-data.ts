import type { ActData, CaseActName, Decision, Ground } from '../../src/protocol/case-act.ts'
import type { CaseView } from '../../src/protocol/case-act-view.ts'

/** What is typed into the form of an act, and what of it the act says. */
export interface CaseDraft {
  happenedAt: string
  to: string
  toName: string
  reason: string
  until: string
  decision: Decision | ''
  fineMrp: number | ''
  hours: number | ''
  days: number | ''
  ground: Ground | ''
  article: string
  part: string
  additional: string
  by: 'person' | 'victim' | 'prosecutor'
  result: 'upheld' | 'changed' | 'cancelled'
  anew: boolean
  amount: number | ''
  full: boolean
}

/** A form as it opens: the only body, the only fine and the sum that is due stand in it already. */
export function emptyAct(act: CaseActName, view: CaseView, now: string): CaseDraft {
  const { law, sums, outcome } = view
  const oneFine = law.fineMax !== null && law.fineMax === law.fineMin ? law.fineMax : ''
  const due = sums.full === null ? '' : Math.max(0, sums.full - outcome.paidTenge)
  return {
    ...{ happenedAt: now, to: law.considers[0]?.code ?? 'other', toName: '', reason: '', until: '' },
    ...{ decision: law.warningFirst && act === 'decide' ? 'warning' : '', fineMrp: oneFine, hours: '', days: '' },
    ...{ ground: '', article: '', part: '', additional: '', by: 'person', result: 'upheld', anew: false },
    ...{ amount: act === 'payHalf' ? (sums.half ?? '') : due, full: true },
  }
}

const text = (value: string) => value.trim() || undefined
const figure = (value: number | '') => (value === '' ? undefined : value)

function penalty(draft: CaseDraft): ActData {
  const { decision } = draft
  if (decision === '') return {}
  return clean({
    decision,
    fineMrp: decision === 'fine' ? figure(draft.fineMrp) : undefined,
    hours: decision === 'works' ? figure(draft.hours) : undefined,
    days: decision === 'arrest' ? figure(draft.days) : undefined,
    ground:
      decision === 'terminated' ? draft.ground || undefined : decision === 'remark' ? 'insignificance' : undefined,
    article: decision === 'requalified' ? text(draft.article) : undefined,
    part: decision === 'requalified' ? (text(draft.part) ?? null) : undefined,
    toName: decision === 'transferred' ? text(draft.toName) : undefined,
    additional: decision === 'fine' || decision === 'arrest' ? text(draft.additional) : undefined,
  })
}

/** Without what was left open. */
function clean(data: { [K in keyof ActData]: ActData[K] | undefined }): ActData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}

/** What the act says, out of what was typed. */
export function dataOf(act: CaseActName, draft: CaseDraft): ActData {
  switch (act) {
    case 'send':
      return clean({ to: draft.to, toName: text(draft.toName) })
    case 'return':
    case 'redraw':
    case 'execute':
    case 'expire':
      return clean({ reason: text(draft.reason) })
    case 'prolong':
      return clean({ until: text(draft.until), reason: text(draft.reason) })
    case 'decide':
      return penalty(draft)
    case 'payHalf':
      return clean({ amount: figure(draft.amount), fineMrp: figure(draft.fineMrp) })
    case 'pay':
      return clean({ amount: figure(draft.amount), full: draft.full })
    case 'appeal':
      return { by: draft.by }
    case 'appealDecided':
      if (draft.result === 'changed') return { result: 'changed', ...penalty(draft) }
      return clean({ result: draft.result, anew: draft.result === 'cancelled' && draft.anew ? true : undefined })
    case 'sendToEnforcement':
      return clean({ toName: text(draft.toName) })
    case 'receive':
    case 'handCopy':
    case 'agreeShort':
    case 'inForce':
      return {}
  }
}

/** Whether everything that the act cannot do without is there. */
export function isWhole(act: CaseActName, data: ActData): boolean {
  if (act === 'return') return data.reason !== undefined
  if (act === 'payHalf') return Boolean(data.amount) && Boolean(data.fineMrp)
  if (act === 'pay') return Boolean(data.amount)
  if (act !== 'decide' && !(act === 'appealDecided' && data.result === 'changed')) return true
  const { decision, fineMrp, hours, days, ground, article } = data
  if (!decision) return false
  if (decision === 'fine') return Boolean(fineMrp)
  if (decision === 'works') return Boolean(hours)
  if (decision === 'arrest') return Boolean(days)
  if (decision === 'terminated') return Boolean(ground)
  return decision !== 'requalified' || Boolean(article)
}
