import type { Span } from './categories.ts'
import {
  beside,
  capital,
  is,
  numberAfter,
  numberAt,
  quoted,
  type Reader,
  timeWord,
  touching,
  word,
} from './place-reader.ts'
import { placeClass } from './place-words.ts'
import { type Folded, perWord } from './text.ts'

/** A run of words, `[first, last]`, that may be part of a place's name. */
interface Piece {
  first: number
  last: number
  /** Names a place by itself; a weak piece does so only beside a sure one. */
  sure: boolean
}

const atMost = 40
/** Numbered as entrances are, but a landmark even without a number. */
const institution = /^(?:школ|мектеп|лице|гимнази|садик|детсад|балабак|общежит|жатакхан|поликлиник|гараж)/

const classOf = perWord((word) => (word.digits ? 'nothing' : placeClass(word.text)))

/** Finds the spans that name a place: house, entrance, street, microdistrict, landmark; «у нас» is none. */
export function findPlaces(text: Folded): Span[] {
  const reader: Reader = {
    raw: text.raw,
    tokens: text.tokens,
    classes: text.tokens.map((token) => classOf(token.word)),
    capitals: text.capitals < 0.5,
  }
  const pieces: Piece[] = []
  for (let at = 0; at < reader.tokens.length && pieces.length < 200; ) {
    const piece =
      unitPiece(reader, at) ??
      streetPiece(reader, at) ??
      namePiece(reader, at) ??
      markPiece(reader, at) ??
      ledPiece(reader, at)
    if (piece === undefined) at += 1
    else {
      pieces.push(piece)
      at = piece.last + 1
    }
  }
  return join(
    reader,
    pieces.map((piece) => widen(reader, piece)),
  )
}

function unitPiece(reader: Reader, at: number): Piece | undefined {
  const number = numberAt(reader, at)
  if (number !== undefined && beside(reader, number)) {
    const next = number + 1
    const unit = is(reader, next, 'unit') || (is(reader, next, 'unitAfter') && reader.tokens[at]?.digits === true)
    if (unit && !isClock(reader, next)) return { first: at, last: next, sure: true }
  }
  if ((is(reader, at, 'unit') || is(reader, at, 'unitBefore')) && beside(reader, at)) {
    const from = word(reader, at + 1) === 'номер' ? at + 2 : at + 1
    const last = numberAt(reader, from)
    if (last !== undefined && !(isShort(reader, at) && !reader.tokens[from]?.digits))
      return { first: at, last, sure: true }
    if (word(reader, at).startsWith('мкр') || word(reader, at).startsWith('микрор')) {
      const name = nameRun(reader, at + 1, 2)
      if (name !== undefined) return { first: at, last: numberAfter(reader, name), sure: true }
    }
  }
  return fraction(reader, at)
}

function isShort(reader: Reader, at: number): boolean {
  return word(reader, at).length <= 2 && word(reader, at) !== 'уй'
}

/** `7/2`, `у 31го`, `между 40 и 42`: a number that is a house because of what stands round it. */
function fraction(reader: Reader, at: number): Piece | undefined {
  const token = reader.tokens[at]
  if (token === undefined || !token.digits) return undefined
  const before = at > 0 ? word(reader, at - 1) : ''
  const last = numberAt(reader, at)
  if (last === undefined) return undefined
  const shown = reader.raw.slice(token.start, reader.tokens[last]?.end)
  if (shown.includes('/') && shown !== '24/7' && token.text !== '0' && !timeWord(reader, last + 1))
    return { first: at, last, sure: true }
  const near = ['у', 'возле', 'около', 'напротив', 'за', 'между', 'перед', 'рядом', 'вдоль'].includes(before)
  const ordinal = last > at && /^(?:го|й|му|м|ом|[абвгд])$/.test(word(reader, last))
  if (near && ordinal && !timeWord(reader, last + 1)) return { first: at, last, sure: true }
  const joint = last + 1
  if (is(reader, joint, 'joint') && reader.tokens[joint + 1]?.digits) {
    const end = numberAt(reader, joint + 1)
    if (end !== undefined && (before === 'между' || is(reader, end + 1, 'relation') || is(reader, end + 1, 'unit'))) {
      return {
        first: at,
        last: is(reader, end + 1, 'nothing') ? end : before === 'между' && !is(reader, end + 1, 'unit') ? end : end + 1,
        sure: true,
      }
    }
  }
  return undefined
}

