import { z } from 'zod'
import { categories } from '../detection/categories.ts'
import { incidentPage, subjectLine } from '../incident/incident.ts'
import { statuses } from '../incident/life.ts'
import { entitySchema, individualSchema, unknownSchema } from './person.ts'

/** Who an incident is about, as staff ask for them and see them. */

const instant = z.iso.datetime({ offset: true })
const id = z.uuid()
const both = z.object({ ru: z.string(), kk: z.string() })

/** Why a person is looked up: it stays in the journal of looks. */
export const reason = z.string().trim().min(3, 'at least 3 characters: why this person is looked up').max(300)

/** By one thing only: a number, a plate, or words of the name. */
export const searchInput = z
  .strictObject({
    iin: z.string().trim().min(1).max(20).optional(),
    plate: z.string().trim().min(1).max(20).optional(),
    name: z.string().trim().min(3, 'at least 3 letters of the name').max(200).optional(),
    document: z.string().trim().min(4, 'at least 4 signs of the number').max(60).optional(),
    reason,
    incidentId: id,
  })
  .refine(
    (asked) => [asked.iin, asked.plate, asked.name, asked.document].filter((one) => one !== undefined).length === 1,
    {
      error: 'exactly one of iin, plate, name, document',
      path: ['iin'],
    },
  )
export type SearchInput = z.infer<typeof searchInput>

/** One found person. `incidents` and `protocols` count earlier ones in which they were the offender. */
export const foundSubject = z.object({
  id,
  kind: z.enum(['individual', 'entity', 'unknown']),
  name: z.string(),
  iin: z.string().nullable(),
  plates: z.array(z.string()),
  birth: z.string().nullable(),
  incidents: z.number().int(),
  protocols: z.number().int(),
})
export type FoundSubject = z.infer<typeof foundSubject>
export const foundSubjects = z.object({ items: z.array(foundSubject) })

/** An earlier matter in which the person was the offender: its number, day and what the law said of it. */
export const earlierIncident = z.object({
  id,
  number: z.number().int(),
  category: z.enum(categories),
  status: z.enum(statuses),
  openedAt: instant,
  protocols: z.array(
    z.object({
      article: z.string(),
      part: z.string().nullable(),
      status: z.enum(['draft', 'signed', 'cancelled']),
      number: z.string(),
      penalty: z.string().nullable(),
      signedAt: instant.nullable(),
    }),
  ),
})
export type EarlierIncident = z.infer<typeof earlierIncident>

/** All that is kept of a person, and their earlier incidents, newest first. */
export const subjectRecord = foundSubject.extend({
  details: z.discriminatedUnion('kind', [
    individualSchema.extend({ phone: z.string().nullable(), plates: z.array(z.string()) }),
    entitySchema.extend({ phone: z.string().nullable(), plates: z.array(z.string()) }),
    unknownSchema.extend({ plates: z.array(z.string()) }),
  ]),
  earlier: z.array(earlierIncident),
  createdAt: instant,
  updatedAt: instant,
})
export type SubjectRecord = z.infer<typeof subjectRecord>

export const subjectRole = subjectLine.shape.role
export type SubjectRole = z.infer<typeof subjectRole>

/** Somebody found before, by id. A new person comes as `personSchema` asks. */
export const chosenSubject = z.strictObject({ id })

export const warning = z.object({ field: z.enum(['iin', 'bin', 'birth', 'phone', 'document', 'sex']), text: both })
/** The page of the incident, and what to look at again in what was entered. */
export const namedPage = incidentPage.extend({ warnings: z.array(warning) })
export type NamedPage = z.infer<typeof namedPage>

export const looks = ['search', 'open', 'links', 'vehicle', 'register', 'penalties'] as const

/** One look at a person's, a vehicle's or a register's data: who, when, whom, why, and how many were found. */
export const lookLine = z.object({
  id,
  at: instant,
  accountId: id,
  byName: z.string(),
  what: z.enum(looks),
  reason: z.string(),
  found: z.number().int(),
  subjectId: id.nullable(),
  subjectName: z.string().nullable(),
  vehicleId: id.nullable(),
  vehicleName: z.string().nullable(),
  register: z.string().nullable(),
  incidentId: id.nullable(),
  incidentNumber: z.number().int().nullable(),
})
export type LookLine = z.infer<typeof lookLine>
export const looksPage = z.object({ items: z.array(lookLine), next: z.string().nullable() })
export const looksQuery = z.object({
  before: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  accountId: id.optional(),
  subjectId: id.optional(),
  what: z.enum(looks).optional(),
})
export type LooksQuery = z.infer<typeof looksQuery>
