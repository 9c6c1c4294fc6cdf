import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type PaperDocument, visible } from '../../src/paper/document.ts'
import type { PaperView } from '../../src/paper/view.ts'
import { LinkButton } from '../parts/link-button.tsx'
import { useLocale, useTexts } from '../texts.ts'
import { nextNumberQuery, paperSettingsQuery, refOf } from './paper-data.ts'
import { nameOfKind, paperTexts } from './paper-texts.ts'

/** What will be locked, and under which number of the department's book. */
export function SignModal({
  paper,
  document,
  elsewhere,
  close,
  busy,
  problem,
  again,
  sign,
}: {
  paper: PaperView
  document: PaperDocument
  elsewhere: number
  close: () => void
  busy: boolean
  problem: string
  /** The law has moved under the draft: it is drawn up anew, with what was typed. */
  again: boolean
  sign: (number: string) => void
}) {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const { data: next } = useQuery(nextNumberQuery(paper.kind))
  const { data: settings } = useQuery(paperSettingsQuery)
  const prefix = settings?.prefixes[paper.kind] ?? ''
  const suggested = document.number ?? (next === undefined ? '' : `${prefix}${next}`)
  const [typed, setTyped] = useState<string | null>(null)
  const number = typed ?? suggested
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number.trim()) sign(number.trim())
  }
  const fields = visible(document)
  const facts: [string, string][] = [
    [t.paperName, [nameOfKind(paper.kind, locale), refOf(paper)].filter(Boolean).join(', ')],
    [t.about, paper.subjectName ?? '—'],
    [t.paperLanguage, t[document.lang]],
    [t.fieldsFilled, `${fields.filter(({ value }) => value !== null).length} / ${fields.length}`],
    [t.attachmentsCount, String(document.attachments.length)],
  ]
  return (
    <Modal opened onClose={close} title={t.signTitle} centered>
      <form className="form" onSubmit={submit}>
        <h3>{t.signLocks}</h3>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {elsewhere > 0 ? <p className="note warn">{t.elsewhereCount(elsewhere)}</p> : null}
        <p>
          {t.signLast} {document.article ? t.signCheck : ''}
        </p>
        <TextInput
          label={t.number}
          description={t.numberHint(prefix)}
          value={number}
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={60}
        />
        <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
        {again ? (
          <LinkButton
            to="/protocols/for/$number"
            params={{ number: String(paper.incidentNumber) }}
            search={{ from: paper.id }}
            variant="light"
          >
            {t.drawAnew}
          </LinkButton>
        ) : null}
        <Button type="submit" loading={busy} disabled={!number.trim()}>
          {t.signNow}
        </Button>
      </form>
    </Modal>
  )
}

/** Asks why before a draft is put aside. */
export function CancelModal({
  close,
  busy,
  problem,
  cancel,
}: {
  close: () => void
  busy: boolean
  problem: string
  cancel: (reason: string) => void
}) {
  const t = useTexts(paperTexts)
  const [reason, setReason] = useState('')
  return (
    <Modal opened onClose={close} title={t.cancel} centered>
      <div className="form">
        <p>{t.cancelAsk}</p>
        <Textarea
          label={t.cancelReason}
          minRows={2}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
        <div className="sheet-foot still">
          <Button variant="default" onClick={close}>
            {t.keep}
          </Button>
          <Button color="brick" loading={busy} onClick={() => cancel(reason.trim())}>
            {t.cancel}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
