import { maybeOne, query, run, type Write } from '../base/database.ts'
import { record } from '../base/journal.ts'
import type { Asked } from './look-store.ts'
import { complete, type Somebody } from './person.ts'
import { findSubject, joined, keepPerson, numberOf, saveSubject } from './store.ts'

/** Two records found to be one person become one; who was not known is named. Everything tied to them stays, and a merge can be undone. */

/** What stood at the record that went, and what the one that stays was before. */
interface Moved {
  kept: Somebody
  gone: Somebody
  incidents: { incidentId: string; role: string; byAccount: string; at: string; double: boolean }[]
  papers: string[]
  penalties: string[]
  vehicles: string[]
  represented: string[]
}

export type MergeRefusal = 'not-there' | 'same' | 'other-number' | 'other-kind'

interface Locked {
  id: string
  person: Somebody
  updatedAt: Date
}

const lock = (tx: Write, departmentId: string, id: string) =>
  maybeOne<Locked>(
    tx,
    `select id, details as person, updated_at as "updatedAt" from subject
     where department_id = $1 and id = $2 and merged_into is null for update`,
    [departmentId, id],
  ).then((row) => row && { ...row, person: complete(row.person) })

/** Makes the record `goneId` a part of `keptId`. What the one that stays knows goes over what the other knew. */
export async function mergeSubjects(
  tx: Write,
  asked: Asked,
  { keptId, goneId }: { keptId: string; goneId: string },
): Promise<{ id: string; mergeId: string } | { no: MergeRefusal }> {
  const { departmentId, now } = asked
  if (keptId === goneId) return { no: 'same' }
  // Always in the same order, so that two officers merging the same pair do not wait for each other.
  const locked = new Map<string, Locked>()
  for (const id of [keptId, goneId].sort()) {
    const row = await lock(tx, departmentId, id)
    if (row) locked.set(id, row)
  }
  const [kept, gone] = [locked.get(keptId), locked.get(goneId)]
  if (!kept || !gone) return { no: 'not-there' }
  const [own, other] = [numberOf(kept.person), numberOf(gone.person)]
  if (own !== null && other !== null && own !== other) return { no: 'other-number' }
  const kinds = new Set([kept.person.kind, gone.person.kind].filter((kind) => kind !== 'unknown'))
  if (kinds.size > 1) return { no: 'other-kind' }
  const key = [departmentId, goneId, keptId]
  const incidents = await query<Moved['incidents'][number]>(
    tx,
    `select x.incident_id as "incidentId", x.role, x.by_account as "byAccount", x.at::text as at,
       exists (select from incident_subject o where o.department_id = $1 and o.incident_id = x.incident_id and o.subject_id = $3
         and o.role = x.role) as double
     from incident_subject x where x.department_id = $1 and x.subject_id = $2 order by x.at`,
    key,
  )
  await run(
    tx,
    `insert into incident_subject (department_id, incident_id, subject_id, role, by_account, at)
     select department_id, incident_id, $3, role, by_account, at from incident_subject where department_id = $1 and subject_id = $2
     on conflict do nothing`,
    key,
  )
  await run(tx, 'delete from incident_subject where department_id = $1 and subject_id = $2', [departmentId, goneId])
  const move = (sql: string) => query<{ id: string }>(tx, sql, key).then((rows) => rows.map(({ id }) => id))
  const moved: Moved = {
    ...{ kept: kept.person, gone: gone.person, incidents },
    papers: await move('update paper set subject_id = $3 where department_id = $1 and subject_id = $2 returning id'),
    penalties: await move(
      'update prior_penalty set subject_id = $3 where department_id = $1 and subject_id = $2 returning id',
    ),
    vehicles: await move('update vehicle set owner_id = $3 where department_id = $1 and owner_id = $2 returning id'),
    represented: await move(
      `update subject set details = jsonb_set(details, '{representativeId}', to_jsonb($3::text))
       where department_id = $1 and details->>'representativeId' = $2::text returning id`,
    ),
  }
  // The number is unique: it leaves the one before it comes to the other.
  await run(
    tx,
    'update subject set merged_into = $3, iin = null, document_key = null where department_id = $1 and id = $2',
    key,
  )
  await saveSubject(tx, departmentId, keptId, joined(gone.person, kept.person), now)
  const mergeId = asked.newId()
  await run(
    tx,
    `insert into subject_merge (department_id, id, kept_id, gone_id, moved, reason, by_account, at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [departmentId, mergeId, keptId, goneId, JSON.stringify(moved), asked.reason, asked.accountId, now],
  )
  await tell(tx, asked, { subjectId: keptId, goneId, mergeId })
  return { id: keptId, mergeId }
}

/** Takes a merge back: both records stand as before, with what was theirs; what was added since stays at the one that stayed. */
export async function undoMerge(
  tx: Write,
  asked: Asked,
  mergeId: string,
): Promise<{ keptId: string; goneId: string } | { no: 'not-there' }> {
  const { departmentId, now } = asked
  const merge = await maybeOne<{ keptId: string; goneId: string; moved: Moved; at: Date }>(
    tx,
    `select kept_id as "keptId", gone_id as "goneId", moved, at from subject_merge
     where department_id = $1 and id = $2 and undone_at is null for update`,
    [departmentId, mergeId],
  )
  const kept = merge && (await lock(tx, departmentId, merge.keptId))
  if (!merge || !kept) return { no: 'not-there' }
  const { keptId, goneId, moved } = merge
  const changed = kept.updatedAt.getTime() !== merge.at.getTime()
  const came = numberOf(moved.kept) === null && numberOf(moved.gone) !== null
  const person = changed ? (came ? withoutNumber(kept.person) : kept.person) : moved.kept
  await saveSubject(tx, departmentId, keptId, person, now)
  await run(tx, 'update subject set merged_into = null where department_id = $1 and id = $2', [departmentId, goneId])
  await saveSubject(tx, departmentId, goneId, moved.gone, now)
  for (const { incidentId, role, byAccount, at, double } of moved.incidents) {
    if (!double)
      await run(
        tx,
        'delete from incident_subject where department_id = $1 and incident_id = $2 and subject_id = $3 and role = $4',
        [departmentId, incidentId, keptId, role],
      )
    await run(
      tx,
      `insert into incident_subject (department_id, incident_id, subject_id, role, by_account, at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [departmentId, incidentId, goneId, role, byAccount, at],
    )
  }
  const back = [departmentId, keptId, goneId]
  await run(tx, 'update paper set subject_id = $3 where department_id = $1 and subject_id = $2 and id = any($4)', [
    ...back,
    moved.papers,
  ])
  await run(
    tx,
    'update prior_penalty set subject_id = $3 where department_id = $1 and subject_id = $2 and id = any($4)',
    [...[...back, moved.penalties]],
  )
  await run(tx, 'update vehicle set owner_id = $3 where department_id = $1 and owner_id = $2 and id = any($4)', [
    ...[...back, moved.vehicles],
  ])
  await run(
    tx,
    `update subject set details = jsonb_set(details, '{representativeId}', to_jsonb($3::text))
     where department_id = $1 and details->>'representativeId' = $2::text and id = any($4)`,
    [...back, moved.represented],
  )
  await run(tx, 'update subject_merge set undone_at = $3, undone_by = $4 where department_id = $1 and id = $2', [
    ...[departmentId, mergeId, now, asked.accountId],
  ])
  await tell(tx, asked, { subjectId: keptId, goneId, mergeId, undone: true })
  return { keptId, goneId }
}

