import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { FontFault, fontFolder, openPress } from './press.ts'

const folder = mkdtempSync(join(tmpdir(), 'uchastok-fonts-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const face = join(folder, '400Regular', 'NotoSans_400Regular.ttf')
function whole(): void {
  for (const name of ['400Regular', '400Regular_Italic', '700Bold'])
    cpSync(join(fontFolder(), name), join(folder, name), { recursive: true, force: true })
}

test('the fonts of the program are whole and have every letter', () => {
  whole()
  assert.ok(openPress(folder).covered.has('Ң'.charCodeAt(0)))
})

test('a font with one changed byte anywhere, torn off, empty or missing is told with what to do', () => {
  const length = readFileSync(face).length
  const at = (place: number) => () => {
    const bytes = readFileSync(face)
    bytes[place] = (bytes[place] ?? 0) ^ 0x20
    writeFileSync(face, bytes)
  }
  for (const spoil of [
    ...[0, 5, 1000, Math.floor(length / 2), length - 40].map(at),
    () => truncateSync(face, length / 2),
    () => truncateSync(face, 0),
    () => writeFileSync(face, 'version https://git-lfs.github.com/spec/v1'),
    () => unlinkSync(face),
  ]) {
    whole()
    spoil()
    assert.throws(
      () => openPress(folder),
      (fault) => fault instanceof FontFault && /expected .+, got .+npm ci/.test(fault.message),
      `${spoil}`,
    )
  }
})
