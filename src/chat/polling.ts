import { setTimeout as sleep } from 'node:timers/promises'
import { ChannelFault, type ChannelHealth } from './channel.ts'
import type { Intake } from './intake.ts'

type Ask = () => Promise<'taken' | 'missed'>

/** How a channel asks its messenger, from `begin` (once, however often it is called) until it is closed. */
export function openPolling(intake: Intake) {
  const ending = new AbortController()
  let going: Promise<void> | null = null
  return {
    signal: ending.signal,
    begin(ask: Ask, restMs = 0): void {
      going ??= pollForever(ending.signal, ask, intake.tell, restMs)
    },
    async close(): Promise<void> {
      ending.abort()
      await going
      await intake.close()
    },
  }
}

/** Asks again and again until the signal: after an answer when it has rested, later and later while something is wrong. */
async function pollForever(
  signal: AbortSignal,
  ask: Ask,
  tell: (state: Pick<ChannelHealth, 'state' | 'problem'>) => void,
  restMs: number,
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    let wait = restMs
    try {
      failures = (await ask()) === 'taken' ? 0 : failures + 1
      if (failures > 0) wait = Math.min(30_000, 100 * 2 ** failures)
    } catch (error) {
      if (signal.aborted) return
      failures += 1
      const fault = error instanceof ChannelFault ? error : new ChannelFault('away', String(error))
      const state = stateOf(fault)
      tell({ state, problem: fault.message })
      wait = fault.retryAfterMs || Math.min(state === 'unreachable' ? 30_000 : 60_000, 250 * 2 ** failures)
    }
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
  }
}

function stateOf({ kind }: ChannelFault): Exclude<ChannelHealth['state'], 'working'> {
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
