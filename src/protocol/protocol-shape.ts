import type { Edition, ProtocolField } from '../base/law.ts'
import type { Field } from '../paper/document.ts'
import { type OwnField, ofKnownOnly, ownFields, whenOf } from './protocol-fields.ts'
import { conditionKk, fieldKk } from './wording-fields-kk.ts'

/** Which fields a protocol has, by whom it is of: those of the law's list, each followed by what is asked beside it. */

export interface Shape {
  kind: 'individual' | 'entity' | 'unknown'
  /** Null where the birth date is not known. */
  minor: boolean | null
  /** The part allows the short procedure. */
  short: boolean
}

type Empty = Omit<Field, 'value' | 'typed' | 'source' | 'sourceRef' | 'byHand'>

/** The fields in the order of КоАП 803, ours after them; `isGiven` tells of which there is something to say. */
export function fieldsOf(edition: Edition, shape: Shape, isGiven: (id: string) => boolean): Empty[] {
  const law = edition.protocolFields.filter((field) => concerns(field, shape)).map((field) => ofLaw(field, shape))
  const own = ownFields.filter((field) => isAsked(field, shape) && (!field.ifGiven || isGiven(field.id))).map(ofOurs)
  return [...law, ...own]
}

function concerns({ appliesTo, id }: ProtocolField, { kind, minor }: Shape): boolean {
  if (kind === 'unknown' && (appliesTo !== 'all' || ofKnownOnly.has(id))) return id === 'person.fullName'
  switch (appliesTo) {
    case 'all':
      return true
    // Of whose age nothing is known the officer may say that a representative takes part.
    case 'minor':
      return kind === 'individual' && minor !== false
    case 'individual':
      return kind === 'individual'
    case 'legalEntity':
      return kind === 'entity'
  }
}

function isAsked({ of, ifShort }: OwnField, { kind, short }: Shape): boolean {
  if (ifShort && !short) return false
  switch (of) {
    case 'all':
      return true
    case 'known':
      return kind !== 'unknown'
    case 'individual':
    case 'entity':
    case 'unknown':
      return kind === of
  }
}

const long = new Set([
  ...['offence.essence', 'person.explanation', 'attachments', 'other', 'witnesses', 'victims', 'remarks'],
  ...['mark.absent', 'mark.refusedSign', 'mark.refusedReceive', 'electronic.notice'],
])

function ofLaw({ id, labelRu, conditionRu, rule, obligation }: ProtocolField, { kind, minor }: Shape): Empty {
  const when = id === 'minor.courtTransferMark' && minor === null ? 'representative' : whenOf[id]
  // The hearing of an unknown person's case is set after he is found: till then nobody can be told of it (806(9), 808).
  const later = kind === 'unknown' && id.startsWith('hearing.')
  const condition = later
    ? { ru: 'после установления лица', kk: 'адам анықталғаннан кейін' }
    : conditionRu && { ru: conditionRu, kk: conditionKk(conditionRu) ?? conditionRu }
  return {
    ...{ id, label: { ru: labelRu, kk: fieldKk(id) ?? labelRu }, rule, condition: condition || null },
    obligation: later ? 'conditional' : obligation,
    ...(long.has(id) && { long: true }),
    ...(when && { when }),
  }
}

const ofOurs = ({ id, label, rule, condition, when, long }: OwnField): Empty => ({
  ...{ id, label, rule, condition, obligation: 'conditional' },
  ...(long && { long }),
  ...(when && { when }),
})
