import { foldWords } from '../detection/text.ts'
import { bareName, foldedNames, type NewPlace } from './gazetteer-file.ts'
import { isLandmarkKind } from './landmark-kinds.ts'
import { houseOf } from './mention.ts'

/**
 * A CSV table of a district, read into places: columns kind, name_ru, name_kk, aliases (parted by |), street, number,
 * lat, lon in any order; `,` or `;` between them, quotes as in RFC 4180, a byte order mark or none.
 */

export const csvProblems = ['csv-empty', 'csv-column', 'csv-value', 'csv-quote', 'csv-long'] as const
export type CsvProblem = (typeof csvProblems)[number]
export interface CsvRefusal {
  problem: CsvProblem
  /** Of the file, from 1. */
  line: number
  column: string
  message: string
}

const columns = ['kind', 'name_ru', 'name_kk', 'aliases', 'street', 'number', 'lat', 'lon'] as const
type Column = (typeof columns)[number]
const needed: readonly Column[] = ['kind', 'lat', 'lon']
const mostRows = 200_000
const mostLetters = 500

const kinds: Record<string, NewPlace['kind']> = {
  house: 'house', дом: 'house', үй: 'house',
  street: 'street', улица: 'street', көше: 'street',
  landmark: 'landmark', ориентир: 'landmark', бағдар: 'landmark',
  microdistrict: 'microdistrict', микрорайон: 'microdistrict', 'шағын аудан': 'microdistrict',
  area: 'area', участок: 'area', алаң: 'area',
} // biome-ignore format: a table

interface Row {
  line: number
  kind: NewPlace['kind']
  nameRu: string
  nameKk: string
  aliases: string[]
  street: string
  number: string
  lat: number
  lon: number
  landmark: string
}

/** The places of the table, or what is wrong with the first wrong row. */
export function placesOfCsv(text: string): { places: NewPlace[] } | CsvRefusal {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const records = recordsOf(source, separatorOf(source))
  if ('problem' in records) return records
  const [header, ...lines] = records
  if (!header || lines.length === 0) return refusal('csv-empty', 1, '', 'The table has no rows under its header.')
  const at = new Map(header.cells.map((cell, index) => [cell.trim().toLowerCase(), index]))
  const absent = needed.find((column) => !at.has(column))
  if (absent)
    return refusal(
      'csv-column',
      header.line,
      absent,
      `The header has no column ${absent}; expected ${columns.join(', ')}.`,
    )
  if (lines.length > mostRows)
    return refusal('csv-long', lines[mostRows]?.line ?? 0, '', `At most ${mostRows} rows are taken.`)
  const rows: Row[] = []
  for (const { line, cells } of lines) {
    const row = rowOf(line, (column) => (cells[at.get(column) ?? -1] ?? '').trim())
    if ('problem' in row) return row
    rows.push(row)
  }
  return { places: placesOfRows(rows) }
}

function rowOf(line: number, cell: (column: Column) => string): Row | CsvRefusal {
  const wrong = (column: Column, expected: string) =>
    refusal(
      'csv-value',
      line,
      column,
      `Line ${line}, column ${column}: expected ${expected}, came "${cell(column).slice(0, 40)}".`,
    )
  const told = cell('kind').toLowerCase()
  const landmark = isLandmarkKind(told) ? told : ''
  const kind = landmark ? 'landmark' : kinds[told]
  if (!kind) return wrong('kind', 'house, street, landmark, microdistrict or area')
  const [lat, lon] = [degrees(cell('lat')), degrees(cell('lon'))]
  if (lat === null || Math.abs(lat) > 90) return wrong('lat', 'degrees north, −90 … 90')
  if (lon === null || Math.abs(lon) > 180) return wrong('lon', 'degrees east, −180 … 180')
  const long = columns.find((column) => cell(column).length > mostLetters)
  if (long) return wrong(long, `at most ${mostLetters} letters`)
  const [nameRu, nameKk, street, number] = [cell('name_ru'), cell('name_kk'), cell('street'), cell('number')]
  if (kind === 'house' && number === '') return wrong('number', "the house's number")
  if (kind === 'house' && houseOf(number) === null) return wrong('number', 'a number like 7, 7а or 7/2')
  if (kind === 'house' && street === '' && nameRu === '' && nameKk === '')
    return wrong('street', 'the street or microdistrict of the house')
  if (kind !== 'house' && nameRu === '' && nameKk === '') return wrong('name_ru', 'a name in Russian or Kazakh')
  const aliases = cell('aliases')
    .split('|')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '')
  return { line, kind, nameRu, nameKk, aliases, street, number, lat, lon, landmark }
}

