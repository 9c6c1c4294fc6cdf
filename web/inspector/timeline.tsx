import { useState } from 'react'
import type { Locale } from '../../src/base/access.ts'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { type Act, acts } from '../../src/incident/life.ts'
import { paperKinds } from '../../src/paper/kinds.ts'
import { refOf } from '../paper/paper-data.ts'
import { nameOfKind } from '../paper/paper-texts.ts'
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
    'report.added': 'Переслано ещё сообщение к этому',
    'report.edited': 'Автор изменил своё сообщение',
    'report.deleted': 'Автор удалил своё сообщение, слова забыты',
    'report.evidence': 'Автор удалил своё сообщение, оно осталось как доказательство',
    'file.takenBack': 'Автор удалил один из файлов',
    'author.blocked': 'Автора сообщения решено не читать',
    'author.heard': 'Автора сообщения снова читают',
    'incident.flagged': 'Об этом сразу написали многие, кто раньше в чате не писал',
    'incident.late': 'Срок ответа прошёл, сообщено начальнику',
    'file.added': 'Добавлен файл',
    'note.added': 'Добавлена заметка',
    'subject.named': 'Указан человек',
    'subject.removed': 'Человек убран',
    'subject.merged': 'Карточки людей объединены',
    'paper.drafted': (name: string) => `Начат документ: ${name}`,
    'paper.changed': (name: string) => `Изменён черновик: ${name}`,
    'paper.signed': (name: string) => `Подписан документ: ${name}`,
    'paper.cancelled': (name: string) => `Отменён черновик: ${name}`,
    'case.acted': 'Записано событие по делу',
    'case.struck': 'Событие по делу вычеркнуто',
    'signature.added': 'Приложена подпись',
    'penalty.noted': 'Записано прежнее взыскание',
    'vehicle.named': 'Указана машина',
    'vehicle.removed': 'Машина убрана',
    'deadline.near': 'Напоминание о сроке',
    'law.changed': 'Изменена редакция закона',
    'papers.changed': 'Изменены настройки документов',
    'reply.sent': 'Отправлен ответ в чат',
    'reply.failed': 'Ответ не отправлен',
    'reply.changed': 'Решено, отправлять ли ответ',
    'satisfaction.given': 'Житель оценил работу',
    'satisfaction.withdrawn': 'Житель забрал благодарность',
    other: 'Запись в журнале',
  },
  kk: {
    'report.kept': 'Хабарлама сақталды',
    'report.unsure': 'Бағдарлама анық ажырата алмады',
    'report.decided': 'Хабарламаның түрі анықталды',
    'incident.opened': 'Оқиға ашылды',
    'incident.followed': 'Толықтыру келді',
    'incident.assigned': 'Инспектор тағайындалды',
    'report.added': 'Осыған тағы бір хабарлама жіберілді',
    'report.edited': 'Автор хабарламасын өзгертті',
    'report.deleted': 'Автор хабарламасын өшірді, сөздері ұмытылды',
    'report.evidence': 'Автор хабарламасын өшірді, ол дәлел ретінде сақталды',
    'file.takenBack': 'Автор файлдардың бірін өшірді',
    'author.blocked': 'Хабарлама авторын оқымау туралы шешім қабылданды',
    'author.heard': 'Хабарлама авторы қайта оқылады',
    'incident.flagged': 'Бұл туралы чатқа бұрын жазбаған көп адам бірден жазды',
    'incident.late': 'Жауап мерзімі өтті, бастыққа хабарланды',
    'file.added': 'Файл қосылды',
    'note.added': 'Жазба қосылды',
    'subject.named': 'Адам көрсетілді',
    'subject.removed': 'Адам алынып тасталды',
    'subject.merged': 'Адамдардың карточкалары біріктірілді',
    'paper.drafted': (name: string) => `Құжат жасала бастады: ${name}`,
    'paper.changed': (name: string) => `Жобасы өзгертілді: ${name}`,
    'paper.signed': (name: string) => `Қол қойылды: ${name}`,
    'paper.cancelled': (name: string) => `Жобаның күші жойылды: ${name}`,
    'case.acted': 'Іс бойынша әрекет жазылды',
    'case.struck': 'Іс бойынша жазба сызып тасталды',
    'signature.added': 'Қолтаңба қоса берілді',
    'penalty.noted': 'Бұрынғы жаза жазылды',
    'vehicle.named': 'Көлік көрсетілді',
    'vehicle.removed': 'Көлік алынып тасталды',
    'deadline.near': 'Мерзім туралы еске салу',
    'law.changed': 'Заң редакциясы өзгертілді',
    'papers.changed': 'Құжаттардың баптаулары өзгертілді',
    'reply.sent': 'Чатқа жауап жіберілді',
    'reply.failed': 'Жауап жіберілмеді',
    'reply.changed': 'Жауапты жіберу туралы шешім қабылданды',
    'satisfaction.given': 'Тұрғын жұмысты бағалады',
    'satisfaction.withdrawn': 'Тұрғын алғысын қайтып алды',
    other: 'Журнал жазбасы',
  },
  en: {
    'report.kept': 'Message kept',
    'report.unsure': 'The program is unsure',
    'report.decided': 'The message was decided on',
    'incident.opened': 'Incident opened',
    'incident.followed': 'A follow-up came',
    'incident.assigned': 'Inspector assigned',
    'report.added': 'One more message was forwarded to this',
    'report.edited': 'The author changed the message',
    'report.deleted': 'The author deleted the message, its words are forgotten',
    'report.evidence': 'The author deleted the message, it stays as evidence',
    'file.takenBack': 'The author deleted one of the files',
    'author.blocked': 'The author of a message is no longer read',
    'author.heard': 'The author of a message is read again',
    'incident.flagged': 'Many who had not written in the chat before told of it at once',
    'incident.late': 'Answer is late, the chief was told',
    'file.added': 'File added',
    'note.added': 'Note added',
    'subject.named': 'Person named',
    'subject.removed': 'Person removed',
    'subject.merged': 'Records of people became one',
    'paper.drafted': (name: string) => `Paper begun: ${name}`,
    'paper.changed': (name: string) => `Draft changed: ${name}`,
    'paper.signed': (name: string) => `Paper signed: ${name}`,
    'paper.cancelled': (name: string) => `Draft cancelled: ${name}`,
    'case.acted': 'An event of the case noted',
    'case.struck': 'An event of the case struck out',
    'signature.added': 'Signature added',
    'penalty.noted': 'An earlier penalty noted',
    'vehicle.named': 'Vehicle named',
    'vehicle.removed': 'Vehicle removed',
    'deadline.near': 'Reminder of a term',
    'law.changed': 'Edition of the law changed',
    'papers.changed': 'Settings of papers changed',
    'reply.sent': 'Reply sent to the chat',
    'reply.failed': 'Reply not sent',
    'reply.changed': 'Decided whether the reply is sent',
    'satisfaction.given': 'A resident rated the work',
    'satisfaction.withdrawn': 'A resident took the thanks back',
    other: 'Entry in the journal',
  },
})

