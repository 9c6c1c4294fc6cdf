import { Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { CaseActName } from '../../src/protocol/case-act.ts'
import type { CaseView } from '../../src/protocol/case-act-view.ts'
import { warningRules } from '../../src/protocol/case-check.ts'
import { Icon } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { type CaseDraft, dataOf, emptyAct, isWhole } from './case-act-data.ts'
import { type CasePaperShown, caseProblemOf, sendCaseAct, weigh } from './case-data.ts'
import { DecisionFields } from './case-decision-fields.tsx'
import { caseTexts } from './case-texts.ts'
import { caseActWords, caseRefusalWords, caseWarningWords } from './case-words.ts'
import { fromField, toField } from './due-field.tsx'
import { useDraft } from './use-draft.ts'

/** The form of one act: the day, what the act asks for, and what to look at again before it is noted. */
export function CaseActForm({
  act,
  view,
  paper,
  close,
}: {
  act: CaseActName
  view: CaseView
  paper: CasePaperShown
  close: () => void
}) {
  const t = useTexts(caseTexts)
  const names = useTexts(caseActWords)
  const warnings = useTexts(caseWarningWords)
  const refusals = useTexts(caseRefusalWords)
  const locale = useLocale()
  const [opened] = useState(() => new Date().toISOString())
  const [draft, change, clear] = useDraft<CaseDraft>(`case.${paper.id}.${act}`, emptyAct(act, view, opened))
  const [busy, setBusy] = useState(false)
  const filled = { act, happenedAt: draft.happenedAt, data: dataOf(act, draft) }
  const whole = isWhole(act, filled.data)
  const weighed = draft.happenedAt ? weigh(view, filled, new Date()) : { warnings: [] }
  const shut = 'refused' in weighed ? weighed.refused : null
  const found = 'warnings' in weighed && whole ? weighed.warnings : []
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!whole || shut) return
    setBusy(true)
    try {
      const next = await sendCaseAct(paper, view.version, filled)
      clear()
      const lang = locale === 'kk' ? 'kk' : 'ru'
      const [term] = next.started
      const message = [t.noted(names[act]), term ? t.started(term.label[lang]) : ''].filter(Boolean).join('. ')
      notifications.show({ message, color: 'leaf' })
      close()
    } catch (error) {
      notifications.show({ message: caseProblemOf(error), color: 'brick' })
      setBusy(false)
    }
  }
  return (
    <form className="case-form" onSubmit={submit} aria-label={names[act]}>
      <h3>{names[act]}</h3>
      <Fields act={act} view={view} draft={draft} change={change} />
      <When value={draft.happenedAt} change={(happenedAt) => change({ happenedAt })} />
      <div aria-live="polite">
        {shut ? (
          <p className="case-shut">
            <Icon name="warning" size={18} />
            {refusals[shut]}
          </p>
        ) : null}
        {found.length > 0 ? (
          <div className="case-look">
            <strong>{t.look}</strong>
            <ul>
              {found.map((id) => (
                <li key={id}>
                  {warnings[id]} <span className="soft">{warningRules[id]}</span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
      <div className="case-foot">
        <Button type="submit" loading={busy} disabled={!whole || shut !== null}>
          {t.note}
        </Button>
        <Button variant="default" onClick={close}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}

/** Now by itself; yesterday by one tap; any moment by hand. */
function When({ value, change }: { value: string; change: (at: string) => void }) {
  const t = useTexts(caseTexts)
  const now = new Date()
  const yesterday = new Date(now.getTime() - 86_400_000)
  return (
    <fieldset className="field case-when">
      <legend>{t.when}</legend>
      <TextInput
        type="datetime-local"
        aria-label={t.when}
        required
        value={value ? toField(value) : ''}
        max={toField(now.toISOString())}
        onChange={(event) => change(fromField(event.currentTarget.value))}
      />
      <div className="chips">
        <button type="button" className="chip" onClick={() => change(now.toISOString())}>
          {t.now}
        </button>
        <button type="button" className="chip" onClick={() => change(yesterday.toISOString())}>
          {t.yesterday}
        </button>
      </div>
    </fieldset>
  )
}

interface FieldsProps {
  act: CaseActName
  view: CaseView
  draft: CaseDraft
  change: (next: Partial<CaseDraft>) => void
}

function Fields({ act, view, draft, change }: FieldsProps) {
  const t = useTexts(caseTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  const line = (label: string, value: keyof CaseDraft & ('toName' | 'reason'), required = false) => (
    <TextInput
      label={required ? label : `${label} (${t.optional})`}
      required={required}
      maxLength={300}
      value={draft[value]}
      onChange={(event) => change({ [value]: event.currentTarget.value })}
    />
  )
  const money = (
    <NumberInput
      size="md"
      label={t.amount}
      required
      min={0}
      max={100_000_000}
      thousandSeparator=" "
      decimalScale={2}
      value={draft.amount}
      onChange={(value) => change({ amount: typeof value === 'number' ? value : '' })}
    />
  )
  switch (act) {
    case 'send':
      return (
        <>
          <Select
            label={t.to}
            required
            allowDeselect={false}
            value={draft.to}
            data={[
              ...view.law.considers.map(({ code, name }) => ({ value: code, label: name[lang] })),
              { value: 'other', label: t.other },
            ]}
            onChange={(value) => change({ to: value ?? 'other' })}
          />
          {draft.to === 'other' ? line(t.toName, 'toName') : null}
        </>
      )
    case 'return':
      return line(t.reason, 'reason', true)
    case 'redraw':
    case 'execute':
    case 'expire':
      return line(t.remark, 'reason')
    case 'prolong':
      return (
        <TextInput
          type="date"
          label={`${t.until} (${t.optional})`}
          value={draft.until}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      )
    case 'decide':
      return <DecisionFields view={view} draft={draft} change={change} />
    case 'payHalf':
      return (
        <>
          <NumberInput
            size="md"
            label={t.fineMrp}
            required
            min={0}
            max={10_000}
            value={draft.fineMrp}
            onChange={(value) => {
              const fineMrp = typeof value === 'number' ? value : ''
              const half = fineMrp === '' || view.law.mrp === null ? draft.amount : (fineMrp * view.law.mrp) / 2
              change({ fineMrp, amount: half })
            }}
          />
          {money}
        </>
      )
    case 'pay':
      return (
        <>
          {money}
          <Checkbox
            label={t.full}
            checked={draft.full}
            onChange={(event) => change({ full: event.currentTarget.checked })}
          />
        </>
      )
    case 'appeal':
      return (
        <Select
          label={t.by}
          allowDeselect={false}
          value={draft.by}
          data={(['person', 'victim', 'prosecutor'] as const).map((value) => ({ value, label: t[value] }))}
          onChange={(value) => change({ by: value ?? 'person' })}
        />
      )
    case 'appealDecided':
      return (
        <>
          <Select
            label={t.result}
            allowDeselect={false}
            value={draft.result}
            data={(['upheld', 'changed', 'cancelled'] as const).map((value) => ({ value, label: t[value] }))}
            onChange={(value) => change({ result: value ?? 'upheld' })}
          />
          {draft.result === 'changed' ? <DecisionFields view={view} draft={draft} change={change} /> : null}
          {draft.result === 'cancelled' ? (
            <Checkbox
              label={t.anew}
              checked={draft.anew}
              onChange={(event) => change({ anew: event.currentTarget.checked })}
            />
          ) : null}
        </>
      )
    case 'sendToEnforcement':
      return line(t.to, 'toName')
    case 'receive':
    case 'handCopy':
    case 'agreeShort':
    case 'inForce':
      return null
  }
}