function withoutNumber(person: Somebody): Somebody {
  switch (person.kind) {
    case 'individual':
      return { ...person, iin: null }
    case 'entity':
      return { ...person, bin: null }
    case 'unknown':
      return person
  }
}

/**
 * Tells who a record is: data goes into it; when its ИИН, БИН or document is that of another record, or another record is
 * pointed to, the two become one and that one stays.
 */
export async function identify(
  tx: Write,
  asked: Asked,
  id: string,
  subject: { id: string } | Somebody,
): Promise<{ id: string; mergeId: string | null } | { no: MergeRefusal }> {
  const { departmentId, now } = asked
  const here = await findSubject(tx, departmentId, id)
  if (!here) return { no: 'not-there' }
  if ('id' in subject) return mergeSubjects(tx, asked, { keptId: subject.id, goneId: here.id })
  const [own, told] = [numberOf(here.person), numberOf(subject)]
  if (own !== null && told !== null && own !== told) return { no: 'other-number' }
  if (here.person.kind !== 'unknown' && here.person.kind !== subject.kind) return { no: 'other-kind' }
  const holder =
    told === null || own !== null
      ? null
      : await maybeOne<{ id: string }>(tx, 'select id from subject where department_id = $1 and iin = $2', [
          departmentId,
          told,
        ])
  if (holder && holder.id !== here.id) {
    await keepPerson(tx, departmentId, subject, now, asked.newId)
    return mergeSubjects(tx, asked, { keptId: holder.id, goneId: here.id })
  }
  await saveSubject(tx, departmentId, here.id, joined(here.person, subject), now)
  return { id: here.id, mergeId: null }
}

async function tell(
  tx: Write,
  asked: Asked,
  data: { subjectId: string; goneId: string; mergeId: string; undone?: true },
): Promise<void> {
  await record(tx, {
    ...{ departmentId: asked.departmentId, kind: 'subject.merged', at: asked.now },
    ...{ incidentId: asked.incidentId, accountId: asked.accountId, data },
  })
}
