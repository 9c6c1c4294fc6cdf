import { type Day, formatDay, formatInstant, localDay } from '../base/calendar.ts'
import {
  type Both,
  type Edition,
  type PaperLang,
  type Part,
  type ProtocolField,
  refOf,
  staleAt,
  titleNote,
} from '../base/law.ts'
import { partName } from '../base/law-words.ts'
import {
  type Field,
  type Filled,
  filled,
  leftToHand,
  missingIn,
  nothing,
  type PaperDocument,
  type Source,
} from '../paper/document.ts'
import { wordsOf } from '../paper/layout.ts'
import { birthOf, fullName, isMinor, type Person } from '../person/person.ts'
import { mayDrawUp } from './refuse.ts'
import { conditionKk, fieldKk, rightKk } from './wording-fields-kk.ts'

/** The draft of a protocol: the fields of КоАП 803, each with where its value came from, or `missing`. */

/** A thing said, and what it rests on. */
export interface Said {
  text: string
  source: Exclude<Source, 'missing' | 'law'>
  ref: string | null
}

export interface Someone {
  name: string
  address: string | null
  ref: string | null
  /** The report that this person sent, if any: then the name needs his consent. */
  reportId: string | null
  agreed: boolean
}

export interface DraftInput {
  lang: PaperLang
  edition: Edition
  part: Part
  number: string | null
  drawnUpAt: Date | null
  drawnUpPlace: Said | null
  author: { id: string; position: string; name: string } | null
  subject: { id: string; person: Person } | null
  unknownOffender: boolean
  offenceAt: { at: Date; source: Said['source']; ref: string | null } | null
  offencePlace: Said | null
  /** Time and place of messages, without their authors: used where the inspector found nothing nearer. */
  reports: readonly { id: string; at: Date; place: string | null }[]
  /** What the inspector established, in his words: the essence is never taken from a message. */
  finding: { id: string; text: string } | null
  witnesses: readonly Someone[]
  victims: readonly Someone[]
  explanation: Said | { refused: true; ref: string | null } | null
  device: { name: string; serial: string | null; verification: string | null; ref: string | null } | null
  hearing: { at: Date | null; place: string | null; ref: string | null } | null
  other: Said | null
  attachments: readonly { id: string; caption: Both; kind: 'photo' | 'video' | 'document' }[]
  electronic: boolean
}

/** A protocol is always of an article, under an edition. */
export type Protocol = PaperDocument & { article: string; edition: string }

/**
 * A draft out of what is known; what is not given is `missing`, nothing is made up.
 * Throws for a part that the police may not draw up: ask `refuseDraft` first.
 */
export function draftProtocol(input: DraftInput): Protocol {
  const { edition, part, lang, subject } = input
  if (!mayDrawUp(part, 'police'))
    throw new Error(
      `Expected a part that the police may draw up, got ${refOf(part)} (${part.drawnUpBy.join(', ')}). Transfer the material instead of drafting.`,
    )
  const values = valuesOf(input)
  const minor = subject ? isMinor(subject.person, dayOf(input)) === true : false
  const fields = edition.protocolFields
    .filter((field) => concerns(field, input, minor))
    .map((field): Field => {
      const { value, source, ref } = values[field.id] ?? nothing
      const condition = field.conditionRu
      return {
        id: field.id,
        label: { ru: field.labelRu, kk: fieldKk(field.id) ?? field.labelRu },
        ...{ value, source, sourceRef: ref, rule: field.rule, obligation: field.obligation },
        condition: condition === null ? null : { ru: condition, kk: conditionKk(condition) ?? condition },
        byHand: leftToHand(field.id, value),
        ...(long.has(field.id) && { long: true }),
      }
    })
  const circumstances = input.electronic ? (['electronic'] as const) : []
  return {
    ...{ kind: 'protocol', lang, number: input.number, article: part.article, part: part.part },
    ...{ edition: edition.id, editionNote: editionNote(edition, part, dayOf(input)), fields, minor },
    missing: missingIn({ fields, circumstances: [...circumstances] }),
    circumstances: [...circumstances],
    rights: edition.rights.map(({ id, textRu }) => ({ ru: textRu, kk: rightKk(id) ?? textRu })),
    attachments: [...input.attachments],
  }
}

const long = new Set(['offence.essence', 'person.explanation', 'attachments', 'other', 'witnesses', 'victims'])

const dayOf = (input: DraftInput): Day =>
  localDay(input.offenceAt?.at ?? input.drawnUpAt ?? new Date(`${input.edition.readOn}T00:00:00Z`))

/** A text in both languages, each worded for itself. */
const each = (word: (lang: PaperLang) => string): Both => ({ ru: word('ru'), kk: word('kk') })

/** What a paper says of the text of the law that it rests on. */
export function editionNote(edition: Edition, part: Part, day: Day): Both {
  return each((lang) => {
    const words = wordsOf(lang)
    const note = words.edition(formatDay(edition.validFrom, lang), formatDay(edition.readOn, lang))
    const untitled = lang === 'kk' && part.titleKk === null ? titleNote.kk : null
    return [note, staleAt(edition, day) ? words.stale : null, untitled].filter(Boolean).join(' ')
  })
}

