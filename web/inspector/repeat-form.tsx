import { Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import { isDay } from '../../src/base/calendar.ts'
import { type PenaltyKind, penaltyKinds } from '../../src/protocol/repeat.ts'
import { ApiError } from '../api.ts'
import { dayKey, useTexts } from '../texts.ts'
import { enterPenalty, type PenaltyBody, type RepeatAsked } from './repeat-data.ts'
import { repeatTexts } from './repeat-texts.ts'
import { problemOf } from './use-act.ts'

type Execution = PenaltyBody['execution']
const executions: Execution[] = ['done', 'pending', 'expired', 'unknown']
type Wrong = 'article' | 'part' | 'fineMrp' | 'decidedOn' | 'executedOn' | 'note'

/** A penalty copied from ЕРАП. Nothing of it is kept on the device; what was typed stays when sending fails. */
export function RepeatForm({ asked, close }: { asked: RepeatAsked; close: () => void }) {
  const t = useTexts(repeatTexts)
  const today = dayKey(new Date())
  const [draft, setDraft] = useState({
    ...{ article: asked.article, part: asked.part ?? '', penalty: 'fine' as PenaltyKind, fineMrp: '' },
    ...{ decidedOn: '', execution: 'done' as Execution, executedOn: '', decidedBy: '', note: '' },
  })
  const change = (next: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...next }))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [refused, setRefused] = useState('')

  const fine = Number(draft.fineMrp.trim().replace(',', '.'))
  const day = (text: string) => isDay(text) && text >= '2000' && text <= today
  const done = draft.execution === 'done'
  const wrong: Record<Wrong, boolean> = {
    article: !/^\d{1,3}(-\d{1,2})?$/.test(draft.article.trim()),
    part: draft.part.trim() !== '' && !/^\d{1,2}(-\d{1,2})?$/.test(draft.part.trim()),
    fineMrp: draft.penalty === 'fine' && draft.fineMrp.trim() !== '' && !(fine > 0 && fine <= 10_000),
    decidedOn: !day(draft.decidedOn),
    executedOn: done && !(day(draft.executedOn) && draft.executedOn >= draft.decidedOn),
    note: draft.note.trim().length < 3,
  }
  const error = (field: Wrong) => ((tried && wrong[field]) || refused === field ? t.wrong[field] : undefined)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setRefused('')
    setProblem('')
    if (Object.values(wrong).includes(true)) return
    setBusy(true)
    const body: PenaltyBody = {
      ...{ incidentId: asked.incidentId, article: draft.article.trim(), part: draft.part.trim() || null },
      ...{ penalty: draft.penalty, fineMrp: draft.penalty === 'fine' && fine > 0 ? fine : null },
      ...{ decidedOn: draft.decidedOn, execution: draft.execution, executedOn: done ? draft.executedOn : null },
      ...{ decidedBy: draft.decidedBy.trim(), note: draft.note.trim() },
    }
    try {
      await enterPenalty(asked.subjectId, body)
      notifications.show({ message: t.saved, color: 'leaf' })
      close()
    } catch (failure) {
      const field = failure instanceof ApiError ? failure.field : undefined
      if (field && field in wrong) setRefused(field)
      else setProblem(problemOf(failure))
      setBusy(false)
    }
  }
  const text = (key: 'article' | 'part' | 'decidedBy' | 'note', label: string, hint?: string, short = false) => (
    <TextInput
      label={label}
      description={hint}
      value={draft[key]}
      autoComplete="off"
      maxLength={short ? 10 : 300}
      error={key === 'decidedBy' ? undefined : error(key)}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  )
  const dayField = (key: 'decidedOn' | 'executedOn', label: string, hint?: string) => (
    <TextInput
      type="date"
      label={label}
      description={hint}
      value={draft[key]}
      max={today}
      error={error(key)}
      onChange={(event) => change({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <form onSubmit={save} className="form repeat-form" noValidate>
      <p className="soft">{t.addHint}</p>
      <div className="repeat-pair">
        {text('article', t.article, undefined, true)}
        {text('part', t.part, t.partHint, true)}
      </div>
      <div className="repeat-pair">
        <Select
          label={t.penalty}
          allowDeselect={false}
          value={draft.penalty}
          onChange={(value) => change({ penalty: (value ?? 'fine') as PenaltyKind })}
          data={penaltyKinds.map((value) => ({ value, label: t.penalties[value] }))}
        />
        {draft.penalty === 'fine' ? (
          <TextInput
            label={t.fine}
            value={draft.fineMrp}
            inputMode="decimal"
            autoComplete="off"
            maxLength={8}
            error={error('fineMrp')}
            onChange={(event) => change({ fineMrp: event.currentTarget.value })}
          />
        ) : null}
      </div>
      {dayField('decidedOn', t.decidedOn)}
      <fieldset className="field">
        <legend>{t.execution}</legend>
        <div className="chips">
          {executions.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={draft.execution === one}
              onClick={() => change({ execution: one })}
            >
              {t.executions[one]}
            </button>
          ))}
        </div>
      </fieldset>
      {done ? dayField('executedOn', t.executedOn, t.executedHint) : null}
      {text('decidedBy', t.decidedBy)}
      {text('note', t.note, t.noteHint)}
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
      <div className="repeat-buttons">
        <Button variant="default" onClick={close}>
          {t.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {t.save}
        </Button>
      </div>
    </form>
  )
}
