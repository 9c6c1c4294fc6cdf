import { z } from 'zod'
import { bodies } from '../incident/life.ts'
import { both } from '../paper/view.ts'
import { subjectKinds } from './consequences-money.ts'

/** What may fit, as staff see it over HTTP. */

const instant = z.iso.datetime({ offset: true })

export const question = z.object({
  id: z.string(),
  text: both,
  answers: z.array(z.object({ id: z.string(), text: both })),
  input: z.literal('day').optional(),
  rule: z.string().optional(),
})

export const instead = z.discriminatedUnion('do', [
  z.object({ do: z.literal('handOver'), to: z.enum(bodies).nullable() }),
  z.object({ do: z.literal('crime') }),
  z.object({ do: z.literal('answer'), question: z.string() }),
  z.object({ do: z.literal('part'), article: z.string(), part: z.string().nullable() }),
  z.object({ do: z.literal('finding') }),
  z.object({ do: z.literal('paper'), id: z.string() }),
  z.object({ do: z.literal('close') }),
])

export const refusal = z.object({
  refused: z.enum([
    ...['not-police', 'not-operative', 'unknown-article', 'withdrawn', 'limitation', 'future', 'detected-before'],
    ...['under-16', 'special-subject', 'immunity', 'no-application', 'already', 'must-decide'],
  ] as const),
  transferTo: z.string().nullable(),
  reason: both,
  rule: z.string(),
  instead: instead.optional(),
})

const fine = z.object({
  kind: z.enum(subjectKinds),
  payer: z.string(),
  mrp: z.number().nullable(),
  percent: z.number().nullable(),
  tenge: z.number().nullable(),
  half: z.number().nullable(),
  capped: z.boolean(),
})

const consequences = z.object({
  sanction: both,
  mrp: z.number().nullable(),
  fines: z.array(fine),
  considers: z.array(z.object({ code: z.string(), name: both })),
  courtOnly: z.boolean(),
  warningFirst: z.boolean(),
  shortProcedure: z.boolean().nullable(),
  onSpotWarning: z.boolean().nullable(),
  works: z.boolean(),
  arrest: z.boolean(),
  sendImmediately: z.boolean(),
  presenceObligatory: z.boolean(),
  limitation: z.object({ until: instant, minorHalf: instant.nullable() }).nullable(),
  notes: z.array(both),
})

export const candidate = z.object({
  article: z.string(),
  part: z.string().nullable(),
  ref: z.string(),
  titleRu: z.string(),
  conductRu: z.string(),
  standing: z.enum(['fits', 'open', 'doubtful']),
  byHand: z.boolean(),
  speaksFor: z.array(both),
  speaksAgainst: z.array(both),
  prove: z.array(both.extend({ state: z.enum(['have', 'missing', 'check']) })),
  source: z.array(z.string()),
  consequences: consequences.nullable(),
  refusals: z.array(refusal),
})

const away = z.object({
  act: z.enum(['crime', 'handOver']),
  to: z.enum(bodies).nullable(),
  reason: both,
  rule: z.string(),
})

/** What may fit; `edition` is null when no text of the law is held for the day it happened. */
export const candidatesView = z.object({
  edition: z.object({ id: z.string(), validFrom: z.string(), stale: z.boolean() }).nullable(),
  questions: z.array(question),
  candidates: z.array(candidate),
  away: z.array(away),
})
export type CandidatesView = z.infer<typeof candidatesView>

/** Parts of the edition found by number or words, for a choice by hand. */
export const partsView = z.object({
  items: z.array(
    z.object({
      article: z.string(),
      part: z.string().nullable(),
      ref: z.string(),
      titleRu: z.string(),
      conductRu: z.string(),
    }),
  ),
})
export type PartsView = z.infer<typeof partsView>
