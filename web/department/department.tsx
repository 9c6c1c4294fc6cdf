import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Present } from '../../src/statistics/measures.ts'
import type { Overview } from '../../src/statistics/overview-store.ts'
import { presentWords } from '../../src/statistics/words.ts'
import { nameIn } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { overviewQuery } from './data.ts'
import { departmentTexts } from './department-texts.ts'
import { Figure } from './figure.tsx'
import './department.css'

/** How the department stands: what burns, and who carries how much. Precincts stand by number, never by rank. */
export function Department() {
  const t = useTexts(departmentTexts)
  const found = useQuery(overviewQuery)
  return (
    <Page
      title={t.title}
      actions={
        <LinkButton to="/campaign" variant="default" leftSection={<Icon name="chart" size={18} />}>
          {t.results}
        </LinkButton>
      }
    >
      {found.isPending ? (
        <div className="campaign" aria-hidden="true">
          <div className="headline">
            {[1, 2, 3, 4].map((key) => (
              <div key={key} className="figure bone" />
            ))}
          </div>
          <div className="card bone bones-chart" />
          <div className="card bone bones-chart" />
        </div>
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        <div className="campaign">
          <Burning now={found.data.now} />
          <Flow now={found.data.now} />
          <Loads inspectors={found.data.inspectors} />
          <Precincts precincts={found.data.precincts} />
        </div>
      )}
    </Page>
  )
}

function Burning({ now }: { now: Overview['now'] }) {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const words = presentWords[locale]
  const hints = {
    emergencyNow: t.emergencyHint,
    lateNow: t.lateHint,
    overdueNow: t.overdueHint,
    reopenedNow: t.reopenedHint,
  }
  const ids = Object.keys(hints) as (keyof typeof hints)[]
  return (
    <section className="stack" aria-label={t.burning}>
      <h2>{t.burning}</h2>
      {ids.every((id) => now[id] === 0) ? (
        <p className="note good">
          <Icon name="check" size={20} />
          <span>
            <strong>{t.calm}.</strong> {t.calmHint}
          </span>
        </p>
      ) : (
        <div className="headline four">
          {ids.map((id) => (
            <Figure
              key={id}
              value={number(now[id], locale)}
              label={words[id]}
              note={hints[id]}
              tone={now[id] === 0 ? undefined : id === 'emergencyNow' || id === 'lateNow' ? 'danger' : 'warn'}
              to={{ measure: id }}
            />
          ))}
        </div>
      )}
    </section>
  )
}

function Flow({ now }: { now: Overview['now'] }) {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const ids: Present[] = ['openNow', 'newNow', 'workingNow', 'waitingNow', 'submittedNow']
  return (
    <nav className="flow" aria-label={t.flow}>
      {ids.map((id) => (
        <Link key={id} to="/campaign/list" search={{ measure: id }} className="flow-step">
          <strong>{number(now[id], locale)}</strong>
          <span>{presentWords[locale][id]}</span>
        </Link>
      ))}
    </nav>
  )
}

function Loads({ inspectors }: { inspectors: Overview['inspectors'] }) {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const top = Math.max(1, ...inspectors.map(({ open }) => open))
  const cell = (count: number, id: string | null, measure: Present, hot = false) => (
    <td data-hot={hot && count > 0 ? '' : undefined}>
      {count === 0 ? (
        <span className="soft">0</span>
      ) : id ? (
        <Link to="/campaign/list" search={{ measure, inspector: id }}>
          {number(count, locale)}
        </Link>
      ) : (
        number(count, locale)
      )}
    </td>
  )
  return (
    <Card title={t.load}>
      <div className="table-scroll">
        <table className="figures-table loads">
          <thead>
            <tr>
              <th scope="col">{t.inspector}</th>
              <th scope="col">{t.open}</th>
              <th scope="col">{t.fresh}</th>
              <th scope="col">{t.late}</th>
              <th scope="col">{t.waiting}</th>
              <th scope="col">{t.overdue}</th>
              <th scope="col">{t.closedWeek}</th>
            </tr>
          </thead>
          <tbody>
            {inspectors.map(({ id, name, precincts, open, fresh, late, waiting, overdue, closedWeek }) => (
              <tr key={id ?? 'none'}>
                <th scope="row">
                  {id ? name : t.nobody}
                  <small>{precincts.length > 0 ? precincts.map((one) => `№ ${one}`).join(', ') : t.noPrecincts}</small>
                  <svg className="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                    <rect className="bar-track" width="100" height="8" />
                    <rect className="bar-fill" width={(open / top) * 100} height="8" />
                  </svg>
                </th>
                {cell(open, id, 'openNow')}
                {cell(fresh, id, 'newNow')}
                {cell(late, id, 'lateNow', true)}
                {cell(waiting, id, 'waitingNow')}
                {cell(overdue, id, 'overdueNow', true)}
                <td>{number(closedWeek, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Precincts({ precincts }: { precincts: Overview['precincts'] }) {
  const t = useTexts(departmentTexts)
  const locale = useLocale()
  const name = (nameRu: string, nameKk: string) => nameIn({ nameRu, nameKk }, locale)
  return (
    <section className="stack" aria-label={t.precincts}>
      <h2>{t.precincts}</h2>
      <div className="precincts">
        {precincts.map(
          ({ id, number: of, nameRu, nameKk, inspectors, open, late, overdue, openedWeek, closedWeek }) => (
            <article key={id} className="card precinct-card">
              <div>
                <h3>
                  <Link to="/campaign" search={{ precinct: [id] }}>
                    {t.precinctNo(of)}
                  </Link>
                </h3>
                {name(nameRu, nameKk) === t.precinctNo(of) ? null : (
                  <p className="soft small">{name(nameRu, nameKk)}</p>
                )}
              </div>
              <p className="precinct-who">
                <Icon name="person" size={16} />
                {inspectors[0] ?? t.noInspector}
                {inspectors.length > 1 ? ` +${inspectors.length - 1}` : ''}
              </p>
              <dl className="precinct-facts">
                <Fact label={t.open} count={open} to={{ measure: 'openNow', precinct: [id] }} />
                <Fact label={t.late} count={late} to={{ measure: 'lateNow', precinct: [id] }} hot />
                <Fact label={t.overdue} count={overdue} to={{ measure: 'overdueNow', precinct: [id] }} hot />
                <Fact label={t.openedWeek} count={openedWeek} />
                <Fact label={t.closedWeek} count={closedWeek} />
              </dl>
            </article>
          ),
        )}
      </div>
    </section>
  )
}

function Fact({
  label,
  count,
  to,
  hot = false,
}: {
  label: string
  count: number
  to?: { measure: Present; precinct: string[] }
  hot?: boolean
}) {
  const locale = useLocale()
  return (
    <div data-hot={hot && count > 0 ? '' : undefined}>
      <dt>{label}</dt>
      <dd>
        {to && count > 0 ? (
          <Link to="/campaign/list" search={to}>
            {number(count, locale)}
          </Link>
        ) : (
          number(count, locale)
        )}
      </dd>
    </div>
  )
}
