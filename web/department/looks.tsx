import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LookLine } from '../../src/person/view.ts'
import { Sentinel } from '../inspector/sentinel.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { dayKey, time, useLocale, useTexts } from '../texts.ts'
import { looksQuery } from './data.ts'
import { days } from './day-word.ts'
import { departmentTexts } from './department-texts.ts'
import './department.css'

/** The journal of looks at people's data: who, whom, when, why. */
export function Looks() {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const list = useInfiniteQuery(looksQuery)
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const byDay = Map.groupBy(rows, (row) => days(dayKey(row.at), dayKey(row.at), locale))
  return (
    <Page title={t.looks} narrow>
      <p className="note info">
        <Icon name="shield" size={20} />
        {t.looksHint}
      </p>
      {list.isPending ? (
        <div className="card looks-day" aria-hidden="true">
          {[70, 52, 84, 61].map((width) => (
            <div key={width} className="look">
              <span className="bone line" style={{ width: 44 }} />
              <span className="look-main">
                <span className="bone line" style={{ width: `${width}%` }} />
                <span className="bone line thin" style={{ width: `${width * 0.6}%` }} />
              </span>
            </div>
          ))}
        </div>
      ) : list.isError ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 ? (
        <section className="card">
          <Blank icon="eye" title={t.looksEmpty}>
            {t.looksEmptyHint}
          </Blank>
        </section>
      ) : (
        <>
          {[...byDay].map(([day, looks]) => (
            <section key={day} className="stack" aria-label={day}>
              <h2>{day}</h2>
              <ul className="card looks-day">
                {looks.map((look) => (
                  <Look key={look.id} look={look} />
                ))}
              </ul>
            </section>
          ))}
          {list.hasNextPage ? (
            <Sentinel busy={list.isFetchingNextPage} label={t.more} onSeen={() => void list.fetchNextPage()} />
          ) : null}
        </>
      )}
    </Page>
  )
}

function Look({ look }: { look: LookLine }) {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  return (
    <li className="look">
      <time dateTime={look.at} className="look-time">
        {time(look.at, locale)}
      </time>
      <div className="look-main">
        <p>
          <strong>{look.byName}</strong>
          <span className="look-what" data-what={look.what}>
            {look.what === 'search' ? t.search : t.opened}
          </span>
        </p>
        <p>
          {look.subjectName ?? (look.what === 'search' ? t.found(look.found) : '—')}
          {look.incidentNumber !== null ? (
            <>
              {' · '}
              <Link to="/incidents/$number" params={{ number: String(look.incidentNumber) }}>
                {t.incident} № {look.incidentNumber}
              </Link>
            </>
          ) : null}
        </p>
        <p className="look-why">«{look.reason}»</p>
      </div>
    </li>
  )
}
