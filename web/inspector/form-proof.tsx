import { Select, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { AttachmentView } from '../../src/incident/incident.ts'
import { useNow } from '../parts/use-now.ts'
import { actWords, purposeWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { DueField, evening } from './due-field.tsx'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { when } from './moment.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { SideBySide } from './remedy-card.tsx'
import { useDraft } from './use-draft.ts'

/** The proof that it was put right, and the decision on it. */

export function SubmitForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const of = (...purposes: AttachmentView['purpose'][]) =>
    page.attachments.findLast((one) => purposes.includes(one.purpose))?.id ?? null
  const [draft, change, clear] = useDraft(`${page.id}.submit`, {
    before: of('before') ?? of('finding', 'report'),
    after: of('after'),
    receipt: of('receipt'),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ act: 'submit', beforeId: draft.before, afterId: draft.after, receiptId: draft.receipt }, clear)
  }
  const parts = ['before', 'after', 'receipt'] as const
  return (
    <form onSubmit={submit} className="form">
      <SideBySide attachments={page.attachments} shots={parts.map((part) => [t[part], draft[part]])} />
      <p className="soft small">{t.proofHint}</p>
      {parts.map((part) => (
        <fieldset key={part} className="field">
          <legend>{t[part]}</legend>
          <ShotChoice
            attachments={page.attachments}
            label={t.choose(t[part])}
            value={draft[part]}
            change={(id) => change({ [part]: id })}
          />
          <PhotoPicker page={page} purpose={part} onAdded={(added) => change({ [part]: added.id })} />
        </fieldset>
      ))}
      <FormFoot
        label={t.send}
        busy={busy}
        ready={Boolean(draft.before || draft.after || draft.receipt)}
        close={close}
      />
    </form>
  )
}

function ShotChoice({
  attachments,
  label,
  value,
  change,
}: {
  attachments: AttachmentView[]
  label: string
  value: string | null
  change: (id: string | null) => void
}) {
  const t = useTexts(formTexts)
  const purposes = useTexts(purposeWords)
  const locale = useLocale()
  const now = useNow()
  return (
    <Select
      aria-label={label}
      placeholder={t.nothing}
      clearable
      value={value}
      onChange={change}
      data={attachments.map((one) => ({
        value: one.id,
        label: `${purposes[one.purpose]} · ${when(one.at, now, locale)}${one.caption ? ` · ${one.caption}` : ''}`,
      }))}
    />
  )
}

export function ApproveForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const last = page.remediation.findLast((one) => one.status === 'submitted')
  const [draft, change, clear] = useDraft(`${page.id}.approve`, { waived: '' })
  const needsReason = !last?.afterId
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ act: 'approve', waived: draft.waived.trim() }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <p>{t.approveAsk}</p>
      {last ? (
        <SideBySide
          attachments={page.attachments}
          shots={[
            [t.before, last.beforeId],
            [t.after, last.afterId],
            [t.receipt, last.receiptId],
          ]}
        />
      ) : null}
      {needsReason ? (
        <Textarea
          label={t.waived}
          description={t.waivedHint}
          value={draft.waived}
          onChange={(event) => change({ waived: event.currentTarget.value })}
          maxLength={1000}
        />
      ) : null}
      <FormFoot label={names.approve} busy={busy} ready={!needsReason || draft.waived.trim() !== ''} close={close} />
    </form>
  )
}

function ReasonAndDue({ props, act, field }: { props: FormProps; act: 'refuse' | 'extend'; field: string }) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const [draft, change, clear] = useDraft(`${props.page.id}.${act}`, { reason: '', dueAt: evening(1, Date.now()) })
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.reason.trim()) props.send({ act, reason: draft.reason.trim(), dueAt: draft.dueAt }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <Textarea
        label={field}
        value={draft.reason}
        error={tried && !draft.reason.trim() ? t.needed : undefined}
        onChange={(event) => change({ reason: event.currentTarget.value })}
        maxLength={1000}
      />
      <DueField label={t.newDue} value={draft.dueAt} change={(dueAt) => change({ dueAt })} />
      <FormFoot label={names[act]} busy={props.busy} close={props.close} />
    </form>
  )
}

export function RefuseForm(props: FormProps) {
  const t = useTexts(formTexts)
  return <ReasonAndDue props={props} act="refuse" field={t.refuseWhy} />
}

export function ExtendForm(props: FormProps) {
  const t = useTexts(formTexts)
  return <ReasonAndDue props={props} act="extend" field={t.extendWhy} />
}
