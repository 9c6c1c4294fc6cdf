/** Whether a TrueType file is as it was made: each of its tables carries a sum of its bytes. */

/** What is wrong with the file, or null. Sums as OpenType counts them: 32-bit words added, `head` without its own sum. */
export function faultOfFont(font: DataView): { expected: string; got: string } | null {
  if (font.byteLength < 12) return { expected: 'a TrueType font', got: `${font.byteLength} bytes` }
  const magic = font.getUint32(0)
  if (magic !== 0x00010000) return { expected: 'a TrueType font', got: `a file that begins with ${hex(magic)}` }
  const count = font.getUint16(4)
  if (font.byteLength < 12 + count * 16) return { expected: `${count} tables`, got: 'a file torn off in their list' }
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16
    const name = [0, 1, 2, 3].map((byte) => String.fromCharCode(font.getUint8(record + byte))).join('')
    const [sum, at, length] = [4, 8, 12].map((from) => font.getUint32(record + from)) as [number, number, number]
    if (at + length > font.byteLength)
      return { expected: `table ${name} of ${length} bytes`, got: `a file torn off at ${font.byteLength}` }
    const counted = sumOf(font, at, length, name === 'head')
    if (counted !== sum) return { expected: `table ${name} with sum ${hex(sum)}`, got: hex(counted) }
  }
  return null
}

function sumOf(font: DataView, at: number, length: number, isHead: boolean): number {
  let sum = 0
  const words = length >>> 2
  for (let index = 0; index < words; index++) {
    // The third word of `head` is made after the sums are.
    if (isHead && index === 2) continue
    sum = (sum + font.getUint32(at + index * 4)) >>> 0
  }
  let rest = 0
  for (let byte = words * 4; byte < words * 4 + 4; byte++)
    rest = (rest << 8) | (byte < length ? font.getUint8(at + byte) : 0)
  return (sum + (rest >>> 0)) >>> 0
}

const hex = (value: number) => `0x${value.toString(16).padStart(8, '0')}`
