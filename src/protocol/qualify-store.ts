import { query, type Read } from '../base/database.ts'
import type { Drawn } from './refuse.ts'

/** The signed protocols and on-the-spot warnings of an incident: the same fact is not judged twice (КоАП 741). */
export async function drawnOf(db: Read, departmentId: string, incidentId: string): Promise<Drawn[]> {
  const rows = await query<Omit<Drawn, 'state'> & { stage: string | null }>(
    db,
    `select id, article, part, subject_id as "subjectId", stage from paper
     where department_id = $1 and incident_id = $2 and kind in ('protocol', 'warning') and status = 'signed'
       and article is not null
     order by signed_at, id limit 50`,
    [departmentId, incidentId],
  )
  return rows.map(({ stage, ...one }) => ({ ...one, state: stateOf(stage) }))
}

const decided = new Set(['decided', 'appealed', 'inForce', 'warned', 'executed', 'sentToEnforcement', 'expired'])
const stateOf = (stage: string | null): Drawn['state'] =>
  stage === 'terminated' ? 'terminated' : stage !== null && decided.has(stage) ? 'decided' : 'signed'