/** What happened, the newest first, from the journal. */
export function Timeline({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const kinds: Record<string, string | ((name: string) => string)> = useTexts(words)
  const done = useTexts(doneWords)
  const locale = useLocale()
  const now = useNow()
  const [all, setAll] = useState(false)
  const told = page.journal.toReversed()
  const wordsOf = (entry: (typeof told)[number]): string => {
    const act = actOf(entry.data)
    if (act && entry.kind === 'incident.acted') return done[act]
    const undone = ['struck', 'removed', 'evidence'].find((one) => entry.data[one]) ?? ''
    const text = kinds[`${entry.kind.split('.')[0]}.${undone}`] ?? kinds[entry.kind] ?? words[locale].other
    return typeof text === 'string' ? text : text(paperName(entry.data, locale))
  }
  const shown = all ? told : told.slice(0, 8)
  return (
    <Card title={t.timeline}>
      <ol className="timeline">
        {shown.map((entry) => (
          <li key={entry.id}>
            <p>{wordsOf(entry)}</p>
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

/** «Протокол, 505(1)» of a row that speaks of a paper. */
function paperName({ kind, article, part }: Record<string, unknown>, locale: Locale): string {
  const found = paperKinds.find((one) => one === kind)
  const name = found ? nameOfKind(found, locale) : ''
  return typeof article === 'string'
    ? `${name}, ${refOf({ article, part: typeof part === 'string' ? part : null })}`
    : name
}

/** The act of an `incident.acted` row. */
export function actOf(data: Record<string, unknown>): Act | null {
  return acts.find((act) => act === data.act) ?? null
}
