import type { IncidentPage } from '../../src/incident/incident.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'

/** What residents were told, whether it arrived, and what they think of it. */
export function RepliesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  return (
    <>
      <Card title={t.replies}>
        {page.replies.length === 0 ? (
          <p className="soft">{t.repliesNone}</p>
        ) : (
          <ul className="messages">
            {page.replies.map((reply) => (
              <li key={reply.id} className="message reply">
                <p className="message-text">{reply.text}</p>
                <div className="message-foot">
                  <span>{reply.chatTitle}</span>
                  <span className="sent" data-state={reply.state}>
                    <Icon
                      name={reply.state === 'sent' ? 'check' : reply.state === 'failed' ? 'warning' : 'clock'}
                      size={15}
                    />
                    {t[reply.state]}
                    {reply.sentAt ? ` ${when(reply.sentAt, now, locale)}` : ''}
                  </span>
                  {reply.error ? <span className="danger-text">{reply.error}</span> : null}
                </div>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {page.ratings.length > 0 ? (
        <Card title={t.ratings}>
          <ul className="messages">
            {page.ratings.map((rating) => (
              <li key={rating.at + rating.text} className="message">
                <div className="rating">
                  {rating.score ? <Stars score={rating.score} label={t.stars(rating.score)} /> : null}
                  {rating.thanks ? (
                    <span className="verdict" data-good="">
                      {t.thanks}
                    </span>
                  ) : null}
                  {rating.notDone ? <span className="verdict">{t.notDone}</span> : null}
                  <time className="soft small" dateTime={rating.at}>
                    {when(rating.at, now, locale)}
                  </time>
                </div>
                {rating.text ? <p className="message-text">{rating.text}</p> : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}

export function Stars({ score, label }: { score: number; label: string }) {
  return (
    <span className="stars" role="img" aria-label={label}>
      {[1, 2, 3, 4, 5].map((one) => (
        <span key={one} data-on={one <= score ? '' : undefined}>
          <Icon name="star" size={18} />
        </span>
      ))}
    </span>
  )
}
