/** Words that no language has, each with a number, and the search for them in any bytes: so a test sees where a text went. For tests alone. */

export const beginning = 'щъыбь'
const letters = 'абвгдежзик'
const length = 5

/** The word of a number up to 99,999. */
export function wordOf(n: number): string {
  return beginning + [...String(n).padStart(length, '0')].map((digit) => letters[Number(digit)]).join('')
}

const escaped = (text: string) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')

/** UTF-8, UTF-16 both ways round, and as JSON may write it. */
const codes: ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le').swap16(),
  (text) => Buffer.from(escaped(text)),
  (text) => Buffer.from(escaped(text).toUpperCase().replaceAll('U', 'u')),
]

/** The numbers of all whole words in these bytes, however they are written. */
export function wordsIn(bytes: Buffer): Set<number> {
  const found = new Set<number>()
  for (const code of codes) {
    const [start, known] = [code(beginning), [...letters].map(code)]
    const width = known[0]?.length ?? 0
    for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
      const digits = Array.from({ length }, (_, i) => {
        const from = at + start.length + i * width
        return known.findIndex((letter) => letter.equals(bytes.subarray(from, from + width)))
      })
      if (!digits.includes(-1)) found.add(Number(digits.join('')))
    }
  }
  return found
}
