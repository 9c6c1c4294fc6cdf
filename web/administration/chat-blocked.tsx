import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BlockedAuthor } from '../../src/chat/chat-settings-routes.ts'
import { remove, withQuery } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { blockedQuery } from './channel-data.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { readAnew } from './data.ts'
import { Problem, useProblems } from './sheet.tsx'

/** Who is not read, by whom and until when; nothing where nobody is. */
export function BlockedCard() {
  const t = useTexts(chatSettingsTexts)
  const problemOf = useProblems()
  const blocked = useQuery(blockedQuery).data ?? []
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState('')
  if (blocked.length === 0) return null
  const hear = async ({ channel, author }: BlockedAuthor) => {
    setBusy(author)
    setProblem('')
    await remove(withQuery('/api/blocked', { channel, author }))
      .then(() => readAnew('blocked'))
      .catch((error) => setProblem(problemOf(error)))
    setBusy('')
  }
  return (
    <Card title={t.blocked} count={blocked.length}>
      <p className="soft small">{t.blockedHint}</p>
      <Problem text={problem} />
      <ul className="plain">
        {blocked.map((one) => (
          <li key={`${one.channel} ${one.author}`} className="ch-own">
            <span>
              <span className="mono">{one.author}</span>{' '}
              <span className="soft small">
                {[
                  t.where({ channel: one.channel, kind: 'group' }),
                  one.reason === 'asked' ? t.asked : one.reason,
                  one.until ? dayAndTime(one.until) : t.forGood,
                ].join(' · ')}
              </span>
            </span>
            {one.reason === 'asked' ? null : (
              <Button size="compact-md" variant="default" loading={busy === one.author} onClick={() => void hear(one)}>
                {t.unblock}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
