import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { BurningLine } from '../../src/protocol/deadline-view.ts'
import { meQuery } from '../api.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import './burning.css'
import { articleIn, endWords, pressureOf } from './deadline.ts'
import { type BurningScope, burningQuery, usualScope } from './deadline-data.ts'
import { burningTexts, deadlineTexts } from './deadline-texts.ts'
import { span } from './moment.ts'
import { Reminders } from './reminders.tsx'

const groups = ['late', 'today', 'soon'] as const

/** What must be done soon over all incidents and cases: missed, today, within a week. */
export function Burning() {
  const t = useTexts(burningTexts)
  const { data: me } = useQuery(meQuery)
  const [chosen, choose] = useState<BurningScope | null>(null)
  const scope = chosen ?? usualScope(me?.account.role)
  const { data, error, isPending, refetch } = useQuery(burningQuery(scope))
  const total = data ? data.counts.late + data.counts.today + data.counts.soon : 0
  return (
    <Page title={t.title}>
      <div className="burning">
        <Reminders />
        <fieldset className="burning-head" aria-label={t.scope}>
          {(['mine', 'all'] as const).map((one) => (
            <button key={one} type="button" className="chip" aria-pressed={one === scope} onClick={() => choose(one)}>
              {t[one]}
            </button>
          ))}
        </fieldset>
        {error && !data ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : isPending ? (
          <div className="bone" style={{ height: 180 }} />
        ) : data.items.length === 0 ? (
          <Blank icon="check" title={t.none}>
            {t.noneHint}
          </Blank>
        ) : (
          groups.map((urgency) => (
            <Group key={urgency} urgency={urgency} count={data.counts[urgency]} items={data.items} />
          ))
        )}
        {data && total > data.items.length ? <p className="soft">{t.more(data.items.length)}</p> : null}
      </div>
    </Page>
  )
}

function Group({
  urgency,
  count,
  items,
}: {
  urgency: (typeof groups)[number]
  count: number
  items: readonly BurningLine[]
}) {
  const t = useTexts(burningTexts)
  const own = items.filter((one) => one.urgency === urgency)
  if (own.length === 0) return null
  return (
    <section className="burning-group" data-urgency={urgency} aria-labelledby={`burning-${urgency}`}>
      <h2 id={`burning-${urgency}`}>
        {t[urgency]} <span className="card-count">{count}</span>
      </h2>
      <ul className="burning-list">
        {own.map((line) => (
          <li key={`${line.incidentId} ${line.paperId} ${line.id}`}>
            <Row line={line} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ line }: { line: BurningLine }) {
  const t = useTexts(burningTexts)
  const terms = useTexts(deadlineTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const now = useNow()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const facts = [
    t.number(line.number),
    names[line.category],
    line.about,
    line.placeText || t.noPlace,
    line.precinctNumber ? t.precinct(line.precinctNumber) : null,
    line.inspectorName,
  ]
  return (
    <Link to="/incidents/$number" params={{ number: String(line.number) }} className="burning-row">
      <CategoryIcon category={line.category} />
      <span className="burning-text">
        <strong>{line.label[lang]}</strong>
        <small>{facts.filter(Boolean).join(' · ')}</small>
      </span>
      <span className="burning-when">
        <span className="term-when" data-pressure={pressureOf(line.due, now)}>
          <When line={line} now={now} />
        </span>
        <small className="soft">
          {[articleIn(line.article, locale), line.whose === 'inspector' ? null : terms[line.whose]]
            .filter(Boolean)
            .map((fact) => (
              <span key={fact}> · {fact}</span>
            ))}
        </small>
      </span>
    </Link>
  )
}

function When({ line, now }: { line: BurningLine; now: number }) {
  const t = useTexts(deadlineTexts)
  const locale = useLocale()
  if (!line.due) return null
  const left = Date.parse(line.due) - now
  if (left < 0) return line.limitation ? t.passed : t.late(span(left, locale))
  return line.immediate ? t.atOnce : t.until(endWords(line.due, now, locale))
}
