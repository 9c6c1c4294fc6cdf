import type { IncidentRow } from '../../src/incident/incident.ts'

/** Which date of an incident presses now, and how hard. */

export type Pressure = 'late' | 'soon' | 'calm'
export interface Due {
  what: 'answer' | 'remediation'
  at: string
  pressure: Pressure
}

const soonAnswer = 30 * 60_000
const soonRemediation = 12 * 3_600_000

export function dueOf(
  row: Pick<IncidentRow, 'status' | 'answerDue' | 'answeredAt' | 'remediationDue'>,
  now: number,
): Due | null {
  if ((row.status === 'new' || row.status === 'reopened') && !row.answeredAt) {
    return { what: 'answer', at: row.answerDue, pressure: pressure(row.answerDue, now, soonAnswer) }
  }
  if (row.status === 'ordered' && row.remediationDue) {
    return { what: 'remediation', at: row.remediationDue, pressure: pressure(row.remediationDue, now, soonRemediation) }
  }
  return null
}

function pressure(at: string, now: number, soon: number): Pressure {
  const left = Date.parse(at) - now
  return left < 0 ? 'late' : left < soon ? 'soon' : 'calm'
}
