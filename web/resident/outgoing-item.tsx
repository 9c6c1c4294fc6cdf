import { number, useLocale, useTexts } from '../texts.ts'
import { Icon } from './icons.tsx'
import type { Outbox, Outgoing } from './outbox.ts'
import { PickedThumb } from './picked-thumb.tsx'
import { Place } from './place.tsx'
import { SafeText } from './safe-text.tsx'
import { type RoomWords, roomTexts } from './speak.ts'
import { timeIn } from './when.ts'

/** An own message that is not in the room yet, or never will be: the one to the inspector alone. */
export function OutgoingItem({ item, outbox }: { item: Outgoing; outbox: Outbox }) {
  const t = useTexts(roomTexts)
  const locale = useLocale()
  const { state, direct, files, share } = item
  return (
    <li className="message" data-by="me" data-first data-direct={direct} data-state={state}>
      <article className="bubble" aria-label={`${t.you}, ${timeIn(item.at, locale)}`}>
        {direct ? (
          <p className="who private">
            <Icon name="lock" size={16} />
            {t.direct}
          </p>
        ) : null}
        {files.length > 0 ? (
          <div className="files">
            {files.map((file) => (
              <PickedThumb key={file.id} file={file} />
            ))}
          </div>
        ) : null}
        {item.location ? <Place point={item.location} /> : null}
        {item.text ? <SafeText text={item.text} /> : null}
        {state === 'sending' && files.length > 0 ? (
          <progress value={share} max={1} aria-label={t.file.sent(`${number(Math.round(share * 100), locale)} %`)} />
        ) : null}
        <p className="meta">
          <span>{stateWords(item, t)}</span>
          <time dateTime={item.at}>{timeIn(item.at, locale)}</time>
        </p>
      </article>
      {state === 'refused' ? (
        <div className="refused">
          {item.lost ? null : (
            <button type="button" className="button quiet" onClick={() => outbox.again(item.id)}>
              {t.retry}
            </button>
          )}
          <button type="button" className="button quiet" onClick={() => outbox.discard(item.id)}>
            {t.discard}
          </button>
        </div>
      ) : null}
    </li>
  )
}

function stateWords({ state, direct, lost, problem }: Outgoing, t: RoomWords['ru']): string {
  switch (state) {
    case 'sending':
      return t.sending
    case 'waiting':
      return problem === 'tooMany' ? t.refusal.tooMany : t.waiting
    case 'sent':
      return direct ? t.directSent : ''
    case 'refused':
      if (lost) return `${t.failed}. ${t.file.lost}`
      return `${t.failed}. ${problem === 'tooLarge' ? t.file.tooLarge : problem === 'wrongType' ? t.file.wrongType : t.refusal.other}`
  }
}
