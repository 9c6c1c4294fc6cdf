import { z } from 'zod'
import type { Account } from '../base/access.ts'
import type { Deps } from '../base/deps.ts'
import { HttpError, notFound } from '../base/http.ts'
import { maySee } from '../incident/see.ts'
import { findIncident, findIncidentByNumber, type Incident } from '../incident/store.ts'
import { ownPrecincts } from './assign.ts'

/** An incident in an address: its id or its number. */
export const incidentParam = z.object({
  id: z.union([z.uuid(), z.string().regex(/^\d{1,15}$/, 'an id or a number')]),
})

/** The precincts that this person answers for today; a change is seen within half a minute. */
export async function precinctsFor(deps: Deps, who: Account): Promise<string[]> {
  const { roster } = await deps.atlas.sheet(who.departmentId)
  return ownPrecincts(roster, who.id, deps.now())
}

/** The incident named by id or number, if this person may see it; 404 or 403 otherwise. */
export async function incidentFor(deps: Deps, who: Account, idOrNumber: string): Promise<Incident> {
  const incident = /^\d{1,15}$/.test(idOrNumber)
    ? await findIncidentByNumber(deps.db, who.departmentId, Number(idOrNumber))
    : await findIncident(deps.db, who.departmentId, idOrNumber)
  if (!incident) throw notFound('The incident')
  if (!maySee(who, await precinctsFor(deps, who), incident))
    throw new HttpError(403, 'not-yours', 'This incident belongs to another precinct.')
  return incident
}
