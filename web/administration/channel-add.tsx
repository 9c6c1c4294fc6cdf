import { Radio, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { type AccountKind, accountKinds } from '../../src/chat/account.ts'
import type { AddedChannel } from '../../src/chat/channel-shown.ts'
import { usualMode } from '../../src/chat/usual-mode.ts'
import { post } from '../api.ts'
import { useTexts } from '../texts.ts'
import { fieldsOf, hasMode, missing, typed, useChannelProblem } from './channel-data.ts'
import { ChannelField, Made, ModeChoice, pointAt, Steps, ToCopy } from './channel-fields.tsx'
import { channelsTexts } from './channels-texts.ts'
import { readAnew } from './data.ts'
import { Problem, Sheet, SheetFoot } from './sheet.tsx'

/** Connects an account: the kind, what to do at the messenger, what it gave. */
export function ChannelAdd({ opened, hooks, close }: { opened: boolean; hooks: boolean; close: () => void }) {
  const t = useTexts(channelsTexts)
  return (
    <Sheet opened={opened} title={t.newTitle} close={close}>
      {opened ? <AddForm hooks={hooks} close={close} /> : null}
    </Sheet>
  )
}

function AddForm({ hooks, close }: { hooks: boolean; close: () => void }) {
  const t = useTexts(channelsTexts)
  const [kind, setKind] = useState<AccountKind>('telegram')
  const [title, setTitle] = useState('')
  const [chosen, setMode] = useState<string | null>(null)
  const [values, setValues] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState({ text: '', field: '' })
  const [added, setAdded] = useState<AddedChannel | null>(null)
  const problemOf = useChannelProblem(kind)
  const form = useRef<HTMLFormElement>(null)

  const fields = fieldsOf[kind]
  const mode = chosen ?? usualMode(kind, hooks)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const empty = missing(values, fields)
    if (empty) {
      setProblem({ text: t.empty, field: empty.name })
      return pointAt(form.current, empty.name)
    }
    setBusy(true)
    setProblem({ text: '', field: '' })
    try {
      const settings = { ...typed(values, fields, 'settings'), ...(hasMode(kind) && { mode }) }
      const body = { kind, title: title.trim() || t.kinds[kind], settings, secrets: typed(values, fields, 'secrets') }
      const made = await post<AddedChannel>('/api/channels', { ...body, address: values.address ?? '' })
      await readAnew('channels')
      // What was typed is secret: it stays nowhere on the page.
      setValues({})
      if (Object.keys(made.made).length === 0) close()
      else setAdded(made)
    } catch (error) {
      const told = problemOf(error)
      setProblem(told)
      pointAt(form.current, told.field)
    }
    setBusy(false)
  }

  if (added)
    return (
      <div className="adm-stack">
        {added.kind === 'whatsapp' && added.hookUrl ? (
          <ToCopy label={t.hook} hint={t.hookHand} value={added.hookUrl} />
        ) : null}
        {added.kind === 'open' && added.hookUrl ? (
          <ToCopy label={t.hookOpen} hint={t.hookOpenHint} value={added.hookUrl} />
        ) : null}
        <Made made={added.made} close={close} />
      </div>
    )
  // What was typed for another messenger fits no field of this one.
  const choose = (next: string) => {
    setKind(next as AccountKind)
    setValues({})
    setProblem({ text: '', field: '' })
  }
  const change = (name: string) => (value: string) => setValues((before) => ({ ...before, [name]: value }))
  const field = (one: (typeof fields)[number]) => (
    <ChannelField
      key={`${kind} ${one.name}`}
      field={one}
      value={values[one.name] ?? ''}
      error={problem.field === one.name ? problem.text : undefined}
      change={change(one.name)}
    />
  )
  const more = fields.filter(({ optional }) => optional)
  return (
    <form className="adm-stack" ref={form} onSubmit={save} autoComplete="off">
      <Radio.Group label={t.kind} value={kind} onChange={choose}>
        <div className="adm-choices">
          {accountKinds.map((one) => (
            <Radio key={one} value={one} label={t.kinds[one]} description={t.kindHints[one]} />
          ))}
        </div>
      </Radio.Group>
      {kind === 'whatsapp' && !hooks ? <p className="note warn">{t.problems.noCalls}</p> : null}
      <Steps kind={kind} />
      <TextInput
        label={t.name}
        description={t.nameHint}
        placeholder={t.kinds[kind]}
        autoComplete="off"
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {fields.filter(({ optional }) => !optional).map(field)}
      {hasMode(kind) ? <ModeChoice value={mode} hooks={hooks} change={setMode} /> : null}
      {more.length > 0 ? (
        <details className="ch-more">
          <summary>{t.advanced}</summary>
          <div className="adm-stack">{more.map(field)}</div>
        </details>
      ) : null}
      <Problem text={fields.some(({ name }) => name === problem.field) ? '' : problem.text} />
      <SheetFoot label={busy ? t.checking : t.connect} busy={busy} close={close} />
    </form>
  )
}
