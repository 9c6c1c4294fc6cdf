import { Button, CopyButton, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import { patch } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Page } from '../parts/page.tsx'
import { Blank, Failed } from '../parts/trouble.tsx'
import { day, number, useTexts } from '../texts.ts'
import { BlockedCard } from './chat-blocked.tsx'
import { ChatCode } from './chat-code.tsx'
import { CodesCard } from './chat-codes.tsx'
import { useHindrance } from './chat-problem-texts.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { ChatSheet } from './chat-sheet.tsx'
import { chatsTexts } from './chats-texts.ts'
import { chatsQuery, readAnew } from './data.ts'
import { Bones, OnPaper } from './sheet.tsx'

/** The chats that the program listens to: how they are doing, and their addresses. */
export function Chats() {
  const t = useTexts(chatsTexts)
  const found = useQuery(chatsQuery)
  const [edited, setEdited] = useState<ManagedChatView | 'new' | null>(null)
  const [ready, setReady] = useState<ManagedChatView | null>(null)
  const [coding, setCoding] = useState(false)
  const more = useTexts(chatSettingsTexts)
  // An officer's own talk with the bot is nobody else's.
  const chats = (found.data ?? []).filter(({ kind }) => kind !== 'staff')
  const add = (
    <>
      <Button variant="default" leftSection={<Icon name="key" size={18} />} onClick={() => setCoding(true)}>
        {more.giveCode}
      </Button>
      <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setEdited('new')}>
        {t.add}
      </Button>
    </>
  )
  return (
    <Page title={t.title} actions={add}>
      {found.isPending ? (
        <Bones />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : chats.length === 0 ? (
        <Blank icon="chat" title={t.none}>
          {t.noneHint}
        </Blank>
      ) : (
        <ul className="card adm-list">
          {chats.map((chat) => (
            <ChatRow key={chat.id} chat={chat} edit={() => setEdited(chat)} show={() => setReady(chat)} />
          ))}
        </ul>
      )}
      <CodesCard />
      <BlockedCard />
      <ChatCode opened={coding} close={() => setCoding(false)} />
      <ChatSheet chat={edited} close={() => setEdited(null)} added={setReady} />
      <Modal
        opened={ready !== null}
        onClose={() => setReady(null)}
        title={ready?.title ?? ''}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': '×' }}
      >
        {ready?.link ? <Room chat={ready} link={ready.link} close={() => setReady(null)} /> : null}
      </Modal>
    </Page>
  )
}

