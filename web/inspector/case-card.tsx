import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { tenge } from '../../src/base/law-words.ts'
import type { CaseActName } from '../../src/protocol/case-act.ts'
import type { CaseView } from '../../src/protocol/case-act-view.ts'
import { Card } from '../parts/card.tsx'
import { Failed } from '../parts/trouble.tsx'
import { day, number, useLocale, useTexts } from '../texts.ts'
import { CaseActForm } from './case-act-form.tsx'
import { type CasePaperShown, caseQuery } from './case-data.ts'
import { CaseHistory } from './case-history.tsx'
import { CaseSteps } from './case-steps.tsx'
import { caseTexts } from './case-texts.ts'
import { caseActWords, decisionWords, stageWords } from './case-words.ts'
import './case.css'

/** What became of a signed protocol or warning: where it stands, what may be noted next, and what was. */
export function CaseCard({ paper }: { paper: CasePaperShown }) {
  const t = useTexts(caseTexts)
  const holds = paper.status === 'signed' && (paper.kind === 'protocol' || paper.kind === 'warning')
  const { data, error, isPending, refetch } = useQuery({ ...caseQuery(paper.id), enabled: holds })
  if (!holds) return null
  return (
    <Card title={t.title} id="case">
      {data ? (
        <Standing key={paper.id} view={data} paper={paper} />
      ) : isPending ? (
        <div className="bone case-bone" aria-busy="true" />
      ) : (
        <Failed error={error} retry={() => void refetch()} />
      )}
    </Card>
  )
}

function Standing({ view, paper }: { view: CaseView; paper: CasePaperShown }) {
  const t = useTexts(caseTexts)
  const stages = useTexts(stageWords)
  const names = useTexts(caseActWords)
  const [act, setAct] = useState<CaseActName | null>(null)
  const open = act !== null && view.open.includes(act)
  useEffect(() => {
    // Somebody else has moved the case on: the form of an act that is no longer open goes.
    if (act !== null && !view.open.includes(act)) setAct(null)
  }, [act, view.open])
  return (
    <div className="case">
      <CaseSteps view={view} />
      <p className="case-stage">
        <strong>{stages[view.stage]}</strong>
      </p>
      <Facts view={view} />
      <p className="soft small">{t.hint}</p>
      {open ? (
        <CaseActForm key={act} act={act} view={view} paper={paper} close={() => setAct(null)} />
      ) : view.open.length > 0 ? (
        <fieldset className="case-acts">
          <legend>{t.next}</legend>
          {inOrder(view).map((one, index) => (
            <Button key={one} variant={index === 0 ? 'light' : 'default'} onClick={() => setAct(one)}>
              {names[one]}
            </Button>
          ))}
        </fieldset>
      ) : (
        <p className="soft small">{t.over}</p>
      )}
      <h3 className="case-title">{t.history}</h3>
      <CaseHistory view={view} paper={paper} />
    </div>
  )
}

const first: Partial<Record<CaseView['stage'], readonly CaseActName[]>> = {
  drawnUp: ['send'],
  sent: ['receive', 'decide'],
  returned: ['redraw', 'send'],
  received: ['decide'],
  inForce: ['pay', 'execute'],
  sentToEnforcement: ['pay', 'execute'],
}

/** What most often comes next stands first: a copy before the force, a payment before the rest. */
function inOrder(view: CaseView): CaseActName[] {
  const decided = view.acts.findLastIndex(({ act, struckAt }) => act === 'decide' && struckAt === null)
  const copied = view.acts.slice(decided + 1).some(({ act, struckAt }) => act === 'handCopy' && struckAt === null)
  const next = view.stage === 'decided' ? [copied ? 'inForce' : 'handCopy'] : (first[view.stage] ?? [])
  return [...view.open].sort((a, b) => place(next, a) - place(next, b))
}

const place = (next: readonly string[], act: CaseActName) => (next.includes(act) ? next.indexOf(act) : next.length)

/** The decision, the sums and the days that follow from it. */
function Facts({ view }: { view: CaseView }) {
  const t = useTexts(caseTexts)
  const words = useTexts(decisionWords)
  const locale = useLocale()
  const { outcome, sums } = view
  // A term ends with 24:00 of its last day, which is the first moment of the next one.
  const last = (at: string) => day(new Date(Date.parse(at) - 1), locale)
  const lines = [
    outcome.decision === null
      ? null
      : outcome.fineMrp === null
        ? words[outcome.decision]
        : t.fine(number(outcome.fineMrp, locale), outcome.fineTenge === null ? '' : tenge(outcome.fineTenge)),
    outcome.paid === 'full' ? t.paidFull : outcome.paid === 'half' ? t.paidHalf : null,
    sums.half !== null && sums.halfUntil ? t.half(tenge(sums.half), last(sums.halfUntil)) : null,
    sums.half !== null && sums.halfLatest ? t.halfLatest(last(sums.halfLatest)) : null,
    sums.payUntil && outcome.paid === 'none' ? t.payUntil(last(sums.payUntil)) : null,
    view.repeatUntil ? t.repeat(day(`${view.repeatUntil}T12:00:00+05:00`, locale)) : null,
  ].filter((line) => line !== null)
  if (lines.length === 0) return null
  return (
    <ul className="case-facts">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
