import { z } from 'zod'
import { isDay } from '../base/calendar.ts'
import { type Ground, grounds } from '../protocol/case-act.ts'
import { listedRow } from './campaign.ts'
import { type FormMeasure, formMeasures } from './form-1ad.ts'
import { daysIn, longest } from './operation.ts'

/** Форма 1-АД as it is asked for and told. */

const day = z.string().refine(isDay, 'a day that exists, like 2026-11-22')
const several = z
  .union([z.uuid(), z.array(z.uuid()).max(500)])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))
const span = { from: day, to: day, precinct: several }
const ordered = (asked: { from: string; to: string }) => asked.from <= asked.to && daysIn(asked) <= longest
const hint = { message: `from the first day to the last, at most ${longest} days`, path: ['to'] }

export const formQuery = z.object(span).refine(ordered, hint)
export const formCsvQuery = z
  .object({
    ...span,
    what: z.enum(['summary', 'records']).default('summary'),
    lang: z.enum(['ru', 'kk', 'en']).default('ru'),
  })
  .refine(ordered, hint)
export const formListQuery = z
  .object({
    ...span,
    measure: z.enum(formMeasures),
    /** «505/1»; all articles without it. */
    article: z.string().max(40).optional(),
    ground: z.enum(grounds).optional(),
    skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(ordered, hint)

const count = z.number().int()
const formRow = z.object({
  article: z.string(),
  part: z.string().nullable(),
  figures: z.object(Object.fromEntries(formMeasures.map((id) => [id, count])) as Record<FormMeasure, typeof count>),
  grounds: z.partialRecord(z.enum(grounds), count),
  fineMrp: z.number(),
  fineTenge: z.number(),
  paidTenge: z.number(),
  withoutMrp: count,
})
export const formView = z.object({ from: z.string(), to: z.string(), rows: z.array(formRow), total: formRow })
export type FormView = z.infer<typeof formView>
export type FormLine = FormView['total']
export type GroundCounts = Partial<Record<Ground, number>>

/** The incidents behind a figure; `times`: how many of its cases belong to it. */
export const formList = z.object({
  items: z.array(listedRow),
  next: count.nullable(),
  total: count,
  incidents: count,
})
export type FormList = z.infer<typeof formList>
