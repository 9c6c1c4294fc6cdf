import { Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LearningView } from '../../src/incident/learning-routes.ts'
import { put, queries } from '../api.ts'
import { Card } from '../parts/card.tsx'
import { Page } from '../parts/page.tsx'
import { Failed } from '../parts/trouble.tsx'
import { dayAndTime, number, useTexts } from '../texts.ts'
import { learningQuery } from './data.ts'
import { learningTexts } from './learning-texts.ts'
import { Bones, Confirm, Problem, useProblems } from './sheet.tsx'

/** Whether decisions of inspectors may be kept, without the people, for the program to learn from. */
export function Learning() {
  const t = useTexts(learningTexts)
  const found = useQuery(learningQuery)
  return (
    <Page title={t.title} narrow>
      <p className="soft">{t.intro}</p>
      {found.isPending ? (
        <Bones rows={2} />
      ) : found.isError ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : (
        <Consent learning={found.data} />
      )}
      <Card title={t.what}>
        <ul className="adm-points">
          {Object.entries(t.points).map(([name, point]) => (
            <li key={name}>{point}</li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}

function Consent({ learning }: { learning: LearningView }) {
  const t = useTexts(learningTexts)
  const problemOf = useProblems()
  const [ending, setEnding] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const change = async (allowed: boolean) => {
    setBusy(true)
    setProblem('')
    try {
      queries.setQueryData(learningQuery.queryKey, await put<LearningView>('/api/learning', { allowed }))
      setEnding(false)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setBusy(false)
    }
  }
  const { allowed, since, byName, lessons } = learning
  const switched = allowed ? t.on : t.off
  return (
    <section className="card">
      <Switch
        size="md"
        checked={allowed}
        disabled={busy}
        label={t.allow}
        description={t.allowHint}
        onChange={() => (allowed ? setEnding(true) : void change(true))}
      />
      <p className="soft small" role="status">
        {since ? switched(dayAndTime(since), byName ?? '') : t.never}
        {allowed ? ` · ${t.kept(number(lessons))}` : ''}
      </p>
      {ending ? null : <Problem text={problem} />}
      <Confirm
        opened={ending}
        title={t.offTitle}
        text={t.offText(number(lessons))}
        label={t.offLabel}
        busy={busy}
        problem={problem}
        close={() => setEnding(false)}
        go={() => void change(false)}
      />
    </section>
  )
}
