import { z } from 'zod'
import { both, paperLang } from '../paper/view.ts'
import { instead, refusal } from './qualify-view.ts'

export type { CandidatesView } from './qualify-view.ts'

/** The protocol as staff see it and speak of it over HTTP. */

const id = z.uuid()
const said = z.string().trim().max(60)

/** Question id → answer id. */
export const answers = z
  .record(z.string().max(60), said)
  .refine((given) => Object.keys(given).length <= 60, 'at most 60 answers')

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
  instead: instead.optional(),
})
export type DraftRefused = z.infer<typeof draftRefused>
