import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { RemindersView } from '../../src/protocol/deadline-view.ts'
import { post, queries } from '../api.ts'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { articleIn, endWords, pressureOf } from './deadline.ts'
import { remindersQuery } from './deadline-data.ts'
import { burningTexts, deadlineTexts } from './deadline-texts.ts'

/** Of what this person was reminded, until he says that he has seen it. */
export function Reminders() {
  const t = useTexts(burningTexts)
  const terms = useTexts(deadlineTexts)
  const locale = useLocale()
  const now = useNow()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const { data } = useQuery(remindersQuery)
  const see = useMutation({
    mutationFn: (ids: string[]) => post('/api/reminders/seen', { ids }),
    onMutate: (ids) =>
      queries.setQueryData<RemindersView>(remindersQuery.queryKey, (before) => ({
        items: before?.items.filter(({ id }) => !ids.includes(id)) ?? [],
      })),
    onSettled: () => queries.invalidateQueries({ queryKey: remindersQuery.queryKey }),
  })
  if (!data || data.items.length === 0) return null
  return (
    <section className="burning-group" aria-labelledby="reminders">
      <h2 id="reminders">
        {t.reminders} <span className="card-count">{data.items.length}</span>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => see.mutate(data.items.map(({ id }) => id))}
          style={{ marginLeft: 'auto' }}
        >
          {t.seenAll}
        </Button>
      </h2>
      <ul className="burning-list">
        {data.items.map((one) => (
          <li key={one.id} className="reminder">
            <span className="burning-text">
              <Link to="/incidents/$number" params={{ number: String(one.number) }}>
                {t.number(one.number)}: {one.label[lang]}
              </Link>
              <small>
                <span className="term-when" data-pressure={pressureOf(one.due, now)}>
                  {t[`step_${one.step}`]}, {terms.until(endWords(one.due, now, locale))}
                </span>
                {one.article ? ` · ${articleIn(one.article, locale)}` : null}
              </small>
            </span>
            <Button
              size="compact-md"
              variant="default"
              aria-label={t.seenOf(one.label[lang], one.number)}
              onClick={() => see.mutate([one.id])}
            >
              {t.seen}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
