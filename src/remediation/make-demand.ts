import { formatEnd } from '../base/calendar.ts'
import { filled, type PaperDocument } from '../paper/document.ts'
import { fullName } from '../person/person.ts'
import { authored, foundOf, newPaper, type PaperCase, placeOf } from '../protocol/paper-case.ts'

/** The demand for the order given; to whoever is to put it right, if that is known. */
export function demand(of: PaperCase): PaperDocument {
  const { subject, order } = of
  const address = subject && (subject.person.kind === 'entity' ? subject.person.location : subject.person.residence)
  const to = subject
    ? filled([fullName(subject.person), address].filter(Boolean).join('\n'), 'register', subject.id)
    : filled({ ru: 'Лицу, ответственному за устранение нарушения', kk: 'Бұзушылықты жоюға жауапты тұлғаға' }, 'system')
  return newPaper(of, 'demand', {
    ...authored(of),
    to,
    place: placeOf(of),
    what: foundOf(of),
    measures: filled(order?.text, 'inspector', order?.id ?? null),
    due: filled(
      order && { ru: formatEnd(order.dueAt, 'ru'), kk: formatEnd(order.dueAt, 'kk') },
      'inspector',
      order?.id ?? null,
    ),
  })
}
