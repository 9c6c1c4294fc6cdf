import { Fragment } from 'react'
import type { ReportView } from '../../src/incident/incident.ts'
import { texts, useTexts } from '../texts.ts'
import { marksIn, piecesOf } from './text-marks.ts'

const words = texts({
  ru: { legend: 'Отмечено программой', word: 'решающие слова', place: 'место', time: 'время' },
  kk: { legend: 'Бағдарлама белгілегені', word: 'шешуші сөздер', place: 'орын', time: 'уақыт' },
  en: { legend: 'Marked by the program', word: 'deciding words', place: 'place', time: 'time' },
})

type Read = Pick<ReportView, 'text' | 'reading'>

/** A message's text with what the program saw in it: the words that decided bold, places underlined, times dotted. */
export function Marked({ text, reading }: Read) {
  return piecesOf(text, reading).map(({ from, text: piece, marks }) =>
    marks.length > 0 ? (
      <mark key={from} className="seen" data-seen={marks.join(' ')}>
        {piece}
      </mark>
    ) : (
      <Fragment key={from}>{piece}</Fragment>
    ),
  )
}

/** What the marks in these messages mean; nothing where none is marked. */
export function MarksLegend({ messages }: { messages: readonly Read[] }) {
  const t = useTexts(words)
  const kinds = marksIn(messages)
  if (kinds.length === 0) return null
  return (
    <p className="legend">
      {t.legend}:
      {kinds.map((kind) => (
        <mark key={kind} className="seen" data-seen={kind}>
          {t[kind]}
        </mark>
      ))}
    </p>
  )
}
