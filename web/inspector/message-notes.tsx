import type { ReportView } from '../../src/incident/incident.ts'
import { useNow } from '../parts/use-now.ts'
import { texts, useLocale, useTexts } from '../texts.ts'
import { Author } from './message-author.tsx'
import { when } from './moment.ts'

const words = texts({
  ru: {
    edited: 'изменено автором',
    earlier: 'До изменения',
    deleted: 'удалено автором, осталось как доказательство',
    forwarded: 'переслано',
    missing: 'не загружено',
    minutes: (count: number) => `${count} мин`,
    seconds: (count: number) => `${count} с`,
    megabytes: (count: string) => `${count} МБ`,
    kinds: {
      ...{ photo: 'фото', video: 'видео', voice: 'голосовое', sticker: 'стикер' },
      ...{ document: 'файл', location: 'место' },
    },
    why: {
      ...{
        gone: 'мессенджер не отдал',
        cut: 'связь обрывалась',
        'too-many': 'файлов больше десяти',
        'too-large': 'слишком большой',
      },
      ...{ 'wrong-type': 'не то, чем назван', 'no-space': 'на сервере нет места' },
    },
    chairman: 'председатель',
    crowd: 'За час об этом написали многие, кто раньше в чате не писал. Проверьте, не сговор ли это.',
  },
  kk: {
    edited: 'авторы өзгертті',
    earlier: 'Өзгертілгенге дейін',
    deleted: 'авторы өшірді, дәлел ретінде сақталды',
    forwarded: 'қайта жіберілген',
    missing: 'жүктелмеді',
    minutes: (count: number) => `${count} мин`,
    seconds: (count: number) => `${count} с`,
    megabytes: (count: string) => `${count} МБ`,
    kinds: {
      ...{ photo: 'фото', video: 'бейнежазба', voice: 'дауыстық хабарлама', sticker: 'стикер' },
      ...{ document: 'файл', location: 'орын' },
    },
    why: {
      ...{ gone: 'мессенджер бермеді', cut: 'байланыс үзілді', 'too-many': 'файл оннан көп', 'too-large': 'тым үлкен' },
      ...{ 'wrong-type': 'аты мен түрі сәйкес емес', 'no-space': 'серверде орын жоқ' },
    },
    chairman: 'төраға',
    crowd: 'Бұл туралы бір сағатта чатқа бұрын жазбаған көп адам жазды. Алдын ала келісілген болуы мүмкін, тексеріңіз.',
  },
  en: {
    edited: 'changed by its author',
    earlier: 'Before the change',
    deleted: 'deleted by its author, kept as evidence',
    forwarded: 'forwarded',
    missing: 'not fetched',
    minutes: (count: number) => `${count} min`,
    seconds: (count: number) => `${count} s`,
    megabytes: (count: string) => `${count} MB`,
    kinds: {
      ...{ photo: 'photo', video: 'video', voice: 'voice message', sticker: 'sticker' },
      ...{ document: 'file', location: 'place' },
    },
    why: {
      ...{
        gone: 'the messenger did not give it',
        cut: 'the connection broke',
        'too-many': 'more than ten files',
        'too-large': 'too large',
      },
      ...{ 'wrong-type': 'not what it says it is', 'no-space': 'no space on the server' },
    },
    chairman: 'chairman',
    crowd: 'Many who had not written in the chat before told of this within an hour. It may be arranged.',
  },
})

/** What became of a message since it was written, and what of it is not here. */
export function MessageNotes({ message }: { message: ReportView }) {
  const t = useTexts(words)
  const locale = useLocale()
  const now = useNow()
  const { editedAt, earlier, deletedAt, origin, unfetched } = message
  if (!editedAt && !deletedAt && !origin && unfetched.length === 0) return null
  return (
    <div className="message-foot">
      {editedAt ? (
        <span>
          {t.edited}, <time dateTime={editedAt}>{when(editedAt, now, locale)}</time>
        </span>
      ) : null}
      {earlier === null ? null : (
        <span>
          {t.earlier}: «{earlier}»
        </span>
      )}
      {deletedAt ? (
        <span>
          {t.deleted}, <time dateTime={deletedAt}>{when(deletedAt, now, locale)}</time>
        </span>
      ) : null}
      {origin ? <span>{t.forwarded}</span> : null}
      {origin?.name ? <Author name={origin.name} /> : null}
      {unfetched.length > 0 ? <MissingFiles unfetched={unfetched} /> : null}
    </div>
  )
}

/** Who wrote it speaks for the residents of the chat. */
export function Chairman() {
  const t = useTexts(words)
  return <span className="message-direct">{t.chairman}</span>
}

/** What came and is not here: how long and large it was, as far as the messenger told, and why. */
function MissingFiles({ unfetched }: Pick<ReportView, 'unfetched'>) {
  const t = useTexts(words)
  const locale = useLocale()
  const size = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 })
  const alike = Object.values(Object.groupBy(unfetched, ({ kind, why }) => `${kind} ${why}`))
  return alike.map((all = []) => {
    const [first] = all
    if (!first) return null
    const { kind, why, seconds = 0, bytes = 0 } = first
    const length = seconds < 60 ? t.seconds(Math.round(seconds)) : t.minutes(Math.round(seconds / 60))
    const told =
      all.length > 1
        ? [`${t.kinds[kind]} × ${all.length}`]
        : [
            t.kinds[kind],
            ...(seconds > 0 ? [length] : []),
            ...(bytes > 0 ? [t.megabytes(size.format(bytes / 1e6))] : []),
          ]
    return <span key={`${kind} ${why}`}>{`${told.join(', ')}, ${t.missing}: ${t.why[why]}`}</span>
  })
}

/** Told of by many at once who are new: staff decide what it means. */
export function CrowdNote({ journal }: { journal: readonly { kind: string }[] }) {
  const t = useTexts(words)
  return journal.some(({ kind }) => kind === 'incident.flagged') ? <p className="soft">{t.crowd}</p> : null
}
