import { useMemo, useState } from 'react'
import type { AttachmentView, IncidentPage } from '../../src/incident/incident.ts'
import { preview } from '../api.ts'
import { Icon } from '../parts/icon.tsx'
import { Lightbox, type Shot } from '../parts/lightbox.tsx'
import { useNow } from '../parts/use-now.ts'
import { purposeWords } from '../parts/words.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'

/** More than these are behind the last one. */
const most = 4

/** What can be seen, large and first; films and voices play in place. */
export function PhotosCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const purposes = useTexts(purposeWords)
  const locale = useLocale()
  const now = useNow()
  const [open, setOpen] = useState<number | null>(null)
  const pictures = useMemo(() => page.attachments.filter(isPicture), [page.attachments])
  const others = page.attachments.filter((one) => !isPicture(one))
  const told = (one: AttachmentView) =>
    [purposes[one.purpose], one.caption, when(one.at, now, locale), one.deletedAt && t.takenBack]
      .filter(Boolean)
      .join(' · ')
  const shots: Shot[] = pictures.map((one) => ({ hash: one.hash, caption: told(one) }))
  const rest = pictures.length - most
  const hidden = (index: number) => (index === most - 1 && rest > 0 ? ` +${rest}` : '')
  if (page.attachments.length === 0) return null
  return (
    <section className="photos" aria-label={t.photos}>
      {pictures.length > 0 ? (
        <ul className="photo-grid" data-count={Math.min(pictures.length, most)}>
          {pictures.slice(0, most).map((one, index) => (
            <li key={one.id} id={`from-${one.id}`}>
              <button type="button" className="photo" onClick={() => setOpen(index)}>
                <img
                  src={preview(one.hash, index === 0 ? 1600 : 400)}
                  alt={t.openPhoto(told(one))}
                  loading={index < 3 ? 'eager' : 'lazy'}
                />
                <span className="photo-tag">{purposes[one.purpose]}</span>
                {hidden(index) ? <span className="photo-rest">{hidden(index)}</span> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {others.map((one) => (
        <Media key={one.id} one={one} caption={told(one)} />
      ))}
      <Lightbox shots={shots} start={open} close={() => setOpen(null)} />
    </section>
  )
}

export const isPicture = (one: Pick<AttachmentView, 'mime' | 'kind'>) => one.mime.startsWith('image/')

/** A film, a voice, or a document. */
export function Media({ one, caption }: { one: AttachmentView; caption: string }) {
  const address = `/api/files/${one.hash}`
  return (
    <figure className="media">
      {one.mime.startsWith('video/') ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for a resident's film.
        <video controls preload="metadata" src={address} />
      ) : one.mime.startsWith('audio/') ? (
        // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for a resident's voice.
        <audio controls preload="metadata" src={address} />
      ) : (
        <a href={address} target="_blank" rel="noreferrer" className="media-file">
          <Icon name="document" />
          {one.caption || one.mime}
        </a>
      )}
      <figcaption className="soft small">{caption}</figcaption>
    </figure>
  )
}
