import { z } from 'zod'
import { categories } from '../detection/categories.ts'
import { whoses } from './clock-terms.ts'

/** Terms as staff see them and speak of them over HTTP. */

const instant = z.iso.datetime({ offset: true })
const both = z.object({ ru: z.string(), kk: z.string() })

export const deadlineLine = z.object({
  id: z.string(),
  label: both,
  /** «КоАП 806(6)»; empty for a term that no law sets. */
  article: z.string(),
  from: z.string(),
  /** What it runs from, in words. */
  fromLabel: both,
  fromAt: instant.nullable(),
  /** Null where it cannot be counted: the day it runs from is not known. */
  due: instant.nullable(),
  /** The later reading where the counting is not settled. */
  latest: instant.nullable(),
  settled: z.boolean(),
  immediate: z.boolean(),
  whose: z.enum(whoses),
  limitation: z.boolean(),
  suspended: z.boolean(),
  /** Somebody of the police must still do it. */
  burns: z.boolean(),
  done: instant.nullable(),
  noteRu: z.string().nullable(),
  noteKk: z.string().nullable(),
  paperId: z.uuid().nullable(),
})
export type DeadlineLine = z.infer<typeof deadlineLine>

/** Earliest first; of each paper its own, told apart by `paperId`. */
export const deadlinesView = z.object({
  items: z.array(deadlineLine),
  papers: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(['protocol', 'warning', 'representation']),
      about: z.string().nullable(),
      subjectName: z.string().nullable(),
    }),
  ),
})
export type DeadlinesView = z.infer<typeof deadlinesView>

export const burningScopes = ['mine', 'all'] as const
export const burningQuery = z.object({
  scope: z.enum(burningScopes).default('mine'),
  /** How far ahead to look. */
  days: z.coerce.number().int().min(1).max(60).default(7),
})

export const burningLine = deadlineLine
  .pick({ id: true, label: true, article: true, due: true, latest: true, immediate: true, whose: true })
  .extend({
    limitation: z.boolean(),
    urgency: z.enum(['late', 'today', 'soon', 'later']),
    incidentId: z.uuid(),
    number: z.number().int(),
    category: z.enum(categories),
    placeText: z.string(),
    precinctNumber: z.string().nullable(),
    inspectorName: z.string().nullable(),
    paperId: z.uuid().nullable(),
    about: z.string().nullable(),
  })
export type BurningLine = z.infer<typeof burningLine>

/** What burns, the earliest first; `counts` are of everything, `items` the first five hundred. */
export const burningView = z.object({
  items: z.array(burningLine),
  counts: z.object({ late: z.number().int(), today: z.number().int(), soon: z.number().int() }),
})
export type BurningView = z.infer<typeof burningView>

export const reminderLine = z.object({
  id: z.uuid(),
  incidentId: z.uuid(),
  number: z.number().int(),
  term: z.string(),
  label: both,
  article: z.string(),
  due: instant,
  step: z.enum(['soon', 'today', 'late']),
  at: instant,
})
export const remindersView = z.object({ items: z.array(reminderLine) })
export type RemindersView = z.infer<typeof remindersView>

export const seenInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) })

/** Whether a calendar reads this person's terms; the address itself is shown once. */
export const feedState = z.object({ on: z.boolean() })
export const feedGiven = z.object({ address: z.string() })
