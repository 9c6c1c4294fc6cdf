import { ZodError } from 'zod'
import type { AccountState } from './account.ts'
import type { HealthNote } from './account-store.ts'
import { ChannelFault, type ChannelHealth } from './channel.ts'

/** What is known of an account's health, and when it is tried again. */

const second = 1000
const longest = { starting: 0, working: 0, paused: 0, unreachable: 300, revoked: 3600, misconfigured: 3600 }
const first = { starting: 0, working: 0, paused: 0, unreachable: 5, revoked: 60, misconfigured: 600 }

/** How long to leave an account alone after so many failures in a row, in milliseconds: a messenger is not hammered. */
export function pauseAfter(state: AccountState, failures: number): number {
  return Math.min(first[state] * 2 ** Math.min(Math.max(0, failures - 1), 20), longest[state]) * second
}

/** Why an account could not be opened, in words that hold none of its secrets. */
export function troubleOf(error: unknown, secrets: readonly string[]): { state: AccountState; problem: string } {
  if (error instanceof ChannelFault) return { state: stateOf(error), problem: withoutSecrets(error.message, secrets) }
  if (error instanceof ZodError) {
    const said = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
    return { state: 'misconfigured', problem: withoutSecrets(said, secrets) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { state: 'unreachable', problem: withoutSecrets(message, secrets) }
}

function stateOf({ kind }: ChannelFault): AccountState {
  switch (kind) {
    case 'revoked':
      return 'revoked'
    case 'refused':
    case 'window':
    case 'gone':
    case 'moved':
      return 'misconfigured'
    case 'later':
    case 'away':
      return 'unreachable'
  }
}

/** A messenger may quote the address that it was asked at, and the token stands in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '…')
  return clean.replace(/\s+/g, ' ').slice(0, 300)
}

/** What the channel tells now over what it told before; what it leaves out stays. */
export function added(before: HealthNote | null, told: ChannelHealth, secrets: readonly string[]): HealthNote {
  return {
    state: told.state,
    problem: withoutSecrets(told.problem, secrets),
    lastUpdateAt: told.lastUpdateAt ?? before?.lastUpdateAt ?? null,
    lagMs: told.lagMs ?? before?.lagMs ?? null,
    cursor: told.cursor ?? before?.cursor ?? null,
  }
}