function ChatRow({ chat, edit, show }: { chat: ManagedChatView; edit: () => void; show: () => void }) {
  const t = useTexts(chatsTexts)
  const more = useTexts(chatSettingsTexts)
  const hindrance = useHindrance()(chat)
  const [busy, setBusy] = useState(false)
  const messages = chat.days.reduce((sum, one) => sum + one.messages, 0)
  const reports = chat.days.reduce((sum, one) => sum + one.reports, 0)
  const toggle = async () => {
    setBusy(true)
    await patch(`/api/chats/${chat.id}`, { paused: !chat.paused })
      .then(() => readAnew('chats'))
      .finally(() => setBusy(false))
  }
  return (
    <li className="adm-row" data-off={chat.paused ? '' : undefined}>
      <div className="adm-main">
        <p className="adm-name">
          {chat.title}
          <span className="adm-tag quiet">{more.where(chat)}</span>
          {chat.state === 'bound' ? null : <span className="adm-tag warn">{more.states[chat.state]}</span>}
          {chat.paused ? <span className="adm-tag warn">{t.paused}</span> : null}
        </p>
        {chat.kind === 'line' ? (
          <p className="soft small">{more.lineHint}</p>
        ) : chat.precinctNumber ? (
          <p className="soft small">
            {t.bound(chat.precinctNumber)}
            {chat.slug ? <span className="adm-room"> · /room/{chat.slug}</span> : null}
          </p>
        ) : (
          <p className="adm-warn small">{t.warn}</p>
        )}
        {hindrance.map((sentence) => (
          <p key={sentence} className="adm-warn small">
            {sentence}
          </p>
        ))}
        <div className="adm-health">
          {chat.channel === 'export' ? null : <Days chat={chat} />}
          <p className="soft small">
            {chat.channel === 'export' ? null : `${t.week(messages)} · ${t.weekReports(reports)} · `}
            {chat.lastDay ? t.last(day(`${chat.lastDay}T12:00:00+05:00`)) : t.silent}
          </p>
        </div>
      </div>
      <div className="adm-acts">
        {chat.link ? (
          <Button size="compact-md" variant="default" leftSection={<Icon name="link" size={17} />} onClick={show}>
            {t.link}
          </Button>
        ) : chat.channel !== 'export' && chat.channel !== 'webchat' ? null : (
          <LinkButton
            to="/imports"
            search={{ chat: chat.id }}
            size="compact-md"
            variant="default"
            leftSection={<Icon name="upload" size={17} />}
          >
            {t.importHere}
          </LinkButton>
        )}
        {chat.channel === 'export' ? null : (
          <LinkButton
            to="/chats/$id/poster"
            params={{ id: chat.id }}
            size="compact-md"
            variant="default"
            leftSection={<Icon name="document" size={17} />}
          >
            {t.poster}
          </LinkButton>
        )}
        <Button size="compact-md" variant="default" onClick={edit} aria-label={`${t.edit}: ${chat.title}`}>
          {t.edit}
        </Button>
        <Button size="compact-md" variant="subtle" loading={busy} onClick={() => void toggle()}>
          {chat.paused ? t.resume : t.pause}
        </Button>
      </div>
    </li>
  )
}

/** Messages of each of the last seven days, as bars; in words for who cannot see them. */
function Days({ chat }: { chat: ManagedChatView }) {
  const t = useTexts(chatsTexts)
  const most = Math.max(1, ...chat.days.map((one) => one.messages))
  const words = chat.days.map((one) => `${day(`${one.day}T12:00:00+05:00`)}: ${number(one.messages)}`)
  return (
    <div className="adm-days" role="img" aria-label={t.days(words.join(', '))} title={words.join('\n')}>
      {chat.days.map((one) => (
        <i
          key={one.day}
          data-some={one.messages > 0 ? '' : undefined}
          style={{ height: `${Math.round((one.messages / most) * 100)}%` }}
        />
      ))}
    </div>
  )
}

function Room({ chat, link, close }: { chat: ManagedChatView; link: string; close: () => void }) {
  const t = useTexts(chatsTexts)
  return (
    <div className="adm-stack">
      <p>{t.readyText}</p>
      <p className="note info">
        <a href={link} target="_blank" rel="noreferrer" className="adm-room">
          {link}
        </a>
      </p>
      <div className="adm-acts left">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button onClick={copy} leftSection={<Icon name={copied ? 'check' : 'link'} size={18} />}>
              {copied ? t.copied : t.copy}
            </Button>
          )}
        </CopyButton>
        <Button variant="default" leftSection={<Icon name="document" size={18} />} onClick={() => window.print()}>
          {t.poster}
        </Button>
        <Button variant="subtle" onClick={close}>
          {t.done}
        </Button>
      </div>
      <OnPaper>
        {(['kk', 'ru'] as const).map((lang) => (
          <section key={lang} lang={lang} className="adm-stack">
            <h1>{chatsTexts[lang].posterTitle}</h1>
            {lang === 'kk' ? <p className="adm-paper-name">{chat.title}</p> : null}
            <p>{chatsTexts[lang].posterText}</p>
            <p className="adm-paper-link large">{link.replace(/^https?:\/\//, '')}</p>
            <p>{chatsTexts[lang].posterFoot}</p>
          </section>
        ))}
      </OnPaper>
    </div>
  )
}
