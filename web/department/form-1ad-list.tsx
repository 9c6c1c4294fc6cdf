import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { formWords, groundWords } from '../../src/statistics/form-1ad-words.ts'
import { articleWord } from '../../src/statistics/words.ts'
import { QueueRow } from '../inspector/queue-row.tsx'
import { RowSkeletons } from '../inspector/row-skeletons.tsx'
import { Sentinel } from '../inspector/sentinel.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import './department.css'
import { days } from './day-word.ts'
import { type FormListSearch, formListQuery } from './form-1ad-data.ts'
import { formTexts } from './form-1ad-texts.ts'
import { useChosen } from './use-chosen.ts'

/** The incidents behind a figure of форма 1-АД. */
export function Form1adList() {
  const t = useTexts(formTexts)
  const campaign = useTexts(campaignTexts)
  const locale = useLocale()
  const { measure, article, ground, from, to, precinct } = useSearch({ strict: false }) as FormListSearch
  const { chosen } = useChosen()
  const list = useInfiniteQuery(formListQuery(chosen, { measure, article, ground }))
  const rows = list.data?.pages.flatMap((page) => page.items) ?? []
  const [first] = list.data?.pages ?? []
  const period = { ...(from && to ? { from, to } : {}), ...(precinct ? { precinct } : {}) }
  const what = ground ? groundWords[locale][ground] : formWords[locale][measure]
  return (
    <Page title={what} narrow>
      <p className="list-head">
        <Link to="/form-1ad" search={period} className="back-link">
          <Icon name="back" size={18} />
          {t.back}
        </Link>
        <span className="soft">
          {[days(chosen.from, chosen.to, locale), article ? articleWord(article, locale) : t.all].join(' · ')}
        </span>
      </p>
      {first ? (
        <p className="list-total" aria-live="polite">
          <strong>{t.cases(first.total)}</strong>
          <span className="soft">{campaign.incidents(first.incidents)}</span>
        </p>
      ) : null}
      <section className="card list-card" aria-label={campaign.list}>
        {list.isPending ? (
          <RowSkeletons />
        ) : list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <Blank icon="inbox" title={campaign.listEmpty}>
            {campaign.listEmptyHint}
          </Blank>
        ) : (
          <>
            <ul className="rows">
              {rows.map((row) => (
                <QueueRow key={row.id} row={row} open={false} />
              ))}
            </ul>
            {list.hasNextPage ? (
              <Sentinel busy={list.isFetchingNextPage} label={campaign.more} onSeen={() => void list.fetchNextPage()} />
            ) : null}
          </>
        )}
      </section>
    </Page>
  )
}
