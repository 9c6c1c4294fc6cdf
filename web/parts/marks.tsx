import type { Urgency } from '../../src/detection/categories.ts'
import type { Status } from '../../src/incident/life.ts'
import { useTexts } from '../texts.ts'
import { statusWords, urgencyWords } from './words.ts'

/** Small marks that say a state in colour and in words. */

const tones: Record<Status, string> = {
  new: 'fresh',
  reopened: 'warn',
  accepted: 'work',
  confirmed: 'work',
  ordered: 'wait',
  submitted: 'warn',
  remedied: 'good',
  closed: 'still',
  dismissed: 'still',
  handed_over: 'still',
  crime: 'danger',
  joined: 'still',
}

export function StatusMark({ status }: { status: Status }) {
  const t = useTexts(statusWords)
  return (
    <span className="mark" data-tone={tones[status]}>
      <span className="mark-dot" aria-hidden="true" />
      {t[status]}
    </span>
  )
}

/** Says an urgency only where it is more than usual. */
export function UrgencyMark({ urgency }: { urgency: Urgency }) {
  const t = useTexts(urgencyWords)
  return urgency === 'normal' ? null : (
    <span className="urgency" data-urgency={urgency}>
      {t[urgency]}
    </span>
  )
}

/** The colours of statuses on the map: these must be plain values, for MapLibre knows no CSS. */
export const statusColour: Record<Status, string> = {
  new: '#155e67',
  reopened: '#c08a22',
  accepted: '#3c8890',
  confirmed: '#3c8890',
  ordered: '#9d7b2d',
  submitted: '#c08a22',
  remedied: '#4b9052',
  closed: '#8a857b',
  dismissed: '#8a857b',
  handed_over: '#8a857b',
  crime: '#b13a32',
  joined: '#8a857b',
}
