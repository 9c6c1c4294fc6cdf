/** What changed inside a text, word by word. */

export interface Piece {
  text: string
  change: 'same' | 'gone' | 'new'
}

const words = (text: string): string[] => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []

/** Longer texts are told apart as wholes: the table of their words would not fit a phone. */
const most = 1500

/** The pieces of both texts in order: those that went, those that came, those that stayed. */
export function wordDiff(before: string, after: string): Piece[] {
  const [old, now] = [words(before), words(after)]
  if (old.length > most || now.length > most) return joined([piece(before, 'gone'), piece(after, 'new')])
  const width = now.length + 1
  const longest = new Uint16Array((old.length + 1) * width)
  const at = (row: number, column: number) => longest[row * width + column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = now.length - 1; column >= 0; column--)
      longest[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const pieces: Piece[] = []
  let [row, column] = [0, 0]
  while (row < old.length || column < now.length) {
    const [was, is] = [old[row], now[column]]
    if (was !== undefined && was === is) {
      pieces.push(piece(was, 'same'))
      row++
      column++
    } else if (is === undefined || (was !== undefined && at(row + 1, column) >= at(row, column + 1))) {
      pieces.push(piece(was ?? '', 'gone'))
      row++
    } else {
      pieces.push(piece(is, 'new'))
      column++
    }
  }
  return joined(pieces)
}

const piece = (text: string, change: Piece['change']): Piece => ({ text, change })

function joined(pieces: Piece[]): Piece[] {
  const result: Piece[] = []
  for (const one of pieces) {
    const last = result.at(-1)
    if (one.text === '') continue
    if (last?.change === one.change) last.text += one.text
    else result.push({ ...one })
  }
  return result
}
