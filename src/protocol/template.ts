import { type Both, type PaperLang, refOf } from '../base/law.ts'
import { type Field, isComplete, type Protocol, type Source } from './protocol.ts'
import { kk } from './wording-kk.ts'
import { ru, type Wording } from './wording-ru.ts'

/** The protocol as sections and rows, in the order of КоАП 803: what `protocol.typ` lays out. */

export interface Photo {
  /** Of the protocol's attachment. */
  id: string
  /** Where the compiler finds the picture. */
  path: string
}

type Row = { label: string; value: string | null; rule: string; missing: boolean; blank: string }
type Sign = { who: string; name: string | null }
type Block =
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'text'; text: string; rule: string }
  | { kind: 'empty'; count: number; rule: string }
  | { kind: 'lines'; lead: string; count: number; rule: string }
  | { kind: 'list'; lead: string; items: string[] }
  | { kind: 'numbered'; items: string[] }
  | { kind: 'photos'; photos: { path: string; caption: string }[] }
  | { kind: 'signs'; rows: Sign[] }
  | { kind: 'note'; text: string }

export interface Paper {
  lang: PaperLang
  title: string
  subtitle: string
  number: string | null
  /** The word across the page, or null when nothing obligatory is missing. */
  draft: string | null
  head: Pick<Row, 'label' | 'value' | 'rule'>[]
  sections: { title: string; blocks: Block[] }[]
  sources: string[]
  footer: string
  pageWords: string
  words: Record<string, string>
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
const short = (rule: string) => rule.replace(/^КоАП\s+/, '')

/** Lays a draft out for the page; pictures only of attachments that the protocol names. */
export function protocolPaper(protocol: Protocol, lang: PaperLang, photos: readonly Photo[] = []): Paper {
  const words = wordsOf(lang)
  const field = (id: string) => protocol.fields.find((one) => one.id === id)
  const rows = (ids: string[]): Block => ({
    kind: 'rows',
    rows: ids
      .map(field)
      .filter((one) => one !== undefined)
      .map((one) => row(one, lang, words)),
  })
  const text = (id: string): Block => {
    const one = field(id)
    const rule = short(one?.rule ?? '')
    return one?.value ? { kind: 'text', text: one.value, rule } : { kind: 'empty', count: 3, rule }
  }
  const group = (prefix: string) => protocol.fields.filter((one) => one.id.startsWith(prefix)).map((one) => one.id)
  const sections = [
    { title: words.sections.author, blocks: [rows(['author.position', 'author.name'])] },
    { title: words.sections.person, blocks: [rows(persons(protocol))] },
    {
      title: words.sections.offence,
      blocks: [rows(['offence.place', 'offence.time']), text('offence.essence')],
    },
    {
      title: words.sections.article,
      blocks: [text('offence.article'), { kind: 'note', text: protocol.editionNote } as Block],
    },
    { title: words.sections.witnesses, blocks: [rows(['witnesses', 'victims'])] },
    { title: words.sections.explanation, blocks: [explanation(field('person.explanation'), words)] },
    ...(field('device.name') ? [{ title: words.sections.device, blocks: [rows(group('device.'))] }] : []),
    { title: words.sections.rights, blocks: rights(protocol, lang, words) },
    { title: words.sections.hearing, blocks: [rows(['hearing.time', 'hearing.place', 'other'])] },
    { title: words.sections.attachments, blocks: attached(protocol, photos, field('attachments')) },
    { title: words.sections.signatures, blocks: signatures(protocol, words) },
    { title: words.sections.copy, blocks: copies(protocol, words) },
  ]
  return {
    ...{ lang, title: words.title, subtitle: words.subtitle, number: protocol.number, sections },
    draft: isComplete(protocol) ? null : words.draft,
    head: (['protocol.date', 'protocol.place'] as const).map((id) => ({
      label: id === 'protocol.date' ? words.date : words.place,
      value: field(id)?.value ?? null,
      rule: short(field(id)?.rule ?? ''),
    })),
    sources: sourcesOf(protocol, lang, words),
    footer: `${headingLine(lang, words.title, words.subtitle)}, ${refOf(protocol)}`,
    pageWords: words.page('{now}', '{of}'),
    words: {
      ...{ number: words.number, erap: words.erap, missing: words.missing, factsFrom: words.factsFrom },
      ...{ signature: words.signature, nameHere: words.nameHere, suggestion: words.suggestion },
    },
  }
}

const persons = ({ fields }: Protocol) =>
  fields.filter(({ id }) => /^(person|entity)\./.test(id) && id !== 'person.explanation').map((one) => one.id)

function row(one: Field, lang: PaperLang, words: Wording): Row {
  const missing = one.value === null && one.obligation === 'obligatory'
  return { label: one.label[lang], value: one.value, rule: short(one.rule), missing, blank: words.noWitnesses }
}

function explanation(one: Field | undefined, words: Wording): Block {
  const rule = short(one?.rule ?? '')
  if (one?.value) return { kind: 'text', text: one.value, rule }
  return { kind: 'lines', lead: words.explanationLead, count: 5, rule }
}

function rights(protocol: Protocol, lang: PaperLang, words: Wording): Block[] {
  const items = protocol.rights.map((one: Both, index) => one[lang] + (index < protocol.rights.length - 1 ? ';' : '.'))
  return [
    { kind: 'list', lead: words.rightsLead, items },
    { kind: 'text', text: `${words.language(words.languageNames[protocol.lang])}.`, rule: '803(3)' },
    { kind: 'signs', rows: [{ who: words.rightsSigned, name: null }] },
    ...(protocol.minor ? [{ kind: 'signs', rows: [{ who: words.minorMark, name: null }] } as Block] : []),
  ]
}

function attached(protocol: Protocol, photos: readonly Photo[], one: Field | undefined): Block[] {
  if (!one?.value) return [{ kind: 'empty', count: 1, rule: short(one?.rule ?? '') }]
  const pictures = photos.flatMap(({ id, path }) => {
    const index = protocol.attachments.findIndex((each) => each.id === id)
    const caption = protocol.attachments[index]?.caption
    return caption === undefined ? [] : [{ path, caption: `${index + 1}. ${caption}` }]
  })
  const items = one.value.split('\n').map((line) => line.replace(/^\d+\.\s*/, ''))
  return [{ kind: 'numbered', items }, ...(pictures.length > 0 ? [{ kind: 'photos', photos: pictures } as Block] : [])]
}

function signatures({ fields }: Protocol, words: Wording): Block[] {
  const value = (id: string) => fields.find((one) => one.id === id)?.value ?? null
  const rows: Sign[] = [
    { who: words.signs.author, name: value('author.name') },
    { who: words.signs.person, name: null },
    ...(value('victims') ? [{ who: words.signs.victims, name: null }] : []),
    ...(value('witnesses') ? [{ who: words.signs.witnesses, name: null }] : []),
  ]
  return [
    { kind: 'signs', rows },
    { kind: 'note', text: `${words.signNote} ${words.refusalNote}` },
  ]
}

function copies({ fields }: Protocol, words: Wording): Block[] {
  const victims = fields.find((one) => one.id === 'victims')?.value
  const rows = [
    { who: words.signs.copyPerson, name: null },
    ...(victims ? [{ who: words.signs.copyVictim, name: null }] : []),
  ]
  return [{ kind: 'signs', rows }]
}

/** What each value rests on, grouped: «установил инспектор: место, время». */
function sourcesOf({ fields }: Protocol, lang: PaperLang, words: Wording): string[] {
  const groups = new Map<Source, string[]>()
  for (const { value, source, label } of fields)
    if (value !== null && source !== 'system') groups.set(source, [...(groups.get(source) ?? []), lower(label[lang])])
  return [...groups].map(([source, labels]) => `${words.sources[source]}: ${labels.join(', ')}`)
}

const lower = (text: string) => `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`
