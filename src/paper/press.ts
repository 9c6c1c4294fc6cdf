import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coverageOf } from './coverage.ts'
import { faultOfFont } from './font-check.ts'

/** What papers are printed with: the compiler, and fonts that were found whole. */

/** The compiler, and the letters that its font has. */
export interface Press {
  compiler: NodeCompiler
  covered: ReadonlySet<number>
}

/** A font file that is missing or not as it was made: no paper is printed with it. */
export class FontFault extends Error {}

const faces = ['400Regular', '400Regular_Italic', '700Bold']
const needed = 'АЯаяЁёӘәҒғҚқҢңӨөҰұҮүҺһІі№«»–'

/** Where the package with the fonts lies. */
export function fontFolder(): string {
  return path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/package.json'))
}

/** Reads the fonts of a folder and checks every table of them by its sum; throws a FontFault that says what to do. */
export function openPress(folder: string = fontFolder()): Press {
  const fontBlobs = faces.map((face) => readFont(path.join(folder, face, `NotoSans_${face}.ttf`)))
  const [regular] = fontBlobs as [Buffer]
  const covered = coverageOf(viewOf(regular))
  const without = [...needed].filter((letter) => !covered.has(letter.codePointAt(0) as number))
  if (without.length > 0)
    throw fault(folder, 'a font with every Russian and Kazakh letter', `none of ${without.join(' ')}`)
  // Without fontBlobs of its own the compiler would look for fonts of the machine, and papers would differ from one to another.
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] })
  return { compiler, covered }
}

function readFont(file: string): Buffer {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw fault(file, 'a font that can be read', 'no such file')
  }
  const wrong = faultOfFont(viewOf(bytes))
  if (wrong) throw fault(file, wrong.expected, wrong.got)
  return bytes
}

const viewOf = (bytes: Buffer) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const fault = (file: string, expected: string, got: string) =>
  new FontFault(`${file}: expected ${expected}, got ${got}. Install the dependencies anew: npm ci.`)
