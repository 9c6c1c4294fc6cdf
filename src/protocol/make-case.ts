import { type Both, refOf } from '../base/law.ts'
import { type Filled, filled, filledOf, nothing, type PaperDocument, textIn } from '../paper/document.ts'
import { paperNames } from '../paper/kinds.ts'
import { isMinor } from '../person/person.ts'
import { lawDay } from './facts.ts'
import { authored, newPaper, type PaperCase } from './paper-case.ts'
import { personValues } from './protocol.ts'
import { rightKk } from './wording-fields-kk.ts'

/** What goes with a protocol: notice, rights, explanation, receipt; from the protocol where it says so, else from the incident. */

const languages: Record<'ru' | 'kk', Both> = { ru: { ru: 'русский', kk: 'орыс' }, kk: { ru: 'казахский', kk: 'қазақ' } }

const person = (of: PaperCase): Record<string, Filled> => {
  const values = personValues({ subject: of.subject, unknownOffender: false })
  // A firm speaks through somebody: its name stands where a person's would.
  if (of.subject?.person.kind !== 'entity') return values
  return {
    ...values,
    'person.fullName': values['entity.name'] ?? nothing,
    'person.residence': values['entity.location'] ?? nothing,
    'person.contacts': values['entity.contacts'] ?? nothing,
  }
}

const place = ({ settings, parent }: PaperCase): Filled => {
  const own = filledOf(parent?.document, 'protocol.place')
  return own.value === null ? filled(settings.drawnUpPlace, 'system') : own
}

const roles: Record<string, Both> = {
  offender: { ru: 'лицо, в отношении которого ведётся производство', kk: 'өзіне қатысты іс жүргізіліп жатқан адам' },
  victim: { ru: 'потерпевший', kk: 'жәбірленуші' },
  witness: { ru: 'свидетель', kk: 'куә' },
  representative: { ru: 'законный представитель', kk: 'заңды өкіл' },
}

const roleOf = ({ rows, subject }: PaperCase): Filled => {
  const found = rows.subjects.find(({ id }) => id === subject?.id)
  return filled(found && roles[found.role], 'inspector', found?.id ?? null)
}

/** What is under way: the article and the protocol's number, as far as they are known. */
function about({ parent, part }: PaperCase): Filled {
  const document = parent?.document
  const article = document?.article ? { article: document.article, part: document.part } : part
  if (!article) return nothing
  const number = document?.number
    ? { ru: `, протокол № ${document.number}`, kk: `, № ${document.number} хаттама` }
    : null
  return filled(
    { ru: `КоАП ${refOf(article)}${number?.ru ?? ''}`, kk: `ӘҚБтК ${refOf(article)}${number?.kk ?? ''}` },
    'law',
    parent?.id ?? null,
  )
}

const language = ({ lang }: PaperCase) => filled(languages[lang], 'system')

/** The notice of the time and place of consideration, as the protocol says them (КоАП 743). */
export function notice(of: PaperCase): PaperDocument {
  const known = person(of)
  const addressee = (lang: 'ru' | 'kk') =>
    [known['person.fullName'], known['person.residence']].map((one) => textIn(one?.value ?? null, lang)).filter(Boolean)
  return newPaper(of, 'notice', {
    ...authored(of),
    to: filled({ ru: addressee('ru').join('\n'), kk: addressee('kk').join('\n') }, 'register', of.subject?.id ?? null),
    about: about(of),
    'hearing.time': filledOf(of.parent?.document, 'hearing.time'),
    'hearing.place': filledOf(of.parent?.document, 'hearing.place'),
    channel: filled({ ru: 'лично, под расписку', kk: 'жеке өзіне, қолхатпен' }, 'system'),
    contacts: known['person.contacts'] ?? nothing,
  })
}

const victims745: Both[] = [
  { ru: 'знакомиться со всеми материалами дела', kk: 'істің барлық материалдарымен танысуға' },
  { ru: 'давать объяснения', kk: 'түсініктемелер беруге' },
  { ru: 'представлять доказательства', kk: 'дәлелдемелер ұсынуға' },
  { ru: 'заявлять ходатайства и отводы', kk: 'өтінішхаттар беруге және қарсылық білдіруге' },
  { ru: 'иметь представителя', kk: 'өкілі болуға' },
  { ru: 'обжаловать протокол и постановление', kk: 'хаттама мен қаулыға шағымдануға' },
]

/** The rights of КоАП 744, or of 745 to a victim, with the sheet of signatures. */
export function rights(of: PaperCase): PaperDocument {
  const role = of.rows.subjects.find(({ id }) => id === of.subject?.id)?.role
  const all = of.edition?.rights.map(({ id, textRu }) => ({ ru: textRu, kk: rightKk(id) ?? textRu })) ?? []
  return newPaper(
    of,
    'rights',
    { ...authored(of), 'paper.place': place(of), ...person(of), role: roleOf(of), language: language(of) },
    { rights: role === 'victim' ? victims745 : all },
  )
}

/** A sheet for what somebody says; the words themselves are his. */
export function explanation(of: PaperCase): PaperDocument {
  const minor = of.subject ? isMinor(of.subject.person, lawDay(of.rows)) === true : false
  return newPaper(
    of,
    'explanation',
    { ...authored(of), 'paper.place': place(of), ...person(of), role: roleOf(of), language: language(of) },
    { minor, circumstances: minor ? ['representative'] : [] },
  )
}

/** That the copy was handed over: of the paper it goes with, or of what the officer names. */
export function receipt(of: PaperCase): PaperDocument {
  const { parent } = of
  const names = parent && paperNames[parent.document.kind]
  const number = parent?.document.number ? ` № ${parent.document.number}` : ''
  return newPaper(of, 'receipt', {
    ...authored(of),
    'paper.place': place(of),
    ...person(of),
    received: filled(
      names && { ru: `1. ${names.ru}${number} (копия)`, kk: `1. ${names.kk}${number} (көшірме)` },
      'system',
      parent?.id ?? null,
    ),
  })
}
