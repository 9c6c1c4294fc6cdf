import { formatInstant } from '../base/calendar.ts'
import { type Both, refOf } from '../base/law.ts'
import { type Filled, filled, type PaperDocument } from '../paper/document.ts'
import { fullName } from '../person/person.ts'
import { attaching, authored, newPaper, type PaperCase, placeOf } from './paper-case.ts'

/** Letters out of an incident's rows: a report of a crime, a transfer. Nobody who only sent a message is named. */

const inBoth = (at: Date): Both => ({ ru: formatInstant(at, 'ru'), kk: formatInstant(at, 'kk') })

/** The inspector's words: what was found, and what was written when it left his hands. */
export function factsTold({ rows, incident }: PaperCase): Filled {
  const told = [rows.finding?.text, incident.outcomeText].map((text) => text?.trim()).filter(Boolean)
  return filled(told.join('\n'), 'inspector', rows.finding?.id ?? incident.id)
}

/** The report to the head of the department. The applicant's line is left empty: a message in a chat is no application (УПК 181(6)). */
export function crimeReport(of: PaperCase): PaperDocument {
  const { settings, department, incident, rows } = of
  const head = (lang: 'ru' | 'kk', plain: string) => settings.head[lang] || plain
  const { attachments, listed } = attaching(rows.attachments)
  return newPaper(
    of,
    'crimeReport',
    {
      ...authored(of),
      to: filled(
        {
          ru: head('ru', `Начальнику органа внутренних дел – ${department.ru}`),
          kk: head('kk', `Ішкі істер органының бастығына – ${department.kk}`),
        },
        'system',
      ),
      learnt: filled(inBoth(incident.openedAt), 'system', incident.id),
      place: placeOf(of),
      facts: factsTold(of),
      attachments: listed,
    },
    { attachments },
  )
}

const bodies: Record<string, Both> = {
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
export function transfer(of: PaperCase): PaperDocument {
  const { rows, incident, part, subject } = of
  const { attachments, listed } = attaching(rows.attachments)
  const article = part && {
    ru: `КоАП ${refOf(part)} – «${part.titleRu}»`,
    kk: `ӘҚБтК ${refOf(part)} – «${part.titleKk ?? part.titleRu}»`,
  }
  return newPaper(
    of,
    'transfer',
    {
      ...authored(of),
      to: filled(bodies[incident.handedTo ?? ''], 'inspector', incident.id),
      when: filled(rows.finding?.happenedAt && inBoth(rows.finding.happenedAt), 'inspector', rows.finding?.id ?? null),
      place: placeOf(of),
      facts: factsTold(of),
      about: filled(subject && fullName(subject.person), 'register', subject?.id ?? null),
      article: filled(article, 'law', of.edition?.id ?? null),
      attachments: listed,
    },
    { attachments, article: part?.article ?? null, part: part?.part ?? null },
  )
}
