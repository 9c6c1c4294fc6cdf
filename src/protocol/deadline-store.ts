import { maybeOne, query, type Read, run, type Write } from '../base/database.ts'
import type { Category } from '../detection/categories.ts'
import type { CaseAct } from './case-act.ts'
import type { TermPaper, TermRows } from './deadline.ts'

/** What the terms of many incidents rest on, read in a few queries. */

export interface TermFile {
  id: string
  number: number
  status: string
  urgency: string
  category: Category
  placeText: string
  precinctId: string | null
  precinctNumber: string | null
  inspectorId: string | null
  inspectorName: string | null
  rows: TermRows
}

export interface TermScope {
  departmentId: string
  /** The precincts that may be seen; null for all. */
  precinctIds: string[] | null
  /** Besides, what is given to these people. */
  inspectorIds: string[]
}

const columns = `i.id, i.number, i.status, i.urgency, i.category, i.place_text as "placeText", i.precinct_id as "precinctId",
  p.number as "precinctNumber", i.inspector_id as "inspectorId", a.name as "inspectorName", i.tab < 3 as open,
  i.opened_at as "openedAt", i.happened_at as "happenedAt",
  case when i.answered_at is null and i.status in ('new', 'reopened') then i.answer_due end as "answerDue"`
const joins = 'left join precinct p on p.id = i.precinct_id left join account a on a.id = i.inspector_id'

type Row = Omit<TermFile, 'rows'> & Pick<TermRows, 'open' | 'openedAt' | 'happenedAt' | 'answerDue'>

/** At most so many incidents are counted at once, the newest. */
const most = 20_000

/**
 * Incidents of which a term may end before `until`: open ones in which something was found, ordered or drawn up, that
 * nobody looked at, or that are a month old (КоАП 62, 71); and closed ones whose case goes on.
 */
export async function filesThatMayBurn(db: Read, scope: TermScope, now: Date, until: Date): Promise<TermFile[]> {
  const rows = await query<Row>(
    db,
    `select ${columns} from incident i ${joins}
     where i.department_id = $1
       and ($2::uuid[] is null or i.precinct_id = any($2) or i.inspector_id = any($3::uuid[]))
       and (i.tab = 2
         or i.tab < 2 and (i.answered_at is null and i.answer_due < $5 or i.opened_at < $5::timestamptz - interval '1 month'
           or exists (select from finding f where f.department_id = i.department_id and f.incident_id = i.id and f.confirmed)
           or exists (select from paper o where o.department_id = i.department_id and o.incident_id = i.id and o.status <> 'cancelled'))
         or i.tab = 3 and i.id in (select o.incident_id from paper o where o.department_id = $1 and o.status = 'signed'
           and (o.kind in ('protocol', 'warning') and coalesce(o.stage, '') not in ('executed', 'expired', 'terminated', 'warned')
             and o.signed_at > $4::timestamptz - interval '400 days'
             or o.kind = 'representation' and o.signed_at > $4::timestamptz - interval '70 days')))
     order by i.opened_at desc limit ${most}`,
    [scope.departmentId, scope.precinctIds, scope.inspectorIds, now, until],
  )
  return withRows(db, scope.departmentId, rows)
}

/** These incidents with what their terms rest on. */
export async function filesOf(db: Read, departmentId: string, ids: readonly string[]): Promise<TermFile[]> {
  const rows = await query<Row>(
    db,
    `select ${columns} from incident i ${joins} where i.department_id = $1 and i.id = any($2::uuid[])`,
    [departmentId, ids],
  )
  return withRows(db, departmentId, rows)
}

