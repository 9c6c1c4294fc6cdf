import path from 'node:path'
import type { PaperLang } from '../base/law.ts'
import { drawable } from './coverage.ts'
import type { PaperDocument } from './document.ts'
import { forms } from './forms.ts'
import { layOut, type Photo, type Sheet } from './layout.ts'
import { openPress, type Press } from './press.ts'

/** Papers as PDF/A-2b. What people wrote goes in as data and is never read as markup. */

/** A picture to show among the attachments: JPEG or PNG; others are left to the list. */
export interface Picture {
  /** Of the paper's attachment. */
  id: string
  bytes: Uint8Array
}

const longestCache = 30

let kept: Press | null = null
let fonts: string | undefined

/** One compiler for all papers: fonts are read, and found whole, once. Throws a FontFault. */
function press(): Press {
  kept ??= openPress(fonts)
  return kept
}

/** From now on the fonts are those of this folder; without one, those that came with the program. */
export function printFrom(folder?: string): void {
  fonts = folder
  kept = null
}

/** A paper on A4; with ПРОЕКТ or ЖОБА across it while something obligatory is missing. Throws if the template is broken. */
export async function renderPaper(
  document: PaperDocument,
  lang: PaperLang = document.lang,
  pictures: readonly Picture[] = [],
): Promise<Buffer> {
  return renderSheets((photos) => [layOut(document, forms[document.kind], lang, photos)], pictures)
}

/** Sheets one after the other, laid out with the pictures that could be read. */
export function renderSheets(lay: (photos: readonly Photo[]) => Sheet[], pictures: readonly Picture[]): Buffer {
  const usable = pictures.filter((one) => extensionOf(one.bytes) !== null)
  try {
    return print(lay, usable)
  } catch (fault) {
    // A picture that only looks like one must not stand in the way of the paper.
    if (usable.length === 0) throw fault
    return print(lay, [])
  }
}

/** The first page as an SVG with letters as outlines. */
export function paperSvg(document: PaperDocument, lang: PaperLang = document.lang): string {
  return press().compiler.plainSvg(compile([layOut(document, forms[document.kind], lang)]))
}

function print(lay: (photos: readonly Photo[]) => Sheet[], pictures: readonly Picture[]): Buffer {
  const { compiler } = press()
  const files = pictures.map((one, index) => ({
    id: one.id,
    path: `picture-${index}.${extensionOf(one.bytes)}`,
    bytes: Buffer.from(one.bytes),
  }))
  const photos: Photo[] = files.map(({ id, path: name }) => ({ id, path: name }))
  for (const file of files) compiler.mapShadow(path.join(import.meta.dirname, file.path), file.bytes)
  try {
    return typeset(lay(photos))
  } finally {
    for (const file of files) compiler.unmapShadow(path.join(import.meta.dirname, file.path))
  }
}

/** Sheets one after the other as PDF/A-2b. */
export function typeset(sheets: readonly Sheet[]): Buffer {
  const made = compile(sheets)
  const pdf = press().compiler.pdf(made, { pdfStandard: 'a-2b' })
  press().compiler.evictCache(longestCache)
  return pdf
}

function compile(sheets: readonly Sheet[]) {
  const done = press().compiler.compile({
    mainFilePath: path.join(import.meta.dirname, 'paper.typ'),
    inputs: { data: JSON.stringify(sheets, (_, value) => (typeof value === 'string' ? printable(value) : value)) },
  })
  if (done.result) return done.result
  const fault = done.takeDiagnostics()
  throw new Error(
    `Expected paper.typ to compile, got ${JSON.stringify(fault?.shortDiagnostics ?? 'no diagnostics')}. Check the template against layout.ts.`,
  )
}

// Control characters, broken halves of letters, and marks that turn the direction of reading: none may stand in a paper.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

const printable = (text: string) =>
  drawable(unbroken(text.toWellFormed().replace(unprintable, '')), press().covered, '\ufffd')

/** A year keeps its «г.», a sign its number: neither begins a line. */
const unbroken = (text: string) => text.replace(/(\d{4}) (?=г\.)/g, '$1\u00a0').replace(/№ (?=\S)/g, '№\u00a0')

/** By the first bytes, never by the name: what else a file may be is not for the compiler. */
function extensionOf(bytes: Uint8Array): 'jpg' | 'png' | null {
  const begins = (...first: number[]) => first.every((byte, index) => bytes[index] === byte)
  if (begins(0xff, 0xd8, 0xff)) return 'jpg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  return null
}
