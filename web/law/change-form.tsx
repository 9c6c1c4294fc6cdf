import { notifications } from '@mantine/notifications'
import { type FormEvent, type ReactNode, useState } from 'react'
import type { LawProblem } from '../../src/base/law-problem.ts'
import { Problem, SheetFoot, useProblems } from '../administration/sheet.tsx'
import { ApiError, post, queries } from '../api.ts'
import { useLocale, useTexts } from '../texts.ts'
import { editionsTexts } from './editions-texts.ts'

/** Sends a change; `body` may throw what is wrong with it before it is sent. */
export function ChangeForm({ body, close, children }: { body: () => object; close: () => void; children: ReactNode }) {
  const t = useTexts(editionsTexts)
  const problemOf = useProblems()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [problems, setProblems] = useState<LawProblem[]>([])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setProblem('')
    setProblems([])
    let asked: object
    try {
      asked = body()
    } catch {
      return setProblem(t.notJson)
    }
    setBusy(true)
    try {
      await post('/api/law/changes', asked)
      await queries.invalidateQueries({ queryKey: ['law'] })
      notifications.show({ message: t.saved })
      close()
    } catch (error) {
      const told = error instanceof ApiError ? (error.body.problems as LawProblem[] | undefined) : undefined
      if (told?.length) setProblems(told)
      else setProblem(problemOf(error))
      setBusy(false)
    }
  }
  return (
    <form className="adm-stack" onSubmit={save} noValidate>
      {children}
      <Problem text={problem} />
      <Listed problems={problems} />
      <SheetFoot label={t.save} busy={busy} close={close} />
    </form>
  )
}

function Listed({ problems }: { problems: LawProblem[] }) {
  const t = useTexts(editionsTexts)
  const lang = useLocale() === 'kk' ? 'kk' : 'ru'
  return (
    <div role="alert">
      {problems.length > 0 ? (
        <div className="note danger">
          <div>
            <p>{t.wrong}</p>
            <ul className="ed-problems">
              {problems.map(({ field, expected, got }) => (
                <li key={field + expected.ru + got}>
                  <span className="mono">{field}</span> – <span lang={lang}>{expected[lang]}</span>
                  {got ? <span className="mono"> ({got})</span> : null}
                </li>
              ))}
            </ul>
          </div>
        </div>
      ) : null}
    </div>
  )
}
