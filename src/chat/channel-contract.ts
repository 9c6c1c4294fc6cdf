import { test } from 'node:test'
import { arrivals } from './arrivals-contract.ts'
import { type Battery, startTrial, type Trial, type Tried } from './battery-testing.ts'
import { changes } from './changes-contract.ts'
import { commands } from './commands-contract.ts'
import { delivery } from './delivery-contract.ts'
import { edits } from './edits-contract.ts'
import { events } from './events-contract.ts'
import { faults } from './faults-contract.ts'
import { hostile } from './hostile-contract.ts'
import { media } from './media-contract.ts'
import { messages } from './messages-contract.ts'
import type { Need } from './need-testing.ts'
import { posting } from './posting-contract.ts'
import { presses } from './presses-contract.ts'
import { reactions } from './reactions-contract.ts'
import { webhooks } from './webhooks-contract.ts'

/** What every channel must do, as tests. A new messenger runs them before anything else (docs/decisions/0020-battery.md). */

export const battery: Battery = [
  ...[...messages, ...commands, ...media, ...edits, ...events],
  ...[...posting, ...changes, ...presses, ...reactions, ...arrivals, ...faults, ...delivery, ...webhooks, ...hostile],
]

/** What a messenger does not have, and why. What stands here is skipped; all else must hold. */
export type Lacks = Partial<Record<Need, string>>

/** Runs the battery on a channel; `open` gives a fresh one for each check, not yet listening. */
export function channelContract(name: string, lacks: Lacks, open: () => Promise<Tried>): void {
  let run = 0
  const skipped = new Map<Need, number>()
  for (const { says, needs, body } of battery) {
    const lacking = needs.find((need) => need in lacks)
    if (lacking) skipped.set(lacking, (skipped.get(lacking) ?? 0) + 1)
    else run += 1
    const skip = lacking && `${lacking}: ${lacks[lacking]}`
    test(`${name}: ${says}`, { skip: skip ?? false, timeout: 20_000 }, () => tryOne(open, body))
  }
  test(`${name}: what is skipped is what the channel says it cannot`, async (t) => {
    const tried = await open()
    await tried.close()
    const wrong = flags.filter((flag) => Boolean(tried.channel.can[flag]) === flag in lacks)
    if (wrong.length > 0) throw new Error(`${name} says of ${wrong.join(', ')} another thing than its driver.`)
    const why = [...skipped].map(([need, count]) => `${need} ${count} (${lacks[need]})`).join('; ')
    t.diagnostic(`${name}: ${run} of ${battery.length} run, ${battery.length - run} skipped${why && `: ${why}`}`)
  })
}

const flags = [
  ...(['groups', 'direct', 'edit', 'remove', 'buttons', 'reply', 'tellsEdited', 'tellsDeleted'] as const),
  ...(['tellsDelivered', 'reactions'] as const),
]

/** One check on a fresh channel; throws where it does not hold. */
export async function tryOne(open: () => Promise<Tried>, body: (trial: Trial) => Promise<void>): Promise<void> {
  const trial = startTrial(await open())
  try {
    await body(trial)
  } finally {
    await trial.tried.close()
  }
}
