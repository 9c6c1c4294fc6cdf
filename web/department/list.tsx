import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { type Breakdown, isBreakdown, isPresent, type Measure, unitOf } from '../../src/statistics/measures.ts'
import { valueWord } from '../../src/statistics/value-word.ts'
import { breakdownWords, figureWords, presentWords } from '../../src/statistics/words.ts'
import { meQuery } from '../api.ts'
import { QueueRow } from '../inspector/queue-row.tsx'
import { RowSkeletons } from '../inspector/row-skeletons.tsx'
import { Sentinel } from '../inspector/sentinel.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { listQuery } from './data.ts'
import './department.css'
import { days, dayWord } from './day-word.ts'
import type { ListSearch } from './routes.tsx'
import { useChosen } from './use-chosen.ts'

/** The incidents behind a figure. */
export function ListPage() {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const { measure, value, inspector, from, to, precinct } = useSearch({ strict: false }) as ListSearch
  const { chosen } = useChosen()
  const list = useInfiniteQuery(listQuery(chosen, { measure, value, inspector }))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const [first] = list.data?.pages ?? []
  const present = isPresent(measure)
  const numberOf = (id: string) => me?.precincts.find((one) => one.id === id)?.number
  const name = nameOf(measure, value, t, locale, numberOf)
  const where = chosen.precinct.map((id) => t.precinctNo(numberOf(id) ?? '?'))
  const whose = me?.inspectors.find(({ id }) => id === inspector)?.name
  const period = { ...(from && to ? { from, to } : {}), ...(precinct ? { precinct } : {}) }
  return (
    <Page title={name} narrow>
      <p className="list-head">
        {present ? (
          <Link to="/department" className="back-link">
            <Icon name="back" size={18} />
            {t.backDepartment}
          </Link>
        ) : (
          <Link to="/campaign" search={period} className="back-link">
            <Icon name="back" size={18} />
            {t.back}
          </Link>
        )}
        <span className="soft">
          {[present ? t.now : days(chosen.from, chosen.to, locale), ...where, ...(whose ? [whose] : [])].join(' · ')}
        </span>
      </p>
      {first ? (
        <p className="list-total" aria-live="polite">
          <strong>{number(first.total, locale)}</strong>
          {unitOf(measure) !== 'incident' ? <span className="soft">{t.incidents(first.incidents)}</span> : null}
        </p>
      ) : null}
      <section className="card list-card" aria-label={t.list}>
        {list.isPending ? (
          <RowSkeletons />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Blank icon="inbox" title={t.listEmpty}>
            {t.listEmptyHint}
          </Blank>
        ) : (
          <>
            <ul className="rows">
              {rows.map((row) => (
                <QueueRow key={row.id} row={row} open={false} />
              ))}
            </ul>
            {list.hasNextPage ? (
              <Sentinel busy={list.isFetchingNextPage} label={t.more} onSeen={() => void list.fetchNextPage()} />
            ) : null}
          </>
        )}
      </section>
    </Page>
  )
}

function nameOf(
  measure: Measure,
  value: string | undefined,
  t: { place: (lon: string, lat: string) => string; score: (mark: string) => string },
  locale: 'ru' | 'kk' | 'en',
  numberOf: (id: string) => string | undefined,
): string {
  if (isPresent(measure)) return presentWords[locale][measure]
  if (!isBreakdown(measure)) return figureWords[locale][measure]
  const of: Breakdown = measure
  const said = value ?? ''
  if (of === 'cell') {
    const [east = 0, north = 0] = said.split(',').map(Number)
    return t.place((east / 1000).toFixed(3), (north / 1000).toFixed(3))
  }
  if (of === 'score') return t.score(said)
  const word =
    of === 'openedOn' || of === 'closedOn' ? dayWord(said, locale, 'long') : valueWord(of, said, locale, numberOf)
  return of === 'category' || of === 'precinct' || of === 'article' || of === 'sanction'
    ? word
    : `${breakdownWords[locale][of]}: ${word}`
}
