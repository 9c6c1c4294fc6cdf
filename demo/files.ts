import { z } from 'zod'

/** The shapes of the demo's own files. */

const days = z.number().min(0).max(10)

export const chatsFile = z.array(
  z.object({
    id: z.string(),
    title_ru: z.string(),
    title_kk: z.string(),
    precinct: z.number(),
    leaning: z.enum(['ru', 'kk', 'mixed']),
    file: z.string(),
  }),
)

export const chatLine = z.object({
  i: z.number().int(),
  at_minutes_before_now: z.number(),
  author: z.string(),
  text: z.string(),
  media: z.enum(['photo', 'video', 'voice', 'sticker', 'document', 'location']).nullable(),
  photo: z.string().nullable(),
  reply: z.number().nullable(),
})

export const peopleFile = z.object({
  department: z.object({ name_ru: z.string(), name_kk: z.string() }),
  staff: z.array(
    z.object({
      login: z.string(),
      role: z.enum(['inspector', 'chief', 'administrator']),
      precinct: z.number().nullable(),
      name_ru: z.string(),
      name_kk: z.string(),
      position_ru: z.string(),
      position_kk: z.string(),
      locale: z.enum(['ru', 'kk', 'en']),
    }),
  ),
})
export type Staff = z.infer<typeof peopleFile>['staff'][number]

const step = z.object({
  act: z.enum([
    'accept',
    'confirm',
    'notFound',
    'order',
    'submit',
    'approve',
    'refuse',
    'close',
    'dismiss',
    'handOver',
    'crime',
    'reopen',
    'join',
  ]),
  days_before_now: days,
  by: z.string(),
  text: z.string().default(''),
  answers: z.record(z.string(), z.string()).default({}),
  due_in_days: z.number().optional(),
  before: z.string().nullable().optional(),
  after: z.string().nullable().optional(),
  receipt: z.string().nullable().optional(),
  outcome: z.string().optional(),
  body: z.enum(['109', 'akimat', 'ecology', 'utilities', 'emergency_service', 'fire_service']).optional(),
  reason: z.string().optional(),
  into: z.string().optional(),
})
export type DemoStep = z.infer<typeof step>

export const incidentsFile = z.array(
  z.object({
    key: z.string(),
    chat: z.string(),
    first: z.number(),
    messages: z.array(z.number()),
    category: z.string(),
    place: z.string().nullable(),
    place_text: z.string(),
    status: z.string(),
    steps: z.array(step),
    offender: z
      .object({
        kind: z.enum(['individual', 'entity']),
        surname: z.string().optional(),
        given: z.string().optional(),
        patronymic: z.string().nullable().optional(),
        iin: z.string().nullable().optional(),
        plates: z.array(z.string()).default([]),
      })
      .loose()
      .nullable()
      .default(null),
    protocol: z
      .object({
        article: z.string(),
        part: z.string().nullable(),
        lang: z.enum(['ru', 'kk']),
        status: z.enum(['draft', 'signed']),
        days_before_now: days.nullable(),
        penalty: z.string().nullable().default(null),
        fine_mrp: z.number().nullable().default(null),
        answers: z.record(z.string(), z.string()).default({}),
      })
      .nullable()
      .default(null),
    ratings: z.array(
      z.object({
        author: z.string(),
        score: z.number().nullable(),
        thanks: z.boolean(),
        not_done: z.boolean(),
        text: z.string(),
        days_before_now: days,
      }),
    ),
  }),
)
export type DemoIncident = z.infer<typeof incidentsFile>[number]
