import { type FormEvent, useId, useState } from 'react'
import type { MyReport } from '../../src/satisfaction/my-report.ts'
import { useTexts } from '../texts.ts'
import { ask, Failure } from './ask.ts'
import { Icon } from './icons.tsx'
import { myTexts } from './speak.ts'

interface Props {
  path: string
  report: MyReport
  onRated: (report: MyReport) => void
}

/** Thanks, a mark, or "not done", once the work is closed. */
export function MyRate({ path, report, onRated }: Props) {
  const t = useTexts(myTexts)
  const [said, setSaid] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [disputing, setDisputing] = useState(false)
  const [text, setText] = useState('')
  const field = useId()
  const { mine } = report

  async function rate(given: { score?: number; thanks?: true; notDone?: true; text?: string }, words: string) {
    setBusy(true)
    setProblem(null)
    try {
      onRated(await ask<MyReport>('POST', `${path}/rate`, given))
      setSaid(words)
      setDisputing(false)
    } catch (error) {
      const status = error instanceof Failure ? error.status : 0
      setProblem(status === 409 ? t.late : status === 429 ? t.tooMany : t.failed)
      if (status === 409) onRated(await ask<MyReport>('GET', path))
    } finally {
      setBusy(false)
    }
  }
  function dispute(event: FormEvent) {
    event.preventDefault()
    void rate({ notDone: true, text: text.trim() }, t.notDoneSaid)
  }

  return (
    <section className="card rate">
      <h2>{t.rate}</h2>
      {report.mayRate ? (
        <>
          <fieldset className="marks">
            <legend>{t.marks}</legend>
            {[1, 2, 3, 4, 5].map((score) => (
              <button
                key={score}
                type="button"
                className="button soft-button"
                disabled={busy}
                aria-pressed={mine?.score === score}
                aria-label={t.mark(String(score))}
                onClick={() => rate({ score }, t.marked(String(score)))}
              >
                {score}
              </button>
            ))}
          </fieldset>
          <button
            type="button"
            className="button soft-button wide"
            disabled={busy}
            aria-pressed={mine?.thanks ?? false}
            onClick={() => rate({ thanks: true }, t.thanked)}
          >
            {mine?.thanks ? <Icon name="check" /> : null}
            {mine?.thanks ? t.thanked : t.thanks}
          </button>
        </>
      ) : null}
      {report.mayReopen && !disputing ? (
        <button type="button" className="button not-done wide" disabled={busy} onClick={() => setDisputing(true)}>
          {t.notDone}
        </button>
      ) : null}
      {disputing ? (
        <form className="dispute" onSubmit={dispute}>
          <label htmlFor={field}>{t.notDoneLabel}</label>
          <textarea
            id={field}
            className="field"
            rows={3}
            maxLength={2000}
            dir="auto"
            // biome-ignore lint/a11y/noAutofocus: the question has just been asked for.
            autoFocus
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <small className="soft">{t.notDoneHint}</small>
          <div className="panel-row">
            <button type="submit" className="button danger" disabled={busy}>
              {t.notDoneSend}
            </button>
            <button type="button" className="button quiet" onClick={() => setDisputing(false)}>
              {t.cancel}
            </button>
          </div>
        </form>
      ) : null}
      <p className="said" role="status">
        {said}
      </p>
      <div role="alert">{problem ? <p className="note danger slim">{problem}</p> : null}</div>
      <small className="soft">{t.rateHint}</small>
    </section>
  )
}
