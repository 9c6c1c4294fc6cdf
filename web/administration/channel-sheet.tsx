import { Button, TextInput } from '@mantine/core'
import { type FormEvent, Fragment, useRef, useState } from 'react'
import type { AccountKind } from '../../src/chat/account.ts'
import type { AddedChannel, ChannelView } from '../../src/chat/channel-shown.ts'
import { patch, post, put, remove } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { changed, fieldsOf, hasMode, ours, typed, useChannelProblem } from './channel-data.ts'
import { ChannelField, Made, ModeChoice, pointAt, ToCopy } from './channel-fields.tsx'
import { ChannelState } from './channel-state.tsx'
import { Trial } from './channel-trial.tsx'
import { channelsTexts } from './channels-texts.ts'
import { readAnew } from './data.ts'
import { Confirm, Problem, Sheet } from './sheet.tsx'

/** One channel: its settings, its secrets, whether it answers, a word of trial, pause and removal. */
export function ChannelSheet({
  channel,
  now,
  hooks,
  close,
}: {
  channel: ChannelView | null
  now: number
  hooks: boolean
  close: () => void
}) {
  return (
    <Sheet opened={channel !== null} title={channel?.title ?? ''} close={close}>
      {channel ? <Parts key={channel.id} channel={channel} now={now} hooks={hooks} close={close} /> : null}
    </Sheet>
  )
}

/** What came of an act, in words under it; an act gives null, or the field that was refused (empty for none). */
function useActs(kind: AccountKind) {
  const problemOf = useChannelProblem(kind)
  const [busy, setBusy] = useState('')
  const [said, setSaid] = useState({ of: '', text: '', field: '', good: false })
  const act = async (of: string, doing: () => Promise<string>): Promise<string | null> => {
    setBusy(of)
    setSaid({ of, text: '', field: '', good: false })
    try {
      setSaid({ of, text: await doing(), field: '', good: true })
      await readAnew('channels')
      return null
    } catch (error) {
      const problem = problemOf(error)
      setSaid({ of, ...problem, good: false })
      return problem.field
    } finally {
      setBusy('')
    }
  }
  return { busy, said, act }
}

