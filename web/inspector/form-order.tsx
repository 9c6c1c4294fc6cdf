import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { actWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { DueField, evening } from './due-field.tsx'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { orderTemplates } from './order-templates.ts'
import { useDraft } from './use-draft.ts'

/** The order to put it right: what, and until when. */
export function OrderForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const templates = orderTemplates(page.category, page.lang === 'kk' ? 'kk' : 'ru')
  const [draft, change, clear] = useDraft(`${page.id}.order`, {
    text: templates[0] ?? '',
    dueAt: evening(1, Date.now()),
  })
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.text.trim()) send({ act: 'order', text: draft.text.trim(), dueAt: draft.dueAt }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <fieldset className="field">
        <legend>{t.template}</legend>
        <div className="choices">
          {templates.map((text) => (
            <button
              key={text}
              type="button"
              className="choice"
              aria-pressed={draft.text === text}
              onClick={() => change({ text })}
            >
              {text}
            </button>
          ))}
        </div>
      </fieldset>
      <Textarea
        label={t.orderText}
        value={draft.text}
        error={tried && !draft.text.trim() ? t.needed : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={5000}
      />
      <DueField label={t.due} value={draft.dueAt} change={(dueAt) => change({ dueAt })} />
      <FormFoot label={names.order} busy={busy} close={close} />
    </form>
  )
}
