import { type Both, type Edition, editionAt, findPart, type PaperLang, type Part } from '../base/law.ts'
import type { Body } from '../incident/life.ts'
import { fullName } from '../person/person.ts'
import { type CaseRows, candidatesFor, captionOf, firstOffender, lawDay } from '../protocol/facts.ts'
import type { CrimeReport, RemovalOrder, Transfer } from '../protocol/template-letter.ts'

/** Letters out of an incident's rows: a demand, a report of a crime, a transfer. Nobody who only sent a message is named. */

export interface LetterCase {
  rows: CaseRows
  /** As staff left it: where it is, when it was known, what was said at the end. */
  incident: { placeText: string; openedAt: Date; outcomeText: string; handedTo: string | null }
  author: { position: string; name: string }
  department: Both
  now: Date
}

const common = ({ rows, incident, author, now }: LetterCase, lang: PaperLang) => ({
  ...{ number: null, at: now, author },
  place: rows.finding?.placeText || incident.placeText || unknown[lang],
  attachments: rows.attachments.map((one) => captionOf(one, lang)),
})

const unknown: Both = { ru: 'не установлено', kk: 'анықталмаған' }

const offenderOf = (rows: CaseRows) => {
  const id = firstOffender(rows)
  return rows.subjects.find((one) => one.id === id)?.person ?? null
}

/** The demand for the order given; to whoever is to put it right, if that is known. */
export function removalOf(of: LetterCase, order: { text: string; dueAt: Date }, lang: PaperLang): RemovalOrder {
  const person = offenderOf(of.rows)
  const whoever: Both = { ru: 'Лицу, ответственному за устранение нарушения', kk: 'Бұзушылықты жоюға жауапты тұлғаға' }
  return {
    ...common(of, lang),
    attachments: [],
    to: person ? fullName(person) : whoever[lang],
    toAddress: person && (person.kind === 'entity' ? person.location : person.residence),
    what: of.rows.finding?.text ?? unknown[lang],
    measures: order.text,
    dueAt: order.dueAt,
  }
}

/** The report to the head of the department. The applicant's line is left out: a message in a chat is no application. */
export function crimeReportOf(of: LetterCase, lang: PaperLang): CrimeReport {
  const head: Both = {
    ru: `Начальнику органа внутренних дел – ${of.department.ru}`,
    kk: `Ішкі істер органының бастығына – ${of.department.kk}`,
  }
  return {
    ...common(of, lang),
    to: head[lang],
    learntAt: of.incident.openedAt,
    facts: said(of, lang),
    ...{ measures: null, applicant: null },
  }
}

const bodies: Record<Body, Both> = {
  '109': { ru: 'В единый контакт-центр 109', kk: '109 бірыңғай байланыс орталығына' },
  akimat: { ru: 'В акимат района', kk: 'Аудан әкімдігіне' },
  ecology: {
    ru: 'В уполномоченный орган в области охраны окружающей среды',
    kk: 'Қоршаған ортаны қорғау саласындағы уәкілетті органға',
  },
  utilities: { ru: 'В коммунальную службу', kk: 'Коммуналдық қызметке' },
  emergency_service: { ru: 'В экстренную службу', kk: 'Жедел қызметке' },
  fire_service: { ru: 'В противопожарную службу', kk: 'Өртке қарсы қызметке' },
}

/** The covering letter to the body that took it over, with the part that is meant, if one stands out. */
export function transferOf(of: LetterCase, body: Body, part: Part | null, lang: PaperLang): Transfer {
  const person = offenderOf(of.rows)
  return {
    ...common(of, lang),
    to: bodies[body][lang],
    happenedAt: of.rows.finding?.happenedAt ?? null,
    facts: said(of, lang),
    part,
    about: person && fullName(person),
  }
}

/** The inspector's words: what was found, and what was written when it left his hands. */
function said({ rows, incident }: LetterCase, lang: PaperLang): string {
  const told = [rows.finding?.text, incident.outcomeText].map((text) => text?.trim()).filter(Boolean)
  return told.join('\n') || unknown[lang]
}

/** The part by number, or the one that the findings fit and that this body draws up; null where none stands out. */
export function partMeant(
  law: readonly Edition[],
  rows: CaseRows,
  body: string,
  named: { article: string; part: string | null } | null,
  now: Date,
): Part | null {
  const edition = editionAt(law, lawDay(rows))
  if (!edition) return null
  if (named) return findPart(edition, named.article, named.part)
  const asked = { subjectId: firstOffender(rows), answers: rows.finding?.answers ?? {}, now }
  const fitting = candidatesFor(rows, edition, asked).candidates.find(
    (one) => one.standing === 'fits' && one.refusals.some(({ transferTo }) => transferTo === body),
  )
  return fitting ? findPart(edition, fitting.article, fitting.part) : null
}