function isClock(reader: Reader, at: number): boolean {
  return /^(?:м|а|п)$/.test(word(reader, at)) && reader.tokens[at]?.glued !== true
}

/** Up to `most` words of a proper name from `at`; its last word. */
function nameRun(reader: Reader, at: number, most: number): number | undefined {
  let last: number | undefined
  for (let i = at; i < at + most && i < reader.tokens.length; i += 1) {
    const ends = i > 0 && !touching(reader, i - 1)
    if (ends || reader.tokens[i]?.digits) break
    const named = is(reader, i, 'name') || (reader.capitals && capital(reader, i)) || quoted(reader, i)
    if (!named || is(reader, i, 'preposition') || reader.tokens[i]?.cut) break
    last = i
    if ('»"”'.includes(reader.raw[reader.tokens[i]?.end ?? 0] ?? ' ')) break
  }
  return last
}

function streetPiece(reader: Reader, at: number): Piece | undefined {
  if (!is(reader, at, 'street')) return undefined
  const kazakh = word(reader, at).startsWith('коше') || word(reader, at).startsWith('дангыл')
  let first = at
  if (kazakh || !beside(reader, at) || reader.tokens[at + 1]?.cut) {
    for (let i = at - 1; i >= 0 && i >= at - 3 && beside(reader, i); i -= 1) {
      if (reader.tokens[i]?.digits) {
        first = i
        break
      }
      const fits =
        is(reader, i, 'name') ||
        (reader.capitals && capital(reader, i)) ||
        (is(reader, i, 'suffix') && reader.tokens[i - 1]?.digits)
      if (!fits || (reader.tokens[i]?.cut && !is(reader, i, 'name'))) break
      first = i
    }
    if (first < at) return { first, last: numberAfter(reader, at), sure: true }
  }
  const name =
    nameRun(reader, at + 1, 3) ?? (reader.tokens[at]?.text === 'ул' && beside(reader, at) ? at + 1 : undefined)
  if (name !== undefined) return { first: at, last: numberAfter(reader, name), sure: true }
  const number = numberAfter(reader, at)
  return number > at ? { first: at, last: number, sure: true } : undefined
}

function namePiece(reader: Reader, at: number): Piece | undefined {
  if (!is(reader, at, 'name')) return undefined
  let last = at
  while (
    last < at + 2 &&
    beside(reader, last) &&
    (is(reader, last + 1, 'name') || /^(?:хан|хана|батыр|батыра|би|кожа|жолы|орда|орде)$/.test(word(reader, last + 1)))
  )
    last += 1
  const end = numberAfter(reader, last)
  const told = end > last || last > at || capital(reader, at) || is(reader, at - 1, 'preposition')
  return told ? { first: at, last: end, sure: true } : undefined
}

function markPiece(reader: Reader, at: number): Piece | undefined {
  const house = institution.test(word(reader, at))
  const weak = is(reader, at, 'weak') || (is(reader, at, 'unit') && !house)
  if (!weak && !house && !is(reader, at, 'mark')) return undefined
  let first = at
  let last = at
  while (first > 0 && is(reader, first - 1, 'adjective') && beside(reader, first - 1)) first -= 1
  if (reader.tokens[first - 1] !== undefined && beside(reader, first - 1) && quotedRun(reader, first - 1))
    first = openQuote(reader, first - 1)
  const name = beside(reader, at) ? nameRun(reader, at + 1, 2) : undefined
  if (name !== undefined && !is(reader, at + 1, 'street') && !is(reader, at + 1, 'unit')) last = name
  const number = reader.tokens[last + 1]?.digits ? numberAfter(reader, last) : last
  if (number > last && !weak) last = number
  const placed = is(reader, first - 1, 'preposition') || is(reader, last + 1, 'relation')
  return { first, last, sure: !weak && (placed || last > at || first < at) }
}

const leading = new Set(['возле', 'около', 'напротив', 'вдоль', 'позади', 'поперек', 'внутри'])
const noPlace =
  /^(?:меня|тебя|нас|вас|них|него|нее|себя|этого|того|каждо|кажды|всего|всех|друг|двух|трех|пяти|людей|детей|мамы|папы)/
