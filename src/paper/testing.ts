import { inflateSync } from 'node:zlib'

/** The text of a PDF of ours by its own maps from glyphs to letters, spaces left out. */
export function textOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1')
  const object = (id: string) => new RegExp(`(?:^|\\n)${id} 0 obj\\n([\\s\\S]*?)endobj`).exec(raw)?.[1] ?? ''
  const stream = (body: string) => {
    const at = body.indexOf('stream\n')
    const bytes = Buffer.from(body.slice(at + 7, body.lastIndexOf('\nendstream')), 'latin1')
    return (/FlateDecode/.test(body.slice(0, at)) ? inflateSync(bytes) : bytes).toString('latin1')
  }
  const maps = new Map<string, Map<number, string>>()
  for (const [, name = '', font = ''] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const cmap = stream(object(/\/ToUnicode (\d+) 0 R/.exec(object(font))?.[1] ?? ''))
    const map = new Map<number, string>()
    for (const [, glyph = '', to = ''] of cmap.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\n/gi))
      map.set(Number.parseInt(glyph, 16), Buffer.from(to, 'hex').swap16().toString('utf16le'))
    maps.set(name, map)
  }
  let text = ''
  for (const [, contents = ''] of raw.matchAll(/\/Contents (\d+) 0 R/g)) {
    let map = new Map<number, string>()
    const kept: Map<number, string>[] = []
    const page = stream(object(contents))
    for (const { font, bytes } of shown(page)) {
      // The font is part of what q keeps and Q brings back.
      if (font === 'q') kept.push(map)
      else if (font === 'Q') map = kept.pop() ?? map
      else if (font) map = maps.get(font) ?? map
      for (let at = 0; at + 1 < bytes.length; at += 2) text += map.get(bytes.readUInt16BE(at)) ?? '-'
    }
  }
  return text.replace(/\s/g, '')
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Fonts chosen, states kept and brought back, and strings shown, in order; a literal string may hold balanced parentheses. */
function* shown(page: string): Generator<{ font: string | null; bytes: Buffer }> {
  const nothing = Buffer.alloc(0)
  for (let at = 0; at < page.length; at++) {
    const font = page[at] === '/' ? /^\/(F\d+) [\d.]+ Tf/.exec(page.slice(at, at + 30)) : null
    if (font) yield { font: font[1] ?? null, bytes: nothing }
    const state = page[at - 1] === '\n' && page[at + 1] === '\n' ? page[at] : ''
    if (state === 'q' || state === 'Q') yield { font: state, bytes: nothing }
    const hex = page[at] === '<' ? /^<([0-9a-f]+)>/i.exec(page.slice(at, at + 4000)) : null
    if (hex) yield { font: null, bytes: Buffer.from(hex[1] ?? '', 'hex') }
    if (page[at] !== '(') continue
    let literal = ''
    for (let depth = 1; ; ) {
      const next = page[++at] as string
      if (next === '\\') {
        const octal = /^[0-7]{1,3}/.exec(page.slice(at + 1, at + 4))?.[0]
        literal += octal
          ? String.fromCharCode(Number.parseInt(octal, 8))
          : (escapes[page[at + 1] as string] ?? page[at + 1])
        at += octal ? octal.length : 1
        continue
      }
      if (next === '(') depth += 1
      if (next === ')' && --depth === 0) break
      literal += next
    }
    yield { font: null, bytes: Buffer.from(literal, 'latin1') }
  }
}
