import { formatDay, formatInstant, localDay } from '../base/calendar.ts'
import { type Both, refOf } from '../base/law.ts'
import { filled, type PaperDocument } from '../paper/document.ts'
import { fullName } from '../person/person.ts'
import { attaching, authored, foundOf, newPaper, type PaperCase, placeOf } from './paper-case.ts'

/** What was seen on the spot, and the representation about causes (КоАП 826). */

const inBoth = (at: Date): Both => ({ ru: formatInstant(at, 'ru'), kk: formatInstant(at, 'kk') })

/** The act of inspection, out of the finding and its pictures. */
export function inspectionAct(of: PaperCase): PaperDocument {
  const { rows, settings } = of
  const { finding } = rows
  const seen = rows.attachments.filter(({ purpose }) => ['finding', 'report', 'before'].includes(purpose))
  const { attachments, listed } = attaching(seen)
  return newPaper(
    of,
    'inspectionAct',
    {
      ...authored(of),
      'paper.place': filled(settings.drawnUpPlace, 'system'),
      object: placeOf(of),
      time: filled(finding && inBoth(finding.at), 'inspector', finding?.id ?? null),
      found: foundOf(of),
      attachments: listed,
    },
    { attachments },
  )
}

/** The representation; why it could happen and what to do about it are the inspector's to say. */
export function representation(of: PaperCase): PaperDocument {
  const { rows, subject, parent, part } = of
  const { finding } = rows
  const { attachments, listed } = attaching(rows.attachments.filter(({ purpose }) => purpose !== 'receipt'))
  const article = parent?.document.article
    ? { article: parent.document.article, part: parent.document.part }
    : part && { article: part.article, part: part.part }
  const number = parent?.document.number
  const day = parent?.signedAt ? localDay(parent.signedAt) : null
  const told = (lang: 'ru' | 'kk') =>
    [
      article && `${lang === 'ru' ? 'КоАП' : 'ӘҚБтК'} ${refOf(article)}`,
      number && (lang === 'ru' ? `протокол № ${number}` : `№ ${number} хаттама`),
      day && formatDay(day, lang),
    ]
      .filter(Boolean)
      .join(', ')
  const entity = subject?.person.kind === 'entity' ? subject : null
  const to = entity && (entity.person.kind === 'entity' ? [fullName(entity.person), entity.person.location] : [])
  return newPaper(
    of,
    'representation',
    {
      ...authored(of),
      to: filled(to?.filter(Boolean).join('\n'), 'register', entity?.id ?? null),
      place: placeOf(of),
      when: filled(finding?.happenedAt && inBoth(finding.happenedAt), 'inspector', finding?.id ?? null),
      facts: foundOf(of),
      case: filled({ ru: told('ru'), kk: told('kk') }, parent ? 'system' : 'law', parent?.id ?? of.edition?.id ?? null),
      attachments: listed,
    },
    { attachments },
  )
}
