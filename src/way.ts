import type { Deps } from './base/deps.ts'
import type { Forwarded, JournalEvent } from './base/journal.ts'
import { askPrecinct, tellStaff, tellStaffMore } from './bot/step.ts'
import { noticeCrowd, openIncident } from './incident/step.ts'
import { assignAnew, assignInspector } from './inspection/step.ts'
import { acknowledge, tellResidents } from './reply/step.ts'
import { reopenWhenNotDone, thankFromChat } from './satisfaction/step.ts'

type Step<K extends Forwarded> = (deps: Deps, event: JournalEvent<K>) => Promise<void>

interface Stretch {
  kind: Forwarded
  steps: Step<Forwarded>[]
}

function on<K extends Forwarded>(kind: K, ...steps: Step<K>[]): Stretch {
  // The kind is compared before a step runs, so that each step meets only its own events.
  return { kind, steps: steps as unknown as Step<Forwarded>[] }
}

/** The way of a message: when this has happened, we do that. What comes before the first row happens in memory (`detection/ears`). */
export const way: Stretch[] = [
  on('report.kept', openIncident),
  on('incident.opened', assignInspector, acknowledge, askPrecinct, tellStaff),
  on('incident.followed', assignAnew, noticeCrowd, acknowledge, thankFromChat, tellStaffMore),
  on('incident.acted', tellResidents, tellStaffMore),
  on('satisfaction.given', reopenWhenNotDone),
]

/** Takes an entry of the journal to its steps, in the order of the table. Each may be repeated safely. */
export async function goOn(deps: Deps, event: JournalEvent): Promise<void> {
  for (const { kind, steps } of way) {
    if (kind !== event.kind) continue
    for (const step of steps) await step(deps, event as JournalEvent<Forwarded>)
  }
}
