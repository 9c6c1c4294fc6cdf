import { type Both, type PaperLang, refOf } from '../base/law.ts'
import { type Field, type Filled, isComplete, type PaperDocument, type Source, textIn, visible } from './document.ts'
import type { PaperKind } from './kinds.ts'
import { kk } from './wording-kk.ts'
import { ru, type Wording } from './wording-ru.ts'

/** A paper as sections and blocks: what `paper.typ` prints and the page of the editor shows. */

export interface Photo {
  /** Of the paper's attachment. */
  id: string
  /** Where the compiler, or the browser, finds the picture. */
  path: string
}

export type Row = { id: string; label: string; value: string | null; rule: string; missing: boolean; blank: string }
export type Sign = { who: string; name: string | null }
/** `id` is that of the field, so that a page can lead to it. */
export type Block =
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'text'; id?: string; text: string; rule: string }
  | { kind: 'empty'; id: string; count: number; rule: string }
  | { kind: 'lines'; id?: string; lead: string; count: number; rule: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; lead: string; items: string[] }
  | { kind: 'numbered'; items: string[] }
  | { kind: 'table'; head: string[]; widths: number[]; rows: string[][] }
  /** Papers by name, number and day; the printer adds their pages, and how many there are in all for `{of}`. */
  | { kind: 'inventory'; head: string[]; rows: string[][]; total: string }
  | { kind: 'photos'; across: 2 | 3; photos: { path: string; caption: string }[] }
  | { kind: 'signs'; rows: Sign[] }
  | { kind: 'note'; text: string }

export interface Section {
  /** Null: without a heading and a number. */
  title: string | null
  blocks: Block[]
}

export interface Sheet {
  /** A bundle has sheets that are no paper of their own. */
  kind: PaperKind | 'bundle'
  lang: PaperLang
  /** A form has numbered sections; a letter has an addressee and running text. */
  look: 'form' | 'letter'
  title: string
  subtitle: string
  number: string | null
  /** The word across the page, or null when nothing obligatory is missing. */
  draft: string | null
  /** Lines of the addressee. */
  to: string[]
  head: Pick<Row, 'id' | 'label' | 'value' | 'rule'>[]
  sections: Section[]
  sources: string[]
  /** What follows the signatures: pictures, so that no signature stands alone on a page of them. */
  annex: Block[]
  footer: string
  pageWords: string
  words: Record<string, string>
}

/** A field of a form that is ours; those of a protocol are the law's data. */
export interface FormField {
  id: string
  label: Both
  rule: string
  obligation?: 'conditional'
  condition?: Both
  byHand?: true
  long?: true
  when?: Field['when']
}

/** What a paper looks like and asks for. */
export interface Form {
  kind: PaperKind
  look: Sheet['look']
  title: Both
  subtitle: Both
  /** Empty for a protocol: its fields are those of the edition. */
  fields: readonly FormField[]
  /** Ids of fields that stand above the sections: date and place. */
  head: readonly string[]
  /** Ids of fields with the addressee. */
  to?: readonly string[]
  sections(on: Desk): Section[]
}

/** What a form is laid out with. */
export interface Desk {
  document: PaperDocument
  lang: PaperLang
  words: Wording
  photos: readonly Photo[]
  field(id: string): Field | undefined
  /** The field's text in the language of the page. */
  value(id: string): string | null
  /** Label and value a line, of those fields that stand on this paper. */
  rows(ids: readonly string[]): Block
  /** A running text, or lines left empty. */
  text(id: string, lines?: number): Block
}

/** The words of a language of the paper. */
export function wordsOf(lang: PaperLang): Wording {
  return lang === 'ru' ? ru : kk
}

/** The title in one line: in Kazakh what it is about comes first. */
export function headingLine(lang: PaperLang, title: string, about: string): string {
  return lang === 'ru' ? `${title[0]}${title.slice(1).toLowerCase()} ${about}` : `${about} ${title.toLowerCase()}`
}

/** «803(2)(3)»: the rule beside a row, without the name of the code that the title has. */
export const shortRule = (rule: string, lang: PaperLang = 'ru') => {
  const short = rule.replace(/^КоАП\s+/, '')
  return lang === 'kk' ? short.replace('УПК', 'ҚПК') : short
}

