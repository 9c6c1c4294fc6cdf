import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ManagedChatView } from '../../src/chat/admin-routes.ts'
import type { ChatBesideView } from '../../src/chat/chat-settings-routes.ts'
import { ApiError, meQuery, post } from '../api.ts'
import { dayAndTime, number, useTexts } from '../texts.ts'
import { figuresQuery } from './channel-data.ts'
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
  const me = useQuery(meQuery).data
  const names = (me?.inspectors ?? []).filter(({ precinctIds }) => precinctIds.includes(chat.precinctId ?? ''))
  const share = (part: number, of: number) => (of === 0 ? '–' : `${number(Math.round((part / of) * 100))} %`)
  return (
    <section className="adm-stack">
      <hr className="ch-line" />
      <p className="small">
        {names.length > 0 ? t.inspectors(names.map(({ name }) => name).join(', ')) : t.noInspector}
      </p>
      {beside.account ? <Rights beside={beside} /> : null}
      {beside.flagged > 0 ? <p className="note warn">{t.flagged(beside.flagged)}</p> : null}
      <h3>{t.month}</h3>
      {figures ? (
        <dl className="ch-figures">
          <div>
            <dt>{t.messages}</dt>
            <dd>
              {number(figures.messages)}{' '}
              <span className="soft small">{t.aDay(number(Math.round(figures.messages / 30)))}</span>
            </dd>
          </div>
          <div>
            <dt>{t.reports}</dt>
            <dd>{number(figures.reports)}</dd>
          </div>
          <div>
            <dt>{t.confirmed}</dt>
            <dd>{share(figures.confirmed, figures.incidents)}</dd>
          </div>
          <div>
            <dt>{t.mistaken}</dt>
            <dd>{share(figures.mistaken, figures.reports)}</dd>
          </div>
          <div>
            <dt>{t.answer}</dt>
            <dd>{figures.answerMinutes === null ? '–' : t.minutes(figures.answerMinutes)}</dd>
          </div>
        </dl>
      ) : null}
      {beside.lastMessageAt ? <p className="soft small">{t.last(dayAndTime(beside.lastMessageAt))}</p> : null}
      {beside.account && beside.kind === 'group' && beside.state !== 'left' ? (
        <Leave chat={chat} close={close} />
      ) : null}
      {beside.account && beside.state === 'left' ? <p className="note info">{t.rebind}</p> : null}
    </section>
  )
}

function Rights({ beside }: { beside: ChatBesideView }) {
  const t = useTexts(chatSettingsTexts)
  const { problem, rights, account } = beside
  const lack = problem === 'no-reading' || problem === 'no-posting' ? problem : null
  const said = lack ?? (rights ? 'fine' : 'unknown')
  return (
    <>
      <p className="small">{t.channel(account?.title ?? '')}</p>
      <p className={lack ? 'note warn' : 'soft small'}>{t.rights[said]}</p>
    </>
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
