import type { Account } from '../base/access.ts'
import type { Incident } from './store.ts'

/** Who may see an incident: the chief all of the department, an inspector those of his precincts, his own and the unassigned. */
export function maySee(
  who: Pick<Account, 'id' | 'role' | 'departmentId'>,
  precinctIds: readonly string[],
  incident: Pick<Incident, 'departmentId' | 'precinctId' | 'inspectorId'>,
): boolean {
  if (who.departmentId !== incident.departmentId) return false
  if (who.role === 'administrator') return false
  if (who.role === 'chief') return true
  return incident.inspectorId === who.id || incident.precinctId === null || precinctIds.includes(incident.precinctId)
}
