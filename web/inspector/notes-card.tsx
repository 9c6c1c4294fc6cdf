import { useQuery } from '@tanstack/react-query'
import type { IncidentNotes } from '../../src/bot/routes.ts'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { get } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { useNow } from '../parts/use-now.ts'
import { texts, useLocale, useTexts } from '../texts.ts'
import { when } from './moment.ts'

const words = texts({
  ru: { title: 'Заметки из мессенджера', hint: 'Их видят только сотрудники.' },
  kk: { title: 'Мессенджердегі жазбалар', hint: 'Оларды тек қызметкерлер көреді.' },
  en: { title: 'Notes from the messenger', hint: 'Only staff see them.' },
})

/** What officers wrote of the incident to the bot, as an answer to its card. */
export function NotesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(words)
  const locale = useLocale()
  const now = useNow()
  const { data } = useQuery({
    // Each note is in the journal: where that grew, there may be a new one.
    queryKey: ['incident', page.id, 'notes', page.journal.length],
    queryFn: ({ signal }) => get<IncidentNotes>(`/api/incidents/${page.id}/notes`, signal),
    placeholderData: (before) => before,
  })
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t.title}>
      <ul className="messages">
        {data.items.map((note) => (
          <li key={note.id} className="message">
            <p className="message-text">{note.text}</p>
            <div className="message-foot">
              <time dateTime={note.at}>{when(note.at, now, locale)}</time>
              <span>{note.byName}</span>
            </div>
          </li>
        ))}
      </ul>
      <p className="soft small">{t.hint}</p>
    </Card>
  )
}
