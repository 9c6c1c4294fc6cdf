import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { coverageOf, drawable } from './coverage.ts'

const require = createRequire(import.meta.url)
const font = (face: string) => {
  const file = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`))
  return new DataView(file.buffer, file.byteOffset, file.byteLength)
}

test('every face that the paper is set in has all Russian and Kazakh letters and its signs', () => {
  const needed = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяӘәҒғҚқҢңӨөҰұҮүҺһІі0123456789№«»–₸%()\u00a0\ufffd'
  for (const face of ['400Regular', '400Regular_Italic', '700Bold']) {
    const covered = coverageOf(font(face))
    for (const letter of needed + needed.toUpperCase())
      assert.ok(covered.has(letter.codePointAt(0) as number), `${face}: ${letter}`)
    assert.ok(!covered.has(0x1f697) && !covered.has(0x4e2d) && !covered.has(0x0378))
  }
})

test('a run of letters without a glyph becomes one sign', () => {
  const covered = new Set([...'аб '].map((letter) => letter.codePointAt(0) as number))
  const cases: [string, string][] = [
    ['аб', 'аб'],
    ['а🚗🚙б', 'а?б'],
    ['🚗 🚙', '? ?'],
    ['а\nб', 'а\nб'],
    ['', ''],
  ]
  for (const [text, shown] of cases) assert.equal(drawable(text, covered, '?'), shown)
})

test('what is no font is refused', () => {
  assert.throws(() => coverageOf(new DataView(new ArrayBuffer(64))), /cmap/)
})
