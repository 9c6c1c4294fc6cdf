import { Button } from '@mantine/core'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { useNow } from '../parts/use-now.ts'
import { categoryWords, routeWords, urgencyWords } from '../parts/words.ts'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { firstTold, toldWords } from './told-time.ts'

/** What was suggested, beside what people decided. */
export function ReadingCard({
  page,
  fix,
  takeTime,
}: {
  page: IncidentPage
  fix?: (() => void) | undefined
  /** Opens the form of the visit with this time in it. */
  takeTime?: ((at: string) => void) | undefined
}) {
  const t = useTexts(incidentTexts)
  const names = useTexts(categoryWords)
  const routes = useTexts(routeWords)
  const urgencies = useTexts(urgencyWords)
  const locale = useLocale()
  const told = firstTold(page.messages, useNow())
  const taken = told !== null && Date.parse(told.from) === Date.parse(page.happenedAt)
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
        {told ? (
          <div>
            <dt>{t.happenedAt}</dt>
            <dd>
              {dayAndTime(page.happenedAt, locale)}
              <span className="was">{toldWords(told, locale)}</span>
              {takeTime && !taken ? (
                <button type="button" className="chip told-take" onClick={() => takeTime(told.from)}>
                  {t.takeTime}
                </button>
              ) : null}
            </dd>
          </div>
        ) : null}
      </dl>
    </Card>
  )
}
