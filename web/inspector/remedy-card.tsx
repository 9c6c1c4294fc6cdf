import { useState } from 'react'
import type { AttachmentView, IncidentPage } from '../../src/incident/incident.ts'
import { preview } from '../api.ts'
import { DemandLink } from '../paper/demand-link.tsx'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { Lightbox } from '../parts/lightbox.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'

/** The order to put it right and its proof, before and after side by side. */
export function RemedyCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  if (page.remediation.length === 0) return null
  return (
    <Card title={t.remedy} action={<DemandLink page={page} />}>
      <ul className="messages">
        {page.remediation.map((one) => (
          <li key={one.id} className="message">
            <p>
              <span className="verdict" data-good={one.status === 'accepted' ? '' : undefined}>
                {t[one.status]}
              </span>{' '}
              <span className="soft small">{t.dueBy(when(one.dueAt, now, locale))}</span>
            </p>
            <p className="message-text">{one.text}</p>
            {one.reason ? (
              <p className="note warn">
                {t.reason}: {one.reason}
              </p>
            ) : null}
            {one.waived ? (
              <p className="note">
                {t.waived}: {one.waived}
              </p>
            ) : null}
            {one.beforeId || one.afterId || one.receiptId ? (
              <SideBySide
                attachments={page.attachments}
                shots={[
                  [t.before, one.beforeId],
                  [t.after, one.afterId],
                  ...(one.receiptId ? [[t.receipt, one.receiptId] as [string, string]] : []),
                ]}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Photos of the same place beside each other; a missing one leaves its frame empty. */
export function SideBySide({
  attachments,
  shots,
}: {
  attachments: AttachmentView[]
  shots: [name: string, id: string | null][]
}) {
  const t = useTexts(incidentTexts)
  const [open, setOpen] = useState<number | null>(null)
  const found = shots.map(([name, id]) => ({ name, one: attachments.find((attachment) => attachment.id === id) }))
  const there = found.flatMap(({ name, one }) => (one ? [{ hash: one.hash, caption: name }] : []))
  return (
    <div className="sides" data-count={shots.length}>
      {found.map(({ name, one }) => (
        <figure key={name}>
          {one ? (
            <button
              type="button"
              className="photo"
              aria-label={t.openPhoto(name)}
              onClick={() => setOpen(there.findIndex((shot) => shot.hash === one.hash))}
            >
              <img src={preview(one.hash, 400)} alt="" />
            </button>
          ) : (
            <span className="photo photo-none">
              <Icon name="photo" size={26} />
              <span>{t.noPhoto}</span>
            </span>
          )}
          <figcaption>{name}</figcaption>
        </figure>
      ))}
      <Lightbox shots={there} start={open} close={() => setOpen(null)} />
    </div>
  )
}
