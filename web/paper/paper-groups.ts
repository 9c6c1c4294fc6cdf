import type { PaperLang } from '../../src/base/law.ts'
import { type Field, type PaperDocument, visible } from '../../src/paper/document.ts'
import { type Block, type Form, layOut } from '../../src/paper/layout.ts'

/** The fields in the order in which they stand on the paper, under the headings that it has. */

export interface Group {
  kind: 'general' | 'addressee' | 'content' | 'section' | 'other'
  /** The heading of a section, in the language asked for. */
  title: string
  fields: Field[]
}

/** Made on the paper by hand: there is nothing to type. */
export const isByHand = (field: Field): boolean =>
  field.byHand && field.value === null && !['person.explanation', 'remarks'].includes(field.id)

/**
 * Groups of a paper. They are read off a page on which every field has a text, so that a field does not move while
 * somebody types into it.
 */
export function groupsOf(document: PaperDocument, form: Form, lang: PaperLang): Group[] {
  const fields = visible(document)
  const full = { ...document, fields: document.fields.map((one) => ({ ...one, value: one.value ?? '·' })) }
  const sheet = layOut(full, form, lang)
  const left = new Map(fields.filter((one) => !isByHand(one)).map((one) => [one.id, one]))
  const take = (ids: readonly string[]): Field[] =>
    ids.flatMap((id) => {
      const found = left.get(id)
      left.delete(id)
      return found ? [found] : []
    })
  const groups: Group[] = [
    { kind: 'general', title: '', fields: take(form.head) },
    { kind: 'addressee', title: '', fields: take(form.to ?? []) },
  ]
  for (const { title, blocks } of sheet.sections) {
    const found = take(blocks.flatMap(idsOf))
    if (found.length === 0) continue
    const open = groups.at(-1)
    if (title === null && open?.kind === 'content') open.fields.push(...found)
    else groups.push({ kind: title === null ? 'content' : 'section', title: title ?? '', fields: found })
  }
  groups.push({ kind: 'other', title: '', fields: [...left.values()] })
  return groups.filter((group) => group.fields.length > 0)
}

function idsOf(block: Block): string[] {
  switch (block.kind) {
    case 'rows':
      return block.rows.map(({ id }) => id)
    case 'text':
    case 'lines':
    case 'empty':
      return block.id ? [block.id] : []
    case 'numbered':
      return ['attachments']
    case 'paragraph':
    case 'list':
    case 'table':
    case 'inventory':
    case 'photos':
    case 'signs':
    case 'note':
      return []
  }
}
