/**
 * Words by which somebody may be known: plates, phones, ИИН, cards, people, flats, links, accounts. For hiding them in
 * what becomes training data and in all that is shown in public, so in doubt a word is a mark: too much rather than too
 * little.
 */

import { countVotes, languageOf } from './language.ts'
import { addresses, localPhones, longNumbers, plainDigits, plateNumbers } from './mark-numbers.ts'
import { flats, people } from './mark-people.ts'
import { type Folded, fold, type Token } from './text.ts'

export type MarkKind = 'plate' | 'phone' | 'iin' | 'card' | 'person' | 'flat' | 'link' | 'handle'

export interface Found {
  kind: MarkKind
  /** `[start, end)` in UTF-16 code units of the original text. */
  start: number
  end: number
  /** 0 … 1. */
  likelihood: number
}

export interface Mark extends Found {
  text: string
}

/** What two marks on the same words are: the one named first here. */
const order: MarkKind[] = ['link', 'card', 'iin', 'phone', 'plate', 'handle', 'person', 'flat']

/** Every mark of a text of any length, in order, none overlapping; linear in its length but for sorting what was found. */
export function findMarks(text: Folded): Mark[] {
  const { raw } = text
  const plain = plainDigits(raw)
  const words = { raw, tokens: allTokens(text) }
  const found = [
    ...addresses(plain),
    ...longNumbers(plain),
    ...localPhones(plain),
    ...plateNumbers(plain),
    ...people(words),
    ...flats(words),
  ].sort((a, b) => a.start - b.start || b.end - a.end)
  const marks: Found[] = []
  for (const one of found) {
    const last = marks.at(-1)
    if (last === undefined || one.start >= last.end) {
      marks.push({ ...one })
      continue
    }
    const wins = order.indexOf(one.kind) < order.indexOf(last.kind)
    if (wins) last.kind = one.kind
    last.likelihood = Math.max(last.likelihood, one.likelihood)
    last.end = Math.max(last.end, one.end)
  }
  return marks.map((mark) => ({ ...mark, text: raw.slice(mark.start, mark.end) }))
}

const pieceLength = 1_000

/** The words of the whole text: `fold` stops after some screens, what is hidden must not. */
function allTokens({ raw, tokens }: Folded): readonly Token[] {
  const last = tokens.at(-1)
  const split = last !== undefined && /^[\p{L}\p{N}]/u.test(raw.slice(last.end, last.end + 2))
  const all = split ? tokens.slice(0, -1) : [...tokens]
  const from = split ? last.start : (last?.end ?? 0)
  for (let at = from; at < raw.length; ) {
    const piece = fold(raw.slice(at, at + pieceLength)).tokens
    const whole = at + pieceLength >= raw.length
    // A word that the piece cut through is read again with the next one.
    const cut = piece.at(-1)
    const kept = !whole && piece.length > 1 && cut?.end === pieceLength ? piece.slice(0, -1) : piece
    for (const token of kept) all.push({ ...token, start: token.start + at, end: token.end + at })
    at += kept.length < piece.length && cut !== undefined ? cut.start : pieceLength
  }
  return all
}

const shownAs: Record<MarkKind, Record<'ru' | 'kk', string>> = {
  plate: { ru: '[номер]', kk: '[нөмір]' },
  phone: { ru: '[телефон]', kk: '[телефон]' },
  iin: { ru: '[ИИН]', kk: '[ЖСН]' },
  card: { ru: '[карта]', kk: '[карта]' },
  person: { ru: '[имя]', kk: '[есім]' },
  flat: { ru: '[квартира]', kk: '[пәтер]' },
  link: { ru: '[ссылка]', kk: '[сілтеме]' },
  handle: { ru: '[аккаунт]', kk: '[аккаунт]' },
}

/** The text with every mark replaced by a neutral word in its language, Kazakh in a Kazakh text and Russian else. */
export function hideMarks(raw: string, marks: readonly Pick<Mark, 'kind' | 'start' | 'end'>[]): string {
  if (marks.length === 0) return raw
  const text = fold(raw)
  const lang = languageOf(text, countVotes(text)) === 'kk' ? 'kk' : 'ru'
  let shown = ''
  let at = 0
  for (const { kind, start, end } of marks) {
    shown += raw.slice(at, start) + shownAs[kind][lang]
    at = end
  }
  return shown + raw.slice(at)
}
