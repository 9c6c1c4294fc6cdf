import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IncidentPage } from '../../src/incident/incident.ts'
import { useLocale, useTexts } from '../texts.ts'
import { drawUp } from './draw-up.ts'
import { papersQuery } from './paper-data.ts'
import { paperTexts } from './paper-texts.ts'

/** Several offenders get a protocol each (КоАП 803): those who have none yet, by the article of the first. */
export function OtherOffenders({ page }: { page: IncidentPage }) {
  const t = useTexts(paperTexts)
  const locale = useLocale()
  const offenders = page.subjects.filter(({ role }) => role === 'offender')
  const begun = page.papers.some(({ kind, status }) => kind === 'protocol' && status !== 'cancelled')
  const { data } = useQuery({ ...papersQuery(page.id, page.version), enabled: begun && offenders.length > 1 })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const protocols = data?.items.filter(({ kind }) => kind === 'protocol') ?? []
  const first = protocols.find(({ subjectId }) => subjectId !== null)
  const left = offenders.filter(({ id }) => protocols.every(({ subjectId }) => subjectId !== id))
  if (!first || left.length === 0) return null
  const draw = async () => {
    setBusy(true)
    const { lang, article, part, answers } = first
    const subjectIds = left.map(({ id }) => id)
    const done = await drawUp(page.id, { kind: 'protocol', lang, article, part, answers, subjectIds }, locale)
    setProblem('problem' in done ? [done.problem, done.rule].filter(Boolean).join(' ') : '')
    setBusy(false)
  }
  return (
    <div className="papers-others">
      <p>
        <strong>{t.others(left.length)}</strong>: {left.map(({ name }) => name).join(', ')}
      </p>
      <Button variant="default" size="compact-md" loading={busy} onClick={() => void draw()}>
        {t.alike}
      </Button>
      <div role="alert">{problem ? <p className="note danger">{problem}</p> : null}</div>
    </div>
  )
}
