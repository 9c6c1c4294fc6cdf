import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'

/** An order to put the damage right, with its deadline and its proof. */
export interface Remediation {
  id: string
  text: string
  status: 'ordered' | 'submitted' | 'accepted' | 'refused'
  orderedAt: Date
  dueAt: Date
  submittedAt: Date | null
  beforeId: string | null
  afterId: string | null
  receiptId: string | null
}

/** The latest order of an incident. */
export async function findRemediation(db: Read, departmentId: string, incidentId: string): Promise<Remediation | null> {
  return maybeOne<Remediation>(
    db,
    `select id, text, status, ordered_at as "orderedAt", due_at as "dueAt", before_id as "beforeId", after_id as "afterId",
       receipt_id as "receiptId", submitted_at as "submittedAt" from remediation where department_id = $1 and incident_id = $2 order by ordered_at desc limit 1`,
    [departmentId, incidentId],
  )
}

export async function addRemediation(
  tx: Write,
  order: { departmentId: string; id: string; incidentId: string; text: string; dueAt: Date; byAccount: string },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `insert into remediation (department_id, id, incident_id, text, status, ordered_at, due_at, by_account)
     values ($1, $2, $3, $4, 'ordered', $5, $6, $7)`,
    [order.departmentId, order.id, order.incidentId, order.text, now, order.dueAt, order.byAccount],
  )
}

export async function extendRemediation(
  tx: Write,
  departmentId: string,
  id: string,
  dueAt: Date,
  reason: string,
): Promise<void> {
  await query(tx, 'update remediation set due_at = $3, reason = $4 where department_id = $1 and id = $2', [
    departmentId,
    id,
    dueAt,
    reason,
  ])
}

export async function submitProof(
  tx: Write,
  departmentId: string,
  id: string,
  proof: { beforeId: string | null; afterId: string | null; receiptId: string | null },
  now: Date,
): Promise<void> {
  await query(
    tx,
    `update remediation set status = 'submitted', submitted_at = $3, before_id = $4, after_id = $5, receipt_id = $6
     where department_id = $1 and id = $2`,
    [departmentId, id, now, proof.beforeId, proof.afterId, proof.receiptId],
  )
}

export async function decideProof(
  tx: Write,
  departmentId: string,
  id: string,
  decision: { accepted: true; waived: string } | { accepted: false; reason: string; dueAt: Date },
  now: Date,
): Promise<void> {
  if (decision.accepted) {
    await query(
      tx,
      `update remediation set status = 'accepted', decided_at = $3, waived = $4, reason = '' where department_id = $1 and id = $2`,
      [departmentId, id, now, decision.waived],
    )
    return
  }
  await query(
    tx,
    `update remediation set status = 'refused', decided_at = $3, reason = $4, due_at = $5 where department_id = $1 and id = $2`,
    [departmentId, id, now, decision.reason, decision.dueAt],
  )
}

/** How many of these attachments belong to the incident: a proof may not be borrowed from another one. */
export async function countOwn(tx: Write, departmentId: string, incidentId: string, ids: string[]): Promise<number> {
  return run(tx, 'select 1 from attachment where department_id = $1 and incident_id = $2 and id = any($3::uuid[])', [
    departmentId,
    incidentId,
    ids,
  ])
}
