import { z } from 'zod'
import { both, paperLang } from '../paper/view.ts'

/** The protocol as staff see it and speak of it over HTTP. */

const id = z.uuid()
const said = z.string().trim().max(60)

/** Question id → answer id. */
export const answers = z
  .record(z.string().max(60), said)
  .refine((given) => Object.keys(given).length <= 60, 'at most 60 answers')

export const question = z.object({
  id: z.string(),
  text: both,
  answers: z.array(z.object({ id: z.string(), text: both })),
})

export const refusal = z.object({
  refused: z.enum(['not-police', 'not-operative', 'unknown-article', 'limitation', 'under-16', 'no-application']),
  transferTo: z.string().nullable(),
  reason: both,
  rule: z.string(),
})

const consequences = z.object({
  sanction: both,
  mrp: z.number().nullable(),
  considers: z.array(z.object({ code: z.string(), name: both })),
  courtOnly: z.boolean(),
  warningFirst: z.boolean(),
  shortProcedure: z.boolean().nullable(),
  onSpotWarning: z.boolean().nullable(),
  works: z.boolean(),
  arrest: z.boolean(),
  sendImmediately: z.boolean(),
  presenceObligatory: z.boolean(),
  notes: z.array(both),
})

export const candidate = z.object({
  article: z.string(),
  part: z.string().nullable(),
  ref: z.string(),
  titleRu: z.string(),
  conductRu: z.string(),
  standing: z.enum(['fits', 'open', 'doubtful']),
  speaksFor: z.array(both),
  speaksAgainst: z.array(both),
  prove: z.array(both),
  consequences: consequences.nullable(),
  refusals: z.array(refusal),
})

/** What may fit; `edition` is null when no text of the law is held for the day it happened. */
export const candidatesView = z.object({
  edition: z.object({ id: z.string(), validFrom: z.string(), stale: z.boolean() }).nullable(),
  questions: z.array(question),
  candidates: z.array(candidate),
})
export type CandidatesView = z.infer<typeof candidatesView>

export const draftInput = z.strictObject({
  article: z.string().trim().min(1).max(20),
  part: z.string().trim().min(1).max(10).nullable(),
  lang: paperLang,
  /** Somebody already named in the incident; null leaves the person's fields to be filled in. */
  subjectId: id.nullable(),
  /** It is not known who did it (КоАП 806(9)); without a subject only. */
  unknownOffender: z.boolean().default(false),
  answers: answers.default({}),
})
export type DraftBody = z.infer<typeof draftInput>

/** What was decided, as the officer noted it: the decision is made elsewhere. */
export const penalties = ['warning', 'fine', 'works', 'arrest', 'remark', 'none'] as const
export const penalty = z.enum(penalties)

/** A 409: the program will not draft this, and where the material goes instead. `message` is in the caller's language. */
export const draftRefused = z.object({
  error: z.literal('refused'),
  refused: z.union([refusal.shape.refused, z.enum(['no-edition', 'unknown-subject', 'not-now'])]),
  message: z.string(),
  transferTo: z.string().nullable(),
  reason: both,
  rule: z.string(),
})
export type DraftRefused = z.infer<typeof draftRefused>
