import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import type { ChatBesideView } from '../../src/chat/chat-settings-routes.ts'
import type { ChatFiguresView } from '../../src/statistics/chat-figures-routes.ts'
import { ApiError, post } from '../api.ts'
import { dayAndTime, number, useTexts } from '../texts.ts'
import { figuresQuery } from './channel-data.ts'
import { useHindrance } from './chat-problem-texts.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { readAnew } from './data.ts'
import { Confirm, useProblems } from './sheet.tsx'
import './channels.css'

/** How one chat fares: what the bot may do there, whose it is, its last month in figures. */
export function ChatBeside({
  chat,
  beside,
  close,
}: {
  chat: ManagedChatView
  beside: ChatBesideView
  close: () => void
}) {
  const t = useTexts(chatSettingsTexts)
  const figures = useQuery(figuresQuery(chat.id)).data
  const hindrance = useHindrance()(chat)
  return (
    <section className="adm-stack">
      <hr className="ch-line" />
      {beside.account ? <p className="small">{t.channel(beside.account.title)}</p> : null}
      {hindrance.map((sentence) => (
        <p key={sentence} className="note warn">
          {sentence}
        </p>
      ))}
      {beside.account && hindrance.length === 0 && beside.kind === 'group' ? (
        <p className="soft small">{beside.rights ? t.rights.fine : t.rights.unknown}</p>
      ) : null}
      {figures && figures.flagged > 0 ? <p className="note warn">{t.flagged(figures.flagged)}</p> : null}
      <h3>{t.month}</h3>
      {figures ? <Figures figures={figures} /> : null}
      {beside.lastMessageAt ? <p className="soft small">{t.last(dayAndTime(beside.lastMessageAt))}</p> : null}
      {beside.account && beside.kind === 'group' && beside.state !== 'left' ? (
        <Leave chat={chat} close={close} />
      ) : null}
    </section>
  )
}

function Figures({ figures }: { figures: ChatFiguresView }) {
  const t = useTexts(chatSettingsTexts)
  const { messages, chatter, reports, mistaken, incidents, confirmed, answerMinutes, flagged } = figures
  const part = (some: number, of: number) => (
    <>
      {of === 0 ? '–' : `${number(Math.round((some / of) * 100))} %`}{' '}
      {of === 0 ? null : <span className="soft small">{t.of(number(some), number(of))}</span>}
    </>
  )
  const shown: [string, ReactNode][] = [
    [
      t.messages,
      <>
        {number(messages)}{' '}
        {messages < 30 ? null : <span className="soft small">{t.aDay(number(Math.round(messages / 30)))}</span>}
      </>,
    ],
    [t.chatter, part(chatter, messages)],
    [t.reports, number(reports)],
    [t.mistaken, part(mistaken, reports)],
    [t.incidents, number(incidents)],
    [t.confirmed, part(confirmed, incidents)],
    [t.answer, answerMinutes === null ? '–' : t.minutes(answerMinutes)],
    [t.together, number(flagged)],
  ]
  return (
    <dl className="ch-figures">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Leave({ chat, close }: { chat: ManagedChatView; close: () => void }) {
  const t = useTexts(chatSettingsTexts)
  const problemOf = useProblems()
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const leave = async () => {
    setBusy(true)
    setProblem('')
    try {
      await post(`/api/chats/${chat.id}/leave`)
      await readAnew('chats', 'chat-settings', 'channels')
      close()
    } catch (error) {
      setProblem(error instanceof ApiError && error.id === 'messenger-away' ? t.leaveAway : problemOf(error))
    }
    setBusy(false)
  }
  return (
    <>
      <Button variant="subtle" color="brick" className="adm-switch" onClick={() => setAsking(true)}>
        {t.leave}
      </Button>
      <Confirm
        opened={asking}
        title={t.leave}
        text={t.leaveText}
        label={t.leave}
        busy={busy}
        problem={problem}
        close={() => setAsking(false)}
        go={() => void leave()}
      />
    </>
  )
}
