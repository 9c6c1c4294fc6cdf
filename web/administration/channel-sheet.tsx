import { Button, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { AddedChannel, ChannelView } from '../../src/chat/channel-shown.ts'
import { patch, post, put, remove } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { fieldsOf, hasMode, ours, typed, useChannelProblem } from './channel-data.ts'
import { ChannelField, Made, ModeChoice, ToCopy } from './channel-fields.tsx'
import { channelsTexts } from './channels-texts.ts'
import { chatsQuery, readAnew } from './data.ts'
import { Confirm, Problem, Sheet } from './sheet.tsx'

/** One channel: its settings, its secrets, whether it answers, a word of trial, pause and removal. */
export function ChannelSheet({
  channel,
  hooks,
  close,
}: {
  channel: ChannelView | null
  hooks: boolean
  close: () => void
}) {
  return (
    <Sheet opened={channel !== null} title={channel?.title ?? ''} close={close}>
      {channel ? <Parts key={channel.id} channel={channel} hooks={hooks} close={close} /> : null}
    </Sheet>
  )
}

/** What came of an act, in words under it. */
function useActs() {
  const problemOf = useChannelProblem()
  const [busy, setBusy] = useState('')
  const [said, setSaid] = useState({ of: '', text: '', field: '', good: false })
  const act = async (of: string, doing: () => Promise<string>): Promise<boolean> => {
    setBusy(of)
    setSaid({ of, text: '', field: '', good: false })
    try {
      setSaid({ of, text: await doing(), field: '', good: true })
      await readAnew('channels')
      return true
    } catch (error) {
      setSaid({ of, ...problemOf(error), good: false })
      return false
    } finally {
      setBusy('')
    }
  }
  return { busy, said, act }
}

function Parts({ channel, hooks, close }: { channel: ChannelView; hooks: boolean; close: () => void }) {
  const t = useTexts(channelsTexts)
  const { busy, said, act } = useActs()
  const [title, setTitle] = useState(channel.title)
  const [mode, setMode] = useState(channel.settings.mode ?? 'polling')
  const [values, setValues] = useState<Record<string, string>>({})
  const [made, setMade] = useState<Record<string, string>>({})
  const [removing, setRemoving] = useState(false)
  const path = `/api/channels/${channel.id}`
  const fields = fieldsOf[channel.kind]
  const settings = fields.filter((field) => field.in === 'settings')
  const tokens = fields.filter((field) => field.in === 'secrets')
  const own = channel.secrets.filter(({ name }) => ours.has(name))
  const change = (name: string) => (value: string) => setValues((before) => ({ ...before, [name]: value }))
  const shownOf = (name: string) => channel.secrets.find((secret) => secret.name === name)?.shown ?? t.sealedSecret
  const told = (of: string) =>
    said.of !== of ? null : said.good ? (
      <p className="note good" role="status">
        {said.text}
      </p>
    ) : (
      <Problem text={fields.some(({ name }) => name === said.field) ? '' : said.text} />
    )
  const errorOf = (name: string) => (said.field === name && !said.good ? said.text : undefined)

  const save = (event: FormEvent) => {
    event.preventDefault()
    void act('settings', async () => {
      const changed = { ...typed(values, settings, 'settings'), ...(hasMode(channel.kind) && { mode }) }
      await patch(path, { title: title.trim() || channel.title, settings: changed })
      return t.saved
    })
  }
  const replace = (event: FormEvent) => {
    event.preventDefault()
    void act('secrets', async () => {
      setMade((await put<AddedChannel>(`${path}/secrets`, typed(values, tokens, 'secrets'))).made)
      setValues({})
      return t.replaced
    })
  }
  const renew = (name: string) =>
    act('secrets', async () => {
      setMade((await put<AddedChannel>(`${path}/secrets`, { [name]: 'renew' })).made)
      return t.replaced
    })
  const drop = async () => {
    if (await act('remove', () => remove(path).then(() => t.done))) close()
    setRemoving(false)
  }

  return (
    <div className="adm-stack">
      <form className="adm-stack" onSubmit={replace} autoComplete="off">
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
      <hr className="ch-line" />
      <form className="adm-stack" onSubmit={save}>
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
            value={values[field.name] ?? channel.settings[field.name] ?? ''}
            error={errorOf(field.name)}
            change={change(field.name)}
          />
        ))}
        {mode === 'webhook' || channel.kind === 'whatsapp' ? (
          channel.hookUrl ? (
            <ToCopy
              label={t.hook}
              hint={channel.kind === 'whatsapp' ? t.hookHand : t.hookAuto}
              value={channel.hookUrl}
            />
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
      <hr className="ch-line" />
      <section className="adm-stack">
        <h3>{t.check}</h3>
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

function Trial({
  channel,
  busy,
  send,
}: {
  channel: ChannelView
  busy: boolean
  send: (path: string) => Promise<boolean>
}) {
  const t = useTexts(channelsTexts)
  const chats = useQuery(chatsQuery).data ?? []
  const [chat, setChat] = useState<string | null>(null)
  const its = chats.filter((one) => one.channel === `${channel.kind}:${channel.id}` && one.precinctId !== null)
  if (its.length === 0) return <p className="soft small">{t.noChats}</p>
  return (
    <div className="ch-copy">
      <Select
        label={t.test}
        placeholder={t.testChat}
        searchable={its.length > 8}
        data={its.map(({ id, title }) => ({ value: id, label: title }))}
        value={chat}
        onChange={setChat}
      />
      <Button
        variant="default"
        loading={busy}
        disabled={!chat}
        onClick={() => chat && void send(`/api/chats/${chat}/test`)}
      >
        {t.testSend}
      </Button>
    </div>
  )
}
