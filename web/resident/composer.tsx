import { type FormEvent, type KeyboardEvent, lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import type { RoomMessageView } from '../../src/chat/room-routes.ts'
import { number, useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import { QuoteLine } from './message-item.tsx'
import { keep, kept, type Outgoing } from './outbox.ts'
import { letGo, newId, type Picked, type PickRefusal, pick } from './picked.ts'
import { PickedTray } from './picked-tray.tsx'
import type { PlacePoint } from './place.tsx'
import { cleanName } from './safe-text.tsx'
import { roomTexts } from './speak.ts'

const PlacePanel = lazy(() => import('./place-panel.tsx').then(({ PlacePanel }) => ({ default: PlacePanel })))
const VoicePanel = lazy(() => import('./voice-panel.tsx').then(({ VoicePanel }) => ({ default: VoicePanel })))
const longest = 20_000

interface Props {
  slug: string
  offline: boolean
  answering: RoomMessageView | null
  onAnswered: () => void
  onSend: (written: Pick<Outgoing, 'id' | 'text' | 'replyTo' | 'direct' | 'location' | 'files'>) => void
}

/** Where a message is written: words, files, voice, a place; to all, or to the inspector alone. */
export function Composer({ slug, offline, answering, onAnswered, onSend }: Props) {
  const t = useTexts(roomTexts)
  const draft = `uchastok.draft.${slug}`
  const [text, setText] = useState(() => kept(draft) ?? '')
  const [direct, setDirect] = useState(false)
  const [files, setFiles] = useState<Picked[]>([])
  const [place, setPlace] = useState<PlacePoint | null>(null)
  const [panel, setPanel] = useState<'attach' | 'voice' | 'place' | null>(null)
  const [refusal, setRefusal] = useState<PickRefusal | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const ids = useId()

  useEffect(() => {
    if (answering) field.current?.focus()
  }, [answering])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight, window.innerHeight * 0.32)}px`
  }, [text])

  const tooLong = text.length > longest
  const empty = text.trim() === '' && files.length === 0 && !place

  function write(next: string) {
    setText(next)
    keep(draft, next || null)
  }
  function choose(chosen: FileList | File[] | null) {
    const { picked, refused } = pick([...(chosen ?? [])], files.length)
    setFiles([...files, ...picked])
    setRefusal(refused)
    setPanel(null)
  }
  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (empty || tooLong) return
    onSend({ id: newId(), text: text.trim(), replyTo: answering?.id ?? null, direct, location: place, files })
    write('')
    setFiles([])
    setPlace(null)
    setDirect(false)
    setPanel(null)
    setRefusal(null)
    onAnswered()
    field.current?.focus()
  }
  function onKeyDown(event: KeyboardEvent) {
    // On a phone Enter makes a new line; with a keyboard it sends.
    const keyboard = window.matchMedia('(hover: hover) and (pointer: fine)').matches
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing && keyboard) {
      event.preventDefault()
      submit()
    }
    if (event.key === 'Escape') onAnswered()
  }

  return (
    <form className="composer" aria-label={t.writing} data-direct={direct} onSubmit={submit}>
      <div className="composer-inner">
        {offline ? <p className="note warn slim">{t.offlineNote}</p> : null}
        {answering ? (
          <div className="answering">
            <div className="quote">
              <span className="unseen">
                {t.answering(answering.byBot ? t.official : cleanName(answering.authorName) || t.someone)}
              </span>
              <QuoteLine message={answering} />
            </div>
            <button type="button" className="round" aria-label={t.cancelReply} onClick={onAnswered}>
              <Icon name="close" size={18} />
            </button>
          </div>
        ) : null}
        <Suspense>
          {panel === 'voice' ? (
            <VoicePanel onRecorded={(file) => choose([file])} onClose={() => setPanel(null)} />
          ) : null}
          {panel === 'place' ? (
            <PlacePanel
              direct={direct}
              onClose={() => setPanel(null)}
              onPlace={(point) => {
                setPlace(point)
                setPanel(null)
              }}
            />
          ) : null}
        </Suspense>
        {panel === 'attach' ? (
          <div className="attach">
            <label className="attach-choice">
              <Icon name="camera" size={24} />
              {t.photo}
              <input
                type="file"
                accept="image/*"
                capture="environment"
                onChange={(event) => choose(event.currentTarget.files)}
              />
            </label>
            <label className="attach-choice">
              <Icon name="gallery" size={24} />
              {t.gallery}
              <input
                type="file"
                accept="image/*,video/*"
                multiple
                onChange={(event) => choose(event.currentTarget.files)}
              />
            </label>
            <button type="button" className="attach-choice" onClick={() => setPanel('voice')}>
              <Icon name="voice" size={24} />
              {t.voice}
            </button>
            <button type="button" className="attach-choice" onClick={() => setPanel('place')}>
              <Icon name="pin" size={24} />
              {t.place}
            </button>
          </div>
        ) : null}
        <PickedTray
          files={files}
          place={place}
          onRemove={(file) => {
            letGo([file])
            setFiles(files.filter(({ id }) => id !== file.id))
          }}
          onRemovePlace={() => setPlace(null)}
        />
        <div role="alert">
          {refusal ? <p className="note danger slim">{t.file[refusal]}</p> : null}
          {tooLong ? <p className="note danger slim">{t.tooLong(number(longest))}</p> : null}
        </div>
        <button
          type="button"
          className="private-toggle"
          role="switch"
          aria-checked={direct}
          aria-describedby={direct ? `${ids}-direct` : undefined}
          onClick={() => setDirect(!direct)}
        >
          <span className="track" />
          <Icon name="lock" size={16} />
          {t.direct}
        </button>
        {direct ? (
          <p id={`${ids}-direct`} className="direct-note">
            {t.directNote}
          </p>
        ) : null}
        <div className="composer-row">
          <button
            type="button"
            className="round"
            aria-label={t.attach}
            aria-expanded={panel !== null}
            onClick={() => setPanel(panel ? null : 'attach')}
          >
            <Icon name={panel ? 'close' : 'plus'} size={24} />
          </button>
          <textarea
            ref={field}
            className="field"
            rows={1}
            dir="auto"
            enterKeyHint="enter"
            aria-label={direct ? t.writeDirect : t.write}
            placeholder={direct ? t.writeDirect : t.write}
            aria-invalid={tooLong}
            value={text}
            onChange={(event) => write(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (event.clipboardData.files.length > 0) choose(event.clipboardData.files)
            }}
          />
          <button type="submit" className="round send" aria-label={t.send} disabled={empty || tooLong}>
            <Icon name="send" size={22} />
          </button>
        </div>
      </div>
    </form>
  )
}
