import { z } from 'zod'
import type { Both } from '../base/law.ts'

/** Registers of the state: who may be asked, in what state each is, what an answer holds. Where they come from is the adapter's matter. */

export const registerIds = ['persons', 'entities', 'vehicles', 'penalties'] as const
export type RegisterId = (typeof registerIds)[number]

const id = z.uuid()
const line = z.string().nullable()
const day = z.string().nullable()

export const registerPerson = z.object({
  kind: z.literal('individual'),
  surname: z.string(),
  given: z.string(),
  patronymic: line,
  iin: z.string(),
  birth: day,
  sex: z.enum(['m', 'f']).nullable(),
  document: line,
  residence: line,
  workplace: line,
  phone: line,
  citizenship: line,
})
export const registerEntity = z.object({
  kind: z.literal('entity'),
  name: z.string(),
  bin: z.string(),
  location: line,
  registration: line,
  bankDetails: line,
  representative: line,
  phone: line,
})
export const registerVehicle = z.object({
  kind: z.literal('vehicle'),
  plate: z.string(),
  make: line,
  colour: line,
  /** ИИН or БИН. */
  owner: line,
})
export const registerPenalty = z.object({
  kind: z.literal('penalty'),
  iin: z.string(),
  article: z.string(),
  part: line,
  /** A kind of penalty of the law, `other` when the register's word is not known. */
  penalty: z.string(),
  fineMrp: z.number().nullable(),
  decidedOn: z.string(),
  executedOn: day,
  decidedBy: line,
})
export const registerData = z.discriminatedUnion('kind', [
  registerPerson,
  registerEntity,
  registerVehicle,
  registerPenalty,
])
export type RegisterData = z.infer<typeof registerData>

export const registerState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-connected') }),
  z.object({ state: z.literal('connected'), name: z.string() }),
  z.object({
    state: z.literal('file'),
    fileId: id,
    name: z.string(),
    /** As of which day the file was written out. */
    validOn: z.string(),
    rows: z.number().int(),
    refused: z.number().int(),
    loadedAt: z.iso.datetime({ offset: true }),
    byName: z.string(),
  }),
])
export type RegisterState = z.infer<typeof registerState>

/** A register that can be asked by one key: ИИН, БИН or plate. */
export interface Register {
  id: RegisterId
  state(): Promise<RegisterState>
  find(key: string): Promise<RegisterData[]>
}

export const registersView = z.object({
  items: z.array(z.object({ register: z.enum(registerIds), state: registerState })),
})
export type RegistersView = z.infer<typeof registersView>

export const registerFind = z.strictObject({
  register: z.enum(registerIds),
  key: z.string().trim().min(1).max(40),
  incidentId: id,
  reason: z.string().trim().min(3, 'at least 3 characters: why the register is asked').max(300),
})
export const registerFound = z.object({
  register: z.enum(registerIds),
  state: registerState,
  items: z.array(registerData),
})
export type RegisterFound = z.infer<typeof registerFound>

/** A line of the file that was not taken. */
export const refusedLine = z.object({
  line: z.number().int(),
  column: z.string(),
  why: z.object({ ru: z.string(), kk: z.string() }),
})
export interface RefusedLine {
  line: number
  column: string
  why: Both
}
export const registerLoaded = z.object({
  register: z.enum(registerIds),
  state: registerState,
  /** How many lines were refused in all; `lines` holds the first of them. */
  refused: z.number().int(),
  lines: z.array(refusedLine),
})
export type RegisterLoaded = z.infer<typeof registerLoaded>

/** Rows of a file, its bytes, and how many lines may be unreadable before the whole is taken for something else. */
export const registerLimits = { rows: 200_000, bytes: 64 * 1024 * 1024, broken: 5_000, told: 500 } as const