/** `42.34`, and `42,34` as spreadsheets write it. */
function degrees(cell: string): number | null {
  return /^-?\d{1,3}(?:[.,]\d+)?$/.test(cell) ? Number(cell.replace(',', '.')) : null
}

const microdistrict = /(?<!\p{L})(?:мкр|микрорайон|ж\s*\.?\s*м|жилой массив|шағын аудан|тұрғын алаб)/iu

function placesOfRows(rows: readonly Row[]): NewPlace[] {
  const keyOf = (name: string) => foldWords(bareName(name))
  const whole = new Map<string, Row>()
  for (const row of rows)
    if (row.kind === 'street' || row.kind === 'microdistrict')
      for (const name of [row.nameRu, row.nameKk, ...row.aliases]) if (name) whole.set(keyOf(name), row)
  return rows.map((row): NewPlace => {
    const point = { lat: row.lat, lon: row.lon }
    if (row.kind !== 'house')
      return {
        ...{ kind: row.kind, nameRu: row.nameRu || row.nameKk, nameKk: row.nameKk || row.nameRu, house: '', point },
        folded: foldedNames([row.nameRu, row.nameKk, ...row.aliases]),
        // A street is drawn by its line, which a table does not have.
        shape: row.kind === 'landmark' ? { type: 'Point', coordinates: [row.lon, row.lat] } : null,
        properties: { kind: row.kind, ...(row.landmark ? { landmark: row.landmark } : {}) },
      }
    const told = row.street || row.nameRu || row.nameKk
    const of = whole.get(keyOf(told))
    const inDistrict = of ? of.kind === 'microdistrict' : microdistrict.test(told)
    const number = houseOf(row.number) ?? row.number
    return {
      kind: 'house',
      nameRu: `${of?.nameRu || of?.nameKk || told}, ${row.number}`,
      nameKk: `${of?.nameKk || of?.nameRu || told}, ${row.number}`,
      folded: foldedNames(of ? [of.nameRu, of.nameKk, ...of.aliases] : [told, ...row.aliases]),
      ...{ house: number, point, shape: null },
      properties: { kind: 'house', number: row.number, ...(inDistrict ? {} : { street: told }) },
    }
  })
}

interface TableRow {
  line: number
  cells: string[]
}

/** Of `;`, `,` and tab the one that the header has most of. */
function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const header = end < 0 ? text : text.slice(0, end)
  const count = (mark: string) => header.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

/** The records of a table with the line on which each begins; empty lines are left out. */
function recordsOf(text: string, separator: string): TableRow[] | CsvRefusal {
  const records: TableRow[] = []
  let [line, began, at] = [1, 1, 0]
  let cells: string[] = []
  const ended = () => {
    if (cells.some((cell) => cell.trim() !== '')) records.push({ line: began, cells })
    cells = []
    line += 1
    began = line
  }
  while (at < text.length) {
    if (text[at] === '"') {
      let cell = ''
      const opened = line
      for (at += 1; ; at += 1) {
        const end = text.indexOf('"', at)
        if (end < 0) return refusal('csv-quote', opened, '', `Line ${opened}: a quotation mark is not closed.`)
        const part = text.slice(at, end)
        for (let next = part.indexOf('\n'); next >= 0; next = part.indexOf('\n', next + 1)) line += 1
        cell += part
        at = end + 1
        if (text[at] !== '"') break
        cell += '"'
      }
      cells.push(cell)
    } else {
      const from = at
      while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
      cells.push(text.slice(from, at))
    }
    while (at < text.length && text[at] === ' ') at += 1
    if (text[at] === separator) {
      at += 1
      if (at < text.length) continue
      cells.push('')
    } else if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
      return refusal('csv-quote', line, '', `Line ${line}: text follows a closed quotation mark.`)
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1
    at += 1
    ended()
  }
  return records
}

function refusal(problem: CsvProblem, line: number, column: string, message: string): CsvRefusal {
  return { problem, line, column, message }
}