function concerns(
  { appliesTo, id }: ProtocolField,
  { subject, unknownOffender, device, electronic }: DraftInput,
  minor: boolean,
) {
  if (id.startsWith('device.') && !device) return false
  if (id === 'electronic.notice' && !electronic) return false
  if (unknownOffender && appliesTo !== 'all') return id === 'person.fullName'
  switch (appliesTo) {
    case 'all':
      return true
    case 'minor':
      return minor
    case 'individual':
      return subject?.person.kind !== 'entity'
    case 'legalEntity':
      return subject?.person.kind === 'entity'
  }
}

function valuesOf(input: DraftInput): Record<string, Filled> {
  const { part, author, drawnUpAt, finding, device, hearing, explanation } = input
  const said = (one: Said | null) => (one ? filled(one.text, one.source, one.ref) : nothing)
  const named = (people: readonly Someone[]) => {
    const may = people.filter((one) => one.reportId === null || one.agreed)
    const list = may.map((one) => [one.name, one.address].filter(Boolean).join(', ')).join('; ')
    return filled(list, 'inspector', may[0]?.ref ?? null)
  }
  return {
    'protocol.date': filled(drawnUpAt && each((lang) => formatInstant(drawnUpAt, lang)), 'system'),
    'protocol.place': said(input.drawnUpPlace),
    'author.position': filled(author?.position, 'system', author?.id ?? null),
    'author.name': filled(author?.name, 'system', author?.id ?? null),
    ...personValues(input),
    'offence.place': input.offencePlace ? said(input.offencePlace) : fromReports(input, 'place'),
    'offence.time': input.offenceAt ? timeOf(input.offenceAt) : fromReports(input, 'time'),
    'offence.essence': filled(
      finding && each((lang) => wordsOf(lang).essence(sentence(finding.text), partName(part, lang))),
      'inspector',
      finding?.id ?? null,
    ),
    'offence.article': filled(
      each((lang) => wordsOf(lang).article(partName(part, lang), (lang === 'kk' && part.titleKk) || part.titleRu)),
      'law',
      input.edition.id,
    ),
    witnesses: named(input.witnesses),
    victims: named(input.victims),
    'person.explanation':
      explanation && 'refused' in explanation
        ? filled(
            each((lang) => wordsOf(lang).refusedToExplain),
            'inspector',
            explanation.ref,
          )
        : said(explanation),
    'device.name': filled(device?.name, 'inspector', device?.ref ?? null),
    'device.serial': filled(device?.serial, 'inspector', device?.ref ?? null),
    'device.verification': filled(device?.verification, 'inspector', device?.ref ?? null),
    'hearing.time': hearing?.at ? timeOf({ at: hearing.at, source: 'inspector', ref: hearing.ref }) : nothing,
    'hearing.place': filled(hearing?.place, 'inspector', hearing?.ref ?? null),
    other: said(input.other),
    attachments: filled(
      input.attachments.length > 0 ? attachmentList(input.attachments) : null,
      input.attachments.some((one) => one.kind === 'photo') ? 'photo' : 'inspector',
      input.attachments[0]?.id ?? null,
    ),
    language: filled(
      each((lang) => wordsOf(lang).languageValue[input.lang]),
      'system',
    ),
  }
}

const timeOf = ({ at, source, ref }: { at: Date; source: Source; ref: string | null }): Filled =>
  filled(
    each((lang) => formatInstant(at, lang)),
    source,
    ref,
  )

/** The attachments as numbered lines. */
export function attachmentList(attachments: readonly { caption: Both }[]): Both {
  return each((lang) => attachments.map((one, index) => `${index + 1}. ${one.caption[lang]}`).join('\n'))
}

/** What is known of a person or a firm, as fields of a paper. */
export function personValues({
  subject,
  unknownOffender,
}: Pick<DraftInput, 'subject' | 'unknownOffender'>): Record<string, Filled> {
  if (unknownOffender)
    return {
      'person.fullName': filled(
        each((lang) => wordsOf(lang).unknownPerson),
        'inspector',
      ),
    }
  if (!subject) return {}
  const { id, person } = subject
  const known = (value: string | Both | null | undefined) => filled(value, 'register', id)
  const contacts = known([person.phone, person.email].filter(Boolean).join(', '))
  if (person.kind === 'entity')
    return {
      'entity.name': known(person.name),
      'entity.location': known(person.location),
      'entity.registration': known(person.registration),
      'entity.bin': known(person.bin),
      'entity.bankDetails': known(person.bankDetails),
      'entity.contacts': contacts,
    }
  const birth = birthOf(person)
  return {
    'person.fullName': known(fullName(person)),
    'person.birthDate': known(birth && each((lang) => formatDay(birth, lang))),
    'person.residence': known(person.residence),
    'person.idDocument': known(person.document),
    'person.iin': known(person.iin),
    'person.workplace': known(person.workplace),
    'person.contacts': contacts,
  }
}

/** The first message's time or place, said to be what a message told and not what was established. */
function fromReports({ reports }: DraftInput, what: 'time' | 'place'): Filled {
  const sorted = [...reports].sort((a, b) => a.at.getTime() - b.at.getTime())
  const first = what === 'time' ? sorted[0] : sorted.find((one) => one.place)
  if (!first) return nothing
  const value = each((lang) => {
    const at = wordsOf(lang).saidIn(formatInstant(first.at, lang))
    return what === 'time' ? at : `${first.place} (${at})`
  })
  return { value, source: 'message', ref: first.id }
}

const sentence = (text: string) => {
  const trimmed = text.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
