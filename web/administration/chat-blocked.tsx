import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BlockedAuthor } from '../../src/chat/chat-settings-routes.ts'
import { patch, remove, withQuery } from '../api.ts'
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
  const change = async ({ author }: BlockedAuthor, act: () => Promise<unknown>) => {
    setBusy(author)
    setProblem('')
    await act()
      .then(() => readAnew('blocked'))
      .catch((error) => setProblem(problemOf(error)))
    setBusy('')
  }
  const hear = (one: BlockedAuthor) =>
    change(one, () => remove(withQuery('/api/blocked', { channel: one.channel, author: one.author })))
  const forGood = (one: BlockedAuthor) =>
    change(one, () => patch('/api/blocked', { channel: one.channel, author: one.author, until: null }))
  return (
    <Card title={t.blocked} count={blocked.length}>
      <p className="soft small">{t.blockedHint}</p>
      <Problem text={problem} />
      <ul className="plain ch-list">
        {blocked.map((one) => (
          <li key={`${one.channel} ${one.author}`} className="ch-own">
            <span>
              <span className="mono">{one.author}</span>{' '}
              <span className="soft small">
                {[
                  t.where({ channel: one.channel, kind: 'group' }),
                  one.reason === 'asked' ? t.asked : one.reason,
                  one.until ? t.blockedUntil(dayAndTime(one.until)) : t.forGood,
                  one.byName ? t.byWhom(one.byName) : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </span>
            </span>
            {one.reason === 'asked' ? null : (
              <span className="adm-acts">
                {one.until ? (
                  <Button
                    size="compact-md"
                    variant="subtle"
                    disabled={busy === one.author}
                    onClick={() => void forGood(one)}
                  >
                    {t.forGoodNow}
                  </Button>
                ) : null}
                <Button
                  size="compact-md"
                  variant="default"
                  loading={busy === one.author}
                  onClick={() => void hear(one)}
                >
                  {t.unblock}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
