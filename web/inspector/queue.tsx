import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { Tab } from '../../src/incident/incident.ts'
import { meQuery } from '../api.ts'
import { useTitle } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { useTexts } from '../texts.ts'
import { queueQuery, type Wanted } from './data.ts'
import { KeysHelp } from './keys-help.tsx'
import { QueueEmpty } from './queue-empty.tsx'
import { QueueHead } from './queue-head.tsx'
import { QueueMap } from './queue-map-lazy.tsx'
import { QueueRow } from './queue-row.tsx'
import { queueTexts } from './queue-texts.ts'
import type { QueueSearch } from './routes.tsx'
import { RowSkeletons } from './row-skeletons.tsx'
import { Sentinel } from './sentinel.tsx'
import { useQueueKeys } from './use-queue-keys.ts'

/** The inspector's queue: a list, and beside it (on a wide screen) the incident that is open. */
export function Queue() {
  const t = useTexts(queueTexts)
  const { data: me } = useQuery(meQuery)
  const search = useSearch({ strict: false }) as QueueSearch
  const { number: open } = useParams({ strict: false })
  const navigate = useNavigate()
  const tab: Tab = search.tab ?? (me?.account.role === 'inspector' ? 'mine' : 'all')
  const wanted: Wanted = useMemo(
    () => ({ tab, q: search.q, category: search.category, precinct: search.precinct }),
    [tab, search.q, search.category, search.precinct],
  )
  const list = useInfiniteQuery(queueQuery(wanted))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const [help, setHelp] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  useTitle(open ? '' : t.title)

  const change = (next: Partial<QueueSearch>) =>
    void navigate({
      to: open ? '/incidents/$number' : '/incidents',
      params: open ? { number: open } : {},
      search: (before) => cleaned({ ...(before as QueueSearch), ...next }),
      replace: true,
    })
  useQueueKeys({ rows, open, searchField, showHelp: () => setHelp(true) })

  return (
    <main className="split" data-detail={open ? '' : undefined}>
      {open ? null : <h1 className="unseen">{t.title}</h1>}
      <section className="split-list" aria-label={t.title}>
        <QueueHead tab={tab} search={search} change={change} searchField={searchField} />
        {search.map && !open ? (
          <div className="queue-map-phone">
            <QueueMap tab={tab} />
          </div>
        ) : null}
        <div
          className={search.map ? 'queue-body under-map' : 'queue-body'}
          data-stale={list.isPlaceholderData ? '' : undefined}
        >
          {list.isPending ? (
            <RowSkeletons />
          ) : list.isError && rows.length === 0 ? (
            <Failed error={list.error} retry={() => void list.refetch()} />
          ) : rows.length === 0 ? (
            <QueueEmpty
              tab={tab}
              filtered={Boolean(search.q || search.category || search.precinct)}
              reset={() => change({ q: undefined, category: undefined, precinct: undefined })}
            />
          ) : (
            <>
              <ul className="rows">
                {rows.map((row) => (
                  <QueueRow key={row.id} row={row} open={String(row.number) === open} />
                ))}
              </ul>
              {list.hasNextPage ? (
                <Sentinel busy={list.isFetchingNextPage} label={t.more} onSeen={() => void list.fetchNextPage()} />
              ) : null}
            </>
          )}
        </div>
      </section>
      <section className="split-detail" tabIndex={-1}>
        <Outlet />
      </section>
      <KeysHelp opened={help} close={() => setHelp(false)} />
    </main>
  )
}

/** Only what is set belongs in the address. */
function cleaned(search: QueueSearch): QueueSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== '' && value !== false),
  )
}
