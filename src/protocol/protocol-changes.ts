import type { Both } from '../base/law.ts'
import { byHand, type Field, missingIn, type Protocol, type Source } from './protocol.ts'

/** What a person changes in a draft, and what differs between two of them. */

/** The draft with fields set by the inspector; an empty text empties the field, unknown ids change nothing. */
export function amend(protocol: Protocol, values: Readonly<Record<string, string | null>>, by: string): Protocol {
  const fields = protocol.fields.map((field): Field => {
    const given = values[field.id]
    if (given === undefined) return field
    const value = given?.trim() || null
    if (value === field.value) return field
    const source = value === null ? 'missing' : 'inspector'
    return { ...field, value, source, sourceRef: value === null ? null : by, byHand: byHand(field.id, value) }
  })
  return { ...protocol, fields, missing: missingIn(fields) }
}

export interface FieldChange {
  id: string
  label: Both
  before: string | null
  after: string | null
  sourceBefore: Source
  sourceAfter: Source
}

/** What differs between two drafts, field by field; a field that only one has counts as empty in the other. */
export function changes(before: Protocol, after: Protocol): FieldChange[] {
  const ids = [...new Set([...before.fields, ...after.fields].map((one) => one.id))]
  return ids.flatMap((id) => {
    const old = before.fields.find((one) => one.id === id)
    const now = after.fields.find((one) => one.id === id)
    if ((old?.value ?? null) === (now?.value ?? null)) return []
    return [
      {
        id,
        label: (now ?? old)?.label ?? { ru: id, kk: id },
        before: old?.value ?? null,
        after: now?.value ?? null,
        sourceBefore: old?.source ?? 'missing',
        sourceAfter: now?.source ?? 'missing',
      },
    ]
  })
}
