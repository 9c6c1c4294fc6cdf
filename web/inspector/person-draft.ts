import type { DocumentType, Exclude } from '../../src/person/choices.ts'
import { checkIin } from '../../src/person/iin.ts'
import type { DataSource, Somebody } from '../../src/person/person.ts'
import type { RegisterData } from '../../src/person/register.ts'

/** What is being typed of somebody, as the fields of the form hold it. */

export const blankPerson = {
  kind: 'individual' as 'individual' | 'entity' | 'unknown',
  surname: '',
  given: '',
  patronymic: '',
  iin: '',
  birth: '',
  sex: null as 'm' | 'f' | null,
  residence: '',
  registered: '',
  document: '',
  documentType: 'idCard' as DocumentType,
  documentNumber: '',
  issuedBy: '',
  issuedOn: '',
  workplace: '',
  phone: '',
  citizenship: '',
  motherTongue: '',
  plates: '',
  foreigner: false,
  interpreter: false,
  representativeId: null as string | null,
  excludes: [] as Exclude[],
  special: 'none' as 'none' | 'serviceman' | 'disciplinary',
  description: '',
  name: '',
  bin: '',
  location: '',
  registration: '',
  bankDetails: '',
  representative: '',
  size: null as 'small' | 'medium' | 'large' | 'nonprofit' | null,
  source: null as DataSource | null,
}
export type PersonDraft = typeof blankPerson

/** An ИИН that checks tells the birth date and the sex, as long as nothing else was typed there. */
export function withIin(draft: PersonDraft, iin: string): PersonDraft {
  const [before, read] = [checkIin(draft.iin), checkIin(iin)]
  if (!read.ok) return { ...draft, iin }
  const own = before.ok && before.birth === draft.birth
  return { ...draft, iin, birth: draft.birth && !own ? draft.birth : read.birth, sex: read.sex }
}

/** What a register knows, as if it had been typed. */
export function draftOf(data: RegisterData, source: DataSource): Partial<PersonDraft> {
  if (data.kind === 'individual') {
    const { kind, surname, given, iin, sex } = data
    return {
      ...{ kind, surname, given, iin, sex, source, patronymic: data.patronymic ?? '', birth: data.birth ?? '' },
      ...{ residence: data.residence ?? '', document: data.document ?? '', workplace: data.workplace ?? '' },
      ...{ phone: data.phone ?? '', citizenship: data.citizenship ?? '' },
    }
  }
  if (data.kind !== 'entity') return {}
  const { kind, name, bin } = data
  return {
    ...{ kind, name, bin, source, location: data.location ?? '', registration: data.registration ?? '' },
    ...{ bankDetails: data.bankDetails ?? '', representative: data.representative ?? '', phone: data.phone ?? '' },
  }
}

/** What the server is told. */
export function personOf(draft: PersonDraft): Somebody {
  const or = (text: string) => text.trim() || null
  const plates = draft.plates
    .split(/[,;]/)
    .map((plate) => plate.trim())
    .filter(Boolean)
  const { kind, sex, source, size } = draft
  switch (kind) {
    case 'unknown':
      return { kind, description: draft.description.trim(), sex, plates }
    case 'entity':
      return {
        ...{ kind, name: draft.name.trim(), bin: or(draft.bin), location: or(draft.location) },
        ...{ registration: or(draft.registration), bankDetails: or(draft.bankDetails), phone: or(draft.phone) },
        ...{ email: null, size, representative: or(draft.representative), source, plates },
      }
    case 'individual': {
      const number = or(draft.documentNumber)
      const { foreigner, interpreter, representativeId, excludes, special } = draft
      return {
        ...{ kind, surname: draft.surname.trim(), given: draft.given.trim(), patronymic: or(draft.patronymic) },
        ...{ iin: or(draft.iin), birth: or(draft.birth), sex, residence: or(draft.residence) },
        ...{ registered: or(draft.registered), document: or(draft.document), workplace: or(draft.workplace) },
        identity:
          number === null
            ? null
            : {
                ...{ type: draft.documentType, number, issuedBy: or(draft.issuedBy), issuedOn: or(draft.issuedOn) },
              },
        ...{ phone: or(draft.phone), email: null, citizenship: or(draft.citizenship), foreigner, interpreter },
        ...{ motherTongue: or(draft.motherTongue), representativeId, excludes, special, source, plates },
        description: or(draft.description),
      }
    }
  }
}
