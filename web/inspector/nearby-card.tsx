import { Link } from '@tanstack/react-router'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { CategoryIcon } from '../parts/category-icon.tsx'
import { StatusMark } from '../parts/marks.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { ago } from './moment.ts'

/** What is near and alike: perhaps the same thing, or a habit of the place. */
export function NearbyCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const names = useTexts(categoryWords)
  const locale = useLocale()
  const now = useNow()
  if (page.nearby.length === 0) return null
  return (
    <Card title={t.nearby}>
      <ul className="near">
        {page.nearby.map((row) => (
          <li key={row.id}>
            <Link to="/incidents/$number" params={{ number: String(row.number) }} search={true}>
              <CategoryIcon category={row.category} size={20} />
              <span className="near-text">
                <strong>{row.title || names[row.category]}</strong>
                <small>
                  № {row.number} · {row.placeText || t.noPlace} · {ago(row.openedAt, now, locale)}
                </small>
              </span>
              <StatusMark status={row.status} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
