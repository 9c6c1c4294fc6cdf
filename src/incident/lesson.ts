import type { Category, Kind, Lang, Reading, Route, Span, Subject, Urgency } from '../detection/categories.ts'
import { secondHappening } from '../detection/explain.ts'
import { nameWord } from '../detection/mark-names.ts'
import { findMarks } from '../detection/marks.ts'
import { type Folded, fold } from '../detection/text.ts'

/** What a person decided about a message, as something to learn from: the words without the people, and the label. */

export interface Label {
  kind: Kind
  category: Category | null
  route: Route | null
  urgency: Urgency | null
  places: Span[]
  lang: Lang
  also: Omit<Subject, 'incident'>[]
}

export interface Lesson {
  text: string
  media: string | null
  label: Label
}

/** What a person may say of a message: a report of this kind, something that belongs to one, or neither. */
export type Taught =
  | { kind: 'report'; category: Category; route: Route; urgency: Urgency }
  | { kind: 'follow_up'; category: Category | null }
  | { kind: 'nothing' }

interface Shown {
  text: string
  places: Span[]
}
interface Cut {
  start: number
  end: number
}

/** The lesson of a decision, or null when nothing but hidden things is left of the message, it is too long to be read whole, or it was not decided about as a whole. */
export function lessonOf(
  said: { text: string; authorName: string; media: string | null; reading: Reading },
  taught: Taught,
): Lesson | null {
  const { text, authorName, media, reading } = said
  // What is said of the second happening of a message says nothing of the message.
  if (reading.why.some(({ what }) => what === secondHappening.what)) return null
  const shown = withoutPeople(text, authorName, reading.places)
  if (!shown) return null
  const also = taught.kind === 'report' ? alsoOf(reading) : []
  return {
    text: shown.text,
    media,
    label: { ...labelOf(taught, reading), places: shown.places, lang: reading.lang, also },
  }
}

/** Readings of an earlier release have none. */
const alsoOf = ({ also = [] }: Partial<Reading>): Label['also'] =>
  also.map(({ category, route, urgency }) => ({ category, route, urgency }))

function labelOf(taught: Taught, reading: Reading): Pick<Label, 'kind' | 'category' | 'route' | 'urgency'> {
  const none = { category: null, route: null, urgency: null }
  switch (taught.kind) {
    case 'report':
      return taught
    case 'follow_up':
      return { ...none, ...taught }
    case 'nothing':
      // That it is nothing to act on does not contradict a question or thanks.
      return { ...none, kind: reading.kind === 'question' || reading.kind === 'thanks' ? reading.kind : 'chatter' }
  }
}

/** The text with persons, plates, numbers, flats and addresses of the net hidden; a place that was touched is left out. */
export function withoutPeople(text: string, authorName: string, places: readonly Span[]): Shown | null {
  const folded = fold(text)
  if (/[\p{L}\p{N}]/u.test(text.slice(folded.tokens.at(-1)?.end ?? 0))) return null
  const raw = { text, places: places.filter((one) => text.slice(one.start, one.end) === one.text) }
  const named = [...ownNames(folded, authorName), ...namesIn(folded, raw.places)]
  let shown = hide(raw, [...named, ...findMarks(folded), ...numbersIn(text)])
  // What is hidden frees what was glued to it: a plate before a phone.
  for (let cuts = left(shown.text); cuts.length > 0; cuts = left(shown.text)) shown = hide(shown, cuts)
  return /\p{L}{2}/u.test(shown.text) ? shown : null
}

const left = (text: string): Cut[] => [...findMarks(fold(text)), ...numbersIn(text)]

function hide({ text, places }: Shown, cuts: Cut[]): Shown {
  const shown = without(text, cuts)
  return {
    text: shown,
    places: places.flatMap((place) => {
      if (cuts.some(({ start, end }) => start < place.end && place.start < end)) return []
      const before = without(
        text.slice(0, place.start),
        cuts.filter(({ end }) => end <= place.start),
      )
      const moved = { start: before.length, end: before.length + place.text.length, text: place.text }
      return shown.slice(moved.start, moved.end) === place.text ? [moved] : []
    }),
  }
}

