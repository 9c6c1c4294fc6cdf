import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { RoomMessageView, RoomView } from '../../src/chat/room-routes.ts'
import { dayKey, useLocale, useTexts } from '../texts.ts'
import { Composer } from './composer.tsx'
import { Icon, Mark } from './icons.tsx'
import { Language } from './language.tsx'
import { MessageItem } from './message-item.tsx'
import { OutgoingItem } from './outgoing-item.tsx'
import { ReportsDrawer, ReportsList } from './reports.tsx'
import { cleanName } from './safe-text.tsx'
import { roomTexts } from './speak.ts'
import type { OwnReport, useRoom } from './use-room.ts'
import { dayIn } from './when.ts'

type State = ReturnType<typeof useRoom>

/** The talk of a room. */
export function Room({ slug, room, state }: { slug: string; room: RoomView; state: State }) {
  const t = useTexts(roomTexts)
  const { live, outbox, outgoing, reports, base } = state
  const [answering, setAnswering] = useState<RoomMessageView | null>(null)
  const [toast, setToast] = useState<string | null>(null)
  const [drawer, setDrawer] = useState(false)
  const known = useMemo(() => new Map(room.messages.map((message) => [message.id, message])), [room.messages])
  const ours = useMemo(() => new Map(reports.map((report) => [report.messageId, report])), [reports])
  const waiting = outgoing.filter(({ id }) => !known.has(id))
  const { end, away, toEnd } = useEndInSight(room.messages.length + waiting.length)
  const news = useNews(room.messages)

  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(() => setToast(null), 6000)
    return () => clearTimeout(timer)
  }, [toast])

  return (
    <div className="room">
      <header className="room-head">
        <Mark size={36} />
        <div className="room-title">
          <h1>
            <bdi>{room.title}</bdi>
          </h1>
          <p className="live" data-state={live} role="status">
            {t.live[live]}
          </p>
        </div>
        <button type="button" className="head-button narrow-only" onClick={() => setDrawer(true)}>
          <Icon name="list" size={24} />
          <span className="unseen">{t.mine}</span>
          {reports.length > 0 ? <span className="count">{reports.length}</span> : null}
        </button>
        <Language />
      </header>
      <div className="room-columns">
        <main className="talk">
          <section role="log" aria-label={t.log} aria-live="off">
            {room.messages.length + waiting.length === 0 ? <Empty /> : null}
            <Days
              messages={room.messages}
              known={known}
              ours={ours}
              base={base}
              onReply={setAnswering}
              onToast={setToast}
            />
            {waiting.length > 0 ? (
              <ol className="messages">
                {waiting.map((item) => (
                  <OutgoingItem key={item.id} item={item} outbox={outbox} />
                ))}
              </ol>
            ) : null}
          </section>
          <div ref={end} className="end" />
          {away ? (
            <button type="button" className="to-end" onClick={toEnd}>
              <Icon name="down" size={18} />
              {t.newest}
            </button>
          ) : null}
        </main>
        <aside className="side" aria-label={t.mine}>
          <h2>{t.reports.title}</h2>
          <ReportsList reports={reports} />
        </aside>
      </div>
      <Composer
        slug={slug}
        offline={live === 'offline'}
        answering={answering}
        onAnswered={() => setAnswering(null)}
        onSend={(written) => {
          outbox.add(written)
          toEnd()
        }}
      />
      <p className="unseen" role="status">
        {news}
      </p>
      <div className="toasts" role="status">
        {toast ? <p className="toast">{toast}</p> : null}
      </div>
      {drawer ? <ReportsDrawer reports={reports} onClose={() => setDrawer(false)} /> : null}
    </div>
  )
}

function Empty() {
  const t = useTexts(roomTexts)
  return (
    <div className="empty">
      <h2>{t.empty}</h2>
      <p>{t.emptyMore}</p>
    </div>
  )
}

interface DaysProps {
  messages: RoomMessageView[]
  known: Map<string, RoomMessageView>
  ours: Map<string, OwnReport>
  base: string
  onReply: (message: RoomMessageView) => void
  onToast: (text: string) => void
}

function Days({ messages, known, ours, base, onReply, onToast }: DaysProps) {
  const t = useTexts(roomTexts)
  const locale = useLocale()
  const today = dayKey(new Date())
  const yesterday = dayKey(new Date(Date.now() - 86_400_000))
  return byDay(messages).map(([key, said]) => (
    <section key={key} className="day">
      <h2>{key === today ? t.today : key === yesterday ? t.yesterday : dayIn(said[0]?.at ?? key, locale)}</h2>
      <ol className="messages">
        {said.map((message, index) => (
          <MessageItem
            key={message.id}
            message={message}
            first={!sameSpeaker(said[index - 1], message)}
            quoted={message.replyTo ? (known.get(message.replyTo) ?? 'forgotten') : null}
            report={ours.get(message.id) ?? null}
            base={base}
            onReply={onReply}
            onToast={onToast}
          />
        ))}
      </ol>
    </section>
  ))
}

function byDay(messages: RoomMessageView[]): [string, RoomMessageView[]][] {
  const days = new Map<string, RoomMessageView[]>()
  for (const message of messages) {
    const key = dayKey(message.at)
    days.set(key, [...(days.get(key) ?? []), message])
  }
  return [...days]
}

const sameSpeaker = (before: RoomMessageView | undefined, message: RoomMessageView) =>
  before !== undefined &&
  !before.byBot &&
  !message.byBot &&
  before.mine === message.mine &&
  before.authorName === message.authorName &&
  Date.parse(message.at) - Date.parse(before.at) < 5 * 60_000

/** Keeps the newest message in sight, unless the reader has gone up to read. */
function useEndInSight(count: number) {
  const end = useRef<HTMLDivElement>(null)
  const [away, setAway] = useState(false)
  const near = useRef(true)
  const toEnd = useCallback(() => {
    near.current = true
    requestAnimationFrame(() => window.scrollTo({ top: document.documentElement.scrollHeight }))
  }, [])
  useLayoutEffect(() => {
    if (count > 0 && near.current) toEnd()
  }, [count, toEnd])
  useEffect(() => {
    const look = () => {
      const page = document.documentElement
      near.current = page.scrollHeight - window.scrollY - window.innerHeight < 160
      setAway(!near.current)
    }
    // A photo that has just loaded pushes the end away.
    const grown = new ResizeObserver(
      () => near.current && window.scrollTo({ top: document.documentElement.scrollHeight }),
    )
    if (end.current?.parentElement) grown.observe(end.current.parentElement)
    window.addEventListener('scroll', look, { passive: true })
    return () => {
      window.removeEventListener('scroll', look)
      grown.disconnect()
    }
  }, [])
  return { end, away, toEnd }
}

/** The last message of somebody else that came while the page is open, for screen readers. */
function useNews(messages: RoomMessageView[]): string {
  const t = useTexts(roomTexts)
  const seen = useRef(messages.at(-1)?.id)
  const [news, setNews] = useState('')
  useEffect(() => {
    const last = messages.at(-1)
    if (!last || last.id === seen.current) return
    seen.current = last.id
    if (last.mine) return
    setNews(`${last.byBot ? t.official : cleanName(last.authorName) || t.someone}: ${last.text.slice(0, 200)}`)
  }, [messages, t])
  return news
}
