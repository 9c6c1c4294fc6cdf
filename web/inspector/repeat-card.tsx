import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { repeatQuestion } from '../../src/protocol/qualify-rule.ts'
import type { RepeatView } from '../../src/protocol/repeat-view.ts'
import { Icon } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { refOf } from './protocol-data.ts'
import { dayNumbers, type RepeatAsked, repeatQuery } from './repeat-data.ts'
import { RepeatForm } from './repeat-form.tsx'
import { RepeatLine } from './repeat-line.tsx'
import { repeatTexts } from './repeat-texts.ts'
import { problemOf } from './use-act.ts'
import './repeat.css'

/** Earlier penalties of the chosen person beside the question of a repeat; the inspector gives the answer. */
export function RepeatCard({
  incidentId,
  subjectId,
  article,
  part,
  answer,
  onAnswer,
}: {
  incidentId: string
  subjectId: string | null
  article: string
  part: string | null
  answer: string | undefined
  /** Undefined: the answer is taken back. */
  onAnswer: (answer: string | undefined) => void
}) {
  const t = useTexts(repeatTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <section className="card repeat">
      <h2>{t.title}</h2>
      <p className="soft">{t.intro}</p>
      {subjectId === null ? (
        <p className="note">{t.noSubject}</p>
      ) : (
        <Earlier key={`${incidentId}${subjectId}`} asked={{ incidentId, subjectId, article, part }} />
      )}
      <fieldset className="field" lang={lang}>
        <legend>{repeatQuestion.text[lang]}</legend>
        <div className="chips">
          {repeatQuestion.answers.map((one) => (
            <button
              key={one.id}
              type="button"
              className="chip"
              aria-pressed={answer === one.id}
              onClick={() => onAnswer(answer === one.id ? undefined : one.id)}
            >
              {one.text[lang]}
            </button>
          ))}
        </div>
      </fieldset>
    </section>
  )
}

function Earlier({ asked }: { asked: RepeatAsked }) {
  const t = useTexts(repeatTexts)
  const [reason, setReason] = useState<string>(t.reasonUsual)
  const [looking, setLooking] = useState(false)
  const [tried, setTried] = useState(false)
  const [weighed, setWeighed] = useState(asked)
  const { data, error, isFetching, refetch } = useQuery({
    ...repeatQuery(weighed, reason.trim()),
    enabled: looking,
    ...(looking ? { placeholderData: (before?: RepeatView) => before } : {}),
  })
  // The part for a repeat, once it leads, is weighed by the same penalties: no second look for it.
  if (refOf(asked) !== refOf(weighed) && !data?.repeatParts.includes(refOf(asked))) setWeighed(asked)
  const short = reason.trim().length < 3
  // The button that was pressed is gone when the answer comes: the keyboard goes on from there.
  const body = useRef<HTMLDivElement>(null)
  const arrived = data !== undefined
  useEffect(() => {
    if (looking && arrived) body.current?.focus()
  }, [looking, arrived])
  const look = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!short) setLooking(true)
  }
  if (data)
    return (
      <div ref={body} tabIndex={-1} className="repeat-body">
        <Weighed view={data} asked={weighed} />
      </div>
    )
  if (error && !isFetching)
    return (
      <div role="alert" className="form">
        <p className="note danger">
          {t.failed} {problemOf(error)}
        </p>
        <Button variant="default" onClick={() => void refetch()}>
          {t.again}
        </Button>
      </div>
    )
  return (
    <form onSubmit={look} className="form">
      <TextInput
        label={t.reason}
        description={t.journalled}
        value={reason}
        maxLength={300}
        readOnly={looking}
        error={tried && short ? t.reasonNeeded : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={isFetching} leftSection={<Icon name="history" size={18} />}>
        {t.show}
      </Button>
    </form>
  )
}

function Weighed({ view, asked }: { view: RepeatView; asked: RepeatAsked }) {
  const t = useTexts(repeatTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const [adding, setAdding] = useState(false)
  const add = useRef<HTMLButtonElement>(null)
  const { lines, suggestion, offenceOn } = view
  return (
    <>
      <p className="repeat-offence-day">
        {t.offence(dayNumbers(offenceOn))}
        {view.offenceAssumed ? ` (${t.assumed})` : ''}
      </p>
      <div role="status" className="repeat-status">
        {view.edition === null ? (
          <p className="note warn">{t.noEdition}</p>
        ) : lines.length === 0 ? (
          <p className="note warn">{t.empty}</p>
        ) : suggestion ? (
          <p className={suggestion.answer === 'yes' ? 'note info' : 'note'}>
            <span>
              <strong>
                {t.suggested}: {t.suggests[suggestion.answer]}.
              </strong>{' '}
              <span lang={lang}>{suggestion.because[lang]}</span>
            </span>
          </p>
        ) : null}
      </div>
      {lines.length > 0 ? (
        <>
          <ol className="repeat-lines" aria-label={t.count(lines.length)}>
            {lines.map((line) => (
              <RepeatLine key={line.penalty.id} line={line} offenceOn={offenceOn} asked={asked} />
            ))}
          </ol>
          <p className="repeat-legend" aria-hidden="true">
            <span className="repeat-key-window" /> {t.legendWindow}
            <span className="repeat-key-offence" /> {t.legendOffence}
          </p>
        </>
      ) : null}
      <p className="repeat-origin">{view.registerOn ? t.register(dayNumbers(view.registerOn)) : t.noRegister}</p>
      <Button
        ref={add}
        variant="default"
        aria-expanded={adding}
        leftSection={<Icon name="plus" size={18} />}
        onClick={() => setAdding(!adding)}
      >
        {t.add}
      </Button>
      {adding ? (
        <RepeatForm
          asked={asked}
          close={() => {
            setAdding(false)
            add.current?.focus()
          }}
        />
      ) : null}
    </>
  )
}
