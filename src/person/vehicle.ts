import { z } from 'zod'
import { partialOf, readAnyPlate } from './any-plate.ts'

/** A vehicle that an incident is about: by its plate, or by its looks until the plate is known. */

const words = (most: number) => z.string().trim().max(most)
const maybe = words(120)
  .nullable()
  .default(null)
  .transform((text) => text || null)

export const vehicleDetails = z.object({
  make: z.string().nullable(),
  colour: z.string().nullable(),
  /** What was made out of the plate, `?` for each sign that was not. */
  partial: z.string().nullable(),
  description: z.string().nullable(),
  source: z.object({ register: z.string(), name: z.string(), validOn: z.string() }).nullable().default(null),
})
export type VehicleDetails = z.infer<typeof vehicleDetails>

export const vehicleInput = z
  .strictObject({
    plate: words(20)
      .default('')
      .refine((text) => text === '' || readAnyPlate(text) !== null, 'a plate: 2 to 15 letters and digits'),
    make: maybe,
    colour: maybe,
    partial: words(20)
      .nullable()
      .default(null)
      .transform((text) => (text ? partialOf(text) : null)),
    description: maybe,
    ownerId: z.uuid().nullable().default(null),
    note: words(300).default(''),
    source: z
      .strictObject({ register: z.literal('vehicles'), name: z.string().max(300), validOn: z.string().max(10) })
      .nullable()
      .default(null),
  })
  .refine(({ plate, make, colour, partial, description }) => plate || make || colour || partial || description, {
    error: 'a plate, or how the vehicle looks',
    path: ['plate'],
  })
export type VehicleInput = z.infer<typeof vehicleInput>

const both = z.object({ ru: z.string(), kk: z.string() })

/** A vehicle as staff see it. `incidents` counts the others it stands in. */
export const vehicleLine = z.object({
  id: z.uuid(),
  plate: z.string(),
  name: z.string(),
  make: z.string().nullable(),
  colour: z.string().nullable(),
  partial: z.string().nullable(),
  description: z.string().nullable(),
  form: z.enum(['2012', '1993', 'other']).nullable(),
  place: both.nullable(),
  ownerHint: z.enum(['individual', 'entity']).nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  note: z.string(),
  incidents: z.number().int(),
})
export type VehicleLine = z.infer<typeof vehicleLine>

/** A plate read in a message of the incident: offered, never linked by itself. */
export const offeredPlate = z.object({ plate: z.string(), said: z.string(), reportId: z.uuid() })
export type OfferedPlate = z.infer<typeof offeredPlate>

export const incidentVehicles = z.object({ items: z.array(vehicleLine), offered: z.array(offeredPlate) })
export type IncidentVehicles = z.infer<typeof incidentVehicles>
