import type { Locale } from '../../src/base/access.ts'
import type { IncidentRow } from '../../src/incident/incident.ts'
import { time } from '../texts.ts'
import { when } from './moment.ts'

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

/** The end of a term: 24:00 is said of the day that ends, not of the next one. */
export function endWords(at: string, now: number, locale: Locale): string {
  if (time(at, locale) !== '00:00') return when(at, now, locale)
  return when(new Date(Date.parse(at) - 1).toISOString(), now, locale).replace('23:59', '24:00')
}

/** How hard a term of the law presses: on its last day it is soon. */
export function pressureOf(due: string | null, now: number): Pressure {
  if (due === null) return 'calm'
  return pressure(due, now, 24 * 3_600_000)
}

/** The article in the language of the reader: «КоАП 806(6)», «ӘҚБтК 806(6)». */
export function articleIn(rule: string, locale: Locale): string {
  return locale === 'kk' ? rule.replaceAll('КоАП', 'ӘҚБтК') : rule
}
