import type { Edition, PaperLang } from '../base/law.ts'
import { type Field, type PaperDocument, textIn } from '../paper/document.ts'
import { paperNames } from '../paper/kinds.ts'
import { wordsOf } from '../paper/layout.ts'
import type { Somebody } from '../person/person.ts'
import type { PaperCase } from './paper-case.ts'
import { fixedWords } from './words-testing.ts'

/**
 * Where every value of a paper comes from: it must be put together, word by word, of whole strings of the very row that
 * it names as its source, of days of that row written anew, of the law's data and of the fixed words of its field.
 */

export interface Fault {
  kind: string
  id: string
  lang: PaperLang
  value: string
  why: string
}

/** Letters and figures of a text, in order. */
export const tokens = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Strings that a value may be put together of, by their first word. */
type Pieces = Map<string, string[][]>

function piecesOf(texts: readonly (string | null | undefined)[]): Pieces {
  const pieces: Pieces = new Map()
  for (const text of texts) {
    const all = tokens(text ?? '')
    const [first] = all
    if (first) pieces.set(first, [...(pieces.get(first) ?? []), all])
  }
  return pieces
}

/** Whether whole pieces in a row give the value, with nothing left over. */
function covers(pools: readonly Pieces[], value: string): boolean {
  const wanted = tokens(value)
  const reached = new Set([0])
  for (let at = 0; at < wanted.length; at++) {
    if (!reached.has(at)) continue
    for (const pool of pools)
      for (const piece of pool.get(wanted[at] as string) ?? [])
        if (piece.every((token, index) => wanted[at + index] === token)) reached.add(at + piece.length)
  }
  return reached.has(wanted.length)
}

