import { z } from 'zod'
import { type ActData, type CaseActName, grounds } from './case-act.ts'

/** What each act asks for beside its day: the door through which an act comes in. */

const line = z.string().trim().min(1).max(300)
const maybe = z.string().trim().max(300).optional()
const mrp = z.number().positive().max(10_000)
/** Tenge, tiyn included. */
const tenge = z.number().positive().max(100_000_000)
const day = z.iso.date()

const penalty = {
  decision: z.enum([
    ...(['warning', 'fine', 'works', 'arrest', 'expulsion'] as const),
    ...(['remark', 'terminated', 'requalified', 'transferred'] as const),
  ]),
  fineMrp: mrp.optional(),
  hours: z.number().int().min(1).max(200).optional(),
  days: z.number().int().min(1).max(45).optional(),
  ground: z.enum(grounds).optional(),
  additional: maybe,
  /** To what it was requalified (КоАП 821(2)). */
  article: z.string().trim().min(1).max(20).optional(),
  part: z.string().trim().min(1).max(10).nullable().optional(),
  toName: maybe,
}

interface Penalty {
  decision?: ActData['decision'] | undefined
  fineMrp?: number | undefined
  hours?: number | undefined
  days?: number | undefined
  ground?: ActData['ground'] | undefined
  article?: string | undefined
}

/** The field that a decision cannot be written down without, or null. */
export function lacking({ decision, fineMrp, hours, days, ground, article }: Penalty): keyof Penalty | null {
  if (decision === 'fine' && fineMrp === undefined) return 'fineMrp'
  if (decision === 'works' && hours === undefined) return 'hours'
  if (decision === 'arrest' && days === undefined) return 'days'
  if (decision === 'terminated' && ground === undefined) return 'ground'
  if (decision === 'requalified' && article === undefined) return 'article'
  return null
}

const whole = (value: Penalty, context: z.RefinementCtx) => {
  const path = lacking(value)
  if (path) context.addIssue({ code: 'custom', message: `a decision "${value.decision}" needs it`, path: [path] })
}

const nothing = z.strictObject({})

/** What an act says beside its day. */
export const actAsks = {
  send: z.strictObject({ to: z.string().trim().min(1).max(60), toName: maybe }),
  return: z.strictObject({ reason: line }),
  redraw: z.strictObject({ reason: maybe }),
  receive: nothing,
  prolong: z.strictObject({ until: day.optional(), reason: maybe }),
  decide: z.strictObject(penalty).superRefine(whole),
  handCopy: nothing,
  agreeShort: nothing,
  payHalf: z.strictObject({ amount: tenge, fineMrp: mrp }),
  appeal: z.strictObject({ by: z.enum(['person', 'victim', 'prosecutor']) }),
  appealDecided: z
    .strictObject({
      ...penalty,
      decision: penalty.decision.optional(),
      result: z.enum(['upheld', 'changed', 'cancelled']),
      anew: z.boolean().optional(),
    })
    .superRefine((value, context) => {
      if (value.result !== 'changed') return
      if (!value.decision) context.addIssue({ code: 'custom', message: 'what it was changed to', path: ['decision'] })
      else whole(value, context)
    }),
  inForce: nothing,
  pay: z.strictObject({ amount: tenge, full: z.boolean().default(true) }),
  execute: z.strictObject({ reason: maybe }),
  sendToEnforcement: z.strictObject({ toName: maybe }),
  expire: z.strictObject({ reason: maybe }),
} as const satisfies Record<CaseActName, z.ZodType>

const happened = {
  version: z.number().int().positive(),
  happenedAt: z.iso.datetime({ offset: true }),
}
const door = <A extends CaseActName>(act: A) => z.strictObject({ act: z.literal(act), ...happened, data: actAsks[act] })

/** An act as a page sends it. */
export const caseActInput = z.discriminatedUnion('act', [
  door('send'),
  door('return'),
  door('redraw'),
  door('receive'),
  door('prolong'),
  door('decide'),
  door('handCopy'),
  door('agreeShort'),
  door('payHalf'),
  door('appeal'),
  door('appealDecided'),
  door('inForce'),
  door('pay'),
  door('execute'),
  door('sendToEnforcement'),
  door('expire'),
])
export type CaseActInput = z.infer<typeof caseActInput>

export const strikeInput = z.strictObject({
  version: z.number().int().positive(),
  reason: z.string().trim().min(1).max(500),
})
