import { inTransaction, maybeOne, query } from '../base/database.ts'
import type { Deps } from '../base/deps.ts'
import { record } from '../base/journal.ts'
import { brigade, looksCalledTogether } from '../chat/guard.ts'

/** Staff are told, once, when many who are new in their chats tell of one thing at once; nothing of it is left out. */
export async function flagCrowd(
  deps: Pick<Deps, 'db' | 'now'>,
  departmentId: string,
  incidentId: string,
): Promise<boolean> {
  const since = new Date(deps.now().getTime() - 2 * brigade.withinMs)
  const rows = await query<{ author: string; at: Date; newcomer: boolean }>(
    deps.db,
    `select author, received_at as at, newcomer from report
     where department_id = $1 and incident_id = $2 and received_at > $3 and state <> 'dropped' limit 1000`,
    [departmentId, incidentId, since],
  )
  if (!looksCalledTogether(rows.map(({ author, at, newcomer }) => ({ author, at: at.getTime(), newcomer }))))
    return false
  const authors = new Set(rows.filter(({ newcomer }) => newcomer).map(({ author }) => author)).size
  return inTransaction(deps.db, async (tx) => {
    const flagged = await maybeOne(
      tx,
      `select id from journal where department_id = $1 and incident_id = $2 and kind = 'incident.flagged' limit 1`,
      [departmentId, incidentId],
    )
    if (flagged) return false
    const live = { to: 'staff', type: 'incident', departmentId, id: incidentId, kind: 'incident.flagged' } as const
    await record(tx, { departmentId, kind: 'incident.flagged', at: deps.now(), incidentId, data: { authors }, live })
    return true
  })
}
