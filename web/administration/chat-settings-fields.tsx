import { Radio, Select, TextInput } from '@mantine/core'
import { type ChatSettings, sureBounds } from '../../src/chat/chat-settings.ts'
import { number, useTexts } from '../texts.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'

const steps = [0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]
const percent = (value: number) => `${number(Math.round(value * 100))} %`

/** What is set for one chat alone; what is left as usual follows the usual when that changes. */
export function ChatSettingsFields({
  settings,
  rings,
  change,
}: {
  settings: ChatSettings
  rings: boolean
  change: (settings: ChatSettings) => void
}) {
  const t = useTexts(chatSettingsTexts)
  const { quiet, sureFrom } = settings
  const way = quiet === undefined ? 'usual' : quiet === null ? 'never' : 'own'
  const without = (name: keyof ChatSettings): ChatSettings => {
    const { [name]: _, ...rest } = settings
    return rest
  }
  const chooseQuiet = (next: string) => {
    if (next === 'usual') change(without('quiet'))
    else change({ ...settings, quiet: next === 'never' ? null : { from: '22:00', to: '08:00' } })
  }
  const chosen = sureFrom ?? sureBounds.usual
  const offered = steps.includes(chosen) ? steps : [...steps, chosen].sort()
  return (
    <fieldset className="adm-stack">
      <legend className="unseen">{t.set}</legend>
      <Radio.Group label={t.quiet} description={t.quietHint} value={way} onChange={chooseQuiet}>
        <div className="adm-choices">
          <Radio value="usual" label={t.quietUsual(rings)} />
          <Radio value="own" label={t.quietOwn} />
          <Radio value="never" label={t.quietNever} />
        </div>
      </Radio.Group>
      {quiet ? (
        <div className="adm-two">
          <TextInput
            type="time"
            label={t.from}
            required
            withAsterisk={false}
            value={quiet.from}
            onChange={(event) => change({ ...settings, quiet: { ...quiet, from: event.currentTarget.value } })}
          />
          <TextInput
            type="time"
            label={t.to}
            required
            withAsterisk={false}
            value={quiet.to}
            onChange={(event) => change({ ...settings, quiet: { ...quiet, to: event.currentTarget.value } })}
          />
        </div>
      ) : null}
      <Select
        label={t.sure}
        description={t.sureHint(percent(sureBounds.usual))}
        allowDeselect={false}
        data={[
          { value: '', label: `${t.usual} (${percent(sureBounds.usual)})` },
          ...offered.map((value) => ({ value: String(value), label: percent(value) })),
        ]}
        value={sureFrom === undefined ? '' : String(sureFrom)}
        onChange={(value) => change(value ? { ...settings, sureFrom: Number(value) } : without('sureFrom'))}
      />
    </fieldset>
  )
}
