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
import { birthOf, fullName, isMinor, type Person } from '../person/person.ts'
import { mayDrawUp } from './refuse.ts'
import { conditionKk, fieldKk, rightKk } from './wording-fields-kk.ts'
import { kk } from './wording-kk.ts'
import { ru } from './wording-ru.ts'

/** The draft of a protocol: the fields of КоАП 803, each with where its value came from, or `missing`. */

export type Source = 'message' | 'photo' | 'inspector' | 'register' | 'system' | 'law' | 'missing'

export interface Field {
  /** As in `law/koap-procedure.json`. */
  id: string
  label: Both
  value: string | null
  source: Source
  /** The report, finding, file or account that the value came from. */
  sourceRef: string | null
  rule: string
  obligation: 'obligatory' | 'conditional'
  condition: Both | null
  /** Written on the paper by hand, so an empty one does not make it a draft. */
  byHand: boolean
}

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
  attachments: readonly { id: string; caption: string; kind: 'photo' | 'video' | 'document' }[]
  electronic: boolean
}

export interface Protocol {
  lang: PaperLang
  number: string | null
  article: string
  part: string | null
  edition: string
  editionNote: string
  fields: Field[]
  /** Obligatory fields without a value, by id: while there are any the paper is a draft. */
  missing: string[]
  rights: Both[]
  attachments: { id: string; caption: string; kind: 'photo' | 'video' | 'document' }[]
  minor: boolean
}

type Value = Pick<Field, 'value' | 'source' | 'sourceRef'>
const none: Value = { value: null, source: 'missing', sourceRef: null }

/** Signatures, receipts and marks are made on the paper; an empty explanation leaves lines to write on. */
export const byHand = (id: string, value: string | null) =>
  /^(sign|copy|mark)\./.test(id) ||
  ['rights.mark', 'remarks', 'contacts.confirmed', 'smsConsentTalon', 'minor.courtTransferMark'].includes(id) ||
  (id === 'person.explanation' && value === null)

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
      const value = values[field.id] ?? none
      const condition = field.conditionRu
      return {
        id: field.id,
        label: { ru: field.labelRu, kk: fieldKk(field.id) ?? field.labelRu },
        ...value,
        rule: field.rule,
        obligation: field.obligation,
        condition: condition === null ? null : { ru: condition, kk: conditionKk(condition) ?? condition },
        byHand: byHand(field.id, value.value),
      }
    })
  return {
    ...{ lang, number: input.number, article: part.article, part: part.part, edition: edition.id, fields, minor },
    editionNote: editionNote(edition, part, dayOf(input), lang),
    missing: missingIn(fields),
    rights: edition.rights.map(({ id, textRu }) => ({ ru: textRu, kk: rightKk(id) ?? textRu })),
    attachments: [...input.attachments],
  }
}

/** Obligatory fields that are empty and not left to be written by hand, by id. */
export function missingIn(fields: readonly Field[]): string[] {
  return fields
    .filter((one) => one.obligation === 'obligatory' && !one.byHand && one.value === null)
    .map((one) => one.id)
}

/** While an obligatory field is empty the paper is a draft and says so. */
export function isComplete(protocol: Protocol): boolean {
  return protocol.missing.length === 0
}

const dayOf = (input: DraftInput): Day =>
  localDay(input.offenceAt?.at ?? input.drawnUpAt ?? new Date(`${input.edition.readOn}T00:00:00Z`))

