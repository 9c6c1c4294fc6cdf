import { Radio, Stack, Textarea } from '@mantine/core'
import type { FormEvent } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { type Outcome, outcomes } from '../../src/incident/life.ts'
import { outcomeText } from '../../src/reply/texts.ts'
import { actWords, outcomeWords } from '../parts/words.ts'
import { useTexts } from '../texts.ts'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { useDraft } from './use-draft.ts'

/** The end: how it came out, and exactly what the chat will be told. */
export function CloseForm({ page, send, busy, close }: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const words = useTexts(outcomeWords)
  const [draft, change, clear] = useDraft(`${page.id}.close`, { outcome: likely(page), text: '' })
  const days = Math.max(0, Math.round((Date.now() - Date.parse(page.openedAt)) / 86_400_000))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ act: 'close', outcome: draft.outcome, text: draft.text.trim() }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <Radio.Group
        label={t.outcome}
        value={draft.outcome}
        onChange={(outcome) => change({ outcome: outcome as Outcome })}
      >
        <Stack gap="xs" mt="xs">
          {outcomes.map((outcome) => (
            <Radio key={outcome} size="md" value={outcome} label={words[outcome]} />
          ))}
        </Stack>
      </Radio.Group>
      <section className="form-part">
        <h3>{t.preview}</h3>
        <p className="bubble">
          {outcomeText({
            number: page.number,
            lang: page.lang,
            tone: page.tone,
            outcome: draft.outcome,
            handedTo: page.handedTo,
            days,
          })}
        </p>
        <p className="soft small">{t.previewHint}</p>
      </section>
      <Textarea
        label={`${t.closeNote} (${t.optional})`}
        description={t.closeNoteHint}
        minRows={2}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={2000}
      />
      <FormFoot label={names.close} busy={busy} close={close} />
    </form>
  )
}

/** The outcome that the file speaks for; a person chooses. */
function likely(page: IncidentPage): Outcome {
  if (page.status === 'handed_over') return 'handed_over'
  if (page.status === 'crime') return 'crime'
  if (page.remediation.some((one) => one.status === 'accepted')) return 'remedied'
  return page.papers.some((one) => one.kind === 'protocol' && one.status === 'signed') ? 'protocol' : 'talk'
}
