import { Link } from '@tanstack/react-router'
import type { IncidentRow } from '../../src/incident/incident.ts'
import { preview } from '../api.ts'
import { useFresh } from '../live.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Icon } from '../parts/icon.tsx'
import { StatusMark, UrgencyMark } from '../parts/marks.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords } from '../parts/words.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { type Due, dueOf } from './deadline.ts'
import { ago, span, until } from './moment.ts'
import { queueTexts } from './queue-texts.ts'

/** One line of the queue. */
export function QueueRow({ row, open }: { row: IncidentRow; open: boolean }) {
  const t = useTexts(queueTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const now = useNow()
  const fresh = useFresh(row.id)
  const due = dueOf(row, now)
  return (
    <li>
      <Link
        to="/incidents/$number"
        params={{ number: String(row.number) }}
        search={true}
        className="row"
        data-row={row.number}
        data-open={open ? '' : undefined}
        data-fresh={fresh ? '' : undefined}
        data-urgent={row.urgency === 'now' && due ? '' : undefined}
        aria-current={open ? 'page' : undefined}
      >
        <span className="row-icon">
          <CategoryIcon category={row.category} />
        </span>
        <span className="row-main">
          <span className="row-title">{row.title || names[row.category]}</span>
          <span className="row-place">
            <span className="row-number">№ {row.number}</span>
            <span className="row-where">{row.placeText || t.noPlace}</span>
          </span>
        </span>
        {row.photo ? (
          <img
            className="row-photo"
            src={preview(row.photo, 400)}
            alt={t.photo}
            loading="lazy"
            width={60}
            height={60}
          />
        ) : null}
        <span className="row-facts">
          {due ? <DueMark due={due} /> : <StatusMark status={row.status} />}
          <UrgencyMark urgency={row.urgency} />
          {row.reopened ? <span className="row-fact">{t.again}</span> : null}
          {row.reports > 1 ? (
            <span className="row-fact">
              <Icon name="chat" size={15} />
              {number(row.reports)}
              <span className="unseen">{t.messages(row.reports)}</span>
            </span>
          ) : null}
          <time className="row-age" dateTime={row.openedAt}>
            {ago(row.openedAt, now, locale)}
          </time>
        </span>
      </Link>
    </li>
  )
}

export function DueMark({ due }: { due: Due }) {
  const t = useTexts(queueTexts)
  const locale = useLocale()
  const now = useNow()
  const late = due.pressure === 'late'
  const gone = span(Date.parse(due.at) - now, locale)
  const by = until(due.at, now, locale)
  const text =
    due.what === 'answer' ? (late ? t.answerLate(gone) : t.answerBy(by)) : late ? t.remedyLate(gone) : t.remedyBy(by)
  return (
    <span className="due" data-pressure={due.pressure}>
      <Icon name="clock" size={15} />
      {text}
    </span>
  )
}
