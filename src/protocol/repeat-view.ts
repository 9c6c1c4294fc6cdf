import { z } from 'zod'
import { type Day, isDay } from '../base/calendar.ts'
import { reason } from '../person/view.ts'
import { penaltyKinds } from './repeat.ts'

/** Earlier penalties as staff see them and enter them. */

const both = z.object({ ru: z.string(), kk: z.string() })
const day = z
  .string()
  .refine(isDay, 'this day does not exist: expected YYYY-MM-DD')
  .refine((text) => text >= '2000', 'before the year 2000: check the year')
const article = z
  .string()
  .trim()
  .regex(/^\d{1,3}(-\d{1,2})?$/, 'the number of an article, as 505 or 434-2')
const part = z
  .string()
  .trim()
  .regex(/^\d{1,2}(-\d{1,2})?$/, 'the number of a part, as 1 or 4-1')
const line = z.string().trim().max(300)

export const repeatQuery = z.object({ subject: z.uuid(), article, part: part.optional(), reason })

export const executions = ['done', 'pending', 'expired', 'unknown'] as const

/** A penalty as ЕРАП shows it to the officer, who types it here. */
export const penaltyInput = z
  .strictObject({
    incidentId: z.uuid(),
    article,
    part: part.nullable(),
    penalty: z.enum(penaltyKinds),
    fineMrp: z.number().positive().max(10_000).nullable().default(null),
    decidedOn: day,
    executedOn: day.nullable().default(null),
    execution: z.enum(executions),
    decidedBy: line.default(''),
    note: line.min(3, 'where it was read: ЕРАП, the decision itself'),
  })
  .refine(({ penalty, fineMrp }) => penalty === 'fine' || fineMrp === null, {
    error: 'only a fine has МРП',
    path: ['fineMrp'],
  })
  .refine(({ execution, executedOn }) => (execution === 'done') === (executedOn !== null), {
    error: 'the day on which execution ended goes with «done», and only with it',
    path: ['executedOn'],
  })
  .refine(({ decidedOn, executedOn }) => executedOn === null || executedOn >= decidedOn, {
    error: 'executed before it was decided: check both days',
    path: ['executedOn'],
  })
export type PenaltyInput = z.infer<typeof penaltyInput>

/** The field whose day has not come yet, or null. */
export function notYet(input: Pick<PenaltyInput, 'decidedOn' | 'executedOn'>, today: Day): string | null {
  if (input.decidedOn > today) return 'decidedOn'
  return input.executedOn !== null && input.executedOn > today ? 'executedOn' : null
}

export const strikeInput = z.strictObject({ incidentId: z.uuid(), reason })

const earlierPenalty = z.object({
  id: z.string(),
  article: z.string(),
  part: z.string().nullable(),
  penalty: z.enum(penaltyKinds).nullable(),
  fineMrp: z.number().nullable(),
  outcome: z.enum(['imposed', 'undecided', 'terminated', 'remark', 'cancelled', 'elsewhere']),
  decidedOn: z.string().nullable(),
  inForceOn: z.string().nullable(),
  executedOn: z.string().nullable(),
  execution: z.enum(executions),
  appealed: z.boolean(),
  shortPaid: z.boolean(),
  source: z.enum(['system', 'entered', 'register']),
  ref: z.string(),
})

/** Where a penalty is known from, to be looked at again. */
export const origin = z.object({
  paper: z.object({ kind: z.string(), number: z.string(), incidentNumber: z.number().int() }).nullable(),
  entered: z
    .object({ decidedBy: z.string(), note: z.string(), byName: z.string(), at: z.iso.datetime({ offset: true }) })
    .nullable(),
  register: z.object({ name: z.string(), validOn: z.string() }).nullable(),
})
export type Origin = z.infer<typeof origin>

export const repeatView = z.object({
  offenceOn: z.string(),
  /** Nobody has established the time of the offence yet: the day of the message was taken. */
  offenceAssumed: z.boolean(),
  /** Null: no text of the law is held for that day, so nothing is weighed. */
  edition: z.string().nullable(),
  /** Parts for a repeated offence, «505(2)». */
  repeatParts: z.array(z.string()),
  lines: z.array(
    z.object({
      penalty: earlierPenalty,
      origin,
      verdict: z.enum(['counts', 'not', 'unknown']),
      reason: z.string(),
      window: z
        .object({ from: z.string(), last: z.string().nullable(), months: z.number().int(), assumed: z.boolean() })
        .nullable(),
      reasons: z.array(both),
      fits: z.array(z.string()),
    }),
  ),
  suggestion: z.object({ answer: z.enum(['yes', 'no', 'unknown']), because: both }).nullable(),
  /** As of which day the department's list of penalties was written out; null when none is loaded. */
  registerOn: z.string().nullable(),
})
export type RepeatView = z.infer<typeof repeatView>
export type RepeatViewLine = RepeatView['lines'][number]
