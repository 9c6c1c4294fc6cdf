import { formatDay } from '../base/calendar.ts'
import type { Both, PaperLang } from '../base/law.ts'
import { type Filled, filled } from '../paper/document.ts'
import { wordsOf } from '../paper/layout.ts'
import { chosenIn } from '../person/choices.ts'
import { birthOf, documentOf, fullName, type Individual, type Person, sexOf } from '../person/person.ts'

/** What is known of a person or a firm, as fields of a paper; names stand as they were typed. */

export interface Whom {
  subject: { id: string; person: Person } | null
  unknownOffender: boolean
  /** How somebody not yet known was described, with the record of it. */
  described?: { id: string; text: string } | null
  /** Who says that nobody is known. */
  author?: { id: string } | null
}

/** Each value with the record that it rests on; of who is not known only what was seen of him (КоАП 806(9)). */
export function personValues({ subject, unknownOffender, described, author }: Whom): Record<string, Filled> {
  if (unknownOffender)
    return {
      'person.fullName': filled(
        each((lang) => wordsOf(lang).unknownPerson),
        'inspector',
        described?.id ?? author?.id ?? null,
      ),
      'person.description': filled(described?.text, 'inspector', described?.id ?? null),
    }
  if (!subject) return {}
  const { id, person } = subject
  const known = (value: string | Both | null | undefined) => filled(value, 'register', id)
  const { source } = person
  const from = known(
    source && each((lang) => wordsOf(lang).registerSource(source.name, formatDay(source.validOn, lang))),
  )
  const contacts = known([person.phone, person.email].filter(Boolean).join(', '))
  if (person.kind === 'entity')
    return {
      'entity.name': known(person.name),
      'entity.location': known(person.location),
      'entity.registration': known(person.registration),
      'entity.bin': known(person.bin),
      'entity.bankDetails': known(person.bankDetails),
      'entity.contacts': contacts,
      'entity.representative': known(person.representative),
      'entity.source': from,
    }
  const birth = birthOf(person)
  return {
    'person.fullName': known(fullName(person)),
    'person.birthDate': known(birth && each((lang) => formatDay(birth, lang))),
    'person.residence': known(chosen(person.residence)),
    'person.registered': known(person.registered === person.residence ? null : person.registered),
    'person.idDocument': known(documentIn(person)),
    'person.iin': known(person.iin ?? (person.foreigner ? withoutIin(person) : null)),
    'person.citizenship': known(person.citizenship),
    'person.workplace': known(chosen(person.workplace)),
    'person.contacts': contacts,
    'person.source': from,
    'interpreter.language': known(person.interpreter ? person.motherTongue : null),
  }
}

const each = (word: (lang: PaperLang) => string): Both => ({ ru: word('ru'), kk: word('kk') })

/** What differs in the two languages as both, else as one text. */
const unlike = (both: Both): string | Both => (both.ru === both.kk ? both.ru : both)

const chosen = (text: string | null) => text && unlike(each((lang) => chosenIn(text, lang)))

function documentIn(person: Individual): string | Both | null {
  const [ru, kk] = [documentOf(person, 'ru'), documentOf(person, 'kk')]
  return ru && kk ? unlike({ ru, kk }) : null
}

const withoutIin = (person: Individual) =>
  each((lang) => wordsOf(lang).foreignerWithoutIin[sexOf(person) === 'f' ? 'f' : 'm'])
