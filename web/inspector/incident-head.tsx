import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Act } from '../../src/incident/life.ts'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkIcon } from '../parts/link-button.tsx'
import { StatusMark, UrgencyMark } from '../parts/marks.tsx'
import { useNow } from '../parts/use-now.ts'
import { bodyWords, categoryWords, outcomeWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { ActBar } from './act-bar.tsx'
import { dueOf } from './deadline.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'
import { DueMark } from './queue-row.tsx'
import { StepBar } from './step-bar.tsx'

/** What it is, how it stands, until when, and what to do next. */
export function IncidentHead({ page, begin }: { page: IncidentPage; begin: (act: Act) => void }) {
  const t = useTexts(incidentTexts)
  const names = useTexts(categoryWords)
  const outcomes = useTexts(outcomeWords)
  const bodies = useTexts(bodyWords)
  const locale = useLocale()
  const now = useNow()
  const due = dueOf(page, now)
  return (
    <header className="incident-head">
      <div className="incident-line">
        <LinkIcon
          to="/incidents"
          search={true}
          variant="subtle"
          color="gray"
          size={44}
          aria-label={t.back}
          className="incident-back"
        >
          <Icon name="back" />
        </LinkIcon>
        <span className="incident-number">{t.heading(page.number)}</span>
        <StatusMark status={page.status} />
        <UrgencyMark urgency={page.urgency} />
        {due ? <DueMark due={due} /> : null}
      </div>
      <h1 className="incident-title">{page.title || names[page.category]}</h1>
      <p className="incident-facts">
        <span className="fact">
          <CategoryIcon category={page.category} size={18} />
          {names[page.category]}
        </span>
        <span className="fact">
          <Icon name="clock" size={18} />
          {t.opened(when(page.openedAt, now, locale))}
        </span>
        {page.chatTitle ? (
          <span className="fact">
            <Icon name="chat" size={18} />
            {page.chatTitle}
          </span>
        ) : null}
        <span className="fact">
          <Icon name="person" size={18} />
          {page.inspectorName ?? `${t.inspector}: ${t.nobody}`}
        </span>
      </p>
      {page.outcome ? (
        <p className="note good">
          <span>
            <strong>
              {t.outcome}: {outcomes[page.outcome]}
            </strong>
            {page.handedTo ? `, ${bodies[page.handedTo]}` : ''}
            {page.outcomeText ? ` — ${page.outcomeText}` : ''}
          </span>
        </p>
      ) : null}
      <StepBar page={page} />
      <ActBar acts={page.acts} status={page.status} begin={begin} />
    </header>
  )
}