function Parts({
  channel,
  now,
  hooks,
  close,
}: {
  channel: ChannelView
  now: number
  hooks: boolean
  close: () => void
}) {
  const t = useTexts(channelsTexts)
  const { busy, said, act } = useActs(channel.kind)
  const [title, setTitle] = useState(channel.title)
  const [mode, setMode] = useState(channel.settings.mode ?? 'polling')
  const [values, setValues] = useState<Record<string, string>>({})
  const [made, setMade] = useState<Record<string, string>>({})
  const [removing, setRemoving] = useState(false)
  // As it was when the sheet was opened: nothing jumps under the hand.
  const [secretsFirst] = useState(channel.state === 'revoked')
  const path = `/api/channels/${channel.id}`
  const fields = fieldsOf[channel.kind]
  const settings = fields.filter((field) => field.in !== 'secrets')
  const tokens = fields.filter((field) => field.in === 'secrets')
  const own = channel.secrets.filter(({ name }) => ours.has(name))
  const change = (name: string) => (value: string) => setValues((before) => ({ ...before, [name]: value }))
  const shownOf = (name: string) => channel.secrets.find((secret) => secret.name === name)?.shown ?? t.sealedSecret
  const isOfField = said.of === 'secrets' || said.of === 'settings'
  const told = (of: string) =>
    said.of !== of ? null : said.good ? (
      <p className="note good" role="status">
        {said.text}
      </p>
    ) : (
      <Problem text={isOfField && fields.some(({ name }) => name === said.field) ? '' : said.text} />
    )
  const errorOf = (name: string) => (isOfField && said.field === name && !said.good ? said.text : undefined)
  const settingsForm = useRef<HTMLFormElement>(null)
  const tokensForm = useRef<HTMLFormElement>(null)

  const save = (event: FormEvent) => {
    event.preventDefault()
    void act('settings', async () => {
      const next = { ...changed(values, settings), ...(hasMode(channel.kind) && { mode }) }
      const address = values.address === undefined ? {} : { address: values.address.trim() }
      await patch(path, { title: title.trim() || channel.title, ...address, settings: next })
      setValues({})
      return t.saved
    }).then((field) => field && pointAt(settingsForm.current, field))
  }
  const replace = (event: FormEvent) => {
    event.preventDefault()
    void act('secrets', async () => {
      setMade((await put<AddedChannel>(`${path}/secrets`, typed(values, tokens, 'secrets'))).made)
      setValues({})
      return t.replaced
    }).then((field) => field && pointAt(tokensForm.current, field))
  }
  const renew = (name: string) =>
    act('secrets', async () => {
      setMade((await put<AddedChannel>(`${path}/secrets`, { [name]: 'renew' })).made)
      return t.replaced
    })
  const drop = async () => {
    if ((await act('remove', () => remove(path).then(() => t.done))) === null) close()
    setRemoving(false)
  }

  const secretsPart = (
    <form className="adm-stack" key="secrets" ref={tokensForm} onSubmit={replace} autoComplete="off">
      <h3>{t.secrets}</h3>
      <p className="soft small">{t.secretsHint}</p>
      {tokens.map((field) => (
        <ChannelField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          hint={shownOf(field.name)}
          error={errorOf(field.name)}
          change={change(field.name)}
        />
      ))}
      {own.map(({ name, shown }) => (
        <p key={name} className="ch-own">
          <span>
            {t.fields[name as keyof typeof t.fields] ?? name}{' '}
            <span className="soft small">{shown ?? t.sealedSecret}</span>
          </span>
          <Button size="compact-md" variant="default" disabled={busy !== ''} onClick={() => void renew(name)}>
            {t.renew}
          </Button>
        </p>
      ))}
      {told('secrets')}
      {Object.keys(made).length > 0 ? <Made made={made} close={() => setMade({})} /> : null}
      {tokens.length > 0 ? (
        <Button
          type="submit"
          variant="default"
          loading={busy === 'secrets'}
          disabled={Object.keys(typed(values, tokens, 'secrets')).length === 0}
        >
          {t.replace}
        </Button>
      ) : null}
    </form>
  )
  const settingsPart = (
    <form className="adm-stack" key="settings" ref={settingsForm} onSubmit={save}>
      <h3>{t.settings}</h3>
      <TextInput
        label={t.name}
        maxLength={120}
        autoComplete="off"
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {hasMode(channel.kind) ? <ModeChoice value={mode} hooks={hooks} change={setMode} /> : null}
      {settings.map((field) => (
        <ChannelField
          key={field.name}
          field={field}
          value={values[field.name] ?? (field.in === 'itself' ? channel.address : channel.settings[field.name]) ?? ''}
          error={errorOf(field.name)}
          change={change(field.name)}
        />
      ))}
      {mode === 'webhook' || channel.kind === 'whatsapp' ? (
        channel.hookUrl ? (
          <ToCopy label={t.hook} hint={channel.kind === 'whatsapp' ? t.hookHand : t.hookAuto} value={channel.hookUrl} />
        ) : (
          <p className="note warn">{t.noHook}</p>
        )
      ) : null}
      {channel.kind === 'open' && channel.hookUrl ? (
        <ToCopy label={t.hookOpen} hint={t.hookOpenHint} value={channel.hookUrl} />
      ) : null}
      {told('settings')}
      <Button type="submit" variant="default" loading={busy === 'settings'}>
        {t.save}
      </Button>
    </form>
  )
  const checkPart = (
    <section className="adm-stack" key="check">
      <h3>{t.checkTitle}</h3>
      <p className="soft small">{t.checkHint}</p>
      <Button
        variant="default"
        loading={busy === 'check'}
        onClick={() =>
          void act('check', async () => {
            const found = await post<{ title: string; address: string | null }>(`${path}/check`)
            return t.checked([found.title, found.address].filter(Boolean).join(', '))
          })
        }
      >
        {t.check}
      </Button>
      {told('check')}
      <Trial
        channel={channel}
        busy={busy === 'test'}
        send={(chat) => act('test', () => post(chat).then(() => t.testSent))}
      />
      {told('test')}
    </section>
  )
  // Without a token that holds there is nothing to check.
  const parts = secretsFirst ? [secretsPart, checkPart, settingsPart] : [checkPart, secretsPart, settingsPart]

  return (
    <div className="adm-stack">
      <section>
        <ChannelState channel={channel} now={now} />
      </section>
      {parts.map((part) => (
        <Fragment key={part.key}>
          <hr className="ch-line" />
          {part}
        </Fragment>
      ))}
      <hr className="ch-line" />
      <section className="adm-stack">
        {channel.state === 'paused' ? null : <p className="soft small">{t.pauseHint}</p>}
        <div className="adm-acts left">
          <Button
            variant="default"
            loading={busy === 'pause'}
            onClick={() =>
              void act('pause', () => post(`${path}/pause`, { paused: channel.state !== 'paused' }).then(() => t.saved))
            }
          >
            {channel.state === 'paused' ? t.resume : t.pause}
          </Button>
          <Button
            variant="subtle"
            color="brick"
            onClick={() => setRemoving(true)}
            leftSection={<Icon name="close" size={18} />}
          >
            {t.remove}
          </Button>
        </div>
        {told('pause')}
      </section>
      <Confirm
        opened={removing}
        title={t.removeTitle}
        text={t.removeText(channel.chats.bound)}
        label={t.removeGo}
        busy={busy === 'remove'}
        problem={said.of === 'remove' && !said.good ? said.text : ''}
        close={() => setRemoving(false)}
        go={() => void drop()}
      />
    </div>
  )
}
