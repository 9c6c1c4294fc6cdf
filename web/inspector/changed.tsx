import { Button } from '@mantine/core'
import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Act } from '../../src/incident/life.ts'
import { doneWords, statusWords } from '../parts/words.ts'
import { time, useTexts } from '../texts.ts'
import { formTexts } from './form-texts.ts'
import { actOf } from './timeline.tsx'

/** What others changed while a form was being filled in; the text typed stays. */
export function Changed({
  seen,
  page,
  news,
  act,
  goOn,
}: {
  seen: IncidentPage
  page: IncidentPage
  news: IncidentPage['journal']
  act: Act
  goOn: () => void
}) {
  const t = useTexts(formTexts)
  const statuses = useTexts(statusWords)
  const done = useTexts(doneWords)
  const still = page.acts.includes(act)
  return (
    <section className="changed" role="alert">
      <h3>{t.changed}</h3>
      <ul>
        {page.status !== seen.status ? <li>{t.statusNow(statuses[seen.status], statuses[page.status])}</li> : null}
        {news.flatMap((entry) => {
          const what = actOf(entry.data)
          return what
            ? [
                <li key={entry.id}>
                  {time(entry.at)} · {entry.byName ? `${entry.byName}: ` : ''}
                  {done[what]}
                </li>,
              ]
            : []
        })}
      </ul>
      <p className="small">{still ? t.changedHint : t.notNow}</p>
      {still ? (
        <Button variant="default" size="sm" onClick={goOn}>
          {t.goOn}
        </Button>
      ) : null}
    </section>
  )
}
