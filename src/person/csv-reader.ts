/**
 * Reads a CSV table as it comes, piece by piece: RFC 4180 with `;`, `,` or tab, LF, CRLF or CR. A line that cannot be read
 * is told of and passed over; memory stays within one record, whatever is sent.
 */

export interface CsvRow {
  /** Of the file, from 1, on which it begins. */
  line: number
  cells: string[]
}
export type CsvFault = 'quote' | 'long' | 'nul'
export interface CsvBroken {
  line: number
  fault: CsvFault
}

/** A record is never longer, in UTF-16 code units. */
const longestRecord = 20_000

export interface CsvReader {
  push(text: string): (CsvRow | CsvBroken)[]
  end(): (CsvRow | CsvBroken)[]
}

export function openCsv(): CsvReader {
  let [rest, line, separator, begun, skipping] = ['', 1, '', false, false]

  const read = (last: boolean): (CsvRow | CsvBroken)[] => {
    const out: (CsvRow | CsvBroken)[] = []
    let at = 0
    while (at < rest.length) {
      if (skipping) {
        const end = lineEnd(rest, at, last)
        if (end === null) return keep(rest.endsWith('\r') ? rest.length - 1 : rest.length, out)
        at = end
        line += 1
        skipping = false
        continue
      }
      if (!begun) {
        const end = lineEnd(rest, at, last)
        if (end === null && rest.length - at <= longestRecord) return keep(at, out)
        const header = rest.slice(at, end ?? at + longestRecord)
        begun = true
        const told = /^sep=([;,\t])\s*$/.exec(header)
        separator = told?.[1] ?? separatorOf(header)
        if (told && end !== null) {
          at = end
          line += 1
        }
        continue
      }
      const record = recordAt(rest, at, separator, last)
      if (record === 'more') return keep(at, out)
      if ('fault' in record) {
        out.push({ line, fault: record.fault })
        skipping = true
        continue
      }
      if (record.cells.some((cell) => cell.includes('\0'))) out.push({ line, fault: 'nul' })
      else if (record.cells.some((cell) => cell.trim() !== '')) out.push({ line, cells: record.cells })
      line += record.lines
      at = record.next
    }
    return keep(at, out)
  }
  const keep = (at: number, out: (CsvRow | CsvBroken)[]) => {
    rest = rest.slice(at)
    return out
  }
  return {
    push(text) {
      rest += text
      return read(false)
    },
    end: () => read(true),
  }
}

/** Where the next line begins, or null when it has not come yet. */
function lineEnd(text: string, from: number, last: boolean): number | null {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\n') return at + 1
    if (text[at] !== '\r') continue
    if (at + 1 === text.length && !last) return null
    return text[at + 1] === '\n' ? at + 2 : at + 1
  }
  return last ? text.length : null
}

type Found = { cells: string[]; next: number; lines: number } | { fault: CsvFault } | 'more'

function recordAt(text: string, from: number, separator: string, last: boolean): Found {
  const cells: string[] = []
  let [at, lines] = [from, 0]
  const most = from + longestRecord
  const short = (fault: CsvFault): Found => (at >= most ? { fault } : last ? { fault } : 'more')
  for (;;) {
    if (at >= most) return { fault: 'long' }
    if (text[at] === '"') {
      let cell = ''
      for (at += 1; ; at += 1) {
        const end = text.indexOf('"', at)
        if (end < 0 || end > most) {
          at = end < 0 ? text.length : end
          return short('quote')
        }
        const part = text.slice(at, end)
        for (let next = part.indexOf('\n'); next >= 0; next = part.indexOf('\n', next + 1)) lines += 1
        cell += part
        at = end + 1
        // The other half of a doubled quote may still be on its way.
        if (at === text.length && !last) return at >= most ? { fault: 'quote' } : 'more'
        if (text[at] !== '"') break
        cell += '"'
      }
      cells.push(cell)
      while (text[at] === ' ') at += 1
    } else {
      const begin = at
      while (at < text.length && at < most && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1
      if (at >= most) return { fault: 'long' }
      cells.push(text.slice(begin, at))
    }
    if (at >= text.length) return last ? { cells, next: at, lines: lines + 1 } : short('long')
    if (text[at] === separator) {
      at += 1
      continue
    }
    if (text[at] !== '\n' && text[at] !== '\r') return { fault: 'quote' }
    if (text[at] === '\r' && at + 1 === text.length && !last) return 'more'
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1
    return { cells, next: at, lines: lines + 1 }
  }
}

/** Of `;`, `,` and tab the one that the header has most of. */
function separatorOf(header: string): string {
  const count = (mark: string) => header.split(mark).length
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',')
}

/** How the bytes are written: as their mark says, UTF-8 where all of it is, else Windows-1251 as spreadsheets here write. */
export function encodingOf(chunks: readonly Uint8Array[]): 'utf-8' | 'utf-16le' | 'windows-1251' {
  const [first] = chunks
  if (first?.[0] === 0xff && first[1] === 0xfe) return 'utf-16le'
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (const chunk of chunks) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return 'utf-8'
  } catch {
    return 'windows-1251'
  }
}
