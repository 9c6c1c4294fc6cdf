import { Radio, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import type { ChatSettings } from '../../src/chat/chat-settings.ts'
import { ApiError, meQuery, nameIn, patch, post, put } from '../api.ts'
import { useLocale, useTexts } from '../texts.ts'
import { besideQuery } from './channel-data.ts'
import { ChatBeside } from './chat-beside.tsx'
import { ChatChairman, ChatInspector } from './chat-people.tsx'
import { ChatSettingsFields } from './chat-settings-fields.tsx'
import { ChatTone } from './chat-tone.tsx'
import { chatsTexts } from './chats-texts.ts'
import { readAnew } from './data.ts'
import { Problem, Sheet, SheetFoot, useProblems } from './sheet.tsx'

type Lang = ManagedChatView['lang']
const langs: readonly Lang[] = ['mixed', 'ru', 'kk']

/** Adds a chat or changes one. */
export function ChatSheet({
  chat,
  close,
  added,
}: {
  chat: ManagedChatView | 'new' | null
  close: () => void
  added: (chat: ManagedChatView) => void
}) {
  const t = useTexts(chatsTexts)
  return (
    <Sheet opened={chat !== null} title={chat === 'new' ? t.newTitle : (chat?.title ?? '')} close={close}>
      {chat ? (
        <ChatForm
          key={chat === 'new' ? 'new' : chat.id}
          chat={chat === 'new' ? null : chat}
          close={close}
          added={added}
        />
      ) : null}
    </Sheet>
  )
}

function ChatForm({
  chat,
  close,
  added,
}: {
  chat: ManagedChatView | null
  close: () => void
  added: (chat: ManagedChatView) => void
}) {
  const t = useTexts(chatsTexts)
  const locale = useLocale()
  const problemOf = useProblems()
  const { data: me } = useQuery(meQuery)
  const [channel, setChannel] = useState(chat?.channel ?? 'webchat')
  const [title, setTitle] = useState(chat?.title ?? '')
  const [slug, setSlug] = useState(chat?.slug ?? '')
  const [precinctId, setPrecinctId] = useState<string | null>(chat?.precinctId ?? null)
  const [lang, setLang] = useState<Lang>(chat?.lang ?? 'mixed')
  const [settings, setSettings] = useState<ChatSettings | null>(null)
  const beside = useQuery({ ...besideQuery(chat?.id ?? ''), enabled: chat !== null })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field?: string | undefined }>({ text: '' })

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setProblem({ text: '' })
    const address = channel === 'webchat' && slug.trim() !== '' ? { slug } : {}
    const body = { title, precinctId, lang, ...address }
    try {
      const saved = chat
        ? await patch<ManagedChatView>(`/api/chats/${chat.id}`, body)
        : await post<ManagedChatView>('/api/chats', { ...body, channel })
      if (chat && settings) await put(`/api/chats/${chat.id}/settings`, settings)
      await readAnew('chats', 'precincts', 'chat-settings')
      close()
      if (!chat && saved.link) added(saved)
    } catch (error) {
      setProblem({ text: problemOf(error), field: error instanceof ApiError ? error.field : undefined })
      setBusy(false)
    }
  }

  const own = { settings: settings ?? beside.data?.settings ?? {}, change: setSettings }
  const at = (field: string) => (problem.field === field ? problem.text : undefined)
  const precincts = me?.precincts ?? []
  return (
    <form className="adm-stack" onSubmit={save}>
      {chat ? null : (
        <Radio.Group label={t.kind} value={channel} onChange={setChannel}>
          <div className="adm-choices">
            <Radio value="webchat" label={t.room} description={t.roomHint} />
            <Radio value="export" label={t.history} description={t.historyHint} />
          </div>
        </Radio.Group>
      )}
      <TextInput
        label={t.name}
        description={t.nameHint}
        required
        withAsterisk={false}
        data-autofocus
        autoComplete="off"
        value={title}
        error={at('title')}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {channel === 'webchat' ? (
        <TextInput
          label={t.slug}
          description={chat ? t.slugHint : t.slugNew}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          leftSection={<span className="soft small">/room/</span>}
          leftSectionWidth={64}
          value={slug}
          error={at('slug')}
          onChange={(event) => setSlug(event.currentTarget.value)}
        />
      ) : null}
      <Select
        label={t.precinct}
        placeholder={t.noPrecinct}
        clearable
        searchable={precincts.length > 8}
        data={precincts.map((one) => ({ value: one.id, label: `№ ${one.number} · ${nameIn(one, locale)}` }))}
        value={precinctId}
        error={at('precinctId')}
        onChange={setPrecinctId}
      />
      {precinctId ? null : <p className="note warn">{t.warn}</p>}
      <Select
        label={t.lang}
        allowDeselect={false}
        data={langs.map((value) => ({ value, label: t.langs[value] }))}
        value={lang}
        onChange={(value) => value && setLang(value as Lang)}
      />
      {chat && beside.data ? (
        <>
          {beside.data.kind === 'group' ? (
            <>
              <ChatInspector {...own} precinctId={precinctId} />
              <ChatChairman {...own} hosts={beside.data.hosts} asks={beside.data.account !== null} />
            </>
          ) : null}
          <ChatTone {...own} lang={lang} />
          <ChatSettingsFields {...own} rings={beside.data.account !== null} />
          <ChatBeside chat={chat} beside={beside.data} close={close} />
        </>
      ) : null}
      <Problem text={problem.field ? '' : problem.text} />
      <SheetFoot label={chat ? t.save : t.create} busy={busy} close={close} />
    </form>
  )
}
