import { Button, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useRef, useState } from 'react'
import type { RepeatViewLine } from '../../src/protocol/repeat-view.ts'
import { number, useLocale, useTexts } from '../texts.ts'
import { refOf } from './protocol-data.ts'
import { RepeatBar } from './repeat-bar.tsx'
import { dayNumbers, type RepeatAsked, strikePenalty } from './repeat-data.ts'
import { repeatTexts } from './repeat-texts.ts'
import { problemOf } from './use-act.ts'

/** One earlier penalty: its days, whether it counts and why, and where it is known from. */
export function RepeatLine({
  line,
  offenceOn,
  asked,
}: {
  line: RepeatViewLine
  offenceOn: string
  asked: RepeatAsked
}) {
  const t = useTexts(repeatTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const { penalty, origin, verdict, window } = line
  const what = penalty.penalty
    ? t.penalties[penalty.penalty]
    : penalty.outcome === 'undecided' || penalty.outcome === 'elsewhere'
      ? t.undecided
      : t.none
  const ended =
    penalty.executedOn !== null
      ? dayNumbers(penalty.executedOn)
      : penalty.execution === 'unknown'
        ? t.notKnown
        : t.notExecuted
  const days: [string, string][] = [
    [t.decided, penalty.decidedOn ? dayNumbers(penalty.decidedOn) : t.notKnown],
    [t.executed, ended],
    ...(window?.last && !window.assumed ? ([[t.last, dayNumbers(window.last)]] as [string, string][]) : []),
  ]
  return (
    <li className="repeat-line" data-verdict={verdict}>
      <div className="repeat-head">
        <strong>
          {refOf(penalty)}, {what}
          {penalty.fineMrp === null ? null : ` ${t.mrp(number(penalty.fineMrp))}`}
        </strong>
        <span className="repeat-verdict" data-verdict={verdict}>
          {t[verdict]}
        </span>
      </div>
      {penalty.outcome === 'imposed' ? (
        <dl className="repeat-days">
          {days.map(([name, day]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{day}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <RepeatBar line={line} offenceOn={offenceOn} />
      <div lang={lang} className="repeat-reasons">
        {line.reasons.map((one) => (
          <p key={one.ru}>{one[lang]}</p>
        ))}
      </div>
      {line.fits.length > 0 ? <p className="repeat-fits">{t.fits(line.fits.join(', '))}</p> : null}
      <p className="repeat-origin">
        {origin.paper ? t.paper(origin.paper.number, origin.paper.incidentNumber) : null}
        {origin.entered
          ? t.entered(
              origin.entered.byName,
              [origin.entered.decidedBy, origin.entered.note].filter((one) => one !== '').join('; '),
            )
          : null}
        {origin.register ? t.fromRegister(origin.register.name, dayNumbers(origin.register.validOn)) : null}
      </p>
      {origin.entered ? <Strike id={penalty.id} asked={asked} /> : null}
    </li>
  )
}

function Strike({ id, asked }: { id: string; asked: RepeatAsked }) {
  const t = useTexts(repeatTexts)
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const short = reason.trim().length < 3

  const strike = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (short) return
    setBusy(true)
    setProblem('')
    await strikePenalty(asked, id, reason.trim()).then(
      () => notifications.show({ message: t.struck, color: 'leaf' }),
      (error) => setProblem(problemOf(error)),
    )
    setBusy(false)
  }
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="link repeat-strike"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t.strike}
      </button>
      {open ? (
        <form onSubmit={strike} className="form">
          <TextInput
            label={t.strikeAsk}
            value={reason}
            maxLength={300}
            error={tried && short ? t.reasonNeeded : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
          <div className="repeat-buttons">
            <Button variant="default" onClick={close}>
              {t.cancel}
            </Button>
            <Button type="submit" color="brick" loading={busy}>
              {t.strikeNow}
            </Button>
          </div>
        </form>
      ) : null}
    </>
  )
}