/** Lays a paper out by its form, in either language; pictures only of attachments that the paper names. */
export function layOut(
  document: PaperDocument,
  form: Form,
  lang: PaperLang = document.lang,
  photos: readonly Photo[] = [],
): Sheet {
  const words = wordsOf(lang)
  const fields = visible(document)
  const field = (id: string) => fields.find((one) => one.id === id)
  const value = (id: string) => textIn(field(id)?.value ?? null, lang)
  const desk: Desk = {
    ...{ document, lang, words, photos, field, value },
    rows: (ids) => ({
      kind: 'rows',
      rows: ids.flatMap((id) => {
        const one = field(id)
        return one ? [row(one, lang, words)] : []
      }),
    }),
    text(id, count = 3) {
      const [rule, text] = [shortRule(field(id)?.rule ?? '', lang), value(id)]
      return text ? { kind: 'text', id, text, rule } : { kind: 'empty', id, count, rule }
    },
  }
  const sections = form.sections(desk).filter(({ blocks }) => blocks.length > 0)
  const [title, subtitle] = [form.title[lang], form.subtitle[lang]]
  const about = document.article ? `, ${refOf({ article: document.article, part: document.part })}` : ''
  return {
    ...{ kind: document.kind, lang, look: form.look, title, subtitle, number: document.number },
    draft: isComplete(document) ? null : words.draft,
    to: (form.to ?? []).flatMap((id) => value(id)?.split('\n') ?? []),
    head: form.head.map((id) => ({
      ...{ id, label: field(id)?.label[lang] ?? '', value: value(id), rule: shortRule(field(id)?.rule ?? '', lang) },
    })),
    sections,
    sources: sourcesOf(fields, lang, words),
    annex: sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'photos')) ? [] : pictured(desk),
    footer: `${headingLine(lang, title, subtitle)}${about}`,
    pageWords: words.page('{now}', '{of}'),
    words: {
      ...{ number: words.number, erap: words.erap, missing: words.missing, factsFrom: words.factsFrom },
      ...{ signature: words.signature, nameHere: words.nameHere, suggestion: words.suggestion },
    },
  }
}

function row(one: Field, lang: PaperLang, words: Wording): Row {
  const value = textIn(one.value, lang)
  const missing = value === null && one.obligation === 'obligatory'
  return {
    id: one.id,
    label: one.label[lang],
    value,
    rule: shortRule(one.rule, lang),
    missing,
    blank: words.noWitnesses,
  }
}

/** What each value rests on, grouped: «установил инспектор: место, время». */
function sourcesOf(fields: readonly Field[], lang: PaperLang, words: Wording): string[] {
  const groups = new Map<Source, string[]>()
  for (const { value, source, label } of fields)
    if (value !== null && source !== 'system') groups.set(source, [...(groups.get(source) ?? []), lower(label[lang])])
  return [...groups].map(([source, labels]) => `${words.sources[source]}: ${labels.join(', ')}`)
}

/** An abbreviation keeps its capitals: ИИН. */
const lower = (text: string) =>
  /^\p{Lu}(?!\p{Lu})/u.test(text) ? `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}` : text

/** The attachments of a paper as a list; their pictures follow the signatures unless the form shows them itself. */
export function attached({ value, field }: Desk, id = 'attachments'): Block[] {
  const text = value(id)
  if (!text) return [{ kind: 'empty', id, count: 1, rule: shortRule(field(id)?.rule ?? '') }]
  return [{ kind: 'numbered', items: text.split('\n').map((line) => line.replace(/^\d+\.\s*/, '')) }]
}

/** The pictures of the attachments, numbered as in their list. */
export function pictured({ document, photos, lang }: Desk, across: 2 | 3 = 3): Block[] {
  const pictures = photos.flatMap(({ id, path }) => {
    const index = document.attachments.findIndex((each) => each.id === id)
    const caption = textIn(document.attachments[index]?.caption ?? null, lang)
    return caption === null ? [] : [{ path, caption: `${index + 1}. ${caption}` }]
  })
  return pictures.length > 0 ? [{ kind: 'photos', across, photos: pictures }] : []
}

/** A fresh paper by its form: what is not given is missing, nothing is made up. */
export function fillForm(form: Form, values: Readonly<Record<string, Filled>>): Field[] {
  return form.fields.map(({ id, label, rule, obligation, condition, byHand, long, when }): Field => {
    const { value, source, ref } = values[id] ?? { value: null, source: 'missing' as const, ref: null }
    return {
      ...{ id, label, value, source, sourceRef: ref, rule, condition: condition ?? null },
      obligation: obligation ?? 'obligatory',
      byHand: byHand ?? false,
      ...(long && { long }),
      ...(when && { when }),
    }
  })
}
