import type { RepeatViewLine } from '../../src/protocol/repeat-view.ts'
import { useTexts } from '../texts.ts'
import { dayNumbers } from './repeat-data.ts'
import { repeatTexts } from './repeat-texts.ts'

/** The days on which the person is deemed punished, and the day of the offence, on one line. */
export function RepeatBar({ line, offenceOn }: { line: RepeatViewLine; offenceOn: string }) {
  const t = useTexts(repeatTexts)
  const { window, penalty } = line
  if (!window) return null
  const { from, last } = window
  const first = Math.min(number(from), number(offenceOn))
  const end = Math.max(number(last ?? offenceOn), number(offenceOn))
  const margin = Math.max(15, (end - first) * 0.06)
  const [left, width] = [first - margin, end - first + 2 * margin]
  const at = (day: string) => `${((number(day) - left) / width) * 100}%`
  const until = last ? at(last) : '100%'
  const label = last
    ? t.bar(dayNumbers(from), dayNumbers(last), dayNumbers(offenceOn))
    : t.barOpen(dayNumbers(from), dayNumbers(offenceOn))
  return (
    <div className="repeat-bar" role="img" aria-label={label}>
      <span
        className="repeat-window"
        data-open={last && !window.assumed ? undefined : ''}
        style={{ left: at(from), width: `calc(${until} - ${at(from)})` }}
      />
      {penalty.executedOn && penalty.executedOn >= from ? (
        <span className="repeat-end" style={{ left: at(penalty.executedOn) }} />
      ) : null}
      <span className="repeat-offence" data-verdict={line.verdict} style={{ left: at(offenceOn) }} />
    </div>
  )
}

const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