const oblique = /(?:ого|его|ой|ей|их|ых|ими|ыми|ым|им)$/

/** `возле гастронома`, `напротив старой мельницы`: what stands after such a word is a place, whatever it is. */
function ledPiece(reader: Reader, at: number): Piece | undefined {
  if (!leading.has(word(reader, at - 1)) || !beside(reader, at - 1)) return undefined
  const token = reader.tokens[at]
  if (token === undefined || token.digits || token.text.length < 4 || noPlace.test(token.text)) return undefined
  const next = reader.tokens[at + 1]
  const described =
    oblique.test(token.text) && next !== undefined && !next.digits && touching(reader, at) && next.text.length > 3
  return { first: at, last: described ? at + 1 : at, sure: true }
}

function quotedRun(reader: Reader, at: number): boolean {
  return (
    '»"”'.includes(reader.raw[reader.tokens[at]?.end ?? 0] ?? ' ') &&
    reader.raw[reader.tokens[at]?.end ?? 0] !== undefined
  )
}

function openQuote(reader: Reader, at: number): number {
  for (let i = at; i >= 0 && i > at - 4; i -= 1) if (quoted(reader, i)) return i
  return at
}

/** Takes in the preposition before a name (Russian) and the relation after it (Kazakh). */
function widen(reader: Reader, piece: Piece): Piece {
  let { first, last } = piece
  const before = reader.tokens[first - 1]
  if (before !== undefined && is(reader, first - 1, 'preposition') && beside(reader, first - 1) && !before.digits) {
    first -= 1
    if (word(reader, first) === 'с' && word(reader, first - 1) === 'рядом') first -= 1
  }
  while (last < piece.last + 2 && beside(reader, last) && is(reader, last + 1, 'relation')) last += 1
  return { first, last, sure: piece.sure || (last > piece.last && piece.last > piece.first) }
}

/** `Абай мен Тұран қиылысы`, `угол Абая и Самал`: two names that meet. */
function crossing(reader: Reader, run: Piece, piece: Piece): boolean {
  if (!run.sure || piece.first !== run.last + 2 || !is(reader, run.last + 1, 'joint')) return false
  for (let at = run.first - 1; at <= piece.last + 1; at += 1) {
    if (/^(?:киылыс|кыйылыс|перекрест|уг[ло]|арас|между)/.test(word(reader, at))) return true
  }
  return false
}

/** A comma or a dash stands before this word. */
function parted(reader: Reader, at: number): boolean {
  return /[,;–—]/.test(reader.raw.slice(reader.tokens[at - 1]?.end, reader.tokens[at]?.start))
}

/** Pieces side by side are one name; what has no sure piece in it is none. */
function join(reader: Reader, pieces: Piece[]): Span[] {
  const runs: Piece[] = []
  for (const piece of pieces) {
    const run = runs.at(-1)
    if (run !== undefined && (piece.first <= run.last || crossing(reader, run, piece))) {
      run.last = Math.max(run.last, piece.last)
      run.sure = run.sure || piece.sure
    } else if (
      run !== undefined &&
      run.last === piece.first - 1 &&
      !reader.tokens[piece.first]?.cut &&
      beside(reader, piece.first - 1) &&
      (piece.sure === run.sure || !parted(reader, piece.first))
    ) {
      run.last = Math.max(run.last, piece.last)
      run.sure = run.sure || piece.sure
    } else runs.push({ ...piece })
  }
  const spans: Span[] = []
  for (const run of runs) {
    const start = reader.tokens[run.first]?.start
    const end = reader.tokens[run.last]?.end
    if (!run.sure || start === undefined || end === undefined || spans.length >= atMost) continue
    const number = /№\s?$/.exec(reader.raw.slice(Math.max(0, start - 2), start))?.[0].length ?? 0
    const inside = reader.raw.slice(start, end)
    const open = '«"„“'.includes(reader.raw[start - 1] ?? ' ') && /[»"”]/.test(inside) ? 1 : number
    const close = '»"”'.includes(reader.raw[end] ?? ' ') && /[«"„“]/.test(inside) ? 1 : 0
    spans.push({ start: start - open, end: end + close, text: reader.raw.slice(start - open, end + close) })
  }
  return spans
}
