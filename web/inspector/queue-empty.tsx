import { Button } from '@mantine/core'
import type { Tab } from '../../src/incident/incident.ts'
import { Blank } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { queueTexts } from './queue-texts.ts'

/** Why the list is empty, and what will fill it. */
export function QueueEmpty({ tab, filtered, reset }: { tab: Tab; filtered: boolean; reset: () => void }) {
  const t = useTexts(queueTexts)
  if (filtered)
    return (
      <Blank
        icon="search"
        title={t.emptySearch}
        action={
          <Button variant="default" onClick={reset}>
            {t.reset}
          </Button>
        }
      >
        {t.emptySearchHint}
      </Blank>
    )
  const said = {
    mine: [t.emptyMine, t.emptyMineHint],
    new: [t.emptyNew, t.emptyNewHint],
    working: [t.emptyWorking, t.emptyWorkingHint],
    waiting: [t.emptyWaiting, t.emptyWaitingHint],
    closed: [t.emptyClosed, t.emptyClosedHint],
    all: [t.emptyAll, t.emptyAllHint],
  } as const satisfies Record<Tab, readonly [string, string]>
  return (
    <Blank icon={tab === 'mine' || tab === 'new' ? 'check' : 'inbox'} title={said[tab][0]}>
      {said[tab][1]}
    </Blank>
  )
}
