/** One-time codes that people read aloud and type on any keyboard. */

/** Sixteen letters of which none looks like another or like a figure. */
const letters = 'ABCEFHKMNPRTUWXY'
const length = 8
export const codesPossible = letters.length ** length
/** Letters of a Russian or Kazakh keyboard that look the same. */
const cyrillic: Record<string, string> = {
  ...{ А: 'A', В: 'B', С: 'C', Е: 'E', Н: 'H', К: 'K', М: 'M', Р: 'P', Т: 'T', Х: 'X', У: 'Y', Ү: 'Y' },
}

/** How long a code holds, in milliseconds: a week. */
export const codeHolds = 7 * 24 * 3_600_000

/** The code that a secret of chance (base64url, 24 bits and more) gives; eight letters. */
export function codeOf(secret: string): string {
  const bytes = [...Buffer.from(secret, 'base64url').subarray(0, length / 2)]
  return bytes.map((byte) => `${letters[byte >> 4]}${letters[byte & 15]}`).join('')
}

/** As people see it: `ABCE-FHKM`. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** The code that somebody typed, whatever the case, the keyboard and the gaps; null when it cannot be one. */
export function readCode(typed: string): string | null {
  const plain = [...typed.toUpperCase()]
    .map((letter) => cyrillic[letter] ?? letter)
    .filter((letter) => !/[\s\p{P}]/u.test(letter))
  return plain.length === length && plain.every((letter) => letters.includes(letter)) ? plain.join('') : null
}