function editionNote(edition: Edition, part: Part, day: Day, lang: PaperLang): string {
  const words = lang === 'ru' ? ru : kk
  const note = words.edition(formatDay(edition.validFrom, lang), formatDay(edition.readOn, lang))
  const untitled = lang === 'kk' && part.titleKk === null ? titleNote.kk : null
  return [note, staleAt(edition, day) ? words.stale : null, untitled].filter(Boolean).join(' ')
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

function valuesOf(input: DraftInput): Record<string, Value> {
  const { lang, part, author, drawnUpAt, finding, device, hearing, explanation } = input
  const words = lang === 'ru' ? ru : kk
  const filled = (value: string | null | undefined, source: Source, sourceRef: string | null = null): Value =>
    value ? { value, source, sourceRef } : none
  const said = (one: Said | null) => (one ? filled(one.text, one.source, one.ref) : none)
  const named = (people: readonly Someone[]) => {
    const may = people.filter((one) => one.reportId === null || one.agreed)
    const list = may.map((one) => [one.name, one.address].filter(Boolean).join(', ')).join('; ')
    return filled(list, 'inspector', may[0]?.ref ?? null)
  }
  const name = partName(part, lang)
  const title = (lang === 'kk' && part.titleKk) || part.titleRu
  return {
    'protocol.date': filled(drawnUpAt && formatInstant(drawnUpAt, lang), 'system'),
    'protocol.place': said(input.drawnUpPlace),
    'author.position': filled(author?.position, 'system', author?.id ?? null),
    'author.name': filled(author?.name, 'system', author?.id ?? null),
    ...personValues(input, filled),
    'offence.place': input.offencePlace ? said(input.offencePlace) : fromReports(input, 'place'),
    'offence.time': input.offenceAt
      ? filled(formatInstant(input.offenceAt.at, lang), input.offenceAt.source, input.offenceAt.ref)
      : fromReports(input, 'time'),
    'offence.essence': filled(finding && words.essence(sentence(finding.text), name), 'inspector', finding?.id ?? null),
    'offence.article': filled(words.article(name, title), 'law', input.edition.id),
    witnesses: named(input.witnesses),
    victims: named(input.victims),
    'person.explanation':
      explanation && 'refused' in explanation
        ? filled(words.refusedToExplain, 'inspector', explanation.ref)
        : said(explanation),
    'device.name': filled(device?.name, 'inspector', device?.ref ?? null),
    'device.serial': filled(device?.serial, 'inspector', device?.ref ?? null),
    'device.verification': filled(device?.verification, 'inspector', device?.ref ?? null),
    'hearing.time': filled(hearing?.at && formatInstant(hearing.at, lang), 'inspector', hearing?.ref ?? null),
    'hearing.place': filled(hearing?.place, 'inspector', hearing?.ref ?? null),
    other: said(input.other),
    attachments: filled(
      input.attachments.map((one, index) => `${index + 1}. ${one.caption}`).join('\n'),
      input.attachments.some((one) => one.kind === 'photo') ? 'photo' : 'inspector',
      input.attachments[0]?.id ?? null,
    ),
    language: filled(words.languageValue[lang], 'system'),
  }
}

type Filled = (value: string | null | undefined, source: Source, sourceRef?: string | null) => Value

function personValues({ subject, unknownOffender, lang }: DraftInput, filled: Filled): Record<string, Value> {
  const words = lang === 'ru' ? ru : kk
  if (unknownOffender) return { 'person.fullName': filled(words.unknownPerson, 'inspector') }
  if (!subject) return {}
  const { id, person } = subject
  const known = (value: string | null | undefined) => filled(value, 'register', id)
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
    'person.birthDate': known(birth && formatDay(birth, lang)),
    'person.residence': known(person.residence),
    'person.idDocument': known(person.document),
    'person.iin': known(person.iin),
    'person.workplace': known(person.workplace),
    'person.contacts': contacts,
  }
}

/** The first message's time or place, said to be what a message told and not what was established. */
function fromReports({ reports, lang }: DraftInput, what: 'time' | 'place'): Value {
  const words = lang === 'ru' ? ru : kk
  const sorted = [...reports].sort((a, b) => a.at.getTime() - b.at.getTime())
  const first = what === 'time' ? sorted[0] : sorted.find((one) => one.place)
  if (!first) return none
  const at = words.saidIn(formatInstant(first.at, lang))
  return {
    value: what === 'time' ? at : `${first.place} (${at})`,
    source: 'message',
    sourceRef: first.id,
  }
}

const sentence = (text: string) => {
  const trimmed = text.trim()
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`
}
