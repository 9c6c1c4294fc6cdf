import { Checkbox, Radio, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Body, bodies } from '../../src/incident/life.ts'
import { meQuery, nameIn } from '../api.ts'
import { useNow } from '../parts/use-now.ts'
import { actWords, bodyWords, categoryWords } from '../parts/words.ts'
import { dayAndTime, useLocale, useTexts } from '../texts.ts'
import { FormFoot, type FormProps } from './form-foot.tsx'
import { formTexts } from './form-texts.ts'
import { when } from './moment.ts'
import { useDraft } from './use-draft.ts'

/** The forms that ask for one thing. */

export function TextForm({
  props,
  field,
  hint,
  label,
  needed = true,
  initial = '',
  build,
  children,
}: {
  props: FormProps
  field: string
  hint?: string
  label: string
  needed?: boolean
  initial?: string
  build: (text: string) => Parameters<FormProps['send']>[0]
  children?: ReactNode
}) {
  const t = useTexts(formTexts)
  const [draft, change, clear] = useDraft(`${props.page.id}.${label}`, { text: initial })
  const [tried, setTried] = useState(false)
  const missing = needed && !draft.text.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!missing) props.send(build(draft.text.trim()), clear)
  }
  return (
    <form onSubmit={submit} className="form">
      {children}
      <Textarea
        label={needed ? field : `${field} (${t.optional})`}
        description={hint}
        minRows={5}
        value={draft.text}
        data-autofocus
        error={tried && missing ? t.needed : undefined}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={5000}
      />
      <FormFoot label={label} busy={props.busy} close={props.close} />
    </form>
  )
}

export function NotFoundForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  return (
    <TextForm
      props={props}
      field={t.notFoundText}
      hint={t.notFoundHint}
      label={names.notFound}
      build={(text) => ({ act: 'notFound', text })}
    />
  )
}

export function DismissForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  return (
    <TextForm
      props={props}
      field={t.dismissText}
      needed={false}
      label={names.dismiss}
      build={(text) => ({ act: 'dismiss', text })}
    />
  )
}

export function ReopenForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  return (
    <TextForm props={props} field={t.reopenText} label={names.reopen} build={(text) => ({ act: 'reopen', text })} />
  )
}

export function CrimeForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const locale = useLocale()
  const { page } = props
  const kk = locale === 'kk' || page.lang === 'kk'
  const category = categoryWords[kk ? 'kk' : 'ru'][page.category].toLocaleLowerCase()
  const at = dayAndTime(page.happenedAt, kk ? 'kk' : 'ru')
  const initial = kk
    ? `Баяндаймын: ${at} «${page.chatTitle ?? ''}» ортақ чаты арқылы № ${page.number} хабарлама түсті (${category}). Орны: ${page.placeText || '—'}. Әрекетте қылмыс белгілері бар: `
    : `Докладываю: ${at} через общий чат «${page.chatTitle ?? ''}» поступило сообщение № ${page.number} (${category}). Место: ${page.placeText || '—'}. В деянии усматриваются признаки преступления: `
  return (
    <TextForm
      props={props}
      field={t.crimeText}
      label={names.crime}
      initial={initial}
      build={(text) => ({ act: 'crime', text })}
    >
      <p className="note warn">{t.crimeHint}</p>
    </TextForm>
  )
}

export function HandOverForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const bodyNames = useTexts(bodyWords)
  const [draft, change, clear] = useDraft(`${props.page.id}.handOver`, {
    to: (props.handTo ?? '') as Body | '',
    text: '',
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (draft.to) props.send({ act: 'handOver', to: draft.to, text: draft.text.trim() }, clear)
  }
  return (
    <form onSubmit={submit} className="form">
      <Radio.Group label={t.body} value={draft.to} onChange={(to) => change({ to: to as Body })}>
        <Stack gap="xs" mt="xs">
          {bodies.map((body) => (
            <Radio key={body} size="md" value={body} label={bodyNames[body]} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={`${t.handOverText} (${t.optional})`}
        description={t.paper}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
        maxLength={2000}
      />
      <FormFoot label={names.handOver} busy={props.busy} ready={draft.to !== ''} close={props.close} />
    </form>
  )
}

export function SplitForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const locale = useLocale()
  const now = useNow()
  const [chosen, setChosen] = useState<string[]>([])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.send({ act: 'split', reportIds: chosen }, () => {})
  }
  return (
    <form onSubmit={submit} className="form">
      <Checkbox.Group label={t.splitHint} value={chosen} onChange={setChosen}>
        <Stack gap="sm" mt="sm">
          {props.page.messages.map((message) => (
            <Checkbox
              key={message.id}
              size="md"
              value={message.id}
              label={message.text || '…'}
              description={when(message.at, now, locale)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <FormFoot
        label={names.split}
        busy={props.busy}
        ready={chosen.length > 0 && chosen.length < props.page.messages.length}
        close={props.close}
      />
    </form>
  )
}

export function AssignForm(props: FormProps) {
  const t = useTexts(formTexts)
  const names = useTexts(actWords)
  const locale = useLocale()
  const { data: me } = useQuery(meQuery)
  const [inspector, setInspector] = useState(props.page.inspectorId)
  const [precinct, setPrecinct] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (inspector)
      props.send({ act: 'assign', inspectorId: inspector, ...(precinct ? { precinctId: precinct } : {}) }, () => {})
  }
  return (
    <form onSubmit={submit} className="form">
      <Select
        label={t.inspector}
        searchable
        value={inspector}
        onChange={setInspector}
        data={(me?.inspectors ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      <Select
        label={t.precinct}
        placeholder={t.keepPrecinct}
        clearable
        value={precinct}
        onChange={setPrecinct}
        data={(me?.precincts ?? []).map((one) => ({
          value: one.id,
          label: `№ ${one.number} · ${nameIn(one, locale)}`,
        }))}
      />
      <FormFoot label={names.assign} busy={props.busy} ready={inspector !== null} close={props.close} />
    </form>
  )
}
