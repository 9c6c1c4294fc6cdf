import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Locale } from '../../src/base/access.ts'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { meQuery, post, queries } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Icon } from '../parts/icon.tsx'
import { useNow } from '../parts/use-now.ts'
import { useLocale, useTexts } from '../texts.ts'
import { incidentQuery } from './data.ts'
import { incidentTexts } from './incident-texts.ts'
import { when } from './moment.ts'
import { repliesTexts } from './replies-texts.ts'
import { TodoWords, whyOf } from './reply-why.tsx'
import { problemOf } from './use-act.ts'

type Reply = IncidentPage['replies'][number]

const icons = { waiting: 'clock', sending: 'clock', sent: 'check', failed: 'warning', dropped: 'clock' } as const

/** What residents were told, whether it arrived, and what they think of it. */
export function RepliesCard({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const locale = useLocale()
  const now = useNow()
  const d = useTexts(repliesTexts)
  const { data: me } = useQuery(meQuery)
  const may = me?.permissions.includes('manageReplies') ?? false
  const decide = useMutation({
    mutationFn: ([id, what]: [string, 'again' | 'drop']) => post(`/api/replies/${id}/${what}`),
    onError: (error) => notifications.show({ message: problemOf(error), color: 'brick' }),
    onSettled: () => queries.invalidateQueries({ queryKey: incidentQuery(String(page.number)).queryKey }),
  })
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
                  <span>
                    {reply.chatTitle}
                    {reply.personal ? `, ${d.personal}` : ''}
                  </span>
                  <span className="sent" data-state={reply.state}>
                    <Icon name={icons[reply.state]} size={15} />
                    {stateWords(reply, now, locale)}
                  </span>
                  {reply.error ? <span className={troubleClass(reply)}>{whyWords(reply, now, locale)}</span> : null}
                  {reply.state === 'failed' ? <TodoWords why={reply.error} code={reply.code} /> : null}
                  {reply.state === 'failed' && may ? (
                    <>
                      <Button size="compact-sm" variant="default" onClick={() => decide.mutate([reply.id, 'again'])}>
                        {d.again}
                      </Button>
                      <Button size="compact-sm" variant="subtle" onClick={() => decide.mutate([reply.id, 'drop'])}>
                        {d.drop}
                      </Button>
                    </>
                  ) : null}
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
                      {rating.reacted ? t.thanksByReaction : t.thanks}
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

/** Where it stands: since when it waits, when it arrived. */
function stateWords(reply: Reply, now: number, locale: Locale): string {
  const t = repliesTexts[locale]
  switch (reply.state) {
    case 'waiting':
      return reply.sentAt
        ? t.changing(when(reply.sentAt, now, locale))
        : [t.waiting(when(reply.waitingSince, now, locale)), quietWords(reply, now, locale)].filter(Boolean).join(', ')
    case 'sending':
      return t.sending
    case 'sent': {
      const { sentAt, createdAt, deliveredAt, readAt } = reply
      if (readAt) return t.read(when(readAt, now, locale))
      return deliveredAt ? t.delivered(when(deliveredAt, now, locale)) : t.sent(when(sentAt ?? createdAt, now, locale))
    }
    case 'failed':
      return t.failed
    case 'dropped':
      return t.dropped
  }
}

function quietWords({ error, nextAt }: Reply, now: number, locale: Locale): string {
  return nextAt && !error && Date.parse(nextAt) > now ? repliesTexts[locale].quiet(when(nextAt, now, locale)) : ''
}

/** Why it did not get through, after how many attempts, and when the next one is. */
function whyWords(reply: Reply, now: number, locale: Locale): string {
  const t = repliesTexts[locale]
  const why = whyOf(reply.error, reply.code, locale)
  const next = reply.state === 'waiting' && reply.nextAt ? t.next(when(reply.nextAt, now, locale)) : ''
  const tried = reply.attempts > 0 ? t.attempts(reply.attempts) : ''
  return [why, tried, next].filter(Boolean).join(', ')
}

const troubleClass = ({ state }: Reply) => (state === 'failed' ? 'danger-text' : 'soft')

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
