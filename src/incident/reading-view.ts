import { z } from 'zod'
import { categories, kinds, langs, routes, urgencies } from '../detection/categories.ts'

const instant = z.iso.datetime({ offset: true })
const span = z.object({ start: z.number().int(), end: z.number().int(), text: z.string() })
const why = z.object({ by: z.enum(['word', 'rule', 'context', 'model']), what: z.string(), weight: z.number() })

/** What the program read in a message, as people see it. */
export const reading = z.object({
  kind: z.enum(kinds),
  category: z.enum(categories).nullable(),
  /** Readings kept before these were told have none. */
  categories: z.array(z.object({ category: z.enum(categories), likelihood: z.number() })).default([]),
  route: z.enum(routes).nullable(),
  urgency: z.enum(urgencies).nullable(),
  places: z.array(span),
  times: z
    .array(
      span.extend({
        from: instant,
        to: instant,
        repeats: z.enum(['daily', 'weekly', 'weekend', 'night']).nullable(),
        future: z.boolean(),
      }),
    )
    .default([]),
  lang: z.enum(langs),
  incident: z.string().nullable(),
  also: z
    .array(
      z.object({
        category: z.enum(categories),
        route: z.enum(routes),
        urgency: z.enum(urgencies),
        incident: z.string().nullable(),
      }),
    )
    .default([]),
  likelihood: z.number(),
  why: z.array(why),
})
