import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type FormEvent, useState } from 'react'
import type { ProtocolView } from '../../src/protocol/view.ts'
import { patch } from '../api.ts'
import { useTexts } from '../texts.ts'
import { protocolTexts } from './protocol-texts.ts'
import { problemOf } from './use-act.ts'

const penalties = ['warning', 'fine', 'works', 'arrest', 'remark', 'none'] as const

/** What the authorised body decided, as the officer enters it; nothing is decided here. */
export function DecisionCard({ protocol, keep }: { protocol: ProtocolView; keep: (next: ProtocolView) => void }) {
  const t = useTexts(protocolTexts)
  const [penalty, setPenalty] = useState(protocol.penalty)
  const [fineMrp, setFineMrp] = useState<number | ''>(protocol.fineMrp ?? '')
  const [erapNumber, setErapNumber] = useState(protocol.erapNumber)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const decided = {
        penalty,
        fineMrp: penalty === 'fine' && fineMrp !== '' ? fineMrp : null,
        erapNumber: erapNumber.trim(),
      }
      keep(await patch<ProtocolView>(`/api/protocols/${protocol.id}/decision`, decided))
      notifications.show({ message: t.noted, color: 'leaf' })
    } catch (error) {
      notifications.show({ message: problemOf(error), color: 'brick' })
    }
    setBusy(false)
  }
  return (
    <form className="card" onSubmit={submit}>
      <h2>{t.decision}</h2>
      <p className="soft small">{t.decisionHint}</p>
      <Select
        label={t.penalty}
        clearable
        value={penalty}
        data={penalties.map((value) => ({ value, label: value === 'none' ? t.none_penalty : t[value] }))}
        onChange={(value) => setPenalty(penalties.find((one) => one === value) ?? null)}
      />
      {penalty === 'fine' ? (
        <NumberInput
          label={t.mrp}
          size="md"
          min={0}
          max={10_000}
          value={fineMrp}
          onChange={(value) => setFineMrp(typeof value === 'number' ? value : '')}
        />
      ) : null}
      <TextInput
        label={t.erap}
        value={erapNumber}
        maxLength={60}
        onChange={(event) => setErapNumber(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={busy}>
        {t.save}
      </Button>
    </form>
  )
}
