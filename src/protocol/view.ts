import { z } from 'zod'

/** The protocol as staff see it and speak of it over HTTP. */

const instant = z.iso.datetime({ offset: true })
const id = z.uuid()
export const both = z.object({ ru: z.string(), kk: z.string() })
export const paperLang = z.enum(['ru', 'kk'])
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

export const field = z.object({
  id: z.string(),
  label: both,
  value: z.string().nullable(),
  source: z.enum(['message', 'photo', 'inspector', 'register', 'system', 'law', 'missing']),
  sourceRef: z.string().nullable(),
  rule: z.string(),
  obligation: z.enum(['obligatory', 'conditional']),
  condition: both.nullable(),
  byHand: z.boolean(),
})

/** The decision as the officer entered it: it is made elsewhere. */
export const penalties = ['warning', 'fine', 'works', 'arrest', 'remark', 'none'] as const
export const penalty = z.enum(penalties)

export const protocolView = z.object({
  id,
  incidentId: id,
  incidentNumber: z.number().int(),
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  article: z.string(),
  part: z.string().nullable(),
  edition: z.string(),
  editionNote: z.string(),
  lang: paperLang,
  status: z.enum(['draft', 'signed', 'cancelled']),
  number: z.string(),
  erapNumber: z.string(),
  version: z.number().int(),
  fields: z.array(field),
  /** Ids of obligatory fields without a value. */
  missing: z.array(z.string()),
  rights: z.array(both),
  attachments: z.array(z.object({ id: z.string(), caption: z.string(), kind: z.enum(['photo', 'video', 'document']) })),
  minor: z.boolean(),
  answers: z.record(z.string(), z.string()),
  /** What the program suggested when it was drawn up. */
  suggested: z.object({ candidates: z.array(candidate) }),
  penalty: penalty.nullable(),
  fineMrp: z.number().nullable(),
  cancelReason: z.string(),
  byName: z.string(),
  createdAt: instant,
  updatedAt: instant,
  signedAt: instant.nullable(),
})
export type ProtocolView = z.infer<typeof protocolView>

/** Field id → its new text; an empty one empties the field. */
export const amendInput = z.strictObject({
  version: z.number().int(),
  fields: z
    .record(z.string().max(60), z.string().max(10_000).nullable())
    .refine((given) => Object.keys(given).length <= 100, 'at most 100 fields'),
})

/** The number is the department's own, as it stands in its book. */
export const signInput = z.strictObject({ version: z.number().int(), number: z.string().trim().min(1).max(60) })

export const cancelInput = z.strictObject({
  version: z.number().int().optional(),
  reason: z.string().trim().max(1000).default(''),
})

export const decisionInput = z
  .strictObject({
    penalty: penalty.nullable(),
    fineMrp: z.number().positive().max(10_000).nullable().default(null),
    /** As ЕРАП gave it; never made here. */
    erapNumber: z.string().trim().max(60).optional(),
  })
  .refine(({ penalty, fineMrp }) => fineMrp === null || penalty === 'fine', {
    error: 'only a fine has МРП',
    path: ['fineMrp'],
  })
export type Decision = z.infer<typeof decisionInput>

export const draftView = z.object({
  version: z.number().int(),
  at: instant,
  byName: z.string(),
  fields: z.array(field),
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

/** A 409: the program will not draft this, and where the material goes instead. `message` is in the caller's language. */
export const draftRefused = z.object({
  error: z.literal('refused'),
  refused: z.union([refusal.shape.refused, z.enum(['no-edition', 'unknown-subject'])]),
  message: z.string(),
  transferTo: z.string().nullable(),
  reason: both,
  rule: z.string(),
})
export type DraftRefused = z.infer<typeof draftRefused>

/** A 422: what must be filled in before it can be signed. */
export const signIncomplete = z.object({
  error: z.literal('refused'),
  refused: z.literal('incomplete'),
  message: z.string(),
  missing: z.array(z.string()),
})

export const deadlineLine = z.object({
  id: z.string(),
  label: both,
  /** «КоАП 806(6)» */
  article: z.string(),
  from: z.string(),
  fromAt: instant.nullable(),
  /** Null where it cannot be counted: the day it runs from is not known. */
  due: instant.nullable(),
  /** The later reading where the counting is not settled. */
  latest: instant.nullable(),
  settled: z.boolean(),
  done: instant.nullable(),
  noteRu: z.string().nullable(),
})
/** Earliest first. */
export const deadlinesView = z.object({ items: z.array(deadlineLine) })
export type DeadlinesView = z.infer<typeof deadlinesView>
