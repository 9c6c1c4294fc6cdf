import type { DeadlineLine } from '../../src/protocol/deadline-view.ts'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { articleIn, endWords, pressureOf } from './deadline.ts'
import { deadlineTexts } from './deadline-texts.ts'
import { span, when } from './moment.ts'

/** One term: what, until when, by which article; where it comes from stands behind a word. */
export function TermLine({ term }: { term: DeadlineLine }) {
  const t = useTexts(deadlineTexts)
  const locale = useLocale()
  const lang = locale === 'kk' ? 'kk' : 'ru'
  const now = useNow()
  const presses = term.burns ? pressureOf(term.due, now) : 'calm'
  const whose = term.whose === 'inspector' ? null : t[term.whose]
  const note = lang === 'kk' ? term.noteKk : term.noteRu
  const said = [
    term.fromAt ? t.from(term.fromLabel[lang], when(term.fromAt, now, locale)) : null,
    term.done
      ? null
      : term.latest
        ? t.later(endWords(term.latest, now, locale))
        : term.settled || !term.due
          ? null
          : t.settled,
    note,
  ].filter(Boolean)
  return (
    <li className="near-line term" data-limit={term.limitation ? '' : undefined}>
      <span className="due" data-pressure={presses}>
        <Icon name={term.done ? 'check' : term.limitation ? 'shield' : 'clock'} size={18} />
      </span>
      <span className="near-text">
        <strong>{term.label[lang]}</strong>
        <small>
          <span className="term-when" data-pressure={presses}>
            <When term={term} now={now} />
          </span>
          {[articleIn(term.article, locale), whose].filter(Boolean).map((fact) => (
            <span key={fact}> · {fact}</span>
          ))}
        </small>
        {said.length > 0 ? (
          <details className="term-why">
            <summary>{t.why}</summary>
            <p>{said.join(' ')}</p>
          </details>
        ) : null}
      </span>
    </li>
  )
}

function When({ term, now }: { term: DeadlineLine; now: number }) {
  const t = useTexts(deadlineTexts)
  const locale = useLocale()
  if (term.done) return t.done(when(term.done, now, locale))
  if (!term.due) return t.unknown
  if (term.suspended) return `${t.stands}, ${t.until(endWords(term.due, now, locale))}`
  const left = Date.parse(term.due) - now
  if (term.immediate) return t.atOnce
  const end = t.until(endWords(term.due, now, locale))
  if (left < 0) return term.burns && !term.limitation ? `${t.late(span(left, locale))}, ${end}` : `${t.passed}, ${end}`
  return term.limitation ? `${t.left(span(left, locale))}, ${end}` : end
}
