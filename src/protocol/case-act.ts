/** What becomes of a signed paper, act by act, and what each act says. */

export const caseActs = [
  'send',
  'return',
  'redraw',
  'receive',
  'prolong',
  'decide',
  'handCopy',
  'agreeShort',
  'payHalf',
  'appeal',
  'appealDecided',
  'inForce',
  'pay',
  'execute',
  'sendToEnforcement',
  'expire',
] as const
export type CaseActName = (typeof caseActs)[number]

export const decisions = [
  'warning',
  'fine',
  'works',
  'arrest',
  'expulsion',
  'remark',
  'terminated',
  'requalified',
  'transferred',
] as const
export type Decision = (typeof decisions)[number]

/** Why a case ends without a penalty; `groundRules` names the article of each. */
export const grounds = [
  'noEvent',
  'noElements',
  'limitation',
  'alreadyDecided',
  'lawRepealed',
  'death',
  'reconciliation',
  'insignificance',
  'other',
] as const
export type Ground = (typeof grounds)[number]

export const groundRules: Record<Ground, string> = {
  noEvent: 'КоАП 741(1)',
  noElements: 'КоАП 741(1)',
  limitation: 'КоАП 741(1), 62',
  alreadyDecided: 'КоАП 741(1)',
  lawRepealed: 'КоАП 741(1)',
  death: 'КоАП 741(1)',
  reconciliation: 'КоАП 64',
  insignificance: 'КоАП 64-1',
  other: 'КоАП 741',
}

/** What an act holds beside its day; which of it an act asks for stands in `case-act.ts`. */
export interface ActData {
  to?: string
  toName?: string
  reason?: string
  until?: string
  decision?: Decision
  /** МРП as decided; of `payHalf` the whole fine of which half was paid. */
  fineMrp?: number
  hours?: number
  days?: number
  ground?: Ground
  additional?: string
  article?: string
  part?: string | null
  by?: 'person' | 'victim' | 'prosecutor'
  result?: 'upheld' | 'changed' | 'cancelled'
  /** Cancelled, and the case goes back to be considered again. */
  anew?: boolean
  /** Tenge. */
  amount?: number
  /** The fine is paid to the end with this payment. */
  full?: boolean
  /** Half was paid after its seven days: the case goes on as usual (КоАП 811(3)). */
  late?: boolean
}

export interface CaseAct {
  act: CaseActName
  happenedAt: Date
  data: ActData
}

/** Where the law speaks of the act. */
export const actRules: Record<CaseActName, string> = {
  send: 'КоАП 808',
  return: 'КоАП 803, 808',
  redraw: 'КоАП 803, 806',
  receive: 'КоАП 817(1)',
  prolong: 'КоАП 817(2)',
  decide: 'КоАП 817, 821, 822',
  handCopy: 'КоАП 803(8), 823(2)',
  agreeShort: 'КоАП 810',
  payHalf: 'КоАП 811',
  appeal: 'КоАП 826-2',
  appealDecided: 'КоАП 826-3, 883',
  inForce: 'КоАП 883',
  pay: 'КоАП 893',
  execute: 'КоАП 884, 885',
  sendToEnforcement: 'КоАП 893, 896',
  expire: 'КоАП 62, 890',
}
