import { Button } from '@mantine/core'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { categoryWords, routeWords, urgencyWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'

/** What was suggested, beside what people decided. */
export function ReadingCard({ page, fix }: { page: IncidentPage; fix?: (() => void) | undefined }) {
  const t = useTexts(incidentTexts)
  const names = useTexts(categoryWords)
  const routes = useTexts(routeWords)
  const urgencies = useTexts(urgencyWords)
  const { suggested } = page
  const rows: [string, string, string][] = [
    [t.category, names[suggested.category], names[page.category]],
    [t.route, routes[suggested.route], routes[page.route]],
    [t.urgency, urgencies[suggested.urgency], urgencies[page.urgency]],
    [t.place, suggested.place, page.placeText],
  ]
  return (
    <Card
      title={t.reading}
      action={
        fix ? (
          <Button variant="subtle" size="compact-sm" onClick={fix}>
            {t.fix}
          </Button>
        ) : null
      }
    >
      <dl className="facts">
        {rows.map(([name, before, now]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {now || '—'}
              {before && before !== now ? (
                <span className="was">
                  {t.suggested}: {before}
                </span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
