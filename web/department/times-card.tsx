import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Times } from '../../src/statistics/campaign.ts'
import { valueWord } from '../../src/statistics/value-word.ts'
import type { PrecinctLine } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { number, useLocale, useTexts } from '../texts.ts'
import { campaignTexts } from './campaign-texts.ts'
import { duration } from './duration.ts'
import type { Shared } from './shared.ts'

const most = 12

/** Times to answer and to closing by category and by precinct. */
export function TimesCard({ data, search, numberOf, precincts }: Shared & { precincts: PrecinctLine[] }) {
  const t = useTexts(campaignTexts)
  const order = new Map(precincts.map(({ id }, index) => [id, index]))
  const place = (value: string) => order.get(value) ?? order.size
  const count = (of: 'category' | 'precinct', value: string) =>
    data.breakdowns[of].find((one) => one.value === value)?.count ?? 0
  const categories = [...data.times.byCategory].sort((a, b) => count('category', b.value) - count('category', a.value))
  const byPrecinct = [...data.times.byPrecinct].sort((a, b) => place(a.value) - place(b.value))
  const rows = (of: 'category' | 'precinct', list: (Times & { value: string })[]) => (
    <Table of={of} rows={list} search={search} numberOf={numberOf} count={(value) => count(of, value)} />
  )
  return (
    <div className="campaign-pair">
      <Card title={t.times}>{rows('category', categories)}</Card>
      <Card title={t.timesPrecinct}>{rows('precinct', byPrecinct)}</Card>
    </div>
  )
}

function Table({
  of,
  rows,
  search,
  numberOf,
  count,
}: {
  of: 'category' | 'precinct'
  rows: (Times & { value: string })[]
  search: Shared['search']
  numberOf: Shared['numberOf']
  count: (value: string) => number
}) {
  const t = useTexts(campaignTexts)
  const locale = useLocale()
  const say = (seconds: number | null) => (seconds === null ? '—' : duration(seconds, locale))
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, most)
  return (
    <>
      <div className="table-scroll">
        <table className="figures-table">
          <thead>
            <tr>
              <th scope="col">{of === 'category' ? t.categoryColumn : t.precincts}</th>
              <th scope="col">{t.count}</th>
              <th scope="col">
                {t.answerTime}
                <small>{t.half}</small>
              </th>
              <th scope="col">
                {t.answerTime}
                <small>{t.most}</small>
              </th>
              <th scope="col">
                {t.closingTime}
                <small>{t.half}</small>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ value, answer, closing }) => (
              <tr key={value}>
                <th scope="row">{valueWord(of, value, locale, numberOf)}</th>
                <td>
                  <Link to="/campaign/list" search={{ ...search, measure: of, value }}>
                    {number(count(value), locale)}
                  </Link>
                </td>
                <td>{say(answer.median)}</td>
                <td>{say(answer.p95)}</td>
                <td>{say(closing.median)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < rows.length ? (
        <button type="button" className="link no-print" onClick={() => setAll(true)}>
          {t.more}: {number(rows.length - shown.length, locale)}
        </button>
      ) : null}
    </>
  )
}
