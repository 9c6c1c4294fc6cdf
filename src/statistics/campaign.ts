import { z } from 'zod'
import { isDay } from '../base/calendar.ts'
import { incidentRow } from '../incident/incident.ts'
import { type Breakdown, breakdownIds, type Figure, figureIds, isBreakdown, measureIds } from './measures.ts'
import { daysIn, longest } from './operation.ts'

/** The figures of a period as they are asked for and told. */

const day = z.string().refine(isDay, 'a day that exists, like 2026-11-22')
const several = z
  .union([z.uuid(), z.array(z.uuid()).max(500)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))

const span = { from: day, to: day, precinct: several }
const ordered = (asked: { from: string; to: string }) => asked.from <= asked.to && daysIn(asked) <= longest
const orderedHint = { message: `from the first day to the last, at most ${longest} days`, path: ['to'] }

export const campaignQuery = z.object(span).refine(ordered, orderedHint)
export const listQuery = z
  .object({
    ...span,
    measure: z.enum(measureIds),
    value: z.string().max(120).optional(),
    inspector: z.uuid().optional(),
    before: z.string().max(120).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(ordered, orderedHint)
  .refine(({ measure, value }) => !isBreakdown(measure) || Boolean(value), {
    message: 'which value of this measure',
    path: ['value'],
  })
export const csvQuery = z
  .object({
    ...span,
    what: z.enum(['summary', 'incidents']).default('summary'),
    lang: z.enum(['ru', 'kk', 'en']).default('ru'),
  })
  .refine(ordered, orderedHint)

const count = z.number().int()
const counted = z.object({ value: z.string(), count })
/** Seconds; null where there was nothing to measure. */
const spread = z.object({ of: count, median: z.number().nullable(), p95: z.number().nullable() })
const timesOf = z.object({ answer: spread, closing: spread })
export type Spread = z.infer<typeof spread>
export type Times = z.infer<typeof timesOf>

export const campaign = z.object({
  from: z.string(),
  to: z.string(),
  figures: z.object(Object.fromEntries(figureIds.map((id) => [id, count])) as Record<Figure, typeof count>),
  breakdowns: z.object(
    Object.fromEntries(breakdownIds.map((id) => [id, z.array(counted)])) as Record<
      Breakdown,
      z.ZodArray<typeof counted>
    >,
  ),
  times: timesOf.extend({
    byCategory: z.array(timesOf.extend({ value: z.string() })),
    byPrecinct: z.array(timesOf.extend({ value: z.string() })),
  }),
  /** Messages that were read in the chats; what was no report is forgotten, so no list stands behind it. */
  heard: count,
  /** People and firms with two or more incidents within a year. */
  repeatPeople: count,
  meanScore: z.number().nullable(),
})
export type Campaign = z.infer<typeof campaign>

/** A line of a list; `times`: how many of the things counted belong to it. */
export const listedRow = incidentRow.extend({ times: count })
export type ListedRow = z.infer<typeof listedRow>
export const listPage = z.object({
  items: z.array(listedRow),
  next: z.string().nullable(),
  /** The figure itself, and how many incidents stand behind it. */
  total: count,
  incidents: count,
})
export type ListPage = z.infer<typeof listPage>
