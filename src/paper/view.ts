import { z } from 'zod'
import { circumstances, paperKinds } from './kinds.ts'

/** A paper as staff see it and speak of it over HTTP. */

const instant = z.iso.datetime({ offset: true })
const id = z.uuid()
export const both = z.object({ ru: z.string(), kk: z.string() })
export const paperLang = z.enum(['ru', 'kk'])
export const paperKind = z.enum(paperKinds)
const text = z.union([z.string(), both])

export const field = z.object({
  id: z.string(),
  label: both,
  value: text.nullable(),
  typed: z.enum(['ru', 'kk', 'both']).optional(),
  source: z.enum(['message', 'photo', 'inspector', 'register', 'system', 'law', 'missing']),
  sourceRef: z.string().nullable(),
  rule: z.string(),
  obligation: z.enum(['obligatory', 'conditional']),
  condition: both.nullable(),
  byHand: z.boolean(),
  long: z.boolean().optional(),
  when: z.enum(circumstances).optional(),
})

export const paperDocument = z.object({
  kind: paperKind,
  lang: paperLang,
  number: z.string().nullable(),
  article: z.string().nullable(),
  part: z.string().nullable(),
  edition: z.string().nullable(),
  editionNote: text,
  fields: z.array(field),
  missing: z.array(z.string()),
  circumstances: z.array(z.enum(circumstances)),
  rights: z.array(both),
  attachments: z.array(z.object({ id: z.string(), caption: text, kind: z.enum(['photo', 'video', 'document']) })),
  minor: z.boolean(),
})

export const paperView = z.object({
  id,
  kind: paperKind,
  incidentId: id,
  incidentNumber: z.number().int(),
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  parentId: id.nullable(),
  article: z.string().nullable(),
  part: z.string().nullable(),
  lang: paperLang,
  status: z.enum(['draft', 'signed', 'cancelled']),
  /** Where the case stands, of a paper that begins one. */
  stage: z.string().nullable(),
  number: z.string(),
  /** As ЕРАП gave it, typed in by the officer. */
  erapNumber: z.string(),
  version: z.number().int(),
  document: paperDocument,
  answers: z.record(z.string(), z.string()),
  /** What the program suggested when it was drawn up. */
  suggested: z.record(z.string(), z.unknown()),
  penalty: z.string().nullable(),
  fineMrp: z.number().nullable(),
  cancelReason: z.string(),
  byName: z.string(),
  createdAt: instant,
  updatedAt: instant,
  signedAt: instant.nullable(),
  /** SHA-256 of the PDF as it was signed, and of what it says. */
  pdfHash: z.string().nullable(),
  signedHash: z.string().nullable(),
})
export type PaperView = z.infer<typeof paperView>

/** What is changed in a draft. Fields that somebody else has changed since `version` are not overwritten. */
export const amendInput = z.strictObject({
  version: z.number().int(),
  lang: paperLang.optional(),
  number: z.string().trim().max(60).nullable().optional(),
  erapNumber: z.string().trim().max(60).optional(),
  circumstances: z.array(z.enum(circumstances)).max(circumstances.length).optional(),
  /** Field id → its new text in the paper's language; an empty one empties the field. */
  fields: z
    .record(z.string().max(60), z.string().max(10_000).nullable())
    .refine((given) => Object.keys(given).length <= 100, 'at most 100 fields')
    .default({}),
})
export type AmendInput = z.infer<typeof amendInput>

/** A 409: somebody else has changed the same fields; his texts beside yours. */
export const amendConflict = z.object({
  error: z.literal('refused'),
  refused: z.literal('changed-meanwhile'),
  message: z.string(),
  byName: z.string(),
  conflicts: z.array(z.object({ id: z.string(), label: both, theirs: z.string().nullable() })),
})

/** The number is the department's own, as it stands in its book. */
export const signInput = z.strictObject({ version: z.number().int(), number: z.string().trim().min(1).max(60) })

export const cancelInput = z.strictObject({
  version: z.number().int().optional(),
  reason: z.string().trim().max(1000).default(''),
})

/** A 422: what must be filled in before it can be signed. */
export const signIncomplete = z.object({
  error: z.literal('refused'),
  refused: z.literal('incomplete'),
  message: z.string(),
  missing: z.array(z.string()),
})

export const draftView = z.object({
  version: z.number().int(),
  at: instant,
  byName: z.string(),
  document: paperDocument,
  /** Against the version before. */
  changes: z.array(
    z.object({
      id: z.string(),
      label: both,
      before: z.string().nullable(),
      after: z.string().nullable(),
      sourceBefore: field.shape.source,
      sourceAfter: field.shape.source,
    }),
  ),
})
/** Every version, the first one first. */
export const draftsView = z.object({ items: z.array(draftView) })
export type DraftsView = z.infer<typeof draftsView>
