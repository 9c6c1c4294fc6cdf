/** Which letters a TrueType font can draw: PDF/A refuses a paper with a single letter that it cannot. */

/** Code points of the font's Unicode map (`cmap` formats 4 and 12); throws when it has neither. */
export function coverageOf(font: DataView): Set<number> {
  const cmap = tableAt(font, 'cmap')
  const covered = new Set<number>()
  let read = false
  for (let index = 0; index < font.getUint16(cmap + 2); index++) {
    const record = cmap + 4 + index * 8
    const platform = font.getUint16(record)
    const table = cmap + font.getUint32(record + 4)
    const format = font.getUint16(table)
    if (platform !== 0 && platform !== 3) continue
    if (format === 4) readSegments(font, table, covered)
    else if (format === 12) readGroups(font, table, covered)
    else continue
    read = true
  }
  if (!read)
    throw new Error('Expected a font with a Unicode map of format 4 or 12, got none. Take the .ttf of Noto Sans.')
  return covered
}

/** The text with each run of letters that cannot be drawn as one `instead`; line breaks stay. */
export function drawable(text: string, covered: ReadonlySet<number>, instead: string): string {
  let shown = ''
  let inside = false
  for (const letter of text) {
    const fits = letter === '\n' || covered.has(letter.codePointAt(0) as number)
    if (fits) shown += letter
    else if (!inside) shown += instead
    inside = !fits
  }
  return shown
}

function tableAt(font: DataView, tag: string): number {
  for (let index = 0; index < font.getUint16(4); index++) {
    const record = 12 + index * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(record + byte)))
    if (name === tag) return font.getUint32(record + 8)
  }
  throw new Error(`Expected a TrueType font with a table "${tag}", found none. Check the file.`)
}

function readSegments(font: DataView, table: number, covered: Set<number>): void {
  const bytes = font.getUint16(table + 6)
  const [ends, starts] = [table + 14, table + 16 + bytes]
  const [deltas, ranges] = [starts + bytes, starts + 2 * bytes]
  for (let at = 0; at < bytes; at += 2) {
    const start = font.getUint16(starts + at)
    const range = font.getUint16(ranges + at)
    for (let code = start; code <= font.getUint16(ends + at) && code !== 0xffff; code++) {
      const raw = range === 0 ? code : font.getUint16(ranges + at + range + (code - start) * 2)
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + font.getUint16(deltas + at)) & 0xffff
      if (glyph !== 0) covered.add(code)
    }
  }
}

function readGroups(font: DataView, table: number, covered: Set<number>): void {
  for (let index = 0; index < font.getUint32(table + 12); index++) {
    const group = table + 16 + index * 12
    for (let code = font.getUint32(group); code <= font.getUint32(group + 4); code++) covered.add(code)
  }
}
