import { inTransaction } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import type { JournalEvent } from '../base/journal.ts'
import { settingsOf } from '../chat/chat-settings.ts'
import { assign } from '../incident/act-store.ts'
import { findIncident, type Incident } from '../incident/store.ts'
import { type Assignment, assignment } from './assign.ts'
import { mayBeGiven } from './store.ts'

/** Gives a new incident to the precinct of its place or chat and to the inspector who is there today. */
export async function assignInspector(deps: Deps, event: JournalEvent<'incident.opened'>): Promise<void> {
  if (!event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (!incident || incident.inspectorId) return
  const to = await whose(deps, incident)
  await inTransaction(deps.db, (tx) => assign(tx, incident, to, deps.now()))
}

/** A place that became surer may lie in another precinct: the incident goes there while nobody has begun and no person gave it. */
export async function assignAnew(deps: Deps, event: JournalEvent<'incident.followed'>): Promise<void> {
  if (!event.incidentId) return
  const incident = await findIncident(deps.db, event.departmentId, event.incidentId)
  if (incident?.status !== 'new' || incident.answeredAt || incident.assignedBy === 'person') return
  const to = await whose(deps, incident)
  if (!to.why.startsWith('place') || to.precinctId === incident.precinctId) return
  await inTransaction(deps.db, (tx) => assign(tx, incident, to, deps.now()))
}

async function whose(deps: Deps, incident: Incident): Promise<Assignment> {
  const [sheet, chat] = await Promise.all([
    deps.atlas.sheet(incident.departmentId),
    incident.chatId ? deps.book.get(incident.chatId) : null,
  ])
  const { lon, lat, place } = incident
  const where = lon === null || lat === null ? null : { point: { lon, lat }, likelihood: place?.likelihood ?? 1 }
  const { inspectorId = null } = settingsOf(chat?.settings)
  // Who was named for the chat may have left the department since.
  const named =
    inspectorId && (await mayBeGiven(deps.db, incident.departmentId, inspectorId, null)) ? inspectorId : null
  return assignment(sheet.roster, where, chat?.precinctId ?? null, deps.now(), named)
}
