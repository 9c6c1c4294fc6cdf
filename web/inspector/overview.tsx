import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { meQuery } from '../api.ts'
import { useTexts } from '../texts.ts'
import { QueueMap } from './queue-map-lazy.tsx'
import { queueTexts } from './queue-texts.ts'

/** What stands beside the list while no incident is open: the map of them. */
export function Overview() {
  const t = useTexts(queueTexts)
  const { tab } = useSearch({ from: '/staff/incidents' })
  const { data: me } = useQuery(meQuery)
  // A phone shows the map only when it is asked for.
  const wide = useMediaQuery('(min-width: 900px)', undefined, { getInitialValueInEffect: false })
  if (!wide) return null
  return (
    <div className="overview">
      <QueueMap tab={tab ?? (me?.account.role === 'inspector' ? 'mine' : 'all')} />
      <p className="overview-hint">{t.mapHint}</p>
    </div>
  )
}
