import { ZodError } from 'zod'
import type { Deps } from '../base/deps.ts'
import { isSealedNow, seal, unseal } from '../base/seal.ts'
import { accountShapes, channelName, type OpenAccount } from './account.ts'
import type { AccountRow } from './account-store.ts'
import { type Channel, ChannelFault } from './channel.ts'

export const nameOf = (row: AccountRow): string => channelName(row.kind, row.id)

/** Whether it was rotated or set up anew since it was opened. */
export function isChanged(before: AccountRow, now: AccountRow): boolean {
  return (
    before.changedAt.getTime() !== now.changedAt.getTime() ||
    !before.sealed.equals(now.sealed) ||
    JSON.stringify(before.settings) !== JSON.stringify(now.settings)
  )
}

/**
 * The account as its channel needs it; `noteSecrets` hears of its secrets first, for they must stand in no message.
 * Throws when they cannot be opened or do not fit: nothing but another secret or setting mends that.
 */
export function readAccount(
  { config, sealKey }: Pick<Deps, 'config' | 'sealKey'>,
  row: AccountRow,
  noteSecrets: (secrets: string[]) => void,
): OpenAccount {
  try {
    const shape = accountShapes[row.kind]
    const secrets = JSON.parse(unseal(sealKey, row.sealed)) as Record<string, unknown>
    noteSecrets(Object.values(secrets).filter((secret) => typeof secret === 'string'))
    return {
      id: row.id,
      name: nameOf(row),
      settings: shape.settings.parse(row.settings),
      secrets: shape.secrets.parse(secrets),
      cursor: row.cursor,
      hookUrl: config.publicUrl ? `${config.publicUrl}/hooks/${row.hook}` : null,
    }
  } catch (error) {
    throw error instanceof ZodError ? error : new ChannelFault('refused', (error as Error).message)
  }
}

/** The secrets sealed with the present key, where an old one sealed them; null when there is nothing to do. */
export function sealedAnew({ sealKey }: Pick<Deps, 'sealKey'>, row: AccountRow): Buffer | null {
  return isSealedNow(sealKey, row.sealed) ? null : seal(sealKey, unseal(sealKey, row.sealed))
}

/** The channel, of which it is told when the messenger no longer takes its token: one that is only called has no other sign. */
export function watched(channel: Channel, onRevoked: (problem: string) => void): Channel {
  const seen = <T>(call: Promise<T>): Promise<T> =>
    call.catch((error) => {
      if (error instanceof ChannelFault && error.kind === 'revoked') onRevoked(error.message)
      throw error
    })
  return {
    ...channel,
    post: (chat, post) => seen(channel.post(chat, post)),
    edit: (chat, message, post) => seen(channel.edit(chat, message, post)),
  }
}
