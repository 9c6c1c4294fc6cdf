import type { IncidentPage } from '../../src/incident/incident.ts'
import type { Status } from '../../src/incident/life.ts'
import { casePapers } from '../../src/paper/kinds.ts'
import { Icon } from '../parts/icon.tsx'
import { useTexts } from '../texts.ts'
import { incidentTexts } from './incident-texts.ts'

/** By which a case is begun or ended (src/paper/kinds.ts). */
const isCase = ({ kind }: { kind: string }) => (casePapers as readonly string[]).includes(kind)

const ended: readonly Status[] = ['closed', 'dismissed', 'handed_over', 'crime', 'joined']

/** The way that most incidents go, and how far this one has come. Steps may be skipped: what was not done stays empty. */
export function StepBar({ page }: { page: IncidentPage }) {
  const t = useTexts(incidentTexts)
  const closed = ended.includes(page.status)
  const confirmed = page.findings.some((finding) => finding.confirmed)
  const steps = [
    { name: t.stepAccepted, done: page.status !== 'new' && page.status !== 'reopened' && page.answeredAt !== null },
    { name: t.stepConfirmed, done: confirmed },
    { name: t.stepProtocol, done: page.papers.some((one) => isCase(one) && one.status === 'signed') },
    { name: t.stepRemedy, done: page.remediation.some((one) => one.status === 'accepted') },
    { name: t.stepClosed, done: closed },
  ]
  const last = steps.findLastIndex((step) => step.done)
  return (
    <ol className="steps" aria-label={t.steps}>
      {steps.map((step, index) => {
        const state = step.done
          ? 'done'
          : !closed && index === last + 1
            ? 'current'
            : index < last
              ? 'skipped'
              : 'ahead'
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
