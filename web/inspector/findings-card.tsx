import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'

/** What was found on the spot. */
export function FindingsCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  if (page.findings.length === 0) return null
  return (
    <Card title={t.findings}>
      <ul className="messages">
        {page.findings.map((finding) => (
          <li key={finding.id} className="message" id={`from-${finding.id}`}>
            <p>
              <span className="verdict" data-good={finding.confirmed ? undefined : ''}>
                {finding.confirmed ? t.confirmed : t.notConfirmed}
              </span>
            </p>
            <p className="message-text">{finding.text}</p>
            <div className="message-foot">
              <time dateTime={finding.at}>{when(finding.at, now, locale)}</time>
              <span>{finding.byName}</span>
              {finding.placeText ? <span>{finding.placeText}</span> : null}
              {finding.happenedAt ? <span>{t.happened(when(finding.happenedAt, now, locale))}</span> : null}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
