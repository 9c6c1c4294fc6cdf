import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { tenge } from '../../src/base/law-words.ts'
import { type Ground, grounds } from '../../src/protocol/case-act.ts'
import { type FormMeasure, formMeasures } from '../../src/statistics/form-1ad.ts'
import type { FormLine, FormView } from '../../src/statistics/form-1ad-view.ts'
import { formWords, groundWords, sumWords } from '../../src/statistics/form-1ad-words.ts'
import { articleWord } from '../../src/statistics/words.ts'
import { type Me, meQuery } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { addressOf, type Chosen } from './data.ts'
import { formQuery } from './form-1ad-data.ts'
import { formTexts } from './form-1ad-texts.ts'
import { PeriodBar } from './period-bar.tsx'
import type { PeriodSearch } from './period-search.ts'
import './department.css'
import './form-1ad.css'
import { useChosen } from './use-chosen.ts'

/** Форма 1-АД of a period: what became of the cases, by article and measure; each figure opens its incidents. */
export function Form1adPage() {
  const t = useTexts(formTexts)
  const { data: me } = useQuery(meQuery)
  const { chosen, change } = useChosen('/form-1ad')
  if (!me) return null
  return (
    <Page title={t.title} actions={<Downloads me={me} chosen={chosen} />}>
      <PeriodBar me={me} chosen={chosen} change={change} />
      <Form chosen={chosen} />
    </Page>
  )
}

function Downloads({ me, chosen }: { me: Me; chosen: Chosen }) {
  const t = useTexts(formTexts)
  const lang = useLocale()
  const file = (what: string) => addressOf('/api/statistics/1ad.csv', chosen, { what, lang })
  const icon = <Icon name="document" size={18} />
  return (
    <div className="page-actions no-print">
      <Button component="a" variant="default" href={file('summary')} download leftSection={icon}>
        {t.figures}
      </Button>
      {me.permissions.includes('seeAllPrecincts') ? (
        <Button
          component="a"
          variant="default"
          href={file('records')}
          download
          leftSection={icon}
          title={t.recordsHint}
        >
          {t.records}
        </Button>
      ) : null}
    </div>
  )
}

function Form({ chosen }: { chosen: Chosen }) {
  const t = useTexts(formTexts)
  const found = useQuery(formQuery(chosen))
  if (found.isPending) return <div className="card bone form-bone" aria-busy="true" />
  if (found.isError) return <Failed error={found.error} retry={() => void found.refetch()} />
  const { data } = found
  const search: PeriodSearch = {
    ...{ from: chosen.from, to: chosen.to },
    ...(chosen.precinct.length > 0 ? { precinct: chosen.precinct } : {}),
  }
  return (
    <div className="campaign" data-stale={found.isPlaceholderData ? '' : undefined}>
      <p className="soft">{t.about}</p>
      <section className="card">
        {data.rows.length === 0 ? (
          <Blank icon="document" title={t.empty}>
            {t.emptyHint}
          </Blank>
        ) : (
          <Figures data={data} search={search} />
        )}
      </section>
      <Grounds data={data} search={search} />
      <p className="form-unconfirmed">
        <Icon name="warning" size={18} />
        <span>{t.unconfirmed}</span>
      </p>
    </div>
  )
}

const always: readonly FormMeasure[] = ['drawnUp', 'sent', 'considered', 'warning', 'fine', 'open']

function Figures({ data, search }: { data: FormView; search: PeriodSearch }) {
  const t = useTexts(formTexts)
  const locale = useLocale()
  const words = formWords[locale]
  const sums = sumWords[locale]
  const { total } = data
  const columns = formMeasures.filter((measure) => always.includes(measure) || total.figures[measure] > 0)
  const line = (row: FormLine, article: string | undefined, name: string) => (
    <>
      <th scope="row">{name}</th>
      {columns.map((measure) => (
        <td key={measure}>
          <Figure
            count={row.figures[measure]}
            label={`${name}, ${words[measure]}`}
            search={{ ...search, measure, ...(article ? { article } : {}) }}
          />
        </td>
      ))}
      <td>{number(row.fineMrp, locale)}</td>
      <td className="form-sum">{tenge(row.fineTenge)}</td>
      <td className="form-sum">{tenge(row.paidTenge)}</td>
    </>
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="form-scroll" aria-label={t.table} tabIndex={0}>
        <table className="form-table">
          <thead>
            <tr>
              <th scope="col">{sums.article}</th>
              {columns.map((measure) => (
                <th key={measure} scope="col">
                  {words[measure]}
                </th>
              ))}
              <th scope="col">{sums.fineMrp}</th>
              <th scope="col">{sums.fineTenge}</th>
              <th scope="col">{sums.paidTenge}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => {
              const key = `${row.article}/${row.part ?? ''}`
              return <tr key={key}>{line(row, key, articleWord(key, locale))}</tr>
            })}
          </tbody>
          <tfoot>
            <tr>{line(total, undefined, sums.total)}</tr>
          </tfoot>
        </table>
      </section>
      <p className="soft small">
        {[
          columns.length < formMeasures.length ? t.hidden : '',
          total.withoutMrp > 0 ? t.withoutMrp(total.withoutMrp) : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  )
}

function Figure({
  count,
  label,
  search,
}: {
  count: number
  label: string
  search: PeriodSearch & { measure: FormMeasure; article?: string; ground?: Ground }
}) {
  const t = useTexts(formTexts)
  const locale = useLocale()
  if (count === 0) return <span className="soft">0</span>
  return (
    <Link to="/form-1ad/list" search={search} aria-label={t.openList(label, number(count, locale))}>
      {number(count, locale)}
    </Link>
  )
}

function Grounds({ data, search }: { data: FormView; search: PeriodSearch }) {
  const t = useTexts(formTexts)
  const locale = useLocale()
  const own = grounds.filter((ground) => (data.total.grounds[ground] ?? 0) > 0)
  if (own.length === 0) return null
  return (
    <section className="card">
      <h2>{t.grounds}</h2>
      <ul className="form-grounds">
        {own.map((ground) => (
          <li key={ground}>
            <span>{groundWords[locale][ground]}</span>
            <Figure
              count={data.total.grounds[ground] ?? 0}
              label={groundWords[locale][ground]}
              search={{ ...search, measure: 'terminated', ground }}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
