import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { PaperLang } from '../base/law.ts'
import { coverageOf, drawable } from './coverage.ts'
import type { Protocol } from './protocol.ts'
import { type Photo, protocolPaper } from './template.ts'
import {
  type CrimeReport,
  crimeLetter,
  type RemovalOrder,
  removalLetter,
  type Transfer,
  transferLetter,
} from './template-letter.ts'

/** Papers as PDF/A-2b. What people wrote goes in as data and is never read as markup. */

/** A picture to show among the attachments: JPEG or PNG; others are left to the list. */
export interface Picture {
  /** Of the protocol's attachment. */
  id: string
  bytes: Uint8Array
}

const require = createRequire(import.meta.url)
const faces = ['400Regular', '400Regular_Italic', '700Bold']
const longestCache = 30

let kept: { compiler: NodeCompiler; covered: ReadonlySet<number> } | null = null

/** One compiler for all papers, and the letters that its font has: fonts are read once. */
function press() {
  if (kept) return kept
  const fonts = path.dirname(require.resolve('@expo-google-fonts/noto-sans/package.json'))
  const fontBlobs = faces.map((face) => readFileSync(path.join(fonts, face, `NotoSans_${face}.ttf`)))
  const [regular] = fontBlobs as [Buffer]
  kept = {
    compiler: NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] }),
    covered: coverageOf(new DataView(regular.buffer, regular.byteOffset, regular.byteLength)),
  }
  return kept
}

/** The protocol on A4; with ПРОЕКТ or ЖОБА across it while something obligatory is missing. Throws if the template is broken. */
export async function renderProtocol(
  protocol: Protocol,
  lang: PaperLang = protocol.lang,
  pictures: readonly Picture[] = [],
): Promise<Buffer> {
  const usable = pictures.filter((one) => extensionOf(one.bytes) !== null)
  try {
    return protocolPdf(protocol, lang, usable)
  } catch (fault) {
    // A picture that only looks like one must not stand in the way of the paper.
    if (usable.length === 0) throw fault
    return protocolPdf(protocol, lang, [])
  }
}

/** The demand to remove a violation. */
export async function renderRemoval(order: RemovalOrder, lang: PaperLang): Promise<Buffer> {
  return typeset('letter.typ', removalLetter(order, lang))
}

/** The report of a crime. */
export async function renderCrimeReport(report: CrimeReport, lang: PaperLang): Promise<Buffer> {
  return typeset('letter.typ', crimeLetter(report, lang))
}

/** The covering letter to another body. */
export async function renderTransfer(transfer: Transfer, lang: PaperLang): Promise<Buffer> {
  return typeset('letter.typ', transferLetter(transfer, lang))
}

/** The demand as an SVG with letters as outlines; of its first page only. */
export function removalSvg(order: RemovalOrder, lang: PaperLang): string {
  return press().compiler.plainSvg(compile('letter.typ', removalLetter(order, lang)))
}

function protocolPdf(protocol: Protocol, lang: PaperLang, pictures: readonly Picture[]): Buffer {
  const files = pictures.map((one, index) => ({
    id: one.id,
    path: `picture-${index}.${extensionOf(one.bytes)}`,
    bytes: Buffer.from(one.bytes),
  }))
  const photos: Photo[] = files.map(({ id, path: name }) => ({ id, path: name }))
  for (const file of files) press().compiler.mapShadow(path.join(import.meta.dirname, file.path), file.bytes)
  try {
    return typeset('protocol.typ', protocolPaper(protocol, lang, photos))
  } finally {
    for (const file of files) press().compiler.unmapShadow(path.join(import.meta.dirname, file.path))
  }
}

function typeset(template: 'protocol.typ' | 'letter.typ', data: object): Buffer {
  const made = compile(template, data)
  const pdf = press().compiler.pdf(made, { pdfStandard: 'a-2b' })
  press().compiler.evictCache(longestCache)
  return pdf
}

function compile(template: 'protocol.typ' | 'letter.typ', data: object) {
  const done = press().compiler.compile({
    mainFilePath: path.join(import.meta.dirname, template),
    inputs: { data: JSON.stringify(data, (_, value) => (typeof value === 'string' ? printable(value) : value)) },
  })
  if (done.result) return done.result
  const fault = done.takeDiagnostics()
  throw new Error(
    `Expected ${template} to compile, got ${JSON.stringify(fault?.shortDiagnostics ?? 'no diagnostics')}. Check the template against template.ts.`,
  )
}

// Control characters, broken halves of letters, and marks that turn the direction of reading: none may stand in a paper.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

const printable = (text: string) => drawable(text.toWellFormed().replace(unprintable, ''), press().covered, '\ufffd')

/** By the first bytes, never by the name: what else a file may be is not for the compiler. */
function extensionOf(bytes: Uint8Array): 'jpg' | 'png' | null {
  const begins = (...first: number[]) => first.every((byte, index) => bytes[index] === byte)
  if (begins(0xff, 0xd8, 0xff)) return 'jpg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  return null
}
