import { type Day, formatDay, formatInstant, localDay } from '../base/calendar.ts'
import { type Both, type Edition, type PaperLang, type Part, refOf, staleAt, titleNote } from '../base/law.ts'
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
import type { Circumstance } from '../paper/kinds.ts'
import { wordsOf } from '../paper/layout.ts'
import { fullName, isMinor, type Person } from '../person/person.ts'
import { essence } from './essence.ts'
import { otherValues } from './other-values.ts'
import { personValues } from './person-values.ts'
import { fieldsOf, type Shape } from './protocol-shape.ts'
import { mayDrawUp } from './refuse.ts'
import { mayBeShort } from './short-offer.ts'
import { rightKk } from './wording-fields-kk.ts'

export { personValues } from './person-values.ts'

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
  drawnUpPlace: (Omit<Said, 'text'> & { text: string | Both }) | null
  author: { id: string; position: string; name: string } | null
  subject: { id: string; person: Person } | null
  unknownOffender: boolean
  /** How the one who is not known was described, with the record of it. */
  described?: { id: string; text: string } | null
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
  /** Where such cases are considered, as the department has set it: used where nobody has said otherwise. */
  hearingPlace?: Both | null
  other: Said | null
  attachments: readonly { id: string; caption: Both; kind: 'photo' | 'video' | 'document' }[]
  electronic: boolean
  /** Signed papers of the incident that go with the protocol, by name. */
  papers?: readonly { id: string; name: Both }[]
  /** Others named as offenders of the same fact; their names have no place in this protocol. */
  others?: { count: number; ref: string } | null
  /** Question id → answer id: as whom the person answers. */
  answers?: Readonly<Record<string, string>>
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
  const minor = subject ? isMinor(subject.person, dayOf(input)) : null
  const circumstances = circumstancesOf(input, minor === true)
  const shape: Shape = {
    kind: input.unknownOffender ? 'unknown' : subject?.person.kind === 'entity' ? 'entity' : 'individual',
    ...{ minor, short: mayBeShort(part) },
  }
  const fields = fieldsOf(edition, shape, (id) => (values[id] ?? nothing).value !== null).map((shaped): Field => {
    const { value, source, ref } = values[shaped.id] ?? nothing
    return { ...shaped, value, source, sourceRef: ref, byHand: leftToHand(shaped.id, value) }
  })
  return {
    ...{ kind: 'protocol', lang, number: input.number, article: part.article, part: part.part },
    ...{ edition: edition.id, editionNote: editionNote(edition, part, dayOf(input)), fields },
    ...{ minor: minor === true, missing: missingIn({ fields, circumstances, lang }), circumstances },
    rights: input.unknownOffender ? [] : rightsIn(edition),
    attachments: [...input.attachments],
  }
}

const rightsIn = (edition: Edition): Both[] =>
  edition.rights.map(({ id, textRu }) => ({ ru: textRu, kk: rightKk(id) ?? textRu }))

/** What follows from who it is; the officer may switch any of them. */
function circumstancesOf({ subject, unknownOffender, device, electronic }: DraftInput, minor: boolean): Circumstance[] {
  const person = unknownOffender ? null : (subject?.person ?? null)
  const so: [Circumstance, boolean][] = [
    ['interpreter', person?.kind === 'individual' && person.interpreter],
    // A minor has a legal representative (746(6)), a firm signs through its own (803(4)).
    ['representative', person !== null && (minor || person.kind === 'entity')],
    ['device', device !== null],
    ['electronic', electronic],
  ]
  return so.filter(([, holds]) => holds).map(([one]) => one)
}

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

function valuesOf(input: DraftInput): Record<string, Filled> {
  const { part, author, drawnUpAt, finding, device, hearing, explanation } = input
  const said = (one: DraftInput['drawnUpPlace']) => (one ? filled(one.text, one.source, one.ref) : nothing)
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
      finding?.text.trim() &&
        essence({
          ...{ text: finding.text, who: whoOf(input), at: input.offenceAt?.at ?? null, article: part },
          // A place that was only told is no part of what was established.
          place: input.offencePlace?.source === 'inspector' ? input.offencePlace.text : null,
        }),
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
    'hearing.place': hearing?.place
      ? filled(hearing.place, 'inspector', hearing.ref)
      : filled(input.hearingPlace, 'system'),
    ...otherValues(input, dayOf(input)),
    attachments: attachedTo(input),
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

/** The files first, so that their numbers are those of their pictures; then the signed papers by name. */
function attachedTo({ attachments, papers = [] }: DraftInput): Filled {
  const all = [...attachments, ...papers.map(({ name }) => ({ caption: name }))]
  const [file, paper] = [attachments[0], papers[0]]
  const source = attachments.some(({ kind }) => kind === 'photo') ? 'photo' : file ? 'inspector' : 'system'
  return filled(all.length > 0 ? attachmentList(all) : null, source, file?.id ?? paper?.id ?? null)
}

/** A firm's name does not go with a verb said of a man. */
const whoOf = ({ subject, unknownOffender }: DraftInput) =>
  subject?.person.kind === 'individual' && !unknownOffender ? fullName(subject.person) : null

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
