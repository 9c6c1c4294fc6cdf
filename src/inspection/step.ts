import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { JournalEvent } from '../base/journal.ts'
import { assign } from '../incident/act-store.ts'
import { findIncident } from '../incident/store.ts'
import { assignment } from './assign.ts'

/** Gives a new incident to the precinct of its place or chat and to the inspector who is there today. */
export async function assignInspector(deps: Deps, event: JournalEvent<'incident.opened'>): Promise<void> {
  if (!event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident || incident.inspectorId) return
  const [sheet, chat] = await Promise.all([
    deps.atlas.sheet(incident.departmentId),
    incident.chatId ? deps.book.get(incident.chatId) : null,
  ])
  const point = incident.lon === null || incident.lat === null ? null : { lon: incident.lon, lat: incident.lat }
  const to = assignment(sheet.roster, point, chat?.precinctId ?? null, deps.now())
  await inTransaction(deps.db, (tx) => assign(tx, incident, to, deps.now()))
}
