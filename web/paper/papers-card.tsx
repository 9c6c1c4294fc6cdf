import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { meQuery } from '../api.ts'
import { incidentTexts } from '../inspector/incident-texts.ts'
import { when } from '../inspector/moment.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { refOf } from './paper-data.ts'

/** The protocols of an incident, and the papers that go with how it ended. */
export function PapersCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  const { data: me } = useQuery(meQuery)
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const may = me?.permissions.includes('drawUpProtocol') && page.findings.some((finding) => finding.confirmed)
  const paper = page.status === 'crime' ? ('crime' as const) : page.handedTo ? ('transfer' as const) : null
  return (
    <Card
      title={t.protocols}
      action={
        may ? (
          <LinkButton
            to="/protocols/for/$number"
            params={{ number: String(page.number) }}
            variant={page.papers.length === 0 && !page.outcome ? 'light' : 'subtle'}
            size="compact-md"
          >
            {t.drawUp}
          </LinkButton>
        ) : null
      }
    >
      {page.papers.length === 0 && !paper ? (
        <p className="soft">{t.protocolNone}</p>
      ) : (
        <ul className="near">
          {page.papers.map((protocol) => (
            <li key={protocol.id}>
              <Link to="/papers/$id" params={{ id: protocol.id }}>
                <Icon name="document" />
                <span className="near-text">
                  <strong>
                    {t.article(refOf(protocol))}
                    {protocol.number ? ` · № ${protocol.number}` : ''}
                  </strong>
                  <small>
                    {[
                      protocol.subjectName,
                      when(protocol.signedAt ?? protocol.updatedAt, now, locale),
                      protocol.status === 'draft' && protocol.missing > 0 ? t.missing(protocol.missing) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                <span className="verdict" data-good={protocol.status === 'signed' ? '' : undefined}>
                  {t[protocol.status]}
                </span>
              </Link>
            </li>
          ))}
          {paper ? (
            <li>
              <a href={`/api/incidents/${page.id}/papers/${paper}.pdf?lang=${lang}`} target="_blank" rel="noreferrer">
                <Icon name="document" />
                <span className="near-text">
                  <strong>{t[`paper${paper}`]}</strong>
                  <small>{t.print}</small>
                </span>
              </a>
            </li>
          ) : null}
        </ul>
      )}
    </Card>
  )
}
