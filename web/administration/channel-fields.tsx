import { Button, CopyButton, PasswordInput, Radio, TextInput } from '@mantine/core'
import type { AccountKind } from '../../src/chat/account.ts'
import { Icon } from '../parts/icon.tsx'
import { useLocale, useTexts } from '../texts.ts'
import type { Field } from './channel-data.ts'
import { channelSteps, type FieldName, fieldHints } from './channel-steps-texts.ts'
import { channelsTexts } from './channels-texts.ts'

/** To the field that was refused, though it stands among those that are folded away. */
export function pointAt(form: HTMLElement | null, name: string): void {
  const field = form?.querySelector<HTMLElement>(`[name="${name}"]`)
  const folded = field?.closest('details')
  if (folded) folded.open = true
  field?.focus()
}

/** One field of a channel; what is secret is never shown, not even to the browser's memory. */
export function ChannelField({
  field,
  value,
  error,
  hint,
  change,
}: {
  field: Field
  value: string
  error?: string | undefined
  hint?: string | undefined
  change: (value: string) => void
}) {
  const t = useTexts(channelsTexts)
  const own = fieldHints[useLocale()][field.name as FieldName]
  const common = {
    name: field.name,
    label: t.fields[field.name as FieldName] ?? field.name,
    placeholder: field.like ? t.such(field.like) : '',
    value,
    error,
    description: [hint, own].filter(Boolean).join(' · ') || undefined,
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  }
  return field.in === 'secrets' ? (
    <PasswordInput
      {...common}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t.look, tabIndex: 0 }}
      onChange={(event) => change(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} onChange={(event) => change(event.currentTarget.value)} />
  )
}

export function Steps({ kind }: { kind: AccountKind }) {
  const t = useTexts(channelsTexts)
  const steps = channelSteps[useLocale()][kind]
  return (
    <section>
      <h3>{t.steps}</h3>
      <ol className="ch-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  )
}

export function ModeChoice({
  value,
  hooks,
  change,
}: {
  value: string
  hooks: boolean
  change: (value: string) => void
}) {
  const t = useTexts(channelsTexts)
  return (
    <Radio.Group label={t.mode} value={value} onChange={change}>
      <div className="adm-choices">
        <Radio value="polling" label={t.polling} description={t.pollingHint} />
        <Radio value="webhook" label={t.webhook} description={hooks ? t.webhookHint : t.webhookOff} disabled={!hooks} />
      </div>
    </Radio.Group>
  )
}

/** A value to be carried elsewhere. */
export function ToCopy({ label, value, hint }: { label: string; value: string; hint?: string | undefined }) {
  const t = useTexts(channelsTexts)
  return (
    <div className="ch-copy">
      <TextInput
        label={label}
        description={hint}
        readOnly
        value={value}
        className="adm-link"
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            aria-label={`${t.copy}: ${label}`}
            leftSection={<Icon name={copied ? 'check' : 'link'} size={18} />}
          >
            {copied ? t.copied : t.copy}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}

/** What was made here, shown this once. */
export function Made({ made, close }: { made: Record<string, string>; close: () => void }) {
  const t = useTexts(channelsTexts)
  return (
    <div className="adm-stack">
      <p className="note info">
        <Icon name="key" size={20} />
        <span>
          <strong>{t.made}.</strong> {t.madeHint}
        </span>
      </p>
      {Object.entries(made).map(([name, value]) => (
        <ToCopy key={name} label={t.fields[name as FieldName] ?? name} value={value} />
      ))}
      <Button onClick={close}>{t.done}</Button>
    </div>
  )
}
