import { Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { preview } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { actWords } from '../parts/words.ts'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { fromField, toField } from './due-field.tsx'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { isPicture } from './photos-card.tsx'
import { candidatesQuery } from './protocol-data.ts'
import { Questions } from './questions.tsx'
import { firstTold, toldWords } from './told-time.ts'
import { useDraft } from './use-draft.ts'

/** The visit: what was found, when, where, photos, and the answers that tell the parts of the law apart. */
export function ConfirmForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const [draft, change, clear] = useDraft(`${page.id}.confirm`, {
    text: '',
    happenedAt: page.happenedAt,
    placeText: page.placeText,
    answers: page.findings.at(-1)?.answers ?? {},
  })
  const locale = useLocale()
  const told = firstTold(page.messages, useNow())
  const [tried, setTried] = useState(false)
  const { data } = useQuery(candidatesQuery(page.id, draft.answers))
  const taken = page.attachments.filter((one) => one.purpose === 'finding' && isPicture(one))
  const missing = !draft.text.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing)
      send(
        {
          act: 'confirm',
          text: draft.text.trim(),
          happenedAt: draft.happenedAt,
          placeText: draft.placeText.trim(),
          answers: draft.answers,
        },
        clear,
      )
  }
  return (
    <form onSubmit={submit} className="form">
      <fieldset className="field">
        <legend>{t.photos}</legend>
        {taken.length > 0 ? (
          <ul className="thumbs">
            {taken.map((one) => (
              <li key={one.id}>
                <img src={preview(one.hash, 400)} alt={one.caption || t.photos} />
              </li>
            ))}
          </ul>
        ) : null}
        <PhotoPicker page={page} purpose="finding" />
      </fieldset>
      <Textarea
        label={t.finding}
        description={t.findingHint}
        minRows={4}
        value={draft.text}
        error={tried && missing ? t.needed : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={5000}
      />
      <TextInput
        label={t.where}
        value={draft.placeText}
        onChange={(event) => change({ placeText: event.currentTarget.value })}
        maxLength={500}
      />
      <TextInput
        type="datetime-local"
        label={t.when}
        value={toField(draft.happenedAt)}
        max={toField(new Date().toISOString())}
        onChange={(event) => {
          const at = fromField(event.currentTarget.value)
          if (at) change({ happenedAt: at })
        }}
      />
      {told ? (
        <div className="told">
          <p className="soft small">{toldWords(told, locale)}</p>
          {Date.parse(told.from) === Date.parse(draft.happenedAt) ? (
            <p className="small told-taken" role="status">
              <Icon name="check" size={16} />
              {t.timeTaken}
            </p>
          ) : (
            <button type="button" className="chip" onClick={() => change({ happenedAt: told.from })}>
              {t.takeTime(dayAndTime(told.from, locale))}
            </button>
          )}
        </div>
      ) : null}
      {data && data.questions.length > 0 ? (
        <section className="form-part">
          <h3>{t.questions}</h3>
          <p className="soft small">{t.questionsHint}</p>
          <Questions questions={data.questions} answers={draft.answers} change={(answers) => change({ answers })} />
        </section>
      ) : null}
      <FormFoot label={names.confirm} busy={busy} close={close} />
    </form>
  )
}
