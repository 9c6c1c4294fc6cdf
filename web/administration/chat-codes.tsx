import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChatCodes } from '../../src/bot/routes.ts'
import { remove } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { dayAndTime, useTexts } from '../texts.ts'
import { codesQuery } from './channel-data.ts'
import { chatSettingsTexts } from './chat-settings-texts.ts'
import { readAnew } from './data.ts'
import { Problem, useProblems } from './sheet.tsx'

type Code = ChatCodes['items'][number]

/** Codes that were given out and bind a chat still; the codes themselves are known to nobody here. */
export function CodesCard() {
  const t = useTexts(chatSettingsTexts)
  const problemOf = useProblems()
  const codes = useQuery(codesQuery).data
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState('')
  if (!codes) return null
  const withdraw = async ({ id }: Code) => {
    setBusy(id)
    setProblem('')
    await remove(`/api/chats/codes/${id}`).catch((error) => setProblem(problemOf(error)))
    await readAnew('codes')
    setBusy('')
  }
  return (
    <Card title={t.codes} count={codes.length}>
      <p className="soft small">{codes.length === 0 ? t.codesNone : t.codesHint}</p>
      <Problem text={problem} />
      {codes.length === 0 ? null : (
        <ul className="plain ch-list">
          {codes.map((code) => (
            <li key={code.id} className="ch-own">
              <span>
                {t.codeFor(code.precinctNumber, code.accountTitle)}
                <br />
                <span className="soft small">
                  {t.codeBy(code.byName)} · {t.until(dayAndTime(code.expiresAt))}
                </span>
              </span>
              <Button
                size="compact-md"
                variant="default"
                loading={busy === code.id}
                aria-label={`${t.withdraw}: ${t.codeFor(code.precinctNumber, code.accountTitle)}, ${t.until(dayAndTime(code.expiresAt))}`}
                onClick={() => void withdraw(code)}
              >
                {t.withdraw}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
