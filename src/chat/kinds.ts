import type { Deps } from '../base/deps.ts'
import type { AccountKind, OpenAccount, SettingsOf } from './account.ts'
import type { Channel } from './channel.ts'

/** What a channel of a messenger may use. */
export type ChannelTools = Pick<Deps, 'db' | 'log' | 'now' | 'newId' | 'newSecret' | 'files'> & {
  fetch?: typeof fetch
  /** How long we may take to forget or keep what was told, in milliseconds; then it counts as not taken. */
  takesMs?: number
  /** How often a messenger that calls us is asked whether it reaches us, in milliseconds. */
  watchMs?: number
}

export interface Kind<K extends AccountKind> {
  open(account: OpenAccount<K>, tools: ChannelTools): Channel | Promise<Channel>
  /** The messenger calls us; such calls any process takes. Otherwise we ask it, from one process alone. */
  calls(settings: SettingsOf<K>): boolean
}
export type Kinds = { [K in AccountKind]?: Kind<K> }

/** Which messengers there are. A new one is a line here and its shape in `account.ts`; it is loaded when first needed. */
export const kinds: Kinds = {
  telegram: {
    open: async (account, tools) => (await import('./telegram.ts')).openTelegram(account, tools),
    calls: ({ mode }) => mode === 'webhook',
  },
  whatsapp: {
    open: async (account, tools) => (await import('./whatsapp.ts')).openWhatsapp(account, tools),
    calls: () => true,
  },
  matrix: {
    open: async (account, tools) => (await import('./matrix.ts')).openMatrix(account, tools),
    calls: () => false,
  },
  open: {
    open: async (account, tools) => (await import('./open.ts')).openOpen(account, tools),
    calls: () => true,
  },
  max: {
    open: async (account, tools) => (await import('./max.ts')).openMax(account, tools),
    calls: ({ mode }) => mode === 'webhook',
  },
}
