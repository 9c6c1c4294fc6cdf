import type { Both, PaperLang } from '../base/law.ts'
import type { Circumstance, PaperKind } from './kinds.ts'

/** What a paper says, as fields: each with where it came from, in both languages where the words differ. */

export type Source = 'message' | 'photo' | 'inspector' | 'register' | 'system' | 'law' | 'missing'

export interface Field {
  /** Of a protocol: as in the law's data. */
  id: string
  label: Both
  /** A text as typed or as it stands in both languages alike; both where the program worded it, or a person wrote both. */
  value: string | Both | null
  /** The language in which a person typed it; `both` when he did so twice. Not there: not typed. */
  typed?: PaperLang | 'both'
  source: Source
  /** The report, finding, file or account that the value came from. */
  sourceRef: string | null
  rule: string
  obligation: 'obligatory' | 'conditional'
  condition: Both | null
  /** Written on the paper by hand, so an empty one does not make it a draft. */
  byHand: boolean
  /** A running text rather than a line. */
  long?: boolean
  /** Stands on the paper only if this is so. */
  when?: Circumstance
}

export interface Attachment {
  id: string
  caption: string | Both
  kind: 'photo' | 'video' | 'document'
}

export interface PaperDocument {
  kind: PaperKind
  lang: PaperLang
  number: string | null
  article: string | null
  part: string | null
  /** The edition of the law under which it was drawn up. */
  edition: string | null
  editionNote: string | Both
  fields: Field[]
  /** Obligatory fields without a value, by id: while there are any the paper is a draft. */
  missing: string[]
  circumstances: Circumstance[]
  rights: Both[]
  attachments: Attachment[]
  /** Of a person under 18: a representative takes part. */
  minor: boolean
}

/** A value with what it rests on. */
export interface Filled {
  value: string | Both | null
  source: Source
  ref: string | null
}

export const nothing: Filled = { value: null, source: 'missing', ref: null }

/** A value from there, or nothing when it is empty; words of one language alone stand in both. */
export function filled(value: string | Both | null | undefined, source: Source, ref: string | null = null): Filled {
  const one = typeof value === 'object' && value !== null ? whole(value) : value
  return one ? { value: one, source, ref } : nothing
}

function whole({ ru, kk }: Both): string | Both {
  if (ru.trim() && kk.trim()) return { ru, kk }
  return ru.trim() ? ru : kk.trim() ? kk : ''
}

/** The text of a value in a language. */
export function textIn(value: string | Both | null, lang: PaperLang): string | null {
  return value === null || typeof value === 'string' ? value : value[lang] || null
}

/** The value of a field in a language, or null. */
export function valueIn(document: Pick<PaperDocument, 'fields'>, id: string, lang: PaperLang): string | null {
  return textIn(document.fields.find((field) => field.id === id)?.value ?? null, lang)
}

/** The value of a field with where it came from: for a paper that goes with another. */
export function filledOf(document: Pick<PaperDocument, 'fields'> | null | undefined, id: string): Filled {
  const field = document?.fields.find((one) => one.id === id)
  return field ? filled(field.value, field.source, field.sourceRef) : nothing
}

/** The fields that stand on the paper under its circumstances. */
export function visible(document: Pick<PaperDocument, 'fields' | 'circumstances'>): Field[] {
  return document.fields.filter(({ when }) => !when || document.circumstances.includes(when))
}

/** Obligatory fields that are empty in the paper's language and not left to be written by hand, by id. */
export function missingIn(
  document: Pick<PaperDocument, 'fields' | 'circumstances'> & Partial<Pick<PaperDocument, 'lang'>>,
): string[] {
  const { lang } = document
  const isEmpty = ({ value }: Field) => (lang ? textIn(value, lang) === null : value === null)
  return visible(document)
    .filter((one) => one.obligation === 'obligatory' && isEmpty(one) && !one.byHand && !leftToHand(one.id))
    .map((one) => one.id)
}

/** While an obligatory field is empty the paper is a draft and says so. */
export function isComplete(document: Pick<PaperDocument, 'missing'>): boolean {
  return document.missing.length === 0
}

/** Typed in a language that is not the paper's: to be read again before signing. */
export function typedElsewhere(field: Field, lang: PaperLang): boolean {
  return field.typed !== undefined && field.typed !== 'both' && field.typed !== lang && typeof field.value === 'string'
}