async function withRows(db: Read, departmentId: string, incidents: Row[]): Promise<TermFile[]> {
  const own = [departmentId, incidents.map(({ id }) => id)]
  const findings = grouped(
    await query<NonNullable<TermRows['finding']> & Owned>(
      db,
      `select distinct on (incident_id) incident_id as "incidentId", happened_at as "happenedAt", at from finding
       where department_id = $1 and incident_id = any($2::uuid[]) and confirmed order by incident_id, at desc, id desc`,
      own,
    ),
  )
  const offenders = grouped(
    await query<TermRows['offenders'][number] & Owned>(
      db,
      `select x.incident_id as "incidentId", s.id, s.details as person, x.at from incident_subject x
       join subject s on s.department_id = x.department_id and s.id = x.subject_id
       where x.department_id = $1 and x.incident_id = any($2::uuid[]) and x.role = 'offender' order by x.at, s.id`,
      own,
    ),
  )
  const orders = grouped(
    await query<NonNullable<TermRows['remediation']> & Owned>(
      db,
      `select distinct on (incident_id) incident_id as "incidentId", ordered_at as "orderedAt", due_at as "dueAt",
         case when status = 'submitted' then submitted_at end as "submittedAt" from remediation
       where department_id = $1 and incident_id = any($2::uuid[]) and status <> 'accepted'
       order by incident_id, ordered_at desc`,
      own,
    ),
  )
  const papers = grouped(await papersOf(db, own))
  return incidents.map(({ open, openedAt, happenedAt, answerDue, ...file }) => ({
    ...file,
    rows: {
      ...{ category: file.category, open, openedAt, happenedAt, answerDue },
      finding: findings.get(file.id)?.[0] ?? null,
      offenders: offenders.get(file.id) ?? [],
      papers: papers.get(file.id) ?? [],
      remediation: orders.get(file.id)?.[0] ?? null,
    },
  }))
}

interface Owned {
  incidentId: string
}

function grouped<T extends Owned>(rows: readonly T[]): Map<string, T[]> {
  return Map.groupBy(rows, ({ incidentId }) => incidentId)
}

async function papersOf(db: Read, own: unknown[]): Promise<(TermPaper & Owned)[]> {
  const papers = await query<Omit<TermPaper, 'acts'> & Owned>(
    db,
    `select o.incident_id as "incidentId", o.id, o.kind, o.subject_id as "subjectId", s.name as "subjectName", o.article, o.part,
       case when o.status = 'signed' then o.signed_at end as "signedAt",
       coalesce(o.fields->'circumstances' ? 'absent', false) as absent,
       (select min(r.signed_at) from paper r where r.department_id = o.department_id and r.parent_id = o.id
        and r.kind = 'receipt' and r.status = 'signed') as "copyAt"
     from paper o left join subject s on s.department_id = o.department_id and s.id = o.subject_id
     where o.department_id = $1 and o.incident_id = any($2::uuid[]) and o.status <> 'cancelled'
       and o.kind in ('protocol', 'warning', 'representation') order by o.created_at, o.id`,
    own,
  )
  if (papers.length === 0) return []
  const acts = await query<CaseAct & { paperId: string }>(
    db,
    `select paper_id as "paperId", act, happened_at as "happenedAt", data from case_act
     where department_id = $1 and incident_id = any($2::uuid[]) and struck_at is null order by happened_at, at, id`,
    own,
  )
  const byPaper = Map.groupBy(acts, ({ paperId }) => paperId)
  return papers.map((paper) => ({ ...paper, acts: byPaper.get(paper.id) ?? [] }))
}

export interface FeedOwner {
  id: string
  departmentId: string
  role: 'inspector' | 'chief' | 'administrator'
  locale: 'ru' | 'kk' | 'en'
}

/** Whose calendar this address is; only the hash of an address is kept. */
export async function feedOwner(db: Read, hash: string): Promise<FeedOwner | null> {
  return maybeOne<FeedOwner>(
    db,
    `select id, department_id as "departmentId", role, locale from account where feed_hash = $1 and active`,
    [hash],
  )
}

/** Sets the address of a person's calendar by its hash; null takes it away. */
export async function setFeed(tx: Write, accountId: string, hash: string | null): Promise<void> {
  await run(tx, 'update account set feed_hash = $2 where id = $1', [accountId, hash])
}

export async function hasFeed(db: Read, accountId: string): Promise<boolean> {
  return (
    (await maybeOne<{ id: string }>(db, 'select id from account where id = $1 and feed_hash is not null', [
      accountId,
    ])) !== null
  )
}
