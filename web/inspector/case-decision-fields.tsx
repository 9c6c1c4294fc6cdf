import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { tenge } from '../../src/base/law-words.ts'
import { type Decision, decisions, type Ground, grounds } from '../../src/protocol/case-act.ts'
import type { CaseView } from '../../src/protocol/case-act-view.ts'
import { tengeOf } from '../../src/protocol/case-outcome.ts'
import { groundWords } from '../../src/statistics/form-1ad-words.ts'
import { useLocale, useTexts } from '../texts.ts'
import type { CaseDraft } from './case-act-data.ts'
import { caseTexts } from './case-texts.ts'
import { decisionWords } from './case-words.ts'

/** What was decided: first what the part's sanction knows, then the rest. */
export function DecisionFields({
  view,
  draft,
  change,
}: {
  view: CaseView
  draft: CaseDraft
  change: (next: Partial<CaseDraft>) => void
}) {
  const t = useTexts(caseTexts)
  const words = useTexts(decisionWords)
  const locale = useLocale()
  const { law } = view
  const first = law.kinds.filter((kind) => decisions.includes(kind))
  const order = [...first, ...decisions.filter((kind) => !first.includes(kind))]
  const sum =
    draft.fineMrp === '' ? null : law.mrp === null ? t.mrpUnknown : t.fineIs(tenge(tengeOf(draft.fineMrp, law.mrp)))
  return (
    <>
      <Select
        label={t.decision}
        required
        value={draft.decision || null}
        data={order.map((value) => ({ value, label: words[value] }))}
        onChange={(value) => change({ decision: (value ?? '') as Decision | '' })}
      />
      {draft.decision === 'fine' ? (
        <NumberInput
          size="md"
          label={t.fineMrp}
          description={sum}
          required
          min={0}
          max={10_000}
          value={draft.fineMrp}
          onChange={(value) => change({ fineMrp: typeof value === 'number' ? value : '' })}
        />
      ) : null}
      {draft.decision === 'works' ? (
        <NumberInput
          size="md"
          label={t.hours}
          required
          min={1}
          max={200}
          value={draft.hours}
          onChange={(value) => change({ hours: typeof value === 'number' ? value : '' })}
        />
      ) : null}
      {draft.decision === 'arrest' ? (
        <NumberInput
          size="md"
          label={t.days}
          required
          min={1}
          max={45}
          value={draft.days}
          onChange={(value) => change({ days: typeof value === 'number' ? value : '' })}
        />
      ) : null}
      {draft.decision === 'terminated' ? (
        <Select
          label={t.ground}
          required
          value={draft.ground || null}
          data={grounds.map((value) => ({ value, label: groundWords[locale][value] }))}
          onChange={(value) => change({ ground: (value ?? '') as Ground | '' })}
        />
      ) : null}
      {draft.decision === 'requalified' ? (
        <Group grow>
          <TextInput
            label={t.article}
            required
            maxLength={20}
            value={draft.article}
            onChange={(event) => change({ article: event.currentTarget.value })}
          />
          <TextInput
            label={t.part}
            maxLength={10}
            value={draft.part}
            onChange={(event) => change({ part: event.currentTarget.value })}
          />
        </Group>
      ) : null}
      {draft.decision === 'transferred' ? (
        <TextInput
          label={t.to}
          maxLength={300}
          value={draft.toName}
          onChange={(event) => change({ toName: event.currentTarget.value })}
        />
      ) : null}
      {draft.decision === 'fine' || draft.decision === 'arrest' ? (
        <TextInput
          label={`${t.additional} (${t.optional})`}
          maxLength={300}
          value={draft.additional}
          onChange={(event) => change({ additional: event.currentTarget.value })}
        />
      ) : null}
    </>
  )
}