/** No word, or the training would take it for one that people write. */
const instead = '•••'

function without(text: string, cuts: Cut[]): string {
  let shown = ''
  let at = 0
  for (const { start, end } of cuts.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= at) shown += text.slice(at, start) + instead
    at = Math.max(at, end)
  }
  return shown + text.slice(at)
}

/** Stands between digits of one number, if only to hide it: spaces, brackets, hyphens, marks that nobody sees. */
const between = '[\\s().,–—_/\\p{M}\\p{Cf}-]'
const alone = (pattern: string, flags = 'giu') => new RegExp(`(?<![\\p{L}\\d])${pattern}(?![\\p{L}\\d])`, flags)
const gap = `${between}{0,2}`
const numbers = [
  // Addresses of the net and of mail, names of accounts.
  /(?:https?:\/\/|www\.)\S+|[^\s@]{0,64}@[^\s@]{2,}/giu,
  alone('[\\p{L}\\p{N}-]{1,63}\\.(?:kz|ru|com|me|org|net|info|app|link|gg|io|su|рф)(?:/\\S*)?'),
  // Phones, ИИН, cards: any row of ten digits, and six with no space among them.
  new RegExp(`\\+?\\p{Nd}(?:${between}{0,4}\\p{Nd}){9,}`, 'gu'),
  /\+?\p{Nd}(?:[().–\p{M}\p{Cf}-]{0,2}\p{Nd}){5,}/gu,
  // Number plates of 2012 and of 1993, as person/plate.ts finds them.
  alone(`\\p{Nd}{3}${gap}\\p{L}{2,3}${gap}(?:0[1-9]|1\\d|20)`),
  alone('\\p{L}\\p{Nd}{3}\\p{L}{2,3}'),
  alone(`\\p{Lu}${gap}\\p{Nd}{3}${gap}\\p{Lu}{2,3}`, 'gu'),
]

const numbersIn = (text: string): Cut[] =>
  numbers.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => ({ start: found.index, end: found.index + found[0].length })),
  )

/** The author's own name, where he signs with it or is called by it. */
function ownNames(text: Folded, authorName: string): Cut[] {
  const names = fold(authorName).tokens.flatMap((token) => (token.digits || token.text.length < 3 ? [] : [token.text]))
  return text.tokens.filter(
    (token) =>
      names.includes(token.text) ||
      (token.word.capitals > 0 &&
        names.some((name) => name.length > 3 && token.text.startsWith(name) && token.text.length < name.length + 5)),
  )
}

/** Every word that is a name of people, also alone; only an address may have one: «Толе би 14». */
function namesIn(text: Folded, places: readonly Span[]): Cut[] {
  const addresses = places.filter((place) =>
    fold(place.text).tokens.some(({ word, digits }) => digits || word.text === 'би' || nameWord(word) === 'street'),
  )
  return text.tokens.filter(
    ({ word, start, end }) =>
      /^(?:name|patronymic)$/.test(nameWord(word)) &&
      !addresses.some((place) => place.start <= start && end <= place.end),
  )
}

/** A line of training data, as training/corpus.ts reads it: no author, no chat, no hour. */
export function lineOf({ text, media, label }: Lesson, day: string, i: number): string {
  const places = label.places.map(({ start, end, text: words }) =>
    text.indexOf(words) === start ? words : [start, end],
  )
  const also = label.also.map((one, at) => ({ ...one, incident: `${i}+${at + 1}` }))
  return JSON.stringify({
    i,
    ts: `${day}T12:00:00+05:00`,
    author: 'A',
    text,
    media,
    reply: null,
    label: { ...label, places, incident: label.kind === 'report' ? String(i) : null, also },
  })
}
