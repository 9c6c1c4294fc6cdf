import { maybeOne, one, query, type Read, type Write } from './database.ts'
import { type ChangeSaid, changeSaid, type LawChange } from './law-change.ts'

interface Row {
  id: string
  kind: string
  edition: string
  validFrom: string | null
  document: unknown
  reason: string
  byName: string
  at: Date
  struckAt: Date | null
  struckByName: string | null
}

/** What this department changed of the law, in the order in which it was done. */
export async function readLawChanges(db: Read, departmentId: string): Promise<LawChange[]> {
  const rows = await query<Row>(
    db,
    `select c.id, c.kind, c.edition, c.valid_from as "validFrom", c.document, c.reason, a.name as "byName", c.at,
       c.struck_at as "struckAt", s.name as "struckByName"
     from law_change c join account a on a.id = c.by_account left join account s on s.id = c.struck_by
     where c.department_id = $1 order by c.at, c.id`,
    [departmentId],
  )
  return rows.map(({ kind, edition, validFrom, document, ...row }) => {
    const said = changeSaid.safeParse({ kind, edition, validFrom, document })
    if (!said.success)
      throw new Error(
        `Expected the change ${row.id} of the law to have the form that this version knows, got ${said.error.issues[0]?.path.join('.')}: ${said.error.issues[0]?.message}. Start the version that wrote it and take the change back there.`,
      )
    return { ...row, ...said.data }
  })
}

/** The departments that changed anything of the law. */
export async function departmentsOfChanges(db: Read): Promise<string[]> {
  const rows = await query<{ id: string }>(db, 'select distinct department_id as id from law_change')
  return rows.map(({ id }) => id)
}

/** Until the transaction ends nobody else changes this department's law: ids of editions follow from the order of changes. */
export async function lockLaw(tx: Write, departmentId: string): Promise<void> {
  await one(tx, `select pg_advisory_xact_lock(hashtext('law'), hashtext($1))::text as locked`, [departmentId])
}

export async function addLawChange(
  tx: Write,
  change: { departmentId: string; id: string; said: ChangeSaid; reason: string; byAccount: string; at: Date },
): Promise<void> {
  const { departmentId, id, said, reason, byAccount, at } = change
  await query(
    tx,
    `insert into law_change (department_id, id, kind, edition, valid_from, document, reason, by_account, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [departmentId, id, said.kind, said.edition, said.validFrom, JSON.stringify(said.document), reason, byAccount, at],
  )
}

/** Takes a change back; false when it is not there or was taken back before. */
export async function strikeLawChange(
  tx: Write,
  departmentId: string,
  id: string,
  byAccount: string,
  at: Date,
): Promise<boolean> {
  const struck = await maybeOne(
    tx,
    `update law_change set struck_at = $3, struck_by = $4
     where department_id = $1 and id = $2 and struck_at is null returning id`,
    [departmentId, id, at, byAccount],
  )
  return struck !== null
}
