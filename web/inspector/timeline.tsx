import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { type Act, acts } from '../../src/incident/life.ts'
import { Card } from '../parts/card.tsx'
import { useNow } from '../parts/use-now.ts'
import { doneWords } from '../parts/words.ts'
import { texts, useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'

const words = texts({
  ru: {
    'report.kept': 'Сообщение сохранено',
    'report.unsure': 'Программа не уверена',
    'report.decided': 'Решено, что это за сообщение',
    'incident.opened': 'Открыто происшествие',
    'incident.followed': 'Пришло дополнение',
    'incident.assigned': 'Назначен инспектор',
    'incident.late': 'Срок ответа прошёл, сообщено начальнику',
    'file.added': 'Добавлен файл',
    'subject.named': 'Указан человек',
    'subject.removed': 'Человек убран',
    'protocol.drafted': 'Начат протокол',
    'protocol.changed': 'Изменён черновик протокола',
    'protocol.signed': 'Протокол подписан',
    'protocol.cancelled': 'Протокол отменён',
    'reply.sent': 'Отправлен ответ в чат',
    'reply.failed': 'Ответ не отправлен',
    'satisfaction.given': 'Житель оценил работу',
    other: 'Запись в журнале',
  },
  kk: {
    'report.kept': 'Хабарлама сақталды',
    'report.unsure': 'Бағдарлама анық ажырата алмады',
    'report.decided': 'Хабарламаның түрі анықталды',
    'incident.opened': 'Оқиға ашылды',
    'incident.followed': 'Толықтыру келді',
    'incident.assigned': 'Инспектор тағайындалды',
    'incident.late': 'Жауап мерзімі өтті, бастыққа хабарланды',
    'file.added': 'Файл қосылды',
    'subject.named': 'Адам көрсетілді',
    'subject.removed': 'Адам алынып тасталды',
    'protocol.drafted': 'Хаттама жасала бастады',
    'protocol.changed': 'Хаттама жобасы өзгертілді',
    'protocol.signed': 'Хаттамаға қол қойылды',
    'protocol.cancelled': 'Хаттаманың күші жойылды',
    'reply.sent': 'Чатқа жауап жіберілді',
    'reply.failed': 'Жауап жіберілмеді',
    'satisfaction.given': 'Тұрғын жұмысты бағалады',
    other: 'Журнал жазбасы',
  },
  en: {
    'report.kept': 'Message kept',
    'report.unsure': 'The program is unsure',
    'report.decided': 'The message was decided on',
    'incident.opened': 'Incident opened',
    'incident.followed': 'A follow-up came',
    'incident.assigned': 'Inspector assigned',
    'incident.late': 'Answer is late, the chief was told',
    'file.added': 'File added',
    'subject.named': 'Person named',
    'subject.removed': 'Person removed',
    'protocol.drafted': 'Protocol begun',
    'protocol.changed': 'Draft of the protocol changed',
    'protocol.signed': 'Protocol signed',
    'protocol.cancelled': 'Protocol cancelled',
    'reply.sent': 'Reply sent to the chat',
    'reply.failed': 'Reply not sent',
    'satisfaction.given': 'A resident rated the work',
    other: 'Entry in the journal',
  },
})

/** What happened, the newest first, from the journal. */
export function Timeline({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const kinds = useTexts(words) as Record<string, string>
  const done = useTexts(doneWords)
  const locale = useLocale()
  const now = useNow()
  const [all, setAll] = useState(false)
  const told = page.journal.toReversed()
  const shown = all ? told : told.slice(0, 8)
  return (
    <Card title={t.timeline}>
      <ol className="timeline">
        {shown.map((entry) => (
          <li key={entry.id}>
            <p>{actOf(entry.data) ? done[actOf(entry.data) as Act] : (kinds[entry.kind] ?? kinds.other)}</p>
            <p className="soft small">
              {entry.byName ?? t.program} · <time dateTime={entry.at}>{when(entry.at, now, locale)}</time>
            </p>
          </li>
        ))}
      </ol>
      {told.length > shown.length ? (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {t.showAll} ({told.length})
        </button>
      ) : null}
    </Card>
  )
}

/** The act of an `incident.acted` row. */
export function actOf(data: Record<string, unknown>): Act | null {
  return acts.find((act) => act === data.act) ?? null
}
