import { useQuery } from '@tanstack/react-query'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { texts, useLocale, useTexts } from '../texts.ts'
import { until, when } from './moment.ts'
import { deadlinesQuery } from './protocol-data.ts'

const words = texts({
  ru: {
    title: 'Сроки по закону',
    done: (at: string) => `сделано ${at}`,
    unknown: 'день отсчёта не известен',
    open: 'счёт не установлен',
  },
  kk: {
    title: 'Заң бойынша мерзімдер',
    done: (at: string) => `орындалды: ${at}`,
    unknown: 'есептеу күні белгісіз',
    open: 'есептеу тәртібі анықталмаған',
  },
  en: {
    title: 'Terms of the law',
    done: (at: string) => `done ${at}`,
    unknown: 'the day it runs from is not known',
    open: 'the counting is not settled',
  },
})

/** The terms of the case, each with its article; the earliest first. */
export function DeadlinesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(words)
  const locale = useLocale()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const now = useNow()
  const { data } = useQuery(deadlinesQuery(page.id, page.version))
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t.title}>
      <ul className="near">
        {data.items.map((term) => {
          const left = term.due ? Date.parse(term.due) - now : Number.POSITIVE_INFINITY
          const pressure = term.done ? 'calm' : left < 0 ? 'late' : left < 24 * 3_600_000 ? 'soon' : 'calm'
          return (
            <li key={term.id} className="near-line">
              <span className="due" data-pressure={pressure}>
                <Icon name={term.done ? 'check' : 'clock'} size={18} />
              </span>
              <span className="near-text">
                <strong>{term.label[lang]}</strong>
                <small>
                  {term.done
                    ? t.done(when(term.done, now, locale))
                    : term.due
                      ? until(term.due, now, locale)
                      : t.unknown}
                  {term.settled ? '' : ` (${t.open})`} · {term.article}
                </small>
              </span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