/** What a person changes in a draft; what is not given stays. */
export interface Amendment {
  lang?: PaperLang | undefined
  number?: string | null | undefined
  circumstances?: readonly Circumstance[] | undefined
  /** Field id → its text in the paper's language; an empty one empties the field, unknown ids change nothing. */
  fields?: Readonly<Record<string, string | null>> | undefined
}

/** The draft with what the inspector set; the other language keeps what was typed in it. */
export function amend(document: PaperDocument, change: Amendment, by: string): PaperDocument {
  const lang = change.lang ?? document.lang
  const fields = document.fields.map((field) => {
    const given = change.fields?.[field.id]
    return given === undefined ? field : typedInto(field, given?.trim() || null, lang, by)
  })
  const next = {
    ...document,
    lang,
    fields,
    ...(change.number === undefined ? {} : { number: change.number?.trim() || null }),
    ...(change.circumstances === undefined ? {} : { circumstances: [...new Set(change.circumstances)] }),
  }
  return { ...next, missing: missingIn(next) }
}

function typedInto(field: Field, text: string | null, lang: PaperLang, by: string): Field {
  if (text === textIn(field.value, lang) && !typedElsewhere(field, lang)) return field
  const { typed, ...rest } = field
  const kept = otherTyped(field, lang)
  const byHand = leftToHand(field.id, text)
  if (text === null && !kept)
    return { ...rest, value: null, source: 'missing', sourceRef: null, byHand: leftToHand(field.id) }
  const set = { ...rest, source: 'inspector', sourceRef: by, byHand } as const
  // Emptied in one language it is empty there alone: what was typed in the other one stays.
  if (kept !== null) return { ...set, typed: 'both', value: { ...kept, [lang]: text ?? '' } }
  return { ...set, typed: lang, value: text }
}

/** What was typed in the other language, as a text in both of them; null where nothing was. */
function otherTyped({ typed, value }: Field, lang: PaperLang): Both | null {
  if (typed === undefined || typed === lang || value === null) return null
  const both = typeof value === 'string' ? { ru: value, kk: value } : value
  return both[lang === 'ru' ? 'kk' : 'ru'] ? both : null
}

/** Signatures and receipts are made on the paper; an empty explanation leaves lines to write on. */
export function leftToHand(id: string, value: string | Both | null = null): boolean {
  return (
    /^(sign|copy)\./.test(id) ||
    ['rights.mark', 'remarks', 'contacts.confirmed', 'smsConsentTalon', 'minor.courtTransferMark'].includes(id) ||
    (id === 'person.explanation' && value === null)
  )
}

export interface FieldChange {
  id: string
  label: Both
  before: string | null
  after: string | null
  sourceBefore: Source
  sourceAfter: Source
}

/** What differs between two drafts, field by field, in the later one's language; a field that only one has counts as empty in the other. */
export function changes(before: PaperDocument, after: PaperDocument): FieldChange[] {
  const [old, now] = [before, after].map((one) => new Map(visible(one).map((field) => [field.id, field]))) as [
    Map<string, Field>,
    Map<string, Field>,
  ]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), now.get(id)]
    const text = [was, is].map((one) => textIn(one?.value ?? null, after.lang)) as [string | null, string | null]
    const same = text[0] === text[1] && JSON.stringify(was?.value ?? null) === JSON.stringify(is?.value ?? null)
    if (same) return []
    return [
      {
        id,
        label: (is ?? was)?.label ?? { ru: id, kk: id },
        ...{ before: text[0], after: text[1] },
        ...{ sourceBefore: was?.source ?? 'missing', sourceAfter: is?.source ?? 'missing' },
      },
    ]
  })
}

/** The circumstances that two people left, each beginning from the same ones: what either changed is changed. */
export function mergeCircumstances(
  seen: readonly Circumstance[],
  theirs: readonly Circumstance[],
  mine: readonly Circumstance[],
): Circumstance[] {
  const dropped = seen.filter((one) => !mine.includes(one))
  const added = mine.filter((one) => !seen.includes(one))
  return [...new Set([...theirs, ...added])].filter((one) => !dropped.includes(one))
}

/** Ids whose texts differ between two drafts in either language: what two people may both have touched. */
export function touched(before: PaperDocument, after: PaperDocument): string[] {
  const of = (document: PaperDocument) =>
    new Map(document.fields.map((field) => [field.id, JSON.stringify(field.value)]))
  const [old, now] = [of(before), of(after)]
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => old.get(id) !== now.get(id))
}

/** What a signed paper says, as text that is the same for the same paper: what its hash is taken of. */
export function canonical(document: PaperDocument): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key, sorted(one)]),
    )
  }
  return JSON.stringify(sorted(document))
}
