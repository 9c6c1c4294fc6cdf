import type { CaseView } from '../../src/protocol/case-act-view.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { caseTexts } from './case-texts.ts'

/** How far the case has come: drawn up, sent, considered, in force, carried out. What was passed over stays empty. */
export function CaseSteps({ view }: { view: CaseView }) {
  const t = useTexts(caseTexts)
  const { stage, outcome, acts, kind } = view
  const counts = acts.filter(({ struckAt }) => struckAt === null)
  const ended = ['executed', 'expired', 'terminated'].includes(stage)
  const steps = [
    { name: t.stepDrawn, done: stage !== 'returned' },
    {
      name: t.stepSent,
      done:
        stage !== 'returned' && stage !== 'drawnUp' && counts.some(({ act }) => act === 'send' || act === 'receive'),
    },
    { name: t.stepConsidered, done: outcome.decision !== null },
    { name: t.stepForce, done: outcome.inForce !== null || (kind === 'warning' && stage === 'warned') },
    { name: t.stepDone, done: outcome.executed !== null && (outcome.inForce !== null || stage === 'warned') },
  ]
  const last = steps.findLastIndex((step) => step.done)
  return (
    <ol className="steps case-steps" aria-label={t.steps}>
      {steps.map((step, index) => {
        const state = step.done ? 'done' : !ended && index === last + 1 ? 'current' : index < last ? 'skipped' : 'ahead'
        return (
          <li key={step.name} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
            <span className="step-mark" aria-hidden="true">
              {step.done ? <Icon name="check" size={14} /> : null}
            </span>
            <span className="step-name">{step.name}</span>
            <span className="unseen">{state === 'done' ? t.done : state === 'current' ? t.current : t.ahead}</span>
          </li>
        )
      })}
    </ol>
  )
}
