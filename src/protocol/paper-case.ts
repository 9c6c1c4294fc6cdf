import { formatDay, localDay } from '../base/calendar.ts'
import type { Both, Edition, PaperLang, Part } from '../base/law.ts'
import { type Filled, filled, missingIn, type PaperDocument } from '../paper/document.ts'
import { forms } from '../paper/forms.ts'
import type { PaperKind } from '../paper/kinds.ts'
import { fillForm } from '../paper/layout.ts'
import type { Person } from '../person/person.ts'
import { type CaseFile, type CaseRows, captionOf } from './facts.ts'
import type { PaperSettings } from './paper-settings.ts'
import { attachmentList } from './protocol.ts'

/** What any paper of an incident may be filled from: rows that stand in the database, each with its id. */
export interface PaperCase {
  lang: PaperLang
  rows: CaseRows
  /** As staff left it: where it is, when it was known, what was said at the end. */
  incident: {
    id: string
    number: number
    placeText: string
    openedAt: Date
    outcomeText: string
    handedTo: string | null
  }
  author: { id: string; position: string; name: string }
  department: Both
  settings: PaperSettings
  edition: Edition | null
  /** Whom the paper is about. */
  subject: { id: string; person: Person } | null
  /** The signed or drafted paper that this one goes with. */
  parent: { id: string; document: PaperDocument; signedAt: Date | null } | null
  part: Part | null
  /** What the inspector answered, question id → answer id. */
  answers: Readonly<Record<string, string>>
  /** The latest order to put things right. */
  order: {
    id: string
    text: string
    status: 'ordered' | 'submitted' | 'accepted' | 'refused'
    dueAt: Date
    orderedAt: Date
    submittedAt: Date | null
    beforeId: string | null
    afterId: string | null
    receiptId: string | null
  } | null
  now: Date
}

/** A paper of a kind by its form, out of values that say where they came from. */
export function newPaper(
  of: PaperCase,
  kind: PaperKind,
  values: Readonly<Record<string, Filled>>,
  more: Partial<
    Pick<
      PaperDocument,
      'attachments' | 'circumstances' | 'rights' | 'minor' | 'article' | 'part' | 'edition' | 'editionNote'
    >
  > = {},
): PaperDocument {
  const fields = fillForm(forms[kind], values)
  const circumstances = more.circumstances ?? []
  return {
    ...{
      kind,
      lang: of.lang,
      number: null,
      article: null,
      part: null,
      edition: of.edition?.id ?? null,
      editionNote: '',
    },
    ...{ rights: [], attachments: [], minor: false, ...more },
    ...{ fields, circumstances, missing: missingIn({ fields, circumstances }) },
  }
}

/** The day, and who writes. */
export function authored({ author, now }: PaperCase): Record<string, Filled> {
  return {
    'paper.date': filled({ ru: formatDay(localDay(now), 'ru'), kk: formatDay(localDay(now), 'kk') }, 'system'),
    'author.position': filled(author.position, 'system', author.id),
    'author.name': filled(author.name, 'system', author.id),
  }
}

/** The files of the incident as attachments, and the field that lists them. */
export function attaching(files: readonly CaseFile[]): { attachments: PaperDocument['attachments']; listed: Filled } {
  const attachments = files.flatMap((file) => {
    const { id, kind } = file
    return kind === 'photo' || kind === 'video' || kind === 'document'
      ? [{ id, kind, caption: captionOf(file) } as const]
      : []
  })
  const source = attachments.some(({ kind }) => kind === 'photo') ? 'photo' : 'inspector'
  const listed = filled(attachments.length > 0 ? attachmentList(attachments) : null, source, attachments[0]?.id ?? null)
  return { attachments, listed }
}

/** Where it happened: as the inspector found it, or as it stands in the incident. */
export function placeOf({ rows, incident }: PaperCase): Filled {
  if (rows.finding?.placeText) return filled(rows.finding.placeText, 'inspector', rows.finding.id)
  return filled(incident.placeText, 'message', incident.id)
}

/** What was found, in the inspector's words. */
export function foundOf({ rows }: PaperCase): Filled {
  return filled(rows.finding?.text, 'inspector', rows.finding?.id ?? null)
}
