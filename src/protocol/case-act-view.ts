import { z } from 'zod'
import { caseActs, decisions, grounds } from './case-act.ts'
import { actRefusals, actWarnings } from './case-check.ts'
import { stages } from './life.ts'

/** A case after its paper was signed, as staff see it. */

const instant = z.iso.datetime({ offset: true })
const both = z.object({ ru: z.string(), kk: z.string() })
const span = z.tuple([z.number(), z.number()]).readonly()

export const caseActLine = z.object({
  id: z.uuid(),
  act: z.enum(caseActs),
  happenedAt: instant,
  /** What the act says: `ActData`. */
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  byName: z.string(),
  at: instant,
  struckAt: instant.nullable(),
  struckBy: z.string().nullable(),
  struckWhy: z.string(),
})
export type CaseActLine = z.infer<typeof caseActLine>

export const caseLawView = z.object({
  article: z.string(),
  part: z.string().nullable(),
  kinds: z.array(z.enum(decisions)),
  fineMax: z.number().nullable(),
  fineMin: z.number().nullable(),
  hours: span.nullable(),
  days: span.nullable(),
  warningFirst: z.boolean(),
  shortProcedure: z.boolean().nullable(),
  courtOnly: z.boolean(),
  considers: z.array(z.object({ code: z.string(), name: both })),
  mrp: z.number().nullable(),
  minor: z.boolean().nullable(),
})

export const startedTerm = z.object({
  id: z.string(),
  label: both,
  article: z.string(),
  due: instant.nullable(),
  latest: instant.nullable(),
})

export const caseView = z.object({
  id: z.uuid(),
  kind: z.string(),
  stage: z.enum(stages),
  version: z.number().int(),
  signedAt: instant,
  /** In the order in which they happened; struck ones stay, with who struck them and why. */
  acts: z.array(caseActLine),
  /** The act that may be struck out: the last one that counts. */
  strikable: z.uuid().nullable(),
  /** What this person may write down now. */
  open: z.array(z.enum(caseActs)),
  law: caseLawView,
  outcome: z.object({
    decision: z.enum(decisions).nullable(),
    ground: z.enum(grounds).nullable(),
    decided: instant.nullable(),
    fineMrp: z.number().nullable(),
    fineTenge: z.number().nullable(),
    paid: z.enum(['full', 'half', 'none']),
    paidTenge: z.number(),
    hours: z.number().nullable(),
    days: z.number().nullable(),
    appealed: z.boolean(),
    cancelled: z.boolean(),
    inForce: instant.nullable(),
    executed: instant.nullable(),
  }),
  /** Tenge; null where the fine or the МРП of the year is not known. */
  sums: z.object({
    full: z.number().nullable(),
    half: z.number().nullable(),
    halfUntil: instant.nullable(),
    /** The later reading of the seven days (КоАП 739). */
    halfLatest: instant.nullable(),
    payUntil: instant.nullable(),
  }),
  /** Until when the person counts as punished (КоАП 61, 72), a local day. */
  repeatUntil: z.string().nullable(),
})
export type CaseView = z.infer<typeof caseView>

/** The case after an act: what it set going, and what is to be looked at again. */
export const actedView = caseView.extend({
  actId: z.uuid(),
  warnings: z.array(z.object({ id: z.enum(actWarnings), rule: z.string() })),
  started: z.array(startedTerm),
})
export type ActedView = z.infer<typeof actedView>

/** A 409, 403 or 422: the act was not written down. `message` is in the caller's language. */
export const actRefused = z.object({
  error: z.literal('refused'),
  refused: z.enum([...actRefusals, 'not-now', 'not-yours', 'changed-meanwhile']),
  message: z.string(),
  rule: z.string(),
  reason: both,
})
export type ActRefused = z.infer<typeof actRefused>
