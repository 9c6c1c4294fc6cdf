import { z } from 'zod'
import { type AccountKind, accountKinds, accountShapes, accountStates } from './account.ts'

/** What an administrator sees of an account: everything but its secrets. */

const count = z.number().int()
export const channelView = z.object({
  id: z.uuid(),
  kind: z.enum(accountKinds),
  title: z.string(),
  address: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.null()])),
  /** `shown`: dots and the last four, or null where it cannot be opened with this installation's key. */
  secrets: z.array(z.object({ name: z.string(), shown: z.string().nullable() })),
  /** What the messenger is told to call; null where PUBLIC_URL is not set. */
  hookUrl: z.string().nullable(),
  state: z.enum(accountStates),
  problem: z.string(),
  lastUpdateAt: z.iso.datetime().nullable(),
  lagMs: count.nullable(),
  chats: z.object({ bound: count, asked: count, deaf: count, mute: count }),
  createdAt: z.iso.datetime(),
})
export type ChannelView = z.infer<typeof channelView>

/** `made`: the secrets that were made here and must be entered elsewhere, this once. */
export const addedChannel = channelView.extend({ made: z.record(z.string(), z.string()) })
export type AddedChannel = z.infer<typeof addedChannel>

/** A secret as it may be shown: its last four letters, if what is hidden is long enough. */
export const hidden = (secret: string): string => `••••${secret.length >= 12 ? secret.slice(-4) : ''}`

/** The secrets that we make where none is given; those that somebody must enter elsewhere are shown once. */
export const madeHere: Record<AccountKind, { name: string; told: boolean }[]> = {
  telegram: [{ name: 'webhookSecret', told: false }],
  whatsapp: [{ name: 'verifyToken', told: true }],
  max: [{ name: 'webhookSecret', told: false }],
  matrix: [],
  open: [
    { name: 'key', told: true },
    { name: 'webhookSecret', told: true },
  ],
}

export interface Filled {
  settings: Record<string, string | null>
  secrets: Record<string, string>
  /** Made here and to be entered elsewhere. */
  made: Record<string, string>
}

/** What was typed, over what there was; empty secrets stay as they were, missing ones are made. */
export function fill(
  kind: AccountKind,
  typed: { settings: Record<string, unknown>; secrets: Record<string, string> },
  before: Record<string, string>,
  newSecret: () => string,
): Filled | { wrong: string; message: string } {
  const given = Object.fromEntries(Object.entries(typed.secrets).filter(([, value]) => value.trim() !== ''))
  const making = madeHere[kind].filter(({ name }) => !given[name] && !before[name])
  const fresh = making.map(({ name, told }) => ({ name, told, value: newSecret() }))
  const made = Object.fromEntries(fresh.filter(({ told }) => told).map(({ name, value }) => [name, value]))
  const shape = accountShapes[kind]
  const settings = shape.settings.safeParse(typed.settings)
  if (!settings.success) return wrongAt('settings', settings.error)
  const own = Object.fromEntries(fresh.map(({ name, value }) => [name, value]))
  const secrets = shape.secrets.safeParse({ ...before, ...own, ...given })
  if (!secrets.success) return wrongAt('secrets', secrets.error)
  return { settings: { ...settings.data }, secrets: { ...secrets.data } as Record<string, string>, made }
}

function wrongAt(part: string, { issues: [first] }: z.ZodError) {
  return { wrong: `${part}.${first?.path.join('.') ?? ''}`, message: first?.message ?? 'not understood' }
}