const zone = { timeZone: 'Etc/GMT-5' } as const
const formats = new Map<string, Intl.DateTimeFormat>()
function formatted(at: Date, locale: string, asked: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${JSON.stringify(asked)}`
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...zone, ...asked })
  formats.set(key, format)
  return format.format(at)
}

const days = new Map<number, string[]>()

/** A day and its time in the ways a paper may write them, made without the program's own calendar. */
function written(at: Date | null | undefined): string[] {
  if (!at) return []
  const made = days.get(at.getTime()) ?? writtenAnew(at)
  days.set(at.getTime(), made)
  return made
}

function writtenAnew(at: Date): string[] {
  const [year, time] = [formatted(at, 'en', { year: 'numeric' }), formatted(at, 'en-GB', { hour: '2-digit', minute: '2-digit' })] // biome-ignore format: a pair
  const [date, monthKk] = [formatted(at, 'en', { day: 'numeric' }), formatted(at, 'kk', { month: 'long' })]
  const ru = formatted(at, 'ru', { day: 'numeric', month: 'long', year: 'numeric' })
  const kk = `${year} жылғы ${date} ${monthKk}`
  const short = formatted(at, 'en-GB', { day: '2-digit', month: '2-digit', year: 'numeric' })
  const ended = time === '00:00' ? written(new Date(at.getTime() - 60_000)).slice(0, 2) : []
  return [ru, kk, `${ru}, ${time}`, `${kk}, сағат ${time}`, short, ...ended.flatMap((day) => [`${day} 24:00`, `${day}, сағат 24:00`])] // biome-ignore format: one list
}

const dayOf = (text: string): Date => new Date(`${text}T00:00:00+05:00`)
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** Every string of a person, its days written anew, and the birth date that the number holds. */
function ofPerson(person: Somebody): string[] {
  const all: string[] = []
  const walk = (value: unknown) => {
    if (typeof value === 'string') all.push(value, ...(isDay(value) ? written(dayOf(value)) : []))
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk)
  }
  walk(person)
  const iin = person.kind === 'individual' ? /^(\d\d)(\d\d)(\d\d)([1-6])/.exec(person.iin ?? '') : null
  if (iin) {
    const [, year, month, date, century] = iin
    all.push(...written(dayOf(`${18 + Math.ceil(Number(century) / 2) - 1}${year}-${month}-${date}`)))
  }
  return all
}

/** The rows of an incident by the id that a field names, as strings. */
export interface Rows {
  has(ref: string): boolean
  /** Why the value is not out of the row, or null. */
  faultOf(field: Field, lang: PaperLang, document: PaperDocument): string | null
}

/** Reads the case once; `edition` is the law's data. */
export function rowsOf(of: PaperCase, edition: Edition): Rows {
  const { rows, incident, author, department, settings, order, parent, now } = of
  const { finding } = rows
  const strings = new Map<string, readonly (string | null | undefined)[]>()
  const law = (document: PaperDocument) => {
    const part = edition.parts.find((one) => one.article === document.article && one.part === document.part)
    const mrp = Object.values(edition.mrp)
    const fines =
      part?.sanctions.flatMap(({ mrp: units }) => (units ? mrp.flatMap((one) => sums(units, one)) : [])) ?? []
    return [part?.titleRu, part?.titleKk, document.article, document.part, ...fines]
  }
  if (finding)
    strings.set(finding.id, [finding.text, finding.placeText, ...written(finding.happenedAt), ...written(finding.at)])
  strings.set(incident.id, [incident.placeText, incident.outcomeText, ...written(incident.openedAt)])
  for (const one of rows.reports) strings.set(one.id, [one.place, ...written(one.at)])
  for (const one of rows.subjects) strings.set(one.id, ofPerson(one.person))
  // All files are one list, and what the sender of a message wrote below his picture is not in it.
  const files = rows.attachments.flatMap(({ at, caption, purpose }) => [
    ...written(at),
    purpose === 'report' ? '' : caption,
  ])
  const papers = (rows.papers ?? []).flatMap(({ kind, number, signedAt }) => [paperNames[kind].ru, paperNames[kind].kk, number, ...written(signedAt)]) // biome-ignore format: one list
  for (const one of [...rows.attachments, ...(rows.papers ?? [])])
    strings.set(one.id, [...files, ...papers, ...numbers])
  strings.set(author.id, [author.position, author.name])
  if (order) strings.set(order.id, [order.text, ...[order.dueAt, order.orderedAt, order.submittedAt].flatMap(written)])
  if (parent) strings.set(parent.id, [parent.document.number, paperNames[parent.document.kind].ru, paperNames[parent.document.kind].kk, ...written(parent.signedAt), ...parent.document.fields.flatMap(({ value }) => [textIn(value, 'ru'), textIn(value, 'kk')])]) // biome-ignore format: one list
  strings.set(edition.id, [edition.validFrom, edition.readOn])
  const own: Pieces = piecesOf([...written(now), department.ru, department.kk, ...Object.values(settings).flatMap((one) => Object.values(one))]) // biome-ignore format: one list
  const pools = new Map([...strings].map(([ref, all]) => [ref, piecesOf(all)]))
  const subjectOf = (document: PaperDocument) => document.fields.find(({ id, source }) => source === 'register' && /^(person|entity)\./.test(id))?.sourceRef ?? of.subject?.id // biome-ignore format: one line
  return {
    has: (ref) => pools.has(ref),
    faultOf(field, lang, document) {
      const value = textIn(field.value, lang)
      if (value === null) return null
      if (field.source === 'missing') return 'no source'
      if (field.sourceRef === null && field.source !== 'system') return 'no row named'
      if (field.sourceRef !== null && !pools.has(field.sourceRef)) return 'a row that is not there'
      const named = field.sourceRef === null ? own : pools.get(field.sourceRef)
      const found = [named ?? own, wordsFor(field.id, lang, document)]
      // A sentence or a reference is put together of more rows than the one it names first.
      if (field.id === 'offence.essence')
        found.push(...[subjectOf(document), finding?.id].flatMap((ref) => pools.get(ref ?? '') ?? []))
      if (['facts', 'case', 'about'].includes(field.id))
        found.push(...[finding?.id, incident.id, parent?.id].flatMap((ref) => pools.get(ref ?? '') ?? []))
      if (lawful.has(field.id)) found.push(piecesOf(law(field.id === 'case' || field.id === 'about' ? (parent?.document ?? document) : document)), ...(of.part && ['case', 'about'].includes(field.id) ? [piecesOf([of.part.article, of.part.part])] : [])) // biome-ignore format: one list
      return covers(found, value) ? null : 'invented'
    },
  }
}

const lawful = new Set(['offence.article', 'offence.essence', 'short.sum', 'article', 'decision', 'case', 'about'])
const numbers = Array.from({ length: 50 }, (_, index) => `${index + 1}`)

/** A fine, its half and its units, as sums are written. */
const sums = (units: number, mrp: number) => [`${units}`, ...[units * mrp, (units * mrp) / 2].map((sum) => String(sum).replace('.', ',').replace(/\B(?=(\d{3})+(?!\d))/g, ' '))] // biome-ignore format: one list

const kept = new Map<string, Pieces>()
function wordsFor(id: string, lang: PaperLang, { lang: own }: PaperDocument): Pieces {
  const key = `${id} ${lang} ${own}`
  const pieces = kept.get(key) ?? piecesOf(fixedWords(id, lang, wordsOf(lang)))
  kept.set(key, pieces)
  return pieces
}

/** What of a paper's values is not out of the case, in both languages. */
export function inventedIn(document: PaperDocument, rows: Rows): Fault[] {
  return document.fields.flatMap((field) =>
    (['ru', 'kk'] as const).flatMap((lang) => {
      const why = rows.faultOf(field, lang, document)
      return why ? [{ kind: document.kind, id: field.id, lang, value: textIn(field.value, lang) ?? '', why }] : []
    }),
  )
}
