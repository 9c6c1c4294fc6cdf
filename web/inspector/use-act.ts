import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import type { ActInput, IncidentPage, IncidentRow } from '../../src/incident/incident.ts'
import { ApiError, post, queries } from '../api.ts'
import { refusalWords } from '../parts/words.ts'
import { currentLocale } from '../texts.ts'
import { incidentQuery } from './data.ts'
import { queueTexts } from './queue-texts.ts'

/** Does an act, and lets every page know what came of it. Throws `ApiError`. */
export async function sendAct(incident: Pick<IncidentRow, 'id' | 'number'>, act: ActInput): Promise<IncidentPage> {
  const page = await post<IncidentPage>(`/api/incidents/${incident.id}/acts`, act)
  keepPage(page)
  return page
}

/** A page that the server has just given is the newest there is. */
export function keepPage(page: IncidentPage): void {
  queries.setQueryData(incidentQuery(String(page.number)).queryKey, page)
  void queries.invalidateQueries({ queryKey: ['incidents'] })
  void queries.invalidateQueries({ queryKey: ['counts'] })
}

/** What to tell a person of a failed act. */
export function problemOf(error: unknown): string {
  const known: Partial<Record<string, string>> = refusalWords[currentLocale()]
  if (error instanceof ApiError && error.refused && known[error.refused]) return known[error.refused] ?? ''
  return error instanceof Error ? error.message : String(error)
}

/** Accepting needs no form: one key, one tap. */
export function useAccept(): (row: Pick<IncidentRow, 'id' | 'number' | 'version'>) => void {
  return useCallback((row) => {
    sendAct(row, { act: 'accept', version: row.version }).then(
      () => notifications.show({ message: queueTexts[currentLocale()].accepted(row.number), color: 'leaf' }),
      (error) => notifications.show({ message: problemOf(error), color: 'brick' }),
    )
  }, [])
}
