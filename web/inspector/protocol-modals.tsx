import { Button, Modal, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'

/** Asks for the department's own number before a protocol is signed. */
export function SignModal({
  opened,
  close,
  busy,
  problem,
  sign,
}: {
  opened: boolean
  close: () => void
  busy: boolean
  problem: string
  sign: (number: string) => void
}) {
  const t = useTexts(protocolTexts)
  const [number, setNumber] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number.trim()) sign(number.trim())
  }
  return (
    <Modal opened={opened} onClose={close} title={t.sign} centered>
      <form className="form" onSubmit={submit}>
        <p>{t.signAsk}</p>
        <TextInput
          label={t.number}
          description={t.numberHint}
          value={number}
          data-autofocus
          onChange={(event) => setNumber(event.currentTarget.value)}
          maxLength={60}
        />
        <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
        <Button type="submit" loading={busy} disabled={!number.trim()}>
          {t.signNow}
        </Button>
      </form>
    </Modal>
  )
}

/** Asks why before a protocol is cancelled. */
export function CancelModal({
  opened,
  close,
  busy,
  cancel,
}: {
  opened: boolean
  close: () => void
  busy: boolean
  cancel: (reason: string) => void
}) {
  const t = useTexts(protocolTexts)
  const [reason, setReason] = useState('')
  return (
    <Modal opened={opened} onClose={close} title={t.cancel} centered>
      <div className="form">
        <p>{t.cancelAsk}</p>
        <Textarea
          label={t.cancelReason}
          minRows={2}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
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
