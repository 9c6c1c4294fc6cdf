import type { ReportView } from '../../src/incident/incident.ts'
import { dangerSpans, formOf } from './why-words.ts'

/** What the program saw in the words of a message. */
export const markKinds = ['word', 'place', 'time'] as const
export type MarkKind = (typeof markKinds)[number]

/** A stretch of the text, and what it was seen as. */
export interface Piece {
  from: number
  text: string
  marks: MarkKind[]
}

type Seen = Pick<ReportView['reading'], 'places' | 'times' | 'why'>
interface Stretch {
  start: number
  end: number
  kind: MarkKind
}

/** The text in pieces: the words that carried the decision, places and times, which may overlap. */
export function piecesOf(text: string, seen: Seen): Piece[] {
  const stretches = stretchesOf(text, seen)
  const edges = [...new Set([0, text.length, ...stretches.flatMap(({ start, end }) => [start, end])])]
  edges.sort((a, b) => a - b)
  return edges.slice(0, -1).map((from, at) => {
    const to = edges[at + 1] ?? text.length
    const over = stretches.filter(({ start, end }) => start <= from && to <= end)
    return {
      from,
      text: text.slice(from, to),
      marks: markKinds.filter((kind) => over.some((one) => one.kind === kind)),
    }
  })
}

/** Which sorts of marks these texts show, for their legend. */
export function marksIn(messages: readonly { text: string; reading: Seen }[]): MarkKind[] {
  const kinds = new Set(messages.flatMap(({ text, reading }) => stretchesOf(text, reading).map(({ kind }) => kind)))
  return markKinds.filter((kind) => kinds.has(kind))
}

function stretchesOf(text: string, { places, times, why }: Seen): Stretch[] {
  const words = why.flatMap((reason) => {
    if (reason.by === 'word' || reason.by === 'model') return everywhere(text, reason.what)
    return formOf(reason) === 'danger' ? dangerSpans(reason.what, text) : []
  })
  const of = (kind: MarkKind, spans: { start: number; end: number }[]) =>
    spans.map(({ start, end }) => ({ start, end, kind }))
  const all = [...of('word', words), ...of('place', places), ...of('time', times)]
  return all.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
}

const letter = /[\p{L}\p{N}]/u

/** Every place where these words stand as whole words, in the message's own spelling. */
function everywhere(text: string, words: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  if (words === '') return found
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length
    const within = letter.test(text[start - 1] ?? '') || letter.test(text[end] ?? '')
    if (!within || words.length === 60) found.push({ start, end })
  }
  return found
}
