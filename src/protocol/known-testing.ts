import type { Part } from '../base/law.ts'
import type { PaperDocument } from '../paper/document.ts'
import type { Person } from '../person/person.ts'
import type { PaperCase } from './paper-case.ts'

/** Which fields of a paper the input makes known, told field by field and not by the code that fills them. For tests alone. */

const has = (text: string | null | undefined) => Boolean(text?.trim())

/** True: the case holds what the field asks for; false: nobody could fill it from the case; null: it is never filled from a case. */
export function isKnowable(id: string, document: PaperDocument, of: PaperCase): boolean | null {
  const { rows, settings, author, incident, order, parent, subject } = of
  const { finding } = rows
  const { kind } = document
  const both = (one: { ru: string; kk: string }) => has(one.ru) || has(one.kk)
  const unknown = kind === 'protocol' && !document.fields.some((field) => field.id === 'sign.person')
  const person = unknown ? null : (subject?.person ?? null)
  const people = (role: string) =>
    rows.subjects.some((one) => one.role === role && one.person.kind !== ('unknown' as string))
  const files = rows.attachments.filter((one) => one.kind !== 'voice')
  switch (id) {
    case 'protocol.date':
    case 'paper.date':
    case 'language':
    case 'offence.article':
    case 'decision':
    case 'appeal':
    case 'electronic.notice':
    case 'channel':
      return true
    case 'author.name':
      return has(author.name)
    case 'author.position':
      return has(author.position)
    case 'protocol.place':
    case 'paper.place':
      return both(settings.drawnUpPlace) || (kind !== 'protocol' && has(parentValue(of, 'protocol.place')))
    case 'offence.place':
    case 'place':
    case 'object':
      return (
        has(finding?.placeText) ||
        has(incident.placeText) ||
        (kind === 'protocol' && rows.reports.some((one) => has(one.place)))
      )
    case 'offence.time':
      return Boolean(finding?.happenedAt) || (kind === 'protocol' && rows.reports.length > 0)
    case 'when':
      return Boolean(finding?.happenedAt)
    case 'time':
    case 'offence.essence':
    case 'found':
    case 'what':
      return finding !== null
    case 'facts':
      return finding !== null || (kind !== 'representation' && has(incident.outcomeText))
    case 'witnesses':
      return people('witness')
    case 'victims':
      return people('victim')
    case 'attachments':
      return attachable(document, of, files)
    case 'hearing.place':
      return kind === 'protocol' ? hearing(document, of) : has(parentValue(of, id))
    case 'hearing.time':
      return kind === 'notice' && has(parentValue(of, id))
    case 'other':
      return rows.subjects.filter(({ role }) => role === 'offender').length > 1 && !unknown
    case 'to':
      return toWhom(kind, of)
    case 'learnt':
      return true
    case 'measures':
      return kind === 'representation' ? null : order !== null
    case 'due':
      return order !== null
    case 'doneAt':
      return order?.submittedAt != null
    case 'result':
      return order?.status === 'accepted' || order?.status === 'refused'
    case 'demand':
      return order !== null
    case 'obliged':
    case 'about':
      return kind === 'notice' ? of.part !== null || parent !== null : person !== null
    case 'contacts':
      return person !== null && (has(person.phone) || has(person.email))
    case 'article':
      return of.part !== null
    case 'case':
      return of.part !== null || has(parent?.document.article)
    case 'role':
      return person !== null
    case 'received':
      return parent !== null
    case 'person.description':
      return rows.subjects.some(({ role }) => role === 'offender')
    default:
      return /^(person|entity)\.|^interpreter\.language$/.test(id) ? ofPerson(id, kind, person, unknown) : null
  }
}

const parentValue = ({ parent }: PaperCase, id: string): string | null => {
  const value = parent?.document.fields.find((field) => field.id === id)?.value ?? null
  return typeof value === 'object' ? (value?.ru ?? null) : value
}

function ofPerson(id: string, kind: PaperDocument['kind'], person: Person | null, unknown: boolean): boolean | null {
  // How an unknown offender is called is said by the law itself (806(9)).
  if (!person) return id === 'person.fullName' && unknown
  const contacts = has(person.phone) || has(person.email)
  if (person.kind === 'entity') {
    const known: Record<string, boolean | null> = {
      'person.fullName': true,
      'person.residence': has(person.location),
      // A protocol's and a warning's line asks for either number, the others for that of a person alone.
      'person.iin': kind === 'warning' ? has(person.bin) : null,
      'entity.name': true,
      'entity.location': has(person.location),
      'entity.registration': has(person.registration),
      'entity.bin': has(person.bin),
      'entity.bankDetails': has(person.bankDetails),
      'entity.contacts': contacts,
      'person.contacts': contacts,
      'entity.representative': has(person.representative),
      'entity.source': person.source !== null,
    }
    return known[id] ?? null
  }
  const known: Record<string, boolean> = {
    'person.fullName': true,
    'person.birthDate': has(person.birth) || has(person.iin),
    'person.residence': has(person.residence),
    'person.registered': has(person.registered) && person.registered !== person.residence,
    'person.idDocument': person.identity !== null || has(person.document),
    'person.iin': has(person.iin) || person.foreigner,
    'person.citizenship': has(person.citizenship),
    'person.workplace': has(person.workplace),
    'person.contacts': contacts,
    'person.source': person.source !== null,
    'interpreter.language': person.interpreter && has(person.motherTongue),
  }
  return known[id] ?? null
}

function attachable(
  { kind }: PaperDocument,
  { rows, order }: PaperCase,
  files: PaperCase['rows']['attachments'],
): boolean {
  if (kind === 'protocol') return files.length > 0 || (rows.papers ?? []).length > 0
  if (kind === 'demand') return false
  if (kind === 'demandAct')
    return files.some(({ id }) => [order?.beforeId, order?.afterId, order?.receiptId].includes(id))
  if (kind === 'inspectionAct') return files.some(({ purpose }) => ['finding', 'report', 'before'].includes(purpose))
  if (kind === 'representation') return files.some(({ purpose }) => purpose !== 'receipt')
  return files.length > 0
}

/** Where such cases are considered, by who considers them first in the law's data; of a minor only the person can say. */
function hearing({ article, part, minor, lang }: PaperDocument, { edition, settings }: PaperCase): boolean {
  const bodies = edition?.parts.find((one: Part) => one.article === article && one.part === part)?.considersBy ?? []
  if (minor) return false
  const set = (one: { ru: string; kk: string }) => has(one[lang]) || has(one.ru) || has(one.kk)
  if (bodies.some((body) => body.startsWith('police') || body === 'precinctInspector'))
    return set(settings.hearingPolice)
  if (bodies.some((body) => body === 'court' || body === 'minorsCourt')) return set(settings.hearingCourt)
  return bodies.some((body) => body === 'akimat' || body === 'ruralAkim') && set(settings.hearingAkimat)
}

function toWhom(kind: PaperDocument['kind'], { subject }: PaperCase): boolean {
  if (kind === 'representation') return subject?.person.kind === 'entity'
  if (kind === 'notice') return subject !== null
  return true
}
