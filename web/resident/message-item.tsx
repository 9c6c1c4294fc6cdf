import { lazy, Suspense, type TouchEvent, useRef } from 'react'
import type { RoomMessageView } from '../../src/chat/room-routes.ts'
import { useLocale, useTexts } from '../texts.ts'
import { FilesView } from './files-view.tsx'
import { Icon } from './icons.tsx'
import { Place } from './place.tsx'
import { cleanName, Name, SafeText } from './safe-text.tsx'
import { type RoomWords, roomTexts } from './speak.ts'
import type { OwnReport } from './use-room.ts'
import { timeIn } from './when.ts'

const PressButtons = lazy(() => import('./press-buttons.tsx').then(({ PressButtons }) => ({ default: PressButtons })))

interface Props {
  message: RoomMessageView
  /** The first of several that one person wrote in a row. */
  first: boolean
  quoted: RoomMessageView | 'forgotten' | null
  report: OwnReport | null
  base: string
  onReply: (message: RoomMessageView) => void
  onToast: (text: string) => void
}

/** One message of the talk. */
export function MessageItem({ message, first, quoted, report, base, onReply, onToast }: Props) {
  const t = useTexts(roomTexts)
  const locale = useLocale()
  const swipe = useSwipe(() => onReply(message))
  const { id, byBot, mine, text, attachments, location, buttons, edited } = message
  const who = byBot ? t.official : mine ? t.you : cleanName(message.authorName) || t.someone
  return (
    <li
      id={`m-${id}`}
      className="message"
      data-by={byBot ? 'bot' : mine ? 'me' : 'other'}
      data-first={first}
      {...swipe}
    >
      <article className="bubble" aria-label={`${who}, ${timeIn(message.at, locale)}`}>
        {byBot ? (
          <p className="who official">
            <Icon name="shield" size={18} />
            {t.official}
          </p>
        ) : first && !mine ? (
          <p className="who">
            <Name name={message.authorName} />
          </p>
        ) : null}
        {quoted ? <Quote message={quoted} /> : null}
        <FilesView files={attachments} base={`${base}/files`} />
        {location ? <Place point={location} /> : null}
        {text ? <SafeText text={text} /> : null}
        <p className="meta">
          {edited ? <span>{t.changed}</span> : null}
          <time dateTime={message.at}>{timeIn(message.at, locale)}</time>
        </p>
        {buttons.length > 0 ? (
          <Suspense>
            <PressButtons message={id} rows={buttons} base={base} onSaid={onToast} />
          </Suspense>
        ) : null}
      </article>
      <button
        type="button"
        className="reply"
        aria-label={t.replyTo(who)}
        title={t.reply}
        onClick={() => onReply(message)}
      >
        <Icon name="reply" size={18} />
      </button>
      {report ? (
        <a className="own-report" href={`/r/${report.secret}`}>
          <Icon name="shield" size={16} />
          {report.number === null ? t.reportWaiting : t.report(String(report.number))}
          <Icon name="forward" size={14} />
        </a>
      ) : null}
    </li>
  )
}

/** What a message answers, in one line; pressing it shows the place. */
export function Quote({ message }: { message: RoomMessageView | 'forgotten' }) {
  const t = useTexts(roomTexts)
  if (message === 'forgotten') return <p className="quote">{t.forgottenMessage}</p>
  return (
    <button
      type="button"
      className="quote"
      onClick={() => {
        const element = document.getElementById(`m-${message.id}`)
        element?.scrollIntoView({ block: 'center' })
        element?.animate([{ background: 'var(--accent-soft)' }, { background: 'transparent' }], 1600)
      }}
    >
      <QuoteLine message={message} />
    </button>
  )
}

export function QuoteLine({ message }: { message: RoomMessageView }) {
  const t = useTexts(roomTexts)
  const what = message.text.slice(0, 160) || (message.media ? mediaWord(t, message.media) : '')
  return (
    <>
      <strong>{message.byBot ? t.official : message.mine ? t.you : <Name name={message.authorName} />}</strong>
      <bdi>{what}</bdi>
    </>
  )
}

function mediaWord(t: RoomWords['ru'], media: NonNullable<RoomMessageView['media']>): string {
  if (media === 'location') return t.placePanel.shown
  return media === 'sticker' ? t.file.photo : t.file[media]
}

/** A finger that draws a message to the right answers it. */
function useSwipe(onSwipe: () => void) {
  const start = useRef<{ x: number; y: number } | null>(null)
  return {
    onTouchStart({ touches }: TouchEvent) {
      const touch = touches[0]
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd({ changedTouches }: TouchEvent) {
      const touch = changedTouches[0]
      if (!touch || !start.current) return
      const right = touch.clientX - start.current.x
      if (right > 64 && Math.abs(touch.clientY - start.current.y) < 30) onSwipe()
      start.current = null
    },
  }
}
